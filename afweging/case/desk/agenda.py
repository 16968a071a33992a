"""What waits for somebody, each with the verb as its link: one rule per kind of work, in order of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from afweging.case.desk.queries import Case
from afweging.case.dossier.addresses import assessment_url, dossier_url
from afweging.case.review.models import Condition
from afweging.case.review.standing import is_outdated
from afweging.foundation.web.dates import datum
from afweging.questionnaire import Status

SOON = dt.timedelta(days=14)
REVIEW_SOON = dt.timedelta(days=60)
NEVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits. `on` is none when nothing presses."""

    case: Case
    text: str
    url: str
    on: dt.date | None = None
    about: str = ""
    then: str = ""
    mine: bool = True  # else the team's turn, and the reader sees to it

    @property
    def late(self) -> bool:
        """Tell whether the day has passed."""
        return self.on is not None and self.on < self.case.today


Rule = Callable[[Case], Iterator[Item]]


def items_of(case: Case) -> list[Item]:
    """Return what waits for the reader in one dossier."""
    if case.dossier.closed_at is not None:
        return []
    return [item for rule in RULES for item in rule(case)]


def in_order(items: list[Item]) -> list[Item]:
    """Return the agenda: what is due first stands first, what has no date last."""
    return sorted(items, key=lambda item: (item.on or NEVER, item.case.dossier.number))


def _writing(case: Case) -> Iterator[Item]:
    """The team writes: the scan, the weighing, or again after a return."""
    at = case.at
    if at is None or case.state not in ("draft", "returned") or not case.may("take_over_proposal"):
        return
    if case.remarks:
        text = ngettext(
            "Beantwoord %(num)d opmerking bij uw antwoorden",
            "Beantwoord %(num)d opmerkingen bij uw antwoorden",
            case.remarks,
        )
        yield Item(case, text, assessment_url(at.public_id), at.due_on, then=_("het team schrijft door"))
    if at.kind == "quick_scan":
        yield Item(case, _("Beantwoord de snelle toets"), assessment_url(at.public_id, "toets"))
    elif case.state == "returned":
        yield _improve(case)
    elif case.may("submit"):
        done = case.walk is not None and case.walk.evaluation.complete
        text = _("Dien de weging in") if done else _("Schrijf verder aan de weging")
        page = "indienen" if done else ""
        yield Item(
            case, text, assessment_url(at.public_id, page), at.due_on, then=_("daarna de privacy officer")
        )


def _improve(case: Case) -> Item:
    assert case.at is not None
    weak = sum(f.verdict == "insufficient" for f in case.findings)
    text = ngettext(
        "Verbeter %(num)d onderdeel en dien opnieuw in",
        "Verbeter %(num)d onderdelen en dien opnieuw in",
        weak,
    )
    url = dossier_url(case.dossier.public_id)
    return Item(case, text, url, case.at.due_on, then=_("daarna de privacy officer"))


def _assigned(case: Case) -> Iterator[Item]:
    asked = [a for a in case.assigned if not _settled(case, a.target)]
    if case.at is None or case.state not in ("draft", "returned") or not asked:
        return
    text = ngettext(
        "Beantwoord %(num)d vraag die aan u is gesteld",
        "Beantwoord %(num)d vragen die aan u zijn gesteld",
        len(asked),
    )
    first = min((a.due_on for a in asked if a.due_on), default=None)
    yield Item(case, text, assessment_url(case.at.public_id), first)


def _settled(case: Case, target: str) -> bool:
    """Tell whether a question, or all of a section, needs no answer any more."""
    if case.walk is None:
        return False
    section = next((s for s in case.walk.questionnaire.sections if s.id == target), None)
    if section is not None:
        progress = case.walk.progress_of(section)
        return progress.settled == progress.asked
    return case.walk.evaluation.status.get(target) not in (Status.MISSING, Status.INVALID, Status.EMPTY)


def _begin(case: Case) -> Iterator[Item]:
    at = case.at
    if at is None or case.state != "concluded" or not case.may("edit_dossier"):
        return
    words = {"short": _("Begin de korte weging"), "full": _("Begin de volledige weging")}
    if at.conclusion in words:
        yield Item(case, words[at.conclusion], dossier_url(case.dossier.public_id))


def _countersign(case: Case) -> Iterator[Item]:
    at = case.at
    waits = at is not None and case.state == "concluded" and at.conclusion == "none"
    if waits and at is not None and at.countersigned_by_id is None and case.may("countersign"):
        text = _("Teken mee: geen weging nodig")
        yield Item(case, text, dossier_url(case.dossier.public_id, "meetekenen"))


