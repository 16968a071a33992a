"""A draft as a whole: its overview, its text, taking a change back, throwing it away, putting it back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.authoring import operations
from afweging.case.authoring.import_report import is_long
from afweging.case.authoring.problems import mended
from afweging.case.authoring.queries import editable_draft
from afweging.case.authoring.views.common import (
    DRAFT,
    SAID,
    Answer,
    Desk,
    blueprint,
    desk_of,
    in_query,
    posted_revision,
    show,
    whole_number,
)
from afweging.case.authoring.views.listing import yaml_file
from afweging.case.library import paper
from afweging.case.printing.press import printed
from afweging.foundation.database import db, reading, writing
from afweging.foundation.errors import Conflict, Invalid, WrongState
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.questionnaire.yaml12 import MAX_BYTES


@blueprint.get(DRAFT)
@in_query
def draft(public_id: str) -> Answer:
    """Show a draft: its parts, what is wrong with it, what can be done with it."""
    desk = desk_of(public_id)
    if desk.reading.editable is None:
        return redirect(url_for("authoring.yaml", public_id=public_id), 303)
    can_undo = operations.earlier(db.session(), desk.draft) is not None
    return show("draft.html", desk, can_undo=can_undo, noted=[] if is_long(desk.noted) else desk.noted)


@blueprint.get(f"{DRAFT}/yaml")
@in_query
def yaml(public_id: str) -> Answer:
    """Show the text as YAML, to change by hand."""
    desk = desk_of(public_id)
    return _yaml_page(desk, desk.draft.text)


@blueprint.post(f"{DRAFT}/yaml")
@in_query
def save_yaml(public_id: str) -> Answer:
    """Keep the text, good or not; what is wrong shows at once."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    uploaded = request.files.get("file")
    if uploaded is not None and uploaded.filename:
        data = uploaded.stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return _yaml_page(desk_of(public_id), text, error=_("Dit bestand is groter dan 2 MiB.")), 422
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return _yaml_page(desk_of(public_id), text, error=_("Dit bestand is geen tekst in UTF-8.")), 422
    try:
        with writing():
            desk = desk_of(public_id)
            operations.save(
                db.session(), current_actor(), desk.draft, text, base_revision=posted_revision(), now=now()
            )
    except Conflict as conflict:
        return _yaml_page(desk_of(public_id), text, theirs=str(conflict.theirs)), 409
    except Invalid as error:
        return _yaml_page(desk_of(public_id), text, error=error.message), 422
    flash(_("Bewaard."))
    return redirect(url_for("authoring.yaml", public_id=public_id), 303)


def _yaml_page(desk: Desk, text: str, *, error: str = "", theirs: str = "") -> str:
    return show("yaml.html", desk, text=text, error=error, theirs=theirs)


@blueprint.get(f"{DRAFT}/bestand.yaml")
@in_query
def file(public_id: str) -> Answer:
    """Give the text as a file, comments and all."""
    desk = desk_of(public_id)
    return yaml_file(desk.draft.text.encode("utf-8"), f"concept-{public_id}")


@blueprint.get(f"{DRAFT}/afdruk.pdf")
@in_query
def on_paper(public_id: str) -> Answer:
    """Give a draft as a PDF for a meeting; every page says that it is one."""
    with reading():
        desk = desk_of(public_id)
        text = desk.reading.resolved or desk.reading.questionnaire
    if text is None:
        flash(_("Afdrukken kan als de fouten weg zijn."), "warning")
        return _back(public_id)
    return paper.sent(printed(text, lang=paper.language_asked(), now=now(), is_draft=True))


@blueprint.post(f"{DRAFT}/ongedaan")
@in_query
def undo(public_id: str) -> Answer:
    """Take the last change back."""
    try:
        with writing() as session:
            desk = desk_of(public_id)
            operations.undo(session, current_actor(), desk.draft, base_revision=posted_revision(), now=now())
    except (WrongState, Conflict) as error:
        flash(error.message, "warning")
    else:
        flash(_("De laatste wijziging is ongedaan gemaakt. Nog eens drukken zet haar terug."))
    return _back(public_id)


@blueprint.post(f"{DRAFT}/herstel")
@in_query
def mend(public_id: str) -> Answer:
    """Put a misspelt word right where a problem names the one that was meant."""
    given = request.form
    place = (given.get("line", ""), given.get("column", ""))
    try:
        with writing() as session:
            desk = desk_of(public_id)
            line, column = (whole_number(each, 1) for each in place)
            text = mended(desk.reading, line, column, given.get("wrong", ""), given.get("better", ""))
            if text is not None:
                revision = posted_revision()
                operations.save(session, current_actor(), desk.draft, text, base_revision=revision, now=now())
    except Conflict as error:
        flash(error.message, "warning")
    else:
        flash(_("Verbeterd.") if text is not None else _("Dit staat er niet meer zo."))
    return _back(public_id)


@blueprint.get(f"{DRAFT}/weg")
@in_query
def discarding(public_id: str) -> Answer:
    """Ask whether the draft may go."""
    desk = desk_of(public_id)
    return render_template("authoring/discard.html", draft=desk.draft, organisation=desk.organisation)


@blueprint.post(f"{DRAFT}/weg")
@in_query
def discard(public_id: str) -> Answer:
    """Throw a draft away; for thirty days it can be put back."""
    with writing() as session:
        desk = desk_of(public_id)
        code = desk.organisation.code
        operations.discard(session, current_actor(), desk.draft, now=now())
    flash(_("Het concept is weggegooid. U kunt het hieronder nog dertig dagen terugzetten."))
    return redirect(url_for("authoring.overview", code=code, _anchor="weggegooid"), 303)


@blueprint.post(f"{DRAFT}/terug")
@in_query
def put_back(public_id: str) -> Answer:
    """Put a draft back that was thrown away."""
    with writing() as session:
        found, _organisation = editable_draft(session, current_actor(), public_id, discarded=True)
        operations.put_back(session, current_actor(), found, now=now())
    flash(_("Het concept staat er weer, met alles wat u eraan schreef."))
    return redirect(url_for("authoring.draft", public_id=public_id), 303)


def _back(public_id: str) -> Response:
    back = request.form.get("back", "")
    here = url_for("authoring.draft", public_id=public_id)
    is_part = back.startswith(f"{here}/deel/") and back.isprintable()
    return redirect(f"{back if is_part else here}#{SAID}", 303)
