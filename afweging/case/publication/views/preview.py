"""The page exactly as residents will see it, before it is public."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from afweging.case.dossier.sight import Sight
from afweging.case.publication.jobs import told_organisation
from afweging.case.publication.operations import Upcoming, upcoming
from afweging.case.publication.queries import publications
from afweging.case.publication.views.common import (
    DOSSIER,
    Answer,
    blueprint,
    in_queries,
    text_url,
    whole_dossier,
)
from afweging.foundation.database import db
from afweging.foundation.identity.guard import settings
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language
from afweging.register.configuration import register_of
from afweging.register.previewing import preview
from afweging.register.records import VersionNote


@blueprint.get(f"{DOSSIER}/voorbeeld", endpoint="preview")
@in_queries
def show_preview(public_id: str) -> Answer:
    """Draw the page with the register's own templates. Nothing is written; the way on bears its token."""
    dossier, sight = whole_dossier(public_id)
    told = upcoming(db.session(), dossier, now=now())
    earlier = publications(db.session(), dossier)
    back = text_url(dossier)
    return preview(
        register_of(settings()).renderer,
        told_organisation(dossier.organisation),
        told.record,
        history=[VersionNote(p.version, p.published_at, p.reason) for p in earlier],
        lang=current_language(),
        back=back,
        onward=list(_ways_on(sight, told, back)),
    )


def _ways_on(sight: Sight, told: Upcoming, back: str) -> Iterator[tuple[str, str]]:
    gone = told.last is not None and told.last.act == "retract"
    if sight.may("publish") and not gone:
        yield _("Ik heb dit gezien, verder naar publiceren"), f"{back}/publiceren?gezien={told.token}"
    if sight.may("rectify") and told.last is not None and not gone:
        yield _("Ik heb dit gezien, verbeter hiermee een fout"), f"{back}/verbeteren?gezien={told.token}"
