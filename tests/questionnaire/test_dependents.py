"""Which questions an answer may change: never one too few, held against changing answers."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Questionnaire, evaluate
from afweging.questionnaire.live import Live

from .files_at_random import answer_at_random, answers_at_random, file_at_random
from .making import TODAY, data, make, question, read


def told(live: Live, question_id: str) -> tuple[object, ...]:
    """Everything that is told of a question."""
    return (
        live.status_of(question_id),
        live.required(question_id),
        live.shown_options(question_id),
        live.invalid_of(question_id),
    )


def assert_none_is_missed(seed: int, steps: int = 12) -> None:
    random = Random(seed)
    questionnaire = read(file_at_random(random))
    kinds = {each.id: each.type for each in questionnaire}
    live = Live(questionnaire, answers_at_random(random, kinds), today=TODAY)
    before = {name: told(live, name) for name in kinds}
    for _ in range(steps):
        name = random.choice(list(kinds))
        live.change(name, answer_at_random(random, kinds[name]))
        after = {each: told(live, each) for each in kinds}
        changed = {each for each in kinds if after[each] != before[each]} - {name}
        assert changed <= set(questionnaire.dependents(name)), (name, changed)
        before = after


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_what_an_answer_changes_depends_on_it(seed: int) -> None:
    assert_none_is_missed(seed)


@pytest.mark.soak
def test_what_an_answer_changes_depends_on_it_for_long() -> None:
    for seed in range(20_000):
        assert_none_is_missed(seed, 30)


def two_sections(show_if: str, rule: str) -> Questionnaire:
    first = {"id": "one", "title": "1", "questions": [
        question("yesno", "x", points={"ja": {"p": 1}}), question("choice", "other")]}  # fmt: skip
    second = {"id": "two", "title": "2", "show_if": show_if, "questions": [question("text", "z")],
              "checks": [{"rule": rule, "message": "M"}]}  # fmt: skip
    return read(data(question("text")) | {"sections": [first, second]})


def test_a_check_of_a_section_that_comes_and_goes_reaches_what_it_names() -> None:
    made = two_sections('x == "ja"', 'other == "b"')
    assert made.dependents("x") == ("other", "z")
    found = {answer: evaluate(made, {"x": answer, "other": "a"}, today=TODAY) for answer in ("ja", "nee")}
    assert found["ja"].status["other"] != found["nee"].status["other"]


def test_a_check_that_names_nothing_reaches_where_it_is_shown() -> None:
    made = two_sections("true", 'points("p") == 0')
    assert made.dependents("x") == ("z",)
    found = {answer: evaluate(made, {"x": answer, "z": "a"}, today=TODAY) for answer in ("ja", "nee")}
    assert found["ja"].status["z"] != found["nee"].status["z"]


def test_nothing_depends_on_what_no_rule_looks_at() -> None:
    made = make(question("text", "a"), question("text", "b", show_if="answered(a)"), question("text", "c"))
    assert made.dependents("b") == made.dependents("c") == ()
