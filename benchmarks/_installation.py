"""The installation that the workspace's benchmark asks: one half answered weighing, and reports to render."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afweging.settings import Settings

SECRET = "only for benchmarks " * 3
DOSSIER = 1  # of the demonstration: its report has 20 pages
REPORTS = 40  # more than the worker renders meanwhile
OPEN_FOR = dt.timedelta(hours=9)


def build(instance: Path) -> tuple[str, str]:
    """Write the databases; return the cookie of a session and the address of the weighing."""
    from afweging.app import create_app
    from afweging.foundation.database import db, writing
    from afweging.migrations import tables
    from afweging.settings import Settings
    from tests.dossier import cases
    from tests.support import world

    settings = Settings(instance=instance, mode="production", secret_key=SECRET)
    app = create_app(settings)
    now = dt.datetime.now(dt.UTC)
    with app.app_context():
        tables.load().create_all(db.engine)
        with writing() as session:
            world.build(session, settings)
            cases.equip(session, small=False)
        address = _half_answered(settings, now)
        cookie = _sign_in(settings, now)
        _ask_reports(now)
    return cookie, address


def _half_answered(settings: Settings, now: dt.datetime) -> str:
    from afweging.case.dossier import operations
    from afweging.case.dossier.walk import walk
    from afweging.foundation.database import writing
    from tests.content.filling import fill_in
    from tests.dossier import cases
    from tests.support import world

    with writing() as session:
        actor = world.actor(session, settings, "member", now=now)
        at = cases.weighing(session, actor)
        case = walk(session, at, today=now.date())
        filled, _evaluation = fill_in(case.questionnaire, case.values)
        for question, value in filled.items():
            stands = case.answers.get(question)
            base = stands.revision if stands else 0
            operations.save_answer(session, actor, at, question, value, base_revision=base, now=now)
        return f"/werk/wegingen/{at.public_id}"


def _sign_in(settings: Settings, now: dt.datetime) -> str:
    from afweging.foundation.database import writing
    from afweging.foundation.identity import sessions
    from afweging.foundation.identity.models import SignIn
    from tests.support import world

    token = sessions.new_token()
    with writing() as session:
        session.add(
            SignIn(
                token_sha256=sessions.hash_token(token),
                person_id=world.person(session, "member").id,
                created_at=now,
                last_seen_at=now,
                fresh_at=now,
                expires_at=now + OPEN_FOR,
            )
        )
    return f"{sessions.cookie_name(settings)}={token}"


def _ask_reports(now: dt.datetime) -> None:
    """Play the demonstration beside it, and ask many times for the report of one of its dossiers."""
    from sqlalchemy import delete, select

    from afweging.case.dossier.models import Dossier
    from afweging.case.report.models import Report
    from afweging.case.report.operations import CODE_LENGTH, RENDER, case_json, snapshot
    from afweging.case.report.queries import reportable
    from afweging.demo.play import play
    from afweging.foundation import jobs
    from afweging.foundation.database import db, new_public_id, writing
    from afweging.foundation.jobs.models import OutboxRow
    from tests.support import world

    play(db.session(), "no password", tell=lambda _words: None)
    with writing() as session:
        session.execute(delete(OutboxRow))  # what the demonstration itself asked of the worker
        dossier = session.scalars(select(Dossier).where(Dossier.number == DOSSIER)).one()
        case = reportable(dossier)
        assert case is not None
        told = snapshot(session, case, "public", "nl", now)
        for version in range(1000, 1000 + REPORTS):
            report = Report(
                code=new_public_id(CODE_LENGTH),
                dossier_id=dossier.id,
                assessment_id=case.id,
                audience="public",
                version=version,
                asked_at=now,
                asked_by_id=world.person(session, "member").id,
                document=told.to_json(),
                content_sha256=hashlib.sha256(case_json(told)).hexdigest(),
            )
            session.add(report)
            session.flush()
            jobs.enqueue(session, RENDER, {"report": report.id}, key=str(report.id), now=now)


def rendered(instance: Path) -> int:
    """Return how many of the reports are ready."""
    import sqlite3

    with sqlite3.connect(instance / "cases.sqlite3") as cases:
        found = cases.execute("SELECT count(*) FROM report WHERE version >= 1000 AND state = 'ready'")
        return int(found.fetchone()[0])
