"""What concerns one person, read in a constant number of statements however many dossiers there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from afweging.case.dossier.models import (
    Answer,
    AnswerRevision,
    Assessment,
    Assignment,
    Comment,
    Dossier,
    Evidence,
    Member,
)
from afweging.case.dossier.walk import Standing, Walk, walk_over
from afweging.case.library.queries import pinned
from afweging.case.review.models import Advice, AdviceRequest, Condition, Decision, Finding
from afweging.case.review.standing import holding, section_ids_to_judge
from afweging.foundation.identity.access import UNKNOWN_BAND, CaseFacts, may
from afweging.foundation.identity.actor import Actor

MOST_DOSSIERS = 200
WALKED = ("draft", "returned", "in_review", "judged")  # where progress or the band must be known


@dataclass
class Case:
    """One dossier as it concerns the reader."""

    actor: Actor
    dossier: Dossier
    at: Assessment | None
    today: dt.date
    roles: frozenset[str] = frozenset()
    worked_on: bool = False
    walk: Walk | None = None
    findings: list[Finding] = field(default_factory=list)
    requests: list[AdviceRequest] = field(default_factory=list)
    advice: dict[str, Advice] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)
    remarks: int = 0
    assigned: list[Assignment] = field(default_factory=list)

    @cached_property
    def facts(self) -> CaseFacts:
        """Return what the case means to the reader, as access asks it."""
        dossier, me = self.dossier, self.actor.person_id
        named = (dossier.commissioner_id, dossier.process_owner_id, dossier.budget_holder_id)
        return CaseFacts(
            organisation_id=dossier.organisation_id,
            dossier_roles=self.roles,
            worked_on=self.worked_on,
            named=me in named,
            in_charge=self.at is not None and self.at.officer_id == me,
            asked_for_advice=any(r.role in self.my_advice_roles for r in self.requests),
            weighing="full" if self.at is None or self.at.kind == "full" else "short",
            band=(self.walk.band if self.walk else None) or UNKNOWN_BAND,
        )

    def may(self, action: str) -> bool:
        """Tell whether the reader may do this here."""
        return may(self.actor, action, self.facts)

    @property
    def state(self) -> str:
        """Return the state of the assessment that the dossier is about now."""
        return self.at.state if self.at else ""

    @property
    def my_advice_roles(self) -> frozenset[str]:
        """Return as what the reader advises in this organisation."""
        here = self.dossier.organisation_id
        own = self.actor.disciplines.get(here, frozenset())
        return own | {"fg"} if self.actor.has(here, "fg") else own

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Return where findings are due."""
        return section_ids_to_judge(self.at, self.walk) if self.at and self.walk else ()

    @cached_property
    def judged(self) -> dict[str, Finding]:
        """Return the findings that stand."""
        return holding(self.findings, self.at, self.walk) if self.at and self.walk else {}

    @property
    def left(self) -> int:
        """Return how many findings are still due."""
        return sum(place not in self.judged for place in self.places)


def my_cases(session: Session, actor: Actor, *, today: dt.date) -> list[Case]:
    """Return the dossiers that concern the reader, the newest first."""
    dossiers = session.scalars(_dossiers(actor)).unique().all()
    cases = [Case(actor, each, main_assessment(each), today) for each in dossiers]
    by_dossier = {case.dossier.id: case for case in cases}
    by_assessment = {case.at.id: case for case in cases if case.at is not None}
    _add_my_part(session, actor, by_dossier)
    _add_walks(session, cases)
    _add_review(session, by_assessment)
    _add_questions(session, actor, by_assessment)
    for condition in session.scalars(
        select(Condition).where(Condition.dossier_id.in_(by_dossier)).order_by(Condition.number)
    ):
        by_dossier[condition.dossier_id].conditions.append(condition)
    return cases


def main_assessment(dossier: Dossier) -> Assessment | None:
    """Return the assessment that the dossier is about now: an open one, else the last."""
    mine = dossier.assessments
    return next((a for a in reversed(mine) if a.open), mine[-1] if mine else None)


def _dossiers(actor: Actor) -> Select[Dossier]:
    return (
        select(Dossier)
        .where(or_(*_concerns(actor)))
        .order_by(Dossier.closed_at.is_not(None), Dossier.created_at.desc(), Dossier.id.desc())
        .limit(MOST_DOSSIERS)
        .options(
            joinedload(Dossier.organisation),
            selectinload(Dossier.assessments).options(
                joinedload(Assessment.officer), selectinload(Assessment.submissions)
            ),
        )
    )


