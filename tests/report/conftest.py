"""The demonstration, played once for all tests of reports, and its reports as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from afweging import migrations
from afweging.app import create_app
from afweging.case.dossier.models import Dossier
from afweging.case.report.document import CaseDocument
from afweging.case.report.document.told import Audience
from afweging.case.report.making import make
from afweging.case.report.operations import snapshot
from afweging.case.report.queries import reportable
from afweging.demo.play import play
from afweging.foundation.database import db
from afweging.foundation.pdf import Renderer
from afweging.settings import Settings
from tests.report.sample import STATIC

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
Made = Callable[[int, Audience], bytes]


@dataclass(frozen=True)
class Demonstration:
    """The app of the demonstration, and every dossier in it that has something to report."""

    app: Flask
    settings: Settings
    numbers: tuple[int, ...]

    def told(self, number: int, audience: Audience, language: str = "nl") -> CaseDocument:
        """Tell a dossier as it stands at the end of the demonstration."""
        with self.app.app_context():
            session = db.session()
            dossier = session.scalars(select(Dossier).where(Dossier.number == number)).one()
            case = reportable(dossier)
            assert case is not None
            return snapshot(session, case, audience, language, NOW)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    folder: Path = tmp_path_factory.mktemp("demonstration")
    settings = Settings(instance=folder, mode="test", secret_key="only for tests " * 3)
    app = create_app(settings)
    with app.app_context():
        migrations.upgrade(db.engine)
        assert play(db.session(), "no password", tell=lambda _words: None)
        dossiers = db.session.scalars(select(Dossier).order_by(Dossier.number)).all()
        numbers = tuple(d.number for d in dossiers if reportable(d) is not None)
        db.session.remove()
    return Demonstration(app, settings, numbers)


@pytest.fixture(scope="session")
def made(demonstration: Demonstration) -> Iterator[Made]:
    """Make a dossier's report once, whichever tests look at it."""
    with Renderer(STATIC) as renderer:

        @cache
        def file(number: int, audience: Audience) -> bytes:
            told = demonstration.told(number, audience)
            with demonstration.app.app_context():
                code = f"DEM0{number:08d}"
                return make(
                    renderer, demonstration.settings, told, code, 1, now=NOW, tell=lambda *_told: None
                ).pdf

        yield file
