"""An adviser who was asked can read the case: what the dossier room may know of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment
from afweging.case.dossier.sight import register_asked
from afweging.case.review.models import AdviceRequest
from afweging.foundation.identity.actor import Actor


@register_asked
def was_asked(session: Session, actor: Actor, dossier_id: int, organisation_id: int) -> bool:
    """Tell whether somebody of the actor's discipline was asked for advice in this dossier."""
    mine = actor.disciplines.get(organisation_id, frozenset())
    if not mine:
        return False
    query = (
        select(AdviceRequest.id)
        .join(Assessment, Assessment.id == AdviceRequest.assessment_id)
        .where(Assessment.dossier_id == dossier_id, AdviceRequest.role.in_(mine))
    )
    return session.scalar(query.limit(1)) is not None
