"""`afweging questionnaire check` and `evaluate`: what is printed, and the exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from afweging.cli import main
from afweging.questionnaire import read_file
from afweging.questionnaire.variants import read_variant, resolve

from . import varying
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
    assert f"{bad}:1:9: this file is of format 2" in result.output
    assert "cannot be read" in result.output
    assert json.loads(call("check", bad, "--json").output)[0]["problems"][0]["column"] == 9
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


def variant_file(folder: Path, *changes: dict[str, Any], **keys: Any) -> Path:
    path = folder / "vlier.yaml"
    path.write_bytes(varying.content(*changes, **keys))
    return path


def test_a_variant_is_checked_as_laid_over_the_base_beside_it(tmp_path: Path) -> None:
    file = variant_file(tmp_path, {"hide": {"question": "energie", "because": "x"}})
    lonely = call("check", file)
    assert lonely.exit_code == 1
    assert "vlier.yaml:5:10: the questionnaire that this variant extends, landelijk 1.0.0" in lonely.output
    base = tmp_path / "landelijk.yaml"
    base.write_text(varying.BASE, "utf-8")
    good = call("check", file)
    assert good.exit_code == 0
    assert "vlier 1.0.0 is good, a variant of landelijk 1.0.0: 5 questions" in good.output
    given = answers(tmp_path, {"persoonsgegevens": "ja"})
    found = json.loads(call("evaluate", file, "--answers", given, "--json").output)
    assert found["applicable"] == ["soort", "persoonsgegevens", "bronnen", "contact"]
    base.write_text("id: landelijk\nversion: 1.0.0\n", "utf-8")
    broken = call("check", file)
    assert broken.exit_code == 1
    assert f"{base}:1:1:" in broken.output


def test_the_base_of_a_variant_can_be_named(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    base = elsewhere / "b.yaml"
    base.write_text(varying.BASE, "utf-8")
    assert call("check", variant_file(tmp_path), "--base", base).exit_code == 0
    assert call("check", base, variant_file(tmp_path)).exit_code == 0
    wrong = {"id": "landelijk", "version": "1.0.0", "sha256": "0" * 64}
    refused = call("check", variant_file(tmp_path, extends=wrong), "--base", base, "--json")
    assert refused.exit_code == 1
    assert "has another SHA-256" in json.loads(refused.output)[0]["problems"][0]["message"]


def test_variants_that_extend_each_other_end_with_an_error(tmp_path: Path) -> None:
    variant_file(tmp_path, extends={"id": "els", "version": "1.0.0"})
    other = varying.content(variant="els", extends={"id": "vlier", "version": "1.0.0"})
    (tmp_path / "els.yaml").write_bytes(other)
    assert call("check", tmp_path / "vlier.yaml").exit_code == 1


def test_compare(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(varying.BASE, "utf-8")
    new.write_text(varying.BASE.replace("Kies er één.", "Kies.").replace("{id: rust,", "{id: stil,"), "utf-8")
    told = call("compare", old, new)
    assert told.exit_code == 0
    assert '  help.nl: "Kies er één." → "Kies."' in told.output
    assert "removed: value rust (Rust)" in told.output
    assert "version: 2.0.0 (major)" in told.output
    found = json.loads(call("compare", old, new, "--json").output)
    assert [each["difference"] for each in found["differences"]] == ["changed", "added", "removed"]
    assert found["proposal"]["causes"] == [{"code": "removed", "kind": "value", "id": "rust"}]
    assert call("compare", old, old).output == "no differences\n"
    assert call("compare", old, tmp_path / "none.yaml").exit_code == 1


def upgrade_files(folder: Path, *changes: dict[str, Any], new: tuple[str, str]) -> list[object]:
    """The options of an upgrade of a variant with these changes."""
    (folder / "oud.yaml").write_text(varying.BASE, "utf-8")
    text = varying.BASE.replace("version: 1.0.0", "version: 1.1.0").replace(*new)
    (folder / "nieuw.yaml").write_text(text, "utf-8")
    variant_file(folder, *changes)
    files = [("--base", "oud"), ("--variant", "vlier"), ("--new-base", "nieuw"), ("--out", "uit")]
    return [part for option, name in files for part in (option, folder / f"{name}.yaml")]


REWORDED: dict[str, Any] = {"change_question": {"id": "soort", "set": {"help": "Wat hangt er?"}}}


def test_an_upgrade_without_conflicts_is_written_with_its_comments(tmp_path: Path) -> None:
    options = upgrade_files(tmp_path, REWORDED, new=("Welke bronnen?", "Welke bronnen nu?"))
    file = tmp_path / "vlier.yaml"
    file.write_text("# van ons\n" + file.read_text("utf-8"), "utf-8")
    result = call("upgrade", *options)
    assert result.exit_code == 0, result.output
    assert "applied: change 1, change question soort, help.nl" in result.output
    text = (tmp_path / "uit.yaml").read_text("utf-8")
    assert text.startswith("# van ons\n")
    assert 'version: "1.0.1"' in text
    assert call("check", tmp_path / "uit.yaml").exit_code == 0
    assert call("check", tmp_path / "uit.yaml", "--json").exit_code == 0


def test_an_upgrade_with_conflicts_writes_nothing(tmp_path: Path) -> None:
    options = upgrade_files(tmp_path, REWORDED, new=("Kies er één.", "Kies er een paar."))
    result = call("upgrade", *options)
    assert result.exit_code == 3
    assert "conflict change:question:soort:help.nl:changed" in result.output
    assert '  ours: "Wat hangt er?"' in result.output
    assert not (tmp_path / "uit.yaml").exists()
    found = json.loads(call("upgrade", *options, "--json").output)
    assert found["conflicts"][0]["choices"] == ["ours", "theirs", "new"]


@pytest.mark.parametrize(
    ("more", "label"),
    [
        (["--keep", "ours"], "Wat hangt er?"),
        (["--keep", "theirs"], "Kies er een paar."),
        (["--choices", {"change:question:soort:help.nl:changed": {"new": "Kies."}}], "Kies."),
        (["--choices", {"change:question:soort:help.nl:changed": "ours"}], "Wat hangt er?"),
    ],
)
def test_settling_conflicts(tmp_path: Path, more: list[Any], label: str) -> None:
    options = upgrade_files(tmp_path, REWORDED, new=("Kies er één.", "Kies er een paar."))
    if more[0] == "--choices":
        more = ["--choices", answers(tmp_path, more[1])]
    assert call("upgrade", *options, *more).exit_code == 0
    whole = resolve(
        read_file(tmp_path / "nieuw.yaml"), read_variant((tmp_path / "uit.yaml").read_bytes(), "uit")
    )
    assert whole.questionnaire.question("soort").help.to("nl") == label


def test_bad_input_to_an_upgrade(tmp_path: Path) -> None:
    options = upgrade_files(tmp_path, {"hide": {"question": "nergens", "because": "x"}}, new=("x", "x"))
    assert call("upgrade", *options).exit_code == 1
    good = upgrade_files(tmp_path, REWORDED, new=("x", "x"))
    wrong: list[Any] = [[], {"x": "mine"}, {"x": {"new": 1, "old": 2}}]
    for bad in wrong:
        assert call("upgrade", *good, "--choices", answers(tmp_path, bad)).exit_code == 1
    assert call("upgrade", *good, "--choices", tmp_path / "none.json").exit_code == 1
    assert call("upgrade", *good[:-1], tmp_path / "geen" / "uit.yaml").exit_code == 1
    assert call("upgrade").exit_code == 2


def test_check_warns_without_a_change_of_the_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    never = question("text", "never", show_if="false")
    path.write_text(json.dumps(data(never)), "utf-8")
    result = call("check", path)
    assert result.exit_code == 0
    assert f"{path}:1:" in result.output.splitlines()[0]
    assert "warning: question “never” is never shown" in result.output
    assert "is good" in result.output.splitlines()[-1]
    (told,) = json.loads(call("check", path, "--json").output)
    assert [(each["code"], each["part"]) for each in told["warnings"]] == [("never_shown", "question never")]
    assert "warning" not in call("check", path, "--no-warnings").output
    assert json.loads(call("check", path, "--no-warnings", "--json").output)[0]["warnings"] == []


def test_check_warns_of_files_beside_one_another(tmp_path: Path) -> None:
    one, other, bad = tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml"
    one.write_text(json.dumps(data(question("text"))), "utf-8")
    other.write_text(json.dumps(data(question("number"), id="u")), "utf-8")
    bad.write_text("format: 2", "utf-8")
    result = call("check", one, other, bad)
    assert result.exit_code == 1
    assert result.output.count("an answer cannot carry over") == 2
    assert result.output.splitlines()[0].startswith(str(one))
