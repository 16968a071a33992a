"""Issued reports: what was sealed, when, and where its bytes are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from afweging.foundation.database import Base, check_in

AUDIENCES = ("internal", "public")
STATES = ("waiting", "ready", "failed")


class Report(Base):
    """One sealed PDF of a case. `code` is printed on it and typed at /controleren."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("dossier_id", "audience", "version"),
        check_in("audience", AUDIENCES),
        check_in("state", STATES),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)  # 12 signs of base 32, printed as 4-4-4
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    audience: Mapped[str] = mapped_column(String(8))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(7), default="waiting")
    progress: Mapped[str] = mapped_column(String(40), default="")
    error: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[dt.datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # The case as it stood when the report was asked for: nothing that happens later gets into the report.
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    content_sha256: Mapped[str | None] = mapped_column(String(64))  # of the case as JSON, as it is attached
    sha256: Mapped[str | None] = mapped_column(String(64))  # of the sealed file
    size: Mapped[int | None]
    pages: Mapped[int | None]
    sealed_at: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
