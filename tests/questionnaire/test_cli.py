"""`afweging questionnaire check` and `evaluate`: what is printed, and the exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from afweging.cli import main

from .making import data, question

SOURCED = question(
    "choice",
    source="impact1",
    options=[{"id": "a", "label": "A", "source": "item1"}, {"id": "b", "label": "B"}],
)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["questionnaire", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "t.yaml"
    path.write_text(json.dumps(data(SOURCED, question("number", "n", required=True))), "utf-8")
    return path


def answers(folder: Path, given: Any) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps(given), "utf-8")
    return path


def test_check(file: Path, tmp_path: Path) -> None:
    assert call("check", file).exit_code == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 2\n", "utf-8")
    result = call("check", file, bad, tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert f"{bad}:1:9: only format 1 can be read" in result.output
    assert "cannot be read" in result.output
    assert json.loads(call("check", bad, "--json").output)[0]["problems"][0]["column"] == 1
    assert call("check").exit_code == 2


def test_evaluate(file: Path, tmp_path: Path) -> None:
    result = call(
        "evaluate", file, "--answers", answers(tmp_path, {"x": "z"}), "--today", "2026-11-23", "--json"
    )
    assert result.exit_code == 0
    assert json.loads(result.output) == {
        "applicable": ["x", "n"],
        "missing": ["n"],
        "invalid": [{"question": "x", "message": "‘z’ is geen van de mogelijkheden."}],
        "scores": {},
        "outcomes": [],
        "complete": False,
    }
    assert "missing: n" in call("evaluate", file, "--answers", answers(tmp_path, {})).output


def test_evaluate_by_source_and_explain(file: Path, tmp_path: Path) -> None:
    given = answers(tmp_path, {"impact1": "item1", "n": 3})
    result = call("evaluate", file, "--answers", given, "--answers-by", "source", "--explain", "--json")
    assert json.loads(result.output)["complete"]
    assert json.loads(result.output)["why"]["shown"]["x"] == ["Deze vraag krijgt iedereen."]


def test_what_is_wrong_with_the_call(file: Path, tmp_path: Path) -> None:
    unknown = call("evaluate", file, "--answers", answers(tmp_path, {"nn": 1}), "--json")
    assert unknown.exit_code == 1
    assert "there is no question “nn”; did you mean “n”?" in unknown.output
    assert call("evaluate", file, "--answers", tmp_path / "none.json").exit_code == 1
    assert call("evaluate", file, "--answers", answers(tmp_path, [])).exit_code == 1
    assert call("evaluate", file).exit_code == 2
