"""Rules as straight lines in one number: where does another answer make a rule say something else?

One number is answered otherwise, all other answers stay. Round a value of it, all that rules compute is a
straight line in it, as long as every comparison keeps its outcome; so the nearest values at which one of them
turns bound a stretch on which nothing changes. Rules of which this is not so (a product of the number with
itself, a division by it, rows of tables) raise NotStraight.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..health.rules import RuleAt, rules_of
from ..live import Live
from ..model import Number, Question, Questionnaire
from ..rules.annotate import Annotated, argument_text, function_of, keyword
from ..rules.numbers import round_half_up
from ..run import Run, Status

_BITS = 400
"""Larger numbers come near to where the evaluation keeps none (`rules/numbers.py`)."""


class NotStraight(Exception):
    """What rules compute with the number is no straight line in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """`start + slope · x`."""

    start: Number
    slope: Number = 0

    def at(self, x: Number) -> Number:
        """The value at one place."""
        return self.start + self.slope * x

    def times(self, factor: Number) -> "Line":
        """So many times as much."""
        return _bounded(Line(self.start * factor, self.slope * factor))

    def plus(self, other: "Line") -> "Line":
        """Both together."""
        return _bounded(Line(self.start + other.start, self.slope + other.slope))

    def minus(self, other: "Line") -> "Line":
        """The difference."""
        return self.plus(other.times(-1))


def _bounded(line: Line) -> Line:
    for part in (line.start, line.slope):
        if max(part.numerator.bit_length(), part.denominator.bit_length()) > _BITS:
            raise NotStraight
    return line


@lru_cache(maxsize=4)
def _rules(questionnaire: Questionnaire) -> tuple[RuleAt, ...]:
    return tuple(rules_of(questionnaire))


