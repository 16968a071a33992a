"""What a variant hid: absent for everybody, while rules that name it compile and see it as missing."""

from typing import Any

import pytest

from afweging.questionnaire import UnknownQuestion

from .making import data, errors, make, options, question, read, run

BECAUSE = "Wij meten dit niet."


def test_a_hidden_question_is_absent_and_missing() -> None:
    found = make(
        question("yesno", "a", hidden=BECAUSE),
        question("text", "b", show_if='a == "ja"'),
        question("text", "c", show_if="not answered(a)"),
        question("text", "d", required='a != "ja"'),
        outcomes=[{"id": "o", "if": 'not (a == "ja")', "kind": "info", "text": "O"}],
    )
    result = run(found)
    assert list(found.questions) == ["b", "c", "d"]
    assert result.applicable == ("c", "d")
    assert result.missing == ()
    assert result.outcomes == ("o",)
    assert [(each.ref.id, str(each.title), str(each.because)) for each in found.hidden] == [
        ("a", "Vraag a?", BECAUSE)
    ]
    with pytest.raises(UnknownQuestion):
        run(found, a="ja")


def test_reasons_say_that_a_question_is_not_there() -> None:
    found = make(question("yesno", "a", hidden=BECAUSE), question("text", "b", show_if='a == "ja"'))
    assert run(found).why_shown("b").sentence("nl") == "De vraag ‘Vraag a?’ staat niet in deze vragenlijst."


def test_hidden_points_count_nowhere() -> None:
    found = make(
        question("choice", "a", options=options("x", "y", x=3, y=1)),
        question("choice", "b", options=options("x", "y", x=5), hidden=BECAUSE),
        question("choice", "c", options=[*options("x", x=2), {**options("y", y=9)[0], "hidden": BECAUSE}]),
        scores=[{"id": "s", "title": "S", "value": 'points("p")', "max": 'max_points("p")'}],
    )
    assert run(found, a="x", c="x").scores["s"].value == 5
    assert run(found).scores["s"].max == 5


def test_points_of_hidden_questions_only_are_zero() -> None:
    found = make(
        question("text", "a"),
        question("choice", "b", options=options("x", x=5), hidden=BECAUSE),
        scores=[{"id": "s", "title": "S", "value": 'points("p")', "max": 'max_points("p")'}],
    )
    assert (run(found).scores["s"].value, run(found).scores["s"].max) == (0, 0)


def test_a_hidden_section_hides_its_questions() -> None:
    content = data(question("choice", "a", options=options("x", x=2)))
    content["sections"][0]["hidden"] = BECAUSE
    rest = question("text", "b", show_if='a == "x" or points("p", section="part") > 0')
    content["sections"].append({"id": "rest", "title": "R", "questions": [rest, question("text", "c")]})
    found = read(content)
    assert [section.id for section in found.sections] == ["rest"]
    assert run(found).applicable == ("c",)
    assert found.number("c") == "1.2"


def test_a_hidden_option_cannot_be_chosen_but_can_be_named() -> None:
    found = make(
        question("choice", "a", options=[*options("x", "y"), {"id": "z", "label": "Z", "hidden": BECAUSE}]),
        question("text", "b", show_if='a == "z"'),
    )
    assert [flaw.question for flaw in run(found, a="z").invalid] == ["a"]
    assert run(found, a="x").applicable == ("a",)


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ('score("s") > 0', False),
        ('band("s") == "laag"', False),
        ('outcome("gone")', False),
        ('not outcome("gone")', True),
        ('max_score("s") > 0', False),
        ('sum(column(t, "gone")) == 0', True),
    ],
)
def test_hidden_scores_outcomes_and_columns_are_missing(rule: str, holds: bool) -> None:
    columns = [{"id": "col", "type": "number", "label": "C"}]
    bands = [{"id": "laag", "title": "L", "upto": 0.5}, {"id": "hoog", "title": "H"}]
    found = make(
        question("choice", "a", options=options("x", x=1)),
        question("table", "t", columns=[*columns, {**columns[0], "id": "gone", "hidden": BECAUSE}]),
        scores=[
            {"id": "s", "title": "S", "value": 'points("p")', "max": "1", "bands": bands, "hidden": BECAUSE}
        ],
        outcomes=[
            {"id": "gone", "if": "true", "kind": "info", "text": "G", "hidden": BECAUSE},
            {"id": "o", "if": rule, "kind": "info", "text": "O"},
        ],
    )
    assert (run(found, a="x").outcomes == ("o",)) is holds
    assert not run(found, a="x").scores


@pytest.mark.parametrize(
    "hide",
    [
        lambda content: content["sections"][0].update(hidden=BECAUSE),
        lambda content: [option.update(hidden=BECAUSE) for option in _options(content)],
    ],
)
def test_something_must_be_left(hide: Any) -> None:
    content = data(question("choice", "a"))
    hide(content)
    assert any("at least one must be left" in message for message in errors(content))


def _options(content: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content["sections"][0]["questions"][0]["options"]
    return found


def test_values_that_are_hidden_bear_on_nothing() -> None:
    values = [{"id": "privacy", "title": "P", "hidden": BECAUSE}, {"id": "rust", "title": "R"}]
    found = make(question("text", "a", values=["privacy", "rust"]), values=values)
    assert found.question("a").values == ("rust",)
