"""A small full weighing in every state of the review, brought there by the real operations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.walk import Walk, walk
from afweging.case.library.operations import install
from afweging.case.review import operations as review
from afweging.case.review.operations import ConditionDraft, FindingText
from afweging.foundation.database import Session
from afweging.foundation.identity import operations as identity
from afweging.foundation.identity.actor import OPERATOR, Actor
from afweging.questionnaire import read_file
from afweging.settings import Settings
from tests.support import cases, world
from tests.support.remembered import remembered

NOW = world.NOW
LATER = NOW + dt.timedelta(hours=2)
SMALL = Path(__file__).parent / "small.yaml"
SECTIONS = ("toepassing", "gegevens", "controle")
WEIGHING: dict[str, Any] = {
    "rows": [
        {
            "interest": "Minder donkere straten",
            "side": "benefit",
            "value": "veiligheid",
            "group": "Voetgangers",
            "weight": 4,
            "certainty": "proven",
            "evidence": [],
            "explanation": "Geteld in maart.",
        },
        {
            "interest": "Een camera ziet ook de tuin",
            "side": "burden",
            "value": "privacy",
            "group": "Bewoners",
            "weight": 2,
            "certainty": "likely",
            "evidence": [],
            "explanation": "Twee klachten.",
        },
    ],
    "counter_argument": "Meer lantaarns helpen ook.",
}
ANSWERS: dict[str, Any] = {
    "doel": "De straat moet veiliger worden.",
    "zwaarte": "klein",
    "bewaren": "Wij bewaren de beelden een dag.",
    "weging": WEIGHING,
}
BETTER = FindingText(
    "improve", "Bijna goed.", "Wis de beelden na een uur.", "teamleider", dt.date(2026, 12, 18)
)
WEAK = FindingText("insufficient", "Er staat niet wie er kijkt.")
GOOD = FindingText("acceptable", "Goed onderbouwd.")
REASONS = "Het nut is bewezen en de last is klein."


@dataclass
class Told:
    """A weighing, and everybody who acts in it."""

    session: Session
    settings: Settings
    dossier: Dossier

    @property
    def assessment(self) -> Assessment:
        """Return the weighing that runs."""
        return self.dossier.assessments[-1]

    @property
    def case(self) -> Walk:
        """Return its answers and what follows."""
        return walk(self.session, self.assessment, today=NOW.date())

    def as_(self, name: str, now: dt.datetime = NOW) -> Actor:
        """Return somebody as they act, freshly signed in."""
        return world.actor(self.session, self.settings, name, now=now)

    def find(self, section: str, text: FindingText = GOOD, now: dt.datetime = NOW) -> None:
        """Record a finding as the officer."""
        officer = self.as_("privacy_officer")
        review.record_finding(self.session, officer, self.assessment, self.case, section, text, now=now)

    def judge(self, conclusion: str = "agreed", **given: Any) -> None:
        """Judge as the officer."""
        review.judge(
            self.session,
            self.as_("privacy_officer"),
            self.assessment,
            self.case,
            conclusion=conclusion,
            reasons=REASONS,
            now=NOW,
            **given,
        )

    def decide(self, outcome: str = "approved", who: str = "mandate_holder", **given: Any) -> None:
        """Decide as the mandate holder."""
        ruling = review.Ruling(outcome, "De straat wordt veiliger.", **given)
        review.decide(self.session, self.as_(who), self.assessment, self.case, ruling, now=NOW)

    def change(self, question: str, value: object) -> None:
        """Answer otherwise, as the team."""
        standing = self.case.answers.get(question)
        dossiers.save_answer(
            self.session,
            self.as_("member"),
            self.assessment,
            question,
            value,
            base_revision=standing.revision if standing else 0,
            now=NOW,
        )

    def submit(self, note: str = "") -> None:
        """Hand it in."""
        dossiers.submit(self.session, self.as_("member"), self.assessment, note=note, now=NOW)
        self.session.expire(self.assessment, ["submissions"])


def equip(session: Session) -> None:
    """Install the quick scan and the small model."""
    organisation = world.organisation(session)
    questionnaires = (cases.QUESTIONNAIRES / "snelle-toets.yaml", SMALL)
    for path in questionnaires:
        install(session, OPERATOR, organisation, read_file(path), now=NOW)


@remembered
def drafted(session: Session, settings: Settings, *, route: str = "beforehand", **answers: Any) -> Told:
    """Start a full weighing and answer it."""
    equip(session)
    member = world.actor(session, settings, "member")
    since: dict[str, Any] = {"in_use_since": "2024-03"} if route == "catching_up" else {}
    facts = dossiers.StartFacts(name="Slimme lantaarns", kind="sensor", route=route, **since)
    dossier = dossiers.start_dossier(session, member, world.organisation(session), facts, now=NOW)
    session.refresh(dossier)
    told = Told(session, settings, dossier)
    scan = cases.Case(session, settings, dossier)
    cases.fill(scan, member, {**cases.SCAN_SHORT, "openbare_ruimte": "ja"})
    dossiers.conclude_quick_scan(session, member, told.assessment, now=NOW)
    dossiers.start_assessment(session, member, dossier, "full", now=NOW)
    session.refresh(dossier)
    for question, value in {**ANSWERS, **answers}.items():
        told.change(question, value)
    return told


@remembered
def submitted(session: Session, settings: Settings, **given: Any) -> Told:
    """Bring it to the officers."""
    told = drafted(session, settings, **given)
    told.submit()
    return told


@remembered
def taken(session: Session, settings: Settings, **given: Any) -> Told:
    """Let the officer take it up."""
    told = submitted(session, settings, **given)
    review.take(session, told.as_("privacy_officer"), told.assessment, now=NOW)
    return told


@remembered
def found(session: Session, settings: Settings, *texts: FindingText, **given: Any) -> Told:
    """Find on every section; `texts` replace the first ones."""
    told = taken(session, settings, **given)
    every = (*texts, *(GOOD,) * len(SECTIONS))
    for section, text in zip(SECTIONS, every, strict=False):
        told.find(section, text)
    return told


@remembered
def judged(session: Session, settings: Settings, **given: Any) -> Told:
    """Agree with it."""
    told = found(session, settings, **given)
    told.judge("agreed")
    return told


@remembered
def provided(session: Session, settings: Settings, **given: Any) -> Told:
    """Agree provided that one thing improves."""
    told = found(session, settings, BETTER, **given)
    told.judge("agreed_provided")
    return told


@remembered
def approved(session: Session, settings: Settings, **given: Any) -> Told:
    """Approve it with the officer's condition."""
    told = provided(session, settings, **given)
    told.decide("approved_with_conditions")
    return told


def give(told: Told, name: str, **role: Any) -> None:
    """Give somebody another role."""
    organisation = world.organisation(told.session)
    person = world.person(told.session, name)
    identity.give_role(told.session, None, organisation, person, now=NOW, **role)


def mandate(told: Told, name: str, *, weighing: str = "full", band: str = "zeer_hoog") -> None:
    """Give somebody a mandate, and the role that goes with it."""
    if name != "privacy_officer":
        give(told, name, role="mandate_holder")
    identity.give_mandate(
        told.session,
        None,
        world.organisation(told.session),
        world.person(told.session, name),
        body="college",
        title="privacy officer",
        weighing=weighing,
        band=band,
        now=NOW,
    )


ELSE = ConditionDraft("Vertel het de buren.", "wijkregisseur", dt.date(2027, 1, 15))
