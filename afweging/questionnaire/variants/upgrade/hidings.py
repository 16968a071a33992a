"""Upgrading what a variant hides."""

from ...inventory import Part, same
from ...parts import PartRef
from ..model import Change
from .model import OURS, THEIRS, Conflict, conflict_id
from .work import Work, listed, revision


def settle_hiding(work: Work, change: Change) -> None:
    """What is hidden stays hidden, unless it means something else now or may not be hidden any more."""
    if work.is_lost(change):
        return
    if work.is_local(change.ref):
        work.apply(change)
        return
    old, new = work.old.parts[change.ref], work.new.parts.get(change.ref)
    if new is None:
        work.made.absorbed.append(listed(change, code="removed"))
        work.put(change, None)
        return
    reason = _reason(work, change.ref, old, new)
    if reason is None:
        work.apply(change)
        if not same(old.raw, new.raw):
            work.made.notices.append(listed(change, code="reworded"))
        return
    conflict = Conflict(
        conflict_id(change, reason),
        reason,
        change.place,
        change.ref,
        base=dict(old.raw),
        ours=work.body(change).get("because"),
        theirs=dict(new.raw),
        takes=(THEIRS,) if reason == "locked" else (OURS, THEIRS),
    )
    choice = work.choose(conflict)
    if choice is None:
        return
    if choice.take == THEIRS:
        work.drop(change, reason)
        work.put(change, None)
    else:
        work.apply(change, code=reason)


def _reason(work: Work, ref: PartRef, old: Part, new: Part) -> str | None:
    """Why something can no longer be hidden without a look."""
    inside = (part.ref for part in work.new.parts.values() if part.owner == ref)
    if any(work.is_locked(part) for part in (ref, *inside)):
        return "locked"
    return "meaning" if revision(old) != revision(new) else None
