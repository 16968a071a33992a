"""Reports of cases that `tests.support.cases` brought somewhere."""

from __future__ import annotations

import datetime as dt

from flask import Flask

from afweging.case.report import operations
from afweging.case.report.models import Report
from afweging.foundation.database import Session, db, writing
from afweging.foundation.jobs import Worker
from afweging.foundation.jobs.bell import Bell
from afweging.settings import Settings
from tests.support.cases import Case

LEASE = dt.timedelta(seconds=120)


def settings_of(app: Flask) -> Settings:
    found: Settings = app.config["AFWEGING"]
    return found


def worker(app: Flask, now: dt.datetime | None = None) -> Worker:
    clock = (lambda: now) if now else (lambda: dt.datetime.now(dt.UTC))
    return Worker(app, Bell(settings_of(app).instance), LEASE, clock)


def asked(
    session: Session, case: Case, audience: str = "internal", *, now: dt.datetime, language: str = "nl"
) -> Report:
    """Ask as the privacy officer, who also reads it."""
    with writing(session):
        actor = case.as_("privacy_officer")
        return operations.ask_report(
            session, actor, case.assessment, audience=audience, language=language, now=now
        )


def again(report_id: int) -> Report:
    """The report as it stands in the database now, not as this session saw it before the worker came."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Report, report_id)
