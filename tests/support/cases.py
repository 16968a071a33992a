"""Cases in any state, brought there by the real operations, as the people of `tests.support.world`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.models import Answer, Assessment, Dossier
from afweging.case.dossier.walk import Walk, walk
from afweging.case.library import operations as library
from afweging.case.review import operations as review
from afweging.case.review.standing import section_ids_to_judge
from afweging.foundation.database import Session
from afweging.foundation.identity.actor import Actor
from afweging.settings import Settings
from tests.content.filling import fill_in
from tests.support import world
from tests.support.remembered import remembered

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
NOW = world.NOW
SCAN_SHORT: dict[str, object] = {
    "persoonsgegevens": "ja",
    "gevoelig": ["geen"],
    "kwetsbaar": ["geen"],
    "gevolg": ["geen"],
    "rechtsgevolg": "nee",
    "per_persoon": "nee",
    "werkwijze": "regels",
    "openbare_ruimte": "nee",
    "koppelen_of_delen": ["geen"],
    "medewerkers_gevolgd": "nee",
    "opsporing": "nee",
    "gebruik": "nog_niet_klein",
    "verrassing": "nee",
}


@dataclass
class Case:
    """A dossier with its running weighing, and who does what in it."""

    session: Session
    settings: Settings
    dossier: Dossier

    @property
    def assessment(self) -> Assessment:
        """Return the assessment that runs."""
        return self.dossier.assessments[-1]

    def walk(self) -> Walk:
        """Return its answers and what follows from them."""
        return walk(self.session, self.assessment, today=NOW.date())

    def as_(self, name: str) -> Actor:
        """Return somebody as they act, freshly signed in."""
        return world.actor(self.session, self.settings, name)


def install(session: Session) -> None:
    """Install the three questionnaires where nobody has yet."""
    library.install_shipped(session, world.organisation(session), now=NOW)


@remembered
def drafted(session: Session, settings: Settings) -> Case:
    """Start a dossier on the short route and answer everything."""
    install(session)
    member = world.actor(session, settings, "member")
    facts = dossiers.StartFacts(
        name="Welke lantaarn eerst", kind="algorithm", summary="Volgorde van repareren."
    )
    dossier = dossiers.start_dossier(session, member, world.organisation(session), facts, now=NOW)
    session.refresh(dossier)
    case = Case(session, settings, dossier)
    fill(case, member, SCAN_SHORT)
    assert dossiers.conclude_quick_scan(session, member, case.assessment, now=NOW) == "short"
    dossiers.start_assessment(session, member, dossier, "short", now=NOW)
    session.refresh(dossier)
    fill(case, member, {})
    return case


def fill(case: Case, actor: Actor, chosen: dict[str, object]) -> None:
    """Answer every question that is asked, these ones so."""
    questionnaire = case.walk().questionnaire
    known = {key: value for key, value in chosen.items() if key in questionnaire.questions}
    standing = dict(case.walk().values)
    answers, _evaluation = fill_in(questionnaire, {**standing, **known})
    for key, value in answers.items():
        revision = case.session.scalar(
            select(Answer.revision).where(
                Answer.assessment_id == case.assessment.id, Answer.question_id == key
            )
        )
        dossiers.save_answer(
            case.session, actor, case.assessment, key, value, base_revision=revision or 0, now=NOW
        )


@remembered
def submitted(session: Session, settings: Settings) -> Case:
    """Bring a case to the officers."""
    case = drafted(session, settings)
    dossiers.submit(session, case.as_("member"), case.assessment, now=NOW)
    session.expire(case.assessment, ["submissions"])
    return case


@remembered
def judged(session: Session, settings: Settings) -> Case:
    """Bring a case to the mandate holder: acceptable, agreed."""
    case = submitted(session, settings)
    officer = case.as_("privacy_officer")
    review.take(session, officer, case.assessment, now=NOW)
    for section in section_ids_to_judge(case.assessment, case.walk()):
        text = review.FindingText("acceptable", "Goed onderbouwd.")
        review.record_finding(session, officer, case.assessment, case.walk(), section, text, now=NOW)
    review.judge(
        session,
        officer,
        case.assessment,
        case.walk(),
        conclusion="agreed",
        reasons="Het nut is bewezen en niemand wordt anders behandeld.",
        now=NOW,
    )
    return case


@remembered
def decided(session: Session, settings: Settings) -> Case:
    """Bring a case past its decision: approved."""
    case = judged(session, settings)
    ruling = review.Ruling("approved", "De lantaarns branden eerder, en niemand verliest iets.")
    review.decide(session, case.as_("mandate_holder"), case.assessment, case.walk(), ruling, now=NOW)
    return case


LATER = NOW + dt.timedelta(days=1)
