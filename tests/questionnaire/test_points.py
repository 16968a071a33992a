"""Points, their maxima, scores and bands."""

from typing import Any

import pytest

from afweging.questionnaire import Questionnaire

from .making import data, make, options, question, read, run

TOTAL = {"id": "t", "title": "T", "value": 'points("p")', "max": 'max_points("p")'}


def scored(*questions: dict[str, Any]) -> Questionnaire:
    return make(*questions, scores=[TOTAL])


@pytest.mark.parametrize(
    ("asked", "answer", "value", "most"),
    [
        (question("choice", options=options("a", "b", a=2, b=5)), "a", 2, 5),
        (question("choice", options=options("a", a=-2)), "a", -2, 0),
        (question("yesno", points={"ja": {"p": 3}}), "ja", 3, 3),
        (question("choices", options=options("a", "b", "c", a=2, b=3, c=-1)), ["a", "c"], 1, 5),
        (question("choices", max_choices=1, options=options("a", "b", a=2, b=3)), ["a"], 2, 3),
        (question("scale", points_per_step={"p": 2}), 4, 6, 8),
        (question("scale", points_per_step={"p": 0.5}), 2, 0.5, 2),
        (question("matrix", options=options("a", "b", a=1, b=4)), {"r1": "a", "r2": "b"}, 5, 8),
    ],
)
def test_each_type_counts_its_own_way(asked: dict[str, Any], answer: Any, value: Any, most: Any) -> None:
    result = run(scored(asked), x=answer).scores["t"]
    assert (result.value, result.max) == (value, most)


def test_an_exclusive_option_counts_alone() -> None:
    chosen = [*options("a", "b", a=1, b=1), {"id": "z", "label": "Z", "exclusive": True, "points": {"p": 9}}]
    assert run(scored(question("choices", options=chosen)), x=["a"]).scores["t"].max == 9


def test_unknown_counts_as_the_file_says() -> None:
    asked = question("choice", options=options("a", a=1), allow=["unknown"], points_when_unknown={"p": 3})
    assert run(scored(asked), x={"unknown": "nog vragen"}).scores["t"].value == 3
    assert run(scored(asked), x={"unknown": ""}).scores["t"].value == 0


def test_hidden_answers_count_nowhere_and_come_back() -> None:
    made = scored(question("yesno", "y"), question("choice", options=options("a", a=4), show_if='y == "ja"'))
    assert run(made, y="nee", x="a").scores["t"].value == 0
    assert run(made, y="ja", x="a").scores["t"].value == 4
    assert run(made, y="nee", x="a").scores["t"].max == 4


def test_points_of_one_section() -> None:
    score = {
        "id": "s",
        "title": "S",
        "value": 'points("p", section="part")',
        "max": 'max_points("p", section="part")',
    }
    made = make(question("choice", options=options("a", a=4)), scores=[score])
    assert run(made, x="a").scores["s"].value == 4


BANDS = [
    {"id": "l1", "upto": 0.25, "title": "I"},
    {"id": "l2", "upto": 0.5, "title": "II"},
    {"id": "l3", "upto": 0.75, "title": "III"},
    {"id": "l4", "title": "IV"},
]


@pytest.mark.parametrize(
    ("value", "band"), [(0, "l1"), (25, "l1"), (25.01, "l2"), (50, "l2"), (75, "l3"), (76, "l4"), (500, "l4")]
)
def test_a_band_is_the_first_that_the_value_fits_in(value: float, band: str) -> None:
    score = {"id": "s", "title": "S", "value": "n", "max": 100, "bands": BANDS}
    assert run(make(question("number", "n"), scores=[score]), n=value).scores["s"].band == band


def test_no_band_without_value_or_with_a_maximum_of_zero() -> None:
    score = {"id": "s", "title": "S", "value": "n", "max": 0, "bands": BANDS}
    made = make(question("number", "n"), scores=[score, {**score, "id": "u", "max": 9}])
    assert run(made, n=1).scores["s"].band is None
    assert run(made).scores["u"].value is None
    assert run(made).scores["u"].band is None


