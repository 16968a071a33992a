"""Findings on sections that another version of the questionnaire does not have."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment
from afweging.case.dossier.moving import LeftBehind, register_left_behind
from afweging.case.review.models import WHOLE_CASE, Finding
from afweging.questionnaire import Questionnaire


@register_left_behind
def findings(session: Session, assessment: Assessment, new: Questionnaire) -> Iterator[LeftBehind]:
    """Give the findings that would have no section to stand at."""
    known = {WHOLE_CASE, *(section.id for section in new.sections)}
    query = (
        select(Finding.section_id, func.count())
        .where(Finding.assessment_id == assessment.id)
        .group_by(Finding.section_id)
        .order_by(Finding.section_id)
    )
    for section_id, count in session.execute(query):
        if section_id not in known:
            yield LeftBehind("findings", section_id, count)
