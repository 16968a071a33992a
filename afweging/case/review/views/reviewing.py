"""The review screen: taking a case, finding, handing over, returning."""

from __future__ import annotations

import datetime as dt

from flask import jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.terms import due_on
from afweging.case.review import operations, queries
from afweging.case.review.forms import (
    AskAdviceForm,
    FindingForm,
    JudgementForm,
    problems_of,
    show_problems,
)
from afweging.case.review.models import ADVISER_ROLES, Finding
from afweging.case.review.operations.conditions import planned_conditions
from afweging.case.review.page import (
    PartShown,
    Screen,
    drafted_reasons,
    place_of,
    screen,
    section_id_of,
    squares,
)
from afweging.case.review.queries import Room
from afweging.case.review.standing import adviser_in_words, is_outdated
from afweging.case.review.views.common import (
    WORDS,
    Answer,
    back_to_review,
    blueprint,
    page,
    room,
    tabs,
    today,
)
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid, Problem
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.models import Person
from afweging.foundation.web.dates import now, tijd
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.errors import wants_json
from afweging.foundation.web.language import current_language

BASE = "/werk/dossiers/<public_id>/beoordeling"


@blueprint.get(BASE)
@checked_in_operation
def review(public_id: str) -> Answer:
    """Show what changed, the answers with their findings, the advice and the judgement."""
    return review_page(room(public_id))


@blueprint.post(f"{BASE}/opnemen")
@checked_in_operation
def take(public_id: str) -> Answer:
    """Take the case up."""
    with writing() as session:
        found = room(public_id, session)
        operations.take(session, current_actor(), found.assessment, now=now())
    return back_to_review(public_id)


@blueprint.post(f"{BASE}/overdragen")
@checked_in_operation
def hand_over(public_id: str) -> Answer:
    """Give the case to another officer."""
    with writing() as session:
        found = room(public_id, session)
        choices = {person.public_id: person for person in queries.other_officers(session, found, now())}
        to: Person | None = choices.get(request.form.get("to", ""))
        if to is None:
            raise Invalid("nobody", _("Kies aan wie u de zaak overdraagt."))
        operations.hand_over(session, current_actor(), found.assessment, to, now=now())
    return back_to_review(public_id)


@blueprint.post(f"{BASE}/bevindingen/<place>")
@checked_in_operation
def find(public_id: str, place: str) -> Answer:
    """Keep a finding: for a script the parts that changed, else the page again."""
    form = FindingForm(request.form, prefix=f"{place}-")
    problems = [] if form.validate() else problems_of(form)
    try:
        if not problems:
            _keep(public_id, place, form)
    except Invalid as error:
        problems = show_problems(form, error)
    if wants_json():
        return _told(room(public_id), place, problems)
    if problems:
        return review_page(room(public_id), finding=(place, form), problems=problems), 422
    return back_to_review(public_id, f"o-{_first_open(_screen(room(public_id))) or place}")


def _keep(public_id: str, place: str, form: FindingForm) -> None:
    with writing() as session:
        found = room(public_id, session)
        operations.record_finding(
            session,
            current_actor(),
            found.assessment,
            found.case,
            section_id_of(place),
            form.text(),
            now=now(),
        )


def _told(found: Room, place: str, problems: list[Problem]) -> Response:
    facts = {**WORDS, "room": found, "squares": squares(found), "language": current_language()}
    html = {
        "balk": render_template("review/_tally.html", **facts),
        "oordeel-deel": render_template("review/_judgement.html", **facts, **_judging(found)),
    }
    key = section_id_of(place)
    gaps = [gap.message for gap in found.finding_gaps if gap.section_id == key and key in found.findings]
    errors = [{"field": p.field, "message": p.message} for p in problems]
    body = {"errors": errors, "gaps": gaps, "saved_at": "" if problems else tijd(now()), "html": html}
    response = jsonify(body)
    response.status_code = 422 if problems else 200
    return response


@blueprint.get(f"{BASE}/terugsturen")
@checked_in_operation
def give_back(public_id: str) -> Answer:
    """Show what the team will read, before it goes."""
    found = room(public_id)
    insufficient = [(k, f) for k, f in found.findings.items() if f.verdict == "insufficient"]
    return page("return.html", room=found, insufficient=insufficient, screen=_screen(found))


@blueprint.post(f"{BASE}/terugsturen")
@checked_in_operation
def give_back_post(public_id: str) -> Answer:
    """Return the case to the team."""
    with writing() as session:
        found = room(public_id, session)
        operations.return_to_team(session, current_actor(), found.assessment, found.case, now=now())
    return back_to_review(public_id)