@pytest.mark.parametrize(
    ("raw", "mitigation", "current", "band"),
    [(40, 8, 34, "l2"), (40, 7, 40, "l2"), (90, 10, 77, "l4"), (90, 0, 90, "l4"), (10, 8, 9, "l1")],
)
def test_the_canadian_scoring_whole(raw: int, mitigation: int, current: int, band: str) -> None:
    made = make(
        question("scale", "r", min=0, max=100, points_per_step={"raw": 1}),
        question("scale", "m", min=0, max=20, points_per_step={"mitigation": 1}),
        scores=[
            {"id": "raw", "title": "R", "value": 'points("raw")', "max": 'max_points("raw")'},
            {
                "id": "mitigation",
                "title": "M",
                "value": 'points("mitigation")',
                "max": 'max_points("mitigation") / 2',
            },
            {
                "id": "current",
                "title": "C",
                "value": 'round_half_up(0.85 * score("raw"))'
                ' if score("mitigation") >= 0.8 * max_score("mitigation") else score("raw")',
                "max": 'max_score("raw")',
                "bands": BANDS,
            },
        ],
    )
    result = run(made, r=raw, m=mitigation).scores["current"]
    assert (result.value, result.max, result.band) == (current, 100, band)


RISKS = [
    {"harm": "a", "likelihood": 5, "severity": 1},
    {"harm": "b", "likelihood": 3, "severity": 4, "residual_likelihood": 1, "residual_severity": 1},
    {"harm": "c", "likelihood": 2},
]
GRID = [[1, 1, 1, 1, 2], [1, 1, 1, 2, 3], [1, 1, 2, 3, 4], [1, 2, 3, 4, 4], [2, 3, 4, 4, 4]]


def test_the_worst_risk_is_the_highest_class_of_any_row() -> None:
    scores = [
        {"id": "before", "title": "B", "value": "worst(x)"},
        {"id": "after", "title": "A", "value": "worst(x, residual=true)"},
    ]
    made = make(question("risks", classes=GRID), scores=scores)
    result = run(made, x=RISKS).scores
    assert (result["before"].value, result["after"].value) == (3, 2)
    broken = [RISKS[0], RISKS[1] | {"working": False}]
    assert run(made, x=broken).scores["after"].value == 3
    assert run(made).scores["before"].value is None


def test_points_of_a_section_are_told_with_that_section() -> None:
    parts = [
        {
            "id": name,
            "title": title,
            "questions": [question("yesno", f"{name}_q", points={"ja": {"p": amount}})],
        }
        for name, title, amount in (("one", "Eerst", 2), ("two", "Later", 5))
    ]
    rules = {"first": 'points("p", section="one") > 1', "all": 'points("p") > 1'}
    made = read(
        data(question("text"))
        | {
            "sections": parts,
            "outcomes": [
                {"id": name, "if": rule, "kind": "info", "text": "O"} for name, rule in rules.items()
            ],
            "scores": [{"id": "s", "title": "S", "value": 'points("p", section="one")'}],
        }
    )
    found = run(made, one_q="ja", two_q="ja")
    assert found.why_outcome("first").sentence("nl") == "Uw antwoorden in ‘Eerst’ tellen samen 2."
    assert found.why_outcome("first").sentence("en") == "Your answers in ‘Eerst’ count for 2 in all."
    assert found.why_outcome("all").sentence("nl") == "Uw antwoorden tellen samen 7."
    assert found.why_score("s").sentence("nl") == (
        "U koos bij ‘Vraag one_q?’ ‘Ja’. Dat telt 2 mee. ‘S’ is 2."
    )


def test_points_of_a_section_that_a_variant_hid_are_told_too() -> None:
    sections = [
        {"id": "gone", "title": "Weg", "hidden": "niet hier", "questions": [
            question("yesno", "y", points={"ja": {"p": 1}})]},
        {"id": "part", "title": "S", "questions": [question("text")]},
    ]  # fmt: skip
    outcome = {"id": "o", "if": 'points("p", section="gone") == 0', "kind": "info", "text": "O"}
    made = read(data(question("text")) | {"sections": sections, "outcomes": [outcome]})
    assert run(made).why_outcome("o").sentence("nl") == "Uw antwoorden in ‘Weg’ tellen samen 0."
