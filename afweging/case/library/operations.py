"""Installing questionnaires: the only writers of the library."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging import resources
from afweging.case.library.models import InstalledQuestionnaire, QuestionnaireText
from afweging.case.library.queries import forget_line, root_id
from afweging.foundation import ledger
from afweging.foundation.errors import WrongState
from afweging.foundation.identity.access import OrganisationFacts, require
from afweging.foundation.identity.actor import OPERATOR, Actor
from afweging.foundation.identity.models import Organisation
from afweging.questionnaire import Questionnaire, canonical_bytes, read_bytes
from afweging.questionnaire.variants import Resolved

SHIPPED = ("snelle-toets", "korte-afweging", "model-afwegingsraamwerk")
"""What a dossier walks through; one of each, or a variant of it, is always published."""


def install(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    text: Questionnaire | Resolved,
    *,
    source: bytes | None = None,
    now: dt.datetime,
) -> InstalledQuestionnaire:
    """Publish a checked questionnaire or variant in an organisation; an earlier version of it retires.

    `source` is the file as it came, comments and all. Installing the same text again changes nothing. Raises
    NotAllowed, and WrongState when another text bears this version: a version never changes its meaning.
    """
    require(actor, "install_questionnaire", OrganisationFacts(organisation.id))
    keep_text(session, text, now=now)
    questionnaire = whole(text)
    for row in _versions(session, organisation, questionnaire.id):
        if row.version == questionnaire.version:
            return _unchanged(row, questionnaire, source)
        row.state = "retired"
    installed = InstalledQuestionnaire(
        organisation_id=organisation.id,
        questionnaire_id=questionnaire.id,
        version=questionnaire.version,
        sha256=questionnaire.sha256,
        state="published",
        installed_at=now,
        extends_id=root_id(session, text.base.sha256) if isinstance(text, Resolved) else None,
        source=source,
    )
    session.add(installed)
    _record(session, actor, organisation, "questionnaire.installed", installed, now=now)
    return installed


def retire(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    installed: InstalledQuestionnaire,
    *,
    now: dt.datetime,
) -> None:
    """Let no new assessment start with a version. Those that run keep it, and it renders for ever.

    Raises NotAllowed, and WrongState when dossiers could then no longer be weighed.
    """
    require(actor, "install_questionnaire", OrganisationFacts(organisation.id))
    if installed.state != "published":
        raise WrongState("not_published", _("Deze versie is al ingetrokken."))
    if not _is_spare(session, organisation, installed):
        message = _(
            "Zonder deze vragenlijst kan niemand een weging beginnen. Publiceer eerst een andere versie."
        )
        raise WrongState("last_published", message)
    installed.state = "retired"
    _record(session, actor, organisation, "questionnaire.retired", installed, now=now)


def publish_again(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    installed: InstalledQuestionnaire,
    *,
    now: dt.datetime,
) -> None:
    """Let new assessments start with a retired version again; the version in its place retires."""
    require(actor, "install_questionnaire", OrganisationFacts(organisation.id))
    if installed.state == "published":
        raise WrongState("already_published", _("Deze versie is al gepubliceerd."))
    for row in _versions(session, organisation, installed.questionnaire_id):
        row.state = "retired"
    installed.state = "published"
    _record(session, actor, organisation, "questionnaire.published", installed, now=now)


def install_shipped(session: Session, organisation: Organisation, *, now: dt.datetime) -> None:
    """Give an organisation the questionnaires that come with the program: a dossier starts with the first."""
    for name in SHIPPED:
        path = resources.questionnaires() / f"{name}.yaml"
        source = path.read_bytes()
        install(session, OPERATOR, organisation, read_bytes(source, str(path)), source=source, now=now)


def keep_text(session: Session, text: Questionnaire | Resolved, *, now: dt.datetime) -> None:
    """Keep the full text under its hash, so that what is pinned to it renders for ever.

    Of a variant its base and its own changes are kept too, so that where each text comes from can be told
    when the files are gone.
    """
    questionnaire = whole(text)
    kept = session.get(QuestionnaireText, questionnaire.sha256)
    if kept is None:
        kept = QuestionnaireText(
            sha256=questionnaire.sha256,
            questionnaire_id=questionnaire.id,
            version=questionnaire.version,
            canonical=canonical_bytes(questionnaire),
            added_at=now,
        )
        session.add(kept)
        session.flush()
    if isinstance(text, Resolved) and kept.base_sha256 is None:
        keep_text(session, text.base, now=now)
        kept.base_sha256, kept.variant = text.base.sha256, text.variant.canonical
        session.flush()
        forget_line(questionnaire.sha256)


def whole(text: Questionnaire | Resolved) -> Questionnaire:
    """Return the questionnaire as it is asked: of a variant, as laid over its base."""
    return text.questionnaire if isinstance(text, Resolved) else text


def _versions(
    session: Session, organisation: Organisation, questionnaire_id: str
) -> list[InstalledQuestionnaire]:
    session.flush()
    query = select(InstalledQuestionnaire).where(
        InstalledQuestionnaire.organisation_id == organisation.id,
        InstalledQuestionnaire.questionnaire_id == questionnaire_id,
    )
    return list(session.scalars(query))


def _unchanged(
    row: InstalledQuestionnaire, questionnaire: Questionnaire, source: bytes | None
) -> InstalledQuestionnaire:
    if row.sha256 != questionnaire.sha256:
        raise WrongState(
            "version_taken",
            _(
                "%(name)s %(version)s staat er al met een andere tekst. Geef deze een nieuw versienummer.",
                name=questionnaire.id,
                version=questionnaire.version,
            ),
        )
    if row.source is None:
        row.source = source
    return row


def _is_spare(session: Session, organisation: Organisation, installed: InstalledQuestionnaire) -> bool:
    """Tell whether dossiers can be weighed without it: it is none of theirs, or another takes its place."""
    root = installed.extends_id or installed.questionnaire_id
    if root not in SHIPPED:
        return True
    others = select(InstalledQuestionnaire.id).where(
        InstalledQuestionnaire.organisation_id == organisation.id,
        InstalledQuestionnaire.id != installed.id,
        InstalledQuestionnaire.state == "published",
        (InstalledQuestionnaire.questionnaire_id == root) | (InstalledQuestionnaire.extends_id == root),
    )
    return session.scalar(others.limit(1)) is not None


def _record(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    verb: str,
    installed: InstalledQuestionnaire,
    *,
    now: dt.datetime,
) -> None:
    session.flush()
    detail = {"version": installed.version, "sha256": installed.sha256}
    ledger.append(
        session,
        chain=organisation.code,
        actor=actor,
        verb=verb,
        object=f"questionnaire:{installed.questionnaire_id}",
        detail=detail | ({"extends": installed.extends_id} if installed.extends_id else {}),
        now=now,
    )
