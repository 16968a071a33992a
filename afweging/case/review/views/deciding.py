"""The decision, and judgement and decision in one act."""

from __future__ import annotations

from flask import flash, make_response, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect

from afweging.case.dossier.fields.pictures import interests_of
from afweging.case.review import operations
from afweging.case.review.forms import DecisionForm, problems_of, show_problems
from afweging.case.review.operations.conditions import planned_conditions
from afweging.case.review.operations.deciding import NEEDS_DATE, STATE_AFTER, Ruling, outcomes_for
from afweging.case.review.page import drafted_reasons
from afweging.case.review.queries import Room
from afweging.case.review.standing import adviser_in_words, is_outdated, section_name
from afweging.case.review.views.common import Answer, blueprint, page, require, room
from afweging.case.review.views.freshness import Fresh, freshen
from afweging.case.review.words import OUTCOME_WORDS
from afweging.foundation.database import db, writing
from afweging.foundation.errors import FreshSignInNeeded, Invalid, NotAllowed, Problem, WrongState
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.language import current_language
from afweging.foundation.web.pictures import balance_figure

CONCLUSION_BY_STATE = {
    "approved": "agreed",
    "approved_with_conditions": "agreed_provided",
    "rejected": "not_agreed",
}
BASE = "/werk/dossiers/<public_id>/besluit"


@blueprint.get(BASE)
@checked_in_operation
def decision(public_id: str) -> Answer:
    """Show what there is to decide on, or what was decided."""
    found = room(public_id)
    form = _form(found) if _open_to(found) else None
    return _page(found, form)


@blueprint.post(BASE)
@checked_in_operation
def decide(public_id: str) -> Answer:
    """Decide; what was typed stays when the password is asked or something is missing."""
    found = room(public_id)
    require(found, "judge_and_decide" if _one_act(found) else "decide")
    form = _form(found, sent=True)
    if form.pressed(request.form):
        return _page(found, form)
    problems = [] if form.validate() else problems_of(form)
    fresh = Fresh(current_actor())
    status = 422
    try:
        if not problems:
            fresh = freshen(form.password.data or "")
            _decide(public_id, fresh, form)
    except Invalid as error:
        problems = show_problems(form, error)
    except FreshSignInNeeded as error:
        problems = show_problems(form, Invalid(error.code, error.message, (_at_password(error),)))
        status = 403
    except WrongState as error:
        problems, status = [Problem("", error.message)], 409
    if problems:
        body = _page(room(public_id), form, problems, fresh=fresh)
        return fresh.carry(make_response(body, status))
    flash(_("Het besluit is genomen."))
    return fresh.carry(redirect(url_for("review.decision", public_id=public_id), 303))


def _decide(public_id: str, fresh: Fresh, form: DecisionForm) -> None:
    with writing() as session:
        found = room(public_id, session)
        ruling = _ruling(form)
        if not _one_act(found):
            operations.decide(session, fresh.actor, found.assessment, found.case, ruling, now=now())
            return
        state = STATE_AFTER.get(ruling.outcome, "")
        operations.judge_and_decide(
            session,
            fresh.actor,
            found.assessment,
            found.case,
            conclusion=CONCLUSION_BY_STATE.get(state, ""),
            ruling=Ruling(**{n: getattr(ruling, n) for n in Ruling.__slots__ if n != "conditions"}),
            deviation=form.deviation.data or "",
            conditions=ruling.conditions,
            now=now(),
        )


def _ruling(form: DecisionForm) -> Ruling:
    outcome = form.outcome.data or ""
    return Ruling(
        outcome=outcome,
        reasons=form.reasons.data or "",
        deviates_from_judgement=form.deviates_from_judgement.data or "",
        deviates_from_advice=form.deviates_from_advice.data or "",
        before_date=form.before_date.data if outcome in NEEDS_DATE else None,
        review_on=form.review_on.data,
        conditions=form.drafts(),
    )


def _one_act(found: Room) -> bool:
    """Tell whether the reader judges and decides at once: the officer in charge with the mandate."""
    return found.state == "in_review" and found.may("judge_and_decide")


def _open_to(found: Room) -> bool:
    if _one_act(found):
        return not found.finding_gaps
    return found.state == "judged" and found.may("decide")


def _form(found: Room, *, sent: bool = False) -> DecisionForm:
    form = DecisionForm(request.form if sent else None, data={"review_on": found.dossier.review_on})
    form.outcome.choices = [(key, OUTCOME_WORDS[key]) for key in outcomes_for(found.assessment)]
    if not sent and _one_act(found):
        form.reasons.data = drafted_reasons(found)
        for draft in planned_conditions(db.session(), found.assessment, found.case):
            form.conditions.append_entry({name: getattr(draft, name) for name in draft.__slots__})
    return form


def _at_password(error: NotAllowed) -> Problem:
    return Problem("password", error.message)


def _page(
    found: Room,
    form: DecisionForm | None,
    problems: list[Problem] | None = None,
    *,
    fresh: Fresh | None = None,
) -> str:
    actor = fresh.actor if fresh else current_actor()
    return page(
        "decide.html",
        room=found,
        form=form,
        problems=problems or [],
        one_act=_one_act(found),
        is_fresh=actor.is_fresh(now()),
        mandate=_mandate(found),
        advice_told=[
            (adviser_in_words(role), advice, is_outdated(found.assessment, advice))
            for role, advice in found.advice.items()
        ],
        findings_told=[(section_name(found.case, key), found.findings[key]) for key in _notable(found)],
        picture=_picture(found),
        dissent=_dissent(found),
    )


def _notable(found: Room) -> list[str]:
    return [k for k in found.places if k in found.findings and found.findings[k].verdict != "acceptable"]


def _mandate(found: Room) -> object:
    facts = found.facts
    return found.actor.mandate_for(facts.organisation_id, facts.weighing, facts.band)


def _picture(found: Room) -> str:
    for question in found.case.questionnaire.questions.values():
        if question.type == "weighing" and found.case.evaluation.status[question.id].value == "answered":
            value = found.case.values.get(question.id)
            interests = interests_of(found.case.questionnaire, value, current_language(), href=None)
            return balance_figure(interests) if interests else ""
    return ""


def _dissent(found: Room) -> list[str]:
    """Return what members of the team, or others, disagreed on."""
    told: list[str] = []
    for question in found.case.questionnaire.questions.values():
        value = found.case.values.get(question.id)
        if question.type == "dilemmas" and isinstance(value, list):
            told += [str(row["dissent"]) for row in value if isinstance(row, dict) and row.get("dissent")]
    return told
