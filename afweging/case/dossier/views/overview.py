"""A dossier at a glance, and all that happened in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from flask import redirect, request
from flask_babel import gettext as _
from markupsafe import Markup

from afweging.case.dossier import addresses, queries
from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.glance import Ahead, Glance, bold, glance_of
from afweging.case.dossier.history import PAGE, Happening, everything, happenings
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.moments import day_words, long_day
from afweging.case.dossier.offering import offer_of
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
LONGEST_QUOTE = 280


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline."""

    date: str
    when: str
    text: str | Markup
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
    seen = _seen(dossier, sight, at, case)
    turn = turn_of(seen)
    glance = Glance() if sight.only_assigned else glance_of(seen)
    told = [] if sight.only_assigned else _newest(happenings(session, dossier, sight.actor), glance)
    return in_dossier(
        "dossier/overview.html",
        dossier,
        sight,
        "overview",
        sentence=glance.stands or state_sentence(dossier, at, None if sight.only_assigned else case),
        glance=glance,
        turn=turn,
        until=_until(turn),
        steps=steps_of(dossier, current_language()),
        moments=_timeline(dossier, at, turn, told[:LAST], glance.ahead),
        more=len(told) > LAST,
        case=None if sight.only_assigned else case,
        offered=offer_of(session, at, sight, current_language()),
        lang=current_language(),
    )


@blueprint.get("/dossiers/<public_id>/geschiedenis")
@in_queries
def history(public_id: str) -> Answer:
    """Show all that happened, the newest first."""
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
    sight.require_whole_case()
    number = max(1, request.args.get("pagina", 1, type=int) or 1)
    told, total = everything(db.session(), dossier, sight.actor, number)
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


def _newest(told: list[Happening], glance: Glance) -> list[Happening]:
    return sorted([*told, *glance.happened], key=lambda each: each.at, reverse=True)


def _timeline(
    dossier: Dossier, at: Assessment | None, turn: Turn, told: list[Happening], coming: list[Ahead]
) -> list[Moment]:
    """Return what is still to come, today, and what happened last."""
    here = today()
    ahead = [*_own_days(dossier, at), *coming]
    moments = [
        Moment(each.on.isoformat(), _day(each.on), each.text, ahead=True)
        for each in sorted(ahead, key=lambda each: each.on, reverse=True)
        if each.on >= here
    ]
    words = Markup("{} {}.").format(bold(_("Vandaag.")), turn.who)
    moments.append(Moment(here.isoformat(), _day(here), words, today=True))
    return [*moments, *(_moment(each) for each in told)]


def _moment(told: Happening) -> Moment:
    day = local_day(told.at)
    return Moment(day.isoformat(), _day(day), told.text, quote=_cut(told.quote))


def _cut(text: str) -> str:
    """Return a quote that fits on the timeline; the whole text stands on its own page."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _step_done_by(state: str, term: str) -> str:
    """Say what must be ready on the day a step ends, and whose turn it is then."""
    words = {
        "draft": _(
            "De weging moet zijn ingediend, %(term)s. Daarna is de privacy officer aan zet.", term=term
        ),
        "returned": _(
            "De verbeterde weging moet er zijn, %(term)s. Daarna kijkt de privacy officer.", term=term
        ),
        "submitted": _("De privacy officer moet de zaak hebben opgenomen, %(term)s.", term=term),
        "in_review": _("Het oordeel moet klaar zijn, %(term)s. Daarna volgt het besluit.", term=term),
        "judged": _("Het besluit moet er zijn, %(term)s.", term=term),
    }
    return words.get(state) or _("Deze stap moet klaar zijn, %(term)s.", term=term)


def _own_days(dossier: Dossier, at: Assessment | None) -> Iterator[Ahead]:
    if at is not None and at.due_on is not None:
        yield Ahead(at.due_on, _step_done_by(at.state, termijn(at.due_on)))
    if dossier.pilot_until is not None and dossier.lifecycle != "out_of_use":
        yield Ahead(dossier.pilot_until, _("De pilot eindigt, %(when)s.", when=dagen(dossier.pilot_until)))
    if dossier.review_on is not None:
        yield Ahead(dossier.review_on, _("Tijd om opnieuw te wegen."))


def _day(day: dt.date) -> str:
    return day_words(day, day.year == today().year, current_language())
