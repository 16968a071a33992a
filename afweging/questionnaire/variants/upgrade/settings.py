"""Upgrading what a variant changes in national parts: leaf by leaf."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...inventory import Inventory, Path, inventory, leaves_of, same
from ...parts import LISTS, PartRef
from ..locks import LOCKED_KEYS
from ..model import Change
from ..resolving import resolve
from .model import NEW, OURS, THEIRS, Conflict, conflict_id
from .work import Work, listed, raw, revision

_GONE: Any = object()
"""What is left of a leaf that the variant no longer changes."""


def settle_setting(work: Work, change: Change) -> None:
    """Each leaf by itself: it goes on, is national now, or is a conflict."""
    if work.is_lost(change):
        return
    if work.is_local(change.ref):
        work.apply(change)
        return
    body = work.body(change)
    if change.ref not in work.new.parts:
        _settle_removed(work, change, body)
        return
    kept = _kept(work, change, change.ref, body["set"])
    work.put(change, {**body, "set": kept} if kept else None)
    old, new = work.old.parts[change.ref], work.new.parts[change.ref]
    if kept and revision(old) != revision(new):
        work.made.notices.append(listed(change, value=revision(new), code="revision"))


def _kept(work: Work, change: Change, ref: PartRef, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of a `set`, with conflicts settled, in the form in which it was written."""
    lists = LISTS.get(ref.kind, {})
    kept: dict[str, Any] = {}
    for key, value in given.items():
        if key in lists and isinstance(value, list):
            left: Any = list(_kept_parts(work, change, lists[key], ref, value)) or _GONE
        else:
            left = _kept_key(work, change, ref, key, value)
        if left is not _GONE:
            kept[key] = left
    return kept


def _kept_parts(
    work: Work, change: Change, kind: str, owner: PartRef, items: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What is left of options, rows, columns or bands that are set in one list."""
    for item in items:
        ref = PartRef(kind, item["id"], owner.id)
        given = {key: value for key, value in item.items() if key != "id"}
        if work.is_local(ref) or ref in work.new.parts:
            left = _kept(work, change, ref, given)
        else:
            left = {}
            _part_removed(work, change, ref, given)
        if left:
            yield {"id": item["id"], **left}


def _part_removed(work: Work, change: Change, ref: PartRef, given: Mapping[str, Any]) -> None:
    made = conflict_id(change, "removed", ref)
    conflict = Conflict(
        made, "removed", change.place, ref, base=raw(work.old, ref), ours=given, takes=(THEIRS,)
    )
    if work.choose(conflict) is not None:
        work.drop(change, "removed", ref=ref, value=given)


def _kept_key(work: Work, change: Change, ref: PartRef, key: str, value: Any) -> Any:
    """What is left of one key: itself when every leaf stays, else a map of those that do."""
    leaves = list(_set_leaves(work, key, value))
    settled = {path: _leaf(work, change, ref, path, leaf) for path, leaf in leaves}
    if all(settled[path] is not _GONE and same(settled[path], leaf) for path, leaf in leaves):
        return value
    made: Any = _GONE
    for path, left in settled.items():
        if left is not _GONE:
            made = _nested(made, path[1:], left)
    return made


def _nested(made: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    inner = dict(made) if isinstance(made, Mapping) else {}
    inner[path[0]] = _nested(inner.get(path[0], _GONE), path[1:], value)
    return inner


def _set_leaves(work: Work, key: str, value: Any) -> Iterator[tuple[Path, Any]]:
    """The leaves of a `set`: those that are given, and for null the whole key."""
    if value is None:
        yield (key,), None
    else:
        yield from leaves_of(key, value, work.old.language)


def _leaf(work: Work, change: Change, ref: PartRef, path: Path, ours: Any) -> Any:
    """What a leaf becomes: ours, what was written anew, or _GONE."""
    base, theirs = _value(work.old, ref, path), _value(work.new, ref, path)
    untouched = same(base, theirs)
    if not untouched and same(theirs, ours):
        work.made.absorbed.append(listed(change, path, ours, ref=ref))
        return _GONE
    reason = "changed"
    takes: tuple[str, ...] = (OURS, THEIRS, NEW)
    if _locks(work, ref, path):
        reason, takes = "locked", (THEIRS,)
    elif untouched:
        work.apply(change, path=path, value=ours, ref=ref)
        return ours
    made = conflict_id(change, reason, ref, path)
    choice = work.choose(Conflict(made, reason, change.place, ref, path, base, ours, theirs, takes))
    if choice is None:
        return ours
    item = listed(change, path, choice.value if choice.take == NEW else ours, choice.take, ref)
    if choice.take == THEIRS:
        work.made.dropped.append(replace(item, code=reason))
        return _GONE
    work.made.applied.append(item)
    return item.value


def _locks(work: Work, ref: PartRef, path: Path) -> bool:
    """Does the new base lock a leaf?"""
    return work.is_locked(ref) and (bool(ref.owner) or path[0] in LOCKED_KEYS.get(ref.kind, ()))


def _value(of: Inventory, ref: PartRef, path: Path) -> Any:
    """The value at a path: of a leaf, or of all that is below it."""
    part = of.parts.get(ref)
    if part is None:
        return None
    if path in part.leaves:
        return part.leaves[path]
    made: Any = None
    for leaf, value in part.leaves.items():
        if leaf[: len(path)] == path:
            made = _nested(made, leaf[len(path) :], value)
    return made


def _settle_removed(work: Work, change: Change, body: Mapping[str, Any]) -> None:
    """The base took away what the variant changed: let it go, or keep it as a question of one's own."""
    ref = change.ref
    takes = (OURS, THEIRS) if ref.kind == "question" else (THEIRS,)
    conflict = Conflict(
        conflict_id(change, "removed"),
        "removed",
        change.place,
        ref,
        base=raw(work.old, ref),
        ours=body["set"],
        takes=takes,
    )
    choice = work.choose(conflict)
    if choice is None:
        return
    if choice.take == THEIRS:
        work.drop(change, "removed", value=body["set"])
        work.put(change, None)
    else:
        work.apply(change, value=body["set"], code="kept_as_own")
        work.put(change, _as_own(work, change, body), "add_question")


def _as_own(work: Work, change: Change, body: Mapping[str, Any]) -> dict[str, Any]:
    """An addition that keeps a removed question, with the local changes in it, under a local id."""
    ours = raw(inventory(resolve(work.made.base, work.made.variant).questionnaire), change.ref)
    question = {key: value for key, value in ours.items() if key not in ("locked", "hidden")}
    question["id"] = f"{work.made.variant.id}.{change.ref.id}"[:64]
    owner = work.old.parts[change.ref].owner
    made: dict[str, Any] = {"section": owner.id, "question": question}
    if "because" in body:
        made["because"] = body["because"]
    work.add_local(iter((PartRef("question", question["id"]),)))
    return work.elsewhere(made, owner, replace(change, after=change.ref.id, before=None))
