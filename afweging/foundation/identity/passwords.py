"""Passwords: Argon2id, a few at a time, and the same work for people who do not exist."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from afweging.foundation.errors import DomainError, Invalid, Problem
from afweging.settings import Settings

SHORTEST = 12
LONGEST = 200
PATIENCE_SECONDS = 10.0
ONE_TIME = "once:"  # before the hash of a password that must be replaced at the first sign-in
# No I, l, O or 0: people read these aloud.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class TooBusy(DomainError):
    """More people sign in at this moment than the machine can hash for."""


class Passwords:
    """Hashes and compares, never more at a time than the settings say: each takes 64 MiB."""

    def __init__(self, settings: Settings) -> None:
        # Tests sign in hundreds of times: they hash with the least that Argon2 accepts.
        self._hasher = (
            PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
            if settings.testing
            else PasswordHasher()
        )
        self._turn = threading.BoundedSemaphore(max(1, settings.password_hashes))
        self._dummy = self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str, *, one_time: bool = False) -> str:
        """Return what is stored."""
        with self._a_turn():
            return (ONE_TIME if one_time else "") + self._hasher.hash(password)

    def fits(self, stored: str | None, password: str) -> bool:
        """Compare; for somebody without a password (or who does not exist) do the same work in vain."""
        with self._a_turn():
            try:
                self._hasher.verify((stored or self._dummy).removeprefix(ONE_TIME), password)
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    @contextmanager
    def _a_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=PATIENCE_SECONDS):
            raise TooBusy("too_busy", _("Het is nu druk. Wacht een minuut en probeer het dan opnieuw."))
        try:
            yield
        finally:
            self._turn.release()


@cache
def of(settings: Settings) -> Passwords:
    """Return the one hasher of this process."""
    return Passwords(settings)


def one_time_password() -> str:
    """Return a password that can be read aloud: four groups of four signs (79 bits)."""
    return "-".join("".join(secrets.choice(READABLE) for _sign in range(4)) for _group in range(4))


def check_new(password: str, email: str, field: str = "password") -> None:
    """Raise Invalid when a new password is too short, too long or easily guessed."""
    text = password.casefold()
    guessable = (
        len(set(text)) < 5 or email.split("@")[0] in text or "wachtwoord" in text or "afweging" in text
    )
    if len(password) < SHORTEST:
        message = _("Kies een wachtwoord van minstens 12 tekens. Een zinnetje onthoudt u makkelijker.")
    elif len(password) > LONGEST:
        message = _("Kies een wachtwoord van hoogstens 200 tekens.")
    elif guessable:
        message = _("Dit wachtwoord is te makkelijk te raden. Kies een ander.")
    else:
        return
    raise Invalid("password_weak", message, (Problem(field, message),))
