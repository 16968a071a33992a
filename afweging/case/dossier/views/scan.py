"""The quick scan: one page of questions, and the page that says what follows."""

from __future__ import annotations

from flask import redirect, render_template, request

from afweging.case.dossier import addresses, names, operations, queries, saving
from afweging.case.dossier.fields import FieldError
from afweging.case.dossier.fields.words import words_of
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.offering import Offer, offer_of
from afweging.case.dossier.sheet import Asked, Sheet, Typed
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.views.answering import asked, keep
from afweging.case.dossier.views.common import Answer, blueprint, in_queries, read
from afweging.case.dossier.views.outcomes import told
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now


@blueprint.get("/wegingen/<public_id>/toets")
@in_queries
def scan(public_id: str) -> Answer:
    """Show the quick scan on one page."""
    return _page(_scan(public_id), asked())


@blueprint.post("/wegingen/<public_id>/toets")
@in_queries
def save_scan(public_id: str) -> Answer:
    """Save the quick scan; conclude it when that was asked and nothing is missing."""
    before = _scan(public_id)
    questions = tuple(before.questionnaire.questions.values())
    kept, _pressed, after = keep(before, questions)
    if kept.typed:
        return _page(after, Asked(), kept), 409 if kept.conflicts else 422
    if "conclude" not in request.form:
        new = saving.appeared(before, after, questions)
        here = addresses.assessment_url(public_id, "toets")
        return redirect(f"{here}?nieuw={','.join(new)}#q-{new[0]}" if new else here, 303)
    try:
        with writing() as session:
            assessment = queries.assessment(session, current_actor(), public_id)
            operations.conclude_quick_scan(session, current_actor(), assessment, now=now())
    except Invalid as error:
        return _page(after, Asked(), kept, error), 422
    return redirect(addresses.assessment_url(public_id, "uitkomst"), 303)


@blueprint.get("/wegingen/<public_id>/uitkomst")
@in_queries
def conclusion(public_id: str) -> Answer:
    """Say what the scan means, why, and what happens next."""
    page = _scan(public_id)
    if page.place.state != "concluded":
        return redirect(addresses.assessment_url(public_id, "toets"), 303)
    found = queries.assessment(db.session(), current_actor(), public_id)
    return render_template(
        "dossier/conclusion.html",
        sheet=page,
        place=page.place,
        assessment=found,
        outcomes=[told(page, key) for key in page.case.evaluation.outcomes],
        next_url=addresses.dossier_url(page.place.dossier_public_id, "weging"),
        weighing=_started(found),
        names=names,
        addresses=addresses,
    )


def _scan(public_id: str) -> Sheet:
    page = read(public_id)
    if page.place.kind != "quick_scan" or page.place.sight.only_assigned:
        raise not_found()
    return page


def _page(page: Sheet, wish: Asked, kept: saving.Kept | None = None, refused: Invalid | None = None) -> str:
    questions = tuple(page.questionnaire.questions.values())
    typed = dict(kept.typed) if kept else {}
    for problem in refused.problems if refused else ():
        stands = page.standing.get(problem.field)
        typed[problem.field] = Typed(stands.value if stands else None, (FieldError(problem.message),))
    problems = saving.problems_of(page, questions, saving.Kept(typed=typed)) if kept else []
    drawn = {
        section.id: list(page.draw(section.questions, wish, typed)) for section in page.questionnaire.sections
    }
    return render_template(
        "dossier/scan.html",
        sheet=page,
        place=page.place,
        drawn=drawn,
        problems=problems,
        said=words_of(page.lang),
        may_conclude=page.place.sight.may("conclude_quick_scan"),
        offered=_offered(page),
        addresses=addresses,
        names=names,
    )


def _offered(page: Sheet) -> Offer | None:
    session = db.session()
    at = queries.assessment(session, current_actor(), page.place.public_id) if page.editable else None
    return offer_of(session, at, page.place.sight, page.lang)


def _started(scan: Assessment) -> Assessment | None:
    """Return the weighing that began after this scan, if one did."""
    later = [each for each in scan.dossier.assessments if each.kind != "quick_scan"]
    return later[-1] if later else None
