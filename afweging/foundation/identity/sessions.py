"""Server-side sessions: a random token in a cookie, its hash in the database, one query to know who it is."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask_login import UserMixin
from sqlalchemy import bindparam, select, update
from werkzeug.wrappers import Response

from afweging.foundation.database import Prepared, Session
from afweging.foundation.database.prepared import moment
from afweging.foundation.identity.actor import Actor, MandateOf
from afweging.foundation.identity.models import Mandate, Organisation, Person, Role, SignIn
from afweging.foundation.identity.passwords import ONE_TIME
from afweging.settings import Settings

TOKEN_BYTES = 32
SEEN_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation that somebody has a role in, as far as a page shows it."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Account(UserMixin):
    """The signed-in person of this request (Flask-Login's `current_user`)."""

    actor: Actor
    token_sha256: str
    last_seen_at: dt.datetime
    organisations: tuple[Membership, ...]
    must_change_password: bool

    def get_id(self) -> str:
        """Return the person's public id."""
        return self.actor.public_id


def cookie_name(settings: Settings) -> str:
    """Return the cookie's name; `__Host-` where https makes that possible."""
    return "__Host-afw_session" if settings.https else "afw_session"


def hash_token(token: str) -> str:
    """Return what the database keeps of a token."""
    return sha256(token.encode()).hexdigest()


def new_token() -> str:
    """Return 256 random bits, for a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def csrf_seed(settings: Settings, token_sha256: str) -> str:
    """Return the secret behind the form tokens of one session; it ends with the session."""
    return hmac.new(settings.secret_key.encode(), f"csrf:{token_sha256}".encode(), sha256).hexdigest()


def give_cookie(response: Response, settings: Settings, token: str) -> None:
    """Put the session's token in the browser; it goes when the browser closes, or the session ends."""
    response.set_cookie(
        cookie_name(settings), token, httponly=True, secure=settings.https, samesite="Lax", path="/"
    )


def take_cookie(response: Response, settings: Settings) -> None:
    """Take the token out of the browser."""
    response.delete_cookie(
        cookie_name(settings), httponly=True, secure=settings.https, samesite="Lax", path="/"
    )


_LOAD = Prepared(
    select(
        SignIn.id,
        SignIn.last_seen_at,
        SignIn.fresh_at,
        Person.id,
        Person.public_id,
        Person.name,
        Person.title,
        Person.language,
        Person.password_hash.startswith(ONE_TIME),
        Role.organisation_id,
        Role.role,
        Role.discipline,
        Organisation.code,
        Organisation.name,
        Mandate.organisation_id,
        Mandate.body,
        Mandate.title,
        Mandate.weighing,
        Mandate.band,
    )
    .select_from(SignIn)
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(
        Role,
        (Role.person_id == Person.id) & (Role.until.is_(None) | (Role.until > bindparam("now"))),
    )
    .outerjoin(Organisation, Organisation.id == Role.organisation_id)
    .outerjoin(
        Mandate,
        (Mandate.person_id == Person.id)
        & (Mandate.since <= bindparam("now"))
        & (Mandate.until.is_(None) | (Mandate.until > bindparam("now"))),
    )
    .where(
        SignIn.token_sha256 == bindparam("token"),
        SignIn.revoked_at.is_(None),
        SignIn.expires_at > bindparam("now"),
        SignIn.last_seen_at > bindparam("idle_since"),
        Person.active.is_(True),
    )
    .order_by(Role.id, Mandate.id)
)


def load(session: Session, settings: Settings, token: str, now: dt.datetime) -> Account | None:
    """Return who holds this token, with roles and mandates; None when it opens nothing (any more)."""
    hashed = hash_token(token)
    idle_since = now - dt.timedelta(minutes=settings.session_idle_minutes)
    rows = _LOAD.rows(session.connection(), {"token": hashed, "now": now, "idle_since": idle_since})
    return _account(rows, hashed) if rows else None


def touch(session: Session, account: Account, now: dt.datetime) -> None:
    """Note that the session is in use."""
    session.execute(update(SignIn).where(SignIn.id == account.actor.sign_in_id).values(last_seen_at=now))


def _account(rows: Sequence[Any], hashed: str) -> Account:
    (
        sign_in_id,
        last_seen_at,
        fresh_at,
        person_id,
        public_id,
        name,
        title,
        language,
        once,
        *_rest,
    ) = rows[0]
    roles: dict[int, set[str]] = {}
    disciplines: dict[int, set[str]] = {}
    organisations: dict[int, Membership] = {}
    mandates: dict[MandateOf, None] = {}
    for row in rows:
        organisation_id, role, discipline, code, organisation = row[9:14]
        if organisation_id is not None:
            roles.setdefault(organisation_id, set()).add(role)
            organisations.setdefault(organisation_id, Membership(organisation_id, code, organisation))
            if discipline:
                disciplines.setdefault(organisation_id, set()).add(discipline)
        if row[14] is not None:
            mandates.setdefault(MandateOf(*row[14:19]))
    actor = Actor(
        person_id=person_id,
        public_id=public_id,
        name=name,
        title=title,
        language=language,
        roles={key: frozenset(value) for key, value in roles.items()},
        disciplines={key: frozenset(value) for key, value in disciplines.items()},
        mandates=tuple(mandates),
        fresh_at=moment(fresh_at),
        sign_in_id=sign_in_id,
    )
    return Account(actor, hashed, moment(last_seen_at), tuple(organisations.values()), bool(once))
