"""Asking advice, giving it, and agreeing on what the public reads of it."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from afweging.case.review import operations
from afweging.case.review.forms import AdviceForm, AskAdviceForm, problems_of, show_problems
from afweging.case.review.models import Advice
from afweging.case.review.page import screen
from afweging.case.review.queries import Room
from afweging.case.review.standing import adviser_in_words, is_outdated
from afweging.case.review.views.common import Answer, back_to_review, blueprint, page, require, room
from afweging.case.review.views.reviewing import BASE, ask_form, review_page
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Invalid, NotFound, Problem
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.language import current_language


@blueprint.post(f"{BASE}/adviesvragen")
@checked_in_operation
def ask(public_id: str) -> Answer:
    """Ask an adviser, with a term."""
    found = room(public_id)
    form = ask_form(found, request.form)
    problems = [] if form.validate() else problems_of(form)
    try:
        if not problems:
            _ask(public_id, form)
    except Invalid as error:
        problems = show_problems(form, error)
    if problems:
        return review_page(room(public_id), asking=form, problems=problems), 422
    flash(_("Uw vraag om advies is verstuurd."))
    return back_to_review(public_id, "advies")


def _ask(public_id: str, form: AskAdviceForm) -> None:
    if form.due_on.data is None:
        message = _("Kies tot wanneer.")
        raise Invalid("missing", message, (Problem("due_on", message),))
    with writing() as session:
        operations.ask_advice(
            session,
            current_actor(),
            room(public_id, session).assessment,
            form.role.data or "",
            due_on=form.due_on.data,
            question=form.question.data or "",
            now=now(),
        )


@blueprint.get("/werk/dossiers/<public_id>/advies")
@checked_in_operation
def advise(public_id: str) -> Answer:
    """Show the case to whoever advises, with the form."""
    found = room(public_id)
    require(found, "advise")
    return _page(found, _form(found))


@blueprint.post("/werk/dossiers/<public_id>/advies")
@checked_in_operation
def advise_post(public_id: str) -> Answer:
    """Give the advice."""
    found = room(public_id)
    require(found, "advise")
    form = _form(found, sent=True)
    problems = [] if form.validate() else problems_of(form)
    try:
        if not problems:
            with writing() as session:
                operations.give_advice(
                    session,
                    current_actor(),
                    room(public_id, session).assessment,
                    form.role.data or "",
                    position=form.position.data or "",
                    text=form.text.data or "",
                    public_summary=form.public_summary.data or "",
                    now=now(),
                )
    except Invalid as error:
        problems = show_problems(form, error)
    if problems:
        return _page(room(public_id), form, problems), 422
    flash(_("Uw advies is gegeven. U leest hier hoe het verder gaat."))
    return back_to_review(public_id, "advies")


@blueprint.post("/werk/dossiers/<public_id>/advies/<advice_id>/samenvatting")
@checked_in_operation
def agree(public_id: str, advice_id: str) -> Answer:
    """Agree, as the adviser, on what the public reads."""
    text = request.form.get("public_summary", "")
    try:
        with writing() as session:
            found = room(public_id, session)
            advice = _advice(session, found, advice_id)
            operations.agree_summary(session, current_actor(), found.assessment, advice, text, now=now())
    except Invalid as error:
        found = room(public_id)
        return _page(found, _form(found), _at(error, advice_id), {advice_id: text}), 422
    flash(_("De samenvatting is goedgekeurd."))
    return redirect(url_for("review.advise", public_id=public_id), 303)


def _page(
    found: Room,
    form: AdviceForm,
    problems: list[Problem] | None = None,
    typed: dict[str, str] | None = None,
) -> str:
    mine = [(a, is_outdated(found.assessment, a)) for a in _given(found)]
    asked = [found.requests[role] for role in _roles(found) if role in found.requests]
    return page(
        "advise.html",
        room=found,
        screen=screen(db.session(), found, current_language()),
        form=form,
        problems=problems or [],
        mine=mine,
        asked=asked,
        typed=typed or {},
        adviser=adviser_in_words,
    )


def _form(found: Room, *, sent: bool = False) -> AdviceForm:
    roles = _roles(found)
    form = AdviceForm(request.form if sent else None, data={"role": roles[0] if roles else ""})
    form.role.choices = [(role, adviser_in_words(role)) for role in roles]
    return form


def _roles(found: Room) -> list[str]:
    """Return as what the reader advises here."""
    here, actor = found.dossier.organisation_id, found.actor
    roles = ["fg"] if actor.has(here, "fg") else []
    return roles + sorted(actor.disciplines.get(here, frozenset()) - {"fg"})


def _given(found: Room) -> list[Advice]:
    query = select(Advice).where(
        Advice.assessment_id == found.assessment.id, Advice.by_id == found.actor.person_id
    )
    return list(db.session().scalars(query.order_by(Advice.at.desc(), Advice.id.desc())))


def _advice(session: Session, found: Room, advice_id: str) -> Advice:
    query = select(Advice).where(Advice.assessment_id == found.assessment.id, Advice.public_id == advice_id)
    advice = session.scalar(query)
    if advice is None:
        raise NotFound("no_advice", _("Dit advies bestaat niet."))
    return advice


def _at(error: Invalid, advice_id: str) -> list[Problem]:
    return [Problem(f"samenvatting-{advice_id}", p.message) for p in error.problems]
