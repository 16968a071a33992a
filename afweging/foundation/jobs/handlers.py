"""The registry of handlers: a room says by name what it does for which kind of job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from afweging.foundation.database import Session


class Permanent(Exception):
    """Trying again is useless: the job goes to the failed ones at once, with this message."""


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the outbox in the hands of its handler, which must be idempotent by `id` (or `key`)."""

    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempts: int
    now: dt.datetime
    tell: Callable[[str], None] = field(repr=False)

    def progress(self, text: str) -> None:
        """Say how far it is, at most 60 signs; also keeps the job from being taken for dead."""
        self.tell(text[:60])


Handler = Callable[[Job], None]
Starter = Callable[[Session, dt.datetime], None]
_HANDLERS: dict[str, Handler] = {}
_STARTERS: list[Starter] = []


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the one handler of a kind."""

    def register(function: Handler) -> Handler:
        if kind in _HANDLERS and _HANDLERS[kind] is not function:
            raise ValueError(f"there is a handler for {kind!r} already")
        _HANDLERS[kind] = function
        return function

    return register


def at_start(function: Starter) -> Starter:
    """Have a worker do this when it starts, in a transaction of its own: to enqueue what comes every day."""
    if function not in _STARTERS:
        _STARTERS.append(function)
    return function


def starters() -> tuple[Starter, ...]:
    """Return what a worker does when it starts."""
    return tuple(_STARTERS)


def handler_of(kind: str) -> Handler:
    """Return the handler of a kind. Raises Permanent, naming the known ones, when there is none."""
    if kind not in _HANDLERS:
        raise Permanent(f"no handler for {kind!r}; known are {', '.join(known_kinds()) or 'none'}")
    return _HANDLERS[kind]


def known_kinds() -> list[str]:
    """Return every kind that has a handler."""
    return sorted(_HANDLERS)
