"""Taking in a questionnaire of another format: a draft, with a report of what had no place in it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from afweging.case.authoring import operations
from afweging.case.authoring.import_messages import in_dutch
from afweging.case.authoring.import_report import is_long
from afweging.case.authoring.queries import editable_organisation
from afweging.case.authoring.views.common import DRAFT, Answer, blueprint, desk_of, in_query, show
from afweging.foundation.database import db, writing
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.questionnaire.importers import IMPORTERS, PROFILES, Imported, NotImportable, import_bytes
from afweging.questionnaire.problems import Problem
from afweging.questionnaire.text import Text
from afweging.questionnaire.writing import to_yaml
from afweging.questionnaire.yaml12 import MAX_BYTES

IMPORT = "/<code>/importeren"
MOST_ERRORS = 100
FORMATS: Mapping[str, object] = {
    "surveyjs": _l("SurveyJS (JSON)"),
    "par": _l("Privacy assessment (PAR)"),
    "task-registry": _l("Instrument uit het takenregister (YAML)"),
    "xlsform": _l("XLSForm (Excel)"),
}
"""What the formats are called; one without a name is called by its own."""
PROFILE_NAMES: Mapping[str, object] = {"aia": _l("Algorithmic Impact Assessment van Canada")}


@blueprint.get(IMPORT)
@in_query
def importing(code: str) -> Answer:
    """Ask for a file, and what it is."""
    return _page(code)


@blueprint.post(IMPORT)
@in_query
def take_in(code: str) -> Answer:
    """Make a draft of the file; every error at its place when it cannot be read."""
    uploaded = request.files.get("file")
    kind, _dash, profile = request.form.get("kind", "").partition("/")
    if uploaded is None or not uploaded.filename:
        return _page(code, {"file": [_("Kies een bestand.")]}), 422
    if kind not in IMPORTERS or (profile and profile not in PROFILES.get(kind, ())):
        return _page(code, {"kind": [_("Kies wat voor bestand het is.")]}), 422
    data = uploaded.stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return _page(code, {"file": [_("Dit bestand is groter dan 2 MiB.")]}), 422
    try:
        made = import_bytes(data, uploaded.filename[:100], kind, profile or None)
    except NotImportable as error:
        return _page(code, {"file": [_told(each, kind) for each in error.problems[:MOST_ERRORS]]}), 422
    return _started(code, made)


def _told(problem: Problem, kind: str) -> str:
    """An error with its place; a workbook says itself in which sheet and cell."""
    told = in_dutch(problem.message)
    return told if kind == "xlsform" else _("Regel %(line)s: %(told)s", line=problem.line, told=told)


def _started(code: str, made: Imported) -> Answer:
    with writing() as session:
        organisation = editable_organisation(session, current_actor(), code)
        draft = operations.start(
            session,
            current_actor(),
            organisation,
            to_yaml(made.data),
            title=_title(made),
            notes=[[note.id, note.what] for note in made.notes],
            now=now(),
        )
        public_id = draft.public_id
    flash(_("Het bestand is nu een concept."))
    return redirect(url_for("authoring.import_report", public_id=public_id), 303)


def _title(made: Imported) -> str:
    given, language = made.data.get("title") or "", str(made.data.get("language", "nl"))
    return Text({language: given} if isinstance(given, str) else given, language).to(language)


def _page(code: str, errors: Mapping[str, list[str]] | None = None) -> str:
    organisation = editable_organisation(db.session(), current_actor(), code)
    return render_template(
        "authoring/importing.html",
        organisation=organisation,
        kinds=_kinds(),
        chosen=request.form.get("kind", ""),
        errors={"kind": [], "file": [], **(errors or {})},
    )


def _kinds() -> list[tuple[str, str]]:
    """What can be chosen: each format, and each of its profiles."""
    found = [(kind, str(FORMATS.get(kind, kind))) for kind in IMPORTERS]
    found += [
        (f"{kind}/{profile}", f"{FORMATS.get(kind, kind)}: {PROFILE_NAMES.get(profile, profile)}")
        for kind, profiles in PROFILES.items()
        for profile in profiles
    ]
    return sorted(found)


@blueprint.get(f"{DRAFT}/verslag")
@in_query
def import_report(public_id: str) -> Answer:
    """Show what of the file had no place in the questionnaire, by section and by the name it had there."""
    desk = desk_of(public_id)
    return show("import_report.html", desk, groups=desk.noted, folded=is_long(desk.noted))
