"""What the ledger implies of reports: checked by `afweging ledger verify`."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from afweging.case.dossier.models import Assessment
from afweging.case.report.models import Report
from afweging.foundation.database import Session
from afweging.foundation.ledger import implied_by
from afweging.foundation.ledger.counting import uncounted

_OF_ASSESSMENT = select(Assessment.public_id).join(Report, Report.assessment_id == Assessment.id)


@implied_by("reports asked")
def asked(session: Session) -> Iterator[str]:
    """Every report that somebody asked for."""
    return uncounted(session, "reports", _OF_ASSESSMENT, "assessment", "report.asked")


@implied_by("reports sealed")
def sealed(session: Session) -> Iterator[str]:
    """Every report that bears a seal."""
    rows = _OF_ASSESSMENT.where(Report.sealed_at.is_not(None))
    return uncounted(session, "sealed reports", rows, "assessment", "report.sealed")
