"""What the public is told of a dossier: the draft, and every version that was published."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from afweging.foundation.database import Base, check_in

ORIGINS = ("own", "imported")
ACTS = ("publish", "rectify", "retract")


class Entry(Base):
    """The permanent place of a dossier in the register: its number never changes."""

    __tablename__ = "entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(8), unique=True)  # eight digits, meaningless
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), unique=True)  # none: imported
    origin: Mapped[str] = mapped_column(String(8), default="own")
    created_at: Mapped[dt.datetime]

    __table_args__ = (check_in("origin", ORIGINS),)


class Draft(Base):
    """The text that is being prepared: only what an editor wrote over the drafted fields."""

    __tablename__ = "publication_draft"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    revision: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[dt.datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Publication(Base):
    """One version of an entry, as it was published: the whole plain record."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("entry_id", "version"), check_in("act", ACTS))

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    version: Mapped[int]
    act: Mapped[str] = mapped_column(String(8), default="publish")
    reason: Mapped[str] = mapped_column(default="")
    record: Mapped[dict[str, Any]]  # register.records.EntryRecord as JSON
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    published_at: Mapped[dt.datetime]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # rectify, retract
