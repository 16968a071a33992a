"""Two questionnaires compared part by part, and the version that the difference asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .inventory import Inventory, Part, Path, inventory, same
from .model import Questionnaire
from .parts import FILE, LIST_OF, PartRef
from .text import Text

LEVELS = ("none", "patch", "minor", "major")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value that differs; None where there is none."""

    path: Path
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to one part.

    `kind` is added, removed, changed or moved. `title` is what the part is called; `owners` are what it stood
    and stands in, for a move.
    """

    kind: str
    ref: PartRef
    title: Text
    leaves: tuple[Leaf, ...] = ()
    owners: tuple[PartRef, PartRef] | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, in the order of the new questionnaire; what was removed comes last."""

    differences: tuple[Difference, ...]

    def of(self, kind: str) -> tuple[Difference, ...]:
        """The differences of one kind."""
        return tuple(each for each in self.differences if each.kind == kind)

    @property
    def added(self) -> tuple[PartRef, ...]:
        """What is new."""
        return tuple(each.ref for each in self.of("added"))

    @property
    def removed(self) -> tuple[PartRef, ...]:
        """What is gone, or hidden now."""
        return tuple(each.ref for each in self.of("removed"))

    @property
    def changed(self) -> tuple[PartRef, ...]:
        """What reads or works differently."""
        return tuple(each.ref for each in self.of("changed"))

    @property
    def moved(self) -> tuple[PartRef, ...]:
        """What stands elsewhere."""
        return tuple(each.ref for each in self.of("moved"))

    def __bool__(self) -> bool:
        """Is there any difference?"""
        return bool(self.differences)


_NOT_COMPARED = frozenset((("id",), ("version",)))
"""What the two are called is no difference between them."""


def compare(old: Questionnaire, new: Questionnaire) -> Comparison:
    """Compare two questionnaires by the ids of their parts. What a variant hid counts as gone."""
    before, after = inventory(old), inventory(new)
    had, have = before.shown(), after.shown()
    moved = _moved(had, have)
    found: list[Difference] = []
    for ref, part in have.items():
        if ref not in had:
            found.append(Difference("added", ref, _title(part, after)))
            continue
        leaves = _leaves(had[ref], part)
        if leaves:
            found.append(Difference("changed", ref, _title(part, after), leaves))
        if ref in moved:
            owners = (had[ref].owner, part.owner)
            found.append(Difference("moved", ref, _title(part, after), owners=owners))
    found += [
        Difference("removed", ref, _title(part, before)) for ref, part in had.items() if ref not in have
    ]
    return Comparison(tuple(found))


def _leaves(old: Part, new: Part) -> tuple[Leaf, ...]:
    paths = dict.fromkeys((*old.leaves, *new.leaves))
    return tuple(
        Leaf(path, old.leaves.get(path), new.leaves.get(path))
        for path in paths
        if path not in _NOT_COMPARED
        and not (path in old.leaves and path in new.leaves and same(old.leaves[path], new.leaves[path]))
    )


def _moved(had: Mapping[PartRef, Part], have: Mapping[PartRef, Part]) -> set[PartRef]:
    """The parts that stand in another list, or in another order among those that stayed.

    Of a list in another order, as few parts as possible are said to have moved: those outside a longest
    increasing run of old places.
    """
    stayed = [ref for ref in have if ref in had]
    moved = {ref for ref in stayed if had[ref].owner != have[ref].owner}
    lists: dict[tuple[PartRef, str], list[PartRef]] = {}
    for ref in stayed:
        if ref not in moved and ref.kind in LIST_OF:
            lists.setdefault((have[ref].owner, ref.kind), []).append(ref)
    for refs in lists.values():
        kept = _longest_rising([had[ref].place for ref in refs])
        moved.update(ref for number, ref in enumerate(refs) if number not in kept)
    return moved


def _longest_rising(places: list[int]) -> set[int]:
    """The indexes of a longest strictly rising subsequence (patience sorting)."""
    ends: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if places[ends[middle]] < place else (low, middle)
        before.append(ends[low - 1] if low else None)
        ends[low:] = [index, *ends[low + 1 :]]
    found: set[int] = set()
    index_: int | None = ends[-1] if ends else None
    while index_ is not None:
        found.add(index_)
        index_ = before[index_]
    return found


def _title(part: Part, of: Inventory) -> Text:
    given = part.raw.get("label") or part.raw.get("title") or part.raw.get("text") or part.ref.id
    return Text({of.language: given} if isinstance(given, str) else given, of.language)


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a version: `code` of `CAUSES`, the part, and the key that changed."""

    level: str
    code: str
    ref: PartRef
    title: Text
    key: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The version that a difference asks for, and why: the causes of its level, in document order."""

    version: str
    level: str
    causes: tuple[Cause, ...]


WORDING = frozenset(
    (
        "label", "help", "why", "title", "intro", "description", "text", "unit", "row_title", "labels",
        "examples", "references", "owner", "licence", "source", "language", "because",
    )
)  # fmt: skip
"""Keys that only say it in other words."""

USE = frozenset(("disclosure", "publish", "values", "respondent", "scope", "locked"))
"""Keys that say what is done with an answer, and who gives it; not what is asked."""


def propose_version(old: Questionnaire, comparison: Comparison) -> Proposal:
    """The next version: major when something was removed or means something else, minor when something was
    added, patch when only words changed (questionnaire-format.md, `version`).
    """
    causes = [cause for each in comparison.differences for cause in _causes(each)]
    level = max((cause.level for cause in causes), key=LEVELS.index, default="none")
    telling = tuple(cause for cause in causes if cause.level == level)
    return Proposal(raised(old.version, level), level, telling)


def raised(version: str, level: str) -> str:
    """A version one level higher; itself when the level is none."""
    major, minor, patch = map(int, version.split("."))
    if level == "major":
        return f"{major + 1}.0.0"
    if level == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if level == "patch" else version


def _causes(each: Difference) -> Iterable[Cause]:
    if each.kind == "removed":
        level = "patch" if each.ref.kind == "term" else "major"
        yield Cause(level, "removed", each.ref, each.title)
    elif each.kind == "added":
        level = "patch" if each.ref.kind == "term" else "minor"
        yield Cause(level, "added", each.ref, each.title)
    elif each.kind == "moved":
        elsewhere = each.owners is not None and each.owners[0] != each.owners[1]
        yield Cause("minor" if elsewhere else "patch", "moved", each.ref, each.title)
    else:
        for key in dict.fromkeys(leaf.path[0] for leaf in each.leaves):
            yield Cause(*_of_key(each.ref, key), each.ref, each.title, key)


def _of_key(ref: PartRef, key: str) -> tuple[str, str]:
    if key in WORDING or (ref == FILE and key not in ("checks", "classes")):
        return "patch", "reworded"
    if key in USE:
        return "minor", "used_otherwise"
    return "major", "means_otherwise"
