"""Answers that change one by one give what all answers at once give."""

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Evaluation, Questionnaire, Status, UnknownQuestion, evaluate
from afweging.questionnaire.live import Live

from .files_at_random import answer_at_random, answers_at_random, file_at_random
from .making import TODAY, data, make, options, question, read

TOLD = ("status", "applicable", "missing", "invalid", "outcomes", "scores", "complete", "upcoming")


def same(live: Live, questionnaire: Questionnaire, answers: dict[str, Any], phase: str | None) -> None:
    """A live evaluation tells all that one from scratch tells."""
    fresh = evaluate(questionnaire, answers, today=TODAY, phase=phase)
    for name in TOLD:
        assert getattr(live, name) == getattr(fresh, name), name
    assert live.shown_sections == fresh.shown_sections
    for each in questionnaire:
        assert live.status_of(each.id) is fresh.status[each.id]
        assert told(live, each.id) == told(fresh, each.id)
    for outcome in questionnaire.outcomes:
        assert live.holds(outcome.id) is (outcome.id in fresh.outcomes)
        assert live.why_outcome(outcome.id).sentences("nl") == fresh.why_outcome(outcome.id).sentences("nl")
    for score in questionnaire.scores:
        assert live.why_score(score.id).sentences("nl") == fresh.why_score(score.id).sentences("nl")


def told(findings: Evaluation | Live, question_id: str) -> tuple[Any, ...]:
    return (
        findings.required(question_id),
        findings.shown_options(question_id),
        findings.invalid_of(question_id),
        findings.why_shown(question_id).sentences("nl"),
    )


def walk(random: Random, steps: int) -> None:
    """Change answers and take changes back, at random, comparing all the way."""
    questionnaire = read(file_at_random(random))
    kinds = {each.id: each.type for each in questionnaire}
    answers = answers_at_random(random, kinds)
    phase = random.choice([None, "pilot", "idee"])
    live = Live(questionnaire, answers, today=TODAY, phase=phase)
    same(live, questionnaire, answers, phase)
    past: list[dict[str, Any]] = []
    for _ in range(steps):
        before = live.status
        if past and random.random() < 0.3:
            answers = past.pop()
            changed = live.undo()
        else:
            past.append(answers)
            name = random.choice(list(kinds))
            answers = answers | {name: answer_at_random(random, kinds[name])}
            changed = live.change(name, answers[name])
        same(live, questionnaire, answers, phase)
        assert changed == {name for name, state in live.status.items() if state is not before[name]}


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_changes_one_by_one_give_what_evaluation_gives(seed: int) -> None:
    walk(Random(seed), 8)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(st.integers(0))
def test_changes_one_by_one_give_what_evaluation_gives_for_long(seed: int) -> None:
    walk(Random(seed), 25)


def follow(questionnaire: Questionnaire, *changes: tuple[str, Any]) -> Live:
    """Make changes one by one and take them all back, comparing all the way; gives it with all made again."""
    live, answers = Live(questionnaire, {}, today=TODAY), dict[str, Any]()
    states = [answers]
    for name, raw in changes:
        live.change(name, raw)
        states.append(states[-1] | {name: raw})
        same(live, questionnaire, states[-1], None)
    for earlier in reversed(states[:-1]):
        live.undo()
        same(live, questionnaire, earlier, None)
    for name, raw in changes:
        live.change(name, raw)
    return live


def test_a_hidden_question_comes_back_with_its_answer() -> None:
    made = make(question("yesno", "y"), question("number", show_if='y == "ja"', required=True))
    live = Live(made, {"y": "ja", "x": 3}, today=TODAY)
    assert live.change("y", "nee") == {"x"}
    assert live.status["x"] is Status.HIDDEN
    assert live.change("y", "ja") == {"x"}
    assert (live.status["x"], live.answer("x")) == (Status.ANSWERED, 3)


def test_points_come_and_go_with_what_is_shown() -> None:
    made = make(
        question("yesno", "y"),
        question("choice", show_if='y == "ja"', options=options("a", "b", a=1, b=2)),
        scores=[{"id": "p", "title": "P", "value": 'points("p")'}],
    )
    live = follow(made, ("y", "ja"), ("x", "b"), ("y", "nee"), ("y", "ja"), ("x", "a"))
    assert live.scores["p"].value == 1


