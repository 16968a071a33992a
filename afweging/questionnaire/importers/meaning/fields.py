"""What conditions may look at: the answers to the imported questions, by the original's values."""

import keyword
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...rules.functions import FUNCTIONS

Value = Any
"""None, a boolean, a number, a text, or a list of those."""

ONE, SEVERAL, SCALE, NUMBER, TEXT, DATE, MONTH = "one", "several", "scale", "number", "text", "date", "month"
WHOLE = "whole"
"""A kind of which a condition can only see whether there is an answer."""
UNANSWERED = "unanswered"
"""A kind that takes no answer here, though it may have one in the original."""

WORDS = {
    ONE: "an option",
    SEVERAL: "a list",
    SCALE: "a step of a scale",
    NUMBER: "a number",
    TEXT: "a text",
    DATE: "a date",
    MONTH: "a month",
    WHOLE: "a whole table",
    UNANSWERED: "what takes no answer here",
    "known": "a value",
    "computed": "what is computed",
}

Member = str | int
"""The id of an option, or a step of a scale."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """The answer to one question. `values`: for each member the value that the original stores."""

    id: str
    kind: str
    values: Mapping[Member, Value] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As a rule names it."""
        plain = self.id.isidentifier() and not keyword.iskeyword(self.id)
        return self.id if plain and self.id not in _TAKEN else f'q("{self.id}")'

    @property
    def there(self) -> str:
        """Whether there is an answer, as a rule says it."""
        return f"answered({self.name})"

    @property
    def members(self) -> frozenset[Member]:
        """All that can be chosen."""
        return frozenset(self.values)

    @property
    def is_finite(self) -> bool:
        """Is the answer one of a few values?"""
        return self.kind in (ONE, SCALE)


_TAKEN = frozenset((*FUNCTIONS, "true", "false"))
