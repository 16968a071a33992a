"""The questionnaires of an organisation: what is installed, what is being written."""

from __future__ import annotations

import json

from flask import make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.authoring.queries import (
    discarded_drafts,
    drafts,
    editable_organisation,
    editable_organisations,
    installed_source,
    running,
    shelves,
)
from afweging.case.authoring.views.common import Answer, blueprint, in_query
from afweging.case.library.queries import installed_version, pinned
from afweging.foundation.database import db
from afweging.foundation.errors import NotFound
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.questionnaire.writing import to_yaml

INSTALLED = "/<code>/versie/<questionnaire_id>/<version>"


@blueprint.get("/")
@in_query
def home() -> Answer:
    """Show the organisations whose questionnaires one may edit; go straight on when there is one."""
    mine = editable_organisations(db.session(), current_actor())
    if len(mine) == 1:
        return redirect(url_for("authoring.overview", code=mine[0].code), 303)
    if not mine:
        raise NotFound("nothing_to_edit", _("Deze pagina bestaat niet."))
    return render_template("authoring/home.html", organisations=mine)


@blueprint.get("/<code>")
@in_query
def overview(code: str) -> Answer:
    """Show what an organisation installed and what it is writing."""
    session = db.session()
    organisation = editable_organisation(session, current_actor(), code)
    return render_template(
        "authoring/overview.html",
        organisation=organisation,
        shelves=shelves(session, organisation),
        drafts=drafts(session, organisation),
        discarded=discarded_drafts(session, organisation, now=now()),
        running=running(session, organisation),
    )


@blueprint.get(f"{INSTALLED}/bestand.yaml")
@in_query
def installed_file(code: str, questionnaire_id: str, version: str) -> Answer:
    """Give the file as it was installed, its comments and all."""
    session = db.session()
    organisation = editable_organisation(session, current_actor(), code)
    row = installed_version(session, organisation.id, questionnaire_id, version)
    source = installed_source(session, row)
    text = source if source is not None else _canonical(row.sha256)
    return yaml_file(text, f"{questionnaire_id}-{version}")


def _canonical(sha256: str) -> bytes:
    """The text of what was installed before files were kept, from its canonical form."""
    return to_yaml(json.loads(pinned(db.session(), sha256).canonical)).encode()


def yaml_file(text: bytes, name: str) -> Response:
    """A file to save."""
    answer = make_response(text)
    answer.headers["Content-Type"] = "application/yaml; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return answer
