"""How the outbox stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from afweging.foundation.database import Session
from afweging.foundation.jobs.models import OutboxRow


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of rows, and the ones that were given up."""

    waiting: int
    running: int
    done: int
    failed: tuple[OutboxRow, ...]


def overview(session: Session, now: dt.datetime) -> Overview:
    """Return how many rows wait, run and are done, and which failed for good."""
    open_rows = OutboxRow.done_at.is_(None) & OutboxRow.failed_at.is_(None)
    running = open_rows & (OutboxRow.claimed_until >= now)

    def count(condition: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(OutboxRow).where(condition)) or 0

    failed = session.scalars(select(OutboxRow).where(OutboxRow.failed_at.is_not(None)).order_by(OutboxRow.id))
    busy = count(running)
    return Overview(
        waiting=count(open_rows) - busy,
        running=busy,
        done=count(OutboxRow.done_at.is_not(None)),
        failed=tuple(failed),
    )


def row_of(session: Session, kind: str, key: str) -> OutboxRow | None:
    """Return the row that was enqueued under a key, to show how far it is."""
    return session.scalar(select(OutboxRow).where(OutboxRow.key == f"{kind}:{key}"))


def next_moment(session: Session) -> dt.datetime | None:
    """Return when the next row becomes free: put off, or held by a worker that may have died."""
    free_at = func.coalesce(OutboxRow.claimed_until, OutboxRow.available_at)
    moment: dt.datetime | None = session.scalar(
        select(func.min(free_at)).where(OutboxRow.done_at.is_(None), OutboxRow.failed_at.is_(None))
    )
    return moment
