"""Arithmetic in conditions, as rules write it. In the original nothing counts as 0; in rules as missing."""

from collections.abc import Iterable

from ..meaning.fields import NUMBER, SCALE, Field
from ..meaning.logic import Among
from ..meaning.writing import literal, rule_text
from . import engine
from .engine import Value
from .operands import Answer, CannotSay, Either, Known, Listed, Number, Operand, Outcome
from .pairs import LARGEST

_SIGNS = {"plus": "+", "minus": "-", "mul": "*", "div": "/"}
MAX_VALUES = 12
"""Values of one question that are written out as numbers."""


def computed(name: str, left: Operand, right: Operand) -> Operand:
    """`left name right` of two operands. Raises CannotSay."""
    if isinstance(left, Known) and isinstance(right, Known):
        return Known(engine.calculate(name, left.value, right.value))
    if name not in _SIGNS:
        raise CannotSay("rules have no powers and no remainders")
    (one, reads), (other, also) = _counted(left), _counted(right)
    return Number(f"({one} {_SIGNS[name]} {other})", reads | also, sure=name != "div")


def gathered(name: str, operands: Iterable[Operand]) -> Operand:
    """`sum(…)`, `min(…)` or `max(…)`; they skip what is missing, there and here. Raises CannotSay."""
    texts: list[str] = []
    reads: frozenset[Field] = frozenset()
    for operand in _flat(operands):
        if isinstance(operand, Known) and operand.value is None:
            continue
        text, fields = _written(operand)
        texts.append(text)
        reads |= fields
    if not texts:
        return Known(0 if name == "sum" else None)
    return Number(f"{name}({', '.join(texts)})", reads, sure=name == "sum")


def _flat(operands: Iterable[Operand]) -> Iterable[Operand]:
    for operand in operands:
        if isinstance(operand, Listed):
            yield from _flat(operand.items)
        elif isinstance(operand, Known) and isinstance(operand.value, list):
            yield from map(Known, operand.value)
        else:
            yield operand


def _counted(operand: Operand) -> tuple[str, frozenset[Field]]:
    """An operand that is 0 when it is missing."""
    if isinstance(operand, Known) and engine.is_empty(operand.value):
        return "0", frozenset()
    text, reads = _written(operand)
    sure = isinstance(operand, Known) or (isinstance(operand, Number) and operand.sure)
    return (text if sure or text.startswith("(") else f"sum({text})"), reads


def _written(operand: Operand) -> tuple[str, frozenset[Field]]:
    if isinstance(operand, Number):
        return operand.text, operand.reads
    if isinstance(operand, Known):
        return _figure(operand.value), frozenset()
    if isinstance(operand, Answer) and operand.field.kind in (NUMBER, SCALE):
        return operand.field.name, frozenset((operand.field,))
    if isinstance(operand, Answer) and operand.field.is_finite:
        return _by_value(operand.field), frozenset((operand.field,))
    if isinstance(operand, Either | Outcome):
        raise CannotSay("it computes with a condition")
    raise CannotSay("it computes with what is no number")


def _figure(value: Value) -> str:
    if isinstance(value, str | list) or value is None:
        raise CannotSay("it joins texts")
    number = engine.to_number(value)
    if not abs(number) <= LARGEST:
        raise CannotSay("it computes with a number that is too large")
    return literal(int(number) if number == int(number) else number)


def _by_value(field: Field) -> str:
    """The number that an option counts for; 0 without an answer."""
    groups: dict[str, set[str | int]] = {}
    for member, value in field.values.items():
        groups.setdefault(_figure(engine.corrected(value)), set()).add(member)
    if len(groups) > MAX_VALUES:
        raise CannotSay(f"it computes with an option of more than {MAX_VALUES} values")
    cases = [
        f"{figure} if {rule_text(Among(field, frozenset(members)))} else"
        for figure, members in groups.items()
    ]
    return f"({' '.join(cases)} 0)"
