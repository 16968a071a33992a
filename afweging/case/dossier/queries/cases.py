"""Dossiers and what is in them as objects, for the overview and for operations."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from afweging.case.dossier.models import (
    Answer,
    AnswerRevision,
    Assessment,
    Comment,
    Dossier,
    Evidence,
    Member,
)
from afweging.case.dossier.operations.common import written_by_people
from afweging.case.dossier.sight import Sight, not_found, sight_of
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Person


def dossier(session: Session, actor: Actor, public_id: str) -> Dossier:
    """Return a dossier that the actor may read, with people and assessments. Raises NotFound."""
    return readable_dossier(session, actor, public_id)[0]


def readable_dossier(session: Session, actor: Actor, public_id: str) -> tuple[Dossier, Sight]:
    """Return a dossier and what the actor sees of it. Raises NotFound."""
    found = session.scalar(
        select(Dossier)
        .where(Dossier.public_id == public_id)
        .options(
            joinedload(Dossier.organisation),
            selectinload(Dossier.members).joinedload(Member.person),
            selectinload(Dossier.assessments).joinedload(Assessment.officer),
        )
    )
    if found is None:
        raise not_found()
    return found, _sight(session, actor, found, main_assessment(found))


def main_assessment(of: Dossier) -> Assessment | None:
    """Return the assessment that the dossier is about now: an open one, else the last."""
    mine = list(of.assessments)
    return next((a for a in reversed(mine) if a.open), mine[-1] if mine else None)


def assessment(session: Session, actor: Actor, public_id: str) -> Assessment:
    """Return an assessment of a dossier that the actor may read, ready for an operation. Raises NotFound."""
    found = session.scalar(
        select(Assessment)
        .where(Assessment.public_id == public_id)
        .options(joinedload(Assessment.dossier).joinedload(Dossier.organisation))
    )
    if found is None:
        raise not_found()
    _sight(session, actor, found.dossier, found)
    return found


def member(session: Session, of: Dossier, number: int) -> Member:
    """Return somebody's present part in a dossier. Raises NotFound."""
    found = session.get(Member, number)
    if found is None or found.dossier_id != of.id or found.removed_at is not None:
        raise not_found()
    return found


def remark(session: Session, of: Assessment, public_id: str) -> Comment:
    """Return a comment of an assessment. Raises NotFound."""
    found = session.scalar(
        select(Comment).where(Comment.assessment_id == of.id, Comment.public_id == public_id)
    )
    if found is None:
        raise not_found()
    return found


def evidence_file(session: Session, actor: Actor, public_id: str) -> tuple[Evidence, Sight]:
    """Return a file that was not removed, of a dossier that the actor may read. Raises NotFound."""
    found = session.scalar(select(Evidence).where(Evidence.public_id == public_id))
    if found is None or found.removed_at is not None:
        raise not_found()
    of = session.get_one(Assessment, found.assessment_id)
    return found, _sight(session, actor, of.dossier, of)


def revisions(session: Session, assessment_id: int, question_id: str) -> list[tuple[AnswerRevision, str]]:
    """Return every revision of an answer, the newest first, with the name of who wrote it."""
    query = (
        select(AnswerRevision, Person.name)
        .join(Person, Person.id == AnswerRevision.by_id)
        .where(AnswerRevision.assessment_id == assessment_id, AnswerRevision.question_id == question_id)
        .order_by(AnswerRevision.revision.desc())
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def has_answers(session: Session, of: Dossier) -> bool:
    """Tell whether somebody ever answered anything in the dossier; what it knew by itself does not count."""
    query = (
        select(AnswerRevision.id)
        .join(Assessment, Assessment.id == AnswerRevision.assessment_id)
        .where(Assessment.dossier_id == of.id, written_by_people())
        .limit(1)
    )
    return session.scalar(query) is not None


def membership_names(of: Dossier) -> dict[int, str]:
    """Return the names of everybody who ever had a part in the dossier, by person id."""
    return {each.person_id: each.person.name for each in of.members}


def answer_of(session: Session, assessment_id: int, question_id: str) -> Answer | None:
    """Return the answer that stands, if there is one."""
    return session.scalar(
        select(Answer).where(Answer.assessment_id == assessment_id, Answer.question_id == question_id)
    )


def _sight(session: Session, actor: Actor, of: Dossier, at: Assessment | None) -> Sight:
    roles = {m.role for m in of.members if m.person_id == actor.person_id and m.removed_at is None}
    return sight_of(
        session,
        actor,
        dossier_id=of.id,
        organisation_id=of.organisation_id,
        roles=roles,
        assessment_id=at.id if at else None,
        named=actor.person_id in (of.commissioner_id, of.process_owner_id, of.budget_holder_id),
        in_charge=at is not None and at.officer_id == actor.person_id,
        weighing="full" if at is None or at.kind == "full" else "short",
    )
