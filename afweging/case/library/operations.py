"""Installing questionnaires: the only writers of the library."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging import resources
from afweging.case.library.models import InstalledQuestionnaire, QuestionnaireText
from afweging.foundation import ledger
from afweging.foundation.errors import WrongState
from afweging.foundation.identity.access import OrganisationFacts, require
from afweging.foundation.identity.actor import OPERATOR, Actor
from afweging.foundation.identity.models import Organisation
from afweging.questionnaire import Questionnaire, canonical_bytes, read_file

SHIPPED = ("snelle-toets", "korte-afweging", "model-afwegingsraamwerk")


def install(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    questionnaire: Questionnaire,
    *,
    now: dt.datetime,
) -> InstalledQuestionnaire:
    """Make a checked questionnaire available to an organisation; an earlier version retires.

    Installing the same text again changes nothing. Raises WrongState when another text bears this version:
    a version never changes its meaning.
    """
    require(actor, "install_questionnaire", OrganisationFacts(organisation.id))
    keep_text(session, questionnaire, now=now)
    mine = list(
        session.scalars(
            select(InstalledQuestionnaire).where(
                InstalledQuestionnaire.organisation_id == organisation.id,
                InstalledQuestionnaire.questionnaire_id == questionnaire.id,
            )
        )
    )
    same_version = next((row for row in mine if row.version == questionnaire.version), None)
    if same_version is not None:
        return _unchanged(same_version, questionnaire)
    for row in mine:
        row.state = "retired"
    installed = InstalledQuestionnaire(
        organisation_id=organisation.id,
        questionnaire_id=questionnaire.id,
        version=questionnaire.version,
        sha256=questionnaire.sha256,
        state="published",
        installed_at=now,
    )
    session.add(installed)
    ledger.append(
        session,
        chain=organisation.code,
        actor=actor,
        verb="questionnaire.installed",
        object=f"questionnaire:{questionnaire.id}",
        detail={"version": questionnaire.version, "sha256": questionnaire.sha256},
        now=now,
    )
    return installed


def install_shipped(session: Session, organisation: Organisation, *, now: dt.datetime) -> None:
    """Give an organisation the questionnaires that come with the program: a dossier starts with the first."""
    for name in SHIPPED:
        questionnaire = read_file(resources.questionnaires() / f"{name}.yaml")
        install(session, OPERATOR, organisation, questionnaire, now=now)


def keep_text(session: Session, questionnaire: Questionnaire, *, now: dt.datetime) -> None:
    """Keep the full text under its hash, so that what is pinned to it renders for ever."""
    if session.get(QuestionnaireText, questionnaire.sha256) is None:
        session.add(
            QuestionnaireText(
                sha256=questionnaire.sha256,
                questionnaire_id=questionnaire.id,
                version=questionnaire.version,
                canonical=canonical_bytes(questionnaire),
                added_at=now,
            )
        )
        session.flush()


def _unchanged(row: InstalledQuestionnaire, questionnaire: Questionnaire) -> InstalledQuestionnaire:
    if row.sha256 != questionnaire.sha256:
        raise WrongState(
            "version_taken",
            f"{questionnaire.id} {questionnaire.version} is installed with another text; "
            "give it a new version",
        )
    return row
