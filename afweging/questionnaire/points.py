"""Points: what answers count for, and the most that they can count for."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from .model import Number, Points, Question
from .rules.numbers import settled

Scorer = Callable[[Any], Number]
"""From an answer to its points."""


@dataclass(frozen=True, slots=True)
class Feeder:
    """A question that gives points under one name."""

    index: int
    scorer: Scorer
    when_unknown: Number
    highest: Number


def _table(question: Question, name: str) -> Points:
    return {option.id: option.points[name] for option in question.options if name in option.points}


def _one(question: Question, name: str) -> Scorer:
    table = _table(question, name)
    return lambda answer: table.get(answer, 0)


def _several(question: Question, name: str) -> Scorer:
    table = _table(question, name)
    return lambda answer: sum(table.get(option, 0) for option in answer)


def _steps(question: Question, name: str) -> Scorer:
    least, step = question.min, question.points_per_step.get(name, 0)
    return lambda answer: (answer - least) * step


def _rows(question: Question, name: str) -> Scorer:
    table = _table(question, name)
    return lambda answer: sum(table.get(option, 0) for option in answer.values())


def _highest_one(question: Question, name: str) -> Number:
    return max((option.points.get(name, 0) for option in question.options), default=0)


def _highest_several(question: Question, name: str) -> Number:
    """The sum of the positive options, at most `max_choices` of them, or the best exclusive one if more."""
    free = [option.points.get(name, 0) for option in question.options if not option.exclusive]
    alone = max((option.points.get(name, 0) for option in question.options if option.exclusive), default=0)
    positive = [amount for amount in free if amount > 0]
    most = len(positive) if question.max_choices is None else question.max_choices
    return max(sum(nlargest(most, positive)), alone)


def _highest_steps(question: Question, name: str) -> Number:
    low, high = question.min, question.max
    if isinstance(low, str) or isinstance(high, str) or low is None or high is None:
        return 0
    return (high - low) * question.points_per_step.get(name, 0)


def _highest_rows(question: Question, name: str) -> Number:
    return max(_highest_one(question, name), 0) * len(question.rows)


SCORED: Mapping[str, tuple[Callable[[Question, str], Scorer], Callable[[Question, str], Number]]] = {
    "choice": (_one, _highest_one),
    "yesno": (_one, _highest_one),
    "choices": (_several, _highest_several),
    "scale": (_steps, _highest_steps),
    "matrix": (_rows, _highest_rows),
}
"""Question type → how its answer is counted, and the most it can count for."""


def names_of(question: Question) -> tuple[str, ...]:
    """The names under which a question gives points."""
    names = [name for option in question.options for name in option.points]
    return tuple(dict.fromkeys([*names, *question.points_per_step, *question.points_when_unknown]))


def feeder(index: int, question: Question, name: str) -> Feeder:
    """How one question feeds the points of one name. Its highest is at least 0."""
    unknown = question.points_when_unknown.get(name, 0)
    counted = SCORED.get(question.type)
    if counted is None:
        return Feeder(index, lambda answer: 0, unknown, max(unknown, 0))
    scorer, highest = counted
    allowed = unknown if "unknown" in question.allow else 0
    return Feeder(index, scorer(question, name), unknown, max(highest(question, name), allowed, 0))


def max_points_within(
    points: Mapping[str, Sequence[Feeder]],
    ranges: Mapping[str, tuple[int, int]],
    name: str,
    section: str | None,
) -> Number | None:
    """The most that answers can count for under one name, in the whole file or in one section."""
    return settled(sum(each.highest for each in feeders_within(points, ranges, name, section)))


def feeders_within(
    points: Mapping[str, Sequence[Feeder]],
    ranges: Mapping[str, tuple[int, int]],
    name: str,
    section: str | None,
) -> tuple[Feeder, ...]:
    """The questions that give points under a name, in the whole file or in one section."""
    start, end = ranges[section] if section is not None else (0, sys.maxsize)
    return tuple(each for each in points[name] if start <= each.index < end)
