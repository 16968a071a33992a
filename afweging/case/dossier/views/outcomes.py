"""What follows from the answers, and what the team or a lawyer says about it."""

from __future__ import annotations

from flask import flash, redirect, request
from flask_babel import gettext as _
from sqlalchemy import select

from afweging.case.dossier import addresses, operations, queries
from afweging.case.dossier.models import OutcomeNote
from afweging.case.dossier.sheet import Sheet
from afweging.case.dossier.views.common import Answer, blueprint, in_dossier, in_queries, read
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now

# The strictest first; each kind is a word of the questionnaire format.
ORDER = ("forbidden", "stop", "obligation", "advice", "info")
# Kind → what is written at it, and the action of access that allows that.
WRITTEN = {"stop": ("argument", "argue_outcome"), "forbidden": ("does_not_apply", "lift_forbidden")}
# Reasons that tell what was not so: true, but not what made the outcome hold, unless there is nothing else.
DENYING = ("not_outcome", "not_chose", "unasked", "missing")
ACTS = {"argument": operations.argue_outcome, "does_not_apply": operations.lift_forbidden}


@blueprint.get("/wegingen/<public_id>/uitkomsten")
@in_queries
def outcomes(public_id: str) -> Answer:
    """Show every outcome with its law and its reasons."""
    return _page(read(public_id), {}, "")


@blueprint.post("/wegingen/<public_id>/uitkomsten")
@in_queries
def write_outcome(public_id: str) -> Answer:
    """Write the team's argument, or why a prohibition does not apply."""
    kind, outcome_id = request.form.get("kind", ""), request.form.get("outcome", "")
    text = request.form.get("text", "")[:10_000]
    if kind not in ACTS:
        raise Invalid("kind_unknown", _("Kies een van de mogelijkheden."))
    try:
        with writing() as session:
            at = queries.assessment(session, current_actor(), public_id)
            ACTS[kind](session, current_actor(), at, outcome_id, text, now=now())
    except Invalid as error:
        return _page(read(public_id), {outcome_id: text}, error.message), 422
    flash(_("Wat u schreef, is bewaard."), "success")
    where = addresses.assessment_url(public_id, "uitkomsten")
    return redirect(f"{where}#uitkomst-{outcome_id}", 303)


def _page(page: Sheet, typed: dict[str, str], refused: str) -> str:
    page.place.sight.require_whole_case()
    session = db.session()
    dossier, sight = queries.readable_dossier(session, current_actor(), page.place.dossier_public_id)
    notes = session.scalars(
        select(OutcomeNote).where(OutcomeNote.assessment_id == page.place.assessment_id)
    ).all()
    said = {(note.outcome_id, note.kind): note for note in notes}
    found = sorted(
        (page.questionnaire.outcome(key) for key in page.case.evaluation.outcomes),
        key=lambda outcome: ORDER.index(outcome.kind),
    )
    return in_dossier(
        "dossier/outcomes.html",
        dossier,
        sight,
        "weighing",
        place=page.place,
        sheet=page,
        told=[told(page, outcome.id) for outcome in found],
        upcoming=[told(page, key) for key in page.case.evaluation.upcoming],
        said=said,
        written=WRITTEN,
        typed=typed,
        refused=refused,
        editable=page.place.state in ("draft", "returned") and not page.place.dossier_closed,
    )


def told(page: Sheet, outcome_id: str) -> dict[str, object]:
    """Return an outcome in words: what it says, from which law, and because of which answers."""
    outcome = page.questionnaire.outcome(outcome_id)
    reasons = page.case.evaluation.why_outcome(outcome_id).reasons
    return {
        "id": outcome.id,
        "kind": outcome.kind,
        "title": outcome.title.to(page.lang),
        "text": outcome.text.to(page.lang),
        "reasons": [reason.sentence(page.lang) for reason in reasons],
        "because": [reason.sentence(page.lang) for reason in reasons if reason.code not in DENYING],
        "against": [reason.sentence(page.lang) for reason in reasons if reason.code in DENYING],
        "references": [f"{each.scheme}, {each.locator}" for each in outcome.references],
    }
