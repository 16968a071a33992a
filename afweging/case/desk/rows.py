"""My dossiers as rows: where each stands, how far it is, whose turn it is, what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from afweging.case.desk.agenda import Item
from afweging.case.desk.queries import Case
from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.operations.common import state_in_words

SHAPES = {
    "draft": "hollow",
    "submitted": "half",
    "in_review": "half",
    "returned": "diamond",
    "judged": "half",
    "before_body": "half",
    "deferred": "half",
    "approved": "full",
    "approved_with_conditions": "full",
    "rejected": "square",
    "withdrawn": "square",
    "superseded": "square",
    "concluded": "full",
}
FILTERS = ("alle", "ik", "anderen", "klaar")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something is, for a bar with words under it."""

    value: int
    max: int
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of “my dossiers”."""

    case: Case
    url: str
    state: str
    shape: str
    progress: Progress | None
    turn: str
    mine: bool
    done: bool
    next_on: dt.date | None
    next_words: str

    @property
    def group(self) -> str:
        """Return under which filter it falls, besides `alle`."""
        return "ik" if self.mine else "klaar" if self.done else "anderen"


def row_of(case: Case, items: list[Item]) -> DossierRow:
    """Return the line of one dossier."""
    mine = [item for item in items if item.case is case]
    dates = [(item.on, "") for item in mine if item.on]
    next_on, words = min(dates, default=_next(case), key=lambda pair: pair[0] or dt.date.max)
    state, shape = _state(case)
    turn = _turn(case, bool(mine))
    return DossierRow(
        case=case,
        url=dossier_url(case.dossier.public_id),
        state=state,
        shape=shape,
        progress=_progress(case),
        turn=turn,
        mine=bool(mine),
        done=not mine and turn == _("niemand"),
        next_on=next_on,
        next_words=words,
    )


def _state(case: Case) -> tuple[str, str]:
    if case.dossier.closed_at is not None:
        return _ended(case), "square"
    if case.at is None:
        return _("nog niet begonnen"), "hollow"
    late = any(c.state == "open" and c.due_on and c.due_on < case.today for c in case.conditions)
    if case.at.kind == "quick_scan":
        words = _("snelle toets") if case.at.open else _("snelle toets afgerond")
        return words, SHAPES[case.state]
    if case.state == "in_review" and case.at.submission > 1:
        return _("opnieuw in beoordeling"), "half"
    return state_in_words(case.state), "diamond" if late and not case.at.open else SHAPES[case.state]


def _ended(case: Case) -> str:
    """Say how a closed dossier ended: a decision stays what it was when the dossier closes."""
    if case.state in ("rejected", "withdrawn"):
        return state_in_words(case.state)
    if case.state in ("", "concluded") or (case.at is not None and case.at.kind == "quick_scan"):
        return _("gestopt na de snelle toets")
    return _("gesloten")


def _progress(case: Case) -> Progress | None:
    name = case.dossier.name
    if case.walk is not None and case.state in ("draft", "returned"):
        share = case.walk.progress.percent
        words = _("%(share)s%% beantwoord", share=share)
        return Progress(share, 100, words, _("Beantwoord: %(name)s", name=name))
    if case.walk is not None and case.state == "in_review":
        every, done = len(case.places), len(case.places) - case.left
        words = _("%(done)s van %(every)s onderdelen", done=done, every=every)
        return Progress(done, every, words, _("Beoordeeld: %(name)s", name=name))
    standing = [c for c in case.conditions if case.at is not None and c.assessment_id == case.at.id]
    if standing and case.at is not None and not case.at.open:
        met = sum(c.state != "open" for c in standing)
        words = _("%(met)s van %(every)s voorwaarden", met=met, every=len(standing))
        return Progress(met, len(standing), words, _("Voorwaarden vervuld: %(name)s", name=name))
    return None


def _turn(case: Case, mine: bool) -> str:
    others = _others(case)
    if not mine:
        return others
    return (
        _("u") if others in (_("niemand"), _("het team"), "") or _is_me(case) else _("u; %(who)s", who=others)
    )


def _is_me(case: Case) -> bool:
    acts = {"submitted": "take", "in_review": "find", "judged": "decide", "concluded": "countersign"}
    return case.state in acts and case.may(acts[case.state])


def _others(case: Case) -> str:
    if case.at is None or case.dossier.closed_at is not None:
        return _("niemand")
    if case.state == "in_review":
        waiting = any(r.role not in case.advice for r in case.requests)
        officer = _("de privacy officer")
        return _("%(who)s en wie adviseert", who=officer) if waiting else officer
    if case.state == "concluded":
        signed = case.at.conclusion == "none" and case.at.countersigned_by_id is None
        begins = case.at.conclusion in ("short", "full")
        return _("de privacy officer") if signed else _("het team") if begins else _("niemand")
    if case.state in ("approved", "approved_with_conditions"):
        return (
            _("het team")
            if any(c.state == "open" and not c.always for c in case.conditions)
            else _("niemand")
        )
    waits = {
        "draft": _("het team"),
        "returned": _("het team"),
        "submitted": _("de privacy officer"),
        "judged": _("wie het mandaat heeft"),
        "before_body": _("het bestuur"),
        "deferred": _("het bestuur"),
    }
    return waits.get(case.state, _("niemand"))


def _next(case: Case) -> tuple[dt.date | None, str]:
    if case.dossier.closed_at is not None:
        return None, ""
    if case.at is not None and case.at.open:
        return case.at.due_on, ""
    due = [c.due_on for c in case.conditions if c.state == "open" and c.due_on]
    if due:
        return min(due), _("voorwaarde")
    return case.dossier.review_on, _("nieuwe weging") if case.dossier.review_on else ""
