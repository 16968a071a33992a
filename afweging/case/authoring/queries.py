"""Reading drafts and what an organisation has installed, for those who may edit them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, undefer

from afweging.case.authoring.models import QuestionnaireDraft
from afweging.case.authoring.operations import KEPT
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.library.models import InstalledQuestionnaire
from afweging.case.library.queries import installed_here, lineage
from afweging.foundation.errors import NotFound
from afweging.foundation.identity.access import OrganisationFacts, may
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Organisation, Person
from afweging.questionnaire.stewards import Steward

EDIT = "edit_questionnaire"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One questionnaire of an organisation with its versions, the newest first, and who answers for it."""

    id: str
    title: str
    versions: tuple[InstalledQuestionnaire, ...]
    stewards: tuple[Steward, ...]
    newer_base: InstalledQuestionnaire | None = None
    """For a variant: the version of its base that it could be brought to."""

    @property
    def newest(self) -> InstalledQuestionnaire:
        """The version that was installed last."""
        return self.versions[0]

    @property
    def published(self) -> InstalledQuestionnaire | None:
        """The version that new assessments start with."""
        return next((each for each in self.versions if each.state == "published"), None)


def editable_organisations(session: Session, actor: Actor) -> list[Organisation]:
    """Return the organisations whose questionnaires somebody may edit."""
    rows = session.scalars(select(Organisation).order_by(Organisation.name))
    return [each for each in rows if may(actor, EDIT, OrganisationFacts(each.id))]


def editable_organisation(session: Session, actor: Actor, code: str) -> Organisation:
    """Return one of them. Raises NotFound, also for who may not: they need not know that it exists."""
    found = next((each for each in editable_organisations(session, actor) if each.code == code), None)
    if found is None:
        raise NotFound("organisation_unknown", _("Deze pagina bestaat niet."))
    return found


def editable_draft(
    session: Session, actor: Actor, public_id: str, *, discarded: bool = False
) -> tuple[QuestionnaireDraft, Organisation]:
    """Return a draft with its text, and whose it is; with `discarded` also one that was thrown away.

    Raises NotFound, also for who may not edit it.
    """
    query = select(QuestionnaireDraft, Organisation).join(
        Organisation, Organisation.id == QuestionnaireDraft.organisation_id
    )
    row = session.execute(
        query.where(QuestionnaireDraft.public_id == public_id).options(undefer(QuestionnaireDraft.text))
    ).one_or_none()
    if row is not None and row.QuestionnaireDraft.discarded_at and not discarded:
        row = None
    if row is None or not may(actor, EDIT, OrganisationFacts(row.Organisation.id)):
        raise NotFound("draft_unknown", _("Dit concept bestaat niet, of niet meer."))
    return row.QuestionnaireDraft, row.Organisation


def drafts(session: Session, organisation: Organisation) -> list[tuple[QuestionnaireDraft, str]]:
    """Return the drafts of an organisation, the latest changed first, each with who changed it."""
    return _drafts(session, organisation, QuestionnaireDraft.discarded_at.is_(None))


def discarded_drafts(
    session: Session, organisation: Organisation, *, now: dt.datetime
) -> list[tuple[QuestionnaireDraft, str]]:
    """Return the drafts that were thrown away and can still be put back, with who changed them last."""
    return _drafts(session, organisation, QuestionnaireDraft.discarded_at > now - KEPT)


def _drafts(
    session: Session, organisation: Organisation, which: ColumnElement[bool]
) -> list[tuple[QuestionnaireDraft, str]]:
    query = (
        select(QuestionnaireDraft, Person.name)
        .join(Person, Person.id == QuestionnaireDraft.changed_by_id)
        .where(QuestionnaireDraft.organisation_id == organisation.id, which)
        .order_by(QuestionnaireDraft.changed_at.desc(), QuestionnaireDraft.id.desc())
    )
    return [(row.QuestionnaireDraft, row.name) for row in session.execute(query)]


def shelves(session: Session, organisation: Organisation) -> list[Shelf]:
    """Return what an organisation installed, per questionnaire."""
    found: dict[str, list[InstalledQuestionnaire]] = {}
    rows = installed_here(session, organisation.id)
    for row in rows:
        found.setdefault(row.questionnaire_id, []).append(row)
    published = {row.questionnaire_id: row for row in rows if row.state == "published"}
    return [_shelf(session, versions, published) for versions in found.values()]


def _shelf(
    session: Session, versions: list[InstalledQuestionnaire], published: dict[str, InstalledQuestionnaire]
) -> Shelf:
    newest = versions[0]
    stewards = lineage(session, newest.sha256)
    newer = None
    if len(stewards) > 1:
        base = published.get(stewards[1].id)
        newer = base if base is not None and base.sha256 != stewards[1].sha256 else None
    return Shelf(newest.questionnaire_id, str(stewards[0].title), tuple(versions), stewards, newer)


def running(session: Session, organisation: Organisation) -> dict[str, int]:
    """Return, by the hash of a text, how many assessments of an organisation are under way on it."""
    query = (
        select(Assessment.questionnaire_sha256, func.count())
        .join(Dossier, Dossier.id == Assessment.dossier_id)
        .where(Dossier.organisation_id == organisation.id, Assessment.open)
        .group_by(Assessment.questionnaire_sha256)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def installed_source(session: Session, installed: InstalledQuestionnaire) -> bytes | None:
    """Return the file as it was installed, comments and all; None when only its canonical form is kept."""
    return session.scalar(
        select(InstalledQuestionnaire.source).where(InstalledQuestionnaire.id == installed.id)
    )


def person_name(session: Session, person_id: int) -> str:
    """Return somebody's name."""
    return session.scalar(select(Person.name).where(Person.id == person_id)) or ""
