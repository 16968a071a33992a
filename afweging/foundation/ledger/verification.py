"""Recompute the chains, and name the first event of each that does not fit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

import rfc8785
from sqlalchemy import func, select

from afweging.foundation.database import Session
from afweging.foundation.ledger.chain import START, hash_detail, hash_event, moment
from afweging.foundation.ledger.models import Event

CountCheck = Callable[[Session], Iterable[str]]
_COUNT_CHECKS: dict[str, CountCheck] = {}


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing in a chain that does not fit. `number` is 0 when it is not one event's fault."""

    chain: str
    number: int
    what: str

    def __str__(self) -> str:
        """Return the break as one line for people."""
        place = f"{self.chain}, event {self.number}" if self.number else self.chain
        return f"{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain; kept elsewhere too, so that a cut-off tail shows."""

    chain: str
    number: int
    sha256: str
    at: str


def implied_by(name: str) -> Callable[[CountCheck], CountCheck]:
    """Register a check of the rows that the chains imply. It gives a line per thing that does not fit."""

    def register(check: CountCheck) -> CountCheck:
        if name in _COUNT_CHECKS:
            raise ValueError(f"there is a count check {name!r} already")
        _COUNT_CHECKS[name] = check
        return check

    return register


def verify(session: Session, anchored: Iterable[Head] = ()) -> list[Break]:
    """Return the first break of each chain, the anchored heads that miss, and the counts that differ."""
    rows = session.execute(select(Event).order_by(Event.chain, Event.number)).scalars()
    problems = [
        found
        for chain, events in groupby(rows.yield_per(1000), key=lambda event: event.chain)
        if (found := _first_break(chain, events)) is not None
    ]
    problems.extend(found for head in anchored if (found := _missing(session, head)) is not None)
    problems.extend(
        Break(name, 0, line) for name, check in sorted(_COUNT_CHECKS.items()) for line in check(session)
    )
    return problems


def heads(session: Session) -> list[Head]:
    """Return the head of every chain, by chain."""
    last = select(Event.chain, func.max(Event.number).label("number")).group_by(Event.chain).subquery()
    rows = session.execute(
        select(Event.chain, Event.number, Event.sha256, Event.at)
        .join(last, (Event.chain == last.c.chain) & (Event.number == last.c.number))
        .order_by(Event.chain)
    )
    return [Head(chain, number, sha256, moment(at)) for chain, number, sha256, at in rows]


def head_of(session: Session, chain: str) -> Head | None:
    """Return the head of one chain; none when nothing was written in it."""
    row = session.execute(
        select(Event.chain, Event.number, Event.sha256, Event.at)
        .where(Event.chain == chain)
        .order_by(Event.number.desc())
        .limit(1)
    ).first()
    return Head(row[0], row[1], row[2], moment(row[3])) if row else None


def anchor(session: Session, keep: Callable[[bytes], None], now: dt.datetime) -> list[Head]:
    """Hand the heads, as RFC 8785 JSON, to `keep`, which signs or stores them outside this table."""
    found = heads(session)
    keep(rfc8785.dumps({"at": moment(now), "heads": [asdict(head) for head in found]}))
    return found


def read_heads(data: bytes) -> list[Head]:
    """Return the heads that `anchor` handed out."""
    return [Head(**head) for head in json.loads(data)["heads"]]


def _first_break(chain: str, events: Iterator[Event]) -> Break | None:
    previous = START
    found: Break | None = None
    for number, event in enumerate(
        events, start=1
    ):  # to the end, also after a break: groupby shares one cursor
        if found is None:
            wrong = _wrong(event, number, previous)
            found = Break(chain, event.number, wrong) if wrong else None
        previous = event.sha256
    return found


def _wrong(event: Event, number: int, previous: str) -> str:
    if event.number != number:
        return f"number {number} is missing"
    if event.previous != previous:
        return "does not follow the event before it"
    link = hash_event(
        event.number, event.at, event.actor, event.verb, event.object, event.detail_sha256, event.previous
    )
    if event.sha256 != link:
        return "was changed after it was written"
    if event.detail is None and event.salt is None:
        return ""  # destroyed on purpose, salt and all: the hash stands
    if (
        event.detail is None
        or event.salt is None
        or hash_detail(event.salt, event.detail) != event.detail_sha256
    ):
        return "its detail was changed after it was written"
    return ""


def _missing(session: Session, head: Head) -> Break | None:
    found = session.scalar(select(Event.sha256).where(Event.chain == head.chain, Event.number == head.number))
    if found == head.sha256:
        return None
    what = "the chain was cut off" if found is None else "is not the event that was anchored"
    return Break(head.chain, head.number, f"{what} (head of {head.at})")
