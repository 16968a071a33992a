"""The parts of a questionnaire, as variants, comparisons and the editor name them."""

from collections.abc import Mapping
from typing import NamedTuple


class PartRef(NamedTuple):
    """One part: its kind, its id, and for an option, row, column or band the id of what it belongs to."""

    kind: str
    id: str = ""
    owner: str = ""

    def __str__(self) -> str:
        """As it is written in lists: `option gegevens/adres`."""
        return f"{self.kind} {self.owner}/{self.id}" if self.owner else f"{self.kind} {self.id}".strip()


class Beside(NamedTuple):
    """Where a part goes in a list: after or before the part with that id, else at the end."""

    after: str | None = None
    before: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """The ids that it names: one, or none."""
        return frozenset(each for each in self if each is not None)

    def as_change(self) -> dict[str, str]:
        """As a change of a variant says it: `after` or `before`, or nothing."""
        return {key: name for key, name in self._asdict().items() if name is not None}


LAST = Beside()

FILE = PartRef("file")

LISTS: Mapping[str, Mapping[str, str]] = {
    "file": {
        "sections": "section",
        "values": "value",
        "glossary": "term",
        "scores": "score",
        "outcomes": "outcome",
    },
    "section": {"questions": "question"},
    "question": {"options": "option", "rows": "row", "columns": "column"},
    "score": {"bands": "band"},
}
"""Kind → the keys that hold lists of parts, and the kind of those parts."""

LIST_OF: Mapping[str, str] = {kind: key for lists in LISTS.values() for key, kind in lists.items()}
"""Kind of a part → the key of the list that it stands in."""

OWNER_KIND: Mapping[str, str] = {
    kind: owner for owner, lists in LISTS.items() for kind in lists.values() if owner not in ("file",)
}
"""Kind of a part → the kind of what it belongs to, when that is not the file."""

KINDS: tuple[str, ...] = tuple(LIST_OF)

INNERMOST = ("option", "row", "column", "band", "question", "section", "value", "term", "score", "outcome")
"""Kinds, the innermost first: of the parts that a `hide` or `move` names, the first is what it is about."""

TEXT_KEYS = frozenset(
    ("label", "help", "why", "title", "intro", "description", "text", "unit", "row_title", "hidden")
)
"""Keys whose value is a text in one or more languages, on whatever part."""
