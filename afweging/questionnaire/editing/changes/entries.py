"""The changes of a variant's text, as they are written: which part each is about, and where in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...parts import FILE, INNERMOST, KINDS, OWNER_KIND, PartRef
from ..document import Document
from ..parts import indexed, within
from ..spans import Path

INNER = ("option", "row", "column", "band")
"""Kinds that have an owner in their name."""
_VERBS = ("add", "change", "hide", "move")


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: its place in `changes`, the part it is about, and what stands under its name."""

    place: int
    name: str
    verb: str
    ref: PartRef
    body: Mapping[str, Any]

    @property
    def path(self) -> Path:
        """The path of the change in the file."""
        return ("changes", self.place)

    @property
    def inside(self) -> Path:
        """The path of what stands under its name."""
        return ("changes", self.place, self.name)

    @property
    def owner(self) -> PartRef | None:
        """What the part is added or moved to; None when a move stays where it was."""
        key = OWNER_KIND.get(self.ref.kind)
        if key is None:
            return FILE
        found = self.body.get(key)
        return PartRef(key, found) if isinstance(found, str) else None

    @property
    def neighbour(self) -> str | None:
        """The id that it stands after or before."""
        found = self.body.get("after", self.body.get("before"))
        return found if isinstance(found, str) else None


def entries(data: Any) -> list[Entry]:
    """The changes that can be understood, in the order of the file; the reader tells of the others."""
    changes = data.get("changes") if isinstance(data, Mapping) else None
    found = (
        _entry(place, change) for place, change in enumerate(changes if isinstance(changes, list) else ())
    )
    return [entry for entry in found if entry]


def _entry(place: int, change: Any) -> Entry | None:
    if not isinstance(change, Mapping):
        return None
    for name, body in change.items():
        verb, _, kind = name.partition("_")
        if verb not in _VERBS or not isinstance(body, Mapping):
            return None
        kind = kind or next((kind for kind in INNERMOST if kind in body), "")
        ref = _ref(verb, kind, body) if kind in KINDS else None
        return Entry(place, name, verb, ref, body) if ref else None
    return None


def _ref(verb: str, kind: str, body: Mapping[str, Any]) -> PartRef | None:
    payload = body.get(kind)
    found = {"add": payload.get("id") if isinstance(payload, Mapping) else None, "change": body.get("id")}
    part_id = found.get(verb, payload)
    owner = body.get(OWNER_KIND[kind]) if kind in INNER else ""
    return PartRef(kind, part_id, owner) if isinstance(part_id, str) and isinstance(owner, str) else None


def count(document: Document) -> int:
    """How many changes there are, those too that cannot be understood."""
    changes = document.plain.get("changes") if isinstance(document.plain, Mapping) else None
    return len(changes) if isinstance(changes, list) else 0


def added(data: Any) -> Iterator[tuple[PartRef, Path]]:
    """The parts that the variant adds, those within them too, each with the path of its data."""
    for entry in entries(data):
        if entry.verb == "add":
            payload = entry.body[entry.ref.kind]
            yield from indexed(payload, entry.ref, (*entry.inside, entry.ref.kind))


def find_added(document: Document, ref: PartRef) -> Path | None:
    """The path of a part that the variant adds itself; None when it is the base's."""
    return next((path for found, path in added(document.plain) if found == ref), None)


def settings(document: Document, ref: PartRef) -> list[tuple[Entry, Path]]:
    """Where the variant sets keys of a part: the `set` of its own change, or in that of its question."""
    found = []
    for entry in entries(document.plain):
        if entry.verb != "change" or not isinstance(entry.body.get("set"), Mapping):
            continue
        for part, path in indexed(entry.body["set"], entry.ref, (*entry.inside, "set")):
            if part == ref:
                found.append((entry, path))
    return found


def owner_of(ref: PartRef) -> PartRef | None:
    """The question or score that an option, row, column or band belongs to."""
    return PartRef(OWNER_KIND[ref.kind], ref.owner) if ref.owner else None


def owner_key(kind: str, owner: str) -> dict[str, str]:
    """How a change names what a part belongs to."""
    return {OWNER_KIND[kind]: owner} if kind in OWNER_KIND else {}


def part_at(data: Any, path: Path) -> tuple[PartRef, Path]:
    """The part that a path in a variant's data is about, and the rest of the path below its data or `set`.

    What is no change is about the file itself; so is a change that cannot be understood.
    """
    entry = next((each for each in entries(data) if each.path == path[:2]), None)
    if entry is None:
        return FILE, path
    key = {"add": entry.ref.kind, "change": "set"}.get(entry.verb)
    if len(path) > 3 and path[3] == key:
        return within(entry.body[key], path[4:], entry.ref)
    return entry.ref, path[3:]
