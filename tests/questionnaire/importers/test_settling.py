"""The last look at an import: what looks ahead moves, what format 1 refuses goes, and each is noted."""

from __future__ import annotations

from typing import Any

import pytest

from afweging.questionnaire.importers.base import Imported, Note, NotImportable
from afweging.questionnaire.importers.settling import Said, settled
from tests.questionnaire.making import data, options, question


def settle(*questions: dict[str, Any], **keys: Any) -> Imported:
    return settled(Imported(data(*questions, **keys), ()), "file")


def ids(result: Imported) -> list[list[str]]:
    return [[each["id"] for each in section["questions"]] for section in result.data["sections"]]


def test_what_is_good_stays_as_it_is() -> None:
    content = data(question("yesno", "a"), question("text", "b", show_if='a == "ja"'))
    assert settled(Imported(content, (Note("x", "y"),)), "file") == Imported(content, (Note("x", "y"),))


def test_a_question_moves_behind_what_its_condition_looks_at() -> None:
    result = settle(
        question("text", "first", show_if='c == "ja"', source="1"),
        question("text", "second"),
        question("yesno", "c", source="3", show_if="answered(second)"),
        question("text", "last"),
    )
    assert ids(result) == [["second", "c", "first", "last"]]
    assert [note.id for note in result.notes] == ["1"]
    assert "asked after “3”" in result.notes[0].what


def test_a_question_moves_to_the_section_that_it_looks_at() -> None:
    content = data(question("text", "a", show_if='q("b.1") == "ja"'), question("text", "stays"))
    content["sections"].append(
        {
            "id": "later",
            "title": {"nl": "Later"},
            "questions": [question("yesno", "b.1"), question("text", "z")],
        }
    )
    result = settled(Imported(content, ()), "file")
    assert ids(result) == [["stays"], ["b.1", "z", "a"]]
    assert [note.id for note in result.notes] == ["a"]
    content["sections"][1]["show_if"] = "answered(stays)"
    result = settled(Imported(content, ()), "file")
    assert ids(result)[0] == ["a", "stays"]
    assert "does not stand before this" in result.notes[0].what


def test_conditions_in_a_circle_are_left_out() -> None:
    result = settle(
        question("yesno", "a", show_if='b == "ja"', source="eerste"),
        question("yesno", "b", show_if='a == "ja"'),
    )
    assert result.data["sections"][0]["questions"] == [
        question("yesno", "a", source="eerste"),
        question("yesno", "b", show_if='a == "ja"'),
    ]
    assert [note.id for note in result.notes] == ["eerste"]


def test_a_rule_that_is_refused_goes_and_is_told_as_the_original_said_it() -> None:
    rule = Said.of("x == 3", "answers('x') == 3")
    result = settle(question("choice"), question("text", "y", show_if=rule, source="5.1"))
    assert "show_if" not in result.data["sections"][0]["questions"][1]
    assert [note.id for note in result.notes] == ["5.1"]
    assert result.notes[0].what.startswith("the condition “answers('x') == 3” has no place in format 1 (")
    assert result.notes[0].what.endswith("); it is always shown here")


def test_what_builds_on_what_was_left_out_goes_too() -> None:
    result = settle(
        question("choice", options=[{**options("a")[0], "show_if": "nobody == 1"}, *options("b")]),
        question("text", "t", required="nothing", pattern="("),
        scores=[{"id": "s", "title": "S", "value": "x + 1"}, {"id": "ok", "title": "S", "value": "1"}],
        outcomes=[{"id": "o", "if": 'score("s") > 1', "kind": "info", "text": "O"}],
        checks=[{"rule": f"wrong{place}", "message": "M"} for place in range(11)],
    )
    assert "outcomes" not in result.data
    assert "checks" not in result.data
    assert [score["id"] for score in result.data["scores"]] == ["ok"]
    assert result.data["sections"][0]["questions"][0]["options"] == options("a", "b")
    assert result.data["sections"][0]["questions"][1] == question("text", "t")
    assert {note.id for note in result.notes} == {"a", "t", "s", "o", "-"}


def test_what_cannot_be_left_out_is_an_error() -> None:
    with pytest.raises(NotImportable) as caught:
        settle(question("text", "a"), question("text", "a"))
    assert "cannot be said in format 1 (sections.0.questions.1.id)" in caught.value.problems[0].message
    with pytest.raises(NotImportable, match="at most 2000"):
        settle(*(question("text", f"a{place}") for place in range(2001)))
