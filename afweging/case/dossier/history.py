"""What happened in a dossier, told from the ledger. A verb without a sentence is work, not history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Dossier
from afweging.case.dossier.names import CONCLUSION_NAMES, DOSSIER_ROLE_NAMES, NAMED_NAMES
from afweging.foundation.identity.models import Person
from afweging.foundation.ledger.models import Event

Detail = Mapping[str, Any]
Sentence = Callable[[Detail], str]
PAGE = 50

SENTENCES: dict[str, Sentence] = {
    "dossier.started": lambda d: _("Het dossier begon."),
    "dossier.changed": lambda d: _("De gegevens van het dossier veranderden."),
    "dossier.closed": lambda d: _("Het dossier sloot: %(reason)s", reason=d.get("because", "")),
    "dossier.named": lambda d: _("De %(part)s is aangewezen.", part=NAMED_NAMES[str(d.get("part"))]),
    "dossier.went_live": lambda d: _("De toepassing ging in gebruik."),
    "member.added": lambda d: _("Iemand kwam erbij: %(role)s.", role=DOSSIER_ROLE_NAMES[str(d["role"])]),
    "member.removed": lambda d: _("Iemand ging eruit: %(role)s.", role=DOSSIER_ROLE_NAMES[str(d["role"])]),
    "quick_scan.concluded": lambda d: _(
        "De snelle toets is afgerond: %(conclusion)s.", conclusion=CONCLUSION_NAMES[str(d["conclusion"])]
    ),
    "quick_scan.countersigned": lambda d: _("Een privacy officer tekende mee dat er geen weging nodig is."),
    "assessment.started": lambda d: (
        _("De snelle toets begon.") if d.get("kind") == "quick_scan" else _("Het team begon aan de weging.")
    ),
    "assessment.submitted": lambda d: (
        _("Het team diende de weging in.")
        if d.get("number") == 1
        else _("Het team diende versie %(number)s in.", number=d.get("number"))
    ),
    "assessment.recalled": lambda d: _("De eigenaar haalde de weging terug."),
    "assessment.withdrawn": lambda d: _(
        "De eigenaar trok de weging in: %(reason)s", reason=d.get("because", "")
    ),
    "outcome.argument": lambda d: _("Het team schreef waarom het toch door wil."),
    "outcome.does_not_apply": lambda d: _("Een jurist legde vast waarom een verbod hier niet geldt."),
    "review.taken": lambda d: _("De privacy officer nam de zaak op."),
    "review.handed_over": lambda d: _("De zaak ging over naar een andere privacy officer."),
    "review.returned": lambda d: _("De privacy officer stuurde de zaak terug naar het team."),
    "advice.asked": lambda d: _("Er is advies gevraagd."),
    "advice.given": lambda d: _("Er kwam een advies."),
    "assessment.judged": lambda d: _("De privacy officer oordeelde."),
    "assessment.decided": lambda d: _("Het besluit viel, namens %(body)s.", body=d.get("body", "")),
    "condition.met": lambda d: _("Aan voorwaarde %(number)s is voldaan.", number=d.get("number")),
    "condition.waived": lambda d: _("Voorwaarde %(number)s is vervallen.", number=d.get("number")),
    "publication.published": lambda d: _("Het register toont versie %(version)s.", version=d.get("version")),
    "disclosure.agreed": lambda d: _("Er is besloten iets niet openbaar te maken."),
}
# The daily work: only on the page with everything.
WORK: dict[str, Sentence] = {
    "answer.saved": lambda d: _("Antwoord bewaard, versie %(revision)s.", revision=d.get("revision")),
    "evidence.added": lambda d: _("Bijlage toegevoegd."),
    "evidence.removed": lambda d: _("Bijlage weggehaald."),
    "comment.written": lambda d: _("Opmerking geschreven."),
    "comment.resolved": lambda d: _("Opmerking afgehandeld."),
    "proposal.taken_over": lambda d: _("Voorstel van de coach overgenomen."),
    "question.assigned": lambda d: _("Vraag toegewezen."),
    "question.unassigned": lambda d: _("Toewijzing teruggenomen."),
}


def register_sentence(verb: str, sentence: Sentence) -> None:
    """Let a room tell its own acts, or tell one better than this room can."""
    SENTENCES[verb] = sentence


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: when, what, by whom; and the question and assessment it was about, for a link."""

    at: dt.datetime
    text: str
    by: str
    question_id: str = ""
    assessment: str = ""


def happenings(session: Session, dossier: Dossier) -> list[Happening]:
    """Return what happened, the newest first, without the daily work."""
    events = session.scalars(
        _events(dossier).where(Event.verb.in_(SENTENCES)).order_by(Event.number.desc())
    ).all()
    return _told(session, events)


def everything(session: Session, dossier: Dossier, page: int) -> tuple[list[Happening], int]:
    """Return one page of all that happened, the newest first, and how many events there are."""
    known = {**SENTENCES, **WORK}
    query = _events(dossier).where(Event.verb.in_(known))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    events = session.scalars(query.order_by(Event.number.desc()).limit(PAGE).offset((page - 1) * PAGE)).all()
    return _told(session, events), total


def _events(dossier: Dossier) -> Any:
    objects = [f"dossier:{dossier.public_id}", *(f"assessment:{a.public_id}" for a in dossier.assessments)]
    return select(Event).where(Event.chain == dossier.organisation.code, Event.object.in_(objects))


def _told(session: Session, events: Any) -> list[Happening]:
    actors = {event.actor for event in events}
    rows = session.execute(select(Person.public_id, Person.name).where(Person.public_id.in_(actors)))
    names = {row[0]: row[1] for row in rows}
    return [_happening(event, names) for event in events]


def _happening(event: Event, names: Mapping[str, str]) -> Happening:
    detail = event.detail or {}
    sentence = SENTENCES.get(event.verb) or WORK[event.verb]
    kind, _sep, public_id = event.object.partition(":")
    return Happening(
        event.at,
        sentence(detail),
        names.get(event.actor, ""),
        str(detail.get("question") or ""),
        public_id if kind == "assessment" else "",
    )
