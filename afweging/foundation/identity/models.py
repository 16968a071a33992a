"""Organisations, people, roles, mandates and their sessions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from afweging.foundation.database import Base, check_in, new_public_id

ROLES = (
    "member",
    "privacy_officer",
    "mandate_holder",
    "fg",
    "adviser",
    "secretary",
    "editor",
    "manager",
    "auditor",
    "archivist",
    "admin",
)
BANDS = ("laag", "midden", "hoog", "zeer_hoog")
WEIGHINGS = ("short", "full")


class Organisation(Base):
    """A municipality or joint body; owns everything below it."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    colour: Mapped[str] = mapped_column(String(7), default="#073b45")
    logo: Mapped[str | None]  # SVG, cleaned when it was uploaded
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    terms: Mapped[dict[str, Any]] = mapped_column(default=dict)  # step → working days
    is_external: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime]


class Person(Base):
    """Somebody with a sign-in. E-mail addresses are kept in lower case."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(100), default="")  # “projectleider”: what reports call them
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime]

    roles: Mapped[list[Role]] = relationship(back_populates="person", foreign_keys="Role.person_id")


class Role(Base):
    """What a person is in an organisation."""

    __tablename__ = "role"
    __table_args__ = (
        UniqueConstraint("organisation_id", "person_id", "role"),
        check_in("role", ROLES),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    substitute: Mapped[bool] = mapped_column(default=False)  # the FG's or an officer's stand-in
    discipline: Mapped[str] = mapped_column(String(20), default="")  # of an adviser: ciso, ethics_board, …
    granted_at: Mapped[dt.datetime]
    until: Mapped[dt.datetime | None]

    person: Mapped[Person] = relationship(back_populates="roles", foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship()


class Mandate(Base):
    """Who decides in the name of which body, up to which ceiling (weighing and risk band)."""

    __tablename__ = "mandate"
    __table_args__ = (
        check_in("weighing", WEIGHINGS),
        check_in("band", BANDS),
        Index(None, "organisation_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    body: Mapped[str] = mapped_column(String(100))  # “college van burgemeester en wethouders”
    title: Mapped[str] = mapped_column(String(100))  # “directeur Maatschappelijk domein”
    weighing: Mapped[str] = mapped_column(String(5))
    band: Mapped[str] = mapped_column(String(9))
    since: Mapped[dt.datetime]
    until: Mapped[dt.datetime | None]

    person: Mapped[Person] = relationship()


class SignIn(Base):
    """A server-side session. Only the SHA-256 of its token is kept, so that a stolen database opens none."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    fresh_at: Mapped[dt.datetime]  # when the password was last entered
    revoked_at: Mapped[dt.datetime | None]
    device: Mapped[str] = mapped_column(String(120), default="")


class Attempt(Base):
    """A failed sign-in, by keyed hash of the address and of the place, to slow guessing down."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime]
