"""What would change it, where numbers are computed with: solved, and held against trying every number."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Questionnaire, Status
from afweging.questionnaire.explain import Change, Target, sentences, what_would_change

from .making import TODAY, make, options, question, read, run
from .numbers_at_random import DOMAINS, WHOLE, answers_at_random, numbers_at_random

BANDS = [
    {"id": "a", "title": "A", "upto": 0.1},
    {"id": "b", "title": "B", "upto": 0.2},
    {"id": "c", "title": "C"},
]
TARGETS = [Target("outcome", "o1"), Target("outcome", "o2"), Target("band", "one"), Target("band", "two"),
           Target("shown", "t"), Target("shown", "n")]  # fmt: skip
GIVEN = (Status.ANSWERED, Status.EMPTY, Status.MISSING)


def stands(questionnaire: Questionnaire, target: Target, answers: dict[str, Any]) -> Any:
    result = run(questionnaire, **answers)
    if target.kind == "shown":
        return result.status[target.id] is not Status.HIDDEN
    return target.id in result.outcomes if target.kind == "outcome" else result.scores[target.id].band


def tried(questionnaire: Questionnaire, answers: dict[str, Any], target: Target) -> dict[str, set[Any]]:
    """What each question makes of the target, by each of its answers."""
    status, was = run(questionnaire, **answers).status, stands(questionnaire, target, answers)
    found: dict[str, set[Any]] = {}
    for name, domain in DOMAINS.items():
        if status[name] is Status.HIDDEN or target == Target("shown", name):
            continue
        for value in domain:
            after = answers | {name: value}
            if run(questionnaire, **after).status[name] in GIVEN:
                found.setdefault(name, set()).add(stands(questionnaire, target, after))
    return {name: left for name, all_of in found.items() if (left := all_of - {was})}


def told(change: Change) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {}
    for way, becomes in zip(change.ways, change.becomes, strict=True):
        found.setdefault(way[0].question, set()).add(becomes)
    return found


def assert_right(seed: int, *, straight: bool) -> bool:
    """Hold one explanation against trying every answer; tells whether it says that it is exact."""
    random = Random(seed)
    questionnaire = read(numbers_at_random(random, straight=straight))
    answers, target = answers_at_random(random), random.choice(TARGETS)
    change = what_would_change(questionnaire, answers, target, today=TODAY, pairs=False)
    for way, becomes in zip(change.ways, change.becomes, strict=True):
        after = answers | {step.question: step.value for step in way}
        assert stands(questionnaire, target, after) == becomes != change.was
        assert run(questionnaire, **after).status[way[0].question] in GIVEN
    if change.exact:
        found, really = told(change), tried(questionnaire, answers, target)
        for name in DOMAINS:
            assert really.get(name, set()) <= found.get(name, set()), (seed, name, target, answers)
            if name in WHOLE:
                assert really.get(name, set()) == found.get(name, set()), (seed, name, target, answers)
    return change.exact


def test_a_number_is_solved_for_where_rules_are_straight() -> None:
    assert all(assert_right(seed, straight=True) for seed in range(30))


def test_what_cannot_be_solved_is_not_told_to_be_exact() -> None:
    exact = [assert_right(seed, straight=False) for seed in range(1_000, 1_030)]
    assert 5 < sum(exact) < 30


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_many_numbers_are_solved_for(seed: int) -> None:
    assert assert_right(seed, straight=True)


@pytest.mark.soak
def test_very_many_numbers_are_solved_for() -> None:
    for seed in range(10_000, 20_000):
        assert assert_right(seed, straight=True)
        assert_right(seed, straight=False)


def scored(value: str, *questions: dict[str, Any], **keys: Any) -> Questionnaire:
    return make(
        *(questions or (question("number", "n", **keys),)),
        scores=[{"id": "s", "title": "S", "value": value, "max": 100, "bands": BANDS}],
        outcomes=[{"id": "o", "if": 'band("s") == "b"', "kind": "info", "text": "O"}],
    )


def of(questionnaire: Questionnaire, target: Target, **answers: Any) -> Change:
    return what_would_change(questionnaire, answers, target, today=TODAY)


def values(change: Change) -> list[Any]:
    return [way[0].value for way in change.ways]


def test_where_a_band_begins_is_found() -> None:
    found = of(scored("n"), Target("outcome", "o"), n=500)
    assert (found.kind, found.exact, values(found)) == ("one", True, [15, 20])
    found = of(scored("2 * n - 3", integer=True), Target("outcome", "o"), n=500)
    assert (found.exact, values(found)) == (True, [9])
    found = of(scored("n / 3"), Target("band", "s"), n=500)
    assert found.exact
    assert dict(zip(values(found), found.becomes, strict=True)) == {
        29: "a",
        30: "a",
        45: "b",
        60: "b",
        None: None,
    }


def test_a_band_that_no_answer_reaches_is_known_never_to_be() -> None:
    assert of(scored("n", min=30, max=90), Target("outcome", "o"), n=50).kind == "none"
    lines = sentences(scored("n", min=30), of(scored("n", min=30), Target("outcome", "o"), n=50), "nl")
    assert lines == ("Geen enkel antwoord verandert dit op zichzelf.",)


def test_a_whole_number_that_falls_between_is_none() -> None:
    found = of(scored("40 * n", integer=True), Target("outcome", "o"), n=3)
    assert (found.kind, found.exact) == ("none", True)
    assert values(of(scored("40 * n"), Target("outcome", "o"), n=3)) == [0.3, 0.5]


def test_rounding_is_solved_for_within_bounds() -> None:
    assert of(scored("round_half_up(n)", min=0, max=90), Target("outcome", "o"), n=50).exact
    assert not of(scored("round_half_up(n)"), Target("outcome", "o"), n=50).exact


@pytest.mark.parametrize("value", ["n * n", "100 / n", "n * score_of", "min(n * n, 3)"])
def test_what_is_no_straight_line_is_not_exact(value: str) -> None:
    asked = (question("number", "n"), question("number", "score_of"))
    made = scored(value.replace("score_of", "(n + score_of)"), *asked)
    assert not of(made, Target("outcome", "o"), n=500, score_of=2).exact


def test_two_numbers_that_are_compared() -> None:
    made = make(
        question("number", "low"),
        question("number", "high", checks=[{"rule": "high >= low + 0.5", "message": "M"}]),
        question("text", "t", show_if="high > low + 2"),
    )
    found = of(made, Target("shown", "t"), low=3, high=4)
    assert found.exact
    assert {(way[0].question, way[0].value) for way in found.ways} == {("low", 1), ("high", 6)}


def test_a_scale_of_many_steps_that_gives_points() -> None:
    made = scored('points("p")', question("scale", "n", min=0, max=1_000, points_per_step={"p": 0.5}))
    found = of(made, Target("outcome", "o"), n=900)
    assert (found.exact, values(found)) == (True, [30, 40])
    assert of(made, Target("outcome", "o"), n=30).exact


def test_an_answer_that_hides_another_is_followed() -> None:
    made = scored(
        "n + sum(m)",
        question("number", "n"),
        question("number", "m", show_if="n > 7"),
        question("choice", "c", options=options("a", "b")),
    )
    found = of(made, Target("band", "s"), n=9, m=4)
    assert found.exact
    answers = {"n": 9, "m": 4}
    for way, becomes in zip(found.ways, found.becomes, strict=True):
        assert run(made, **(answers | {way[0].question: way[0].value})).scores["s"].band == becomes
    assert {
        becomes for way, becomes in zip(found.ways, found.becomes, strict=True) if way[0].question == "n"
    } == {"a", "c", None}


def test_an_answer_that_a_check_refuses_is_no_way() -> None:
    check = {"rule": "n < 18", "message": "M"}
    made = scored("n", question("number", "n", checks=[check]))
    found = of(made, Target("outcome", "o"), n=3)
    assert (found.exact, values(found)) == (True, [14])


@pytest.mark.parametrize(
    "rule", ["n > -2", "n > 2 * 3", "-n > 3", "n in [-2, -7.5]", "-(n) == 9", "n <= -1 / 4", "not (n < -3)"]
)
def test_negative_and_computed_numbers_in_a_rule_are_found_too(rule: str) -> None:
    made = make(question("number", "n"), outcomes=[{"id": "o", "if": rule, "kind": "info", "text": "O"}])
    for answer in (0, 20, -20):
        found = of(made, Target("outcome", "o"), n=answer)
        assert found.exact
        assert found.kind == "one"