@blueprint.post(f"{BASE}/opmerkingen/<question_id>")
@checked_in_operation
def remark(public_id: str, question_id: str) -> Answer:
    """Write a comment at an answer."""
    try:
        with writing() as session:
            found = room(public_id, session)
            dossiers.comment(
                session,
                current_actor(),
                found.assessment,
                question_id,
                request.form.get("text", ""),
                now=now(),
            )
    except Invalid as error:
        problems = [Problem(f"opmerking-{question_id}", p.message) for p in error.problems]
        return review_page(room(public_id), problems=problems, remark_at=question_id), 422
    return back_to_review(public_id, f"v-{question_id}")


def review_page(
    found: Room,
    *,
    finding: tuple[str, FindingForm] | None = None,
    judgement: JudgementForm | None = None,
    asking: AskAdviceForm | None = None,
    problems: list[Problem] | None = None,
    remark_at: str = "",
) -> str:
    """Return the whole screen, with one of its forms as it was sent."""
    shown = _screen(found)
    forms = {p.place: finding_form(found, p) for p in shown.parts} if found.may("find") else {}
    if finding is not None:
        forms[finding[0]] = finding[1]
    return page(
        "review.html",
        room=found,
        tabs=tabs(found.dossier, found.facts, "review"),
        screen=shown,
        squares=shown.squares,
        first_open=_first_open(shown),
        forms=forms,
        problems=problems or [],
        asking=asking or ask_form(found),
        officers=queries.other_officers(db.session(), found, now()) if found.may("hand_over") else [],
        advice_told=[
            (adviser_in_words(role), advice, is_outdated(found.assessment, advice))
            for role, advice in found.advice.items()
        ],
        asked_told=[
            (adviser_in_words(role), found.requests.get(role))
            for role in sorted({*found.required_advice, *found.requests})
            if role not in found.advice
        ],
        remark_at=remark_at or request.args.get("opmerking", ""),
        remark_text=request.form.get("text", "") if remark_at else "",
        **_judging(found, judgement),
    )


def _first_open(shown: Screen) -> str:
    """Return the first place that has no finding yet."""
    return next((square.place for square in shown.squares if square.verdict is None), "")


def _screen(found: Room) -> Screen:
    return screen(db.session(), found, current_language())


def _judging(found: Room, form: JudgementForm | None = None) -> dict[str, object]:
    """Return what the judgement's part needs; without a form that was sent, one drafted from the findings."""
    may_judge = found.may("judge") and found.state == "in_review"
    if form is None and may_judge and not found.finding_gaps:
        form = drafted_judgement(found)
    insufficient = any(f.verdict == "insufficient" for f in found.findings.values())
    explained = insufficient and not any(
        f.verdict == "insufficient" and not f.comment.strip() for f in found.findings.values()
    )
    return {
        "judgement_form": form,
        "may_judge": may_judge,
        "has_insufficient": insufficient,
        "may_return": explained and found.may("return") and found.state in ("in_review", "judged"),
        "gap_places": [(gap, place_of(gap.section_id or "")) for gap in found.finding_gaps],
    }


def drafted_judgement(found: Room) -> JudgementForm:
    """Return the judgement's form, with reasons from the findings and the planned conditions as rows."""
    form = JudgementForm(data={"reasons": drafted_reasons(found)})
    for draft in planned_conditions(db.session(), found.assessment, found.case):
        form.conditions.append_entry({name: getattr(draft, name) for name in draft.__slots__})
    return form


def finding_form(found: Room, part: PartShown) -> FindingForm:
    """Return a section's form with what was found; on changed answers what was found before them."""
    standing: Finding | None = part.finding or part.stale
    prefix = f"{part.place}-"
    if standing is None:
        return FindingForm(prefix=prefix)
    names = ("comment", "measure", "measure_owner", "measure_due")
    data = {name: getattr(standing, name) for name in names}
    return FindingForm(prefix=prefix, data=data | {"verdict": part.finding.verdict if part.finding else ""})


def ask_form(found: Room, sent: MultiDict[str, str] | None = None) -> AskAdviceForm:
    """Return the form to ask advice: first who must still be heard, with the house's term."""
    waiting = [r for r in found.required_advice if r not in found.advice]
    form = AskAdviceForm(
        sent,
        data={"role": waiting[0] if waiting else "fg", "due_on": _term(found)},
        prefix="vraag-",
    )
    form.role.choices = [(role, adviser_in_words(role)) for role in ADVISER_ROLES]
    return form


def _term(found: Room) -> dt.date:
    return due_on(found.dossier.organisation, "advise", today())
