"""What a dossier means to somebody: the facts that access decides on."""

from __future__ import annotations

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from afweging.case.dossier.models import (
    AnswerRevision,
    Assessment,
    Assignment,
    Dossier,
    Evidence,
    Member,
)
from afweging.foundation.identity.access import UNKNOWN_BAND, CaseFacts
from afweging.foundation.identity.actor import Actor


def case_facts(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    assessment: Assessment | None = None,
    *,
    band: str = UNKNOWN_BAND,
    asked_for_advice: bool = False,
) -> CaseFacts:
    """Return what this dossier, and this assessment in it, mean to the actor.

    `band` is the risk band that the mandate must reach; a band that nobody computed counts as the highest.
    `asked_for_advice` comes from the review room, which alone knows.
    """
    named = (dossier.commissioner_id, dossier.process_owner_id, dossier.budget_holder_id)
    return CaseFacts(
        organisation_id=dossier.organisation_id,
        dossier_roles=present_roles(session, dossier, actor.person_id),
        worked_on=worked_on(session, dossier, actor.person_id),
        named=actor.person_id in named,
        in_charge=assessment is not None and assessment.officer_id == actor.person_id,
        assigned=assigned_to(session, assessment.id, actor) if assessment else frozenset(),
        asked_for_advice=asked_for_advice,
        weighing="full" if assessment is None or assessment.kind == "full" else "short",
        band=band,
    )


def present_roles(session: Session, dossier: Dossier, person_id: int) -> frozenset[str]:
    """Return the roles that somebody has in the dossier now."""
    query = select(Member.role).where(
        Member.dossier_id == dossier.id, Member.person_id == person_id, Member.removed_at.is_(None)
    )
    return frozenset(session.scalars(query))


def worked_on(session: Session, dossier: Dossier, person_id: int) -> bool:
    """Tell whether somebody ever answered or uploaded in the dossier: that bars for good."""
    answered = (
        select(AnswerRevision.id)
        .join(Assessment, Assessment.id == AnswerRevision.assessment_id)
        .where(Assessment.dossier_id == dossier.id, AnswerRevision.by_id == person_id)
        .limit(1)
    )
    uploaded = (
        select(Evidence.id)
        .where(Evidence.dossier_id == dossier.id, Evidence.added_by_id == person_id)
        .limit(1)
    )
    either = union_all(answered.subquery().select(), uploaded.subquery().select())
    return session.execute(either).first() is not None


def assigned_to(session: Session, assessment_id: int, actor: Actor) -> frozenset[str]:
    """Return the sections and questions that somebody was asked for."""
    query = select(Assignment.target).where(
        Assignment.assessment_id == assessment_id, Assignment.person_id == actor.person_id
    )
    return frozenset(session.scalars(query))
