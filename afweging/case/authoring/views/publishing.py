"""Publishing a draft: the version that its differences ask for, the warnings, and the act."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from afweging.case.authoring import operations
from afweging.case.authoring.keys.base import tidy
from afweging.case.authoring.views.common import (
    DRAFT,
    Answer,
    Desk,
    blueprint,
    desk_of,
    in_query,
    posted_revision,
    show,
)
from afweging.case.library.queries import installed_here, pinned, resolved_of
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Conflict, Invalid, WrongState
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.comparison import Cause, compare, propose_version, raised

MOST_WARNINGS = 50
PUBLISH = f"{DRAFT}/publiceren"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The version that is proposed, why, and since which version it is counted."""

    version: str
    level: str
    causes: tuple[Cause, ...]
    since: str = ""


@blueprint.get(PUBLISH)
@in_query
def publishing(public_id: str) -> Answer:
    """Show what publishing does, under which version, and why that one."""
    return _publish_page(desk_of(public_id), "")


@blueprint.post(PUBLISH)
@in_query
def publish(public_id: str) -> Answer:
    """Publish the draft; it closes, and new assessments start with it."""
    version = tidy(request.form.get("version", ""))
    desk = desk_of(public_id)
    wrong = _version_problem(desk, version)
    if wrong:
        return _publish_page(desk, wrong), 422
    try:
        with writing() as session:
            desk = desk_of(public_id)
            code = desk.organisation.code
            row = operations.publish(
                session, current_actor(), desk.draft, version=version,
                base_revision=posted_revision(), now=now(),
            )  # fmt: skip
            name, number = row.questionnaire_id, row.version
    except Conflict as error:
        return _publish_page(desk_of(public_id), error.message), 409
    except (Invalid, WrongState) as error:
        return _publish_page(desk_of(public_id), error.message), 422
    flash(_("Gepubliceerd. Nieuwe wegingen beginnen hiermee; wegingen die lopen, blijven op hun versie."))
    return redirect(url_for("library.version", code=code, questionnaire_id=name, version=number), 303)


def _publish_page(desk: Desk, error: str) -> str:
    questionnaire = desk.reading.questionnaire
    proposed = proposal(desk, questionnaire) if questionnaire else None
    return show(
        "publish.html",
        desk,
        proposed=proposed,
        version=request.form.get("version", "") or _version_to_start(proposed, questionnaire),
        own=questionnaire.version if questionnaire else "",
        error=error,
        warnings=desk.reading.warnings[:MOST_WARNINGS],
        lang=current_language(),
    )


def _version_to_start(proposed: Proposed | None, questionnaire: Questionnaire | None) -> str:
    """The proposed version, or the one that the text gives itself when that is higher."""
    if proposed is None or questionnaire is None:
        return ""
    return max(proposed.version, questionnaire.version, key=_parts)


def proposal(desk: Desk, questionnaire: Questionnaire) -> Proposed:
    """The version for a draft: counted from the newest one installed, or its own when it is the first."""
    session = db.session()
    earlier = [
        row
        for row in installed_here(session, desk.organisation.id)
        if row.questionnaire_id == questionnaire.id
    ]
    if not earlier:
        return Proposed(questionnaire.version, "none", ())
    before = pinned(session, max(earlier, key=lambda row: _parts(row.version)).sha256)
    found = propose_version(before, compare(before, questionnaire))
    if found.level == "none" and _is_rebased(desk, before):
        return Proposed(raised(before.version, "patch"), "rebased", (), before.version)
    return Proposed(found.version, found.level, found.causes, before.version)


def _is_rebased(desk: Desk, before: Questionnaire) -> bool:
    """Does the draft build on another text than the version before, though it asks the same?"""
    earlier, base = resolved_of(db.session(), before.sha256), desk.reading.base
    return earlier is not None and base is not None and earlier.base.sha256 != base.sha256


def _version_problem(desk: Desk, version: str) -> str:
    """Why a version number cannot be used; empty when it can."""
    if desk.reading.questionnaire is None:
        return _("Er zijn nog fouten. Los die eerst op.")
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        return _("Een versie heeft drie getallen met punten ertussen, zoals 1.2.0.")
    proposed = proposal(desk, desk.reading.questionnaire)
    if _parts(version) < _parts(proposed.version):
        return _(
            "Lager dan %(version)s kan niet: dan lijkt de vragenlijst minder veranderd dan zij is.",
            version=proposed.version,
        )
    if proposed.since and proposed.level == "none":
        return _("Er is niets veranderd sinds versie %(version)s.", version=proposed.since)
    return ""


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
