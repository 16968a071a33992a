"""A dossier at a glance, and all that happened in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import redirect, request
from flask_babel import gettext as _

from afweging.case.dossier import addresses, queries
from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.history import PAGE, Happening, everything, happenings
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.moments import day_words, long_day
from afweging.case.dossier.queries.cases import main_assessment
from afweging.case.dossier.route import steps_of
from afweging.case.dossier.sight import Sight
from afweging.case.dossier.turn import Seen, Turn, state_sentence, turn_of
from afweging.case.dossier.views.common import Answer, blueprint, in_dossier, in_queries, today
from afweging.case.dossier.walk import Walk, walk
from afweging.foundation.database import db
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import dagen, local_day, termijn
from afweging.foundation.web.language import current_language

LAST = 9


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline."""

    date: str
    when: str
    text: str
    ahead: bool = False
    today: bool = False
    quote: str = ""


@blueprint.get("/dossiers/<public_id>")
@in_queries
def overview(public_id: str) -> Answer:
    """Show a dossier: how it stands, whose turn it is, what is next."""
    session = db.session()
    dossier, sight = queries.readable_dossier(session, current_actor(), public_id)
    at = main_assessment(dossier)
    case = walk(session, at, today=today()) if at else None
    turn = turn_of(_seen(dossier, sight, at, case))
    told = [] if sight.only_assigned else happenings(session, dossier)
    return in_dossier(
        "dossier/overview.html",
        dossier,
        sight,
        "overview",
        sentence=state_sentence(dossier, at, None if sight.only_assigned else case),
        turn=turn,
        until=_until(turn),
        steps=steps_of(dossier, current_language()),
        moments=_timeline(dossier, at, turn, told[:LAST]),
        more=len(told) > LAST,
        case=None if sight.only_assigned else case,
        lang=current_language(),
    )


@blueprint.get("/dossiers/<public_id>/geschiedenis")
@in_queries
def history(public_id: str) -> Answer:
    """Show all that happened, the newest first."""
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
    sight.require_whole_case()
    number = max(1, request.args.get("pagina", 1, type=int) or 1)
    told, total = everything(db.session(), dossier, number)
    return in_dossier(
        "dossier/history.html",
        dossier,
        sight,
        "history",
        told=told,
        total=total,
        page=number,
        pages=max(1, -(-total // PAGE)),
    )


@blueprint.get("/dossiers/<public_id>/weging")
@in_queries
def weighing_tab(public_id: str) -> Answer:
    """Lead to the weighing that the dossier is about now."""
    dossier, _sight = queries.readable_dossier(db.session(), current_actor(), public_id)
    at = main_assessment(dossier)
    return redirect(addresses.assessment_url(at.public_id) if at else addresses.dossier_url(public_id), 303)


def _seen(dossier: Dossier, sight: Sight, at: Assessment | None, case: Walk | None) -> Seen:
    facts = case_facts(db.session(), sight.actor, dossier, at)
    seen_case = None if sight.only_assigned else case
    return Seen(db.session(), sight.actor, facts, dossier, at, seen_case, current_language())


def _until(turn: Turn) -> str:
    if turn.until is None:
        return ""
    return _(
        "tot en met %(day)s, %(term)s", day=long_day(turn.until, current_language()), term=termijn(turn.until)
    )


def _timeline(dossier: Dossier, at: Assessment | None, turn: Turn, told: list[Happening]) -> list[Moment]:
    """Return what is still to come, today, and what happened last."""
    here = today()
    moments = list(_ahead(dossier, at))
    moments.append(Moment(here.isoformat(), _day(here), _("Vandaag. %(who)s.", who=turn.who), today=True))
    for each in told:
        day = local_day(each.at)
        moments.append(Moment(day.isoformat(), _day(day), each.text))
    return moments


def _ahead(dossier: Dossier, at: Assessment | None) -> list[Moment]:
    found: list[tuple[dt.date, str]] = []
    if at is not None and at.due_on is not None:
        found.append((at.due_on, _("Deze stap is klaar, %(term)s.", term=termijn(at.due_on))))
    if dossier.pilot_until is not None and dossier.lifecycle != "out_of_use":
        found.append((dossier.pilot_until, _("De pilot eindigt, %(when)s.", when=dagen(dossier.pilot_until))))
    if dossier.review_on is not None:
        found.append((dossier.review_on, _("Tijd om opnieuw te wegen.")))
    return [
        Moment(day.isoformat(), _day(day), text, ahead=True)
        for day, text in sorted(found, reverse=True)
        if day >= today()
    ]


def _day(day: dt.date) -> str:
    return day_words(day, day.year == today().year, current_language())
