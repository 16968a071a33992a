"""What a field of the editor is: a key of the format, how it is drawn, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

Entered = MultiDict[str, str]
"""What stands in the inputs: names → texts, as typed or as drawn from a value."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


class Unreadable(ValueError):
    """What was typed is no value of this key; the words say what is expected."""


@dataclass(frozen=True, slots=True)
class Context:
    """What fields need to know of the file: its own language first, and the public values it names."""

    languages: Sequence[str]
    values: Mapping[str, str]
    language: str


class KeyField:
    """One key. `template` names the macro that draws it."""

    template = "line"

    def __init__(self, key: str) -> None:
        self.key = key

    @property
    def name(self) -> str:
        """The name of its first input; the others start with it."""
        return f"k-{self.key}"

    def draw(self, value: Any, context: Context) -> Entered:
        """The inputs that stand for a value (None: there is none)."""
        return MultiDict({self.name: "" if value is None else str(value)})

    def read(self, entered: Entered, context: Context) -> Any:
        """The value that the inputs say, None for none. Raises Unreadable."""
        return tidy(entered.get(self.name, "")) or None

    def is_in(self, entered: Entered) -> bool:
        """Did the form that came in hold this key?"""
        return f"{self.name}-here" in entered


def listed(value: Any) -> Sequence[Any]:
    """A value that should be a list; nothing, when a text by hand made it something else."""
    return value if isinstance(value, list) else ()


def tidy(text: str) -> str:
    """A text without what nobody sees: line ends of another system, spaces around, control signs."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def as_typed(form: Entered) -> Entered:
    """What was typed, to be shown again: only without signs that no page may hold."""
    return MultiDict([(name, _CONTROL.sub("", text)) for name, text in form.items(multi=True)])
