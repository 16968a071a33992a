"""Every day the register says of a condition whose date passed that it is overdue, without a new version."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from afweging.case.publication import operations as publication
from afweging.case.publication.jobs import contents, rebuild
from afweging.case.publication.models import Publication
from afweging.case.review import operations as review
from afweging.case.review.models import Condition
from afweging.case.review.operations import ConditionDraft
from afweging.foundation import jobs
from afweging.foundation.database import db, writing
from afweging.foundation.jobs.bell import Bell
from afweging.foundation.jobs.models import OutboxRow
from afweging.register import queries
from afweging.register.configuration import register_path
from afweging.register.records import EntryRecord
from afweging.register.store import Reader
from afweging.settings import Settings
from tests.support import cases
from tests.support.cases import NOW, Case
from tests.support.pages import PageClient

DUE = dt.date(2026, 12, 1)
TEXT = "De meting laat zien dat geen wijk langer wacht."


class Days:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
def worker(app: Flask, clock: Days, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> jobs.Worker:
    monkeypatch.setattr("afweging.case.publication.jobs.now", clock)
    return jobs.Worker(app, Bell(tmp_path), dt.timedelta(seconds=60), clock)


@pytest.fixture
def number(app: Flask, settings: Settings, worker: jobs.Worker) -> str:
    """A published entry with one condition that is due; gives its number."""
    with app.app_context(), writing() as session:
        case = cases.judged(session, settings)
        _decide(case)
        told = publication.upcoming(session, case.dossier, now=NOW)
        published = publication.publish(
            session, case.as_("editor"), case.dossier, reason="", seen=told.token, now=NOW
        )
        number = str(published.record["number"])
        session.execute(delete(OutboxRow).where(OutboxRow.kind == "report.render"))
    worker.start()
    worker.work_all()
    return number


def _decide(case: Case) -> None:
    draft = ConditionDraft(TEXT, "projectleider", due_on=DUE, origin="decision")
    ruling = review.Ruling(
        "approved_with_conditions",
        "De lantaarns branden eerder.",
        deviates_from_judgement="Eerst zeker weten dat geen wijk langer wacht.",
        conditions=(draft,),
    )
    review.decide(case.session, case.as_("mandate_holder"), case.assessment, case.walk(), ruling, now=NOW)


def shown(settings: Settings, number: str) -> EntryRecord:
    reader = Reader(register_path(settings))
    try:
        record = queries.version(reader.connection, number, 1)
        address = f"/algoritmes/{number}/{record.slug}" if record else ""
        (pages,) = reader.connection.execute(
            "SELECT count(*) FROM pages WHERE address = ?", (address,)
        ).fetchone()
        assert record is not None
        assert pages
        return record
    finally:
        reader.close()


def days_later(worker: jobs.Worker, clock: Days, day: dt.date) -> int:
    clock.now = dt.datetime.combine(day, dt.time(0, 30), dt.UTC)
    return worker.work_all()


def test_the_day_after_its_date_an_open_condition_is_overdue(
    settings: Settings, number: str, worker: jobs.Worker, clock: Days, client: PageClient
) -> None:
    assert [each.state for each in shown(settings, number).conditions] == ["open"]
    days_later(worker, clock, DUE)
    assert [each.state for each in shown(settings, number).conditions] == ["open"], "it is due today"
    days_later(worker, clock, DUE + dt.timedelta(days=1))
    record = shown(settings, number)
    assert [each.state for each in record.conditions] == ["overdue"]
    assert record.version == 1
    page = client.get(f"/algoritmes/{number}/{record.slug}")
    assert "over tijd" in page.text.lower() or "te laat" in page.text.lower(), page.text


def test_the_published_version_itself_is_never_rewritten(
    app: Flask, settings: Settings, number: str, worker: jobs.Worker, clock: Days
) -> None:
    days_later(worker, clock, DUE + dt.timedelta(days=1))
    with app.app_context():
        kept = db.session.scalars(select(Publication)).one()
        assert [each["state"] for each in kept.record["conditions"]] == ["open"]


def test_a_rebuilt_register_says_the_same(
    app: Flask, settings: Settings, number: str, worker: jobs.Worker, clock: Days
) -> None:
    days_later(worker, clock, DUE + dt.timedelta(days=1))
    before = shown(settings, number)
    with app.app_context():
        assert rebuild() == 1
        assert len(list(contents(db.session()).publications)) == 1
    assert shown(settings, number).conditions == before.conditions


def test_a_condition_that_was_met_meanwhile_is_not_called_overdue(
    app: Flask, settings: Settings, number: str, worker: jobs.Worker, clock: Days
) -> None:
    with app.app_context(), writing() as session:
        session.scalars(select(Condition)).one().state = "met"
    days_later(worker, clock, DUE + dt.timedelta(days=1))
    assert [each.state for each in shown(settings, number).conditions] == ["open"]


def test_each_day_is_looked_at_once_and_nothing_is_shown_again_in_vain(
    app: Flask, settings: Settings, number: str, worker: jobs.Worker, clock: Days
) -> None:
    days_later(worker, clock, DUE + dt.timedelta(days=1))
    worker.start()
    worker.work_all()
    worker.start()
    assert worker.work_all() == 0, "a second start on one day does nothing"
    assert days_later(worker, clock, DUE + dt.timedelta(days=2)) == 1, "only the look itself"
    with app.app_context():
        rows = dict(db.session.execute(select(OutboxRow.kind, func.count()).group_by(OutboxRow.kind)).all())
    assert rows["publication.project"] == 2
    waiting = f"register.refresh:{DUE + dt.timedelta(days=3)}"
    with app.app_context():
        assert db.session.scalar(select(OutboxRow.done_at).where(OutboxRow.key == waiting)) is None


def test_a_worker_that_stood_still_for_weeks_takes_up_the_day(
    settings: Settings, number: str, worker: jobs.Worker, clock: Days
) -> None:
    days_later(worker, clock, DUE + dt.timedelta(days=40))
    assert [each.state for each in shown(settings, number).conditions] == ["overdue"]


def test_without_a_register_the_look_waits_for_nothing(
    app: Flask, settings: Settings, number: str, worker: jobs.Worker, clock: Days
) -> None:
    register_path(settings).unlink()
    days_later(worker, clock, DUE + dt.timedelta(days=1))
    with app.app_context():
        failed = db.session.scalars(select(OutboxRow.error).where(OutboxRow.error.is_not(None))).all()
    assert failed == []
