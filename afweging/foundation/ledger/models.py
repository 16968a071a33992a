"""The chains: one per organisation, no foreign key to people, no update, no delete."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from afweging.foundation.database import Base


class Event(Base):
    """One link of a chain. Destroying `salt` and `detail` together leaves nothing to guess from the hash."""

    __tablename__ = "ledger_event"
    __table_args__ = (UniqueConstraint("chain", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[str] = mapped_column(String(20))  # the organisation's code
    number: Mapped[int]
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(20))  # a person's public id, or “system”
    verb: Mapped[str] = mapped_column(String(60))
    object: Mapped[str] = mapped_column(String(80), index=True)
    detail: Mapped[dict[str, Any] | None]
    salt: Mapped[str | None] = mapped_column(String(32))
    detail_sha256: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
