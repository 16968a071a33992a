"""A second pair of eyes on a quick scan that says: no weighing needed."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from afweging.case.dossier.operations import countersign as sign
from afweging.case.review import queries
from afweging.case.review.page import scan_parts
from afweging.case.review.views.common import Answer, blueprint, page, today
from afweging.foundation.database import db, writing
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.language import current_language

BASE = "/werk/dossiers/<public_id>/meetekenen"


@blueprint.get(BASE)
@checked_in_operation
def countersigning(public_id: str) -> Answer:
    """Show the scan's answers and what they lead to."""
    session, actor = db.session(), current_actor()
    found = queries.room_of(session, actor, queries.quick_scan(session, actor, public_id), today=today())
    signed_by = queries.names_of(session, [found.assessment.countersigned_by_id])
    return page(
        "countersign.html",
        room=found,
        parts=scan_parts(found, current_language()),
        signed_by=next(iter(signed_by.values()), None),
    )


@blueprint.post(BASE)
@checked_in_operation
def countersign(public_id: str) -> Answer:
    """Agree that no weighing is needed."""
    with writing() as session:
        actor = current_actor()
        sign(session, actor, queries.quick_scan(session, actor, public_id), now=now())
    flash(_("U hebt meegetekend. Er is geen weging nodig."))
    return redirect(url_for("review.countersigning", public_id=public_id), 303)
