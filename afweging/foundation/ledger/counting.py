"""Rows against the events that must have made them: what was added or taken away behind the ledger's back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select

from afweging.foundation.database import Session
from afweging.foundation.ledger.models import Event


def uncounted(
    session: Session, things: str, rows: Select[Any], kind: str, *verbs: str, taken_away: str = ""
) -> Iterator[str]:
    """Give a line per object whose number of `things` is not the number of events that made them.

    `rows` selects the public id of the object to which each row belongs, once per row. An event with the verb
    `taken_away` undoes one.
    """
    there = Counter(f"{kind}:{public_id}" for public_id in session.scalars(rows))
    told = _events(session, kind, *verbs)
    if taken_away:
        told.subtract(_events(session, kind, taken_away))
    for object_ in sorted(there.keys() | told.keys()):
        if there[object_] != told[object_]:
            yield f"{object_} has {there[object_]} {things}, and {told[object_]} events that say so"


def _events(session: Session, kind: str, *verbs: str) -> Counter[str]:
    of_kind = Event.verb.in_(verbs) & Event.object.startswith(f"{kind}:")
    counted = select(Event.object, func.count()).where(of_kind).group_by(Event.object)
    return Counter({row[0]: row[1] for row in session.execute(counted)})
