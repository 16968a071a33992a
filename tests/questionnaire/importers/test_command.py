"""`afweging questionnaire import`: the file, the report, the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from afweging.cli import main

from .forms import form, row

INSTRUMENT = """
name: Kort
urn: "urn:nl:aivt:tr:kort:1.0"
tasks:
  - {question: "Wat?", urn: "urn:nl:aivt:tr:kort:1.0:1", type: [statement], kleur: "ro\\tod"}
"""


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["questionnaire", "import", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "instrument.yaml"
    path.write_text(INSTRUMENT, "utf-8")
    return path


def test_the_file_and_the_report(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    result = call(file, "--from", "task-registry", "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "1: whether this statement holds is asked as yes or no",
        "1: “kleur”: ro od",
        f"{out}: kort 1.0.0, 1 questions; 2 notes on what is not carried or is said in another way",
    ]
    assert CliRunner().invoke(main, ["questionnaire", "check", str(out)]).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["instrument.yaml", "out.yaml"]


def test_the_report_as_data(file: Path, tmp_path: Path) -> None:
    result = call(file, "--from", "task-registry", "--out", tmp_path / "out.yaml", "--json")
    report = json.loads(result.stdout)
    assert (report["id"], report["questions"]) == ("kort", 1)
    assert {"id": "1", "what": "“kleur”: ro od"} in report["notes"]
    assert result.stderr == ""


def test_bad_input_leaves_what_was_there(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    out.write_text("before", "utf-8")
    file.write_text("name: x\ntasks: 3\n", "utf-8")
    result = call(file, "--from", "task-registry", "--out", out, "--json")
    assert result.exit_code == 1
    assert f"{file}:2:8: “tasks” of an instrument is a list" in result.stderr
    assert json.loads(result.stdout)["problems"][0]["line"] == 1
    assert out.read_text("utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["instrument.yaml", "out.yaml"]


def test_a_good_import_replaces_a_file_and_keeps_its_mode(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    out.write_text("before", "utf-8")
    out.chmod(0o640)
    assert call(file, "--from", "task-registry", "--out", out).exit_code == 0
    assert out.read_text("utf-8").startswith("format: 1\n")
    assert out.stat().st_mode & 0o777 == 0o640


def test_files_that_are_not_there(file: Path, tmp_path: Path) -> None:
    assert call(tmp_path / "none.yaml", "--from", "task-registry", "--out", tmp_path / "o").exit_code == 1
    nowhere = call(file, "--from", "task-registry", "--out", tmp_path / "none" / "o.yaml")
    assert nowhere.exit_code == 1
    assert "cannot be written" in nowhere.stderr
    assert call(file, "--from", "task-registry", "--out", tmp_path).exit_code == 1


def test_wrong_usage(file: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "o.yaml")
    assert call(file, *out).exit_code == 2
    assert call(file, "--from", "word", *out).exit_code == 2
    assert call(file, "--from", "task-registry").exit_code == 2
    profiled = call(file, "--from", "task-registry", "--profile", "aia", *out)
    assert profiled.exit_code == 2
    assert "there is no profile aia of task-registry" in profiled.output
    assert not (tmp_path / "o.yaml").exists()


PAR = """
name: Kort
urn: "urn:nl:kort"
tasks:
  - task: Groep
    id: "1"
    type: [task_group]
    tasks:
      - task: Zeker?
        id: "1.1"
        type: [radio_option]
        options: [{value: true, label: Ja}, {value: false, label: Nee}, {value: null, label: Onbekend}]
      - task: Waarom?
        id: "1.2"
        type: [open_text]
        dependencies:
          - {type: conditional, condition: {id: "1.1", operator: equals, value: null}, action: show}
      - task: Bronnen
        id: "1.3"
        type: [task_group]
        repeatable: true
        tasks:
          - {task: Naam, id: "1.3.1", type: [text_input]}
          - {task: Soort, id: "1.3.2", type: [checkbox_option], options: [{value: "a b"}, {value: true}]}
"""
FORM = form(
    row("select_one jn", "zeker", "Zeker?"),
    row("text", "waarom", "Waarom?", relevant="${zeker} = 'nee'"),
    row("begin_repeat", "bronnen", "Bronnen"),
    row("text", "naam", "Naam"),
    row("select_multiple abc", "soort", "Soort"),
    row("end_repeat"),
)


@pytest.mark.parametrize(
    ("kind", "content", "answers", "shown"),
    [
        (
            "par",
            PAR.encode(),
            {"1.1": None, "1.2": "Zo", "1.3": [{"1.3.1": "x", "1.3.2": ["a b", True]}]},
            ["x1.1", "x1.2", "x1.3"],
        ),
        ("par", PAR.encode(), {"1.1": False, "1.3": [{"1.3.2": [True]}]}, ["x1.1", "x1.3"]),
        (
            "xlsform",
            FORM,
            {"zeker": "nee", "waarom": "Zo", "bronnen": [{"naam": "x", "soort": ["a", "c"]}]},
            ["zeker", "waarom", "bronnen"],
        ),
        ("task-registry", INSTRUMENT.encode(), {"1": "ja"}, ["x1"]),
    ],
)
def test_answers_in_the_words_of_the_original(
    kind: str, content: bytes, answers: dict[str, Any], shown: list[str], tmp_path: Path
) -> None:
    original, out, given = (tmp_path / name for name in ("original", "out.yaml", "answers.json"))
    original.write_bytes(content)
    given.write_text(json.dumps(answers), "utf-8")
    assert call(original, "--from", kind, "--out", out).exit_code == 0
    by_source = ["--answers", str(given), "--answers-by", "source", "--json"]
    result = CliRunner().invoke(main, ["questionnaire", "evaluate", str(out), *by_source])
    evaluated = json.loads(result.stdout)
    assert evaluated["invalid"] == []
    assert evaluated["applicable"] == shown
