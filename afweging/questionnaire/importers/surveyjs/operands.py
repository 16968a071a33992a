"""What stands left and right of an operator."""

from dataclasses import dataclass
from typing import Union

from ..meaning.fields import Field
from ..meaning.logic import Rule
from .engine import Value


@dataclass(frozen=True, slots=True)
class Known:
    """A value that does not depend on answers; None is no answer."""

    value: Value


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question."""

    field: Field


@dataclass(frozen=True, slots=True)
class Number:
    """Something computed; `text` is how rules write it, `sure`: it is never missing."""

    text: str
    reads: frozenset[Field]
    sure: bool = True


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


@dataclass(frozen=True, slots=True)
class Listed:
    """A list in which not everything is known."""

    items: tuple["Operand", ...]


@dataclass(frozen=True, slots=True)
class Strange:
    """Something that rules cannot say, and why."""

    why: str


Operand = Union[Known, Answer, Number, Outcome, Either, Listed, Strange]  # noqa: UP007  # names that come later


class CannotSay(Exception):
    """Rules cannot say this; the message says why."""