class Rules:
    """The rules on which the answer to one question bears, as lines in that answer."""

    def __init__(self, questionnaire: Questionnaire, question: Question) -> None:
        self.questionnaire = questionnaire
        self.question = question
        self.program = questionnaire.program
        self.index = self.program.index[question.id]
        every = _rules(questionnaire)
        self.scores = {each.part.id: each for each in every if each.use == "value"}
        self.rules = tuple(each for each in every if each.use != "max" and self._bears_on(each.annotated))
        self._moving: dict[ast.AST, bool] = {}

    def _bears_on(self, rule: Annotated) -> bool:
        return any(self.index in self.program.feeding.of(read) for read in rule.rule.reads)

    def turns(self, live: Live, x: Number) -> set[Fraction]:
        """Where a comparison may turn, when the answer is `x`.

        The nearest on either side of `x` are right; those behind them may have moved by then.
        """
        found: set[Fraction] = set()
        for run in dict.fromkeys(live.runs()):
            counts = run.status[self.index] is Status.ANSWERED
            with _given(run, {self.index: x}):
                for rule in self.rules:
                    with _given(run, self._checked(run, rule, live)):
                        _Look(self, run, x, found, counts=counts).at(rule)
        return found

    def _checked(self, run: Run, rule: RuleAt, live: Live) -> dict[int, Any]:
        """An answer that a check refused, as it was when the check looked at it."""
        if rule.use != "check" or rule.part.kind != "question":
            return {}
        index = self.program.index[rule.part.id]
        if index == self.index or run.status[index] is not Status.INVALID:
            return {}
        flaws: list[Any] = []
        value = self.program.questions[index].validate(live.answer(rule.part.id), run, flaws)
        return {} if flaws or value is None else {index: value}

    def moving(self, rule: Annotated, node: ast.AST) -> bool:
        """Can a part of a rule come out otherwise by another answer?"""
        if node not in self._moving:
            self._moving[node] = self._itself(rule, node) or any(
                self.moving(rule, inner) for inner in ast.iter_child_nodes(node)
            )
        return self._moving[node]

    def _itself(self, rule: Annotated, node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return node.id == self.question.id
        function = function_of(node)
        if function == "q":
            return argument_text(node, 0) == self.question.id
        if function == "points":
            section = keyword(node, "section")
            name = section.value if isinstance(section, ast.Constant) else None
            feeders = self.program.feeders(argument_text(node, 0), name)  # type: ignore[arg-type]  # a text
            return any(feeder.index == self.index for feeder in feeders)
        if function in ("score", "band", "outcome"):
            wanted = ("outcome" if function == "outcome" else "score", argument_text(node, 0))
            return any(
                (read.kind, read.id) == wanted and self.index in self.program.feeding.of(read)
                for read in rule.rule.reads
            )
        return False


@contextmanager
def _given(run: Run, values: Mapping[int, Any]) -> Iterator[None]:
    """These questions answered for a moment, whatever was refused."""
    before = {index: (run.values[index], run.status[index]) for index in values}
    for index, value in values.items():
        run.values[index], run.status[index] = value, Status.ANSWERED
    try:
        yield
    finally:
        for index, (value, status) in before.items():
            run.values[index], run.status[index] = value, status


_ORDER: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


class _Look:
    """One look at rules, in one run and at one value; notes where comparisons turn."""

    def __init__(self, rules: Rules, run: Run, x: Number, found: set[Fraction], *, counts: bool) -> None:
        self.rules = rules
        self.run = run
        self.x = x
        self.found = found
        self.counts = counts
        """Does the answer give points? Not when a check refused it."""

    def at(self, rule: RuleAt) -> None:
        """Look at one rule."""
        if rule.annotated.rule.in_rows:
            raise NotStraight
        if rule.use != "value":
            self.condition(rule.annotated, rule.annotated.tree)
            return
        line = self.number(rule.annotated, rule.annotated.tree)
        most = self.run.max_score(rule.part.id)
        for band in self.rules.program.scores[rule.part.id].score.bands:
            if line is not None and most is not None and band.upto is not None:
                self.turn(line.minus(Line(band.upto * most)))

    def turn(self, difference: Line) -> None:
        """Note where a difference is nothing."""
        if difference.slope:
            self.found.add(Fraction(-difference.start) / difference.slope)

    def condition(self, rule: Annotated, node: ast.expr) -> bool:
        """Whether a condition holds."""
        if not self.rules.moving(rule, node):
            return bool(rule.terms[node].compute(self.run))
        if isinstance(node, ast.BoolOp):
            parts = [self.condition(rule, part) for part in node.values]
            return all(parts) if isinstance(node.op, ast.And) else any(parts)
        if isinstance(node, ast.UnaryOp):
            return not self.condition(rule, node.operand)
        if isinstance(node, ast.IfExp):
            then, other = self.condition(rule, node.body), self.condition(rule, node.orelse)
            return then if self.condition(rule, node.test) else other
        if isinstance(node, ast.Compare):
            return self.comparison(rule, node)
        return self.as_it_is(rule, node)

    def as_it_is(self, rule: Annotated, node: ast.expr) -> bool:
        """What turns elsewhere: an outcome, a band, or whether there is an answer."""
        if any(isinstance(inner, ast.IfExp) for inner in ast.walk(node)):
            raise NotStraight
        return bool(rule.terms[node].compute(self.run))

    def comparison(self, rule: Annotated, node: ast.Compare) -> bool:
        """A comparison of numbers, or of anything else."""
        operation, right = node.ops[0], node.comparators[0]
        if rule.terms[node.left].kind.name != "number" and rule.terms[right].kind.name != "number":
            return self.as_it_is(rule, node)
        line = self.number(rule, node.left)
        if isinstance(operation, ast.In | ast.NotIn):
            return line is not None and self.among(rule, line, right) is isinstance(operation, ast.In)
        other = self.number(rule, right)
        if line is None or other is None:
            return False
        difference = line.minus(other)
        self.turn(difference)
        return _ORDER[type(operation)](difference.at(self.x), 0)

    def among(self, rule: Annotated, line: Line, right: ast.expr) -> bool:
        """Is it one of the numbers in a list?"""
        values = rule.terms[right].literal
        if not isinstance(values, tuple):
            raise NotStraight
        for value in values:
            self.turn(line.minus(Line(value)))
        return line.at(self.x) in values

    def number(self, rule: Annotated, node: ast.expr) -> Line | None:
        """A number as a line; None when it is missing."""
        if not self.rules.moving(rule, node):
            value = rule.terms[node].compute(self.run)
            return None if value is None else _bounded(Line(value))
        if isinstance(node, ast.BinOp):
            return self.arithmetic(rule, node)
        if isinstance(node, ast.UnaryOp):
            line = self.number(rule, node.operand)
            return None if line is None else line.times(-1)
        if isinstance(node, ast.IfExp):
            then, other = self.number(rule, node.body), self.number(rule, node.orelse)
            return then if self.condition(rule, node.test) else other
        if isinstance(node, ast.Name):
            return Line(0, 1)
        if isinstance(node, ast.Call) and (known := _CALLS.get(function_of(node))):
            return known(self, rule, node)
        raise NotStraight

    def arithmetic(self, rule: Annotated, node: ast.BinOp) -> Line | None:
        """`+ - * /`."""
        left, right = self.number(rule, node.left), self.number(rule, node.right)
        if left is None or right is None:
            return None
        if isinstance(node.op, ast.Add):
            return left.plus(right)
        if isinstance(node.op, ast.Sub):
            return left.minus(right)
        if isinstance(node.op, ast.Div):
            if right.slope:
                raise NotStraight
            return left.times(Fraction(1) / right.start) if right.start else None
        if left.slope and right.slope:
            raise NotStraight
        return left.times(right.start) if left.slope else right.times(left.start)

    def answer(self, rule: Annotated, call: ast.Call) -> Line:
        """The number itself, as q("…")."""
        return Line(0, 1)

    def score(self, rule: Annotated, call: ast.Call) -> Line | None:
        """A score that is computed with the number."""
        annotated = self.rules.scores[argument_text(call, 0)].annotated
        return self.number(annotated, annotated.tree)

    def points(self, rule: Annotated, call: ast.Call) -> Line | None:
        """Points of a scale: so many per step."""
        total = rule.terms[call].compute(self.run)
        if total is None:
            raise NotStraight
        slope = self.rules.question.points_per_step.get(argument_text(call, 0), 0) if self.counts else 0
        return _bounded(Line(total - slope * self.x, slope))

    def rounded(self, rule: Annotated, call: ast.Call) -> Line | None:
        """floor(x + 1/2): level, with a step on either side."""
        line = self.number(rule, call.args[0])
        if line is None:
            return None
        level = round_half_up(line.at(self.x))
        for step in (Fraction(-1, 2), Fraction(1, 2)):
            self.turn(line.minus(Line(level + step)))
        return Line(level)

    def sum(self, rule: Annotated, call: ast.Call) -> Line | None:
        """The sum of what is not missing."""
        whole = Line(0)
        for line in self.spread(rule, call):
            whole = whole.plus(line)
        return whole

    def least(self, rule: Annotated, call: ast.Call) -> Line | None:
        """The least, which another becomes where they meet."""
        return self.best(self.spread(rule, call), min)

    def most(self, rule: Annotated, call: ast.Call) -> Line | None:
        """The most."""
        return self.best(self.spread(rule, call), max)

    def best(self, lines: list[Line], choose: Callable[..., Line]) -> Line | None:
        """The least or most at this value."""
        if not lines:
            return None
        chosen = choose(lines, key=lambda line: line.at(self.x))
        for line in lines:
            self.turn(line.minus(chosen))
        return chosen

    def spread(self, rule: Annotated, call: ast.Call) -> list[Line]:
        """The numbers that a function takes, lists among them written out, without what is missing."""
        found: list[Line | None] = []
        for argument in call.args:
            for node in argument.elts if isinstance(argument, ast.List) else (argument,):
                if rule.terms[node].kind.name == "list":
                    if self.rules.moving(rule, node):
                        raise NotStraight
                    values = rule.terms[node].compute(self.run) or ()
                    found += [_bounded(Line(value)) for value in values if value is not None]
                else:
                    found.append(self.number(rule, node))
        return [line for line in found if line is not None]


_CALLS: Mapping[str, Callable[[_Look, Annotated, ast.Call], Line | None]] = {
    "q": _Look.answer,
    "score": _Look.score,
    "points": _Look.points,
    "round_half_up": _Look.rounded,
    "sum": _Look.sum,
    "min": _Look.least,
    "max": _Look.most,
}
