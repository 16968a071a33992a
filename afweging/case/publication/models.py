"""What the public is told of a dossier: the draft, and every version that was published."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from afweging.foundation.database import Base, check_in, new_public_id

ORIGINS = ("own", "imported")
ACTS = ("publish", "rectify", "retract")
REQUESTED_ACTS = ("rectify", "retract")
REQUEST_OUTCOMES = ("confirmed", "declined", "taken_back")


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


class PublicationRequest(Base):
    """A correction or a removal that one person asked for, and another must confirm."""

    __tablename__ = "publication_request"
    __table_args__ = (
        check_in("act", REQUESTED_ACTS),
        check_in("outcome", REQUEST_OUTCOMES, optional=True),
        Index(
            "uq_publication_request_open",
            "dossier_id",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    act: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str]  # public
    token: Mapped[str] = mapped_column(String(64), default="")  # rectify: the text that was seen
    asked_at: Mapped[dt.datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[dt.datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    declined_because: Mapped[str] = mapped_column(default="")
