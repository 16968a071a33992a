"""The text of an installed version, to write the next one from."""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy.orm import Session

from afweging.case.authoring import operations
from afweging.case.authoring.models import QuestionnaireDraft
from afweging.case.authoring.queries import installed_source
from afweging.case.library.models import InstalledQuestionnaire
from afweging.case.library.queries import pinned, resolved_of
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Organisation
from afweging.questionnaire.writing import to_yaml


def start_next(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    row: InstalledQuestionnaire,
    *,
    now: dt.datetime,
) -> QuestionnaireDraft:
    """Start a draft from an installed version: from its file, comments and all, where that was kept."""
    resolved = resolved_of(session, row.sha256)
    source = installed_source(session, row)
    data = dict(resolved.variant.data) if resolved else json.loads(pinned(session, row.sha256).canonical)
    return operations.start(
        session,
        actor,
        organisation,
        source.decode("utf-8-sig") if source is not None else to_yaml(data),
        title=str(pinned(session, row.sha256).title),
        base_sha256=resolved.base.sha256 if resolved else None,
        started_from=row.sha256,
        now=now,
    )
