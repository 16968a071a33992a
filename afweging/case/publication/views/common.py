"""What the views of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.queries import readable_dossier
from afweging.case.dossier.sight import Sight
from afweging.case.dossier.views.common import in_dossier
from afweging.case.publication.operations.requesting import open_request
from afweging.foundation.database import db
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.language import current_language
from afweging.register.language import language
from afweging.register.words import QUESTIONS

blueprint = Blueprint("publication", __name__, url_prefix="/werk")
View = TypeVar("View", bound=Callable[..., Any])
Answer = Response | str | tuple[str, int]
DOSSIER = "/dossiers/<public_id>/publicatie"


def in_queries(view: View) -> View:
    """Mark a view whose query decides who may see it."""
    return cast(View, checked_in_operation("dossier.queries")(view))


def in_operation(view: View) -> View:
    """Mark a view whose operation decides who may do it."""
    return cast(View, checked_in_operation("publication.operations")(view))


def whole_dossier(public_id: str) -> tuple[Dossier, Sight]:
    """Return a dossier whose public text the actor may read. Raises NotFound."""
    dossier, sight = readable_dossier(db.session(), current_actor(), public_id)
    sight.require_whole_case()
    return dossier, sight


def text_url(dossier: Dossier) -> str:
    """Return the address of the public text's page."""
    return dossier_url(dossier.public_id, "publicatie")


def to_text(dossier: Dossier) -> Response:
    """Return to the public text."""
    return redirect(text_url(dossier), 303)


def show(template: str, dossier: Dossier, sight: Sight, **context: Any) -> str:
    """Return a page of this room, under the head of its dossier."""
    return in_dossier(
        f"publication/{template}",
        dossier,
        sight,
        "publication",
        here=text_url(dossier),
        questions={number: language(current_language()).say(text) for number, text in QUESTIONS.items()},
        asked=open_request(db.session(), dossier),
        **context,
    )
