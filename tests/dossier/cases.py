"""A case for the tests of this room: two installed questionnaires, a dossier, people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from afweging import resources
from afweging.case.dossier import operations
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.library.operations import install
from afweging.foundation.database import Session
from afweging.foundation.identity.actor import OPERATOR, Actor
from afweging.questionnaire import Questionnaire, read_file
from afweging.settings import Settings
from tests.support import world

NOW = world.NOW
LATER = NOW + dt.timedelta(hours=1)
SMALL = Path(__file__).parent / "small.yaml"

# Answers that lead the quick scan to a full weighing, a short one, and none.
LIGHT: dict[str, Any] = {
    "persoonsgegevens": "nee",
    "kwetsbaar": ["geen"],
    "gevolg": ["geen"],
    "rechtsgevolg": "nee",
    "per_persoon": "nee",
    "werkwijze": "regels",
    "openbare_ruimte": "nee",
    "koppelen_of_delen": ["geen"],
    "medewerkers_gevolgd": "nee",
    "opsporing": "nee",
    "gebruik": "lang_groot",
    "verrassing": "nee",
}


def questionnaire(name: str) -> Questionnaire:
    return read_file(resources.questionnaires() / f"{name}.yaml")


def equip(session: Session, *, small: bool = True, code: str = world.HOME) -> None:
    """Install the quick scan, and a small questionnaire in place of the model (or the model itself)."""
    of = world.organisation(session, code)
    install(session, OPERATOR, of, questionnaire("snelle-toets"), now=NOW)
    model = read_file(SMALL) if small else questionnaire("model-afwegingsraamwerk")
    install(session, OPERATOR, of, model, now=NOW)


def facts(**given: Any) -> operations.StartFacts:
    return operations.StartFacts(**{"name": "Welke boom eerst?", "kind": "algorithm", **given})


def owner(session: Session, settings: Settings, code: str = world.HOME) -> Actor:
    return world.actor(session, settings, "member", code)


def start(session: Session, actor: Actor, code: str = world.HOME, **given: Any) -> Dossier:
    of = world.organisation(session, code)
    return operations.start_dossier(session, actor, of, facts(**given), now=NOW)


def answer(session: Session, actor: Actor, at: Assessment, **answers: Any) -> None:
    for question, value in answers.items():
        operations.save_answer(session, actor, at, question, value, base_revision=0, now=NOW)


def weighing(session: Session, actor: Actor, code: str = world.HOME, **given: Any) -> Assessment:
    """Start a dossier, conclude its scan (full) and start the weighing."""
    dossier = start(session, actor, code, **given)
    scan = dossier.assessments[0]
    known = {key: value for key, value in FULL.items() if key not in given}
    answer(session, actor, scan, **known)
    operations.conclude_quick_scan(session, actor, scan, now=NOW)
    session.refresh(dossier)
    return operations.start_assessment(session, actor, dossier, "full", now=NOW)


FULL: dict[str, Any] = LIGHT | {"openbare_ruimte": "ja"}
