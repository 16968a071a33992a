"""Upgrading what a variant adds."""

from collections.abc import Iterator

from ...parts import FILE, PartRef
from ..model import Change
from .model import OURS, THEIRS, Conflict, conflict_id
from .work import Work


def settle_addition(work: Work, change: Change) -> None:
    """An addition goes on as long as what it goes into and beside is there, and its id is free."""
    if work.is_lost(change):
        work.lose(_parts(change))
        return
    work.add_local(_parts(change))
    reason = _reason(work, change, change.owner or FILE)
    if reason is None:
        work.apply(change)
        return
    body = work.body(change)
    takes = (OURS, THEIRS) if reason in ("neighbour", "parent") else (THEIRS,)
    made = conflict_id(change, reason)
    choice = work.choose(
        Conflict(made, reason, change.place, change.ref, ours=body[change.ref.kind], takes=takes)
    )
    if choice is None:
        return
    if choice.take == THEIRS:
        work.drop(change, reason)
        work.lose(_parts(change))
        work.put(change, None)
    else:
        work.apply(change, code=reason)
        work.put(change, work.elsewhere(body, change.owner or FILE, change))


def _parts(change: Change) -> Iterator[PartRef]:
    """The part that is added, and the questions in it when it is a section."""
    yield change.ref
    plain = change.node.plain() if change.node else {}
    for item in plain.get("questions", ()) if change.ref.kind == "section" else ():
        yield PartRef("question", item["id"])


def _reason(work: Work, change: Change, owner: PartRef) -> str | None:
    """Why an addition does not fit the new base; None when it does."""
    if change.ref in work.new.parts:
        return "taken"
    if not work.has_list(owner):
        return "parent"
    if not work.is_local(owner) and owner.kind in ("question", "score") and work.is_locked(owner):
        return "locked"
    return None if work.has_neighbour(change, owner) else "neighbour"