def _concerns(actor: Actor) -> Iterable[ColumnElement[bool]]:
    """Say what makes a dossier concern somebody: a part in it, or something that waits for their role."""
    me = actor.person_id
    member = select(Member.dossier_id).where(Member.person_id == me, Member.removed_at.is_(None))
    yield Dossier.id.in_(member)
    yield _with_assessment(Assessment.officer_id == me)
    yield Dossier.id.in_(
        select(Assessment.dossier_id)
        .join(Decision, Decision.assessment_id == Assessment.id)
        .where(Decision.by_id == me)
    )
    if officer_in := _organisations(actor, "privacy_officer"):
        waits = or_(
            Assessment.state == "submitted",
            and_(
                Assessment.conclusion == "none",
                Assessment.state == "concluded",
                Assessment.countersigned_by_id.is_(None),
            ),
        )
        yield and_(Dossier.organisation_id.in_(officer_in), _with_assessment(waits))
    if mandates := {mandate.organisation_id for mandate in actor.mandates}:
        yield and_(Dossier.organisation_id.in_(mandates), _with_assessment(Assessment.state == "judged"))
    for organisation, roles in _advises(actor).items():
        asked = select(AdviceRequest.assessment_id).where(AdviceRequest.role.in_(roles))
        yield and_(Dossier.organisation_id == organisation, _with_assessment(Assessment.id.in_(asked)))
    yield false()


def _with_assessment(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Dossier.id.in_(select(Assessment.dossier_id).where(condition))


def _organisations(actor: Actor, role: str) -> list[int]:
    return [number for number in actor.roles if actor.has(number, role)]


def _advises(actor: Actor) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {o: set(own) for o, own in actor.disciplines.items() if own}
    for organisation in _organisations(actor, "fg"):
        found.setdefault(organisation, set()).add("fg")
    return found


def _add_my_part(session: Session, actor: Actor, cases: dict[int, Case]) -> None:
    me = actor.person_id
    parts = select(Member.dossier_id, Member.role).where(
        Member.person_id == me, Member.removed_at.is_(None), Member.dossier_id.in_(cases)
    )
    for dossier_id, role in session.execute(parts):
        cases[dossier_id].roles |= {role}
    answered = (
        select(Assessment.dossier_id)
        .join(AnswerRevision, AnswerRevision.assessment_id == Assessment.id)
        .where(AnswerRevision.by_id == me, Assessment.dossier_id.in_(cases))
    )
    uploaded = select(Evidence.dossier_id).where(Evidence.added_by_id == me, Evidence.dossier_id.in_(cases))
    for dossier_id in session.scalars(answered.union(uploaded)):
        cases[dossier_id].worked_on = True


def _add_walks(session: Session, cases: Sequence[Case]) -> None:
    """Evaluate what is under way; what is decided needs no answers here."""
    wanted = {case.at.id: case for case in cases if case.at is not None and case.state in WALKED}
    answers: dict[int, dict[str, Standing]] = defaultdict(dict)
    query = select(Answer.assessment_id, *Standing.columns()).where(
        Answer.assessment_id.in_(wanted), Answer.value.is_not(None)
    )
    for row in session.execute(query):
        answers[row[0]][row[1]] = Standing(*row[1:])
    for number, case in wanted.items():
        at: Any = case.at
        questionnaire = pinned(session, at.questionnaire_sha256)
        case.walk = walk_over(
            questionnaire,
            answers[number],
            at.state,
            at.rules_date,
            case.dossier.phase,
            today=case.today,
        )


def _add_review(session: Session, cases: dict[int, Case]) -> None:
    for finding in session.scalars(select(Finding).where(Finding.assessment_id.in_(cases))):
        cases[finding.assessment_id].findings.append(finding)
    requests = select(AdviceRequest).where(AdviceRequest.assessment_id.in_(cases))
    for request in session.scalars(requests.order_by(AdviceRequest.asked_at)):
        cases[request.assessment_id].requests.append(request)
    given = select(Advice).where(Advice.assessment_id.in_(cases)).order_by(Advice.at, Advice.id)
    for advice in session.scalars(given):
        cases[advice.assessment_id].advice[advice.role] = advice


def _add_questions(session: Session, actor: Actor, cases: dict[int, Case]) -> None:
    me = actor.person_id
    remarks = (
        select(Comment.assessment_id, func.count())
        .where(Comment.assessment_id.in_(cases), Comment.by_id != me, Comment.resolved_at.is_(None))
        .group_by(Comment.assessment_id)
    )
    for assessment_id, count in session.execute(remarks):
        cases[assessment_id].remarks = count
    assigned = select(Assignment).where(Assignment.assessment_id.in_(cases), Assignment.person_id == me)
    for assignment in session.scalars(assigned):
        cases[assignment.assessment_id].assigned.append(assignment)
