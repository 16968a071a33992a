"""Coming in, staying in, going out. Passwords are compared between these operations, in no transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from afweging.foundation.database import Session
from afweging.foundation.errors import NotFound
from afweging.foundation.identity import throttle
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Person, SignIn
from afweging.foundation.identity.sessions import hash_token, new_token
from afweging.settings import Settings

LONGEST_DEVICE = 120
KEPT_AFTER_END = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody at the door: whose password must fit. Without `person_id` there is nobody of that address."""

    email: str
    person_id: int | None
    password_hash: str | None


def knock(session: Session, settings: Settings, email: str, place: str, *, now: dt.datetime) -> Knock:
    """Count a try and return what its password must fit. Raises TooManyAttempts.

    A person who is disabled, has no password or does not exist gives a knock that nothing fits.
    """
    email = email.strip().lower()
    throttle.count_attempt(session, settings, email, place, now)
    row = session.execute(
        select(Person.id, Person.password_hash).where(Person.email == email, Person.active.is_(True))
    ).first()
    return Knock(email, row[0], row[1]) if row and row[1] else Knock(email, None, None)


def sign_in(session: Session, settings: Settings, knocked: Knock, device: str, *, now: dt.datetime) -> str:
    """Open a session for somebody whose password fitted; return its token, which only their browser keeps."""
    if knocked.person_id is None:
        raise ValueError("nobody of this address can come in")
    throttle.forget_attempts(session, settings, knocked.email, now)
    session.execute(delete(SignIn).where(SignIn.expires_at < now - KEPT_AFTER_END))
    token = new_token()
    session.add(
        SignIn(
            token_sha256=hash_token(token),
            person_id=knocked.person_id,
            created_at=now,
            last_seen_at=now,
            fresh_at=now,
            expires_at=now + dt.timedelta(hours=settings.session_hours),
            device=device[:LONGEST_DEVICE],
        )
    )
    return token


def confirm_password(
    session: Session, settings: Settings, actor: Actor, knocked: Knock, *, now: dt.datetime
) -> str:
    """Make the session fresh after the password was entered again; return its new token.

    The token changes, so that one that was seen before cannot decide.
    """
    throttle.forget_attempts(session, settings, knocked.email, now)
    token = new_token()
    session.execute(
        update(SignIn)
        .where(SignIn.id == actor.sign_in_id)
        .values(fresh_at=now, last_seen_at=now, token_sha256=hash_token(token))
    )
    return token


def sign_out(session: Session, actor: Actor, *, now: dt.datetime) -> None:
    """End the session of this request."""
    session.execute(update(SignIn).where(SignIn.id == actor.sign_in_id).values(revoked_at=now))


def revoke(session: Session, actor: Actor, sign_in_id: int, *, now: dt.datetime) -> None:
    """End another session of one's own. Raises NotFound for one that is not, or not any more."""
    ended = session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.person_id == actor.person_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(SignIn.id)
    ).first()
    if ended is None:
        raise NotFound("no_such_session", _("Deze sessie bestaat niet (meer)."))


def revoke_others(session: Session, person_id: int, keep: int | None, *, now: dt.datetime) -> None:
    """End every session of a person but the one to keep."""
    session.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.revoked_at.is_(None), SignIn.id != (keep or 0))
        .values(revoked_at=now)
    )


def set_password(
    session: Session, person: Person, password_hash: str, *, keep: int | None, now: dt.datetime
) -> None:
    """Replace a password, and end every other session: whoever knew the old one is out."""
    person.password_hash = password_hash
    revoke_others(session, person.id, keep, now=now)
