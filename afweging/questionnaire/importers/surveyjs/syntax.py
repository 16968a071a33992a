"""The tree of a condition."""

from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True, slots=True)
class Const:
    """A value written out; None for `null` and `undefined`."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Variable:
    """`{name}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Array:
    """`[a, b]`."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`empty`, `notempty` or `negate`."""

    operator: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Logic:
    """Parts with `and` between them, or with `or`."""

    operator: str
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides and what is between them; `source` is the text of it."""

    operator: str
    left: "Expression"
    right: "Expression"
    source: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function."""

    name: str
    arguments: tuple["Expression", ...]
    source: str


Expression = Union[Const, Variable, Array, Unary, Logic, Binary, Call]  # noqa: UP007  # names that come later


def told(tree: Expression) -> str:
    """A part of a condition in the words of the file."""
    if isinstance(tree, Binary | Call):
        return tree.source
    if isinstance(tree, Unary):
        inner = told(tree.operand)
        return f"!({inner})" if tree.operator == "negate" else f"{inner} {tree.operator}"
    if isinstance(tree, Logic):
        return f" {tree.operator} ".join(map(told, tree.parts))
    return f"{{{tree.name}}}" if isinstance(tree, Variable) else "a value"
