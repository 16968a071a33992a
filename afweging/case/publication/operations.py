"""Telling the public: preparing the text, publishing a version, taking it back."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from afweging.case.disclosure.queries import rulings
from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.operations.common import record
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.publication.drafting import FieldDraft, field_drafts
from afweging.case.publication.fields import FIELDS
from afweging.case.publication.models import Draft, Entry, Publication
from afweging.case.publication.queries import told_assessment, walk_of
from afweging.case.publication.recording import entry_record
from afweging.case.publication.stand import weighed
from afweging.case.report.document import case_document
from afweging.case.report.operations import ask_report
from afweging.foundation import jobs
from afweging.foundation.errors import Conflict, Invalid, NotAllowed, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Person

PROJECT = "publication.project"


def save_draft(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    values: Mapping[str, Any],
    *,
    base_revision: int,
    now: dt.datetime,
) -> Draft:
    """Keep what an editor wrote over the drafted fields; one equal to its draft follows the answers again.

    Raises NotAllowed, Invalid for an unknown field, Conflict when somebody saved meanwhile.
    """
    require(actor, "edit_publication", case_facts(session, actor, dossier))
    unknown = [key for key in values if key not in FIELDS]
    if unknown:
        raise Invalid("field_unknown", _("Dit veld bestaat niet: %(field)s.", field=unknown[0]))
    draft = session.get(Draft, dossier.id)
    if draft is not None and draft.revision != base_revision:
        raise Conflict(
            "draft_changed",
            _("Iemand anders heeft deze tekst intussen veranderd. Beide teksten staan hieronder."),
            mine=dict(values),
            theirs={key: draft.fields.get(key) for key in values},
            revision=draft.revision,
        )
    drafted = current_drafts(session, dossier, {}, now=now)
    edits = {**(draft.fields if draft else {}), **values}
    kept = {key: value for key, value in edits.items() if value != drafted[key].drafted}
    draft = draft or Draft(dossier_id=dossier.id, revision=0)
    draft.fields, draft.revision = kept, draft.revision + 1
    draft.saved_at, draft.saved_by_id = now, actor.person_id
    session.add(draft)
    record(session, actor, "publication.drafted", dossier, now=now, fields=sorted(values))
    return draft


def publish(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    *,
    reason: str,
    preview_seen: bool,
    now: dt.datetime,
    confirmed_by: Person | None = None,
) -> Publication:
    """Publish a version of the entry, at any state of the case.

    Raises NotAllowed, WrongState while a withholding waits for a second person or the preview was not seen,
    and Invalid with each field that does not fit (workflow: publish). The worker shows it in the register.
    """
    require(actor, "publish", case_facts(session, actor, dossier))
    _require_ready(session, dossier, preview_seen)
    draft = session.get(Draft, dossier.id)
    drafts = current_drafts(session, dossier, draft.fields if draft else {}, now=now)
    problems = tuple(Problem(key, field.problem) for key, field in drafts.items() if field.problem)
    if problems:
        raise Invalid("entry_invalid", _("De tekst past nog niet."), problems)
    entry = _entry(session, dossier, now=now)
    version = _next_version(session, entry)
    if version > 1 and not reason.strip():
        message = _("Schrijf in één zin wat er veranderde; bewoners lezen dat bij “Wat is er veranderd”.")
        raise Invalid("reason_missing", message, (Problem("reason", message),))
    assessment = told_assessment(dossier)
    told = (
        case_document(session, assessment, audience="public", language="nl", now=now) if assessment else None
    )
    text = entry_record(
        dossier,
        told,
        drafts,
        number=entry.number,
        version=version,
        weighed=weighed(dossier, assessment, now=now),
        checked_on=local_date(now),
        reason=reason.strip() or _("Eerste versie."),
        now=now,
    )
    publication = Publication(
        entry_id=entry.id,
        version=version,
        act="publish",
        reason=text.change_reason,
        record=text.to_json(),
        published_at=now,
        published_by_id=actor.person_id,
        confirmed_by_id=confirmed_by.id if confirmed_by else None,
    )
    session.add(publication)
    session.flush()
    if told is not None and told.decision is not None and assessment is not None:
        publication.report_id = ask_report(session, actor, assessment, audience="public", now=now).id
    jobs.enqueue(session, PROJECT, {"publication": publication.id}, key=str(publication.id), now=now)
    record(
        session,
        actor,
        "publication.published",
        dossier,
        now=now,
        number=entry.number,
        version=version,
        reason=text.change_reason,
    )
    return publication


def retract(
    session: Session, actor: Actor, dossier: Dossier, *, reason: str, second: Person, now: dt.datetime
) -> Publication:
    """Take an entry from the register, with a second person. A tombstone stays at its address."""
    require(actor, "rectify", case_facts(session, actor, dossier))
    if second.id == actor.person_id:
        raise NotAllowed("second_person", _("Een ander moet hiermee instemmen."))
    if not reason.strip():
        message = _("Schrijf waarom de tekst uit het register gaat. Dit wordt openbaar.")
        raise Invalid("reason_missing", message, (Problem("reason", message),))
    entry = session.scalar(select(Entry).where(Entry.dossier_id == dossier.id))
    last = latest_publication(session, entry) if entry else None
    if entry is None or last is None or last.act == "retract":
        raise WrongState("not_published", _("Deze toepassing staat niet in het register."))
    publication = Publication(
        entry_id=entry.id,
        version=last.version + 1,
        act="retract",
        reason=reason.strip(),
        record=last.record,
        published_at=now,
        published_by_id=actor.person_id,
        confirmed_by_id=second.id,
    )
    session.add(publication)
    session.flush()
    jobs.enqueue(session, PROJECT, {"publication": publication.id}, key=str(publication.id), now=now)
    record(
        session, actor, "publication.retracted", dossier, now=now, number=entry.number, reason=reason.strip()
    )
    return publication


def current_drafts(
    session: Session, dossier: Dossier, edited: Mapping[str, Any], *, now: dt.datetime
) -> dict[str, FieldDraft]:
    """Return every field as it stands now, the edits over what the answers give."""
    case = walk_of(session, dossier, today=local_date(now))
    return field_drafts(dossier, case, rulings(session, dossier), edited)


def latest_publication(session: Session, entry: Entry) -> Publication | None:
    """Return the newest version of an entry."""
    query = select(Publication).where(Publication.entry_id == entry.id).order_by(Publication.version.desc())
    return session.scalar(query.limit(1))


def _require_ready(session: Session, dossier: Dossier, preview_seen: bool) -> None:
    if not preview_seen:
        raise WrongState("preview_first", _("Bekijk eerst het voorbeeld zoals bewoners het zien."))
    waiting = rulings(session, dossier).waiting
    if waiting:
        raise WrongState(
            "disclosure_waiting",
            _("Iets dat niet openbaar zou worden, wacht nog op een tweede paar ogen."),
        )


def _entry(session: Session, dossier: Dossier, *, now: dt.datetime) -> Entry:
    entry = session.scalar(select(Entry).where(Entry.dossier_id == dossier.id))
    if entry is None:
        entry = Entry(
            number=_free_number(session),
            organisation_id=dossier.organisation_id,
            dossier_id=dossier.id,
            created_at=now,
        )
        session.add(entry)
        session.flush()
    return entry


def _free_number(session: Session) -> str:
    """Return eight digits that no entry bears: permanent and meaningless."""
    while True:
        number = str(10_000_000 + secrets.randbelow(90_000_000))
        if session.scalar(select(Entry.id).where(Entry.number == number)) is None:
            return number


def _next_version(session: Session, entry: Entry) -> int:
    last = session.scalar(select(func.max(Publication.version)).where(Publication.entry_id == entry.id))
    return (last or 0) + 1
