"""Domain errors: what can go wrong in an operation, without a word of HTTP.

`foundation.web` maps each class to a status code and a page; the command line maps them to exit codes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was sent, and the field where it is."""

    field: str
    message: str


class DomainError(Exception):
    """Something the domain does not permit. `code` is a stable snake_case name, `message` is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class NotFound(DomainError):
    """There is no such thing, or not for this person: the two look the same from outside."""


class NotAllowed(DomainError):
    """This person may not do this."""


class FreshSignInNeeded(NotAllowed):
    """This person may, but must enter the password again first (workflow: decide)."""


class WrongState(DomainError):
    """The act is not possible now; the message says what it waits for."""


class Invalid(DomainError):
    """What was sent does not fit. Holds every problem at once, each at its field."""

    def __init__(self, code: str, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(code, message)
        self.problems = problems


class Conflict(DomainError):
    """Somebody saved another text meanwhile. Holds both, so that nothing is lost."""

    def __init__(self, code: str, message: str, *, mine: object, theirs: object, revision: int) -> None:
        super().__init__(code, message)
        self.mine = mine
        self.theirs = theirs
        self.revision = revision
