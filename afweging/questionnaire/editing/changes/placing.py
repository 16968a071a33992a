"""Adding, hiding, removing and moving parts in a variant."""

from collections.abc import Mapping, Set
from typing import Any

from ...parts import FILE, LIST_OF, Beside, PartRef
from ..document import Document
from ..merging import put
from ..parts import indexed, place_in
from ..places import NotEditable
from ..spans import Path
from .entries import Entry, count, entries, find_added, owner_key, owner_of, settings
from .national import National


def add(
    document: Document,
    kind: str,
    owner: PartRef,
    data: Mapping[str, Any],
    beside: Beside,
    *,
    base: National,
    because: Any = None,
) -> Document:
    """Add a part to a list.

    What is added to a part of the variant's own goes into that part, anything else is an `add_…` change.
    Raises KeyError for an owner or neighbour that is not there.
    """
    orders = base.orders(document)
    if owner != FILE and owner not in orders.owners:
        raise KeyError(owner)
    place_in([{"id": each} for each in orders.lists[owner, kind]], beside)
    ref = PartRef(kind, str(data.get("id")), owner.id if owner.kind in ("question", "score") else "")
    home = find_added(document, owner)
    if home is not None:
        made = _put_inside(document, (*home, LIST_OF[kind]), kind, data, beside)
        if made and base.orders(made).stands(ref, owner, beside):
            return made
    body = {
        **owner_key(kind, owner.id),
        **beside.as_change(),
        **({} if because is None else {"because": because}),
        kind: dict(data),
    }
    return document.insert(("changes",), count(document), {f"add_{kind}": body})


def _put_inside(
    document: Document, path: Path, kind: str, data: Mapping[str, Any], beside: Beside
) -> Document | None:
    """Add to the list at a path within what the variant adds; None when the neighbour stands elsewhere."""
    items = _items(document, path)
    if not beside.names <= {item.get("id") for item in items}:
        return None
    return document.insert(path, place_in(items, beside), dict(data))


def _items(document: Document, path: Path) -> list[Mapping[str, Any]]:
    found = document.get(path) if document.has(path) else None
    return [item for item in found or () if isinstance(item, Mapping)]


def remove(document: Document, ref: PartRef, *, base: National, because: Any = None) -> Document:
    """Hide a national part, for which `because` must be given; take away a part of the variant's own.

    With a part of its own goes every change that is about it or about what is in it; what stood beside it
    keeps its place. Raises KeyError, and NotEditable without a reason.
    """
    path = find_added(document, ref)
    if path is not None:
        return _drop(document, ref, path, base)
    if ref == FILE:
        raise KeyError(ref)
    base.part(ref)
    hidden = next((each for each in entries(document.plain) if each.verb == "hide" and each.ref == ref), None)
    if not because:
        raise NotEditable(f"{ref} can be hidden with a reason only")
    if hidden:
        return put(document, (*hidden.inside, "because"), because)
    owner = owner_key(ref.kind, ref.owner) if ref.owner else {}
    body = {ref.kind: ref.id, **owner, "because": because}
    return document.insert(("changes",), count(document), {"hide": body})


def _drop(document: Document, ref: PartRef, path: Path, base: National) -> Document:
    gone = _gone(document, ref, path)
    for part in gone:
        document = _release(document, part, gone, base)
    doomed = [each.place for each in entries(document.plain) if _hangs_on(each, gone, path)]
    for part in gone:
        for entry, place in reversed(settings(document, part)):
            if entry.place not in doomed:
                document = document.remove(place)
    inside = len(path) > 4
    document = document.remove(path) if inside else document
    for place in sorted({*doomed, *(() if inside else (int(path[1]),))}, reverse=True):
        document = document.remove(("changes", place))
    return document


def _gone(document: Document, ref: PartRef, path: Path) -> set[PartRef]:
    """A part that is taken away, and all that goes with it."""
    gone = {found for found, _ in indexed(document.get(path), ref)}
    while True:
        more = {
            found
            for entry in entries(document.plain)
            if entry.verb == "add" and (entry.owner in gone)
            for found, _ in indexed(entry.body[entry.ref.kind], entry.ref)
        }
        if more <= gone:
            return gone
        gone |= more


def _hangs_on(entry: Entry, gone: Set[PartRef], path: Path) -> bool:
    """Is a change about what goes, or does it put something in it?"""
    if entry.path == path[:2]:
        return False
    owner = owner_of(entry.ref) or entry.owner
    return entry.ref in gone or owner in gone


def _release(document: Document, ref: PartRef, gone: Set[PartRef], base: National) -> Document:
    """Let what was put beside a part stand beside its neighbour, so that the part can go elsewhere."""
    idle = []
    for entry in entries(document.plain):
        if entry.verb not in ("add", "move") or not _is_beside(entry, ref) or entry.ref in gone:
            continue
        beside = base.orders(document, entry.place).beside(ref, {*gone, entry.ref})
        document = _placed(document, entry, beside)
        if entry.verb == "move" and not beside.names and "section" not in entry.body:
            idle.append(entry.place)
    return _without(document, idle)


