"""Whose turn it is, until when, and the very next act for this person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.dossier.addresses import assessment_url, dossier_url, question_url
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.names import CONCLUSION_NAMES
from afweging.case.dossier.operations.common import state_in_words
from afweging.case.dossier.readiness import obstacles
from afweging.case.dossier.walk import Walk
from afweging.foundation.identity.access import CaseFacts, may
from afweging.foundation.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Act:
    """The next act: a link, or with `post` a button that does it (`fields` go along)."""

    text: str
    url: str
    post: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """Who moves next. `mine` when that is the reader; `note` says what else is possible."""

    who: str
    mine: bool
    act: Act | None = None
    until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a turn is decided on. `case` is none while nothing is answered here or only a part may be seen."""

    session: Session
    actor: Actor
    facts: CaseFacts
    dossier: Dossier
    assessment: Assessment | None
    case: Walk | None
    lang: str

    def may(self, action: str) -> bool:
        """Tell whether the reader may do this."""
        return may(self.actor, action, self.facts)


Rule = Callable[[Seen], Turn | None]
_rules: dict[str, Rule] = {}


def register_turn(name: str, rule: Rule) -> None:
    """Let a room say whose turn it is; the first rule that knows wins, this room's own come last."""
    _rules[name] = rule


def turn_of(seen: Seen) -> Turn:
    """Return whose turn it is."""
    for rule in _rules.values():
        found = rule(seen)
        if found is not None:
            return found
    if seen.dossier.closed_at is not None:
        return Turn(_("Niemand is aan zet"), False)
    if seen.assessment is None:
        return Turn(_("Het team is aan zet"), False)
    return _OF_STATE.get(seen.assessment.state, _rest)(seen)


def _writing(seen: Seen) -> Turn:
    mine = seen.may("answer")
    act = _next_answer(seen) if mine else None
    if mine and act == _read(seen):  # everything is there, and somebody else hands it in
        return Turn(_("De eigenaar is aan zet"), False, act, _due(seen))
    return Turn(_("U bent aan zet") if mine else _("Het team is aan zet"), mine, act, _due(seen))


def _next_answer(seen: Seen) -> Act | None:
    at = seen.assessment
    assert at is not None
    if at.kind == "quick_scan":
        return Act(_("Beantwoord de snelle toets"), assessment_url(at.public_id, "toets"))
    if seen.case is None:
        return Act(_("Beantwoord uw vragen"), assessment_url(at.public_id))
    first = next((o for o in obstacles(seen.session, at, seen.case) if o.question_id), None)
    if first is None or first.question_id is None:
        left = obstacles(seen.session, at, seen.case)
        if not left and not seen.may("submit"):
            return _read(seen)
        page = "uitkomsten" if left else "indienen"
        words = _("Schrijf over de uitkomsten") if left else _("Dien de weging in")
        return Act(words, assessment_url(at.public_id, page))
    section = seen.case.questionnaire.section_of(first.question_id)
    place = seen.case.questionnaire.sections.index(section) + 1
    text = _("Ga verder met %(number)s: %(title)s", number=place, title=section.title.to(seen.lang))
    return Act(text, question_url(at.public_id, at.kind, section.id, first.question_id))


def _submitted(seen: Seen) -> Turn:
    act = Act(_("Neem de zaak op"), dossier_url(seen.dossier.public_id, "beoordeling"))
    if seen.may("take"):
        return Turn(_("U bent aan zet"), True, act, _due(seen))
    note = _("Zolang niemand de zaak opnam, kunt u haar terughalen.") if seen.may("recall") else ""
    return Turn(_("De privacy officer is aan zet"), False, _read(seen), _due(seen), note)


def _in_review(seen: Seen) -> Turn:
    if seen.may("find"):
        act = Act(_("Beoordeel de weging"), dossier_url(seen.dossier.public_id, "beoordeling"))
        return Turn(_("U bent aan zet"), True, act, _due(seen))
    return Turn(_("De privacy officer is aan zet"), False, _read(seen), _due(seen))


