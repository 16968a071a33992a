"""All texts are looked at together; what that finds is told as if each had been looked at by itself."""

from typing import Any

import pytest

from afweging.questionnaire import Status

from .making import make, question, run

COLUMNS = [
    {"id": "name", "type": "text", "label": "Naam"},
    {"id": "why", "type": "longtext", "label": "Reden"},
]


@pytest.mark.parametrize("bad", ["bel\x07", "half \ud800", "geen teken \uffff"])
def test_one_bad_text_is_refused_alone(bad: str) -> None:
    made = make(
        question("longtext") | {"id": "first"},
        question("longtext"),
        question("text", show_if="answered(x)") | {"id": "after"},
        question("text") | {"id": "last"},
    )
    result = run(made, first="goed", x=bad, after="nooit gezien", last="goed")
    assert [(flaw.question, flaw.code) for flaw in result.invalid] == [("x", "characters")]
    assert result.status["after"] is Status.HIDDEN
    assert result.status["first"] is result.status["last"] is Status.ANSWERED


def test_halves_of_a_character_in_two_texts_do_not_make_a_whole() -> None:
    made = make(question("longtext"), question("longtext") | {"id": "next"})
    result = run(made, x="\ud83d", next="\ude00")
    assert [flaw.question for flaw in result.invalid] == ["x", "next"]


def test_a_bad_cell_is_named_by_its_place() -> None:
    made = make(question("table", columns=COLUMNS))
    rows: list[Any] = [{"name": "een", "why": "goed"}, {}, {"name": "twee", "why": "fout\x00"}]
    (flaw,) = run(made, x=rows).invalid
    assert flaw.place is not None
    assert (flaw.code, flaw.place.row, str(flaw.place.column)) == ("characters", 3, "Reden")


def test_a_part_of_a_rule_that_no_answer_changes_stays_exact() -> None:
    made = make(question("number"), question("text", show_if="x * (0.1 + 0.2) == 3 * 0.1") | {"id": "after"})
    assert run(made, x=1).status["after"] is Status.EMPTY
    assert run(made, x=2).status["after"] is Status.HIDDEN
