"""What the page of the public text shows: every field with what stands there, and where the text stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.models import Disclosure
from afweging.case.disclosure.queries import Rulings, rulings
from afweging.case.dossier.addresses import question_url
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.walk import Walk
from afweging.case.publication.drafting import FieldDraft
from afweging.case.publication.fields import FIELDS, Field
from afweging.case.publication.forms import mark_of
from afweging.case.publication.models import Draft, Publication, PublicationRequest
from afweging.case.publication.operations.common import PROJECT
from afweging.case.publication.operations.requesting import open_request
from afweging.case.publication.queries import publications, told_assessment, walk_of
from afweging.case.publication.shapes import as_text, problem
from afweging.case.publication.upcoming import Upcoming, upcoming
from afweging.foundation.identity.models import Person
from afweging.foundation.jobs.models import OutboxRow
from afweging.foundation.web.dates import local_day
from afweging.foundation.web.language import current_language
from afweging.register.records import EntryRecord

ROWS_OF = {"plain": 1, "rich": 7, "links": 4, "numbers": 3}


@dataclass(frozen=True, slots=True)
class Source:
    """A question that feeds a field, and where it is answered."""

    label: str
    url: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of the form. `typed` came in and was not kept; `theirs` stands there meanwhile."""

    draft: FieldDraft
    sources: tuple[Source, ...]
    ruling: Disclosure | None
    typed: Any = None
    theirs: str = ""
    error: str = ""

    @property
    def field(self) -> Field:
        """Return what the field is."""
        return self.draft.field

    @property
    def value(self) -> Any:
        """Return what the form holds."""
        return self.draft.value if self.typed is None else self.typed

    @property
    def text(self) -> str:
        """Return that as people type it."""
        return as_text(self.field, self.value)

    @property
    def answered_text(self) -> str:
        """Return what the answers give, when something else stands there."""
        return as_text(self.field, self.draft.drafted) if self.draft.is_edited else ""

    @property
    def offered_text(self) -> str:
        """Return what the answers would give after the decision."""
        offered = self.draft.offered
        return "" if offered is None or offered == self.draft.value else as_text(self.field, offered)

    @property
    def mark(self) -> str:
        """Return the mark of what stands there, to see afterwards whether it was touched."""
        return mark_of(self.draft.value)

    @property
    def length(self) -> int:
        """Return the length that counts for the limit."""
        return len(self.value) if isinstance(self.value, str) else 0

    @property
    def rows(self) -> int:
        """Return how high the field is."""
        return ROWS_OF.get(self.field.shape, 1) if self.field.key != "description_short" else 3

    @property
    def said(self) -> str:
        """Return what is wrong with what the form holds."""
        if self.error or self.draft.level != "public":
            return self.error
        return problem(self.field, self.value)

    @property
    def ground_name(self) -> str:
        """Return the name of the Woo ground on which it is withheld."""
        ground = GROUNDS.get(self.ruling.woo_ground) if self.ruling else None
        return str(ground.name) if ground else ""


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One published version: what changed, when, by whom."""

    publication: Publication
    by: str
    confirmed_by: str


@dataclass(frozen=True)
class Page:
    """Everything on the page."""

    told: Upcoming
    fields: tuple[FieldShown, ...]
    revision: int
    saved_by: str
    saved_at: dt.datetime | None
    versions: tuple[VersionShown, ...]
    state: str
    waiting: tuple[Disclosure, ...]
    request: PublicationRequest | None

    @property
    def standing(self) -> EntryRecord | None:
        """Return what residents read now; none before the first version and after a removal."""
        last = self.told.last
        return None if last is None or last.act == "retract" else EntryRecord.from_json(last.record)

    @property
    def groups(self) -> list[tuple[int, list[FieldShown]]]:
        """Return the fields under the resident's question that each answers; 0 is the fact box."""
        numbers = list(dict.fromkeys(shown.field.question for shown in self.fields))
        return [(n, [shown for shown in self.fields if shown.field.question == n]) for n in numbers]

    @property
    def problems(self) -> list[FieldShown]:
        """Return the fields with something wrong, in the order of the page."""
        return [shown for shown in self.fields if shown.said]


def page(
    session: Session,
    dossier: Dossier,
    *,
    now: dt.datetime,
    typed: Mapping[str, Any] | None = None,
    seen: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Page:
    """Read the page. `typed` was not kept; `seen` are the marks of what its writer had before them."""
    told, ruled = upcoming(session, dossier, now=now), rulings(session, dossier)
    draft = session.get(Draft, dossier.id)
    case = walk_of(session, dossier, today=local_day(now))
    versions = tuple(_versions(session, publications(session, dossier)))
    writer = session.get(Person, draft.saved_by_id) if draft else None
    found = _fields(dossier, told, case, ruled, typed or {}, seen or {}, errors or {})
    return Page(
        told=told,
        fields=tuple(found),
        revision=draft.revision if draft else 0,
        saved_by=writer.name if writer else "",
        saved_at=draft.saved_at if draft else None,
        versions=versions,
        state=shown_state(session, versions[0].publication) if versions else "",
        waiting=ruled.waiting,
        request=open_request(session, dossier),
    )


def shown_state(session: Session, publication: Publication) -> str:
    """Return how far the register is with a version: `waiting`, `shown` or `failed`."""
    row = session.scalar(select(OutboxRow).where(OutboxRow.key == f"{PROJECT}:{publication.id}"))
    if row is None or row.done_at is not None:
        return "shown"
    return "failed" if row.failed_at is not None else "waiting"


def _fields(
    dossier: Dossier,
    told: Upcoming,
    case: Walk | None,
    ruled: Rulings,
    typed: Mapping[str, Any],
    seen: Mapping[str, str],
    errors: Mapping[str, str],
) -> Iterator[FieldShown]:
    for key in FIELDS:
        draft = told.drafts[key]
        changed = key in typed and key in seen and seen[key] != mark_of(draft.value)
        theirs = as_text(draft.field, draft.value) if changed else ""
        sources = tuple(_sources(dossier, case, draft))
        yield FieldShown(draft, sources, ruled.of_field(key), typed.get(key), theirs, errors.get(key, ""))


def _sources(dossier: Dossier, case: Walk | None, draft: FieldDraft) -> Iterator[Source]:
    assessment = told_assessment(dossier)
    for question_id in draft.questions if case and assessment else ():
        assert case is not None
        assert assessment is not None
        question = case.questionnaire.question(question_id)
        section = case.questionnaire.section_of(question_id)
        url = question_url(assessment.public_id, assessment.kind, section.id, question_id)
        yield Source(question.label.to(current_language()), url, question_id in draft.hidden)


def _versions(session: Session, found: list[Publication]) -> Iterator[VersionShown]:
    ids = {number for p in found for number in (p.published_by_id, p.confirmed_by_id) if number}
    names = {
        row[0]: row[1] for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    }
    for each in found:
        yield VersionShown(each, names[each.published_by_id], names.get(each.confirmed_by_id or 0, ""))
