"""Starting a draft: empty, from a file, as the next version of what is installed, or as a variant of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.authoring import operations
from afweging.case.authoring.from_installed import start_next
from afweging.case.authoring.keys.base import tidy
from afweging.case.authoring.queries import editable_organisation
from afweging.case.authoring.reading import read_text
from afweging.case.authoring.starting import blank_text, variant_id_problem, variant_text
from afweging.case.authoring.views.common import Answer, blueprint, in_query
from afweging.case.authoring.views.listing import INSTALLED
from afweging.case.library.queries import base_at_hand, installed_here, installed_version, pinned
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid, NotFound
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.questionnaire import QuestionnaireInvalid
from afweging.questionnaire.variants import is_variant, read_variant
from afweging.questionnaire.yaml12 import MAX_BYTES

NEW = "/<code>/nieuw"


@blueprint.get(NEW)
@in_query
def starting(code: str) -> Answer:
    """Ask what to start with."""
    return _start_page(code)


@blueprint.post(NEW)
@in_query
def start(code: str) -> Answer:
    """Start an empty questionnaire, or take in a file."""
    uploaded = request.files.get("file")
    if uploaded is not None and uploaded.filename:
        return _take_in(code, uploaded.stream.read(MAX_BYTES + 1))
    title = tidy(request.form.get("title", ""))
    if not title:
        return _start_page(code, {"title": _("Geef de vragenlijst een naam, of kies een bestand.")}), 422
    return _started(code, blank_text(title), title)


def _take_in(code: str, data: bytes) -> Answer:
    """A file as it is, good or not: what is wrong shows in the editor."""
    if len(data) > MAX_BYTES:
        return _start_page(code, {"file": _("Dit bestand is groter dan 2 MiB.")}), 422
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _start_page(code, {"file": _("Dit bestand is geen tekst in UTF-8.")}), 422
    base_sha256 = None
    if is_variant(data):
        base = _base_of(code, data)
        if base is None:
            wrong = _("De vragenlijst waar deze variant op voortbouwt, is hier niet geïnstalleerd.")
            return _start_page(code, {"file": wrong}), 422
        base_sha256 = base
    read = read_text(db.session(), text, base_sha256).questionnaire
    title = str(read.title) if read else _("Uit een bestand")
    return _started(code, text, title, base_sha256=base_sha256)


def _base_of(code: str, data: bytes) -> str | None:
    session = db.session()
    organisation = editable_organisation(session, current_actor(), code)
    try:
        extends = read_variant(data, "").extends
    except QuestionnaireInvalid:
        return None
    found = base_at_hand(session, organisation.id, extends)
    return found.sha256 if found else None


def _started(code: str, text: str, title: str, **more: Any) -> Answer:
    try:
        with writing() as session:
            organisation = editable_organisation(session, current_actor(), code)
            draft = operations.start(
                session, current_actor(), organisation, text, title=title, now=now(), **more
            )
            public_id = draft.public_id
    except Invalid as error:
        return _start_page(code, {"file": error.message}), 422
    return _to(public_id)


def _start_page(code: str, errors: Mapping[str, str] | None = None) -> str:
    organisation = editable_organisation(db.session(), current_actor(), code)
    return render_template(
        "authoring/start.html",
        organisation=organisation,
        errors=errors or {},
        title=request.form.get("title", ""),
    )


@blueprint.post(f"{INSTALLED}/concept")
@in_query
def next_version(code: str, questionnaire_id: str, version: str) -> Answer:
    """Start the next version of what is installed, from the file as it was."""
    with writing() as session:
        organisation = editable_organisation(session, current_actor(), code)
        row = installed_version(session, organisation.id, questionnaire_id, version)
        draft = start_next(session, current_actor(), organisation, row, now=now())
        public_id = draft.public_id
    flash(_("U werkt nu aan een concept. Wat gepubliceerd is, verandert niet mee."))
    return _to(public_id)


@blueprint.get(f"{INSTALLED}/variant")
@in_query
def starting_variant(code: str, questionnaire_id: str, version: str) -> Answer:
    """Ask what the variant is called."""
    return _variant_page(code, questionnaire_id, version)


@blueprint.post(f"{INSTALLED}/variant")
@in_query
def start_variant(code: str, questionnaire_id: str, version: str) -> Answer:
    """Start a local variant of what is installed."""
    title = tidy(request.form.get("title", ""))
    variant_id = tidy(request.form.get("variant", "")) or code
    errors = {} if title else {"title": _("Geef de variant een naam.")}
    wrong = variant_id_problem(variant_id, questionnaire_id) or _taken(code, variant_id)
    if wrong:
        errors["variant"] = wrong
    if errors:
        return _variant_page(code, questionnaire_id, version, errors), 422
    with writing() as session:
        organisation = editable_organisation(session, current_actor(), code)
        row = installed_version(session, organisation.id, questionnaire_id, version)
        base = pinned(session, row.sha256)
        draft = operations.start(
            session,
            current_actor(),
            organisation,
            variant_text(base, variant_id, title, organisation.name),
            title=title,
            base_sha256=row.sha256,
            now=now(),
        )
        public_id = draft.public_id
    return _to(public_id)


def _taken(code: str, variant_id: str) -> str:
    """Say that the name is used: under one name stand the versions of one questionnaire."""
    organisation = editable_organisation(db.session(), current_actor(), code)
    names = {row.questionnaire_id for row in installed_here(db.session(), organisation.id)}
    return _("Zo heet al een andere vragenlijst hier. Kies een andere naam.") if variant_id in names else ""


def _variant_page(
    code: str, questionnaire_id: str, version: str, errors: Mapping[str, str] | None = None
) -> str:
    session = db.session()
    organisation = editable_organisation(session, current_actor(), code)
    row = installed_version(session, organisation.id, questionnaire_id, version)
    if row.state not in ("published", "retired"):
        raise NotFound("not_installed", _("Deze versie is niet geïnstalleerd."))
    return render_template(
        "authoring/variant.html",
        organisation=organisation,
        row=row,
        questionnaire=pinned(session, row.sha256),
        errors=errors or {},
        title=request.form.get("title", f"{pinned(session, row.sha256).title} {organisation.name}"),
        variant=request.form.get("variant", code),
    )


def _to(public_id: str) -> Response:
    return redirect(url_for("authoring.draft", public_id=public_id), 303)
