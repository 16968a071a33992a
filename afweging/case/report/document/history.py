"""What happened in a case, told by role from the ledger, in the words of the dossier's own pages."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from afweging.case.dossier.history import for_report
from afweging.case.dossier.models import Assessment
from afweging.case.report.document.told import HappeningTold
from afweging.case.review import tellings as tellings  # the review tells its acts by being there


def history(session: Session, assessment: Assessment, *, until: dt.datetime) -> tuple[HappeningTold, ...]:
    """Return the case's happenings up to a moment, oldest first."""
    told = for_report(session, assessment.dossier, until=until)
    return tuple(HappeningTold(each.at, each.text) for each in told)
