"""The functions of XLSForm that look at more than plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..meaning.fields import DATE, NUMBER, SEVERAL, TEXT
from ..meaning.logic import Chosen, Leaf, Truth, negate
from ..meaning.operands import SUM, Answer, CannotSay, Day, Known, Number, Operand, Outcome, one_of
from ..meaning.writing import literal
from .xpath import Expression, Ref

if TYPE_CHECKING:
    from .conditions import Conditions

Arguments = tuple[Expression, ...]


def _not(c: Conditions, args: Arguments) -> Operand | None:
    return Outcome(negate(c.truth(args[0]))) if len(args) == 1 else None


def _boolean(c: Conditions, args: Arguments) -> Operand | None:
    return Outcome(c.truth(args[0])) if len(args) == 1 else None


def _if(c: Conditions, args: Arguments) -> Operand | None:
    if len(args) != 3:
        return None
    return one_of(c.truth(args[0]), c.operand(args[1]), c.operand(args[2]))


def _coalesce(c: Conditions, args: Arguments) -> Operand | None:
    """The first that is not empty."""
    if not args:
        return None
    found = c.operand(args[-1])
    for argument in reversed(args[:-1]):
        operand = c.operand(argument)
        empty = c.comparer.compare("==", operand, Known(""))
        found = one_of(empty, found, operand)
    return found


def _selected(c: Conditions, args: Arguments) -> Operand | None:
    if len(args) != 2:
        return None
    question, option = c.operand(args[0]), c.operand(args[1])
    if not isinstance(question, Answer) or not isinstance(option, Known):
        return None
    if question.field.kind != SEVERAL:
        raise CannotSay("it looks for words in a text")
    sought = {member for member, value in question.field.values.items() if value == option.value}
    return Outcome(Chosen(question.field, frozenset(sought)) if sought else Truth(False))


def _count_selected(c: Conditions, args: Arguments) -> Operand | None:
    operand = c.operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Answer) and operand.field.kind == SEVERAL:
        return Number(f"count({operand.field.name})", frozenset((operand.field,)))
    return None


def _contains(c: Conditions, args: Arguments) -> Operand | None:
    if len(args) != 2:
        return None
    text, part = c.operand(args[0]), c.operand(args[1])
    if not isinstance(text, Answer) or not isinstance(part, Known):
        return None
    if text.field.kind != TEXT or not isinstance(part.value, str):
        raise CannotSay("it looks for a part of what is no text")
    if not part.value:
        return Known(True)
    return Outcome(Leaf(f"contains_text({text.field.name}, {literal(part.value)})", frozenset((text.field,))))


def _count(c: Conditions, args: Arguments) -> Operand | None:
    match args:
        case (Ref(name, False),) if name in c.names.tables:
            table = c.names.tables[name]
            return Number(f"count({table.name})", frozenset((table,)))
        case (Ref(name, False),) if name in c.names.columns:
            return _over_rows(c, "count", name)
    raise CannotSay("it counts more than rows")


def _gathered(function: str) -> Callable[[Conditions, Arguments], Operand | None]:
    def gather(c: Conditions, args: Arguments) -> Operand | None:
        match args:
            case (Ref(name, False),) if name in c.names.columns:
                return _over_rows(c, function, name)
        numbers = [c.computer.number(c.operand(argument)) for argument in args]
        if not numbers:
            return None
        whole = c.computer.called(function, numbers)
        summed = " + ".join(number.within(SUM) for number in numbers)
        return Number(f"{whole.text} + 0 * ({summed})", whole.reads, SUM)  # none when any of them is none

    return gather


def _over_rows(c: Conditions, function: str, name: str) -> Number:
    table, column = c.names.columns[name]
    if function != "count" and column.kind != NUMBER:
        raise CannotSay(f"it computes with “{name}” of every row, which is no number")
    return Number(f'{function}(column({table.name}, "{column.id}"))', frozenset((table,)))


def _round(c: Conditions, args: Arguments) -> Operand | None:
    operand = c.operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Answer | Number):
        return c.computer.called("round_half_up", [operand])
    return None


def _number(c: Conditions, args: Arguments) -> Operand | None:
    operand = c.operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Number) or (isinstance(operand, Answer) and operand.field.kind == NUMBER):
        return operand
    return None


def _once(c: Conditions, args: Arguments) -> Operand | None:
    return c.operand(args[0]) if len(args) == 1 else None


def _date(c: Conditions, args: Arguments) -> Operand | None:
    operand = c.operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Day) or (isinstance(operand, Answer) and operand.field.kind == DATE):
        return operand
    if isinstance(operand, Known) and isinstance(operand.value, str):
        return operand
    raise CannotSay("it makes a day of what is none")


FUNCTIONS: dict[str, Callable[[Conditions, Arguments], Operand | None]] = {
    "true": lambda c, args: Known(True) if not args else None,
    "false": lambda c, args: Known(False) if not args else None,
    "today": lambda c, args: Day("today()") if not args else None,
    "not": _not,
    "boolean": _boolean,
    "if": _if,
    "coalesce": _coalesce,
    "selected": _selected,
    "count-selected": _count_selected,
    "contains": _contains,
    "count": _count,
    "sum": _gathered("sum"),
    "min": _gathered("min"),
    "max": _gathered("max"),
    "round": _round,
    "number": _number,
    "once": _once,
    "date": _date,
    "string": _once,
}
"""Functions that look at more than plain values; None when the plain ones do."""
