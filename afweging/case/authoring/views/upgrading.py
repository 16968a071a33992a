"""Bringing a variant to a new version of what it builds on, in the browser."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from afweging.case.authoring import operations
from afweging.case.authoring.differences import differences
from afweging.case.authoring.from_installed import start_next
from afweging.case.authoring.queries import editable_organisation
from afweging.case.authoring.upgrading import Settling, settle
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
from afweging.case.authoring.views.listing import INSTALLED
from afweging.case.library.models import InstalledQuestionnaire
from afweging.case.library.queries import installed_here, installed_version, pinned
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Conflict, NotFound
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language

UPGRADE = f"{DRAFT}/bijwerken"


@blueprint.get(UPGRADE)
@in_query
def upgrading(public_id: str) -> Answer:
    """Show what a new version of the base means for each local change."""
    return _page(desk_of(public_id))


@blueprint.post(UPGRADE)
@in_query
def upgrade(public_id: str) -> Answer:
    """Settle conflicts; when none is left and it is asked for, the draft becomes the result."""
    desk = desk_of(public_id)
    settling = _settling(desk, _bases(desk))
    if settling is None or not settling.done or request.form.get("act") != "take":
        return _page(desk), 422 if settling is not None and any(
            each.error for each in settling.asked
        ) else 200
    try:
        with writing() as session:
            desk = desk_of(public_id)
            operations.save(
                session,
                current_actor(),
                desk.draft,
                settling.text(desk.draft.text),
                base_revision=posted_revision(),
                base_sha256=settling.made.new_base.sha256,
                now=now(),
            )
    except Conflict as error:
        flash(error.message, "warning")
        return _page(desk_of(public_id)), 409
    version = settling.made.new_base.version
    flash(_("Het concept bouwt nu voort op versie %(version)s. U kunt dit ongedaan maken.", version=version))
    return redirect(url_for("authoring.draft", public_id=public_id), 303)


@blueprint.post(f"{INSTALLED}/bijwerken")
@in_query
def upgrade_installed(code: str, questionnaire_id: str, version: str) -> Answer:
    """Start a draft from an installed variant, and bring it to the newest version of its base."""
    with writing() as session:
        organisation = editable_organisation(session, current_actor(), code)
        row = installed_version(session, organisation.id, questionnaire_id, version)
        public_id = start_next(session, current_actor(), organisation, row, now=now()).public_id
    return redirect(url_for("authoring.upgrading", public_id=public_id), 303)


def _page(desk: Desk) -> str:
    bases = _bases(desk)
    settling = _settling(desk, bases)
    before = desk.reading.questionnaire
    result = settling.made.resolved if settling else None
    found = differences(before, result.questionnaire, current_language()) if before and result else {}
    return show("upgrading.html", desk, bases=bases, settling=settling, found=found, lang=current_language())


def _settling(desk: Desk, bases: Sequence[InstalledQuestionnaire]) -> Settling | None:
    """The upgrade to the base that was chosen, the newest when none was; None when there is none to make."""
    resolved = desk.reading.resolved
    if resolved is None or not bases:
        return None
    asked = request.values.get("naar", "")
    chosen = next((row for row in bases if row.sha256 == asked), None) if asked else bases[0]
    if chosen is None:
        raise NotFound("version_unknown", _("Deze versie is hier niet geïnstalleerd."))
    new = pinned(db.session(), chosen.sha256)
    return settle(resolved.base, resolved.variant, new, request.form, current_language())


def _bases(desk: Desk) -> list[InstalledQuestionnaire]:
    """The other versions of what the draft builds on, the newest first."""
    base = desk.reading.base
    if base is None:
        return []
    return [
        row
        for row in installed_here(db.session(), desk.organisation.id)
        if row.questionnaire_id == base.id and row.sha256 != base.sha256
    ]
