"""Comparisons of single values that are too many to write out: numbers, texts, dates.

Each gives when both sides are there; `comparing.py` adds what no answer comes to.
"""

from collections.abc import Callable, Iterable
from typing import Any

from ...shape import is_date, is_month
from ..meaning.fields import DATE, MONTH, NUMBER, SCALE, TEXT, Field
from ..meaning.logic import FALSE, Leaf, Rule, answered, conjoin, disjoin, negate
from ..meaning.writing import literal
from . import engine
from .engine import Value
from .operands import Answer, CannotSay, Known, Number, Operand

SIGNS = {"equal": "==", "greater": ">", "less": "<", "greaterorequal": ">=", "lessorequal": "<="}
LARGEST = 10**15
Compared = Callable[[str, Any, Any], Rule]


def as_number(operand: Operand) -> Number:
    """An operand as rules compute with it. Raises CannotSay."""
    if isinstance(operand, Number):
        return operand
    if isinstance(operand, Answer) and operand.field.kind in (NUMBER, SCALE):
        return Number(operand.field.name, frozenset((operand.field,)), sure=False)
    raise CannotSay("it computes with what is no number")


def _leaf(name: str, left: str, right: str, *fields: Field) -> Rule:
    return Leaf(f"{left} {SIGNS[name]} {right}", frozenset(fields))


def _numbers(name: str, left: Operand, right: Operand) -> Rule:
    if name not in SIGNS:
        raise CannotSay(f"“{name}” looks for figures in a number")
    one, other = as_number(left), as_number(right)
    return _leaf(name, one.text, other.text, *one.reads, *other.reads)


def _number_and_known(name: str, left: Operand, right: Known) -> Rule:
    if name == "anyof" and isinstance(right.value, list):
        return disjoin(_number_and_known("equal", left, Known(item)) for item in right.value)
    if name not in SIGNS:
        raise CannotSay(f"“{name}” looks for figures in a number")
    number, sought = as_number(left), _comparable(right.value)
    return FALSE if sought is None else _leaf(name, number.text, sought, *number.reads)


def _known_and_number(name: str, left: Known, right: Operand) -> Rule:
    if name in ("contains", "anyof") and isinstance(left.value, list):
        return disjoin(_number_and_known("equal", right, Known(item)) for item in left.value)
    if name not in SIGNS:
        raise CannotSay(f"“{name}” looks for a number in a text of its own")
    number, sought = as_number(right), _comparable(left.value)
    return FALSE if sought is None else _leaf(name, sought, number.text, *number.reads)


def _comparable(value: Value) -> str | None:
    """A value beside a number, as rules write it; None when it never compares."""
    if isinstance(value, list) or engine.is_empty(value):
        return None
    number = engine.to_number(value)
    if not abs(number) <= LARGEST:
        return None
    return literal(int(number) if number == int(number) else number)


def _text_and_known(name: str, left: Answer, right: Known) -> Rule:
    field, known = left.field, right.value
    if name == "equal":
        return disjoin(_text_is(field, [known]))
    if name == "anyof" and isinstance(known, list):
        return disjoin(_text_is(field, known)) if known else answered(field)
    if name == "contains":
        return _text_holds(field, known)
    if name == "allof":
        parts = known if isinstance(known, list) else [known]
        return conjoin((answered(field), *(_text_holds(field, part) for part in parts)))
    if name == "notcontains":
        there = answered(field) if engine.truthy(known) else FALSE
        return conjoin((there, negate(_text_holds(field, known))))
    raise CannotSay(f"“{name}” stands between a text and a value")


def _known_and_text(name: str, left: Known, right: Answer) -> Rule:
    if name == "equal":
        return _text_and_known(name, right, left)
    if name in ("contains", "anyof", "allof") and isinstance(left.value, list):
        return disjoin(_text_is(right.field, left.value))
    raise CannotSay(f"“{name}” looks for an answer in a text of its own")


def _text_is(field: Field, values: Iterable[Value]) -> Iterable[Rule]:
    for value in values:
        if not isinstance(value, list) and not engine.is_empty(value):
            yield Leaf(f"{field.name} == {literal(engine.to_text(value))}", frozenset((field,)))


def _text_holds(field: Field, value: Value) -> Rule:
    if not engine.truthy(value):
        return FALSE
    return Leaf(f"contains_text({field.name}, {literal(engine.to_text(value))})", frozenset((field,)))


def _texts(name: str, left: Answer, right: Answer) -> Rule:
    if name != "equal":
        raise CannotSay(f"“{name}” stands between two texts")
    return _leaf(name, left.field.name, right.field.name, left.field, right.field)


def _times(name: str, left: Answer, right: Answer) -> Rule:
    if name not in SIGNS:
        raise CannotSay(f"“{name}” looks for a part of a date")
    return _leaf(name, left.field.name, right.field.name, left.field, right.field)


def _time_and_known(name: str, left: Answer, right: Known) -> Rule:
    if name == "anyof" and isinstance(right.value, list):
        return disjoin(_time_and_known("equal", left, Known(item)) for item in right.value)
    sought = _moment(name, left.field, right.value)
    return _leaf(name, left.field.name, sought, left.field) if sought else FALSE


def _known_and_time(name: str, left: Known, right: Answer) -> Rule:
    sought = _moment(name, right.field, left.value)
    return _leaf(name, sought, right.field.name, right.field) if sought else FALSE


def _moment(name: str, field: Field, value: Value) -> str | None:
    """A day or month beside a question of that type, as rules write it; None when it never compares."""
    if name not in SIGNS:
        raise CannotSay(f"“{name}” looks for a part of a date")
    if not isinstance(value, str):
        return None
    if (is_date if field.kind == DATE else is_month)(value):
        return literal(value)
    if name == "equal":
        return None
    raise CannotSay(f"“{value[:40]}” is no date")


ABOUT_ONE: dict[tuple[str, str], Compared] = {
    **{(one, other): _numbers for one in (NUMBER, "computed") for other in (NUMBER, "computed")},
    **dict.fromkeys(((NUMBER, "known"), ("computed", "known")), _number_and_known),
    **dict.fromkeys((("known", NUMBER), ("known", "computed")), _known_and_number),
    (TEXT, "known"): _text_and_known,
    ("known", TEXT): _known_and_text,
    (TEXT, TEXT): _texts,
    **dict.fromkeys(((DATE, "known"), (MONTH, "known")), _time_and_known),
    **dict.fromkeys((("known", DATE), ("known", MONTH)), _known_and_time),
    **dict.fromkeys(((DATE, DATE), (MONTH, MONTH)), _times),
}
