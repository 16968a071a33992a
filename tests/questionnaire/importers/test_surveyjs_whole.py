"""What a SurveyJS survey becomes as a whole: pages, panels, languages, order, notes, errors."""

from __future__ import annotations

from typing import Any

import pytest

from afweging.questionnaire import by_id
from afweging.questionnaire.importers import NotImportable, import_bytes
from tests.questionnaire.making import run

from .surveying import imported, notes, page, questions, radio, read, said, text


def test_a_page_is_a_section_and_keeps_its_name() -> None:
    survey = {
        "title": "Survey",
        "pages": [
            {"name": "one", "title": "First", "description": "Read *this*.", "elements": [text()]},
            {"name": "two"},
        ],
    }
    data = imported(survey).data
    assert data["title"] == {"en": "Survey"}
    assert (data["id"], data["version"], data["language"]) == ("my-survey", "1.0.0", "en")
    one, two = data["sections"]
    assert (one["id"], one["title"], one["intro"], one["source"]) == (
        "one",
        {"en": "First"},
        {"en": "Read *this*."},
        "one",
    )
    assert (two["title"], two["questions"]) == ({"en": "two"}, [])


@pytest.mark.parametrize("key", ["elements", "questions"])
def test_questions_without_pages_stand_on_one(key: str) -> None:
    assert [question["id"] for question in questions({key: [text("a"), text("b")]})] == ["a", "b"]


def test_a_panel_shows_its_title_as_long_as_anything_in_it_is_shown() -> None:
    survey = page(
        radio("a"),
        {
            "type": "panel",
            "name": "p",
            "title": "Panel",
            "visibleIf": "{a} <> 'z'",
            "elements": [text("b", visibleIf="{a} = 'x'"), text("c", visibleIf="{a} = 'z'")],
        },
    )
    _, head, first, second = questions(survey)
    assert (head["type"], head["label"], head["source"]) == ("info", {"en": "Panel"}, "p")
    assert head["show_if"] == first["show_if"] == 'a == "x"'
    assert second["show_if"] == "false"


def test_the_only_panel_of_a_page_without_a_title_gives_it_one() -> None:
    survey = page(
        {"type": "panel", "name": "p", "title": "Panel", "description": "Intro", "elements": [text()]}
    )
    (section,) = imported(survey).data["sections"]
    assert (section["title"], section["intro"], len(section["questions"])) == (
        {"en": "Panel"},
        {"en": "Intro"},
        1,
    )


def test_a_page_without_a_title_takes_that_of_the_text_it_begins_with() -> None:
    survey = page({"type": "html", "name": "h", "html": "<h2>Welcome</h2><p>Read on.</p>"}, text())
    data = imported(survey).data
    assert data["title"] == data["sections"][0]["title"] == {"en": "Welcome"}


def test_ids_of_questions_come_first() -> None:
    survey = {"pages": [{"name": "a", "elements": [text("a"), {"type": "html", "name": "a", "html": "x"}]}]}
    (section,) = imported(survey).data["sections"]
    assert [question["id"] for question in section["questions"]] == ["a", "a_2"]
    assert section["id"] == "a_3"
    assert by_id(read(survey), {"a": "answer"}) == {"a": "answer"}


def test_questions_that_share_a_name_share_their_answer() -> None:
    survey = page(
        radio("stage", "design", "use"),
        radio("q", visibleIf="{stage} = 'design'"),
        radio("q", visibleIf="{stage} = 'use'"),
        text(visibleIf="{q} = 'y'"),
    )
    found = read(survey)
    for stage in ("design", "use"):
        answers = by_id(found, {"stage": stage, "q": "y"})
        assert answers == {"stage": stage, "q": "y", "q_2": "y"}
        assert "t" in run(found, **answers).applicable
    assert "share this name" in said(survey, "q")


@pytest.mark.parametrize(
    ("keys", "language", "label"),
    [
        ({}, "en", {"en": "A", "nl": "Aa"}),
        ({"locale": "nl"}, "nl", {"en": "A", "nl": "Aa"}),
    ],
)
def test_texts_under_default_are_english(keys: dict[str, Any], language: str, label: dict[str, str]) -> None:
    data = imported(page(text(title={"default": "A", "nl": "Aa"}), **keys)).data
    assert data["language"] == language
    assert data["sections"][0]["questions"][0]["label"] == label


def test_texts_without_a_language_are_in_that_of_the_survey() -> None:
    data = imported(
        page(
            text(title="Vraag"),
            radio("a", {"value": 1, "text": {"default": "Een", "de_AT": "Eins"}}),
            locale="nl",
        )
    ).data
    assert data["language"] == "nl"
    assert data["sections"][0]["questions"][0]["label"] == {"nl": "Vraag"}
    assert data["sections"][0]["questions"][1]["options"][0]["label"] == {"nl": "Een", "de-AT": "Eins"}


def test_a_text_in_no_language_is_noted() -> None:
    assert "cannot be kept: Quoi" in said(page(text(title={"default": "A", "frans": "Quoi"})), "t")


def test_titles_that_name_answers_are_noted() -> None:
    assert "{a}" in said(page(text(title="Why {a}?")), "t")


def test_a_question_that_is_never_shown() -> None:
    survey = page(text(visible=False))
    assert questions(survey)[0]["show_if"] == "false"
    assert "never shown" in said(survey, "t")


