"""What a published text says of conditions, as the days go by: an open one whose date passed is overdue.

The version stays as it was published, in the cases; only what the register shows of the version that stands
moves with the calendar. A condition that was met or put off meanwhile is not called overdue: a new version
tells of that.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.publication.models import Entry, Publication
from afweging.case.review.models import Condition
from afweging.register import records


def as_it_stands(session: Session, publication: Publication, *, today: dt.date) -> records.EntryRecord:
    """Return the record of a version, with its conditions as they stand on this day."""
    record = records.EntryRecord.from_json(publication.record)
    if not any(_passed(each, today) for each in record.conditions):
        return record
    still_open = _open_conditions(session, publication)
    conditions = tuple(
        dataclasses.replace(each, state="overdue")
        if _passed(each, today) and (each.title, each.due) in still_open
        else each
        for each in record.conditions
    )
    return dataclasses.replace(record, conditions=conditions)


def standing_with_conditions(session: Session) -> list[Publication]:
    """Return the newest version of every entry that tells of conditions and was not taken away."""
    newest: dict[int, Publication] = {}
    for publication in session.scalars(select(Publication).order_by(Publication.version)):
        newest[publication.entry_id] = publication
    return [p for p in newest.values() if p.act != "retract" and p.record.get("conditions")]


def _passed(condition: records.Condition, today: dt.date) -> bool:
    return condition.state == "open" and condition.due is not None and condition.due < today


def _open_conditions(session: Session, publication: Publication) -> set[tuple[str, dt.date | None]]:
    query = (
        select(Condition.text, Condition.due_on)
        .join(Entry, Entry.dossier_id == Condition.dossier_id)
        .where(Entry.id == publication.entry_id, Condition.state == "open")
    )
    return {(text, due) for text, due in session.execute(query)}
