"""What rules compare things with: the constants at which the values of each thing are cut into cases."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from ...model import Number, Questionnaire, exact
from ...rules.annotate import Annotated, argument_text, arguments, function_of, keyword
from ...run import Run
from ..rules import RuleAt

Key = tuple[Any, ...]
"""What has a value, and its ids: question, row, count, worst, residual, points, score, today, worked out."""

_STEADY = frozenset(("max_points", "max_score", "round_half_up", "sum", "min", "max"))
MOST_CONSTANTS = 400
"""Things that are compared with more are cut no finer."""


class Constants:
    """The constants beside each thing, gathered from every comparison of every rule."""

    def __init__(self, questionnaire: Questionnaire, rules: Iterable[RuleAt], run: Run) -> None:
        self._found: dict[Key, dict[Any, None]] = {}
        for rule in rules:
            for node in ast.walk(rule.annotated.tree):
                if isinstance(node, ast.Compare):
                    self._gather(rule, node, run)

    def of(self, key: Key) -> tuple[Any, ...]:
        """The constants beside one thing."""
        return tuple(self._found.get(key, ()))[:MOST_CONSTANTS]

    def _gather(self, rule: RuleAt, node: ast.Compare, run: Run) -> None:
        sides = (node.left, node.comparators[0])
        values = [value for side in sides for value in _values(rule.annotated, side, run)]
        values += _inside(rule.annotated, *sides, run)
        for side in sides if values else ():
            parts = [part for part in ast.walk(side) if isinstance(part, ast.expr)]
            keys = [key_of(rule, part) for part in parts] + [worked_out(rule.annotated, side)]
            for key in keys:
                if key:
                    self._found.setdefault(key, {}).update(dict.fromkeys(values))


def _values(annotated: Annotated, node: ast.expr, run: Run) -> Iterator[Any]:
    """The constants in one side of a comparison, whole or as parts of it."""
    waiting: list[ast.AST] = [node]
    while waiting:
        part = waiting.pop()
        found = steady(annotated, part, run) if isinstance(part, ast.expr) else None
        if found is not None and not isinstance(found, tuple | bool):
            yield found
        else:
            waiting += ast.iter_child_nodes(part)


def _inside(annotated: Annotated, left: ast.expr, right: ast.expr, run: Run) -> Iterator[Number]:
    """What `2 * q + 1 > 7` compares q with."""
    for side, other in ((left, right), (right, left)):
        value = steady(annotated, other, run)
        if isinstance(side, ast.BinOp) and isinstance(value, int | Fraction):
            found = peeled(annotated, side, value, run)
            if found:
                yield found.value


class Peeled(NamedTuple):
    """What is left of arithmetic beside a constant: a part, the constant for it, and whether signs turn."""

    part: ast.expr
    value: Number
    turned: bool


def peeled(annotated: Annotated, node: ast.expr, value: Number, run: Run) -> Peeled | None:
    """`2 * q + 1` beside 7 is q beside 3. None when more than one part depends on answers."""
    found = Peeled(node, value, False)
    while isinstance(found.part, ast.BinOp):
        inner = _once(annotated, found.part, found.value, run)
        if inner is None or _is_long(inner.value):
            return None
        found = inner._replace(turned=found.turned is not inner.turned)
    return found


def _once(annotated: Annotated, node: ast.BinOp, value: Number, run: Run) -> Peeled | None:
    left, right = steady(annotated, node.left, run), steady(annotated, node.right, run)
    name = type(node.op).__name__
    if left is None and right is not None and not _is_long(right):
        undone = _UNDONE_LEFT[name](value, right)
        return None if undone is None else Peeled(node.left, undone, name in ("Mult", "Div") and right < 0)
    if right is None and left is not None and not _is_long(left):
        if name == "Sub":
            return Peeled(node.right, left - value, True)
        undone = None if name == "Div" else _UNDONE_LEFT[name](value, left)
        return None if undone is None else Peeled(node.right, undone, name == "Mult" and left < 0)
    return None


def _is_long(value: Number) -> bool:
    """Has it so many digits that arithmetic with it may lose its way?"""
    found = Fraction(value)
    return found.numerator.bit_length() > _LONG or found.denominator.bit_length() > _LONG


_LONG = 200
_UNDONE_LEFT: Mapping[str, Callable[[Number, Number], Number | None]] = {
    "Add": lambda value, by: value - by,
    "Sub": lambda value, by: value + by,
    "Mult": lambda value, by: exact(Fraction(value) / by) if by else None,
    "Div": lambda value, by: value * by if by else None,
}
"""Operation → what `part operation by` must be undone with."""


def steady(annotated: Annotated, node: ast.expr, run: Run) -> Any:
    """The value of an expression that no answer changes; None when it depends on answers, or is missing."""
    term = annotated.terms.get(node)
    if term is None:
        return None
    if term.is_literal:
        return term.literal
    if term.is_fixed:
        return term.compute(run)
    return term.compute(run) if term.kind.name == "number" and _is_steady(node) else None


def _is_steady(node: ast.expr) -> bool:
    """Is it made of nothing but literals and maxima?"""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            if function_of(part) not in _STEADY:
                return False
        elif isinstance(part, ast.Compare | ast.BoolOp | ast.IfExp):
            return False
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return names <= _STEADY


def key_of(rule: RuleAt, node: ast.expr) -> Key | None:
    """What a node gives the value of; None for anything that is worked out."""
    annotated = rule.annotated
    question = annotated.question(node)
    if question is not None:
        return ("question", question.id)
    function = function_of(node)
    if function == "row":
        return ("row", rule.table, argument_text(node, 0))
    if function in ("score", "band"):
        return ("score", argument_text(node, 0))
    if function == "points":
        return points_key(node)
    if function in ("count", "worst"):
        of = annotated.question(arguments(node)[0])
        return (worst_kind(annotated, node), of.id) if of else None
    return ("today",) if function == "today" else None


def worked_out(annotated: Annotated, node: ast.expr) -> Key | None:
    """Whatever number a node works out; the same wherever it is written the same, except in rows."""
    term = annotated.terms.get(node)
    if term is None or term.kind.name != "number" or term.is_fixed:
        return None
    in_row = any(function_of(part) == "row" for part in ast.walk(node))
    return ("worked out", id(annotated) if in_row else 0, ast.dump(node))


def points_key(node: ast.expr) -> Key:
    """The points of one name, in the whole file or in a section."""
    section = keyword(node, "section")
    where = str(section.value) if isinstance(section, ast.Constant) else None
    return ("points", argument_text(node, 0), where)


def worst_kind(annotated: Annotated, node: ast.expr) -> str:
    """The function itself, or `residual` for the worst risk after measures."""
    residual = keyword(node, "residual")
    after = residual is not None and annotated.terms[residual].literal is True
    return "residual" if after else function_of(node)
