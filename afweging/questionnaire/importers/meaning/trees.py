"""What the trees of expressions have alike, whatever language they are in."""

from dataclasses import dataclass
from typing import Any

Tree = Any
"""A node of these, or one of the language's own."""


@dataclass(frozen=True, slots=True)
class Const:
    """A text, number or boolean."""

    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function."""

    name: str
    args: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two."""

    operator: str
    left: Tree
    right: Tree


class NoExpression(ValueError):
    """A text that is no expression, or goes beyond what is read here."""
