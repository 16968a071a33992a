"""Cases brought through the real operations to where a browser test begins."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.models import Answer, Assessment, Dossier
from afweging.case.dossier.walk import walk
from afweging.case.review import operations as review
from afweging.foundation.database import Session
from afweging.foundation.identity.models import Organisation
from tests.browser.house import House
from tests.content.filling import fill_in
from tests.support.cases import SCAN_SHORT

# A model that learned from examples, about people: so questions on AI appear in the section that is typed.
MODEL = {
    "werkwijze": "zelflerend",
    "persoonsgegevens": "ja",
    "fase": "gebruik",
    "route": "vooraf",
    "kern_recht": "nee",
}
TYPED = (
    "ai_systeem",
    "ai_rol",
    "verboden_praktijk",
    "hoog_risico",
    "ai_zichtbaar",
    "aantal_mensen",
    "verrassing",
)
SCAN_FULL = SCAN_SHORT | {"werkwijze": "zelflerend", "ai_verordening": ["geen"], "per_persoon": "ja"}


def model_weighing(house: House, session: Session, name: str) -> Dossier:
    """A full weighing of Sanne in which only the questions of `TYPED`, and files, are left to answer."""
    now = dt.datetime.now(dt.UTC)
    sanne = house.actor(session, "sanne")
    organisation = session.scalars(select(Organisation).where(Organisation.code == "gm9990")).one()
    facts = dossiers.StartFacts(name=name, kind="algorithm", phase="gebruik", summary="Voorspelt storingen.")
    dossier = dossiers.start_dossier(session, sanne, organisation, facts, now=now)
    session.refresh(dossier)
    scan = dossier.assessments[-1]
    for question, value in SCAN_FULL.items():
        dossiers.save_answer(session, sanne, scan, question, value, base_revision=0, now=now)
    assert dossiers.conclude_quick_scan(session, sanne, scan, now=now) == "full"
    weighing = dossiers.start_assessment(session, sanne, dossier, "full", now=now)
    session.flush()
    answer_all_but(session, house, weighing, TYPED)
    return dossier


def answer_all_but(session: Session, house: House, at: Assessment, left: tuple[str, ...]) -> None:
    """Answer every question that is asked, but for some."""
    now = dt.datetime.now(dt.UTC)
    sanne = house.actor(session, "sanne")
    case = walk(session, at, today=now.date())
    answers, _evaluation = fill_in(case.questionnaire, {**case.values, **MODEL})
    for question in case.questionnaire.questions:
        if question in answers and question not in left:
            base = session.scalar(
                select(Answer.revision).where(Answer.assessment_id == at.id, Answer.question_id == question)
            )
            dossiers.save_answer(
                session, sanne, at, question, answers[question], base_revision=base or 0, now=now
            )


def take(house: House, session: Session, dossier: Dossier) -> None:
    """Let Ilse take a case that was handed in."""
    review.take(session, house.actor(session, "ilse"), dossier.assessments[-1], now=dt.datetime.now(dt.UTC))