def _take(case: Case) -> Iterator[Item]:
    at = case.at
    if at is None or case.state != "submitted" or not case.may("take"):
        return
    if at.officer_id in (None, case.actor.person_id):
        again = _("Neem de nieuwe versie op") if at.submission > 1 else _("Neem de zaak op")
        yield Item(case, again, _review_url(case), at.due_on, then=_("daarna beoordeelt u"))


def _review(case: Case) -> Iterator[Item]:
    if case.at is None or case.state != "in_review" or not case.may("find"):
        return
    left, every = case.left, len(case.places)
    if left == 0:
        text = _("Leg uw oordeel vast")
    elif left == every:
        text = ngettext("Beoordeel %(num)d onderdeel", "Beoordeel %(num)d onderdelen", left)
    else:
        text = ngettext("Beoordeel het laatste onderdeel", "Beoordeel de laatste %(num)d onderdelen", left)
    yield Item(case, text, _review_url(case), case.at.due_on, _advice_words(case), _("daarna wie beslist"))


def _advice_words(case: Case) -> str:
    open_ = [r.due_on for r in case.requests if r.role not in case.advice]
    if not open_:
        return ""
    return _("Er komt nog advies, uiterlijk %(date)s.", date=datum(min(open_)))


def _decide(case: Case) -> Iterator[Item]:
    if case.at is not None and case.state == "judged" and case.may("decide"):
        text = _("Beslis over %(name)s", name=case.dossier.name)
        yield Item(case, text, dossier_url(case.dossier.public_id, "besluit"), case.at.due_on)


def _advise(case: Case) -> Iterator[Item]:
    at = case.at
    if at is None or not at.open or not case.may("advise"):
        return
    for role in sorted({r.role for r in case.requests} & case.my_advice_roles):
        given = case.advice.get(role)
        if given is not None and not is_outdated(at, given):
            continue
        due = max(r.due_on for r in case.requests if r.role == role)
        text = _("Geef advies over %(name)s", name=case.dossier.name)
        if given is not None:
            text = _("Geef opnieuw advies over %(name)s", name=case.dossier.name)
        yield Item(case, text, dossier_url(case.dossier.public_id, "advies"), due)


def _conditions(case: Case) -> Iterator[Item]:
    if case.at is None or case.at.open:
        return
    for condition in case.conditions:
        if condition.state == "open":
            yield from _condition(case, condition)


def _condition(case: Case, condition: Condition) -> Iterator[Item]:
    url = dossier_url(case.dossier.public_id, "voorwaarden") + f"#voorwaarde-{condition.number}"
    due, text = condition.due_on, condition.text
    late = due is not None and due < case.today
    if condition.proof and case.facts.in_charge and case.may("settle_condition"):
        yield Item(case, _("Beoordeel het bewijs bij een voorwaarde: %(text)s", text=text), url, due)
    elif condition.proof:
        return
    elif case.may("prove_condition") and due is not None and due <= case.today + SOON:
        yield Item(case, _("Laat zien dat aan een voorwaarde is voldaan: %(text)s", text=text), url, due)
    elif late and case.facts.in_charge:
        yield Item(
            case,
            _("Spreek het team aan op een voorwaarde: %(text)s", text=text),
            url,
            due,
            then=_("u ziet toe"),
            mine=False,
        )


def _go_live(case: Case) -> Iterator[Item]:
    dossier = case.dossier
    approved = case.state in ("approved", "approved_with_conditions")
    starts = dossier.lifecycle == "development" and dossier.route != "catching_up"
    if approved and starts and case.may("go_live"):
        url = dossier_url(dossier.public_id, "ingebruikname")
        yield Item(case, _("Neem de toepassing in gebruik"), url)


def _again(case: Case) -> Iterator[Item]:
    due = case.dossier.review_on
    mine = case.may("edit_dossier") or case.facts.in_charge
    if due is None or not mine or due > case.today + REVIEW_SOON or (case.at is not None and case.at.open):
        return
    yield Item(
        case, _("Weeg opnieuw: de afgesproken datum komt eraan"), dossier_url(case.dossier.public_id), due
    )


def _review_url(case: Case) -> str:
    return dossier_url(case.dossier.public_id, "beoordeling")


RULES: tuple[Rule, ...] = (
    _writing,
    _assigned,
    _begin,
    _countersign,
    _take,
    _review,
    _decide,
    _advise,
    _conditions,
    _go_live,
    _again,
)
