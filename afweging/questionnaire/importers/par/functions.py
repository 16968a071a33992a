"""The functions and transforms that assessments have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..meaning.fields import SEVERAL, TEXT, Field
from ..meaning.logic import disjoin
from ..meaning.operands import Answer, CannotSay, Known, Number, Operand, Outcome
from .jexl import Expression, Name
from .values import UNDEFINED, as_boolean

if TYPE_CHECKING:
    from .conditions import Conditions

Arguments = tuple[Expression, ...]


def count_of(found: Field) -> Number:
    """How many options were chosen."""
    return Number(f"count({found.name})", frozenset((found,)))


def _one(c: Conditions, args: Arguments) -> Operand:
    if not args:
        return Known(UNDEFINED)
    return c.operand(args[0])


def _answers(c: Conditions, args: Arguments) -> Operand:
    operand = _one(c, args)
    if not isinstance(operand, Known):
        raise CannotSay("it works out which task to look at")
    return c.answer(operand.value)


def _boolean(c: Conditions, args: Arguments) -> Operand:
    operand = _one(c, args)
    if isinstance(operand, Answer):
        text = operand.field.kind == TEXT
        return Outcome(c.comparer.compare("==", operand, Known("true"))) if text else Known(False)
    if isinstance(operand, Number):
        return Known(False)
    return c.computer.mapped(as_boolean, [operand])


def _counted(c: Conditions, args: Arguments) -> Operand:
    """The length of a list; 0 for what is none."""
    operand = _one(c, args)
    if isinstance(operand, Answer) and operand.field.kind == SEVERAL:
        return count_of(operand.field)
    if isinstance(operand, Known) and isinstance(operand.value, list):
        return Known(float(len(operand.value)))
    return Known(0.0)


def _selected(c: Conditions, args: Arguments) -> Operand:
    operand = _answers(c, args)
    if isinstance(operand, Answer) and operand.field.kind == SEVERAL:
        return count_of(operand.field)
    return Known(0.0)


def _weighted(c: Conditions, args: Arguments) -> Operand:
    if len(args) != 3:
        raise CannotSay("weightedCountMap() takes 3 arguments")
    operand, keys, weights = (c.operand(argument) for argument in args)
    if not isinstance(operand, Answer) or operand.field.kind != SEVERAL:
        return Known(0.0)
    if not isinstance(keys, Known) or not isinstance(weights, Known):
        raise CannotSay("its weights are worked out")
    if not isinstance(keys.value, list) or not isinstance(weights.value, list):
        raise CannotSay("its weights are no lists")
    return c.weighted(operand.field, keys.value, weights.value)


def _criteria_check(c: Conditions, args: Arguments) -> Operand:
    return Outcome(disjoin(c.context.criteria.values())) if args == (Name("criteria"),) else Known(False)


FUNCTIONS: dict[str, Callable[[Conditions, Arguments], Operand]] = {
    "answers": _answers,
    "bool": _boolean,
    "count": _counted,
    "countSelectedOptions": _selected,
    "weightedCountMap": _weighted,
    "criteriaCheck": _criteria_check,
}
