"""`afweging report`: builds a sealed file, and says of a file whether it is ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from afweging.case.report import operations
from afweging.cli import main
from afweging.foundation.database import Session, writing
from afweging.foundation.files import FolderStore
from afweging.settings import Settings
from tests.report.cases import asked, worker
from tests.support import cases

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFWEGING_INSTANCE", str(settings.instance))
    monkeypatch.setenv("AFWEGING_MODE", "test")
    monkeypatch.setenv("AFWEGING_SECRET_KEY", settings.secret_key)
    return lambda *args: CliRunner().invoke(main, ["report", *map(str, args)])


def test_build_then_verify(run: Run, session: Session, settings: Settings, tmp_path: Path) -> None:
    with writing(session):
        cases.decided(session, settings)
    out = tmp_path / "report.pdf"
    built = run("build", "1", "--public", "--language", "en", "--out", out)
    assert built.exit_code == 0, built.output
    assert "pages" in built.output
    good = run("verify", out)
    assert (good.exit_code, "ours and unchanged, but not an issued report" in good.output) == (0, True)
    data = bytearray(out.read_bytes())
    data[len(data) // 2] ^= 1
    out.write_bytes(data)
    bad = run("verify", out, "--json")
    assert bad.exit_code == 3
    assert json.loads(bad.output)["genuine"] is False


def test_an_issued_report_is_known_by_its_bytes(
    run: Run, app: Flask, session: Session, settings: Settings, tmp_path: Path
) -> None:
    with writing(session):
        case = cases.decided(session, settings)
    report = asked(session, case, now=cases.NOW)
    worker(app).work_all()
    session.rollback()
    session.refresh(report)
    out = tmp_path / "report.pdf"
    out.write_bytes(FolderStore(settings.instance / "files").get(str(report.sha256)))
    told = run("verify", out, "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["issued"]["code"] == operations.printed(report.code)


def test_what_is_not_ours_and_what_is_not_there(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"%PDF-1.7\nhello")
    assert run("verify", other).exit_code == 3
    refused = run("build", "77", "--out", tmp_path / "x.pdf")
    assert (refused.exit_code, (tmp_path / "x.pdf").exists()) == (1, False)
    assert "no dossier '77'" in refused.output
