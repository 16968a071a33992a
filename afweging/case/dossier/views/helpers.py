"""What the templates of this room may ask."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from afweging.case.dossier import addresses
from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import EDITABLE_STATES, Assessment, Dossier
from afweging.case.dossier.moments import size_words, when
from afweging.case.dossier.operations.common import state_in_words
from afweging.case.dossier.sheet import Remark, Sheet
from afweging.case.dossier.views.common import blueprint
from afweging.case.library.stewardship import stewards
from afweging.foundation.database import db
from afweging.foundation.identity.access import TEAM, may
from afweging.foundation.identity.guard import current_actor
from afweging.questionnaire import Question, Section


@dataclass(frozen=True, slots=True)
class SectionItem:
    """A section in the list beside the questions."""

    number: int
    text: str
    note: str
    url: str
    full: bool
    current: bool


def section_items(sheet: Sheet, current: str = "") -> list[SectionItem]:
    """Return the reader's sections with what is left in each."""
    return [_item(sheet, number, section, current) for number, section in _numbered(sheet)]


def _numbered(sheet: Sheet) -> list[tuple[int, Section]]:
    mine = {section.id for section in sheet.sections}
    return [(n, s) for n, s in enumerate(sheet.questionnaire.sections, start=1) if s.id in mine]


def _item(sheet: Sheet, number: int, section: Section, current: str) -> SectionItem:
    progress = sheet.progress_of(section)
    note = (
        _("klaar") if progress.done else _("%(done)s van %(all)s", done=progress.settled, all=progress.asked)
    )
    url = addresses.section_url(sheet.place.public_id, section.id)
    return SectionItem(number, section.title.to(sheet.lang), note, url, progress.done, section.id == current)


def saved_words(sheet: Sheet, section: Section) -> str:
    """Say when something in the section was last saved."""
    saved = [sheet.standing[q.id].saved_at for q in section.questions if q.id in sheet.standing]
    if not saved:
        return _("Nog niets bewaard")
    return _("Bewaard %(when)s", when=when(max(saved), sheet.today, sheet.lang))


def open_remarks(sheet: Sheet, section: Section) -> list[tuple[Question, Remark]]:
    """Return the comments in a section that are not dealt with."""
    return [
        (question, remark)
        for question in sheet.shown_in(section.questions)
        for remark in sheet.remarks.get(question.id, ())
        if not remark.resolved
    ]


def turn_words(dossier: Dossier, at: Assessment | None, roles: frozenset[str]) -> str:
    """Say in a few words whose turn it is, for a row of a list."""
    if dossier.closed_at is not None or at is None:
        return _("niemand")
    if at.state in EDITABLE_STATES or at.state == "approved_with_conditions":
        return _("u") if not roles.isdisjoint(TEAM) else _("het team")
    waits: dict[str, str] = {
        "submitted": _("de privacy officer"),
        "in_review": at.officer.name if at.officer else _("de privacy officer"),
        "judged": _("de mandaathouder"),
        "before_body": _("het bestuur"),
        "deferred": _("het bestuur"),
    }
    if at.state == "concluded":
        waiting = at.conclusion == "none" and at.countersigned_by_id is None
        return (
            _("de privacy officer") if waiting else _("het team") if at.conclusion != "none" else _("niemand")
        )
    return waits.get(at.state, _("niemand"))


def can_countersign(at: Assessment) -> bool:
    """Tell whether the reader may agree that no weighing is needed."""
    actor = current_actor()
    facts = case_facts(db.session(), actor, at.dossier, at)
    return at.conclusion == "none" and may(actor, "countersign", facts)


def page_link(number: int) -> str:
    """Return the address of another page of this list."""
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **request.args, "pagina": number})


HELPERS: dict[str, Callable[..., Any]] = {
    "can_countersign": can_countersign,
    "open_remarks": open_remarks,
    "page_link": page_link,
    "request_key": lambda: secrets.token_hex(16),
    "saved_words": saved_words,
    "section_items": section_items,
    "size_words": size_words,
    "state_words": state_in_words,
    "turn_words": turn_words,
}


@blueprint.app_context_processor
def everywhere() -> dict[str, Any]:
    """Let every room's templates say who keeps a questionnaire."""
    return {"stewards": lambda sha256: stewards(db.session(), sha256)}


@blueprint.context_processor
def helpers() -> dict[str, Any]:
    """Give the templates of this room their helpers."""
    return dict(HELPERS)
