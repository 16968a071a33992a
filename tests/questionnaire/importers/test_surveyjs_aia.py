"""The profile of Canada's AIA: what answers count for, by the suffixes of names or by the file's own rule."""

from __future__ import annotations

from typing import Any

import pytest

from afweging.questionnaire import Evaluation, by_id, read_bytes
from afweging.questionnaire.importers import import_bytes
from afweging.questionnaire.importers.surveyjs.points import points_of
from afweging.questionnaire.writing import to_yaml
from tests.questionnaire.making import run

from .making import sample
from .surveying import imported, page, radio, read, said, text


def panel(name: str, *elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "panel", "name": name, "elements": list(elements)}


SMALL = page(
    panel(
        "aboutPanel-RS",
        radio("a", "item1-3", "item2-0"),
        radio("b", "item1-2", "item2-4", type="checkbox"),
        radio("c-NS", "item1-9"),
        radio("d", "item1-1", "item2-2", type="dropdown", visibleIf="{a} = 'item1-3'"),
        {"type": "rating", "name": "e"},
        text("f"),
    ),
    panel("designPanel-MS", radio("m1", "item1-2", "item2-0"), radio("m2", "item1-2", "item2-0")),
    panel("outer-RS", panel("inner", radio("g", "item1-7"))),
    radio("h-RS", "item1-1", "item061"),
)
"""Raw at most 3 + 6 + 2 + 1 = 12; mitigation at most 4, of which half."""


def evaluated(survey: dict[str, Any], **answers: Any) -> Evaluation:
    found = read(survey, "aia")
    return run(found, **by_id(found, answers))


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("item3-2", 2), ("item1", 0), ("item061", 0), ("001", 0), ("a-b-10", 10), ("item-2.5", 2.5),
        ("a--1", 1), ("item-", 0), ("item-x", 0), ("other", 0), (4, 4), (-2, -2), (True, 0), ("x-1e99", 0),
    ],
)  # fmt: skip
def test_an_option_counts_for_the_number_after_its_last_hyphen(value: object, points: float) -> None:
    assert points_of(value) == points


def test_suffixes_say_what_points_are_for() -> None:
    scores = {score.id: score for score in read(SMALL, "aia").scores}
    assert list(scores) == ["raw", "mitigation", "current"]
    assert [(band.id, band.upto) for band in scores["current"].bands] == [
        ("level-1", 0.25), ("level-2", 0.5), ("level-3", 0.75), ("level-4", None),
    ]  # fmt: skip
    result = evaluated(SMALL).scores
    assert (result["raw"].max, result["mitigation"].max, result["current"].max) == (12, 2, 12)


@pytest.mark.parametrize(
    ("answers", "raw", "mitigation", "current", "level"),
    [
        ({}, 0, 0, 0, "level-1"),
        ({"a": "item1-3"}, 3, 0, 3, "level-1"),
        ({"a": "item1-3", "h-RS": "item1-1"}, 4, 0, 4, "level-2"),
        ({"a": "item1-3", "d": "item2-2", "h-RS": "item1-1"}, 6, 0, 6, "level-2"),
        ({"a": "item2-0", "d": "item2-2", "h-RS": "item061"}, 0, 0, 0, "level-1"),
        ({"a": "item1-3", "b": ["item2-4", "item1-2"]}, 9, 0, 9, "level-3"),
        ({"a": "item1-3", "b": ["item2-4", "item1-2"], "h-RS": "item1-1"}, 10, 0, 10, "level-4"),
        (
            {"a": "item1-3", "b": ["item2-4", "item1-2"], "h-RS": "item1-1", "m1": "item1-2"},
            10,
            2,
            9,
            "level-3",
        ),
        ({"b": ["item2-4", "item1-2"], "m1": "item1-2", "m2": "item1-2"}, 6, 4, 5, "level-2"),
        ({"c-NS": "item1-9", "g": "item1-7", "e": 5}, 0, 0, 0, "level-1"),
    ],
)
def test_scores_and_levels(
    answers: dict[str, Any], raw: int, mitigation: int, current: int, level: str
) -> None:
    """8.5 rounds up to 9, 5.1 down to 5; a level ends with its share of the maximum."""
    result = evaluated(SMALL, **answers).scores
    assert (result["raw"].value, result["mitigation"].value) == (raw, mitigation)
    assert (result["current"].value, result["current"].band) == (current, level)


def test_the_report_says_how_the_file_is_scored() -> None:
    assert "by the suffixes" in said(SMALL, "-", "aia")
    assert "counts towards no score" in said(SMALL, "g", "aia")


def test_without_the_profile_nothing_counts() -> None:
    assert "scores" not in imported(SMALL).data


def test_a_file_without_suffixes_adds_its_values_up() -> None:
    survey = page(
        radio("a", {"value": 4, "text": "Yes"}, {"value": 0, "text": "No"}),
        radio("b", 2, 4, type="checkbox"),
        radio("c", {"value": -2, "text": "Yes"}, {"value": 0, "text": "No"}),
        {"type": "rating", "name": "d"},
    )
    found = read(survey, "aia")
    assert [score.id for score in found.scores] == ["raw"]
    result = run(found, **by_id(found, {"a": 4, "b": [2, 4], "c": -2, "d": 5}))
    assert (result.scores["raw"].value, result.scores["raw"].max) == (8, 10)
    assert "own scoring rule" in said(survey, "-", "aia")


def test_a_file_that_scores_by_dimension_keeps_to_it() -> None:
    survey = page(
        radio("a", "yes", "no", score={"dimension": "Fairness", "choices": {"yes": 3}}),
        radio(
            "b",
            "x",
            "y",
            type="checkbox",
            score={"dimension": "Fairness", "max": 4, "choices": {"x": 3, "y": 3}},
        ),
        radio("c", "v-2", "w", score={"dimension": "Robustness"}),
        radio("d", "v-2"),
    )
    found = read(survey, "aia")
    result = run(found, **by_id(found, {"a": "yes", "b": ["x", "y"], "c": "v-2", "d": "v-2"}))
    assert {name: (score.value, score.max) for name, score in result.scores.items()} == {
        "Fairness": (7, 7), "Robustness": (2, 2),
    }  # fmt: skip
    assert "own scoring is used: Fairness, Robustness" in said(survey, "-", "aia")


def test_a_file_in_which_nothing_counts_has_scores_of_nothing() -> None:
    result = evaluated(page(panel("p-RS", radio("a", "x", "y")))).scores
    assert (result["raw"].value, result["mitigation"].value, result["current"].band) == (0, 0, None)


def test_the_sample_takes_answers_in_its_own_names() -> None:
    data = import_bytes(sample("aia-v0.9.1.surveyjs.json"), "aia.json", "surveyjs", "aia").data
    found = read_bytes(to_yaml(data).encode(), "aia.yaml")
    assert [section.source for section in found.sections][:3] == [
        "welcome",
        "projectDetails",
        "businessDrivers",
    ]
    assert sum(question.type != "info" for question in found) == 125
    answers = by_id(
        found, {"projectDetailsDepartment-NS": "001", "riskProfile1": "item1-3", "consultation-intro": "x"}
    )
    assert answers["riskProfile1"] == "item1-3"
    assert run(found, riskProfile1="item1-3").scores["raw"].value == 3
