"""`ledger verify` also counts: a row taken away or put in behind the ledger's back is named."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, select, text

from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.models import Answer, AnswerRevision, Dossier, Submission
from afweging.case.dossier.operations.common import CARRIED
from afweging.case.publication import operations as publication
from afweging.case.publication.models import Publication
from afweging.case.report import operations as reports
from afweging.case.report.models import Report
from afweging.case.review.models import Decision
from afweging.foundation import ledger
from afweging.foundation.database import Session, writing
from afweging.settings import Settings
from tests.support import cases, world
from tests.support.cases import Case

COUNTED: dict[Any, str] = {
    Submission: "submissions",
    Decision: "decisions",
    Publication: "publications",
    Report: "reports asked",
    AnswerRevision: "answers",
}


@pytest.fixture
def case(session: Session, settings: Settings) -> Case:
    """A case that was decided, published and reported."""
    with writing(session):
        case = cases.decided(session, settings)
        told = publication.upcoming(session, case.dossier, now=cases.NOW)
        publication.publish(
            session, case.as_("editor"), case.dossier, reason="", seen=told.token, now=cases.NOW
        )
        officer = case.as_("privacy_officer")
        reports.ask_report(session, officer, case.assessment, audience="internal", now=cases.NOW)
    assert ledger.verify(session) == []
    return case


@pytest.mark.parametrize("model", COUNTED, ids=COUNTED.get)
def test_a_row_taken_away_is_named(case: Case, model: Any) -> None:
    last = select(model.id).order_by(model.id.desc()).limit(1).scalar_subquery()
    with writing(case.session) as session:
        if model is Report:
            session.execute(text("UPDATE publication SET report_id = NULL"))
        session.execute(delete(model).where(model.id == last))
    assert_named(case, COUNTED[model])


@pytest.mark.parametrize("model", COUNTED, ids=COUNTED.get)
def test_a_row_put_in_is_named(case: Case, model: Any) -> None:
    table: Table = model.__table__
    with writing(case.session) as session:
        row = dict(session.execute(select(table).order_by(table.c.id.desc()).limit(1)).mappings().one())
        fresh = {"id": None, "number": 99, "version": 99, "revision": 99, "code": "NEPRAPPORT00"}
        forged = row | {name: value for name, value in fresh.items() if name in row}
        if model is Decision:  # one per weighing, so a forged one stands at another
            forged["assessment_id"] = case.dossier.assessments[0].id
        session.execute(insert(table).values(forged))
    assert_named(case, COUNTED[model])


def test_a_dossier_that_vanished_is_named(case: Case) -> None:
    with writing(case.session) as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.execute(delete(Dossier))
        told = [str(found) for found in ledger.verify(session)]
        session.rollback()
    assert any(line.startswith("dossiers: dossier:") for line in told), told


def test_a_dossier_removed_by_its_owner_is_none_too_few(session: Session, settings: Settings) -> None:
    with writing(session):
        cases.install(session)
        member = world.actor(session, settings, "member")
        facts = dossiers.StartFacts(name="Vergissing", kind="sensor", summary="Toch niet.")
        dossier = dossiers.start_dossier(session, member, world.organisation(session), facts, now=cases.NOW)
        dossiers.remove_dossier(session, member, dossier, now=cases.NOW)
    assert session.scalar(select(Dossier.id)) is None
    assert ledger.verify(session) == []


def test_a_report_that_says_it_is_sealed_without_a_seal_is_named(case: Case) -> None:
    with writing(case.session) as session:
        session.execute(text("UPDATE report SET sealed_at = asked_at"))
    assert_named(case, "reports sealed")


def test_nobody_passes_an_answer_off_as_carried_over_by_a_forged_key(
    session: Session, settings: Settings
) -> None:
    with writing(session):
        case = cases.drafted(session, settings)
        question = next(q for q in case.walk().questionnaire.questions.values() if q.type == "longtext")
        dossiers.save_answer(
            session,
            case.as_("member"),
            case.assessment,
            question.id,
            "Iets anders.",
            base_revision=session.scalars(
                select(Answer.revision).where(
                    Answer.assessment_id == case.assessment.id, Answer.question_id == question.id
                )
            ).one(),
            request_key=CARRIED,
            now=cases.NOW,
        )
    assert ledger.verify(session) == []


def assert_named(case: Case, check: str) -> None:
    told = [found for found in ledger.verify(case.session) if found.chain == check]
    assert told, [str(found) for found in ledger.verify(case.session)]
    known = {case.dossier.public_id, *(each.public_id for each in case.dossier.assessments)}
    assert any(public_id in told[0].what for public_id in known)
