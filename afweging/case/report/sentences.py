"""The told case in sentences: what was decided, who thought otherwise, when a condition falls due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from afweging.case.report.document import AdviceTold, AnswerTold, CaseDocument, ConditionTold, DecisionTold
from afweging.foundation.web.dates import datum
from afweging.foundation.web.markdown import to_html

KINDS = {
    "algorithm": _l("Algoritme"),
    "data_sharing": _l("Gegevens delen"),
    "sensor": _l("Sensoren"),
    "data_collection": _l("Gegevens verzamelen"),
    "profiling": _l("Profilering"),
}
ROUTES = {
    "beforehand": _l("Vooraf gewogen"),
    "catching_up": _l("Achteraf gewogen: de toepassing was al in gebruik"),
    "pilot": _l("Een proef, vooraf gewogen"),
    "emergency": _l("Met spoed gewogen"),
}
WEIGHINGS = {
    "quick_scan": _l("Snelle toets"),
    "short": _l("Korte weging"),
    "full": _l("Volledige weging"),
}
VERDICTS = {
    "acceptable": _l("aanvaardbaar"),
    "improve": _l("verbeteren"),
    "insufficient": _l("onvoldoende"),
}
POSITIONS = {
    "positive": _l("positief"),
    "with_remarks": _l("positief, met opmerkingen"),
    "negative": _l("negatief"),
}
CONCLUSIONS = {
    "agreed": _l("akkoord"),
    "agreed_provided": _l("akkoord, mits"),
    "not_agreed": _l("niet akkoord"),
}
OUTCOME_KINDS = {
    "forbidden": _l("Verboden"),
    "stop": _l("Eerst stoppen"),
    "obligation": _l("Dit moet"),
    "advice": _l("Dit raden wij aan"),
    "info": _l("Goed om te weten"),
}
SIDES = {"benefit": _l("voordeel"), "burden": _l("nadeel")}
CERTAINTIES = {
    "proven": _l("bewezen"),
    "likely": _l("waarschijnlijk"),
    "unproven": _l("niet bewezen"),
}
NO_DECISION = {
    "draft": _l("Er is nog geen besluit. Het team werkt nog aan de vragen."),
    "submitted": _l("Er is nog geen besluit. Het team heeft de weging ingediend."),
    "in_review": _l("Er is nog geen besluit. De privacy officer beoordeelt de weging."),
    "returned": _l("Er is nog geen besluit. De privacy officer stuurde de weging terug naar het team."),
    "judged": _l("Er is nog geen besluit. De privacy officer heeft geoordeeld."),
    "before_body": _l("Er is nog geen besluit. De weging ligt bij het bestuur."),
    "deferred": _l("Er is nog geen besluit. Het bestuur heeft het uitgesteld."),
    "withdrawn": _l("Er komt geen besluit. Het team heeft de weging ingetrokken."),
    "superseded": _l("Een nieuwere weging is voor deze in de plaats gekomen."),
}
SCANNED = {
    "none": _l("Er is geen weging nodig. Dat volgt uit de snelle toets."),
    "short": _l("Een korte weging is nodig. Dat volgt uit de snelle toets."),
    "full": _l("Een volledige weging is nodig. Dat volgt uit de snelle toets."),
    "stop": _l("Stop, en vraag eerst raad. Dat volgt uit de snelle toets."),
}


def _provided(number: int) -> str:
    return ngettext(
        "Goedgekeurd met één voorwaarde", "Goedgekeurd met %(words)s voorwaarden", number, words=count(number)
    )


def _continues_provided(decision: DecisionTold, number: int) -> str:
    said = ngettext(
        "Mag doorgaan onder één voorwaarde", "Mag doorgaan onder %(words)s voorwaarden", number,
        words=count(number),
    )  # fmt: skip
    if decision.before_date is None:
        return said
    return _("%(said)s, te vervullen vóór %(date)s", said=said, date=datum(decision.before_date))


_OUTCOMES: Mapping[str, Callable[[DecisionTold, int], str]] = {
    "approved": lambda decision, number: _("Goedgekeurd"),
    "approved_with_conditions": lambda decision, number: _provided(number),
    "rejected": lambda decision, number: _("Afgewezen"),
    "may_continue": lambda decision, number: _("Mag doorgaan"),
    "may_continue_provided": _continues_provided,
    "stops_on": lambda decision, number: _("Stopt op %(date)s", date=datum(decision.before_date)),
    "pause_now": lambda decision, number: _("Ligt stil, met ingang van het besluit"),
}


def decision_sentence(told: CaseDocument) -> str:
    """Return the decision as a sentence, with its date and role; else where the case stands."""
    decision = told.decision
    if decision is None:
        return _without_decision(told)
    return _(
        "%(outcome)s, op %(date)s, door de %(title)s namens het %(body)s.",
        outcome=_OUTCOMES[decision.outcome](decision, len(told.conditions)),
        date=datum(decision.on).replace(" ", "\N{NO-BREAK SPACE}", 1),
        title=in_sentence(decision.title.removeprefix("de ")),
        body=in_sentence(decision.body.removeprefix("het ")),
    )


def _without_decision(told: CaseDocument) -> str:
    if told.assessment.conclusion:
        said = str(SCANNED[told.assessment.conclusion])
    else:
        said = str(NO_DECISION.get(told.assessment.state, _("Er is nog geen besluit.")))
    if told.dossier.closed_at is None:
        return said
    return _("%(said)s Het dossier is gesloten op %(date)s.", said=said, date=datum(told.dossier.closed_at))


def report_kind(told: CaseDocument) -> str:
    """Return what kind of report this is, for the coloured head of page 1."""
    scan = told.assessment.kind == "quick_scan"
    if told.audience == "public":
        return _("Openbaar rapport van een snelle toets") if scan else _("Openbaar rapport van een weging")
    return (
        _("Intern rapport van een snelle toets, niet openbaar")
        if scan
        else _("Intern rapport van een weging, niet openbaar")
    )


def decision_note(told: CaseDocument) -> str:
    """Return who thought the same and who did not, in a few short sentences."""
    said = [*_about_judgement(told), *_advised(told.advice)]
    dissenters = [voice.who for voice in dissent(told) if voice.who]
    if dissenters:
        said.append(_("Er is een tegenstem: %(who)s.", who=both([in_sentence(who) for who in dissenters])))
    elif dissent(told):
        said.append(_("Er is een tegenstem; die leest u in dit rapport."))
    return " ".join(said)


def _about_judgement(told: CaseDocument) -> list[str]:
    judgement, decision = told.judgement, told.decision
    if judgement is None:
        return []
    if decision is None:
        words = CONCLUSIONS[judgement.conclusion]
        return [_("De privacy officer oordeelde: %(conclusion)s.", conclusion=words)]
    if decision.deviates_from_judgement:
        return [_("Dit besluit wijkt af van het oordeel van de privacy officer.")]
    if decision.one_act:
        return [_("De privacy officer oordeelde en besloot in één keer.")]
    return [_("De privacy officer oordeelde hetzelfde.")]


def _advised(given: tuple[AdviceTold, ...]) -> list[str]:
    """Return who advised what, those who advised the same in one sentence."""
    said = []
    for position, words in POSITIONS.items():
        who = both([advice.who for advice in given if advice.position == position])
        number = sum(advice.position == position for advice in given)
        if number:
            said.append(
                ngettext(
                    "%(who)s adviseerde %(position)s.",
                    "%(who)s adviseerden %(position)s.",
                    number,
                    who=who[:1].upper() + who[1:],
                    position=words,
                )
            )
    return said


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's own words. `who` is a role, or empty when the text does not start with one."""

    who: str
    text: str


