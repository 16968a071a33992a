"""The dossiers that somebody may read, with where each stands, in a constant number of statements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from afweging.case.dossier.models import Answer, Assessment, Dossier, Member
from afweging.case.dossier.outlook import Progress
from afweging.case.dossier.queries.cases import main_assessment
from afweging.case.dossier.sight import READS_ALL
from afweging.case.dossier.walk import Standing, walk_over
from afweging.case.library.queries import pinned
from afweging.foundation.identity.actor import Actor

PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier in the list. `progress` is none for somebody who only sees their own questions."""

    dossier: Dossier
    assessment: Assessment | None
    roles: frozenset[str]
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int


def my_dossiers(session: Session, actor: Actor, *, number: int, today: dt.date, find: str = "") -> Page:
    """Return one page of the dossiers that the actor may read, the newest first."""
    readable = _readable(actor)
    if find.strip():
        readable &= Dossier.name.icontains(find.strip(), autoescape=True)
    total = session.scalar(select(func.count()).select_from(Dossier).where(readable)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    dossiers = session.scalars(
        select(Dossier)
        .where(readable)
        .order_by(Dossier.closed_at.is_not(None), Dossier.created_at.desc(), Dossier.id.desc())
        .limit(PAGE)
        .offset((number - 1) * PAGE)
        .options(
            joinedload(Dossier.organisation),
            selectinload(Dossier.members).joinedload(Member.person),
            selectinload(Dossier.assessments).joinedload(Assessment.officer),
        )
    ).all()
    answers = _answers(session, [a.id for d in dossiers if (a := main_assessment(d))])
    rows = tuple(_row(session, actor, each, answers, today) for each in dossiers)
    return Page(rows, number, pages, total)


def _readable(actor: Actor) -> ColumnElement[bool]:
    everywhere = [number for number in actor.roles if actor.has(number, *READS_ALL)]
    mine = select(Member.dossier_id).where(Member.person_id == actor.person_id, Member.removed_at.is_(None))
    return or_(Dossier.id.in_(mine), Dossier.organisation_id.in_(everywhere))


def _answers(session: Session, assessments: Iterable[int]) -> dict[int, dict[str, Standing]]:
    rows = session.execute(
        select(Answer.assessment_id, *Standing.columns()).where(
            Answer.assessment_id.in_(list(assessments)), Answer.value.is_not(None)
        )
    )
    found: dict[int, dict[str, Standing]] = defaultdict(dict)
    for row in rows:
        found[row[0]][row[1]] = Standing(*row[1:])
    return found


def _row(
    session: Session, actor: Actor, of: Dossier, answers: dict[int, dict[str, Standing]], today: dt.date
) -> Row:
    roles = frozenset(m.role for m in of.members if m.person_id == actor.person_id and not m.removed_at)
    at = main_assessment(of)
    if at is None or (roles == {"supplier"} and not actor.has(of.organisation_id, *READS_ALL)):
        return Row(of, at, roles, None)
    questionnaire = pinned(session, at.questionnaire_sha256)
    case = walk_over(questionnaire, answers[at.id], at.state, at.rules_date, of.phase, today=today)
    return Row(of, at, roles, case.progress)
