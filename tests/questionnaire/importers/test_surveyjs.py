"""What the questions of a SurveyJS survey become."""

from __future__ import annotations

from typing import Any

import pytest

from afweging.questionnaire import by_id
from tests.questionnaire.making import run

from .surveying import notes, only, page, questions, radio, read, said, text


def test_choices_keep_their_values_and_texts() -> None:
    element = radio("a", "item1-4", 3, {"value": "x y", "text": {"default": "X", "fr": "Ixe"}}, "v|Words")
    question = only(element | {"type": "dropdown", "isRequired": True, "description": "Help"})
    assert (question["type"], question["required"], question["help"]) == ("choice", True, {"en": "Help"})
    assert question["options"] == [
        {"id": "item1-4", "label": {"en": "item1-4"}, "source": "item1-4"},
        {"id": "x3", "label": {"en": "3"}, "source": 3},
        {"id": "x-y", "label": {"en": "X", "fr": "Ixe"}, "source": "x y"},
        {"id": "v", "label": {"en": "Words"}, "source": "v"},
    ]


def test_a_checkbox_with_none_and_other() -> None:
    element = radio(
        "a", "x", hasOther=True, otherText="Else", hasNone=True, maxSelectedChoices=2, minSelectedChoices=1
    )
    question, comment = questions(page(element | {"type": "checkbox"}))
    assert (question["type"], question["min_choices"], question["max_choices"]) == ("choices", 1, 2)
    other, none = question["options"][1:]
    assert (other["source"], other["label"]) == ("other", {"en": "Else"})
    assert (none["source"], none["exclusive"]) == ("none", True)
    assert (comment["source"], comment["type"], comment["required"]) == ("a-Comment", "longtext", True)
    assert comment["show_if"] == '"other" in a'


def test_a_comment_goes_with_its_question() -> None:
    _, question, comment = questions(page(radio("g"), radio("a", hasComment=True, visibleIf="{g} = 'x'")))
    assert comment["show_if"] == question["show_if"] == 'g == "x"'


def test_what_stands_twice_among_choices_is_taken_once() -> None:
    survey = page(radio("a", "x", "x", 1, "1", "", None, "|", " |Blank"))
    assert [option["source"] for option in questions(survey)[0]["options"]] == ["x", 1]
    assert "“x” stands twice" in said(survey, "a")
    assert "no value" in said(survey, "a")


def test_a_question_without_choices_asks_a_text() -> None:
    survey = page({"type": "dropdown", "name": "a", "choicesByUrl": {"url": "departments"}})
    assert questions(survey)[0]["type"] == "text"
    assert "not in the file" in said(survey, "a")
    assert 'choicesByUrl ({"url": "departments"})' in said(survey, "a")


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ({}, {"type": "text"}),
        ({"maxLength": 20}, {"type": "text", "max_length": 20}),
        (
            {"inputType": "number", "min": "1", "max": 5, "step": 1},
            {"type": "number", "min": 1, "max": 5, "integer": True},
        ),
        ({"inputType": "range", "min": 0}, {"type": "number", "min": 0}),
        (
            {"inputType": "date", "min": "2026-01-31", "max": "=today()"},
            {"type": "date", "min": "2026-01-31", "max": "today"},
        ),
        ({"inputType": "month"}, {"type": "month"}),
        ({"inputType": "email"}, {"type": "email"}),
        ({"inputType": "url"}, {"type": "url"}),
        ({"inputType": "tel"}, {"type": "text"}),
        ({"validators": [{"type": "numeric", "minValue": 3}]}, {"type": "number", "min": 3}),
        ({"validators": [{"type": "email"}]}, {"type": "email"}),
        (
            {"validators": [{"type": "text", "minLength": 2, "maxLength": 9}]},
            {"type": "text", "min_length": 2, "max_length": 9},
        ),
        (
            {"validators": [{"type": "regex", "regex": "^[a-z]+$"}]},
            {"type": "text", "pattern": "(?:^[a-z]+$)"},
        ),
        (
            {"validators": [{"type": "regex", "regex": "[0-9]"}]},
            {"type": "text", "pattern": "(?s:.*)(?:[0-9])(?s:.*)"},
        ),
        ({"validators": [{"type": "regex", "regex": "(?=x)"}]}, {"type": "text"}),
        ({"inputType": "number", "min": 9, "max": 1}, {"type": "number", "max": 1}),
    ],
)
def test_texts_by_their_kind_of_input(keys: dict[str, Any], wanted: dict[str, Any]) -> None:
    question = only(text(**keys))
    assert {key: value for key, value in question.items() if key not in ("id", "label", "source")} == wanted


@pytest.mark.parametrize(
    "keys",
    [
        {"inputType": "tel"},
        {"inputType": "date", "min": "next week"},
        {"inputType": "number", "min": "few", "step": 0.5},
        {"validators": [{"type": "expression", "expression": "{a} > 1"}]},
        {"validators": [{"type": "regex", "regex": "(?=x)"}]},
        {"validators": [{"type": "text", "minLength": 2, "text": "Longer, please"}]},
        {"defaultValue": "x"},
        {"enableIf": "{a} = 1"},
        {"readOnly": True},
        {"placeHolder": "Fill in"},
        {"startWithNewLine": False},
        {"valueName": "shared"},
    ],
)
def test_what_has_no_place_is_noted_by_name(keys: dict[str, Any]) -> None:
    assert [note.id.partition(".")[0] for note in notes(page(text("t", **keys)))]


def test_a_comment_is_a_long_text() -> None:
    assert only({"type": "comment", "name": "a", "title": "Why?"})["type"] == "longtext"


