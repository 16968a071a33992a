"""What the pages of this room share."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.sight import Sight
from afweging.case.dossier.tabs import TabShown, tabs_of
from afweging.case.review import queries
from afweging.case.review.queries import Room
from afweging.case.review.words import (
    CONCLUSION_WORDS,
    CONDITION_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    POSITION_WORDS,
    ROUTE_WORDS,
    VERDICT_WORDS,
)
from afweging.foundation.database import Session, db
from afweging.foundation.errors import NotAllowed
from afweging.foundation.identity.access import CaseFacts
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import local_day, now
from afweging.foundation.web.language import current_language

blueprint = Blueprint("review", __name__)
Answer = Response | str | tuple[str, int]
WORDS = {
    "conclusion_words": CONCLUSION_WORDS,
    "condition_words": CONDITION_WORDS,
    "kind_words": KIND_WORDS,
    "outcome_words": OUTCOME_WORDS,
    "position_words": POSITION_WORDS,
    "route_words": ROUTE_WORDS,
    "verdict_words": VERDICT_WORDS,
}


def today() -> dt.date:
    """Return the day it is in the Netherlands."""
    return local_day(now())


def room(public_id: str, session: Session | None = None) -> Room:
    """Return the room of a dossier for whoever is signed in. Raises NotFound."""
    return queries.open_room(session or db.session(), current_actor(), public_id, today=today())


def page(template: str, **facts: object) -> str:
    """Render a page of this room with its words."""
    said = {"not_answered": _("Niet beantwoord.")}
    return render_template(
        f"review/{template}",
        dossier_url=dossier_url,
        language=current_language(),
        said=said,
        today=today(),
        **WORDS,
        **facts,
    )


def tabs(found: Dossier, facts: CaseFacts, current: str) -> list[TabShown]:
    """Return the tabs of a dossier as the reader finds them."""
    return tabs_of(db.session(), found, Sight(current_actor(), facts), current)


def back_to_review(public_id: str, anchor: str = "") -> Response:
    """Return to the review screen."""
    return redirect(url_for("review.review", public_id=public_id, _anchor=anchor or None), 303)


def require(found: Room, action: str) -> None:
    """Raise NotAllowed, in a sentence, when the reader may not do this here."""
    if not found.may(action):
        raise NotAllowed(f"may_not_{action}", found.why_not(action))
