"""Scores: what an assessment computes from the answers.

A calculation takes the value of the first of its `riskScore` lines that holds; it is missing when none does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ...rules.parse import RuleError, parse
from ..base import Ids
from ..given import Given
from ..meaning.logic import FALSE, TRUE, Truth
from ..meaning.operands import MISSING, CannotSay, Known, Number, Operand, figure
from ..meaning.saying import Sayer
from ..meaning.writing import rule_text
from .conditions import Conditions, Context
from .tasks import Task
from .values import UNDEFINED

Made = dict[str, Any]


@dataclass(slots=True)
class _Calculation:
    """A calculation: when the value of its expression is such, the score is so much."""

    key: str
    id: str
    title: str
    cases: list[tuple[str, float]]

    @property
    def head(self) -> Made:
        """What its score has beside a value."""
        score: Made = {"id": self.id, "title": self.key}
        most = max((points for _, points in self.cases), default=0)
        return (
            score
            | ({"description": self.title} if self.title else {})
            | ({"max": plain(most)} if most > 0 else {})
        )


class Scores:
    """Makes the scores of one file. `ids`: the id of each, by its key."""

    def __init__(self, conditions: Conditions, sayer: Sayer) -> None:
        self.conditions = conditions
        self.sayer = sayer
        self.taken = Ids()
        self.ids: dict[str, str] = {}

    def made(self, tasks: Iterable[Task]) -> list[Made]:
        """The scores of all tasks."""
        return [score for task in tasks for each in task.walk() for score in self._of(each)]

    def _of(self, task: Task) -> Iterator[Made]:
        given = task.given.map("calculation", "a calculation")
        if given is None:
            return
        self.conditions.about = task.id
        text, key = given.text("expression", needed=True), given.text("scoreKey") or task.id
        try:
            calculation = _Calculation(key, self.taken.take(key), task.title, list(_cases(given)))
            operand = self.conditions.worked_out(text, Context(), calculation.id)
            yield from self._score(calculation, operand)
        except CannotSay as error:
            self.sayer.note(
                task.id, f"its score “{key}” is not computed: rules cannot say “{text}” ({error})"
            )
        else:
            self._keep(calculation, task)
        for name, value in given.rest():
            self.sayer.note(task.id, f"“{name}” of its calculation: {value}")

    def _keep(self, calculation: _Calculation, task: Task) -> None:
        if calculation.key in self.ids:
            what = f"another task has a score “{calculation.key}” too; outcomes that name it look at this one"
            self.sayer.note(task.id, what)
        self.ids[calculation.key] = calculation.id

    def _score(self, calculation: _Calculation, operand: Operand) -> Iterator[Made]:
        """A score; with one for its expression before it when they are too much for one rule."""
        value = self._value(calculation, operand)
        if value is None:
            number = self.conditions.computer.number(operand).text
            helper = self.taken.take(f"{calculation.key}.value")
            yield {"id": helper, "title": f"{calculation.key} (waarde)", "value": number}
            value = self._value(calculation, Number(f'score("{helper}")'))
        if value is None:
            raise CannotSay("it is longer than a rule may be")
        yield calculation.head | {"value": value}

    def _value(self, calculation: _Calculation, operand: Operand) -> str | None:
        """The value of a score; None when it is too much for a rule."""
        if not calculation.cases:
            value: str | None = self.conditions.computer.number(operand).text
        else:
            value = self._by_value(calculation, operand) or self._by_rules(calculation, operand)
        try:
            parse(value or "")
        except RuleError:
            return None
        return value

    def _by_value(self, calculation: _Calculation, operand: Operand) -> str | None:
        """The score of each value that an expression can have; None when they are too many to tell."""

        def worked_out(value: Any) -> Any:
            for when, points in calculation.cases:
                rule = self.conditions.rule(when, Context({calculation.key: Known(value)}))
                if not isinstance(rule, Truth):
                    raise CannotSay("it looks at other answers too")
                if rule.value:
                    return points
            return UNDEFINED

        computer = self.conditions.computer
        try:
            return computer.number(computer.mapped(worked_out, [operand])).text
        except CannotSay:
            return None

    def _by_rules(self, calculation: _Calculation, operand: Operand) -> str | None:
        """The points of the first case that holds, missing when none does."""
        written = MISSING
        what = f"the score “{calculation.key}”"
        for when, points in reversed(calculation.cases):
            rule = self.conditions.rule(when, Context({calculation.key: operand}))
            rule = self.sayer.known(rule, self.conditions.about, what, otherwise=False)
            text = rule_text(rule)
            if text is None:
                return None
            if rule == TRUE:
                written = figure(points)
            elif rule != FALSE:
                written = f"{figure(points)} if {text} else {written}"
        return written


def _cases(calculation: Given) -> Iterator[tuple[str, float]]:
    for each in calculation.maps("riskScore", "a risk score"):
        when, points = each.text("when", needed=True), each.value("value")
        if isinstance(points, bool) or not isinstance(points, int | float):
            raise CannotSay("a risk score has a number as its value")
        yield when, float(points)


def plain(number: float) -> int | float:
    """A number without a point when it is whole."""
    return int(number) if number == int(number) else number
