"""What the kinds of change share while a variant is brought to a new base."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...inventory import Inventory, Part, inventory, same
from ...parts import FILE, OWNER_KIND, PartRef
from ..model import Change
from .model import Choice, Conflict, Listed, Upgrade


class Work:
    """One upgrade under way: the old and the new base taken apart, and what is known of local parts."""

    def __init__(self, made: Upgrade, choices: Mapping[str, Choice]) -> None:
        self.made = made
        self.choices = choices
        self.old = inventory(made.base)
        self.new = inventory(made.new_base)
        self.local: set[PartRef] = set()
        self.lost: set[PartRef] = set()
        """Local parts that were given up: what touches them goes with them."""

    def body(self, change: Change) -> dict[str, Any]:
        """The body of a change, as in the file."""
        return dict(next(iter(self.made.variant.data["changes"][change.place].values())))

    def put(self, change: Change, body: Mapping[str, Any] | None, name: str | None = None) -> None:
        """Give a change a new form; None when nothing is left of it."""
        known, old = next(iter(self.made.variant.data["changes"][change.place].items()))
        if body is None:
            self.made.changes[change.place] = None
        elif name is not None or not same(dict(body), old):
            self.made.changes[change.place] = {name or known: dict(body)}

    def apply(self, change: Change, **told: Any) -> None:
        """List a change as one that goes on."""
        self.made.applied.append(listed(change, **told))

    def drop(self, change: Change, code: str, *, ref: PartRef | None = None, value: Any = None) -> None:
        """List a change as given up."""
        self.made.dropped.append(listed(change, ref=ref, value=value, code=code))

    def choose(self, conflict: Conflict) -> Choice | None:
        """The choice that settles a conflict; None (and it is noted) when there is none that it allows."""
        choice = self.choices.get(conflict.id)
        if choice is None or choice.take not in conflict.takes:
            self.made.conflicts.append(conflict)
            return None
        self.made.settled.append(conflict)
        return choice

    def add_local(self, refs: Iterator[PartRef]) -> None:
        """Know parts that the variant adds."""
        self.local.update(refs)

    def lose(self, refs: Iterator[PartRef]) -> None:
        """Know parts that the variant no longer adds."""
        gone = set(refs)
        self.lost |= gone
        self.local -= gone

    def is_local(self, ref: PartRef | None) -> bool:
        """Was this part, or what it stands in, added by the variant?"""
        return ref is not None and bool({ref, owner_of(ref)} & self.local)

    def is_lost(self, change: Change) -> bool:
        """Does a change touch a local part that was given up? Then it goes too, and is listed."""
        if not {change.ref, owner_of(change.ref), change.owner} & self.lost:
            return False
        self.drop(change, "with_its_part")
        self.put(change, None)
        return True

    def has_list(self, owner: PartRef) -> bool:
        """Is there something to add to or move to?"""
        return owner == FILE or self.is_local(owner) or owner in self.new.parts

    def is_locked(self, ref: PartRef) -> bool:
        """Is a part locked in the new base, by itself or as part of a locked question or score?"""
        owner = owner_of(ref)
        return any(part in self.new.parts and self.new.parts[part].locked for part in (ref, owner) if part)

    def has_neighbour(self, change: Change, owner: PartRef) -> bool:
        """Is the neighbour there that a change names, in the list that it goes to?"""
        name = change.after or change.before
        if name is None:
            return True
        ref = PartRef(change.ref.kind, name, change.ref.owner)
        part = self.new.parts.get(ref)
        return ref in self.local or (
            part is not None and (part.owner == owner or self._moved_to(ref, owner, change.place))
        )

    def _moved_to(self, ref: PartRef, owner: PartRef, before: int) -> bool:
        """Did an earlier change of the variant move the neighbour into this list?"""
        moves = [
            each for each in self.made.variant.changes[:before] if each.verb == "move" and each.ref == ref
        ]
        return bool(moves) and moves[-1].owner == owner

    def elsewhere(self, body: Mapping[str, Any], owner: PartRef, change: Change) -> dict[str, Any]:
        """The nearest place that is left for what was to go beside or into something that is gone."""
        kept = {key: value for key, value in body.items() if key not in ("after", "before")}
        if self.has_list(owner):
            near = self.nearest_left(owner, change.ref.kind, change.after or change.before)
            return kept | ({"after": near} if near else {})
        ids = self.old.siblings(self.old.parts[owner].owner, owner.kind)
        place = ids.index(owner.id)
        order = [*reversed(ids[:place]), *ids[place:]]
        left = next((name for name in order if PartRef(owner.kind, name) in self.new.parts), None)
        kept[owner.kind] = left or next(ref.id for ref in self.new.parts if ref.kind == owner.kind)
        return kept

    def nearest_left(self, owner: PartRef, kind: str, name: str | None) -> str | None:
        """The nearest neighbour before one that is gone which still stands in the list."""
        ids = self.old.siblings(owner, kind)
        if name not in ids:
            return None
        now = set(self.new.siblings(owner, kind))
        return next((each for each in reversed(ids[: ids.index(name)]) if each in now), None)


def listed(
    change: Change,
    path: tuple[str, ...] = (),
    value: Any = None,
    code: str = "",
    ref: PartRef | None = None,
) -> Listed:
    """A change as it is listed; `ref` when it is about a part within."""
    return Listed(change.place, change.verb, ref or change.ref, path, value, code)


def owner_of(ref: PartRef) -> PartRef | None:
    """The question or score that an option, row, column or band belongs to."""
    return PartRef(OWNER_KIND[ref.kind], ref.owner) if ref.owner else None


def revision(part: Part) -> int:
    """How often the meaning of a question changed."""
    return int(part.raw.get("revision", 1))


def raw(of: Inventory, ref: PartRef) -> dict[str, Any]:
    """A part's plain data, empty when it is not there."""
    part = of.parts.get(ref)
    return dict(part.raw) if part else {}