def voice(text: str) -> Voice:
    """Read “Cliëntenraad: Kom niet langs.” as a role and its words."""
    who, colon, rest = text.strip().partition(":")
    if colon and rest.strip() and len(who) <= 60:
        return Voice(who.strip(), rest.strip().strip("‘’“”"))
    return Voice("", text.strip())


def dissent(told: CaseDocument) -> tuple[Voice, ...]:
    """Return every dissent that this audience may read, in the order of the dilemmas."""
    rows = (str(row.get("dissent") or "") for row in told.dilemmas)
    return tuple(voice(text) for text in rows if text.strip())


def condition_when(condition: ConditionTold) -> str:
    """Return when a condition is due: always, before a day, before going live."""
    if condition.always:
        return _("Geldt altijd.")
    if condition.due_on is not None:
        return _("Vóór %(date)s.", date=datum(condition.due_on).replace(" ", "\N{NO-BREAK SPACE}"))
    return _("Vóór de start.") if condition.before_go_live else _("Zonder einddatum.")


def condition_state(condition: ConditionTold) -> str:
    """Return how a condition stood on the document's own date."""
    if condition.state == "met":
        return _("Voldaan.")
    if condition.state == "waived":
        return _("Vervallen: %(because)s", because=condition.waived_because)
    return _("Loopt.")


