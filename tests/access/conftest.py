"""The real app on a prepared case, restored whenever somebody's request may have changed it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete
from werkzeug.test import TestResponse

from afweging.case.report.operations import RENDER
from afweging.foundation.database import db, writing
from afweging.foundation.identity import sessions
from afweging.foundation.jobs import Worker
from afweging.foundation.jobs.bell import Bell
from afweging.foundation.jobs.models import OutboxRow
from afweging.register.configuration import register_of
from afweging.register.operations import prepare
from afweging.settings import Settings
from tests.access import stage as stages
from tests.access.stage import ANONYMOUS, Stage
from tests.support.pages import PageClient


@dataclass
class House:
    """The app, the case in it, and the way to knock as anybody."""

    app: Flask
    settings: Settings
    stage: Stage
    kept: Path

    def knock(self, who: str, method: str, address: str, **request: object) -> TestResponse:
        """Ask for an address as somebody, with a good form token; what it changed is undone."""
        client = self.app.test_client()
        assert isinstance(client, PageClient)
        if who != ANONYMOUS:
            client.set_cookie(sessions.cookie_name(self.settings), self.stage.tokens[who])
        response = client.open(address, method=method, **request)
        if method != "GET" and response.status_code < 400:
            self.restore()
        return response

    def restore(self) -> None:
        """Put everything back as it was prepared."""
        _let_go(self.app)
        shutil.rmtree(self.settings.instance)
        shutil.copytree(self.kept, self.settings.instance)


def _let_go(app: Flask) -> None:
    app.extensions["afweging_register"].pages.reader.close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def prepare_house(built: tuple[Flask, Path], settings: Settings, kept: Path, name: str) -> House:
    """Build the case in a fresh instance, and keep a copy of it."""
    app, template = built
    shutil.rmtree(settings.instance)
    shutil.copytree(template, settings.instance)
    with app.app_context(), writing() as session:
        stage = stages.build(session, settings, name)
        session.execute(delete(OutboxRow).where(OutboxRow.kind == RENDER))  # what a report needs seconds for
    prepare(register_of(settings))
    Worker(app, Bell(settings.instance), dt.timedelta(minutes=1)).work_all()
    _let_go(app)
    shutil.copytree(settings.instance, kept)
    return House(app, settings, stage, kept)


@pytest.fixture(scope="module", params=stages.STAGES)
def stage_name(request: pytest.FixtureRequest) -> str:
    """The stage of the case."""
    return str(request.param)


@pytest.fixture(scope="module")
def house(
    stage_name: str,
    built: tuple[Flask, Path],
    settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """The app with a case in that stage."""
    kept = tmp_path_factory.mktemp("kept") / "instance"
    house = prepare_house(built, settings, kept, stage_name)
    house.app.config["PROPAGATE_EXCEPTIONS"] = False  # as in production: what breaks is a 500
    yield house
    house.app.config["PROPAGATE_EXCEPTIONS"] = None
    _let_go(house.app)
