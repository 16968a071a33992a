"""The last look at an import: what format 1 refuses in it goes, and is noted under the name it had.

An importer makes the best rules that it can. Whether the kernel takes them (a look ahead, a text that is too
long, types that do not go together) shows only when all of it is read; what is refused then is left out, one
part at a time, and the rest is read again.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from ..problems import Mark, Problem, Problems, QuestionnaireInvalid
from ..reader import read_node
from ..yaml12 import Entries, Items, Node, Scalar
from .base import Imported, Note, NotImportable
from .ordering import ordered

Path = tuple[str | int, ...]
MOST_ROUNDS = 50
"""A round leaves out all that is wrong; a next one is needed only for what built on that."""


class Said(str):
    """A rule in our language that remembers how the original said it."""

    __slots__ = ("original",)
    original: str

    @classmethod
    def of(cls, rule: str, original: str) -> "Said":
        """The rule `rule`, made from `original`."""
        said = cls(rule)
        said.original = original
        return said


def settled(imported: Imported, file: str) -> Imported:
    """The import as format 1 takes it. Raises NotImportable when no part can be left out to make it right."""
    notes = list(imported.notes)
    data = ordered(deepcopy(imported.data), notes)
    for _ in range(MOST_ROUNDS):
        refused = _refused(data)
        if not refused:
            return Imported(_plain(data), tuple(dict.fromkeys(notes)))
        _leave_out(data, refused, notes, file)
    raise NotImportable([Problem(file, 1, 1, "too much of this file goes beyond what format 1 can say")])


@dataclass(slots=True)
class _Places:
    """A tree around plain data in which every node has a line of its own, to find it again by."""

    paths: list[Path] = field(default_factory=list)

    def tree(self, value: Any, path: Path = ()) -> Node:
        """The tree of a value."""
        self.paths.append(path)
        mark = Mark(len(self.paths), 1)
        if isinstance(value, Mapping):
            entries = {key: self.tree(item, (*path, key)) for key, item in value.items()}
            return Entries(mark, entries=entries, keys={key: node.mark for key, node in entries.items()})
        if isinstance(value, list):
            return Items(mark, items=[self.tree(item, (*path, place)) for place, item in enumerate(value)])
        return Scalar(mark, value=value, text=str(value), inner=None)


def _refused(data: dict[str, Any]) -> dict[Path, str]:
    """What the reader refuses: where, and why."""
    places = _Places()
    tree = places.tree(data)
    try:
        read_node(tree, Problems(""))
    except QuestionnaireInvalid as error:
        return {places.paths[problem.line - 1]: problem.message for problem in error.problems}
    return {}


def _leave_out(data: dict[str, Any], refused: Mapping[Path, str], notes: list[Note], file: str) -> None:
    parts: dict[Path, tuple[Path, str]] = {}
    for path, message in refused.items():
        part = _part(path)
        if part is None:
            raise NotImportable(_beyond(refused, file))
        parts.setdefault(part, (path, message))
    for part in sorted(parts, key=_from_the_end, reverse=True):
        path, message = parts[part]
        notes.append(_note(data, part, path, message))
        owner = _at(data, part[:-1])
        del owner[part[-1]]
        if not owner:
            del _at(data, part[:-2])[part[-2]]


def _part(path: Path) -> Path | None:
    """The smallest part around a place that can be left out."""
    for length in range(len(path), 0, -1):
        if path[length - 1] in _ALONE or (length > 1 and path[length - 2] in _LISTED):
            return path[:length]
    return None


_ALONE: Mapping[str | int, str] = {
    "show_if": "it is always shown here",
    "required": "it may be left open here",
    "pattern": "any text is taken here",
}
"""Keys that can go, and what is so without them."""
_LISTED: Mapping[str | int, str] = {
    "checks": "this is not checked here",
    "scores": "this score is not computed here",
    "outcomes": "this outcome does not exist here",
}
"""Lists of which an item can go, and what is so without it."""


def _from_the_end(path: Path) -> tuple[tuple[bool, str, int], ...]:
    return tuple((True, "", key) if isinstance(key, int) else (False, key, 0) for key in path)


def _beyond(refused: Mapping[Path, str], file: str) -> Iterator[Problem]:
    """The errors that stand for a file that is beyond format 1: they name the part of what came out."""
    for path, message in refused.items():
        if _part(path) is None:
            where = ".".join(map(str, path))
            yield Problem(file, 1, 1, f"this cannot be said in format 1 ({where or 'the whole'}): {message}")


def _note(data: dict[str, Any], part: Path, path: Path, message: str) -> Note:
    key = part[-1]
    means = _ALONE[key] if key in _ALONE else _LISTED[part[-2]]
    said = _at(data, path)
    original = getattr(said, "original", said)
    told = f" “{original}”" if isinstance(original, str) else ""
    return Note(_name(data, part), f"{_what(part)}{told} has no place in format 1 ({message}); {means}")


def _what(part: Path) -> str:
    return {"show_if": "the condition", "required": "when it is required,", "pattern": "the pattern"}.get(
        str(part[-1]),
        {"checks": "the check", "scores": "the score", "outcomes": "the outcome"}.get(str(part[-2]), ""),
    )


def _name(data: dict[str, Any], part: Path) -> str:
    """The name that the nearest part with an id had in the original, or its id."""
    for length in range(len(part), 0, -1):
        found = _at(data, part[:length])
        if isinstance(found, Mapping) and "id" in found:
            return str(found.get("source", found["id"]))
    return "-"


def _at(data: Any, path: Iterable[str | int]) -> Any:
    for key in path:
        data = data[key]
    return data


def _plain(value: Any) -> Any:
    """The same without rules that remember."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Said) else value