def score_stand(value: float | None, most: float | None) -> str:
    """Return “11 van 24”, or that there is none yet."""
    if value is None or not most:
        return _("geen")
    return _("%(value)s van %(max)s", value=_number(value), max=_number(most))


def hash_in_groups(sha256: str) -> Markup:
    """Return a hash in groups of four, so that a line can break and an eye can follow."""
    groups = " ".join(sha256[place : place + 4] for place in range(0, len(sha256), 4))
    return Markup("<code>{}</code>").format(groups)


def in_short(text: str, most: int) -> str:
    """Return the first sentences that fit in so many signs; of a longer first one, its first words."""
    kept = ""
    for sentence in re.split(r"(?<=[.?!]) ", text.strip()):
        if len(kept) + len(sentence) > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def lines_in_html(text: str) -> Markup:
    """Return Markdown as HTML; plain lines, one per option, become a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and not any(line.startswith(("-", "*", "#", "|", ">", "1.")) for line in lines):
        return to_html("\n".join(f"- {line}" for line in lines))
    return to_html(text)


def values_in_words(told: CaseDocument, ids: object) -> str:
    """Return the values of a dilemma: “Privacy tegenover Eigen regie”."""
    names = [told.values.get(str(id_), str(id_)) for id_ in ids] if isinstance(ids, list) else []
    return _(" tegenover ").join(names)


def pending(told: CaseDocument, answer: AnswerTold) -> str:
    """Return who finds out what is not known yet, and when."""
    given = told.answers.get(answer.id)
    facts = given if isinstance(given, Mapping) else {}
    who, by = str(facts.get("who") or ""), day(str(facts.get("by") or ""))
    if who and by:
        return _("%(who)s zoekt het uit, vóór %(date)s.", who=who, date=by)
    if who:
        return _("%(who)s zoekt het uit.", who=who)
    return _("Dat weten we vóór %(date)s.", date=by) if by else ""


def why_withheld(told: CaseDocument, answer: AnswerTold) -> str:
    """Return the ground on which an answer is not public."""
    row = next((row for row in told.withheld if row.target == f"answer:{answer.id}"), None)
    said = [_("%(article)s: %(name)s.", article=woo_article(answer.ground), name=answer.ground_name)]
    prefix = _("Niet openbaar")
    if answer.placeholder and not answer.placeholder.startswith(prefix):
        said.append(answer.placeholder)
    if row is not None and row.review_by:
        said.append(_("Wij kijken hier opnieuw naar op %(date)s.", date=datum(row.review_by)))
    return " ".join(said)


def woo_article(ground: str) -> str:
    """Return a ground such as `5.1.2.h` as the law is cited."""
    parts = ground.split(".")
    said = _("Artikel %(article)s van de Woo", article=".".join(parts[:2]))
    if len(parts) > 2:
        said = _("Artikel %(article)s, lid %(part)s, van de Woo", article=".".join(parts[:2]), part=parts[2])
    if len(parts) > 3:
        said = _(
            "Artikel %(article)s, lid %(part)s, onder %(letter)s, van de Woo",
            article=".".join(parts[:2]),
            part=parts[2],
            letter=parts[3],
        )
    return said


def who_when(row: Mapping[str, object]) -> str:
    """Return who takes a measure, and when it is done."""
    return owner_and_day(str(row.get("owner") or ""), day(str(row.get("due") or "")))


def owner_and_day(owner: str, due: dt.date | str | None) -> str:
    """Return “Teamleider schuldhulp, 1 juli 2026”; a dash for nothing."""
    when = datum(due) if isinstance(due, dt.date) else due or ""
    return ", ".join(part for part in (owner, when) if part) or "–"


def day(text: str) -> str:
    """Return an ISO date as people write it; anything else as it is."""
    try:
        return datum(dt.date.fromisoformat(text)) if text else ""
    except ValueError:
        return text


def count(number: int) -> str:
    """Return a small number in words, as running text has it."""
    words = (
        _("geen"), _("één"), _("twee"), _("drie"), _("vier"), _("vijf"), _("zes"), _("zeven"), _("acht"),
        _("negen"), _("tien"), _("elf"), _("twaalf"),
    )  # fmt: skip
    return words[number] if number < len(words) else str(number)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", _(","))


def both(parts: list[str]) -> str:
    """Return “a, b en c”."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s en %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def in_sentence(text: str) -> str:
    """Return a title inside a sentence: “Directeur Sociaal domein” starts small, an abbreviation does not."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
