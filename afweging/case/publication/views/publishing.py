"""Publishing: what changes, why, and the act."""

from __future__ import annotations

from flask import flash, request
from flask_babel import gettext as _

from afweging.case.disclosure.forms import tidy
from afweging.case.disclosure.queries import rulings
from afweging.case.publication import operations
from afweging.case.publication.comparing import changes
from afweging.case.publication.views.common import (
    DOSSIER,
    Answer,
    blueprint,
    in_operation,
    in_queries,
    show,
    to_text,
    whole_dossier,
)
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid, WrongState
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now


@blueprint.get(f"{DOSSIER}/publiceren")
@in_queries
def publishing(public_id: str) -> Answer:
    """Show what would change for residents. The way here leads over the preview."""
    return _page(public_id, seen=tidy(request.args.get("gezien", "")))


@blueprint.post(f"{DOSSIER}/publiceren")
@in_operation
def publish(public_id: str) -> Answer:
    """Publish, or say what it waits for with what was typed still there."""
    reason, seen = tidy(request.form.get("reason", "")), tidy(request.form.get("seen", ""))
    if not request.form.get("sure"):
        message = _("Zet eerst een vinkje: u maakt deze tekst openbaar.")
        return _page(public_id, seen=seen, reason=reason, errors={"sure": message}), 422
    try:
        with writing() as session:
            dossier, _sight = whole_dossier(public_id)
            operations.publish(session, current_actor(), dossier, reason=reason, seen=seen, now=now())
    except Invalid as error:
        errors = {problem.field: problem.message for problem in error.problems}
        return _page(public_id, seen=seen, reason=reason, errors=errors), 422
    except WrongState as error:
        return _page(public_id, seen=seen, reason=reason, errors={"": error.message}), 409
    flash(_("Gepubliceerd. Het register laat de tekst binnen een minuut zien."))
    return to_text(dossier)


def _page(public_id: str, *, seen: str, reason: str = "", errors: dict[str, str] | None = None) -> str:
    dossier, sight = whole_dossier(public_id)
    told = operations.upcoming(db.session(), dossier, now=now())
    return show(
        "publish.html",
        dossier,
        sight,
        told=told,
        changes=changes(told),
        waiting=rulings(db.session(), dossier).waiting,
        is_seen=seen == told.token,
        seen=seen,
        reason=reason,
        errors=errors or {},
    )
