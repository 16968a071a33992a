"""One app per test run; each test gets a fresh copy of the databases that were built once."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from afweging import migrations
from afweging.app import create_app
from afweging.foundation.database import Session, db, writing
from afweging.settings import Settings
from tests.support import world
from tests.support.chromium import browser
from tests.support.pages import PageClient

__all__ = ["browser"]

# Files whose tests render, seal, kill or start programs, or go from page to page through a municipality that
# was played first: not for `make unit`, which answers within a minute.
SLOW_FILES = frozenset(
    {
        "desk/test_desk.py",
        "disclosure/test_disclosure.py",
        "foundation/test_cli.py",
        "foundation/test_seal.py",
        "killed/test_killed.py",
        "library/test_pages.py",
        "lifecycle/test_refresh.py",
        "printing/test_paper.py",
        "publication/test_language.py",
        "publication/test_publishing.py",
        "publication/test_screens.py",
        "publication/test_walk.py",
        "questionnaire/importers/test_par_engine.py",
        "questionnaire/importers/test_surveyjs_engine.py",
        "questionnaire/importers/test_xlsform_pyxform.py",
        "report/test_pdf.py",
    }
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark slow files; keep what drives a browser in one process, since two browsers starve each other."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).as_posix() in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("browser") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the tests: an instance folder of their own, and an insecure key."""
    return Settings(
        instance=tmp_path_factory.mktemp("instance"), mode="test", secret_key="only for tests " * 3
    )


@pytest.fixture(scope="session")
def built(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Path]:
    """The app, and a folder that holds its instance as every test finds it."""
    app = create_app(settings)
    app.test_client_class = PageClient
    with app.app_context():
        event.listen(db.engine, "connect", _do_not_wait_for_the_disk)
        migrations.upgrade(db.engine)
        with writing() as session:
            world.build(session, settings)
        db.session.remove()
        db.engine.dispose()  # the last connection folds the write-ahead log into the file
    template = tmp_path_factory.mktemp("template") / "instance"
    shutil.copytree(settings.instance, template)
    return app, template


def _do_not_wait_for_the_disk(connection: sqlite3.Connection, _record: object) -> None:
    """No test of this app pulls the plug; those that do (tests/killed) start a server of their own."""
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture
def app(built: tuple[Flask, Path], settings: Settings) -> Iterator[Flask]:
    """The app on fresh databases."""
    app, template = built
    shutil.rmtree(settings.instance)
    shutil.copytree(template, settings.instance)
    yield app
    app.extensions["afweging_register"].pages.reader.close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A client that checks every page it gets. Sign in with `tests.support.world.sign_in`."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A database session, for tests of operations and queries."""
    with app.app_context():
        yield db.session()
        db.session.rollback()