def test_booleans() -> None:
    assert only({"type": "boolean", "name": "a"})["type"] == "yesno"
    assert only({"type": "boolean", "name": "a", "label": "Sure?"})["label"] == {"en": "Sure?"}
    question = only({"type": "boolean", "name": "a", "labelTrue": "Aye", "valueFalse": "no"})
    assert [(option["source"], option["label"]) for option in question["options"]] == [
        (True, {"en": "Aye"}),
        ("no", {"en": "No"}),
    ]


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ({}, {"type": "scale", "min": 1, "max": 5}),
        ({"rateCount": 10}, {"type": "scale", "min": 1, "max": 10}),
        (
            {"rateMin": 0, "rateMax": 3, "minRateDescription": "low"},
            {"type": "scale", "min": 0, "max": 3, "labels": {"0": {"en": "low"}}},
        ),
    ],
)
def test_ratings_are_scales(keys: dict[str, Any], wanted: dict[str, Any]) -> None:
    question = only({"type": "rating", "name": "a", **keys})
    assert {key: question[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("keys", "sources"),
    [
        ({"rateValues": [1, {"value": "b", "text": "B"}]}, [1, "b"]),
        ({"rateMax": 2, "rateStep": 0.5}, [1, 1.5, 2]),
    ],
)
def test_ratings_of_other_steps_are_choices(keys: dict[str, Any], sources: list[Any]) -> None:
    assert [
        option["source"] for option in only({"type": "rating", "name": "a", **keys})["options"]
    ] == sources


def test_a_matrix() -> None:
    element = {
        "type": "matrix",
        "name": "m",
        "columns": ["good", "bad"],
        "rows": ["r1", "unknown"],
        "isAllRowRequired": True,
    }
    question = only(element)
    assert (question["type"], question["required"]) == ("matrix", True)
    assert [(row["id"], row["source"]) for row in question["rows"]] == [
        ("r1", "r1"),
        ("unknown_2", "unknown"),
    ]
    found = read(page(element))
    assert by_id(found, {"m": {"unknown": "bad"}}) == {"m": {"unknown_2": "bad"}}


def test_a_matrix_that_conditions_look_into_is_asked_row_by_row() -> None:
    matrix = {"type": "matrix", "name": "m", "title": "M", "columns": ["good", "bad"], "rows": ["r1", "r2"]}
    survey = page(matrix, text(visibleIf="{m.r1} = 'bad'"))
    found = read(survey)
    assert [str(question.label) for question in found] == ["M: r1", "M: r2", "t"]
    assert "a question of its own" in said(survey, "m")
    assert by_id(found, {"m": {"r1": "bad"}, "t": "x"}) == {"m.r1": "bad", "t": "x"}
    assert "t" in run(found, **{"m.r1": "bad"}).applicable
    assert "t" not in run(found).applicable


def test_groups_of_texts_and_cells_are_questions_of_their_own() -> None:
    survey = page(
        {
            "type": "multipletext",
            "name": "who",
            "items": [{"name": "first", "title": "First name"}, {"name": "born", "inputType": "date"}],
        },
        {
            "type": "matrixdropdown",
            "name": "md",
            "rows": ["r"],
            "choices": [1, 2],
            "columns": [{"name": "c"}, {"name": "n", "cellType": "text"}],
        },
        text(visibleIf="{md.r.c} = 2 and {who.first} notempty"),
    )
    found = read(survey)
    assert [(question.id, question.type) for question in found] == [
        ("who.first", "text"),
        ("who.born", "date"),
        ("md.r.c", "choice"),
        ("md.r.n", "text"),
        ("t", "text"),
    ]
    answers = by_id(found, {"who": {"first": "A"}, "md": {"r": {"c": 2}}})
    assert answers == {"who.first": "A", "md.r.c": "x2"}
    assert "t" in run(found, **answers).applicable


def test_rows_that_are_added_are_a_table() -> None:
    survey = page(
        {
            "type": "matrixdynamic",
            "name": "m",
            "minRowCount": 1,
            "choices": ["a"],
            "columns": [{"name": "c 1", "cellType": "text"}, {"name": "c2", "visibleIf": "{row.x} = 1"}],
        },
        {
            "type": "paneldynamic",
            "name": "p",
            "maxPanelCount": 4,
            "templateElements": [text("q"), {"type": "html", "name": "h", "html": "x"}],
        },
    )
    table, panel = questions(survey)
    assert [(column["id"], column["type"]) for column in table["columns"]] == [
        ("c-1", "text"),
        ("c2", "choice"),
    ]
    assert (table["min_rows"], panel["max_rows"]) == (1, 4)
    assert "condition within a table" in said(survey, "m")
    assert "h cannot stand in a column" in said(survey, "p")
    assert by_id(read(survey), {"m": [{"c 1": "x", "c2": "a"}]}) == {"m": [{"c-1": "x", "c2": "a"}]}


def test_html_is_information() -> None:
    question = only(
        {
            "type": "html",
            "name": "h",
            "html": {"default": "<h2>Head</h2><p>Then <b>this</b>.</p>", "nl": "<p>Kop</p><p>Dan.</p>"},
        }
    )
    assert (question["type"], question["label"]) == ("info", {"en": "Head", "nl": "Kop"})
    assert question["help"] == {"en": "Then **this**.", "nl": "Dan."}


@pytest.mark.parametrize("kind", ["signaturepad", "image", "zork"])
def test_what_has_no_type_here_keeps_its_text(kind: str) -> None:
    survey = page({"type": kind, "name": "a", "title": "Sign here"})
    (question,) = questions(survey)
    assert (question["type"], question["label"]) == ("info", {"en": "Sign here"})
    assert "no place here" in said(survey, "a")
