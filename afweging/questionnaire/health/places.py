"""Where the parts of a questionnaire stand in its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..parts import FILE, LISTS, PartRef
from ..problems import Mark, Problems
from ..variants import Variant
from ..yaml12 import Entries, Items, Node, Scalar, read_tree

START = Mark(1, 1)


class Places(Protocol):
    """Knows where a part, or a key of it such as `label.nl`, stands."""

    def mark(self, part: PartRef, key: str = "", because_of: PartRef | None = None) -> Mark:
        """The place, or the nearest one that is known; that of the cause, if this knows of it only."""


class Nowhere:
    """For a questionnaire whose file is not at hand."""

    def mark(self, part: PartRef, key: str = "", because_of: PartRef | None = None) -> Mark:
        """The start."""
        return START


@dataclass(frozen=True)
class FilePlaces:
    """The places in one file."""

    nodes: Mapping[PartRef, Entries]

    def mark(self, part: PartRef, key: str = "", because_of: PartRef | None = None) -> Mark:
        """The place of a key's value, or of the part when it has no such key."""
        return _inside(self.nodes.get(part) or self.nodes.get(FILE) or Entries(START), key)


@dataclass(frozen=True)
class VariantPlaces:
    """The places in a variant's file: a part stands where it is added or changed, or where its cause is."""

    nodes: Mapping[PartRef, Entries]
    changes: Mapping[PartRef, Mark]
    extends: Mark

    def mark(self, part: PartRef, key: str = "", because_of: PartRef | None = None) -> Mark:
        """The place in what the variant writes; of its `extends`, for what it leaves as it is."""
        if because_of is not None and because_of in self.changes:
            return self.changes[because_of]
        if part in self.nodes:
            return _inside(self.nodes[part], key)
        return self.changes.get(part, self.extends)


def file_places(data: bytes) -> Places:
    """The places in the YAML of a questionnaire; of a file that cannot be read, nothing but its start."""
    tree = read_tree(data, Problems(""))
    return FilePlaces(dict(_parts(FILE, tree))) if isinstance(tree, Entries) else Nowhere()


def variant_places(variant: Variant) -> Places:
    """The places in the file of a variant."""
    nodes: dict[PartRef, Entries] = {FILE: variant.node}
    for change in variant.changes:
        if change.node is not None:
            nodes.update(_parts(change.ref, change.node))
    marks = {change.ref: change.mark for change in variant.changes}
    return VariantPlaces(nodes, marks, variant.node.entries["extends"].mark)


def _inside(node: Node, key: str) -> Mark:
    for step in key.split(".") if key else ():
        inner = _step(node, step)
        if inner is None:
            break
        node = inner
    return node.mark


def _step(node: Node, step: str) -> Node | None:
    if isinstance(node, Entries):
        return node.entries.get(step)
    if isinstance(node, Items) and step.isdigit() and int(step) < len(node.items):
        return node.items[int(step)]
    return None


def _parts(ref: PartRef, node: Entries) -> Iterator[tuple[PartRef, Entries]]:
    yield ref, node
    for key, kind in LISTS.get(ref.kind, {}).items():
        items = node.entries.get(key)
        for item in items.items if isinstance(items, Items) else ():
            found = item.entries.get("id") if isinstance(item, Entries) else None
            if isinstance(item, Entries) and isinstance(found, Scalar):
                owner = ref.id if ref.kind in ("question", "score") else ""
                yield from _parts(PartRef(kind, str(found.value), owner), item)
