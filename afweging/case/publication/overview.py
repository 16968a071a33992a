"""The register as an organisation's editors see it: what stands there, since when, and what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from afweging.case.disclosure.models import Disclosure
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.publication.models import Draft, Entry, Publication, PublicationRequest
from afweging.case.publication.queries import told_assessment
from afweging.case.review.models import Condition, Decision
from afweging.foundation.identity.actor import Actor

EDITORS = ("editor", "privacy_officer")


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier. `state`: `none`, `drafted`, `public` or `gone`; `waits` are sentences with their page."""

    dossier: Dossier
    state: str
    number: str
    name: str
    last: Publication | None
    waits: tuple[tuple[str, str], ...]


def register_rows(session: Session, actor: Actor) -> list[Row]:
    """Return the dossiers of the organisations whose text the actor keeps; what waits comes first.

    A constant number of statements, whatever the number of dossiers.
    """
    mine = [number for number in actor.roles if actor.has(number, *EDITORS)]
    dossiers = session.scalars(
        select(Dossier)
        .where(Dossier.organisation_id.in_(mine))
        .options(joinedload(Dossier.organisation), selectinload(Dossier.assessments))
        .order_by(Dossier.organisation_id, Dossier.number)
    ).all()
    known = _Known.of(session, dossiers)
    rows = [_row(dossier, known) for dossier in dossiers]
    return sorted(rows, key=lambda row: not row.waits)


@dataclass(frozen=True)
class _Known:
    last: Mapping[int, Publication]
    drafts: Mapping[int, Draft]
    disclosures: Mapping[int, list[Disclosure]]
    requests: Mapping[int, PublicationRequest]
    conditions: Mapping[int, list[Condition]]
    decided: Mapping[int, dt.datetime]

    @classmethod
    def of(cls, session: Session, dossiers: Iterable[Dossier]) -> _Known:
        ids = [dossier.id for dossier in dossiers]
        told = {a.id: a for dossier in dossiers if (a := told_assessment(dossier))}
        disclosures: dict[int, list[Disclosure]] = {}
        for each in session.scalars(select(Disclosure).where(Disclosure.dossier_id.in_(ids))):
            disclosures.setdefault(each.dossier_id, []).append(each)
        conditions: dict[int, list[Condition]] = {}
        query = select(Condition).where(Condition.assessment_id.in_(told)).order_by(Condition.number)
        for condition in session.scalars(query):
            conditions.setdefault(condition.assessment_id, []).append(condition)
        asked = select(PublicationRequest).where(
            PublicationRequest.dossier_id.in_(ids), PublicationRequest.settled_at.is_(None)
        )
        decisions = select(Decision.assessment_id, Decision.at).where(Decision.assessment_id.in_(told))
        return cls(
            last=_last_publications(session, ids),
            drafts={d.dossier_id: d for d in session.scalars(select(Draft).where(Draft.dossier_id.in_(ids)))},
            disclosures=disclosures,
            requests={each.dossier_id: each for each in session.scalars(asked)},
            conditions=conditions,
            decided={row[0]: row[1] for row in session.execute(decisions)},
        )


def _last_publications(session: Session, ids: list[int]) -> dict[int, Publication]:
    newest = (
        select(Publication.entry_id, func.max(Publication.version).label("version"))
        .group_by(Publication.entry_id)
        .subquery()
    )
    found = session.execute(
        select(Entry.dossier_id, Publication)
        .join(Entry, Entry.id == Publication.entry_id)
        .join(newest, (newest.c.entry_id == Publication.entry_id) & (newest.c.version == Publication.version))
        .where(Entry.dossier_id.in_(ids))
    )
    return {row[0]: row[1] for row in found if row[0] is not None}


def _row(dossier: Dossier, known: _Known) -> Row:
    last = known.last.get(dossier.id)
    state = "gone" if last and last.act == "retract" else "public" if last else "none"
    if state == "none" and dossier.id in known.drafts:
        state = "drafted"
    fields: Mapping[str, Any] = last.record["fields"] if last else {}
    number = str(last.record["number"]) if last else ""
    return Row(
        dossier, state, number, str(fields.get("name", "")), last, tuple(_waits(dossier, last, known, state))
    )


def _waits(
    dossier: Dossier, last: Publication | None, known: _Known, state: str
) -> Iterable[tuple[str, str]]:
    if any(each.waits for each in known.disclosures.get(dossier.id, ())):
        yield _("Iets wat niet openbaar zou worden, wacht op een tweede persoon."), "openbaarheid"
    if asked := known.requests.get(dossier.id):
        yield _("Een verzoek wacht op een tweede persoon."), f"publicatie/verzoeken/{asked.public_id}"
    if state == "gone":
        return
    draft = known.drafts.get(dossier.id)
    if last is not None and _is_behind(dossier, last, known):
        yield _("De openbare tekst loopt achter."), "publicatie"
    elif draft is not None and (last is None or draft.saved_at > last.published_at):
        yield _("Er is een tekst bewaard die nog niet openbaar is."), "publicatie"


def _is_behind(dossier: Dossier, last: Publication, known: _Known) -> bool:
    """Tell whether a decision, or what became of a condition, is not in the version that stands."""
    told: Assessment | None = told_assessment(dossier)
    if told is None:
        return False
    decided = known.decided.get(told.id)
    if decided is not None and decided > last.published_at:
        return True
    conditions = known.conditions.get(told.id, [])
    return any(c.settled_at is not None and c.settled_at > last.published_at for c in conditions)
