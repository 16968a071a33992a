"""Playing the demonstration: every event of every dossier, in order of time, each in its own transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Dossier
from afweging.demo import people
from afweging.demo.acts import ACTS, Scene
from afweging.demo.stage import FILES, Facts, moment, read
from afweging.foundation.database import writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.models import Organisation

CODE = "gm9990"
BEGINNING = "2025-12-01T09:00"


def play(session: Session, password_hash: str, *, tell: Callable[[str], None] = print) -> bool:
    """Build Vlierwoude with its eight dossiers. Returns false, and does nothing, when it is there already."""
    if session.scalar(select(Organisation.id).where(Organisation.code == CODE)) is not None:
        return False
    with writing(session) as transaction:
        stage = people.build(transaction, password_hash, now=moment(BEGINNING))
    told = [read(path) for path in sorted((FILES / "dossiers").glob("*.yaml"))]
    events = sorted(_all_events(told), key=lambda pair: str(pair[1]["at"]))
    for dossier, event in events:
        now = moment(event["at"])
        try:
            with writing(session) as transaction:
                ACTS[event["act"]](Scene(transaction, stage, dossier, event, now))
        except Invalid as error:
            problems = "; ".join(f"{p.field}: {p.message}" for p in error.problems)
            raise ValueError(f"dossier {dossier['number']}, {event['act']}: {error} {problems}") from error
    tell(f"{len(told)} dossiers, {len(events)} events")
    return True


def _all_events(files: list[Facts]) -> Iterator[tuple[Facts, Facts]]:
    for told in files:
        for event in told["events"]:
            yield told, event
        for event in (*_answers(told), *_comments(told), *_assignments(told)):
            yield told, event


def _answers(told: Facts) -> Iterator[Facts]:
    """Spread the answers evenly over the time between the start and the first submission."""
    weighing = told.get("assessment")
    if not weighing:
        return
    start, end = _span(told)
    given = list(weighing["answers"].items())
    earlier: Facts = weighing.get("earlier") or {}
    step = (end - start) / (len(given) + 1)
    for place, (question, value) in enumerate(given, start=1):
        at = _text(start + place * step)
        yield {"at": at, "who": _writer(told, place, question), "act": "answer", "question": question} | {
            "value": earlier.get(question, value)
        }
    yield from _improved(told, earlier)


def _improved(told: Facts, earlier: Facts) -> Iterator[Facts]:
    """What was written otherwise before the first return is improved before the second submission."""
    submissions = [e["at"] for e in told["events"] if e["act"] == "submit"]
    if not earlier or len(submissions) < 2:
        return
    before = dt.datetime.fromisoformat(submissions[1])
    for place, question in enumerate(earlier, start=1):
        at = _text(before - place * dt.timedelta(minutes=7))
        value = told["assessment"]["answers"][question]
        yield {"at": at, "who": _owner(told), "act": "answer", "question": question, "value": value}


def _span(told: Facts) -> tuple[dt.datetime, dt.datetime]:
    """Return the first and last moment of writing, in local time."""
    at = {e["act"]: e["at"] for e in reversed(told["events"])}
    start = dt.datetime.fromisoformat(at["start"])
    end = dt.datetime.fromisoformat(at.get("submit", "2026-11-20T16:00"))
    return start, end


def _writer(told: Facts, place: int, question: str) -> str:
    """Return who wrote an answer: whoever it was assigned to, or else the team in turns."""
    for assigned in told.get("assigned") or []:
        if assigned.get("question") == question:
            return str(assigned["person"])
    team = [m["person"] for m in told["members"] if m["role"] in ("owner", "contributor")]
    return str(team[place // 12 % len(team)])


def _owner(told: Facts) -> str:
    return next(str(m["person"]) for m in told["members"] if m["role"] == "owner")


def _comments(told: Facts) -> Iterator[Facts]:
    for comment in told.get("comments") or []:
        yield {**comment, "who": comment["person"], "act": "comment"}


def _assignments(told: Facts) -> Iterator[Facts]:
    start = _text(_span(told)[0] + dt.timedelta(hours=1)) if told.get("assigned") else ""
    for assignment in told.get("assigned") or []:
        yield {**assignment, "at": start, "who": _owner(told), "act": "assign"}


def _text(at: dt.datetime) -> str:
    return at.replace(microsecond=0).isoformat()


def overview(session: Session) -> list[dict[str, Any]]:
    """Return the dossiers of the demonstration with their state, for whoever starts it."""
    rows = session.scalars(
        select(Dossier).join(Organisation).where(Organisation.code == CODE).order_by(Dossier.number)
    )
    return [{"number": d.number, "name": d.name, "state": d.assessments[-1].state} for d in rows]
