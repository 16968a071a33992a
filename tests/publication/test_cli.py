"""`afweging register` and the published heads in `afweging ledger verify`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete

from afweging.cli import main
from afweging.foundation.database import writing
from afweging.foundation.ledger.models import Event
from tests.publication.conftest import Stage

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def run(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFWEGING_INSTANCE", str(stage.settings.instance))
    monkeypatch.setenv("AFWEGING_MODE", "test")
    monkeypatch.setenv("AFWEGING_SECRET_KEY", stage.settings.secret_key)
    return lambda *args: CliRunner().invoke(main, [str(arg) for arg in args])


def test_a_lost_register_is_made_again(run: Run, stage: Stage) -> None:
    done = run("register", "rebuild")
    assert (done.exit_code, done.output) == (0, "2 entries in the register\n")
    assert "Vroeg erbij" in stage.app.test_client().get("/algoritmes").text


def test_the_export_holds_every_entry(run: Run, stage: Stage, tmp_path: Path) -> None:
    stage.work()
    out = tmp_path / "register.json"
    assert run("register", "export", "--format", "json", "--output", out).exit_code == 0
    told = json.loads(out.read_text())
    assert len(told["algorithms"]) == 2
    assert json.loads(run("register", "export", "--format", "json").output) == told


def test_another_format_is_refused_with_the_one_there_is(run: Run) -> None:
    refused = run("register", "export", "--format", "csv")
    assert refused.exit_code == 2
    assert "give json" in refused.output


def test_a_cut_off_tail_shows_against_the_published_head(run: Run, stage: Stage) -> None:
    stage.work()
    assert run("ledger", "verify").exit_code == 0
    with stage.app.app_context(), writing() as session:
        newest = session.query(Event.number).order_by(Event.number.desc()).limit(1).scalar()
        session.execute(delete(Event).where(Event.number == newest))
    cut = run("ledger", "verify")
    assert cut.exit_code == 3
    assert "cut off" in cut.output
