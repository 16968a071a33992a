"""What a number can be: all its values when they are few, else the bounds that it stays within.

Every operation gives at least all that can come out; whether parts can be that way at the same time is not
looked at.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from ...model import Number
from ...rules.numbers import OPERATIONS, round_half_up, settled

MOST_VALUES = 1_000
_MOST_PAIRS = 5_000
_BITS = 1_100
"""Bounds with more digits are no bounds: the evaluation keeps no such number (`rules/numbers.py`)."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """`values` are all values, or None when there are too many: then `low` and `high` bound them.

    No bound is None. `missing` says whether there may be no value at all.
    """

    values: frozenset[Number] | None
    low: Number | None = None
    high: Number | None = None
    missing: bool = False

    @property
    def is_never(self) -> bool:
        """Is it missing whatever is answered?"""
        return self.values is not None and not self.values


ANYTHING = Amounts(None, missing=True)
MISSING = Amounts(frozenset(), missing=True)


def few(values: Iterable[Number | None]) -> Amounts:
    """These values; None among them is missing. Bounds when there are too many."""
    found = set(values)
    missing = None in found
    numbers = frozenset(value for value in found if value is not None)
    low, high = min(numbers, default=None), max(numbers, default=None)
    return Amounts(numbers if len(numbers) <= MOST_VALUES else None, low, high, missing)


def between(low: Number | None, high: Number | None, *, missing: bool = False) -> Amounts:
    """Any value from `low` to `high`."""
    return Amounts(None, low, high, missing)


def either(parts: Sequence[Amounts]) -> Amounts:
    """One of these."""
    missing = any(part.missing for part in parts)
    parts = [part for part in parts if not part.is_never]
    if all(part.values is not None for part in parts):
        joined = few(value for part in parts for value in part.values or ())
        return Amounts(joined.values, joined.low, joined.high, missing)
    return Amounts(None, *_hull(parts), missing)


def _hull(parts: Sequence[Amounts]) -> tuple[Number | None, Number | None]:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    return low, high


def combined(operation: str, left: Amounts, right: Amounts) -> Amounts:
    """Add, Sub, Mult or Div; missing when a side is, and where a number grows past all bounds."""
    missing = left.missing or right.missing
    if left.is_never or right.is_never:
        return MISSING
    if left.values is not None and right.values is not None and _are_few(left.values, right.values):
        found = few(OPERATIONS[operation](a, b) for a, b in product(left.values, right.values))
        return Amounts(found.values, found.low, found.high, found.missing or missing)
    low, high = _BOUNDS[operation](left, right)
    return Amounts(None, _shortened(low, math.floor), _shortened(high, math.ceil), missing=True)


def _shortened(bound: Number | None, outward: Callable[[Number], int]) -> Number | None:
    """A bound with few enough digits, moved outward where it must."""
    if bound is None:
        return None
    if Fraction(bound).denominator.bit_length() > _BITS:
        bound = outward(bound)
    return None if Fraction(bound).numerator.bit_length() > _BITS else bound


def _are_few(left: frozenset[Number], right: frozenset[Number]) -> bool:
    return len(left) * len(right) <= _MOST_PAIRS


Bounds = tuple[Number | None, Number | None]


def _sum(left: Amounts, right: Amounts) -> Bounds:
    return _plus(left.low, right.low), _plus(left.high, right.high)


def _plus(left: Number | None, right: Number | None) -> Number | None:
    return None if left is None or right is None else left + right


def _difference(left: Amounts, right: Amounts) -> Bounds:
    other = negated(right)
    return _plus(left.low, other.low), _plus(left.high, other.high)


def _product(left: Amounts, right: Amounts) -> Bounds:
    if left.low is None or left.high is None or right.low is None or right.high is None:
        positive = left.low is not None and right.low is not None and left.low >= 0 and right.low >= 0
        return (0 if positive else None), None
    ends = [a * b for a, b in product((left.low, left.high), (right.low, right.high))]
    return min(ends), max(ends)


def _quotient(left: Amounts, right: Amounts) -> Bounds:
    if right.values is not None and len(right.values) == 1 and 0 not in right.values:
        (by,) = right.values
        return _product(left, few([Fraction(1) / by]))
    return None, None


_BOUNDS: dict[str, Callable[[Amounts, Amounts], Bounds]] = {
    "Add": _sum,
    "Sub": _difference,
    "Mult": _product,
    "Div": _quotient,
}


def negated(amounts: Amounts) -> Amounts:
    """Minus it."""
    low = None if amounts.high is None else -amounts.high
    high = None if amounts.low is None else -amounts.low
    values = None if amounts.values is None else frozenset(-value for value in amounts.values)
    return Amounts(values, low, high, amounts.missing)


def rounded(amounts: Amounts) -> Amounts:
    """floor(x + 1/2)."""
    low = None if amounts.low is None else round_half_up(amounts.low)
    high = None if amounts.high is None else round_half_up(amounts.high)
    values = None if amounts.values is None else frozenset(map(round_half_up, amounts.values))
    return Amounts(values, low, high, amounts.missing)


def total(parts: Sequence[Amounts]) -> Amounts:
    """The sum of what is not missing; missing itself only where it grows past all bounds on its way."""
    found = few([0])
    for part in parts:
        found = _added(found, either([part, few([0])]) if part.missing else part)
    if found.values is None:
        return Amounts(None, found.low, found.high, missing=True)
    sums = few(map(settled, found.values))
    return Amounts(sums.values, sums.low, sums.high, sums.missing or found.missing)


def _added(left: Amounts, right: Amounts) -> Amounts:
    if left.values is not None and right.values is not None and _are_few(left.values, right.values):
        sums = few(a + b for a, b in product(left.values, right.values))
        lost = left.missing or None in map(settled, sums.values or ())
        return Amounts(sums.values, sums.low, sums.high, lost)
    low, high = _sum(left, right)
    return Amounts(None, _shortened(low, math.floor), _shortened(high, math.ceil))


def least(parts: Sequence[Amounts]) -> Amounts:
    """The least of what is not missing: not above the highest that any part that is there can be."""
    return negated(greatest([negated(part) for part in parts]))


def greatest(parts: Sequence[Amounts]) -> Amounts:
    """The greatest of what is not missing: not below the lowest that any part that is there can be."""
    if all(part.is_never for part in parts):
        return MISSING
    found = either(parts)
    missing = all(part.missing for part in parts)
    floors = [part.low for part in parts if not part.missing and part.low is not None]
    if not floors:
        return Amounts(found.values, found.low, found.high, missing)
    floor = max(floors)
    if found.values is not None:
        kept = few(value for value in found.values if value >= floor)
        return Amounts(kept.values, kept.low, kept.high, missing)
    return Amounts(None, floor if found.low is None else max(found.low, floor), found.high, missing)
