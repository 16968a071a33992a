"""The values of an answer in a few cases: those that rules ask about, and all that lies between them."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .amounts import Amounts


@dataclass(frozen=True, slots=True)
class Line:
    """Ordered values, cut at each constant: case 2i+1 is constant i, the even cases lie between."""

    constants: tuple[Any, ...]

    @property
    def size(self) -> int:
        """How many cases there are."""
        return 2 * len(self.constants) + 1

    def equal(self, value: Any) -> int | None:
        """The case of one value; None when it is no constant of this line."""
        place = self._place(value)
        return None if place is None else 1 << place

    def ordered(self, sign: str, value: Any) -> int | None:
        """The cases that are Lt, LtE, Gt or GtE a constant."""
        place = self._place(value)
        if place is None:
            return None
        below, here = (1 << place) - 1, 1 << place
        above = (1 << self.size) - 1 - below - here
        return {"Lt": below, "LtE": below | here, "Gt": above, "GtE": above | here}[sign]

    def _place(self, value: Any) -> int | None:
        place = bisect_left(self.constants, value)
        known = place < len(self.constants) and self.constants[place] == value
        return 2 * place + 1 if known else None

    def within(self, amounts: Amounts, *, whole: bool = False) -> int:
        """The cases that a number can be in; `whole` leaves out gaps between whole numbers."""
        if amounts.values is not None:
            places = {self._case_of(value) for value in amounts.values}
            return sum(1 << place for place in places)
        return self.between(amounts.low, amounts.high, _has_whole if whole else None)

    def between(self, low: Any, high: Any, fits: Callable[[Any, Any], bool] | None = None) -> int:
        """The cases with something from `low` to `high`, None for no bound."""
        mask = 0
        for place in range(self.size):
            start, end = self._ends(place)
            inside = (low is None or end is None or end > low or start == end == low) and (
                high is None or start is None or start < high or start == end == high
            )
            if inside and (start == end is not None or fits is None or fits(start, end)):
                mask |= 1 << place
        return mask

    def _case_of(self, value: Any) -> int:
        place = bisect_left(self.constants, value)
        found = place < len(self.constants) and self.constants[place] == value
        return 2 * place + found

    def _ends(self, place: int) -> tuple[Any, Any]:
        """The ends of a case; they are the same for a constant, None where there is no end."""
        index = place // 2
        if place % 2:
            return self.constants[index], self.constants[index]
        start = self.constants[index - 1] if index else None
        return start, self.constants[index] if index < len(self.constants) else None


def _has_whole(start: Any, end: Any) -> bool:
    """Is there a whole number between two numbers?"""
    return start is None or end is None or start.__floor__() + 1 < end


@dataclass(frozen=True, slots=True)
class Listing:
    """Values without an order; `others` is one more case for all that no rule names."""

    values: tuple[Any, ...]
    others: bool = False

    @property
    def size(self) -> int:
        """How many cases there are."""
        return len(self.values) + self.others

    def equal(self, value: Any) -> int | None:
        """The case of one value; None when it is not listed and may be among the others."""
        if value in self.values:
            return 1 << self.values.index(value)
        return None if self.others else 0

    def ordered(self, sign: str, value: Any) -> int | None:
        """There is no order."""
        return None


Cases = Line | Listing


def line(constants: Sequence[Any]) -> Line:
    """A line with these constants, of one type."""
    return Line(tuple(sorted(set(constants))))
