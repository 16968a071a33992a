"""What happened in a dossier, told from the ledger: on its pages and in its reports.

One registry holds a sentence for each act. A room tells its own acts; those of rooms that have no more to
tell than the bare fact stand here. A verb without a telling is not history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Dossier
from afweging.case.dossier.names import CONCLUSION_NAMES, DOSSIER_ROLE_NAMES, NAMED_NAMES
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Person
from afweging.foundation.ledger.models import Event

Detail = Mapping[str, Any]
Words: TypeAlias = str | LazyString
PAGE = 50

TEAM = _l("Het team")
OWNER = _l("De eigenaar")
OFFICER = _l("De privacy officer")
EDITOR = _l("De redactie")


def _nothing(_detail: Detail) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Telling:
    """How an act is told.

    `by` says whose act it is, as a role: the sentence begins with it, or with “U” for whoever did it.
    `sentence` gets that word and the event's detail, in which `name` is the person whom it is about.
    `quote` gives what was written with it. A report tells roles only, and tells what is `in_report`.
    """

    by: Words
    sentence: Callable[[str, Detail], str]
    quote: Callable[[Detail], str] = _nothing
    in_report: bool = True


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: when, what, by whom; and the question and assessment it was about, for a link."""

    at: dt.datetime
    text: str | Markup
    by: str = ""
    question_id: str = ""
    assessment: str = ""
    quote: str = ""


_tellings: dict[str, Telling] = {}


def tell(verb: str, telling: Telling) -> None:
    """Let a room tell one of its acts."""
    _tellings[verb] = telling


def happenings(session: Session, dossier: Dossier, reader: Actor) -> list[Happening]:
    """Return what happened, the newest first, without the daily work."""
    events = session.scalars(_events(dossier, _tellings).order_by(Event.number.desc())).all()
    return _told(session, events, reader)


def everything(session: Session, dossier: Dossier, reader: Actor, page: int) -> tuple[list[Happening], int]:
    """Return one page of all that happened, the newest first, and how many events there are."""
    query = _events(dossier, {**_tellings, **WORK})
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    events = session.scalars(query.order_by(Event.number.desc()).limit(PAGE).offset((page - 1) * PAGE)).all()
    return _told(session, events, reader), total


def for_report(session: Session, dossier: Dossier, *, until: dt.datetime) -> list[Happening]:
    """Return what a report tells up to a moment, oldest first, without names."""
    verbs = [verb for verb, telling in _tellings.items() if telling.in_report]
    events = session.scalars(_events(dossier, verbs).where(Event.at <= until).order_by(Event.number))
    return [Happening(event.at, _sentence(event, {}, None)) for event in events]


def _events(dossier: Dossier, verbs: Iterable[str]) -> Select[Event]:
    objects = [f"dossier:{dossier.public_id}", *(f"assessment:{a.public_id}" for a in dossier.assessments)]
    return select(Event).where(
        Event.chain == dossier.organisation.code, Event.object.in_(objects), Event.verb.in_(verbs)
    )


def _told(session: Session, events: Iterable[Event], reader: Actor) -> list[Happening]:
    found = list(events)
    people = {event.actor for event in found} | {_about(event) for event in found}
    rows = session.execute(select(Person.public_id, Person.name).where(Person.public_id.in_(people)))
    names = {row[0]: row[1] for row in rows}
    return [_happening(event, names, reader) for event in found]


def _happening(event: Event, names: Mapping[str, str], reader: Actor) -> Happening:
    detail = event.detail or {}
    kind, _sep, public_id = event.object.partition(":")
    return Happening(
        event.at,
        _sentence(event, names, reader),
        names.get(event.actor, ""),
        str(detail.get("question") or ""),
        public_id if kind == "assessment" else "",
        _telling(event.verb).quote(detail),
    )


def _sentence(event: Event, names: Mapping[str, str], reader: Actor | None) -> str:
    telling = _telling(event.verb)
    mine = reader is not None and event.actor == reader.public_id
    detail = {**(event.detail or {}), "name": names.get(_about(event)) or _("iemand")}
    return telling.sentence(_("U") if mine else str(telling.by), detail)


def _telling(verb: str) -> Telling:
    return _tellings.get(verb) or WORK[verb]


def _about(event: Event) -> str:
    return str((event.detail or {}).get("person") or "")


def _role(detail: Detail) -> str:
    return str(DOSSIER_ROLE_NAMES.get(str(detail.get("role")), ""))


def _named(who: str, detail: Detail) -> str:
    part = NAMED_NAMES.get(str(detail.get("part")), "")
    if not detail.get("person"):
        return _("%(who)s haalde de %(part)s weg.", who=who, part=part)
    return _("%(who)s wees %(name)s aan als %(part)s.", who=who, name=detail["name"], part=part)


