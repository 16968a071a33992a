"""In which order parts stand while the changes of a variant are applied one by one.

The variant need not be right: what cannot be applied is passed over, for the reader tells of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from copy import copy

from ...inventory import Part
from ...parts import FILE, Beside, PartRef
from ..parts import indexed
from .entries import Entry, owner_of


class Orders:
    """The ids of every list of parts, in order, and the owner of every part."""

    def __init__(self, parts: Mapping[PartRef, Part]) -> None:
        self.lists: dict[tuple[PartRef, str], list[str]] = defaultdict(list)
        self.owners: dict[PartRef, PartRef] = {}
        for ref, part in parts.items():
            if ref != FILE:
                self._put(ref, part.owner)

    def after(self, applied: Iterable[Entry]) -> "Orders":
        """The orders once these changes are applied to them."""
        made = copy(self)
        made.lists = defaultdict(list, {key: list(ids) for key, ids in self.lists.items()})
        made.owners = dict(self.owners)
        for entry in applied:
            made._apply(entry)
        return made

    def ids(self, ref: PartRef) -> list[str]:
        """The list that a part stands in; empty when it is not known."""
        owner = self.owners.get(ref)
        return list(self.lists[owner, ref.kind]) if owner else []

    def stands(self, ref: PartRef, owner: PartRef, beside: Beside) -> bool:
        """Does a part stand there already? Without a neighbour: at the end."""
        ids = self.ids(ref)
        if self.owners.get(ref) != owner or ref.id not in ids:
            return False
        place = ids.index(ref.id)
        if beside.after is not None:
            return place > 0 and ids[place - 1] == beside.after
        if beside.before is not None:
            return ids[place + 1 : place + 2] == [beside.before]
        return place == len(ids) - 1

    def beside(self, ref: PartRef, gone: Set[PartRef]) -> Beside:
        """What keeps the place of a part when it goes: after the one before it, else before the next."""
        ids = self.ids(ref)
        place = ids.index(ref.id) if ref.id in ids else len(ids)

        def stays(part_id: str) -> bool:
            return ref._replace(id=part_id) not in gone

        above = next((each for each in reversed(ids[:place]) if stays(each)), None)
        if above is not None:
            return Beside(after=above)
        below = next((each for each in ids[place + 1 :] if stays(each)), None)
        return Beside(before=below)

    def _apply(self, entry: Entry) -> None:
        if entry.verb == "add" and entry.owner:
            self._put(entry.ref, entry.owner, entry)
            for inner, _ in indexed(entry.body[entry.ref.kind], entry.ref):
                if inner != entry.ref:
                    self._put(inner, owner_of(inner) or entry.ref)
        elif entry.verb == "move" and entry.ref in self.owners:
            owner = entry.owner or self.owners[entry.ref]
            self.lists[self.owners[entry.ref], entry.ref.kind].remove(entry.ref.id)
            self._put(entry.ref, owner, entry)

    def _put(self, ref: PartRef, owner: PartRef, entry: Entry | None = None) -> None:
        ids = self.lists[owner, ref.kind]
        place = len(ids)
        if entry and entry.neighbour in ids:
            place = ids.index(entry.neighbour) + ("after" in entry.body)
        ids.insert(place, ref.id)
        self.owners[ref] = owner
