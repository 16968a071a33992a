"""What the calendar changes by itself: once a day the worker looks whose day has come."""

from __future__ import annotations

import datetime as dt
import sqlite3

from flask import current_app
from sqlalchemy.orm import Session

from afweging.case.publication.models import Publication
from afweging.case.publication.operations import PROJECT
from afweging.case.publication.overdue import as_it_stands, standing_with_conditions
from afweging.foundation import jobs
from afweging.foundation.database import reading, writing
from afweging.foundation.jobs import Job, at_start, handler
from afweging.foundation.web.dates import AMSTERDAM, local
from afweging.register import queries, records
from afweging.register.configuration import register_path
from afweging.register.store import Reader

REFRESH = "register.refresh"
AFTER_MIDNIGHT = dt.time(0, 5)


@at_start
def refresh_today(session: Session, now: dt.datetime) -> None:
    """Have today's look taken when the worker starts, unless it was already."""
    _on(session, local(now).date(), now)


@handler(REFRESH)
def refresh(job: Job) -> None:
    """Show again every entry of which the register tells something that the day has overtaken.

    The next day's look comes first, so that one that fails for good leaves no day without.
    """
    today = local(job.now).date()
    with writing() as session:
        _on(session, today + dt.timedelta(days=1), job.now)
    with reading() as session:
        overtaken = _overtaken(session, today)
    with writing() as session:
        for number in overtaken:
            jobs.enqueue(session, PROJECT, {"publication": number}, key=f"{number}:{today}", now=job.now)


def _on(session: Session, day: dt.date, now: dt.datetime) -> None:
    due = dt.datetime.combine(day, AFTER_MIDNIGHT, AMSTERDAM).astimezone(dt.UTC)
    jobs.enqueue(session, REFRESH, {}, key=day.isoformat(), after=max(due - now, dt.timedelta(0)), now=now)


def _overtaken(session: Session, today: dt.date) -> list[int]:
    """Return the publications that the register shows with other conditions than stand today."""
    reader = Reader(register_path(current_app.config["AFWEGING"]))
    try:
        return [
            publication.id
            for publication in standing_with_conditions(session)
            if _differs(as_it_stands(session, publication, today=today), reader, publication)
        ]
    except sqlite3.OperationalError:
        return []  # no register yet: what is projected later is of that day
    finally:
        reader.close()


def _differs(record: records.EntryRecord, reader: Reader, publication: Publication) -> bool:
    shown = queries.version(reader.connection, record.number, publication.version)
    return shown is not None and shown.conditions != record.conditions
