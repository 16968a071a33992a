"""The base of a variant as nodes that can be changed, with each part of it at hand."""

import json
from collections.abc import Iterator
from dataclasses import replace

from ..model import Questionnaire
from ..parts import FILE, LIST_OF, LISTS, PartRef
from ..problems import Mark
from ..yaml12 import Entries, Items, Node, Scalar, tree_of

NATIONAL = 1_000_000_000
"""Lines from here on are no lines of a file: each stands for a part of the base."""


def child(owner: PartRef, kind: str, part_id: str) -> PartRef:
    """The reference of a part in a list of `owner`."""
    return PartRef(kind, part_id, owner.id if owner.kind in ("question", "score") else "")


def copied(node: Node) -> Node:
    """A copy that can be changed without changing the variant, with the same places."""
    if isinstance(node, Entries):
        return replace(
            node, entries={key: copied(item) for key, item in node.entries.items()}, keys=dict(node.keys)
        )
    if isinstance(node, Items):
        return replace(node, items=[copied(item) for item in node.items])
    return node


def id_of(node: Node) -> str | None:
    """The id that a map bears, None when it has none that can be read."""
    found = node.entries.get("id") if isinstance(node, Entries) else None
    return found.value if isinstance(found, Scalar) and isinstance(found.value, str) else None


class Tree:
    """A questionnaire's nodes; `marks` tells which part a national line stands for."""

    def __init__(self, base: Questionnaire) -> None:
        root = tree_of(json.loads(base.canonical))
        assert isinstance(root, Entries)  # the canonical form of a questionnaire is a map
        self.root = root
        self.parts: dict[PartRef, Entries] = {FILE: root}
        self.owners: dict[PartRef, PartRef] = {}
        self.marks: dict[int, PartRef] = {}
        self._enter(root, FILE)
        self.national = frozenset(self.parts)
        self.locked = frozenset(ref for ref, node in self.parts.items() if _is_true(node, "locked"))
        for line, (ref, node) in enumerate(self.parts.items(), start=NATIONAL):
            self.marks[line] = ref
            _move_to(node, Mark(line, 1), {id(part) for part in self.parts.values()})

    def list_of(self, owner: PartRef, kind: str) -> Items:
        """The list in which parts of a kind stand; made when there is none yet."""
        entries = self.parts[owner].entries
        found = entries.get(LIST_OF[kind])
        if isinstance(found, Items):
            return found
        made = Items(self.parts[owner].mark)
        entries[LIST_OF[kind]] = made
        self.parts[owner].keys[LIST_OF[kind]] = made.mark
        return made

    def owner_of(self, ref: PartRef) -> PartRef:
        """The part in whose list this one stands; FILE for sections, scores and the like."""
        return self.owners[ref]

    def put(self, node: Entries, ref: PartRef, owner: PartRef, place: int) -> None:
        """Put a part in a list, and know it and all that is in it from now on."""
        self.list_of(owner, ref.kind).items.insert(place, node)
        self.parts[ref] = node
        self.owners[ref] = owner
        self._enter(node, ref)

    def take(self, ref: PartRef) -> Entries:
        """Take a part out of its list, to put it elsewhere."""
        node = self.parts[ref]
        found = self.list_of(self.owners[ref], ref.kind).items
        found[:] = [item for item in found if item is not node]
        return node

    def place_of(self, owner: PartRef, kind: str, part_id: str) -> int | None:
        """The place of a part in the list of `owner`, None when it is not there."""
        part = self.parts.get(child(owner, kind, part_id))
        items = enumerate(self.list_of(owner, kind).items)
        return next((place for place, item in items if item is part), None)

    def ids(self, kind: str, owner: str = "") -> list[str]:
        """The ids of a kind, for messages."""
        return [ref.id for ref in self.parts if ref.kind == kind and ref.owner == owner]

    def within(self, ref: PartRef) -> Iterator[PartRef]:
        """The questions in a section."""
        return (part for part, owner in self.owners.items() if owner == ref)

    def is_hidden(self, ref: PartRef) -> bool:
        """Is the part hidden, by itself or with what it stands in?"""
        while ref != FILE:
            if "hidden" in self.parts[ref].entries:
                return True
            ref = self.owners[ref]
        return False

    def _enter(self, node: Entries, ref: PartRef) -> None:
        for key, kind in LISTS.get(ref.kind, {}).items():
            found = node.entries.get(key)
            for item in found.items if isinstance(found, Items) else ():
                name = id_of(item)
                if isinstance(item, Entries) and name is not None:
                    part = child(ref, kind, name)
                    self.parts.setdefault(part, item)
                    self.owners.setdefault(part, ref)
                    self._enter(item, part)


def _is_true(node: Entries, key: str) -> bool:
    found = node.entries.get(key)
    return isinstance(found, Scalar) and found.value is True


def _move_to(node: Node, mark: Mark, stops: set[int]) -> None:
    """Give a part's nodes the place that stands for it, down to the parts within."""
    node.mark = mark
    inner: list[Node] = []
    if isinstance(node, Entries):
        node.keys = dict.fromkeys(node.keys, mark)
        inner = list(node.entries.values())
    elif isinstance(node, Items):
        inner = node.items
    for item in inner:
        if id(item) not in stops:
            _move_to(item, mark, stops)
