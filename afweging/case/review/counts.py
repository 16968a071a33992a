"""What the ledger implies of advice and decisions: checked by `afweging ledger verify`."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from afweging.case.dossier.models import Assessment
from afweging.case.review.models import Advice, Decision
from afweging.foundation.database import Session
from afweging.foundation.ledger import implied_by
from afweging.foundation.ledger.counting import uncounted


@implied_by("advice")
def advice(session: Session) -> Iterator[str]:
    """Every opinion that was given."""
    rows = select(Assessment.public_id).join(Advice, Advice.assessment_id == Assessment.id)
    return uncounted(session, "opinions", rows, "assessment", "advice.given")


@implied_by("decisions")
def decisions(session: Session) -> Iterator[str]:
    """Every decision."""
    rows = select(Assessment.public_id).join(Decision, Decision.assessment_id == Assessment.id)
    return uncounted(session, "decisions", rows, "assessment", "assessment.decided")
