"""Conditions: of one dossier, and all of one's organisation by date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.walk import walk
from afweging.case.review import operations, queries
from afweging.case.review.models import Condition
from afweging.case.review.queries import Room
from afweging.case.review.views.common import Answer, blueprint, page, tabs, today
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation

Act = Callable[[Session, Condition], None]
BASE = "/werk/dossiers/<public_id>/voorwaarden"


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """A condition with how it stands, and what the reader may do with it."""

    row: Condition
    stand: str
    may_prove: bool = False
    may_agree: bool = False
    may_waive: bool = False


def stand_of(condition: Condition, *, day: dt.date, decided: bool = True) -> str:
    """Return how a condition stands, as `CONDITION_WORDS` names it."""
    if not decided:
        return "proposed"
    if condition.state != "open":
        return condition.state
    if condition.due_on is not None and condition.due_on < day:
        return "overdue"
    return "proved" if condition.proof else "open"


@blueprint.get(BASE)
@checked_in_operation
def conditions(public_id: str) -> Answer:
    """Show a dossier's conditions."""
    return _page(public_id)


@blueprint.post(f"{BASE}/<int:number>/bewijs")
@checked_in_operation
def prove(public_id: str, number: int) -> Answer:
    """Say, as the team, how a condition is met."""

    def act(session: Session, condition: Condition) -> None:
        proof = request.form.get("proof", "")
        operations.prove_condition(session, current_actor(), condition, proof, now=now())

    return _act(public_id, number, act, _("Uw bewijs is bewaard. De privacy officer kijkt ernaar."))


@blueprint.post(f"{BASE}/<int:number>/akkoord")
@checked_in_operation
def meet(public_id: str, number: int) -> Answer:
    """Agree that a condition is met."""

    def act(session: Session, condition: Condition) -> None:
        operations.meet_condition(session, current_actor(), condition, now=now())

    return _act(public_id, number, act, _("De voorwaarde is vervuld."))


@blueprint.post(f"{BASE}/<int:number>/vervalt")
@checked_in_operation
def waive(public_id: str, number: int) -> Answer:
    """Let a condition go, with a public reason."""

    def act(session: Session, condition: Condition) -> None:
        assessment = session.get_one(Assessment, condition.assessment_id)
        case = walk(session, assessment, today=today())
        because = request.form.get("because", "")
        operations.waive_condition(session, current_actor(), condition, case, because, now=now())

    return _act(public_id, number, act, _("De voorwaarde is vervallen."))


@blueprint.get("/werk/voorwaarden")
@checked_in_operation
def all_conditions() -> Answer:
    """Show the conditions of one's organisation, by date."""
    rows = [
        (ConditionShown(condition, stand_of(condition, day=today())), dossier)
        for condition, dossier in queries.conditions_of_organisations(db.session(), current_actor())
    ]
    open_rows = [row for row in rows if row[0].row.state == "open"]
    return page("all_conditions.html", open_rows=open_rows, settled=rows[len(open_rows) :])


def _act(public_id: str, number: int, act: Act, done: str) -> Answer:
    try:
        with writing() as session:
            dossier = queries.readable_dossier(session, current_actor(), public_id)
            act(session, queries.one_condition(session, dossier, number))
    except Invalid as error:
        return _page(public_id, wrong=(number, error)), 422
    flash(done)
    return _back(public_id, number)


def _back(public_id: str, number: int) -> Response:
    return redirect(url_for("review.conditions", public_id=public_id, _anchor=f"voorwaarde-{number}"), 303)


def _page(public_id: str, wrong: tuple[int, Invalid] | None = None) -> str:
    session, actor = db.session(), current_actor()
    dossier = queries.readable_dossier(session, actor, public_id)
    rows = queries.conditions_of_dossier(session, dossier)
    rooms = _rooms(session, dossier, {row.assessment_id for row in rows})
    shown = [_shown(row, rooms[row.assessment_id]) for row in rows if row.assessment_id in rooms]
    names = queries.names_of(session, [row.settled_by_id for row in rows])
    problem = (wrong[0], wrong[1].problems[0]) if wrong and wrong[1].problems else None
    return page(
        "conditions.html",
        dossier=dossier,
        tabs=tabs(dossier, case_facts(session, actor, dossier), "conditions"),
        shown=shown,
        names=names,
        problem=problem,
        typed=request.form if wrong else {},
    )


def _rooms(session: Session, dossier: Dossier, ids: set[int]) -> dict[int, Room]:
    actor = current_actor()
    return {
        a.id: queries.room_of(session, actor, a, today=today()) for a in dossier.assessments if a.id in ids
    }


def _shown(row: Condition, room: Room) -> ConditionShown:
    live = row.state == "open" and not room.assessment.open
    return ConditionShown(
        row=row,
        stand=stand_of(row, day=today(), decided=not room.assessment.open),
        may_prove=live and room.may("prove_condition"),
        may_agree=live and bool(row.proof) and room.may("settle_condition"),
        may_waive=live and room.may("waive_condition"),
    )
