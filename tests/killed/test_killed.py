"""Killed (SIGKILL) at any moment of submit, decide or publish, a case is as before or as after.

Each attempt forks, counts the statements and commits that the act sends to its database, and kills itself at
one of them: no handler runs, nothing is flushed, as when the power goes.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select

from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.models import Dossier
from afweging.case.publication import operations as publication
from afweging.case.publication.models import Entry, Publication
from afweging.case.review import operations as review
from afweging.case.review.models import Decision
from afweging.foundation import ledger
from afweging.foundation.database import Session, db, writing
from afweging.foundation.jobs import Worker
from afweging.foundation.jobs.bell import Bell
from afweging.foundation.jobs.models import OutboxRow
from afweging.foundation.ledger.models import Event
from afweging.register.configuration import register_path
from afweging.settings import Settings
from tests.support import cases
from tests.support.cases import Case

NOW = cases.NOW
FEW = 12  # kills per act in an ordinary run; the soak kills at every statement


@dataclass(frozen=True)
class Act:
    """One act: how its case comes about, what is done, and the verb that the ledger must show with it."""

    prepare: Callable[[Session, Settings], Case]
    do: Callable[[Case], None]
    verb: str
    happened: Callable[[Session, Dossier], bool]


def _submit(case: Case) -> None:
    dossiers.submit(case.session, case.as_("member"), case.assessment, now=NOW)


def _decide(case: Case) -> None:
    ruling = review.Ruling("approved", "Het nut is bewezen.")
    review.decide(case.session, case.as_("mandate_holder"), case.assessment, case.walk(), ruling, now=NOW)


def _written(session: Session, settings: Settings) -> Case:
    """A case whose public text fits: before the decision an editor writes it."""
    case = cases.submitted(session, settings)
    text = {"contact_email": "lantaarns@gm9990.example", "publication_category": "Overige algoritmes"}
    publication.save_draft(session, case.as_("editor"), case.dossier, text, base_revision=0, now=NOW)
    return case


def _publish(case: Case) -> None:
    seen = publication.upcoming(case.session, case.dossier, now=NOW).token
    publication.publish(case.session, case.as_("editor"), case.dossier, reason="", seen=seen, now=NOW)


def _state(*states: str) -> Callable[[Session, Dossier], bool]:
    return lambda _session, dossier: dossier.assessments[-1].state in states


def _decided(session: Session, dossier: Dossier) -> bool:
    decisions = session.scalar(
        select(func.count(Decision.id)).where(Decision.assessment_id == dossier.assessments[-1].id)
    )
    assert (dossier.assessments[-1].state == "approved") == bool(decisions)
    return bool(decisions)


def _published(session: Session, dossier: Dossier) -> bool:
    query = select(func.count(Publication.id)).join(Entry).where(Entry.dossier_id == dossier.id)
    versions = session.scalar(query)
    waiting = session.scalar(select(func.count(OutboxRow.id)).where(OutboxRow.kind == publication.PROJECT))
    assert versions == waiting, "the outbox row is written with the version, or neither is"
    return bool(versions)


ACTS = {
    "submit": Act(cases.drafted, _submit, "assessment.submitted", _state("submitted")),
    "decide": Act(cases.judged, _decide, "assessment.decided", _decided),
    "publish": Act(_written, _publish, "publication.published", _published),
}


class Place:
    """An instance folder that is put back as it was before every attempt."""

    def __init__(self, app: Flask, settings: Settings, folder: Path) -> None:
        self.app, self.instance, self.kept = app, settings.instance, folder / "kept"
        self.settings = settings
        self.close()
        shutil.copytree(self.instance, self.kept)

    def restore(self) -> None:
        """Put everything back."""
        self.close()
        shutil.rmtree(self.instance)
        shutil.copytree(self.kept, self.instance)

    def close(self) -> None:
        """Let go of every connection, so that no file is held over a fork or a copy."""
        with self.app.app_context():
            db.session.remove()
            for engine in db.engines.values():
                engine.dispose()


def attempt(place: Place, what: Callable[[], None], kill_at: int | None) -> tuple[bool, int]:
    """Do something in a fork that kills itself at a step; return whether it ended, and its steps."""
    place.close()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(place, what, kill_at, writer)
    os.close(writer)
    with os.fdopen(reader) as told:
        steps = told.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False, 0
    assert os.WEXITSTATUS(status) == 0
    return True, int(steps)


def _in_child(place: Place, what: Callable[[], None], kill_at: int | None, writer: int) -> None:
    count = 0

    def step(*_args: Any) -> None:
        nonlocal count
        count += 1
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(Engine, moment, step)
        with place.app.app_context():
            what()
        os.write(writer, str(count).encode())
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _acting(place: Place, act: Act, dossier_id: int) -> Callable[[], None]:
    def do() -> None:
        with writing() as session:
            act.do(Case(session, place.settings, session.get_one(Dossier, dossier_id)))

    return do


def _working(place: Place, later: dt.timedelta = dt.timedelta(0)) -> Callable[[], None]:
    """A worker that does all there is; `later` lets the lease of one that was killed run out."""

    def do() -> None:
        clock = lambda: dt.datetime.now(dt.UTC) + later  # noqa: E731
        Worker(place.app, Bell(place.instance), dt.timedelta(minutes=1), clock).work_all()

    return do


def _check(place: Place, act: Act, dossier_id: int, events_before: int) -> bool:
    """Check that the case is as before or as after, with its event; return which."""
    with place.app.app_context():
        session = db.session()
        dossier = session.get_one(Dossier, dossier_id)
        happened = act.happened(session, dossier)
        events = session.scalar(select(func.count(Event.id)).where(Event.verb == act.verb)) or 0
        assert events - events_before == int(happened), "the act and its event are one"
        assert ledger.verify(session) == []
        db.session.rollback()
    return happened


def _moments(steps: int, every: bool) -> Iterator[int]:
    stride = 1 if every else max(1, steps // FEW)
    yield from range(1, steps + 1, stride)


def _kill_everywhere(place: Place, act: Act, dossier_id: int, events_before: int, *, every: bool) -> None:
    ended, steps = attempt(place, _acting(place, act, dossier_id), None)
    assert ended
    assert _check(place, act, dossier_id, events_before)
    outcomes = set()
    for moment in _moments(steps, every):
        place.restore()
        ended, _steps = attempt(place, _acting(place, act, dossier_id), moment)
        assert not ended
        happened = _check(place, act, dossier_id, events_before)
        outcomes.add(happened)
        if not happened:
            assert attempt(place, _acting(place, act, dossier_id), None)[0], "it can be done again"
            assert _check(place, act, dossier_id, events_before)
    assert False in outcomes, "some attempt was killed before its commit"


@pytest.fixture
def place(
    app: Flask, settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> tuple[Place, Act, int, int]:
    """A prepared case, on disk, with nothing open."""
    act = ACTS[request.param]
    with app.app_context():
        with writing() as session:
            case = act.prepare(session, settings)
            dossier_id = case.dossier.id
        before = db.session().scalar(select(func.count(Event.id)).where(Event.verb == act.verb)) or 0
        db.session.rollback()
    return Place(app, settings, tmp_path), act, dossier_id, before


@pytest.mark.slow
@pytest.mark.parametrize("place", ACTS, indirect=True)
def test_killed_anywhere_a_case_is_as_before_or_as_after(place: tuple[Place, Act, int, int]) -> None:
    _kill_everywhere(*place, every=False)


@pytest.mark.soak
@pytest.mark.parametrize("place", ACTS, indirect=True)
def test_killed_at_every_statement_a_case_is_as_before_or_as_after(
    place: tuple[Place, Act, int, int],
) -> None:
    _kill_everywhere(*place, every=True)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["publish"], indirect=True)
def test_a_register_whose_worker_was_killed_catches_up_and_shows_a_version_once(
    place: tuple[Place, Act, int, int],
) -> None:
    here, act, dossier_id, _before = place
    assert attempt(here, _acting(here, act, dossier_id), None)[0]
    here.close()
    shutil.rmtree(here.kept)
    shutil.copytree(here.instance, here.kept)
    ended, steps = attempt(here, _working(here), None)
    assert ended
    for moment in _moments(steps, every=False):
        here.restore()
        attempt(here, _working(here), moment)
        ended, _steps = attempt(here, _working(here, later=dt.timedelta(hours=1)), None)
        assert ended
        _shows_one_version(here, dossier_id)


def _shows_one_version(place: Place, dossier_id: int) -> None:
    with place.app.app_context():
        session = db.session()
        number = session.scalars(select(Entry.number).where(Entry.dossier_id == dossier_id)).one()
        undone = session.scalar(
            select(func.count(OutboxRow.id)).where(
                OutboxRow.kind == publication.PROJECT, OutboxRow.done_at.is_(None)
            )
        )
        assert undone == 0
        db.session.rollback()
    with sqlite3.connect(register_path(place.settings)) as connection:
        versions = connection.execute("SELECT version FROM versions WHERE number = ?", (number,)).fetchall()
    assert versions == [(1,)]
