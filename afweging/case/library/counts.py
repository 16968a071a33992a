"""What the ledger implies of installed questionnaires: checked by `afweging ledger verify`."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from afweging.case.library.models import InstalledQuestionnaire
from afweging.foundation.database import Session
from afweging.foundation.ledger import implied_by
from afweging.foundation.ledger.counting import uncounted


@implied_by("questionnaires")
def questionnaires(session: Session) -> Iterator[str]:
    """Every version that an organisation made available."""
    rows = select(InstalledQuestionnaire.questionnaire_id)
    return uncounted(session, "installed versions", rows, "questionnaire", "questionnaire.installed")
