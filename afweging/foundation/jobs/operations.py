"""What happens to a row of the outbox: enqueued, claimed, reported on, done, put off, given up."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select, update

from afweging.foundation.database import Session
from afweging.foundation.jobs import bell
from afweging.foundation.jobs.models import OutboxRow

MOST_ATTEMPTS = 8
FIRST_PAUSE = dt.timedelta(seconds=2)
LONGEST_PAUSE = dt.timedelta(minutes=10)
LONGEST_ERROR = 2_000


def enqueue(
    session: Session,
    kind: str,
    payload: Mapping[str, Any],
    *,
    key: str | None = None,
    after: dt.timedelta = dt.timedelta(0),
    now: dt.datetime | None = None,
) -> OutboxRow:
    """Write a row in the transaction of the change itself; with a key that was used, return that row.

    `now` says when the row counts from; the outbox's own clock when it is left out, since no rule sees it.
    """
    moment = now or dt.datetime.now(dt.UTC)
    key = f"{kind}:{key}" if key else f"{kind}:{secrets.token_hex(12)}"
    known = session.scalar(select(OutboxRow).where(OutboxRow.key == key))
    if known is not None:
        return known
    row = OutboxRow(kind=kind, key=key, payload=dict(payload), created_at=moment, available_at=moment + after)
    session.add(row)
    session.flush()
    bell.mark(session)
    return row


def claim(session: Session, worker: str, lease: dt.timedelta, now: dt.datetime) -> OutboxRow | None:
    """Take the oldest row that waits, also one whose worker fell silent; None when nothing does."""
    row = session.scalar(
        select(OutboxRow)
        .where(
            OutboxRow.done_at.is_(None),
            OutboxRow.failed_at.is_(None),
            OutboxRow.available_at <= now,
            or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < now),
        )
        .order_by(OutboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is not None:
        row.claimed_by, row.claimed_until, row.attempts = worker, now + lease, row.attempts + 1
    return row


def report(session: Session, job_id: int, worker: str, text: str, until: dt.datetime) -> None:
    """Note how far a job is, and hold it longer."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job_id, OutboxRow.claimed_by == worker)
        .values(progress=text, claimed_until=until)
    )


def finish(session: Session, job_id: int, now: dt.datetime) -> None:
    """Mark a row done. A handler may do so in its own transaction, so that its work and this are one."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job_id, OutboxRow.done_at.is_(None))
        .values(done_at=now, claimed_by=None, claimed_until=None, error=None)
    )


def put_off(session: Session, job_id: int, error: str, now: dt.datetime, *, for_good: bool) -> None:
    """Try a failed row again later, each time later still; after the last attempt, give it up."""
    row = session.get_one(OutboxRow, job_id)
    row.claimed_by, row.claimed_until, row.error = None, None, error[:LONGEST_ERROR]
    if for_good or row.attempts >= MOST_ATTEMPTS:
        row.failed_at = now
    else:
        row.available_at = now + pause_after(row.attempts)


def retry(session: Session, job_id: int, now: dt.datetime) -> None:
    """Give a row that was given up a new start."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job_id, OutboxRow.failed_at.is_not(None))
        .values(failed_at=None, attempts=0, available_at=now)
    )
    bell.mark(session)


def pause_after(attempts: int) -> dt.timedelta:
    """Return the wait after so many attempts: 2, 4, 8, … seconds, at most ten minutes."""
    doublings = min(max(0, attempts - 1), 20)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
