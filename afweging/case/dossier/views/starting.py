"""Starting a dossier, changing what is known of it, ending it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from afweging.case.dossier import names, operations, queries
from afweging.case.dossier.addresses import assessment_url, dossier_url
from afweging.case.dossier.forms import ChangeForm, ReasonForm, StartForm, problems_of, show_problems
from afweging.case.dossier.queries.cases import has_answers
from afweging.case.dossier.views.common import Answer, blueprint, in_dossier, in_queries
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.access import OrganisationFacts, may, require
from afweging.foundation.identity.guard import current_account, current_actor
from afweging.foundation.identity.queries import organisation
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import requires


@blueprint.route("/dossiers/nieuw", methods=["GET", "POST"])
@requires("start_dossier")
def start() -> Answer:
    """Start a dossier; its quick scan is the next page."""
    form = StartForm(route="beforehand", phase="idee")
    form.organisation.choices = _organisations()
    if len(form.organisation.choices) == 1:
        form.organisation.validators = ()  # there is nothing to choose, whatever the form says
        form.organisation.data = form.organisation.choices[0][0]
    if not form.validate_on_submit():
        return _start_page(form), 422 if form.is_submitted() else 200
    try:
        with writing() as session:
            of = organisation(session, str(form.organisation.data))
            dossier = operations.start_dossier(session, current_actor(), of, form.facts_of_new(), now=now())
            scan = dossier.assessments[0].public_id
    except Invalid as error:
        show_problems(form, error)
        return _start_page(form), 422
    return redirect(assessment_url(scan, "toets"), 303)


def _organisations() -> list[tuple[str, str]]:
    account = current_account()
    assert account is not None
    mine = [
        each
        for each in account.organisations
        if may(account.actor, "start_dossier", OrganisationFacts(each.id))
    ]
    return [(each.code, each.name) for each in mine]


def _start_page(form: StartForm) -> str:
    return render_template("dossier/start.html", form=form, names=names, problems=problems_of(form))


@blueprint.route("/dossiers/<public_id>/wijzig", methods=["GET", "POST"])
@in_queries
def change(public_id: str) -> Answer:
    """Change what is known of the application."""
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
    require(sight.actor, "edit_dossier", sight.facts)
    form = ChangeForm.of(dossier)
    if form.validate_on_submit():
        try:
            with writing() as session:
                dossier = queries.dossier(session, current_actor(), public_id)
                facts = form.facts(str(form.lifecycle.data))
                operations.change_dossier(session, current_actor(), dossier, facts, now=now())
            flash(_("De gegevens van het dossier zijn bewaard."), "success")
            return redirect(dossier_url(public_id), 303)
        except Invalid as error:
            dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
            show_problems(form, error)
    page = in_dossier("dossier/change.html", dossier, sight, "", form=form, problems=problems_of(form))
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/dossiers/<public_id>/sluiten", methods=["GET", "POST"])
@in_queries
def close(public_id: str) -> Answer:
    """Close a dossier, with the reason."""
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
    require(sight.actor, "close_dossier", sight.facts)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with writing() as session:
                dossier = queries.dossier(session, current_actor(), public_id)
                operations.close_dossier(
                    session, current_actor(), dossier, form.because.data or "", now=now()
                )
            flash(_("Het dossier is gesloten."), "success")
            return redirect(dossier_url(public_id), 303)
        except Invalid as error:
            dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
            show_problems(form, error)
    page = in_dossier(
        "dossier/close.html",
        dossier,
        sight,
        "",
        form=form,
        problems=problems_of(form),
        removable=not has_answers(db.session(), dossier),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/dossiers/<public_id>/verwijderen")
@in_queries
def remove(public_id: str) -> Answer:
    """Remove a dossier in which nobody answered anything."""
    with writing() as session:
        dossier = queries.dossier(session, current_actor(), public_id)
        operations.remove_dossier(session, current_actor(), dossier, now=now())
    flash(_("Het dossier is verwijderd."), "success")
    return redirect(url_for("dossier.dossiers"), 303)


@blueprint.post("/dossiers/<public_id>/weging")
@in_queries
def start_weighing(public_id: str) -> Answer:
    """Start the weighing that the quick scan asks for."""
    with writing() as session:
        dossier = queries.dossier(session, current_actor(), public_id)
        kind = request.form.get("kind", "")
        begun = operations.start_assessment(session, current_actor(), dossier, kind, now=now()).public_id
    flash(_("De weging is begonnen. Wat u al antwoordde, staat er."), "success")
    return redirect(assessment_url(begun), 303)
