"""Upgrading what a variant moves."""

from ...inventory import Part
from ...parts import FILE
from ..model import Change
from .model import OURS, THEIRS, Conflict, conflict_id
from .work import Work


def settle_move(work: Work, change: Change) -> None:
    """A move goes on as long as all that it names is there, and the base did not move the same part."""
    if work.is_lost(change):
        return
    reason = _reason(work, change)
    if reason is None:
        work.apply(change)
        return
    body = work.body(change)
    takes = (THEIRS,) if reason in ("removed", "parent") else (OURS, THEIRS)
    made = conflict_id(change, reason)
    choice = work.choose(Conflict(made, reason, change.place, change.ref, ours=body, takes=takes))
    if choice is None:
        return
    if choice.take == THEIRS:
        work.drop(change, reason)
        work.put(change, None)
        return
    work.apply(change, code=reason)
    if reason == "neighbour":
        owner = change.owner or work.new.parts[change.ref].owner
        left = work.elsewhere(body, owner, change)
        goes_somewhere = change.owner is not None or "after" in left
        work.put(change, left if goes_somewhere else None)


def _reason(work: Work, change: Change) -> str | None:
    """Why a move does not fit the new base; None when it does."""
    old, new = work.old.parts.get(change.ref), work.new.parts.get(change.ref)
    if not work.is_local(change.ref) and new is None:
        return "removed"
    owner = change.owner or (new.owner if new else FILE)
    if change.owner is not None and not work.has_list(change.owner):
        return "parent"
    if new is None or old is None:
        return None
    if not work.has_neighbour(change, owner):
        return "neighbour"
    return "moved" if old.owner != new.owner or _stands_elsewhere(work, old, new) else None


def _stands_elsewhere(work: Work, old: Part, new: Part) -> bool:
    """Did the base itself move it, among the neighbours that both versions have?"""
    before = work.old.siblings(old.owner, old.ref.kind)
    after = work.new.siblings(new.owner, new.ref.kind)
    both = set(before) & set(after)
    left = [name for name in before if name in both]
    now = [name for name in after if name in both]
    return left[: left.index(old.ref.id)] != now[: now.index(new.ref.id)]
