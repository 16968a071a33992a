"""What the publication room reads of a dossier."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import DECIDED_STATES, Assessment, Dossier
from afweging.case.dossier.walk import Walk, walk
from afweging.case.publication.models import Entry, Publication


def weighings(dossier: Dossier) -> list[Assessment]:
    """Return the assessments but for the quick scans, oldest first."""
    return [a for a in dossier.assessments if a.kind != "quick_scan"]


def told_assessment(dossier: Dossier) -> Assessment | None:
    """Return the assessment that the public is told of: the last decided one, else the last of all."""
    found = weighings(dossier)
    decided = [a for a in found if a.state in DECIDED_STATES]
    candidates = decided or found
    return candidates[-1] if candidates else None


def walk_of(session: Session, dossier: Dossier, *, today: dt.date) -> Walk | None:
    """Return the answers that draft the public text, or none before a weighing was started."""
    assessment = told_assessment(dossier)
    return walk(session, assessment, today=today) if assessment else None


def entry_of(session: Session, dossier: Dossier) -> Entry | None:
    """Return the dossier's place in the register."""
    return session.scalar(select(Entry).where(Entry.dossier_id == dossier.id))


def latest_publication(session: Session, entry: Entry) -> Publication | None:
    """Return the newest version of an entry."""
    query = select(Publication).where(Publication.entry_id == entry.id).order_by(Publication.version.desc())
    return session.scalar(query.limit(1))


def publications(session: Session, dossier: Dossier) -> list[Publication]:
    """Return every published version, newest first."""
    query = (
        select(Publication)
        .join(Entry, Entry.id == Publication.entry_id)
        .where(Entry.dossier_id == dossier.id)
        .order_by(Publication.version.desc())
    )
    return list(session.scalars(query))
