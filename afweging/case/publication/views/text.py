"""The public text, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, jsonify, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.publication import forms, operations
from afweging.case.publication.fields import FIELDS
from afweging.case.publication.page import Page, page, shown_state
from afweging.case.publication.queries import publications
from afweging.case.publication.views.common import (
    DOSSIER,
    Answer,
    blueprint,
    in_operation,
    in_queries,
    show,
    text_url,
    to_text,
    whole_dossier,
)
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Conflict, Invalid
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now


@blueprint.get(DOSSIER)
@in_queries
def text(public_id: str) -> Answer:
    """Show where the public text stands, and every field of it."""
    dossier, sight = whole_dossier(public_id)
    return show("text.html", dossier, sight, page=page(db.session(), dossier, now=now()), conflict="")


@blueprint.post(DOSSIER)
@in_operation
def save(public_id: str) -> Answer:
    """Keep what was touched. When somebody saved meanwhile, show both texts and ask which one stays."""
    dossier, sight = whole_dossier(public_id)
    moment = now()
    drafts = operations.upcoming(db.session(), dossier, now=moment).drafts
    typed = forms.read(request.form, drafts)
    marks = {key: request.form[f"was-{key}"] for key in FIELDS if f"was-{key}" in request.form}
    try:
        with writing() as session:
            dossier, sight = whole_dossier(public_id)
            operations.save_draft(
                session, current_actor(), dossier, typed.values, base_revision=typed.base_revision, now=moment
            )
    except Conflict as error:
        again = _again(public_id, typed.values, marks, {})
        return show("text.html", dossier, sight, page=again, conflict=error.message), 409
    except Invalid as error:
        problems = {problem.field: problem.message for problem in error.problems}
        return show(
            "text.html", dossier, sight, page=_again(public_id, typed.values, marks, problems), conflict=""
        ), 422
    flash(_("Bewaard. Bewoners zien dit pas als u het publiceert."))
    if "preview" in request.form:
        return redirect(f"{text_url(dossier)}/voorbeeld", 303)
    return to_text(dossier)


@blueprint.get(f"{DOSSIER}/stand")
@in_queries
def stand(public_id: str) -> Response:
    """Tell a script how far the register is with the last version."""
    dossier, _sight = whole_dossier(public_id)
    found = publications(db.session(), dossier)
    return jsonify(state=shown_state(db.session(), found[0]) if found else "")


def _again(
    public_id: str, typed: Mapping[str, Any], marks: Mapping[str, str], errors: Mapping[str, str]
) -> Page:
    dossier, _sight = whole_dossier(public_id)
    return page(db.session(), dossier, now=now(), typed=typed, seen=marks, errors=errors)
