"""Imported assessments beside JEXL itself: what is shown, each score and each outcome is the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from .making import answer, imported, notes, read, sample
from .par_engine import Engine, engine
from .test_par import choice, definition, group, task, yes_no

Answers = dict[str, Any]


@pytest.fixture(scope="module")
def judge() -> Iterator[Engine]:
    with engine() as found:
        yield found


def test_the_sample_comes_out_as_in_its_own_engine(judge: Engine) -> None:
    raw = sample("prescan.par.yaml")
    original = yaml.safe_load(raw)
    result = read(imported("par", raw))
    rng = random.Random(20261128)
    answers = [_answers_to_sample(original["tasks"], rng) for _ in range(400)]
    outcomes = set()
    for given, judged in zip(answers, judge.judged(original, answers), strict=True):
        found = answer(result, given)
        assert not found.invalid
        shown = {result.question(name).source for name in found.applicable}
        assert shown == {name for name in judged["shown"] if "." in name}
        assert _scores(found) == judged["scores"]
        assert sorted(found.outcomes) == sorted(judged["outcomes"])
        outcomes |= set(found.outcomes)
    assert len(outcomes) == 5


def _scores(found: Any) -> dict[str, Any]:
    return {name: score.value for name, score in found.scores.items() if score.value is not None}


def _answers_to_sample(tasks: list[Answers], rng: random.Random) -> Answers:
    """Answers to three of four tasks, with few of the lists that decide everything at once."""
    given = {each["id"]: _answer(each, rng) for each in _all(tasks) if rng.random() < 0.75}
    for name, often in (("3.1", 0.3), ("4.1", 0.5), ("0.1", 0.3)):
        if rng.random() > often:
            given.pop(name, None)
    return {name: value for name, value in given.items() if value not in ("", [])}


def _all(tasks: list[Answers]) -> Iterator[Answers]:
    for each in tasks:
        yield each
        yield from _all(each.get("tasks", []))


def _answer(each: Answers, rng: random.Random) -> Any:
    values = [option["value"] for option in each.get("options", [])]
    if each["type"] == ["checkbox_option"]:
        return rng.sample(values, rng.choice([0, 1, 2, rng.randint(0, len(values))]))
    if values:
        return rng.choice(values)
    return "" if each["type"] == ["task_group"] else "tekst"


TASKS = [
    yes_no("1"),
    task("2", "select_option", options=[{"value": value} for value in ("x", "y z", "it's", None)]),
    choice("3", "a", "b", "c", "d", kind="checkbox_option"),
    task("4", "text_input"),
    task("5", "date"),
    yes_no("6"),
    task("7", "text_input", valueType="number"),
]
VALUES: dict[str, list[Any]] = {
    "1": [True, False], "2": ["x", "y z", "it's", None], "4": ["tekst", "x", "a"],
    "5": ["2026-01-01", "2025-05-05"], "6": [True, False], "7": [0, 1, 2, 3.5, 7],
}  # fmt: skip


class Expressions:
    """Expressions at random: every operator and function, sides of every kind."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def literal(self) -> str:
        texts = ["'x'", "'y z'", '"it\'s"', "'a'", "'b'", "'true'", "''", "'tekst'", "'2026-01-01'", "'zz'"]
        return self.rng.choice([*texts, "true", "false", "null", "0", "1", "2", "3.5"])

    def answer(self) -> str:
        return f"answers('{self.rng.choice([*'1234567', '99'])}')"

    def number(self, depth: int) -> str:
        kind = self.rng.random()
        if depth <= 0 or kind < 0.3:
            weighed = "weightedCountMap(answers('3'), ['a', 'b', 'q'], [1, 2, 3])"
            plain = ["0", "1", "2", "5", "answers('7')", "countSelectedOptions('3')", "answers('3') | count"]
            return self.rng.choice([*plain, weighed])
        if kind < 0.6:
            return f"({self.number(depth - 1)} {self.rng.choice('+-*')} {self.number(depth - 1)})"
        if kind < 0.8:
            return f"(({self.truth(depth - 1)}) ? {self.number(depth - 1)} : {self.number(depth - 1)})"
        return f"({self.truth(depth - 1)} && {self.number(depth - 1)})"

    def truth(self, depth: int) -> str:
        kind = self.rng.random()
        if depth <= 0 or kind < 0.35:
            compared = f"({self.answer()} {self.rng.choice(['==', '!='])} {self.literal()})"
            return f"bool({self.answer()})" if self.rng.random() < 0.3 else compared
        if kind < 0.5:
            return f"({self.truth(depth - 1)} {self.rng.choice(['&&', '||'])} {self.truth(depth - 1)})"
        if kind < 0.6:
            return f"!({self.truth(depth - 1)})"
        if kind < 0.8:
            sign = self.rng.choice(["==", "!=", "<", "<=", ">", ">="])
            return f"({self.number(depth - 1)} {sign} {self.number(depth - 1)})"
        if kind < 0.87:
            return f"({self.literal()} in {self.answer()})"
        if kind < 0.95:
            return f"({self.answer()} in [{self.literal()}, {self.literal()}])"
        return self.answer()


def _definition(rng: random.Random) -> Answers:
    said = Expressions(rng)

    def calculated(each: Answers) -> Answers:
        key = f"s{each['id']}"
        lines = [
            {"when": f"{key} {rng.choice(['==', '<', '>='])} {said.literal()}", "value": rng.randint(0, 3)}
            for _ in range(rng.randint(1, 3))
        ]
        expression = rng.choice([said.number, said.truth])(2)
        return each | {"calculation": {"scoreKey": key, "expression": expression, "riskScore": lines}}

    def level(name: str) -> Answers:
        sums = f"(scores.s1 || 0) + (scores.s2 || 0) > {rng.randint(0, 3)} && {said.truth(1)}"
        criteria = [{"id": "c", "expression": sums, "explanation": "e"}]
        return {
            "level": name,
            "result": "R",
            "expression": f"criteria.c || ({said.truth(2)})",
            "criteria": criteria,
        }

    tasks = [calculated(each) if rng.random() < 0.5 else each for each in TASKS]
    levels = [level("required"), level("recommended")]
    return definition(group("0", *tasks), assessments=[{"id": "A", "levels": levels}])


def _answers(rng: random.Random) -> Answers:
    given = {name: rng.choice(values) for name, values in VALUES.items() if rng.random() < 0.7}
    return given | ({"3": rng.sample("abcd", rng.randint(1, 4))} if rng.random() < 0.7 else {})


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 6))])
def test_any_expression_comes_out_as_in_jexl(judge: Engine, seed: int) -> None:
    rng = random.Random(seed)
    compared = 0
    for _ in range(45):
        original = _definition(rng)
        answers = [_answers(rng) for _ in range(20)]
        result = imported("par", original)
        beyond = {name for name, told in notes(result).items() if any("cannot say" in what for what in told)}
        questionnaire = read(result)
        for given, judged in zip(answers, judge.judged(original, answers), strict=True):
            found = answer(questionnaire, given)
            for key, score in found.scores.items():
                if key.removeprefix("s") not in beyond:
                    assert score.value == judged["scores"].get(key), (original, given, key)
                    compared += 1
            if not beyond:
                assert sorted(found.outcomes) == sorted(judged["outcomes"]), (original, given)
    assert compared > 1_500
