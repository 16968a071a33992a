# ruff: noqa: E501  # a form a line reads better than one broken up
"""What would change it: exact for one answer, held against trying everything; two answers within a budget."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Status
from afweging.questionnaire.explain import Change, Target, sentences, what_would_change

from .making import TODAY, make, options, question, run

BANDS = [{"id": "laag", "title": "Laag", "upto": 0.5}, {"id": "hoog", "title": "Hoog"}]
WHOLE = make(
    question("choice", "soort", options=options("camera", "lijst", camera=3)),
    question("yesno", "mensen"),
    question("choices", "wie", options=[*options("kind", "oud", kind=2), {"id": "geen", "label": "Geen", "exclusive": True}],
             show_if='mensen == "ja"'),
    question("number", "aantal", show_if='any_of(wie, ["kind"])', integer=True),
    question("text", "waarom", show_if="aantal > 10"),
    scores=[{"id": "s", "title": "Gevaar", "value": 'points("p")', "max": 'max_points("p")', "bands": BANDS}],
    outcomes=[
        {"id": "dpia", "if": 'mensen == "ja" and band("s") == "hoog"', "kind": "info", "text": "O"},
        {"id": "altijd", "if": "true", "kind": "info", "text": "O"},
    ],
)  # fmt: skip


def change(target: Target, **answers: Any) -> Change:
    return what_would_change(WHOLE, answers, target, today=TODAY)


def told(target: Target, lang: str = "nl", **answers: Any) -> tuple[str, ...]:
    return sentences(WHOLE, change(target, **answers), lang)


def test_one_answer_shows_a_question() -> None:
    assert told(Target("shown", "wie"), mensen="nee") == (
        "Als u bij ‘Vraag mensen?’ ‘Ja’ antwoordt, krijgt u deze vraag.",
        "Geen ander antwoord verandert dit op zichzelf.",
    )


def test_one_answer_hides_it_again() -> None:
    found = change(Target("shown", "wie"), mensen="ja")
    assert (found.kind, found.exact, found.was) == ("one", True, True)
    assert {way[0].value for way in found.ways} == {"nee", None}
    assert sentences(WHOLE, found, "en") == (
        "If you answer ‘No’ to ‘Vraag mensen?’, you do not get this question.",
        "If you leave ‘Vraag mensen?’ empty, you do not get this question.",
        "No other answer changes this by itself.",
    )


def test_an_outcome_and_a_band() -> None:
    answers = {"soort": "camera", "mensen": "ja"}
    found = change(Target("outcome", "dpia"), **answers)
    assert found.was is True
    assert {(way[0].question, str(way[0].value)) for way in found.ways} == {
        ("soort", "lijst"), ("soort", "None"), ("mensen", "nee"), ("mensen", "None")
    }  # fmt: skip
    assert (
        told(Target("band", "s"), **answers)[0]
        == "Als u bij ‘Vraag soort?’ ‘LIJST’ antwoordt, wordt ‘Gevaar’ laag."
    )


@pytest.mark.parametrize(("value", "exact"), [("n", True), ("n + 5 * n", True), ("n * n", False)])
def test_a_number_that_a_score_takes_over_is_exact_where_it_can_be_solved_for(
    value: str, exact: bool
) -> None:
    bands = [
        {"id": "a", "title": "A", "upto": 0.1},
        {"id": "b", "title": "B", "upto": 0.2},
        {"id": "c", "title": "C"},
    ]
    questionnaire = make(
        question("number", "n"),
        scores=[{"id": "s", "title": "S", "value": value, "max": "100", "bands": bands}],
        outcomes=[{"id": "o", "if": 'band("s") == "b"', "kind": "info", "text": "O"}],
    )
    found = what_would_change(questionnaire, {"n": 500}, Target("outcome", "o"), today=TODAY)
    assert (found.exact, found.kind) == (exact, "one" if exact else "none")
    for way in found.ways:
        assert run(questionnaire, n=way[0].value).outcomes == ("o",)


def test_two_answers_when_one_is_not_enough() -> None:
    found = change(Target("outcome", "dpia"), soort="lijst", mensen="nee")
    assert (found.kind, found.exact) == ("two", True)
    assert {step.question for step in found.ways[0]} == {"soort", "mensen"}
    lines = sentences(WHOLE, found, "nl")
    assert lines[0].startswith("Geen enkel antwoord verandert dit op zichzelf.")
    assert " én " in lines[1]
    assert lines[-1] == "Er kan een andere manier zijn."


def test_nothing_changes_what_no_answer_decides() -> None:
    assert told(Target("outcome", "altijd")) == ("Geen enkel antwoord verandert dit.",)
    assert told(Target("shown", "soort")) == ("Geen enkel antwoord verandert dit.",)


def test_it_stops_by_the_clock_and_says_what_it_knows() -> None:
    ticks = iter(range(10**6))
    answers = {"soort": "lijst", "mensen": "nee"}
    target = Target("shown", "waarom")
    found = what_would_change(WHOLE, answers, target, today=TODAY, clock=lambda: float(next(ticks)))
    assert (found.kind, found.exact, found.tried) == ("none", True, 2)
    assert sentences(WHOLE, found, "nl") == (
        "Geen enkel antwoord verandert dit op zichzelf.",
        "Ook geen twee samen die dat doen, vonden we; die kunnen er wel zijn.",
    )
    alone = what_would_change(WHOLE, answers, target, today=TODAY, pairs=False)
    assert (alone.kind, alone.tried) == ("none", 1)
    assert sentences(WHOLE, alone, "en") == ("No single answer changes this by itself.",)


@pytest.mark.parametrize("target", [Target("shown", "x"), Target("outcome", "x"), Target("band", "x")])
def test_what_is_not_there_is_a_key_error(target: Target) -> None:
    with pytest.raises(KeyError):
        change(target)


DOMAINS: dict[str, list[Any]] = {
    "soort": [None, "camera", "lijst"],
    "mensen": [None, "ja", "nee"],
    "wie": [None, ["kind"], ["oud"], ["kind", "oud"], ["geen"]],
    "aantal": [None, 3, 10, 11, 400],
}
ANSWERS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in DOMAINS.items()}
)
TARGETS = st.sampled_from(
    [Target("shown", "wie"), Target("shown", "aantal"), Target("shown", "waarom"), Target("outcome", "dpia"),
     Target("band", "s")]
)  # fmt: skip


def stands(target: Target, answers: dict[str, Any]) -> Any:
    result = run(WHOLE, **answers)
    if target.kind == "shown":
        return result.status[target.id] is not Status.HIDDEN
    return target.id in result.outcomes if target.kind == "outcome" else result.scores[target.id].band


@settings(max_examples=150, deadline=None)
@given(ANSWERS, TARGETS)
def test_one_answer_is_exact(answers: dict[str, Any], target: Target) -> None:
    """Held against trying every answer that there is: the same questions would change it."""
    found = change(target, **answers)
    was = stands(target, answers)
    visible = run(WHOLE, **answers).status
    really = {
        name
        for name, values in DOMAINS.items()
        for value in values
        if visible[name] is not Status.HIDDEN
        and Target("shown", name) != target
        and stands(target, answers | {name: value}) != was
    }
    ones = {way[0].question for way in found.ways} if found.kind == "one" else set()
    assert ones == really
    for way, becomes in zip(found.ways, found.becomes, strict=True):
        assert stands(target, answers | {step.question: step.value for step in way}) == becomes != was
    if found.kind == "none" and found.exact:
        assert not really
    assert sentences(WHOLE, found, "nl") and sentences(WHOLE, found, "en")


@settings(max_examples=40, deadline=None)
@given(ANSWERS, TARGETS)
def test_two_answers_are_found_in_a_small_file(answers: dict[str, Any], target: Target) -> None:
    found = change(target, **answers)
    if found.kind != "none":
        return
    was = stands(target, answers)
    for first, second in product(DOMAINS, DOMAINS):
        for one, other in product(DOMAINS[first], DOMAINS[second]):
            if other is not None:
                after = answers | {first: one} | {second: other}
                reachable = run(WHOLE, **(answers | {first: one})).status[second] is not Status.HIDDEN
                shown = run(WHOLE, **answers).status[first] is not Status.HIDDEN
                if shown and reachable and Target("shown", second) != target and first != second:
                    assert stands(target, after) == was