def _is_beside(entry: Entry, ref: PartRef) -> bool:
    return entry.neighbour == ref.id and (entry.ref.kind, entry.ref.owner) == (ref.kind, ref.owner)


def _placed(document: Document, entry: Entry, beside: Beside) -> Document:
    for key, name in beside._asdict().items():
        document = put(document, (*entry.inside, key), name)
    return document


def unhide(document: Document, ref: PartRef) -> Document:
    """Show a part again that the variant hides."""
    hides = [each for each in entries(document.plain) if each.verb == "hide" and each.ref == ref]
    return _without(document, [each.place for each in hides])


def _without(document: Document, places: list[int]) -> Document:
    for place in sorted(places, reverse=True):
        document = document.remove(("changes", place))
    return document


def reset(document: Document, ref: PartRef, *, base: National) -> Document:
    """Take back every change of a part: what is set, its move, its being hidden."""
    document = _release(document, ref, {ref}, base) if _moves(document, ref) else document
    for entry, path in reversed(settings(document, ref)):
        if entry.ref != ref:
            document = document.remove(path)
    changes = [each for each in entries(document.plain) if each.ref == ref and each.verb != "add"]
    return _without(document, [each.place for each in changes])


def _moves(document: Document, ref: PartRef) -> list[Entry]:
    return [entry for entry in entries(document.plain) if entry.verb == "move" and entry.ref == ref]


def give_because(document: Document, ref: PartRef, because: Any) -> Document:
    """Say why a part is changed, hidden, moved or added here; None takes the reason away, but of a hiding."""
    for entry in entries(document.plain):
        if entry.ref == ref and (because or entry.verb != "hide"):
            document = put(document, (*entry.inside, "because"), because)
    return document


def move(
    document: Document,
    ref: PartRef,
    owner: PartRef,
    beside: Beside,
    *,
    base: National,
    because: Any = None,
) -> Document:
    """Move a part within its list or, a question, to another section; without a neighbour to the end.

    A part of the variant's own is moved where it is added, when that can be; else, and for a national part,
    there is a `move` change, which goes again when the part is back in its place. Raises KeyError.
    """
    orders = base.orders(document)
    for part in (ref, owner):
        if part != FILE and part not in orders.owners:
            raise KeyError(part)
    if owner_of(ref) not in (None, owner):
        raise NotEditable(f"{ref} stays with what it belongs to")
    others = [{"id": each} for each in orders.lists[owner, ref.kind] if each != ref.id]
    place_in(others, beside)
    if orders.stands(ref, owner, beside):
        return document
    if not beside.names and others:
        beside = Beside(after=str(others[-1]["id"]))
    document = _release(document, ref, {ref}, base)
    made = _moved_where_added(document, ref, owner, beside, base)
    return made or _moved(document, ref, owner, beside, because, base)


def _moved_where_added(
    document: Document, ref: PartRef, whose: PartRef, beside: Beside, base: National
) -> Document | None:
    path = find_added(document, ref)
    if path is None or _moves(document, ref):
        return None
    if len(path) > 4:
        made = _moved_inside(document, ref, path, whose, beside)
    else:
        made = _added_elsewhere(document, ref, path, whose, beside, base)
    return made if made and base.orders(made).stands(ref, whose, beside) else None


def _added_elsewhere(
    document: Document,
    ref: PartRef,
    path: Path,
    whose: PartRef,
    beside: Beside,
    base: National,
) -> Document | None:
    """Add a part elsewhere, when the new place is known where it is added."""
    entry = next(each for each in entries(document.plain) if each.path == path[:2])
    known = base.orders(document, entry.place)
    if (whose != FILE and whose not in known.owners) or not beside.names <= set(known.lists[whose, ref.kind]):
        return None
    document = _placed(document, entry, beside)
    for key, value in owner_key(ref.kind, whose.id).items():
        document = put(document, (*entry.inside, key), value)
    return document


def _moved_inside(
    document: Document, ref: PartRef, path: Path, whose: PartRef, beside: Beside
) -> Document | None:
    """Move a part within what the variant adds, when both places are there."""
    target = find_added(document, whose)
    if target is None:
        return None
    target = (*target, LIST_OF[ref.kind])
    items = [item for item in _items(document, target) if item.get("id") != ref.id]
    if not beside.names <= {item.get("id") for item in items}:
        return None
    return document.move(path, target, place_in(items, beside))


def _moved(
    document: Document,
    ref: PartRef,
    whose: PartRef,
    beside: Beside,
    because: Any,
    base: National,
) -> Document:
    """The document with one `move` of a part, or none when it stands there without."""
    old = _moves(document, ref)
    reasons = [each.body["because"] for each in old if "because" in each.body]
    document = _without(document, [each.place for each in old])
    orders = base.orders(document)
    if orders.stands(ref, whose, beside):
        return document
    reason = because if because is not None else (reasons[-1] if reasons else None)
    section = ref.kind == "question" and (orders.owners[ref] != whose or not beside.as_change())
    body = {
        ref.kind: ref.id,
        **(owner_key(ref.kind, whose.id) if section or ref.owner else {}),
        **beside.as_change(),
        **({} if reason is None else {"because": reason}),
    }
    return document.insert(("changes",), base.home(document, ref), {"move": body})
