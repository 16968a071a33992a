"""Guessing passwords is slow: a few tries per person and per address, counted in the database.

A try is counted before the password is looked at, so that a hundred at once are no way around it, and for
addresses nobody has just as well, so that the answer tells nothing.
"""

from __future__ import annotations

import datetime as dt
import hmac
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy import delete, func, insert, select

from afweging.foundation.database import Session
from afweging.foundation.errors import DomainError
from afweging.foundation.identity.models import Attempt
from afweging.settings import Settings


class TooManyAttempts(DomainError):
    """Too many sign-ins failed, for this person or from this address."""


def count_attempt(session: Session, settings: Settings, email: str, place: str, now: dt.datetime) -> None:
    """Count one try. Raises TooManyAttempts when there were too many in the window."""
    since = now - dt.timedelta(minutes=settings.sign_in_window_minutes)
    limits = {
        _subject(settings, "person", email): settings.sign_in_attempts,
        _subject(settings, "place", place): settings.sign_in_attempts_address,
    }
    for subject, limit in limits.items():
        tries = session.scalar(
            select(func.count()).select_from(Attempt).where(Attempt.subject == subject, Attempt.at > since)
        )
        if (tries or 0) >= limit:
            raise TooManyAttempts(
                "too_many_attempts", _("Te veel pogingen. Probeer het over een kwartier opnieuw.")
            )
    session.execute(insert(Attempt), [{"subject": subject, "at": now} for subject in limits])


def forget_attempts(session: Session, settings: Settings, email: str, now: dt.datetime) -> None:
    """Forget the tries of somebody who got in, and everything older than the window."""
    since = now - dt.timedelta(minutes=settings.sign_in_window_minutes)
    session.execute(delete(Attempt).where(Attempt.subject == _subject(settings, "person", email)))
    session.execute(delete(Attempt).where(Attempt.at <= since))


def _subject(settings: Settings, kind: str, value: str) -> str:
    return hmac.new(settings.secret_key.encode(), f"{kind}:{value}".encode(), sha256).hexdigest()
