"""`afweging questionnaire install`: what it finds, what it refuses, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from afweging.case.library import queries
from afweging.case.library.models import InstalledQuestionnaire
from afweging.cli import main
from afweging.foundation.database import db
from tests.questionnaire import varying
from tests.support import world

Call = Callable[..., Result]


@pytest.fixture
def call(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command on the databases of the test."""
    monkeypatch.setattr(import_module("afweging.cli.questionnaire.install"), "open_app", lambda: app)

    def run(*words: object) -> Result:
        given = ["questionnaire", "install", *map(str, words)]
        return CliRunner().invoke(main, given, catch_exceptions=False)

    return run


@pytest.fixture
def base_file(tmp_path: Path) -> Path:
    path = tmp_path / "national" / "landelijk.yaml"
    path.parent.mkdir()
    path.write_text(varying.BASE, "utf-8")
    return path


@pytest.fixture
def variant_file(tmp_path: Path) -> Path:
    path = tmp_path / "vlier.yaml"
    path.write_bytes(b"# Ons eigen commentaar.\n" + varying.content())
    return path


def installed(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        rows = db.session().execute(
            select(
                InstalledQuestionnaire.questionnaire_id,
                InstalledQuestionnaire.version,
                InstalledQuestionnaire.state,
            ).order_by(InstalledQuestionnaire.id)
        )
        return [(row[0], row[1], row[2]) for row in rows]


def test_a_questionnaire_and_then_a_variant_of_what_is_installed(
    app: Flask, call: Call, base_file: Path, variant_file: Path
) -> None:
    assert call(base_file, "--organisation", world.HOME).exit_code == 0
    done = call(variant_file, "--organisation", world.HOME)
    assert done.exit_code == 0, done.output
    assert "vlier 1.0.0, a variant of landelijk is published in gm9990" in done.output
    assert installed(app) == [("landelijk", "1.0.0", "published"), ("vlier", "1.0.0", "published")]


def test_the_file_is_kept_as_it_came(app: Flask, call: Call, base_file: Path, variant_file: Path) -> None:
    call(variant_file, "--organisation", world.HOME, "--base", base_file)
    with app.app_context():
        here = world.organisation(db.session())
        row = queries.newest(db.session(), here.id, "landelijk")
        assert row.source == variant_file.read_bytes()


def test_a_base_beside_the_file_is_found(app: Flask, call: Call, base_file: Path, variant_file: Path) -> None:
    beside = base_file.parent / "vlier.yaml"
    beside.write_bytes(variant_file.read_bytes())
    assert call(beside, "--organisation", world.HOME).exit_code == 0
    assert installed(app) == [("vlier", "1.0.0", "published")]


def test_a_base_that_is_nowhere_is_named_with_where_it_was_looked_for(
    app: Flask, call: Call, base_file: Path, variant_file: Path
) -> None:
    call(base_file, "--organisation", world.ELSEWHERE)  # what others installed is not theirs
    refused = call(variant_file, "--organisation", world.HOME)
    assert refused.exit_code == 1
    assert f"{variant_file}:6:" in refused.output
    for words in (
        "landelijk 1.0.0",
        "in the folder of this file, installed in gm9990",
        "come with the program",
    ):
        assert words in refused.output
    assert installed(app) == [("landelijk", "1.0.0", "published")]


def test_a_base_with_another_hash_is_not_taken(call: Call, base_file: Path, tmp_path: Path) -> None:
    call(base_file, "--organisation", world.HOME)
    file = tmp_path / "vlier.yaml"
    extends = {"id": "landelijk", "version": "1.0.0", "sha256": "0" * 64}
    file.write_bytes(varying.content(extends=extends))
    refused = call(file, "--organisation", world.HOME)
    assert refused.exit_code == 1 and "0" * 64 in refused.output


def test_the_chain_below_a_variant_of_a_variant_is_kept(
    app: Flask, call: Call, base_file: Path, variant_file: Path, tmp_path: Path
) -> None:
    third = tmp_path / "dorp.yaml"
    third.write_bytes(varying.content(variant="dorp", extends={"id": "vlier", "version": "1.0.0"}))
    (tmp_path / "landelijk.yaml").write_bytes(base_file.read_bytes())
    assert call(third, "--organisation", world.HOME).exit_code == 0
    with app.app_context():
        row = queries.newest(db.session(), world.organisation(db.session()).id, "landelijk")
        line = queries.lineage(db.session(), row.sha256)
    assert [each.id for each in line] == ["dorp", "vlier", "landelijk"]


def test_bad_input_and_wrong_usage(app: Flask, call: Call, base_file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\nid: x\n", "utf-8")
    assert call(bad, "--organisation", world.HOME).exit_code == 1
    assert call(tmp_path / "none.yaml", "--organisation", world.HOME).exit_code == 1
    assert call(base_file, "--organisation", "gm0001").exit_code == 1
    assert call(base_file).exit_code == 2
    call(base_file, "--organisation", world.HOME)
    base_file.write_text(varying.BASE.replace("Wat is het?", "Wat dan?"), "utf-8")
    refused = call(base_file, "--organisation", world.HOME)
    assert refused.exit_code == 1 and "1.0.0" in refused.output
    assert installed(app) == [("landelijk", "1.0.0", "published")]
