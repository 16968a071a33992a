"""A case's facts as the review room knows them: with the band, and whether advice was asked."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.walk import Walk
from afweging.case.review.models import AdviceRequest
from afweging.foundation.identity.access import UNKNOWN_BAND, CaseFacts
from afweging.foundation.identity.actor import Actor


def review_facts(
    session: Session, actor: Actor, assessment: Assessment, case: Walk | None = None
) -> CaseFacts:
    """Return what the case means to the actor. Without a walk its band counts as the highest."""
    return case_facts(
        session,
        actor,
        assessment.dossier,
        assessment,
        band=(case.band if case else None) or UNKNOWN_BAND,
        asked_for_advice=_asked(session, actor, assessment),
    )


def _asked(session: Session, actor: Actor, assessment: Assessment) -> bool:
    mine = actor.disciplines.get(assessment.dossier.organisation_id, frozenset())
    if not mine:
        return False
    query = select(AdviceRequest.id).where(
        AdviceRequest.assessment_id == assessment.id, AdviceRequest.role.in_(mine)
    )
    return session.scalar(query.limit(1)) is not None
