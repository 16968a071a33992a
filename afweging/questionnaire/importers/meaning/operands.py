"""What stands left and right of an operator, while a rule is being made."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, Union

from .fields import Field, Member, Value
from .logic import Rule, Truth


class Dialect(Protocol):
    """A language of expressions: what it makes of plain values."""

    nothing: Value
    """What the answer to a question is that has none."""
    undefined: Value
    """What a number is that is not there."""
    zero: bool
    """Does no answer count as 0 in sums and comparisons?"""
    strict: bool
    """Does everything count as true or false beside a boolean?"""

    def compare(self, operator: str, left: Value, right: Value) -> bool:
        """`==`, `<`, `<=`, `>` or `>=` of two values."""

    def truthy(self, value: Value) -> bool:
        """Is a value taken for true?"""

    def number(self, value: Value) -> float:
        """A value as a number; NaN for what is none."""

    def parts(self, value: Value) -> list[str] | None:
        """The options in what several options are written as; None for what is no such value."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that does not depend on answers."""

    value: Value


@dataclass(frozen=True, slots=True)
class Choice:
    """What follows from the option chosen: a value for each, and one for no answer."""

    field: Field
    values: Mapping[Member, Value]
    nothing: Value


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question that has too many to write out."""

    field: Field


@dataclass(frozen=True, slots=True)
class Number:
    """Something computed; `text` is how rules write it, and `bond` how tightly that holds together."""

    text: str
    reads: frozenset[Field] = frozenset()
    bond: int = 3

    def within(self, bond: int) -> str:
        """The text as a part of something that holds together that tightly."""
        return f"({self.text})" if self.bond < bond else self.text


CASES, SUM, PRODUCT, ALONE = range(4)
"""How tightly texts of numbers hold together."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as rules write it."""

    text: str
    reads: frozenset[Field] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a condition holds: true or false."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class Either:
    """One of two, by a condition."""

    rule: Rule
    then: "Operand"
    other: "Operand"


def one_of(rule: Rule, then: "Operand", other: "Operand") -> "Operand":
    """`then` where the rule holds, else `other`; that is all when the rule does not depend on answers."""
    if isinstance(rule, Truth):
        return then if rule.value else other
    return then if then == other else Either(rule, then, other)


Operand = Union[Known, Choice, Answer, Number, Day, Outcome, Either]  # noqa: UP007  # names that come later


class CannotSay(Exception):
    """Rules cannot say this; the message says why."""


@dataclass(slots=True)
class Budget:
    """A bound on how much may be written out, in one expression and in a whole file."""

    of_one: int = 20_000
    of_all: int = 400_000
    left: int = field(default=20_000)

    def begin(self) -> None:
        """Begin an expression."""
        self.left = min(self.of_one, self.of_all)

    def spend(self, steps: int = 1) -> None:
        """Count work. Raises CannotSay when it was too much."""
        self.left -= steps
        self.of_all -= steps
        if self.left < 0:
            raise CannotSay("it has too many combinations of answers")


def figure(number: float) -> str:
    """A number as rules write it; missing for what is none. Raises CannotSay when it is too large."""
    if math.isnan(number):
        return MISSING
    if abs(number) > LARGEST:
        raise CannotSay("it looks at a number that is too large")
    return str(int(number)) if number == int(number) else repr(number)


MISSING = "min([])"
"""A number that is not there, as rules write it."""
LARGEST = 10**15
