"""Exact arithmetic on `int` and `Fraction`, with missing operands and a bound on size."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from ..model import Number

Maybe = Number | None

_BITS = 1_024
_FLOAT_SAFE = 1 << 900


def settled(value: Number) -> Maybe:
    """The value, as int when it is whole; missing past a thousand bits.

    No answer of a person gets there, and chains of products would otherwise grow without end.
    """
    if isinstance(value, int):
        return value if value.bit_length() <= _BITS else None
    if value.numerator.bit_length() > _BITS or value.denominator.bit_length() > _BITS:
        return None
    return value.numerator if value.denominator == 1 else value


def _add(left: Number, right: Number) -> Maybe:
    return settled(left + right)


def _subtract(left: Number, right: Number) -> Maybe:
    return settled(left - right)


def _multiply(left: Number, right: Number) -> Maybe:
    return settled(left * right)


def _divide(left: Number, right: Number) -> Maybe:
    return settled(Fraction(left) / right) if right else None


OPERATIONS: dict[str, Callable[[Number, Number], Maybe]] = {
    "Add": _add,
    "Sub": _subtract,
    "Mult": _multiply,
    "Div": _divide,
}


def round_half_up(value: Number) -> int:
    """floor(x + 1/2)."""
    return value if isinstance(value, int) else (value + Fraction(1, 2)).__floor__()


def total(values: Iterable[Any]) -> Maybe:
    """The sum of what is not missing; 0 when nothing is left. It is missing once it grows past all bounds."""
    found: Maybe = 0
    for value in values:
        if value is not None:
            found = settled(found + value)
            if found is None:
                return None
    return found


def printable(value: Maybe) -> int | float | None:
    """A number as JSON shows it: whole results as integers."""
    if value is None or isinstance(value, int):
        return value
    if abs(value) < _FLOAT_SAFE:
        return float(value)
    return round_half_up(value)
