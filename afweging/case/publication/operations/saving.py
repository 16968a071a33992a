"""Writing the public text: only what an editor wrote over the answers is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.operations.common import record
from afweging.case.publication.fields import FIELDS
from afweging.case.publication.models import Draft
from afweging.case.publication.shapes import fits, normal
from afweging.case.publication.upcoming import current_drafts
from afweging.foundation.errors import Conflict, Invalid, Problem
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor


def save_draft(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    values: Mapping[str, Any],
    *,
    base_revision: int,
    now: dt.datetime,
) -> Draft:
    """Keep what an editor wrote over the drafted fields; one equal to its draft follows the answers again.

    Raises NotAllowed, Invalid for an unknown field or a value that no form could give, Conflict when somebody
    saved meanwhile.
    """
    require(actor, "edit_publication", case_facts(session, actor, dossier))
    values = {key: normal(value) for key, value in values.items()}
    _require_shapes(values)
    draft = session.get(Draft, dossier.id) or Draft(dossier_id=dossier.id, fields={}, revision=0)
    if draft.revision != base_revision:
        raise Conflict(
            "draft_changed",
            _("Iemand anders heeft deze tekst intussen veranderd. Beide teksten staan hieronder."),
            mine=dict(values),
            theirs={key: draft.fields.get(key) for key in values},
            revision=draft.revision,
        )
    drafted = current_drafts(session, dossier, {}, now=now)
    edits = {**draft.fields, **values}
    draft.fields = {key: value for key, value in edits.items() if value != normal(drafted[key].drafted)}
    draft.revision += 1
    draft.saved_at, draft.saved_by_id = now, actor.person_id
    session.add(draft)
    record(session, actor, "publication.drafted", dossier, now=now, fields=sorted(values))
    return draft


def _require_shapes(values: Mapping[str, Any]) -> None:
    unknown = [key for key in values if key not in FIELDS]
    if unknown:
        raise Invalid("field_unknown", _("Dit veld bestaat niet: %(field)s.", field=unknown[0][:40]))
    wrong = [key for key, value in values.items() if not fits(FIELDS[key], value)]
    if wrong:
        problems = tuple(Problem(key, _("Dit past niet in dit veld.")) for key in wrong)
        raise Invalid("field_invalid", _("Er klopt nog iets niet."), problems)
