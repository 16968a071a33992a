"""What conditions of SurveyJS become in our rules; that these mean the same the engine itself judges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from afweging.questionnaire.importers.surveyjs.grammar import NoCondition, TooMuch, parse
from tests.questionnaire.making import run

from .engines import ENGINES, Engine
from .surveying import imported, page, questions, radio, read, said, text
from .test_surveyjs_engine import compared, differences

BEFORE = (
    radio("a"),
    radio("b", "x", "y", 3, type="checkbox"),
    text("n", inputType="number"),
    text("t0"),
    text("d", inputType="date"),
    {"type": "boolean", "name": "yes"},
    {"type": "rating", "name": "r"},
    radio("long", "v1", "v2", "v3", "v4"),
    radio("amount", 1, 2, 3, type="dropdown"),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(ENGINES[0])
    yield engine
    engine.stop()


def rule(condition: str) -> str | None:
    found: str | None = questions(page(*BEFORE, text(visibleIf=condition)))[-1].get("show_if")
    return found


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("{a} = 'x'", 'a == "x"'),
        ("{a} <> 'x'", 'not (a == "x")'),
        ("{long} != 'v1' and {long} notempty", 'long != "v1"'),
        ("{a} = 'x' or {a} = 'y'", 'a in ["x", "y"]'),
        ("{a} = 'x' or {a} = 'y' or {a} = 'z'", "answered(a)"),
        ("{a} empty or {a} = 'y'", 'not answered(a) or a == "y"'),
        ("{a} contains 'x'", 'a == "x"'),
        ("{a} notcontains 'x'", 'not (a == "x")'),
        ("{a} anyof ['x', 'y', 'q']", 'a in ["x", "y"]'),
        ("{a} = 'X'", "false"),
        ("{a} > 'x'", 'a in ["y", "z"]'),
        ("{b} contains 'x'", '"x" in b'),
        ("{b} contains ['x', 'y']", '"x" in b and "y" in b'),
        ("{b} notcontains 'x'", 'not ("x" in b)'),
        ("{b} anyof ['x', '3']", 'any_of(b, ["x", "x3"])'),
        ("{b} allof ['x', 3]", '"x" in b and "x3" in b'),
        ("{b} = ['y', 'x']", 'b == ["x", "y"]'),
        ("{b} = 'x'", "false"),
        ("{b} <> 'x'", None),
        ("{b} notempty", "answered(b)"),
        ("{b.length} > 1", "count(b) > 1"),
        ("{b} contains {a}", 'a == "x" and "x" in b or a == "y" and "y" in b'),
        ("{n} > 5", "n > 5"),
        ("{n} >= '5'", "n >= 5"),
        ("{n} <> 5", "not (n == 5)"),
        ("{n} + 1 > 5", "(sum(n) + 1) > 5"),
        ("{n} < {r}", "n < r"),
        (
            "{amount} * 2 = 4",
            '((1 if amount == "x1" else 2 if amount == "x2" else 3 if amount == "x3" else 0) * 2) == 4',
        ),
        ("sum({n}, {r}) > 3", "sum(n, r) > 3"),
        ("iif({n} > 1, 'q', 'z') = 'q'", "n > 1"),
        ("{r} >= 3", "r >= 3"),
        ("{r} = 3", "r == 3"),
        ("{r} < 1", "false"),
        ("{t0} = 'abc'", 't0 == "abc"'),
        ("{t0} contains 'b\"c'".replace('"', "\\'"), 'contains_text(t0, "b\'c")'),
        ("{t0} notcontains 'b'", 'not contains_text(t0, "b")'),
        ("{d} > '2026-01-31'", 'd > "2026-01-31"'),
        ("{d} = 'soon'", "false"),
        ("{yes} = true", 'yes == "ja"'),
        ("{yes}", 'yes == "ja"'),
        ("!{yes}", 'not (yes == "ja")'),
        ("{yes} <> 'false'", 'not (yes == "nee")'),
        ("!({a} = 'x') or {n} > 1", 'not (a == "x") and not (n > 1)'),
        ("negate ({a} empty)", "answered(a)"),
        ("{nowhere} = 1", "false"),
        ("{nowhere} <> 1", None),
        ("{A} = 'x'", 'a == "x"'),
        ("({a} = 'x'", 'a == "x"'),
        ("{a} = ", "false"),
        ("{a} == x", 'a == "x"'),
        ("{a} = 'x' && {n} > 1 || {yes}", 'a == "x" and n > 1 or yes == "ja"'),
    ],
)
def test_conditions_become_rules(condition: str, wanted: str | None) -> None:
    assert rule(condition) == wanted


@pytest.mark.parametrize(
    ("condition", "part", "wanted"),
    [
        ("{t0} > 'm' and {a} = 'x'", "{t0} > 'm'", 'a == "x"'),
        ("{t0} > 'm' or {a} = 'x'", "{t0} > 'm'", None),
        ("{a} = 'x' and !({t0} > 'm')", "{t0} > 'm'", 'a == "x"'),
        ("age({d}) > 18 and {a} = 'x'", "the function age()", 'a == "x"'),
        ("{n} ^ 2 > 4", "no powers", None),
        ("{n} contains 3", "figures", None),
        ("{t0} + {n} > 4", "no number", None),
    ],
)
def test_what_rules_cannot_say_is_taken_to_hold_and_noted(
    condition: str, part: str, wanted: str | None
) -> None:
    assert rule(condition) == wanted
    note = said(page(*BEFORE, text(visibleIf=condition)), "t")
    assert "rules cannot say this, which is taken to hold" in note
    assert part in note


def test_a_text_that_is_ordered_among_numbers_is_a_number(engine: Engine) -> None:
    survey = page(text("age"), text("t", visibleIf="{age} >= 18 and {age} <> '21'"), text("other"))
    found = read(survey)
    assert [question.type for question in found] == ["number", "text", "text"]
    assert "order it among numbers" in said(survey, "age")
    answers = [{"age": age} for age in ("17", "18", "21", "21.5", "abc", "", "-1")]
    assert compared(found, engine.settled(survey, answers), answers) == []
    survey["pages"][0]["elements"][2]["visibleIf"] = "{age} notempty"
    assert [question.type for question in read(survey)] == ["text", "text", "text"]


def test_what_rules_cannot_say_requires_nothing() -> None:
    survey = page(text("t0"), text(requiredIf="{t0} > 'm'"))
    assert "required" not in questions(survey)[1]
    assert "not asked" in said(survey, "t")


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("{a", "cannot read it either"),
        ("{A} = 'x'", "taken for {a}"),
        ("{gone} = 1", "names nothing"),
        ("negate({a} = 'x')", "does not have"),
        ("{a} = ''", "as later 1.x reads it"),
    ],
)
def test_odd_conditions_are_noted(condition: str, part: str) -> None:
    assert part in said(page(*BEFORE, text(visibleIf=condition)), "t")


@pytest.mark.parametrize(
    "condition", ["{a", "{a} = 'it\"s'", "and {a}", "{a} = 'x' or", "{}", "'x", "[1, {a}", "{a} ! 'x'", ""]
)
def test_texts_that_are_no_condition(condition: str) -> None:
    with pytest.raises(NoCondition):
        parse(condition)


@pytest.mark.parametrize(
    "condition", ["(" * 30 + "1" + ")" * 30, "!" * 30 + "{a}", "1" + " = 1" * 30, "{a} or " * 40_000]
)
def test_conditions_beyond_all_measure(condition: str) -> None:
    with pytest.raises(TooMuch):
        parse(condition)


def test_conditions_of_choices() -> None:
    first = radio("a")
    second = radio(
        "b", "x", {"value": "y", "visibleIf": "{a} = 'z'"}, 3, choicesVisibleIf="{item} = {a} or {choice} = 3"
    )
    _, question = questions(page(first, second))
    assert [option.get("show_if") for option in question["options"]] == ['a == "x"', 'a == "z"', None]


def test_conditions_of_pages_and_panels_come_together(engine: Engine) -> None:
    survey: dict[str, Any] = {
        "pages": [
            {"name": "p1", "elements": [radio("a"), radio("b", type="checkbox")]},
            {
                "name": "p2",
                "visibleIf": "{a} <> 'x'",
                "elements": [
                    {
                        "type": "panel",
                        "name": "panel",
                        "visibleIf": "{b} contains 'y'",
                        "elements": [text("t", visibleIf="{b} notcontains 'z'")],
                    }
                ],
            },
        ]
    }
    section = imported(survey).data["sections"][1]
    assert section["show_if"] == 'not (a == "x")'
    assert section["questions"][0]["show_if"] == '"y" in b and not ("z" in b)'
    answers = [{"a": a, "b": b} for a in "xyz" for b in (["x"], ["y"], ["y", "z"])]
    assert differences(engine, survey, answers) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "condition",
    [
        " or ".join(f"{{a}} = 'value{number}'" for number in range(0, 400, 2)),
        " and ".join(f"{{a}} <> 'value{number}'" for number in range(0, 400, 2)),
        " or ".join(f"{{b}} contains 'value{number}'" for number in range(0, 400, 2)),
        "({c} = 'x') and ("
        + " or ".join(f"{{a}} = 'value{n}' and {{b}} notcontains 'value{n}'" for n in range(80))
        + ")",
    ],
)
def test_a_condition_that_is_longer_than_a_rule_is_divided(engine: Engine, condition: str) -> None:
    values = [f"value{number}" for number in range(400)]
    survey = page(
        radio("a", *values), radio("b", *values, type="checkbox"), radio("c"), text(visibleIf=condition)
    )
    found = read(survey)
    assert all(score.id.startswith("condition") for score in found.scores)
    assert found.scores
    assert "divided over scores" in said(survey, "t")
    answers = [{"a": a, "b": [b], "c": "x"} for a, b in zip(values, values[1:] + values[:1], strict=True)]
    answers += [{}, {"a": values[0]}, {"b": values[3:5], "c": "x"}]
    assert compared(found, engine.settled(survey, answers), answers) == []


def test_hidden_answers_never_count_whatever_the_order(engine: Engine) -> None:
    """Denials show what stands after a hidden answer; each answer set has one outcome."""
    survey = page(
        radio("a"),
        radio("b", visibleIf="{a} = 'x'"),
        radio("c", visibleIf="{b} <> 'x'"),
        radio("d", visibleIf="{c} notcontains 'x'"),
        text(visibleIf="{d} = 'x' or {b} = 'y'"),
    )
    found = read(survey)
    answers = [
        {"a": a, "b": b, "c": c, "d": d, "t": "t"} for a in "xy" for b in "xy" for c in "xy" for d in "xy"
    ]
    assert compared(found, engine.settled(survey, answers), answers) == []
    backwards = [dict(reversed(given.items())) for given in answers]
    assert [run(found, **given).applicable for given in answers] == [
        run(found, **given).applicable for given in backwards
    ]
