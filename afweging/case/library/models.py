"""Installed questionnaires: the text by its hash, and who may use it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from afweging.foundation.database import Base, check_in

STATES = ("published", "retired")


class QuestionnaireText(Base):
    """The full text an assessment is pinned to. Never changed: its key is its own SHA-256."""

    __tablename__ = "questionnaire_text"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(20))
    canonical: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    added_at: Mapped[dt.datetime]
    base_sha256: Mapped[str | None] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    variant: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))  # what was laid over the base


class InstalledQuestionnaire(Base):
    """That an organisation may start assessments with a text."""

    __tablename__ = "installed_questionnaire"
    __table_args__ = (
        UniqueConstraint("organisation_id", "questionnaire_id", "version"),
        check_in("state", STATES),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    questionnaire_id: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    state: Mapped[str] = mapped_column(String(10))
    installed_at: Mapped[dt.datetime]
    extends_id: Mapped[str | None] = mapped_column(String(64))  # of a variant: the id below all others
    source: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))  # the file as it came