def test_what_looks_ahead_moves_within_its_page() -> None:
    survey = page(text("b", visibleIf="{a} = 'x'"), text("c"), radio("a"), text("d"))
    assert [question["id"] for question in questions(survey)] == ["c", "a", "b", "d"]
    assert "asked after" in said(survey, "b")


def test_what_looks_at_a_later_page_is_asked_after_it_under_its_own_title() -> None:
    survey = {
        "pages": [
            {
                "name": "one",
                "title": "One",
                "visibleIf": "{g} = 'x'",
                "elements": [text("b", visibleIf="{a} = 'x'"), text("c")],
            },
            {"name": "two", "elements": [radio("g"), radio("a")]},
            {"name": "three", "elements": [text("d", visibleIf="{b} notempty")]},
        ]
    }
    sections = imported(survey).data["sections"]
    assert [
        (section["source"], [question["id"] for question in section["questions"]]) for section in sections
    ] == [
        ("two", ["g", "a"]),
        ("one", ["b", "c"]),
        ("three", ["d"]),
    ]
    survey["pages"][0].pop("visibleIf")
    sections = imported(survey).data["sections"]
    assert [
        (section["id"], [question["id"] for question in section["questions"]]) for section in sections
    ] == [
        ("one", ["c"]),
        ("two", ["g", "a"]),
        ("one_2", ["b"]),
        ("three", ["d"]),
    ]
    assert sections[2]["title"] == {"en": "One"}
    assert "later page" in said(survey, "b")


def test_questions_that_look_at_each_other_are_shown() -> None:
    survey = page(radio("a", visibleIf="{b} = 'x'"), radio("b", visibleIf="{a} = 'x'"))
    first, second = questions(survey)
    assert "show_if" not in first
    assert second["show_if"] == 'a == "x"'
    assert "in a circle" in said(survey, "a")


def test_requirements_by_condition_look_anywhere() -> None:
    survey = page(text(isRequired=True, requiredIf="{a} = 'x'"), radio("a"))
    assert questions(survey)[0]["required"] == 'a == "x"'


def test_calculated_values_are_written_out_and_become_scores() -> None:
    survey = page(
        {"type": "rating", "name": "r"},
        {"type": "rating", "name": "s"},
        {"type": "expression", "name": "twice", "title": "Twice", "expression": "{total} * 2"},
        text(visibleIf="{total} > 5"),
        calculatedValues=[
            {"name": "total", "expression": "{r} + {s}"},
            {"name": "words", "expression": "'a' + {t}"},
        ],
    )
    found = read(survey)
    assert [(score.id, score.value) for score in found.scores] == [
        ("total", "(sum(r) + sum(s))"),
        ("twice", "((sum(r) + sum(s)) * 2)"),
    ]
    assert "t" in run(found, r=3, s=3).applicable
    assert "t" not in run(found, r=3).applicable
    assert "no number of answers" in said(survey, "words")


def test_what_the_survey_says_as_a_whole_is_noted() -> None:
    survey = page(text(), triggers=[{"type": "complete", "expression": "{t} = 'x'"}], completedHtml="Thanks")
    assert {note.id for note in notes(survey)} == {"-"}
    assert "triggers" in said(survey, "-")
    assert "completedHtml (Thanks)" in said(survey, "-")


def test_a_key_that_stands_twice_is_noted() -> None:
    data = b'{"pages": [{"elements": [{"type": "text", "name": "a", "title": "A", "title": "B"}]}]}'
    found = import_bytes(data, "s.json", "surveyjs")
    assert found.data["sections"][0]["questions"][0]["label"] == {"en": "B"}
    assert any(note.id == "a" and "“title” stands twice" in note.what for note in found.notes)


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (b"", ["1:1"]),
        (b"{", ["1:2"]),
        (b'{"pages": [}', ["1:12"]),
        (b'{"a": 1}\nx', ["2:1"]),
        (b"\xff", ["1:1"]),
        (b'"\\q"', ["1:1"]),
        (b"[1]", ["1:1"]),
        (b"{}", ["1:1"]),
        (b'{"pages": 1}', ["1:11"]),
        (
            b'{"pages": [\n{"elements": [\n 1,\n {"name": "a"},\n {"type": "text", "title": [1]}]}]}',
            ["3:2", "4:2", "5:28"],
        ),
        (b'{"pages": [{"elements": [{"type": "radiogroup", "name": "a", "choices": [[1], 2]}]}]}', ["1:74"]),
        (b'{"pages": [{"elements": [{"type": "text", "name": {}, "visibleIf": []}]}]}', ["1:51", "1:68"]),
        (b'{"a": ' + b"[" * 70 + b"]" * 70 + b"}", ["1:70"]),
        (b'{"pages": 1e999}', ["1:11"]),
    ],
)
def test_a_broken_file_gives_every_error_at_its_place(data: bytes, places: list[str]) -> None:
    with pytest.raises(NotImportable) as error:
        import_bytes(data, "s.json", "surveyjs")
    assert [f"{problem.line}:{problem.column}" for problem in error.value.problems] == places


def test_too_many_questions_are_refused_where_they_begin() -> None:
    with pytest.raises(NotImportable, match="at most 2000"):
        imported(page(*(text(f"t{number}") for number in range(2_001))))
