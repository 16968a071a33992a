"""The version that would be published now: made in one way for the preview, the comparison and the act."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import rfc8785
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.disclosure.queries import rulings
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.publication.drafting import FieldDraft, field_drafts
from afweging.case.publication.models import Draft, Publication
from afweging.case.publication.queries import entry_of, latest_publication, told_assessment, walk_of
from afweging.case.publication.recording import entry_record
from afweging.case.publication.stand import weighed
from afweging.case.report.document import CaseDocument, case_document
from afweging.foundation.errors import Problem
from afweging.foundation.web.dutch import always_dutch
from afweging.register.records import EntryRecord

NO_NUMBER = "00000000"  # an entry gets its number when it is first published
# What differs at every moment although nobody changed a word.
_OF_THE_MOMENT = ("number", "version", "published_at", "change_reason", "checked_on", "history", "report")


@dataclass(frozen=True)
class Upcoming:
    """What would be published now. `last` is the version that stands, if any."""

    record: EntryRecord
    drafts: Mapping[str, FieldDraft]
    assessment: Assessment | None
    told: CaseDocument | None
    last: Publication | None

    @cached_property
    def token(self) -> str:
        """Return what a preview of exactly this text leads to. Another text, or version, has another."""
        after = self.last.version if self.last else 0
        return hashlib.sha256(f"{after}:{content_digest(self.record.to_json())}".encode()).hexdigest()

    @property
    def is_news(self) -> bool:
        """Tell whether anything differs from the version that stands."""
        return self.last is None or content_digest(self.record.to_json()) != content_digest(self.last.record)

    @property
    def has_decision(self) -> bool:
        """Tell whether the public is told of a decision, with its report."""
        return self.told is not None and self.told.decision is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the text from being published, each at its field."""
        found = [Problem(key, draft.problem) for key, draft in self.drafts.items() if draft.problem]
        begin, end = (str(self.drafts[key].value) for key in ("begin_date", "end_date"))
        if begin and end and end < begin:
            found.append(Problem("end_date", _("Dit is eerder dan de maand waarin het begon.")))
        return tuple(found)


def content_digest(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what residents read in a record, whatever its number and moment."""
    told = {key: value for key, value in record.items() if key not in _OF_THE_MOMENT}
    told["conditions"] = [_timeless(condition) for condition in record.get("conditions", ())]
    return hashlib.sha256(rfc8785.dumps(told)).hexdigest()


def _timeless(condition: Mapping[str, Any]) -> dict[str, Any]:
    """Return a condition without what the calendar does to it: the register itself calls it overdue."""
    state = "open" if condition["state"] == "overdue" else condition["state"]
    return {**condition, "state": state}


@always_dutch
def upcoming(
    session: Session, dossier: Dossier, *, now: dt.datetime, reason: str = "", number: str = ""
) -> Upcoming:
    """Return the version that would be published now. Writes nothing."""
    entry = entry_of(session, dossier)
    last = latest_publication(session, entry) if entry else None
    assessment = told_assessment(dossier)
    told = (
        case_document(session, assessment, audience="public", language="nl", now=now) if assessment else None
    )
    draft = session.get(Draft, dossier.id)
    drafts = current_drafts(session, dossier, draft.fields if draft else {}, now=now)
    record = entry_record(
        dossier,
        told,
        drafts,
        number=number or (entry.number if entry else NO_NUMBER),
        version=last.version + 1 if last else 1,
        weighed=weighed(dossier, assessment),
        withheld=rulings(session, dossier).withheld,
        checked_on=local_date(now),
        reason=reason.strip() or (_("Eerste versie.") if last is None else ""),
        now=now,
    )
    return Upcoming(record, drafts, assessment, told, last)


@always_dutch
def current_drafts(
    session: Session, dossier: Dossier, edited: Mapping[str, Any], *, now: dt.datetime
) -> dict[str, FieldDraft]:
    """Return every field as it stands now, the edits over what the answers give."""
    case = walk_of(session, dossier, today=local_date(now))
    assessment = told_assessment(dossier)
    return field_drafts(dossier, case, rulings(session, dossier), edited, assessment=assessment)
