"""Taking an approved application into use, and what still stands in the way."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import Form

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.facts import case_facts
from afweging.case.lifecycle import turns as turns
from afweging.case.lifecycle.operations import excuse_publication, go_live, go_live_gaps, is_published
from afweging.case.review.forms import DayField, problems_of, show_problems, words
from afweging.case.review.queries import readable_dossier
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid, Problem, WrongState
from afweging.foundation.identity.access import denial, may
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import local_day, now
from afweging.foundation.web.doors import checked_in_operation

blueprint = Blueprint("lifecycle", __name__)
Answer = Response | str | tuple[str, int]
BASE = "/werk/dossiers/<public_id>/ingebruikname"


class GoLiveForm(Form):
    """On which day it was taken into use."""

    on = DayField("Op welke dag ging het in gebruik?")


class ExcuseForm(Form):
    """Why it may be used while the register does not show it yet."""

    because = words("Waarom staat dit nog niet in het register?")


def _excuse(*, sent: bool = False) -> ExcuseForm:
    form = ExcuseForm(request.form if sent else None)
    form.because.label.text = _("Waarom staat dit nog niet in het register?")
    form.because.description = _("Schrijf ook wanneer wel. Dit staat in de geschiedenis van het dossier.")
    return form


def _form(*, sent: bool = False) -> GoLiveForm:
    form = GoLiveForm(request.form if sent else None, data={"on": local_day(now())})
    form.on.label.text = _("Op welke dag ging het in gebruik?")
    return form


@blueprint.get(BASE)
@checked_in_operation
def going_live(public_id: str) -> Answer:
    """Show what still stands in the way, or ask for the day."""
    return _page(public_id, _form())


@blueprint.post(BASE)
@checked_in_operation
def go_live_post(public_id: str) -> Answer:
    """Take the application into use."""
    form = _form(sent=True)
    problems, status = ([], 200) if form.validate() else (problems_of(form), 422)
    try:
        if not problems:
            _go_live(public_id, form)
    except Invalid as error:
        problems, status = show_problems(form, error), 422
    except WrongState:
        problems, status = [Problem("", _("Er staat nog iets in de weg. Hieronder leest u wat."))], 409
    if problems:
        return _page(public_id, form, problems), status
    flash(_("De toepassing is in gebruik."))
    return redirect(url_for("lifecycle.going_live", public_id=public_id), 303)


@blueprint.post(f"{BASE}/zonder-publicatie")
@checked_in_operation
def excuse(public_id: str) -> Answer:
    """Let the application be used before it is published, with the reason."""
    form = _excuse(sent=True)
    try:
        with writing() as session:
            actor = current_actor()
            dossier = readable_dossier(session, actor, public_id)
            excuse_publication(session, actor, dossier, form.because.data or "", now=now())
    except Invalid as error:
        return _page(public_id, _form(), show_problems(form, error), form), 422
    flash(_("Vastgelegd. De toepassing mag in gebruik voordat zij in het register staat."))
    return redirect(url_for("lifecycle.going_live", public_id=public_id), 303)


def _go_live(public_id: str, form: GoLiveForm) -> None:
    if form.on.data is None:
        message = _("Kies de dag.")
        raise Invalid("date_missing", message, (Problem("on", message),))
    with writing() as session:
        actor = current_actor()
        dossier = readable_dossier(session, actor, public_id)
        go_live(session, actor, dossier, form.on.data, now=now())


def _page(
    public_id: str,
    form: GoLiveForm,
    problems: list[Problem] | None = None,
    excuse_form: ExcuseForm | None = None,
) -> str:
    session, actor = db.session(), current_actor()
    dossier = readable_dossier(session, actor, public_id)
    facts = case_facts(session, actor, dossier)
    gaps = list(go_live_gaps(session, dossier, today=local_day(now())))
    if gaps and excuse_form is None:  # then the field is not on the page
        problems = [Problem("", problem.message) for problem in problems or []]
    return render_template(
        "lifecycle/going_live.html",
        dossier=dossier,
        dossier_url=dossier_url,
        gaps=gaps,
        form=form,
        problems=problems or [],
        excuse=excuse_form or _excuse(),
        may_excuse=may(actor, "excuse_publication", facts)
        and not (dossier.unpublished_because or is_published(session, dossier)),
        allowed=may(actor, "go_live", facts),
        denial=denial("go_live", facts),
    )