def _judged(seen: Seen) -> Turn:
    if seen.may("decide"):
        act = Act(_("Neem het besluit"), dossier_url(seen.dossier.public_id, "beoordeling"))
        return Turn(_("U bent aan zet"), True, act, _due(seen))
    return Turn(_("De mandaathouder is aan zet"), False, _read(seen), _due(seen))


def _before_body(seen: Seen) -> Turn:
    return Turn(_("Het bestuur is aan zet"), False, _read(seen), _due(seen))


def _concluded(seen: Seen) -> Turn:
    at = seen.assessment
    assert at is not None
    read = Act(_("Lees wat de toets zegt"), assessment_url(at.public_id, "uitkomst"))
    if at.conclusion in ("short", "full") and seen.may("edit_dossier"):
        words = {"short": _("Begin de korte weging"), "full": _("Begin de volledige weging")}[at.conclusion]
        url = dossier_url(seen.dossier.public_id, "weging")
        return Turn(_("U bent aan zet"), True, Act(words, url, True, (("kind", at.conclusion),)))
    if at.conclusion == "none" and at.countersigned_by_id is None:
        if seen.may("countersign"):
            page = dossier_url(seen.dossier.public_id, "meetekenen")
            return Turn(_("U bent aan zet"), True, Act(_("Lees en teken mee"), page))
        return Turn(_("De privacy officer is aan zet"), False, read)
    if at.conclusion == "none":
        return Turn(_("Niemand is aan zet"), False, read)
    return Turn(_("Het team is aan zet"), seen.may("edit_dossier"), read)


def _decided(seen: Seen) -> Turn:
    act = Act(_("Bekijk de voorwaarden"), dossier_url(seen.dossier.public_id, "voorwaarden"))
    mine = seen.may("prove_condition")
    return Turn(_("Het team is aan zet") if not mine else _("U bent aan zet"), mine, act)


def _rest(seen: Seen) -> Turn:
    return Turn(_("Niemand is aan zet"), False, _read(seen))


def _read(seen: Seen) -> Act | None:
    at = seen.assessment
    return Act(_("Lees de weging"), assessment_url(at.public_id)) if at else None


def _due(seen: Seen) -> dt.date | None:
    return seen.assessment.due_on if seen.assessment else None


_OF_STATE: dict[str, Callable[[Seen], Turn]] = {
    "draft": _writing,
    "returned": _writing,
    "submitted": _submitted,
    "in_review": _in_review,
    "judged": _judged,
    "before_body": _before_body,
    "deferred": _before_body,
    "concluded": _concluded,
    "approved_with_conditions": _decided,
}


def state_sentence(dossier: Dossier, at: Assessment | None, case: Walk | None) -> str:
    """Say in one or two sentences how a dossier stands."""
    if dossier.closed_at is not None:
        return _("Gesloten. %(reason)s", reason=dossier.closed_because)
    if at is None:
        return _("Er is nog niets begonnen.")
    if at.state == "concluded" and at.conclusion:
        words = CONCLUSION_NAMES[at.conclusion]
        return _("De snelle toets is klaar: %(conclusion)s.", conclusion=words)
    state = state_in_words(at.state)
    sentence = f"{state[:1].upper()}{state[1:]}."
    if at.state in ("draft", "returned") and case is not None:
        progress = case.progress
        return (
            sentence
            + " "
            + _(
                "%(done)s van de %(all)s verplichte vragen zijn beantwoord.",
                done=progress.settled,
                all=progress.asked,
            )
        )
    if at.state == "submitted":
        return sentence + " " + _("Een privacy officer neemt de zaak nu op.")
    if at.state == "in_review" and at.officer is not None:
        return sentence + " " + _("%(name)s leest en beoordeelt.", name=at.officer.name)
    return sentence