def test_rows_keep_the_numbers_that_they_have_now() -> None:
    check = {"rule": 'not (row("col") > most)', "message": "Te veel."}
    made = make(question("table", checks=[check]), question("number", "most"))
    live = follow(made, ("most", 1), ("x", [{"col": 5}]), ("x", [{}, None, {"col": 5}]))
    assert [flaw.place.row for flaw in live.invalid if flaw.place] == [3]


def test_rows_become_required_by_an_answer_elsewhere() -> None:
    made = make(question("matrix", required='last == "ja"'), question("yesno", "last"))
    live = follow(made, ("x", {"r1": "a"}), ("last", "nee"), ("last", "ja"))
    assert live.status["x"] is Status.INVALID


def test_a_check_of_a_section_goes_with_the_section() -> None:
    check = {"rule": 'other == "b"', "message": "Kies B."}
    section = {"id": "more", "title": "M", "show_if": 'y == "ja"', "checks": [check]}
    data = {"id": "t", "format": 1, "version": "1.0.0", "title": "T", "sections": [
        {"id": "part", "title": "S", "questions": [question("yesno", "y"), question("choice", "other")]},
        section | {"questions": [question("text", "z")]},
    ]}  # fmt: skip
    made = read(data)
    live = follow(made, ("other", "a"), ("y", "ja"))
    assert live.status["other"] is Status.INVALID
    assert live.change("y", "nee") == {"other", "z"}
    assert live.complete


def test_a_section_of_which_all_is_hidden_is_still_shown_or_not() -> None:
    """A variant may hide every question of a section; its checks hold while it is shown."""
    first = data(question("yesno", "y"), question("number"))["sections"][0]
    empty = {
        "id": "leeg",
        "title": "L",
        "show_if": 'not (y == "ja")',
        "questions": [question("text", "weg", hidden="Niet hier.")],
        "checks": [{"rule": "x > 3", "message": "Meer dan drie."}],
    }
    questionnaire = read(data() | {"sections": [first, empty]})
    answers: dict[str, Any] = {"y": "ja", "x": 1}
    live = Live(questionnaire, answers, today=TODAY)
    same(live, questionnaire, answers, None)
    assert live.change("y", "nee") == {"x"}
    assert live.status["x"] is Status.INVALID


def test_an_outcome_far_down_a_chain_follows() -> None:
    chain = [
        {"id": f"o{place}", "if": f'outcome("o{place + 1}")', "kind": "info", "text": "O"}
        for place in range(400)
    ]
    last = {"id": "o400", "if": 'x == "a"', "kind": "info", "text": "O"}
    live = follow(make(question("choice"), outcomes=[*chain, last]), ("x", "a"), ("x", "b"))
    live.change("x", "a")
    assert len(live.outcomes) == 401


@pytest.mark.parametrize("bad", ["bel\x07", "half \ud800"])
def test_a_text_that_cannot_be_stored_is_refused_alone(bad: str) -> None:
    made = make(question("longtext"), question("text", "after", show_if="answered(x)"), question("text", "z"))
    live = follow(made, ("z", "goed"), ("after", bad), ("x", "goed"), ("x", bad))
    assert [flaw.code for flaw in live.invalid] == ["characters"]


def test_the_day_and_the_phase_count() -> None:
    later = {"id": "o", "if": "answered(x)", "kind": "info", "text": "O", "in_force_from": "2027-12-02"}
    made = make(question("text", required=["pilot"]), outcomes=[later])
    live = Live(made, {}, today=date(2027, 12, 1), phase="idee")
    assert live.complete
    live.change("x", "iets")
    assert (live.outcomes, live.upcoming) == ((), ("o",))
    assert Live(made, {}, today=TODAY, phase="pilot").missing == ("x",)


def test_an_unknown_question_is_an_error_of_the_call() -> None:
    live = Live(make(question("text", "naam")), {}, today=TODAY)
    with pytest.raises(UnknownQuestion, match="did you mean “naam”"):
        live.change("naan", "x")
    with pytest.raises(UnknownQuestion):
        Live(live.questionnaire, {"naan": 1}, today=TODAY)
    with pytest.raises(IndexError):
        live.undo()


def test_a_change_does_only_the_work_that_it_asks_for() -> None:
    many = [question("text", f"q{place}", show_if='y == "ja"') for place in range(300)]
    made = make(question("yesno", "y"), *many, question("text", "z", show_if="answered(q7)"))
    steps = made.program.wiring.steps
    seventh = steps[made.program.wiring.asks[made.program.index["q7"]]]
    assert [steps[number].plan.id for number in seventh.dependents] == ["z"]  # type: ignore[attr-defined]  # of a question
