"""What happens to drafts: the only writers of this room."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from afweging.case.authoring.messages import in_dutch
from afweging.case.authoring.models import DraftRevision, QuestionnaireDraft
from afweging.case.authoring.reading import Reading, read_draft
from afweging.case.library import operations as library
from afweging.case.library.models import InstalledQuestionnaire
from afweging.foundation import ledger
from afweging.foundation.errors import Conflict, Invalid, NotFound, Problem, WrongState
from afweging.foundation.identity.access import OrganisationFacts, require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Organisation
from afweging.questionnaire.editing import NotEditable
from afweging.questionnaire.parts import FILE
from afweging.questionnaire.yaml12 import MAX_BYTES

EDIT = "edit_questionnaire"
LONGEST_TITLE = 300
KEPT = dt.timedelta(days=30)
"""How long a draft that was thrown away can be put back."""


def start(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    text: str,
    *,
    title: str,
    base_sha256: str | None = None,
    started_from: str | None = None,
    notes: list[Any] | None = None,
    now: dt.datetime,
) -> QuestionnaireDraft:
    """Start a draft with a text. Raises NotAllowed, and Invalid when the text is too large to be read."""
    require(actor, EDIT, OrganisationFacts(organisation.id))
    _require_size(text)
    draft = QuestionnaireDraft(
        organisation_id=organisation.id,
        kind="variant" if base_sha256 else "questionnaire",
        title=title[:LONGEST_TITLE],
        base_sha256=base_sha256,
        started_from=started_from,
        text=text,
        revision=1,
        notes=notes,
        started_at=now,
        started_by_id=actor.person_id,
        changed_at=now,
        changed_by_id=actor.person_id,
    )
    session.add(draft)
    session.flush()
    _keep(session, actor, draft, now)
    _record(session, actor, organisation, draft, "questionnaire_draft.started", now)
    return draft


def save(
    session: Session,
    actor: Actor,
    draft: QuestionnaireDraft,
    text: str,
    *,
    base_revision: int,
    base_sha256: str | None = None,
    now: dt.datetime,
) -> None:
    """Give a draft another text, good or not. `base_revision` is the one that the writer saw.

    Raises NotAllowed, Conflict when somebody else saved meanwhile (both texts are in it), and Invalid.
    """
    require(actor, EDIT, OrganisationFacts(draft.organisation_id))
    _require_size(text)
    if draft.revision != base_revision:
        raise Conflict(
            "draft_changed",
            _("Iemand anders bewaarde intussen een andere tekst."),
            mine=text,
            theirs=draft.text,
            revision=draft.revision,
        )
    if text == draft.text and base_sha256 in (None, draft.base_sha256):
        return
    draft.text = text
    draft.base_sha256 = base_sha256 or draft.base_sha256
    draft.revision += 1
    draft.changed_at, draft.changed_by_id = now, actor.person_id
    draft.title = _title(read_draft(session, draft)) or draft.title
    _keep(session, actor, draft, now)


def undo(
    session: Session, actor: Actor, draft: QuestionnaireDraft, *, base_revision: int, now: dt.datetime
) -> None:
    """Take the last change back: the text of before becomes a new revision. Raises WrongState."""
    before = earlier(session, draft)
    if before is None:
        raise WrongState("nothing_to_undo", _("Er is nog niets veranderd."))
    text, base = before.text, before.base_sha256
    save(session, actor, draft, text, base_revision=base_revision, base_sha256=base, now=now)


def earlier(session: Session, draft: QuestionnaireDraft) -> DraftRevision | None:
    """Return the latest text that differs from the present one; None when there was no other."""
    query = (
        select(DraftRevision)
        .where(DraftRevision.draft_id == draft.id, DraftRevision.revision < draft.revision)
        .order_by(DraftRevision.revision.desc())
    )
    return next((each for each in session.scalars(query) if each.text != draft.text), None)


def discard(session: Session, actor: Actor, draft: QuestionnaireDraft, *, now: dt.datetime) -> None:
    """Throw a draft away. It can be put back while KEPT lasts; what went before is gone for good.

    What was published of it stays.
    """
    require(actor, EDIT, OrganisationFacts(draft.organisation_id))
    organisation = _organisation(session, draft)
    _record(session, actor, organisation, draft, "questionnaire_draft.discarded", now)
    draft.discarded_at = now
    session.flush()
    for gone in session.scalars(
        select(QuestionnaireDraft).where(
            QuestionnaireDraft.organisation_id == draft.organisation_id,
            QuestionnaireDraft.discarded_at <= now - KEPT,
        )
    ):
        _remove(session, gone)


def put_back(session: Session, actor: Actor, draft: QuestionnaireDraft, *, now: dt.datetime) -> None:
    """Put a draft back that was thrown away, with every text it had. Raises NotAllowed."""
    require(actor, EDIT, OrganisationFacts(draft.organisation_id))
    if draft.discarded_at is None:
        return
    draft.discarded_at = None
    _record(session, actor, _organisation(session, draft), draft, "questionnaire_draft.put_back", now)


def publish(
    session: Session,
    actor: Actor,
    draft: QuestionnaireDraft,
    *,
    version: str,
    base_revision: int,
    now: dt.datetime,
) -> InstalledQuestionnaire:
    """Publish a draft under a version number, and close it. Raises Invalid while something is wrong."""
    organisation = _organisation(session, draft)
    reading = read_draft(session, draft)
    if reading.editable is None or reading.questionnaire is None:
        raise Invalid("draft_has_problems", _("Er zijn nog fouten. Los die eerst op."))
    try:
        text = reading.editable.set_keys(FILE, {"version": version}).document.text
    except NotEditable as error:
        told = in_dutch(str(error))
        raise Invalid("not_editable", told, (Problem("version", told),)) from None
    save(session, actor, draft, text, base_revision=base_revision, now=now)
    ready = read_draft(session, draft)
    whole = ready.resolved or ready.questionnaire
    if whole is None:
        told = " ".join(in_dutch(problem.message) for problem in ready.problems)
        raise Invalid("version_invalid", told, (Problem("version", told),))
    installed = library.install(
        session, actor, organisation, whole, source=draft.text.encode("utf-8"), now=now
    )
    _record(session, actor, organisation, draft, "questionnaire_draft.published", now)
    _remove(session, draft)
    return installed


def _require_size(text: str) -> None:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        message = _("Deze tekst is groter dan 2 MiB. Zo’n bestand kan niemand lezen.")
        raise Invalid("too_large", message, (Problem("text", message),))


def _title(reading: Reading) -> str:
    if reading.questionnaire is not None:
        return str(reading.questionnaire.title)[:LONGEST_TITLE]
    return ""


def _keep(session: Session, actor: Actor, draft: QuestionnaireDraft, now: dt.datetime) -> None:
    session.add(
        DraftRevision(
            draft_id=draft.id,
            revision=draft.revision,
            text=draft.text,
            base_sha256=draft.base_sha256,
            at=now,
            by_id=actor.person_id,
        )
    )
    session.flush()


def _remove(session: Session, draft: QuestionnaireDraft) -> None:
    session.execute(delete(DraftRevision).where(DraftRevision.draft_id == draft.id))
    session.delete(draft)
    session.flush()


def _organisation(session: Session, draft: QuestionnaireDraft) -> Organisation:
    found = session.get(Organisation, draft.organisation_id)
    if found is None:
        raise NotFound("organisation_unknown", "a draft belongs to an organisation")
    return found


def _record(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    draft: QuestionnaireDraft,
    verb: str,
    now: dt.datetime,
) -> None:
    session.flush()
    ledger.append(
        session,
        chain=organisation.code,
        actor=actor,
        verb=verb,
        object=f"questionnaire_draft:{draft.public_id}",
        detail={"title": draft.title, "revision": draft.revision},
        now=now,
    )
