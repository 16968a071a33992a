"""What a variant is: whose base it extends, and its changes, each with its place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model import Hidden, Owner, Questionnaire
from ..parts import FILE, PartRef
from ..problems import Mark
from ..text import NO_TEXT, Text
from ..yaml12 import Entries


@dataclass(frozen=True, slots=True)
class Extends:
    """The base of a variant. Without `sha256` any text that bears the version will do."""

    id: str
    version: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One change: `verb` is add, change, hide or move.

    `ref` is the part that is added, changed, hidden or moved; `owner` where it is added or moved to (FILE for
    parts of the file itself, None when a move stays where it was); `after` and `before` name a neighbour.
    `node` holds the payload of an addition or the `set` of a change.
    """

    place: int
    verb: str
    ref: PartRef
    mark: Mark
    owner: PartRef | None = None
    after: str | None = None
    before: str | None = None
    node: Entries | None = None
    because: Text = NO_TEXT
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Where the ids of the change stand: `ref`, `owner`, `after`, `before`."""

    def mark_of(self, name: str) -> Mark:
        """The place of one of its ids; where the change starts when it is not written."""
        return self.marks.get(name, self.mark)


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """A variant as its file says it; `data` is the plain data of the file."""

    id: str
    version: str
    title: Text
    extends: Extends
    changes: tuple[Change, ...]
    language: str
    data: Mapping[str, Any]
    node: Entries
    file: str
    description: Text = NO_TEXT
    owner: Owner = field(default_factory=Owner)
    licence: str = ""
    source: object = None
    canonical: bytes = b""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part or one of its texts comes from.

    `kind` is base (the national model), variant (added here) or changed (national, changed here); `base` is
    the national value of a changed leaf, None where there was none.
    """

    kind: str
    because: Text = NO_TEXT
    base: Any = None


BASE = Origin("base")


class Origins:
    """The origin of every part, and of every leaf of it such as `help.nl`."""

    def __init__(self) -> None:
        self._parts: dict[PartRef, Origin] = {}
        self._leaves: dict[tuple[PartRef, tuple[str, ...]], Origin] = {}
        self._moves: dict[PartRef, Origin] = {}

    def of(self, ref: PartRef, path: str = "") -> Origin:
        """The origin of a leaf, of all leaves below a path, or of the part itself when there is no path."""
        whole = self._parts.get(ref, BASE)
        if not path or whole.kind == "variant":
            return whole
        wanted = tuple(path.split("."))
        for (part, leaf), origin in self._leaves.items():
            if part == ref and leaf[: len(wanted)] == wanted:
                return origin
        return BASE

    def leaves(self, ref: PartRef) -> Mapping[tuple[str, ...], Origin]:
        """The leaves of a part that were changed here."""
        return {leaf: origin for (part, leaf), origin in self._leaves.items() if part == ref}

    def moved(self, ref: PartRef) -> Origin | None:
        """Why a part stands elsewhere than in the national model; None when it does not."""
        return self._moves.get(ref)

    def added(self, ref: PartRef, because: Text) -> None:
        """Note that a part was added here."""
        self._parts[ref] = Origin("variant", because)

    def changed(self, ref: PartRef, leaf: tuple[str, ...], because: Text, base: Any) -> None:
        """Note that a leaf was changed here; the national value is that of before the first change."""
        if self._parts.get(ref, BASE).kind == "variant":
            return
        self._parts[ref] = Origin("changed", because)
        first = self._leaves.get((ref, leaf))
        self._leaves[ref, leaf] = Origin("changed", because, first.base if first else base)

    def placed(self, ref: PartRef, because: Text) -> None:
        """Note that a part was moved here."""
        self._moves[ref] = Origin("changed", because)


@dataclass(frozen=True, slots=True, eq=False)
class Resolved:
    """A variant laid over its base: a whole questionnaire, and where each part of it comes from."""

    questionnaire: Questionnaire
    variant: Variant
    base: Questionnaire
    origins: Origins

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        """What the variant hides, each with its because."""
        return self.questionnaire.hidden


__all__ = ["BASE", "FILE", "Change", "Extends", "Origin", "Origins", "Resolved", "Variant"]