def _started(who: str, detail: Detail) -> str:
    if detail.get("kind") == "quick_scan":
        return _("%(who)s begon aan de snelle toets.", who=who)
    return _("%(who)s begon aan de weging.", who=who)


def _submitted(who: str, detail: Detail) -> str:
    if detail.get("number") in (1, None):
        return _("%(who)s diende de weging in.", who=who)
    return _("%(who)s diende versie %(number)s in.", who=who, number=detail["number"])


def _because(detail: Detail) -> str:
    return str(detail.get("because") or "")


def _text(detail: Detail) -> str:
    return str(detail.get("text") or "")


for _verb, _told_so in {
    "dossier.started": Telling(OWNER, lambda who, d: _("%(who)s begon dit dossier.", who=who)),
    "dossier.changed": Telling(
        TEAM, lambda who, d: _("%(who)s veranderde de gegevens van het dossier.", who=who), in_report=False
    ),
    "dossier.closed": Telling(
        OWNER, lambda who, d: _("%(who)s sloot het dossier.", who=who), _because, in_report=False
    ),
    "dossier.named": Telling(TEAM, _named, in_report=False),
    "dossier.went_live": Telling(OWNER, lambda who, d: _("%(who)s nam de toepassing in gebruik.", who=who)),
    "member.added": Telling(
        OWNER,
        lambda who, d: _("%(who)s vroeg %(name)s erbij: %(role)s.", who=who, name=d["name"], role=_role(d)),
        in_report=False,
    ),
    "member.removed": Telling(
        OWNER,
        lambda who, d: _("%(who)s haalde %(name)s eruit: %(role)s.", who=who, name=d["name"], role=_role(d)),
        in_report=False,
    ),
    "quick_scan.concluded": Telling(
        TEAM,
        lambda who, d: _(
            "%(who)s rondde de snelle toets af: %(conclusion)s.",
            who=who,
            conclusion=CONCLUSION_NAMES.get(str(d.get("conclusion")), ""),
        ),
    ),
    "quick_scan.countersigned": Telling(
        OFFICER, lambda who, d: _("%(who)s tekende mee dat er geen weging nodig is.", who=who)
    ),
    "assessment.started": Telling(TEAM, _started),
    "assessment.submitted": Telling(OWNER, _submitted),
    "assessment.moved": Telling(
        TEAM,
        lambda who, d: _("%(who)s zette de weging op %(version)s.", who=who, version=d.get("questionnaire")),
    ),
    "assessment.moved_back": Telling(
        TEAM,
        lambda who, d: _(
            "%(who)s zette de weging terug op %(version)s.", who=who, version=d.get("questionnaire")
        ),
    ),
    "assessment.recalled": Telling(OWNER, lambda who, d: _("%(who)s haalde de weging terug.", who=who)),
    "assessment.withdrawn": Telling(OWNER, lambda who, d: _("%(who)s trok de weging in.", who=who), _because),
    "outcome.argument": Telling(
        TEAM, lambda who, d: _("%(who)s schreef waarom het toch door wil.", who=who), _text, in_report=False
    ),
    "outcome.does_not_apply": Telling(
        _l("De jurist"),
        lambda who, d: _("%(who)s legde vast waarom een verbod hier niet geldt.", who=who),
        _text,
        in_report=False,
    ),
    "publication.published": Telling(
        EDITOR,
        lambda who, d: _(
            "%(who)s zette versie %(version)s in het register.", who=who, version=d.get("version")
        ),
    ),
    "disclosure.agreed": Telling(
        OFFICER, lambda who, d: _("%(who)s stemde ermee in dat iets niet openbaar wordt.", who=who)
    ),
}.items():
    tell(_verb, _told_so)

# The daily work: only on the page with everything, which names who did it in a column of its own.
WORK: dict[str, Telling] = {
    "answer.saved": Telling(
        TEAM, lambda who, d: _("Antwoord bewaard, versie %(revision)s.", revision=d.get("revision"))
    ),
    "evidence.added": Telling(TEAM, lambda who, d: _("Bijlage toegevoegd.")),
    "evidence.removed": Telling(TEAM, lambda who, d: _("Bijlage weggehaald.")),
    "comment.written": Telling(TEAM, lambda who, d: _("Opmerking geschreven.")),
    "comment.resolved": Telling(TEAM, lambda who, d: _("Opmerking afgehandeld.")),
    "proposal.taken_over": Telling(TEAM, lambda who, d: _("Voorstel van de coach overgenomen.")),
    "question.assigned": Telling(TEAM, lambda who, d: _("Vraag toegewezen aan %(name)s.", name=d["name"])),
    "question.unassigned": Telling(TEAM, lambda who, d: _("Toewijzing teruggenomen.")),
}
