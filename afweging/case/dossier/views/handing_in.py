"""A weighing as a whole: how far it is, handing it in, taking it back, withdrawing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from afweging.case.dossier import addresses, operations, queries
from afweging.case.dossier.forms import ReasonForm, SubmitForm, problems_of, show_problems
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.offering import offer_of
from afweging.case.dossier.readiness import Obstacle, obstacles
from afweging.case.dossier.sheet import Sheet
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.views.common import Answer, blueprint, in_dossier, in_queries, read
from afweging.case.library.stewardship import not_asked
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now

Act = Callable[[Session, Actor, Assessment], None]


@blueprint.get("/wegingen/<public_id>")
@in_queries
def assessment(public_id: str) -> Answer:
    """Show how far each section is, and what is missing."""
    page = read(public_id)
    if page.place.kind == "quick_scan":
        last = "uitkomst" if page.place.state == "concluded" else "toets"
        return redirect(addresses.assessment_url(public_id, last), 303)
    return _page("dossier/assessment.html", page)


@blueprint.route("/wegingen/<public_id>/indienen", methods=["GET", "POST"])
@in_queries
def submit(public_id: str) -> Answer:
    """Hand the weighing in, after a look at what the officer will get."""
    page = _weighing(public_id, "submit")
    form = SubmitForm()
    if form.validate_on_submit():
        note = form.note.data or ""
        done = _do(public_id, form, lambda s, actor, at: _submit(s, actor, at, note))
        if done:
            flash(_("De weging is ingediend. De privacy officer krijgt bericht."), "success")
            return redirect(addresses.dossier_url(page.place.dossier_public_id), 303)
    return _page("dossier/submit.html", read(public_id), form=form), 422 if form.is_submitted() else 200


@blueprint.route("/wegingen/<public_id>/terughalen", methods=["GET", "POST"])
@in_queries
def recall(public_id: str) -> Answer:
    """Take a submitted weighing back."""
    page = _weighing(public_id, "recall")
    form = FlaskForm()
    if form.validate_on_submit():
        _do(public_id, form, lambda s, actor, at: operations.recall(s, actor, at, now=now()))
        flash(_("De weging is weer een concept. U kunt verder schrijven."), "success")
        return redirect(addresses.assessment_url(public_id), 303)
    return _page("dossier/recall.html", page, form=form)


@blueprint.route("/wegingen/<public_id>/intrekken", methods=["GET", "POST"])
@in_queries
def withdraw(public_id: str) -> Answer:
    """Stop a weighing before it is decided."""
    page = _weighing(public_id, "withdraw")
    form = ReasonForm()
    if form.validate_on_submit():
        because = form.because.data or ""
        done = _do(
            public_id, form, lambda s, actor, at: operations.withdraw(s, actor, at, because, now=now())
        )
        if done:
            flash(_("De weging is ingetrokken."), "success")
            return redirect(addresses.dossier_url(page.place.dossier_public_id), 303)
    return _page("dossier/withdraw.html", read(public_id), form=form), 422 if form.is_submitted() else 200


def _submit(session: Session, actor: Actor, at: Assessment, note: str) -> None:
    operations.submit(session, actor, at, note=note, now=now())


def _do(public_id: str, form: FlaskForm, act: Act) -> bool:
    """Do an act in one transaction; put what is wrong on the form and say whether it was done."""
    try:
        with writing() as session:
            act(session, current_actor(), queries.assessment(session, current_actor(), public_id))
    except Invalid as error:
        show_problems(form, error)
        return False
    return True


def _weighing(public_id: str, action: str) -> Sheet:
    page = read(public_id)
    if page.place.kind == "quick_scan" or page.place.sight.only_assigned:
        raise not_found()
    require(page.place.sight.actor, action, page.place.sight.facts)
    return page


def _page(template: str, page: Sheet, form: FlaskForm | None = None) -> str:
    session = db.session()
    found = queries.assessment(session, current_actor(), page.place.public_id)
    dossier, sight = queries.readable_dossier(session, current_actor(), page.place.dossier_public_id)
    left = _left(session, found, page)
    return in_dossier(
        template,
        dossier,
        sight,
        "weighing",
        sheet=page,
        place=page.place,
        assessment=found,
        left=left,
        begin=_begin(page, left),
        offered=offer_of(session, found, sight, page.lang),
        hidden=not_asked(page.questionnaire, page.lang),
        form=form,
        problems=problems_of(form) if form is not None else [],
        lang=page.lang,
        said_unknown=[
            key for key, status in page.case.evaluation.status.items() if status.value == "unknown"
        ],
        outcomes=[page.questionnaire.outcome(key) for key in page.case.evaluation.outcomes],
    )


@dataclass(frozen=True, slots=True)
class Begin:
    """Where to write next; `fresh` while nothing was written yet."""

    title: str
    url: str
    fresh: bool


def _begin(page: Sheet, left: list[tuple[Obstacle, str]]) -> Begin | None:
    """Return the first section in which something lacks."""
    first = next(((each, url) for each, url in left if each.question_id), None)
    if first is None or first[0].question_id is None:
        return None
    section = page.questionnaire.section_of(first[0].question_id)
    mine = any(stands.value is not None and not stands.to_confirm for stands in page.standing.values())
    return Begin(section.title.to(page.lang), first[1], not mine)


def _left(session: Session, found: Assessment, page: Sheet) -> list[tuple[Obstacle, str]]:
    """Return what still lacks, each with the very field it is at."""
    if page.place.sight.only_assigned or not found.open:
        return []
    return [(each, _address(page, each)) for each in obstacles(session, found, page.case)]


def _address(page: Sheet, obstacle: Obstacle) -> str:
    at = page.place
    if obstacle.question_id is None:
        return addresses.assessment_url(at.public_id, "uitkomsten") + f"#uitkomst-{obstacle.outcome_id}"
    section = page.questionnaire.section_of(obstacle.question_id)
    return addresses.question_url(at.public_id, at.kind, section.id, obstacle.question_id)
