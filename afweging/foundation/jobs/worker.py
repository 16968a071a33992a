"""The worker: takes rows one by one, hands each to its handler, and keeps what came of it.

Killed at any moment, it leaves a claimed row; when the lease is over, the next worker takes that up.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable
from functools import partial
from types import FrameType

from flask import Flask

from afweging.foundation import logs
from afweging.foundation.database import Session, db, writing
from afweging.foundation.jobs import operations, queries
from afweging.foundation.jobs.bell import Bell
from afweging.foundation.jobs.handlers import Job, Permanent, handler_of, starters

LONGEST_SLEEP = 1.0
Clock = Callable[[], dt.datetime]


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Worker:
    """One worker. Everything it needs is given: app, bell, lease and clock."""

    def __init__(self, app: Flask, bell: Bell, lease: dt.timedelta, clock: Clock = _clock) -> None:
        self.app = app
        self.bell = bell
        self.lease = lease
        self.clock = clock
        self.name = f"{os.uname().nodename[:40]}:{os.getpid()}"
        self._stopping = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Finish the job at hand, then stop."""
        self._stopping = True
        self.bell.ring()

    def run(self, *, parent: int | None = None) -> None:
        """Work until told to stop; with the id of a parent process, until that is gone."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        self.bell.listen()
        self.start()
        try:
            while not self._stopping and (parent is None or os.getppid() == parent):
                if not self.work_one():
                    self.bell.wait(self._pause())
        finally:
            self.bell.close()

    def start(self) -> None:
        """Have every room enqueue what comes by the day. One that fails keeps the others from nothing."""
        for starter in starters():
            with self.app.app_context():
                try:
                    with writing() as session:
                        starter(session, self.clock())
                except Exception as error:  # the jobs that wait matter more
                    logs.failure("start_failed", error, starter=starter.__name__)

    def work_all(self) -> int:
        """Do everything that can be done now; return how many rows were taken up."""
        count = 0
        while self.work_one():
            count += 1
        return count

    def work_one(self) -> bool:
        """Take one row and deal with it; False when nothing waits."""
        with self.app.app_context():
            job = self._claim()
            if job is None:
                return False
            self._deal_with(job)
            return True

    def _claim(self) -> Job | None:
        now = self.clock()
        with writing() as session:
            row = operations.claim(session, self.name, self.lease, now)
            if row is None:
                return None
            return Job(
                id=row.id,
                kind=row.kind,
                key=row.key,
                payload=dict(row.payload),
                attempts=row.attempts,
                now=now,
                tell=partial(self._tell, row.id),
            )

    def _deal_with(self, job: Job) -> None:
        try:
            handler_of(job.kind)(job)
        except Permanent as error:
            self._put_off(job, error, for_good=True)
        except Exception as error:  # whatever a handler raises, the worker lives on
            self._put_off(job, error, for_good=False)
        else:
            with writing() as session:
                operations.finish(session, job.id, self.clock())
            logs.event("job_done", id=job.id, kind=job.kind, attempts=job.attempts)

    def _put_off(self, job: Job, error: Exception, *, for_good: bool) -> None:
        logs.failure("job_failed", error, id=job.id, kind=job.kind, attempts=job.attempts)
        db.session.rollback()
        with writing() as session:
            words = f"{type(error).__name__}: {error}"
            operations.put_off(session, job.id, words, self.clock(), for_good=for_good)

    def _tell(self, job_id: int, text: str) -> None:
        with (
            Session(db.engine) as own,
            writing(own) as session,
        ):  # the handler may be reading in the other one
            operations.report(session, job_id, self.name, text, self.clock() + self.lease)

    def _pause(self) -> float:
        with self.app.app_context():
            free_at = queries.next_moment(db.session())
        if free_at is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, max(0.01, (free_at - self.clock()).total_seconds()))
