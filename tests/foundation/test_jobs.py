"""The outbox: kept with its change, done at least once, given up aloud, and awake at once."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from afweging.foundation import jobs
from afweging.foundation.database import Session, db, writing
from afweging.foundation.jobs import handlers, operations, queries
from afweging.foundation.jobs.bell import Bell
from afweging.foundation.jobs.models import OutboxRow
from tests.support import world

LEASE = dt.timedelta(seconds=60)


class Clock:
    def __init__(self) -> None:
        self.now = world.NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture(autouse=True)
def own_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_HANDLERS", {})
    monkeypatch.setattr(handlers, "_STARTERS", [])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(app: Flask, clock: Clock, tmp_path: Path) -> Iterator[jobs.Worker]:
    yield jobs.Worker(app, Bell(tmp_path), LEASE, clock)


def put(app: Flask, kind: str = "count", key: str | None = None, **payload: object) -> int:
    with app.app_context(), writing() as session:
        return jobs.enqueue(session, kind, payload, key=key, now=world.NOW).id


def row(app: Flask, job_id: int) -> OutboxRow:
    with app.app_context():
        found = db.session.get_one(OutboxRow, job_id)
        db.session.expunge_all()
        db.session.rollback()
    return found


def test_a_job_is_done_once(app: Flask, worker: jobs.Worker) -> None:
    done: list[object] = []
    jobs.handler("count")(lambda job: done.append(job.payload["n"]))
    job_id = put(app, n=7)
    assert worker.work_all() == 1
    assert worker.work_all() == 0
    assert done == [7]
    assert row(app, job_id).done_at == world.NOW


def test_the_same_key_is_one_job(app: Flask) -> None:
    assert put(app, key="entry:1:3") == put(app, key="entry:1:3")
    assert put(app, key="entry:1:3", kind="other") != put(app, key="entry:1:3")


def test_a_change_that_did_not_happen_leaves_no_job(app: Flask, worker: jobs.Worker) -> None:
    jobs.handler("count")(lambda _job: pytest.fail("there is nothing to do"))
    with app.app_context(), pytest.raises(ZeroDivisionError), writing() as session:
        jobs.enqueue(session, "count", {}, now=world.NOW)
        1 / 0  # noqa: B018
    assert worker.work_all() == 0


def test_a_failure_is_tried_again_later_each_time_later_and_then_given_up(
    app: Flask, worker: jobs.Worker, clock: Clock
) -> None:
    tries: list[dt.datetime] = []

    @jobs.handler("count")
    def fail(job: jobs.Job) -> None:
        tries.append(job.now)
        raise OSError("the disk is full")

    job_id = put(app)
    for _ in range(operations.MOST_ATTEMPTS + 3):
        worker.work_all()
        clock.pass_by(minutes=11)
    assert len(tries) == operations.MOST_ATTEMPTS
    given_up = row(app, job_id)
    assert given_up.failed_at is not None
    assert given_up.error == "OSError: the disk is full"
    pauses = [operations.pause_after(count).total_seconds() for count in range(1, 12)]
    assert pauses == sorted(pauses)
    assert pauses[0] == 2
    assert pauses[-1] == 600


def test_it_does_not_try_again_too_soon(app: Flask, worker: jobs.Worker, clock: Clock) -> None:
    tries: list[int] = []

    @jobs.handler("count")
    def fail(job: jobs.Job) -> None:
        tries.append(job.attempts)
        raise OSError

    put(app)
    worker.work_all()
    clock.pass_by(seconds=1)
    worker.work_all()
    assert tries == [1]
    clock.pass_by(seconds=1)
    worker.work_all()
    assert tries == [1, 2]


@pytest.mark.parametrize("kind", ["hopeless", "unheard of"])
def test_what_cannot_succeed_is_given_up_at_once(app: Flask, worker: jobs.Worker, kind: str) -> None:
    @jobs.handler("hopeless")
    def hopeless(_job: jobs.Job) -> None:
        raise jobs.Permanent("there is no such dossier")

    job_id = put(app, kind=kind)
    worker.work_all()
    assert row(app, job_id).failed_at is not None
    with app.app_context():
        assert [failed.id for failed in jobs.overview(db.session(), world.NOW).failed] == [job_id]


def test_a_job_that_was_given_up_can_be_started_again(app: Flask, worker: jobs.Worker, clock: Clock) -> None:
    job_id = put(app)
    worker.work_all()
    assert row(app, job_id).failed_at is not None
    jobs.handler("count")(lambda _job: None)
    with app.app_context(), writing() as session:
        operations.retry(session, job_id, clock())
    worker.work_all()
    assert row(app, job_id).done_at is not None


def test_a_job_of_a_killed_worker_is_taken_up_after_the_lease_and_not_before(
    app: Flask, worker: jobs.Worker, clock: Clock
) -> None:
    class Killed(BaseException):
        pass

    seen: list[int] = []

    @jobs.handler("count")
    def die_at_first(job: jobs.Job) -> None:
        seen.append(job.attempts)
        if job.attempts == 1:
            raise Killed

    put(app)
    with pytest.raises(Killed):
        worker.work_all()
    other = jobs.Worker(app, worker.bell, LEASE, clock)
    assert other.work_all() == 0
    clock.pass_by(seconds=61)
    assert other.work_all() == 1
    assert seen == [1, 2]


def test_progress_shows_and_keeps_the_job(app: Flask, worker: jobs.Worker, clock: Clock) -> None:
    @jobs.handler("count")
    def slow(job: jobs.Job) -> None:
        clock.pass_by(seconds=50)
        job.progress("pagina 3 van 20")
        clock.pass_by(seconds=50)
        assert jobs.Worker(app, worker.bell, LEASE, clock).work_all() == 0, "taken from under its feet"

    job_id = put(app)
    worker.work_all()
    assert row(app, job_id).progress == "pagina 3 van 20"


def test_a_handler_may_finish_its_row_in_its_own_transaction(app: Flask, worker: jobs.Worker) -> None:
    @jobs.handler("count")
    def once(job: jobs.Job) -> None:
        with writing() as session:
            operations.finish(session, job.id, job.now)

    job_id = put(app)
    worker.work_all()
    assert row(app, job_id).done_at == world.NOW


def test_a_kind_has_one_handler() -> None:
    jobs.handler("count")(lambda _job: None)
    with pytest.raises(ValueError, match="already"):
        jobs.handler("count")(lambda _job: None)


def test_the_worker_wakes_within_a_fifth_of_a_second_after_a_commit(app: Flask, tmp_path: Path) -> None:
    """Not a poll: it would sleep for a minute."""
    bell, woken = Bell(tmp_path), threading.Event()
    bell.listen()

    def sleep() -> None:
        bell.wait(60)
        woken.set()

    sleeper = threading.Thread(target=sleep)
    sleeper.start()
    jobs.ring_after_commit(bell)
    try:
        with app.app_context(), writing() as session:
            jobs.enqueue(session, "count", {}, now=world.NOW)
            assert not woken.is_set(), "rung before the row was there"
        start = time.perf_counter()
        assert woken.wait(5)
        assert time.perf_counter() - start < 0.2
    finally:
        bell.ring()
        sleeper.join()
        bell.close()
        jobs.ring_after_commit(None)


def test_ringing_where_nobody_listens_does_nothing(tmp_path: Path) -> None:
    Bell(tmp_path).ring()
    Bell(tmp_path / "missing").ring()


def test_the_next_moment_is_the_earliest_at_which_anything_is_free(app: Flask, worker: jobs.Worker) -> None:
    with app.app_context():
        assert queries.next_moment(db.session()) is None
        db.session.rollback()
        with writing() as session:
            jobs.enqueue(session, "count", {}, after=dt.timedelta(minutes=5), now=world.NOW)
            jobs.enqueue(session, "count", {}, after=dt.timedelta(minutes=3), now=world.NOW)
        assert queries.next_moment(db.session()) == world.NOW + dt.timedelta(minutes=3)


def test_what_a_room_wants_done_at_the_start_is_done_whatever_another_makes_of_it(
    app: Flask, worker: jobs.Worker
) -> None:
    @jobs.at_start
    def broken(_session: Session, _now: dt.datetime) -> None:
        raise RuntimeError("this room is not well")

    @jobs.at_start
    def daily(session: Session, now: dt.datetime) -> None:
        jobs.enqueue(session, "daily", {}, key=str(now.date()), now=now)

    worker.start()
    worker.start()
    with app.app_context():
        assert [found.key for found in db.session.scalars(select(OutboxRow))] == ["daily:2026-11-23"]
