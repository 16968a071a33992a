"""The officer's judgement."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from afweging.case.review import operations
from afweging.case.review.forms import JudgementForm, problems_of, show_problems
from afweging.case.review.views.common import Answer, back_to_review, blueprint, room
from afweging.case.review.views.reviewing import BASE, review_page
from afweging.foundation.database import writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation


@blueprint.get(f"{BASE}/oordeel")
@checked_in_operation
def judgement(public_id: str) -> Answer:
    """Go to where the judgement stands."""
    return redirect(url_for("review.review", public_id=public_id, _anchor="oordeel"), 303)


@blueprint.post(f"{BASE}/oordeel")
@checked_in_operation
def judge(public_id: str) -> Answer:
    """Keep the judgement, or add or remove a row of conditions."""
    form = JudgementForm(request.form)
    if form.pressed(request.form):
        return review_page(room(public_id), judgement=form)
    problems = [] if form.validate() else problems_of(form)
    try:
        if not problems:
            _judge(public_id, form)
    except Invalid as error:
        problems = show_problems(form, error)
    if problems:
        return review_page(room(public_id), judgement=form, problems=problems), 422
    flash(_("Uw oordeel ligt vast. Wie het mandaat heeft, beslist nu."))
    return back_to_review(public_id, "oordeel")


def _judge(public_id: str, form: JudgementForm) -> None:
    with writing() as session:
        found = room(public_id, session)
        conclusion = form.conclusion.data or ""
        operations.judge(
            session,
            current_actor(),
            found.assessment,
            found.case,
            conclusion=conclusion,
            reasons=form.reasons.data or "",
            deviation=form.deviation.data or "",
            conditions=form.drafts(),
            now=now(),
        )
