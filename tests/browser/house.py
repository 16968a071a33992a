"""The program as it runs for people: the real server with its worker, on an instance of its own."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy import select

from afweging.app import create_app
from afweging.case.authoring import operations as authoring
from afweging.case.dossier.models import Dossier
from afweging.case.library import operations as library
from afweging.cli.demo import PASSWORD
from afweging.demo.play import CODE
from afweging.foundation.database import Session, db, writing
from afweging.foundation.identity import operations, passwords, sessions
from afweging.foundation.identity.actor import OPERATOR, Actor
from afweging.foundation.identity.models import ROLES, Organisation, Person, SignIn
from afweging.settings import Settings, load
from tests.questionnaire import varying
from tests.support import world

PATIENCE = 60.0
EMPTY, EMPTY_NAME = "gm9991", "Gemeente Elzendam"
Result = TypeVar("Result")


@dataclass(frozen=True)
class House:
    """A running installation: its address for browsers, and its databases for whoever sets the table."""

    url: str
    app: Flask
    settings: Settings

    @property
    def cookie(self) -> str:
        """Return the name of the cookie that signs people in."""
        return sessions.cookie_name(self.settings)

    def email(self, who: str) -> str:
        """Return somebody’s address: of the demonstration by first name, or `role@gm9991`."""
        if "@" in who:
            return f"{who}.example"
        with self.app.app_context():
            return db.session.scalars(select(Person.email).where(Person.email.startswith(f"{who}."))).one()

    def token(self, who: str, *, fresh: bool = False) -> str:
        """Open a session as signing in would, without hashing a password; return what the cookie holds."""
        email = self.email(who)
        return self.write(lambda session: _open_session(session, email, fresh=fresh))

    def age_sign_ins(self, who: str) -> None:
        """Let an hour pass since somebody entered their password."""
        email = self.email(who)
        with self.app.app_context(), writing() as session:
            person = session.scalars(select(Person).where(Person.email == email)).one()
            for row in session.scalars(select(SignIn).where(SignIn.person_id == person.id)):
                row.fresh_at -= dt.timedelta(hours=1)

    def actor(self, session: Session, who: str) -> Actor:
        """Return somebody as they act, for what a test prepares through the operations."""
        email = session.scalars(select(Person.email).where(Person.email.startswith(f"{who}."))).one()
        token = _open_session(session, email, fresh=True)
        session.flush()
        account = sessions.load(session, self.settings, token, dt.datetime.now(dt.UTC))
        assert account is not None
        return account.actor

    def dossier(self, session: Session, number: int) -> Dossier:
        """Return a dossier of the demonstration by its number."""
        query = select(Dossier).join(Organisation).where(Organisation.code == CODE, Dossier.number == number)
        return session.scalars(query).one()

    def read(self, what: Callable[[Session], Result]) -> Result:
        """Look something up in the cases."""
        with self.app.app_context():
            try:
                return what(db.session())
            finally:
                db.session.remove()

    def write(self, what: Callable[[Session], Result]) -> Result:
        """Do something in one transaction, as the server would."""
        with self.app.app_context():
            try:
                with writing() as session:
                    return what(session)
            finally:
                db.session.remove()


def _open_session(session: Session, email: str, *, fresh: bool) -> str:
    now = dt.datetime.now(dt.UTC)
    person = session.scalars(select(Person).where(Person.email == email)).one()
    fresh_at = now if fresh else now - dt.timedelta(hours=1)
    return world.open_session(session, person, now, fresh_at=fresh_at, device="browser")


def build(instance: Path) -> Settings:
    """Make an instance with the demonstration, and beside it an organisation in which nothing happened yet.

    It takes a minute. Whoever works on these tests names a folder in BROWSER_INSTANCE: made once, then
    copied.
    """
    kept = Path(os.environ.get("BROWSER_INSTANCE") or instance)
    if not kept.exists():
        run(kept, "init", "--quiet")
        run(kept, "demo")
    if kept != instance:
        shutil.copytree(kept, instance)
    settings = load(environ(instance)).settings
    app = create_app(settings)
    with app.app_context(), writing() as session:
        add_empty_organisation(session, settings)
    return settings


def add_empty_organisation(session: Session, settings: Settings) -> None:
    """Write an organisation with the questionnaires, and one person for every role."""
    now = dt.datetime.now(dt.UTC)
    organisation = operations.add_organisation(session, EMPTY, EMPTY_NAME, now=now)
    library.install_shipped(session, organisation, now=now)
    hashed = passwords.of(settings).hash(PASSWORD)
    for role in ROLES:
        operations.add_person(
            session,
            None,
            organisation,
            email=f"{role}@{EMPTY}.example",
            name=f"Iemand van {role.replace('_', ' ')}",
            title=role.replace("_", " "),
            role=role,
            password_hash=hashed,
            now=now,
        )
    session.flush()
    add_draft(session, settings, organisation, now)


def add_draft(session: Session, settings: Settings, organisation: Organisation, now: dt.datetime) -> None:
    """Install a small variant, and begin another, so that there is something to edit and to propose."""
    base = varying.base()
    library.install(session, OPERATOR, organisation, base, source=varying.BASE.encode(), now=now)
    hide = {"hide": {"question": "energie", "because": "Dat meten wij niet."}}
    library.install(session, OPERATOR, organisation, varying.resolved(hide), now=now)
    email = f"privacy_officer@{EMPTY}.example"
    account = sessions.load(session, settings, _open_session(session, email, fresh=True), now)
    assert account is not None
    change = {"id": "soort", "set": {"help": {"nl": "Kies wat u ziet."}}}
    text = varying.content({"change_question": {**change, "because": "Korter."}}).decode()
    authoring.start(
        session, account.actor, organisation, text, title="Vlierwoude", base_sha256=base.sha256, now=now
    )


@contextlib.contextmanager
def running(settings: Settings, log: Path) -> Iterator[House]:
    """Serve an instance until the end of the block, at a free port of this machine only."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "afweging", "serve", "--port", str(port)],
            env=environ(settings.instance) | {"AFWEGING_PUBLIC_URL": url},
            stdout=out,
            stderr=out,
        )
    try:
        wait_for(url, server, log)
        yield House(url, create_app(settings), settings)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def run(instance: Path, *words: str) -> None:
    """Run one command of the program."""
    command = [sys.executable, "-m", "afweging", *words]
    done = subprocess.run(command, env=environ(instance), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def environ(instance: Path) -> dict[str, str]:
    """Return an environment in which nothing else is set for the program."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AFWEGING_")}
    return kept | {"AFWEGING_INSTANCE": str(instance)}


def until(holds: Callable[[], object]) -> None:
    """Ask until it holds; fail when patience ends."""
    between = threading.Event()
    ends = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=PATIENCE)
    while not holds():
        assert dt.datetime.now(dt.UTC) < ends, "it never came"
        between.wait(0.25)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers; fail with what it said when it stops or never does."""
    between = threading.Event()
    ends = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=PATIENCE)
    while dt.datetime.now(dt.UTC) < ends:
        assert server.poll() is None, log.read_text()
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{url}/readyz"):
            return
        between.wait(0.1)
    raise AssertionError(log.read_text())
