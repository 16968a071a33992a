"""Two of the demonstration's dossiers, played once; each test gets a fresh copy of them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select

from afweging import migrations
from afweging.app import create_app
from afweging.case.dossier.models import Dossier
from afweging.demo import play
from afweging.demo.stage import FILES
from afweging.foundation.database import Session, db, writing
from afweging.foundation.identity import sessions
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Person
from afweging.foundation.jobs import Worker
from afweging.foundation.jobs.bell import Bell
from afweging.foundation.jobs.models import OutboxRow
from afweging.settings import Settings
from tests.support import world
from tests.support.pages import PageClient

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
PLAYED = ("02-", "08-")
ARREARS, HOUSES = 2, 8


@pytest.fixture(scope="session")
def played_instance(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with an approved dossier and one that ended after the quick scan; no job was done yet."""
    instance = tmp_path_factory.mktemp("played") / "instance"
    instance.mkdir()
    app = create_app(Settings(instance=instance, mode="test", secret_key=settings.secret_key))
    files = [path for path in (FILES / "dossiers").glob("*.yaml") if path.name.startswith(PLAYED)]
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        migrations.upgrade(db.engine)
        patch.setattr(Path, "glob", lambda _self, _pattern: files)
        play.play(db.session(), "x", tell=lambda _text: None)
        with writing() as session:  # making PDFs is what tests/report look at
            session.execute(delete(OutboxRow).where(OutboxRow.kind == "report.render"))
        db.session.remove()
        db.engine.dispose()
    return instance


@dataclass
class Stage:
    """The app on the played dossiers, and the ways in."""

    app: Flask
    settings: Settings

    def work(self) -> int:
        """Do every job that waits, but for making PDFs."""
        self.act(lambda session: session.execute(delete(OutboxRow).where(OutboxRow.kind == "report.render")))
        worker = Worker(self.app, Bell(self.settings.instance), dt.timedelta(seconds=60))
        done = worker.work_all()
        with self.app.app_context():
            errors = [row.error for row in db.session().scalars(select(OutboxRow)) if row.error]
        assert errors == []
        return done

    def client(self, name: str) -> PageClient:
        """Return a client signed in as somebody of the demonstration, by the first part of the address."""
        client = self.app.test_client()
        assert isinstance(client, PageClient)
        now = dt.datetime.now(dt.UTC)
        with self.app.app_context(), writing() as session:
            client.set_cookie(sessions.cookie_name(self.settings), _sign_in(session, name, now))
        return client

    def dossier(self, session: Session, number: int) -> Dossier:
        """Return a dossier by its number."""
        return session.scalars(select(Dossier).where(Dossier.number == number)).one()

    def actor(self, session: Session, name: str) -> Actor:
        """Return somebody as they act."""
        token = _sign_in(session, name, NOW)
        account = sessions.load(session, self.settings, token, NOW)
        assert account is not None
        return account.actor

    def act(self, do: Callable[[Session], object]) -> object:
        """Do something in one write transaction."""
        with self.app.app_context(), writing() as session:
            return do(session)


@pytest.fixture
def stage(app: Flask, settings: Settings, played_instance: Path) -> Stage:
    """The played dossiers, untouched."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(settings.instance)
    shutil.copytree(played_instance, settings.instance)
    return Stage(app, settings)


def _sign_in(session: Session, name: str, now: dt.datetime) -> str:
    person = session.scalars(select(Person).where(Person.email.startswith(f"{name}."))).one()
    return world.open_session(session, person, now)
