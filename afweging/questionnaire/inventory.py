"""A questionnaire's plain data taken apart: every part with its leaves, for comparing and upgrading.

A leaf is a path of keys below a part (`("help", "nl")`) and its plain value. Texts are taken apart by
language, maps by key; a list that holds no parts is one leaf.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .model import Questionnaire
from .parts import FILE, LISTS, TEXT_KEYS, PartRef

Path = tuple[str, ...]

_NAMING = frozenset(("id", "format", "hidden"))
"""Keys that are no leaves: they say which part it is."""


@dataclass(slots=True)
class Part:
    """A part: where it stands, and what it says. `raw` is its plain data as in the file."""

    ref: PartRef
    owner: PartRef
    place: int
    raw: Mapping[str, Any]
    leaves: dict[Path, Any] = field(default_factory=dict)
    hidden: bool = False

    @property
    def locked(self) -> bool:
        """Is it locked against variants?"""
        return self.raw.get("locked") is True


@dataclass(slots=True)
class Inventory:
    """Every part of a questionnaire, what is hidden too, in document order."""

    language: str
    parts: dict[PartRef, Part] = field(default_factory=dict)

    def shown(self) -> Mapping[PartRef, Part]:
        """The parts that nobody hid, by themselves or with what they stand in."""
        return {ref: part for ref, part in self.parts.items() if not part.hidden}

    def leaf(self, ref: PartRef, path: Path) -> Any:
        """The value of a leaf, None when there is none."""
        part = self.parts.get(ref)
        return part.leaves.get(path) if part else None

    def siblings(self, owner: PartRef, kind: str) -> list[str]:
        """The ids in one list, in order."""
        return [part.ref.id for part in self.parts.values() if part.owner == owner and part.ref.kind == kind]


def inventory(questionnaire: Questionnaire) -> Inventory:
    """Take a questionnaire apart."""
    made = Inventory(questionnaire.language)
    _enter(made, FILE, FILE, 0, json.loads(questionnaire.canonical), hidden=False)
    return made


def _enter(
    made: Inventory, ref: PartRef, owner: PartRef, place: int, raw: Mapping[str, Any], *, hidden: bool
) -> None:
    hidden = hidden or "hidden" in raw
    lists = LISTS.get(ref.kind, {})
    leaves = {
        path: value
        for key, item in raw.items()
        if key not in lists and key not in _NAMING
        for path, value in leaves_of(key, item, made.language)
    }
    made.parts[ref] = Part(ref, owner, place, raw, leaves, hidden)
    for key, kind in lists.items():
        for number, item in enumerate(raw.get(key, ())):
            inner = PartRef(kind, item["id"], ref.id if ref.kind in ("question", "score") else "")
            _enter(made, inner, ref, number, item, hidden=hidden)


def leaves_of(key: str, value: Any, language: str) -> Iterator[tuple[Path, Any]]:
    """The leaves of one key of a part."""
    for path, leaf in _below((key,), value):
        is_text = path == ("owner", "name") or (path == (key,) and key in TEXT_KEYS)
        yield ((*path, language) if is_text and isinstance(leaf, str) else path), leaf


def _below(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from _below((*path, key), item)
    else:
        yield path, value


def same(left: Any, right: Any) -> bool:
    """Are two plain values the same JSON? (In Python 1 equals true, and 1.0.)"""
    if left is right or left != right:
        return left is right
    return isinstance(left, str) or json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
