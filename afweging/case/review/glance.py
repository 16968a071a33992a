"""What the review knows for the overview of a dossier: what is judged, by whom, and why it came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from afweging.case.dossier.addresses import assessment_url, dossier_url, section_url
from afweging.case.dossier.glance import (
    Ahead,
    Fact,
    Piece,
    SectionMark,
    Stands,
    Tally,
    ToMend,
    bold,
    register_glance,
)
from afweging.case.dossier.history import OFFICER, Happening
from afweging.case.dossier.operations.common import state_in_words
from afweging.case.dossier.operations.team import who_can_decide
from afweging.case.dossier.turn import Seen
from afweging.case.review.models import WHOLE_CASE, Condition, Finding
from afweging.case.review.page import place_of
from afweging.case.review.queries import Room, conditions_of_dossier, names_of
from afweging.case.review.standing import adviser_in_words, is_outdated
from afweging.case.review.words import POSITION_WORDS, VERDICT_WORDS
from afweging.foundation.identity.models import Person
from afweging.foundation.web.dates import datum, local_day, now, termijn
from afweging.foundation.web.language import current_language

UNDER_REVIEW = ("in_review", "judged", "before_body", "deferred")


def room_of(seen: Seen) -> Room | None:
    """Return the weighing as this reader finds it in the review room; none before there is one to read."""
    at = seen.assessment
    if at is None or seen.case is None or at.kind == "quick_scan":
        return None
    return Room(seen.session, seen.actor, seen.dossier, at, seen.case, seen.facts)


def to_mend(room: Room) -> tuple[Finding, ...]:
    """Return the insufficient findings of a returned case whose section was not worked on since."""
    if room.state != "returned":
        return ()
    return tuple(
        finding
        for finding in _in_order(room)
        if finding.verdict == "insufficient" and not _worked_on(room, finding)
    )


def glance(seen: Seen) -> Iterator[Piece]:
    """Give what the overview shows of the review."""
    room = room_of(seen)
    if room is None:
        return
    yield from _stands(room)
    yield from _marks_to_mend(room) if room.state == "returned" else _marks(room)
    yield from _returned(room)
    yield from _advisers(room)
    yield from _decider(room)
    yield from _judged_moments(room)
    yield from _terms(room)


def _in_order(room: Room) -> Iterator[Finding]:
    return (room.findings[place] for place in room.places if place in room.findings)


def _worked_on(room: Room, finding: Finding) -> bool:
    q = room.case.questionnaire
    ids = (
        q.questions
        if finding.section_id == WHOLE_CASE
        else {x.id for x in q.section(finding.section_id).questions}
    )
    return any(key in ids and answer.saved_at > finding.at for key, answer in room.case.answers.items())


def _stands(room: Room) -> Iterator[Piece]:
    if room.state == "returned" and room.findings:
        weak = sum(f.verdict == "insufficient" for f in room.findings.values())
        if WHOLE_CASE in room.places:
            yield Stands(
                _("Teruggestuurd. De privacy officer schreef wat er beter moet; het staat hieronder.")
            )
            return
        yield Stands(
            ngettext(
                "Teruggestuurd. %(num)d onderdeel is nog onvoldoende; waarom staat hieronder.",
                "Teruggestuurd. %(num)d onderdelen zijn nog onvoldoende; waarom staat hieronder.",
                weak,
            )
        )
    elif late := _late(room):
        state = _capital(state_in_words(room.state))
        words = ngettext("%(num)d voorwaarde is te laat.", "%(num)d voorwaarden zijn te laat.", late)
        yield Stands(f"{state}. {words}")
    elif room.state == "in_review" and room.sees_findings and WHOLE_CASE not in room.places:
        yield Stands(" ".join(filter(None, (_how_far(room), _still_advising(room)))))


def _late(room: Room) -> int:
    """Return how many conditions of the decided case are open past their day."""
    if room.assessment.open or room.dossier.closed_at is not None:
        return 0
    here = local_day(now())
    return sum(c.state == "open" and c.due_on is not None and c.due_on < here for c in room.conditions)


def _how_far(room: Room) -> str:
    officer = room.assessment.officer
    who = _("U") if room.facts.in_charge or officer is None else officer.name
    return _(
        "In beoordeling. %(who)s beoordeelde %(done)s van de %(all)s onderdelen.",
        who=who,
        done=len(room.findings),
        all=len(room.places),
    )


def _still_advising(room: Room) -> str:
    waiting = [adviser_in_words(role) for role in room.requests if role not in room.advice]
    if not waiting:
        return ""
    first, last = ", ".join(waiting[:-1]), waiting[-1]
    who = _("%(first)s en %(last)s", first=first, last=last) if first else last
    sentence = ngettext("%(who)s moet nog adviseren.", "%(who)s moeten nog adviseren.", len(waiting), who=who)
    return _capital(sentence)


def _marks(room: Room) -> Iterator[Piece]:
    """Mark what is judged, for who may see the findings; the team sees them once they were sent to it."""
    if room.state not in UNDER_REVIEW or not room.sees_findings or WHOLE_CASE in room.places:
        return
    base = dossier_url(room.dossier.public_id, "beoordeling")
    upcoming = next((place for place in room.places if place not in room.findings), None)
    yield Tally(_("%(done)s van %(all)s beoordeeld", done=len(room.findings), all=len(room.places)))
    for place in room.places:
        finding = room.findings.get(place)
        words = str(VERDICT_WORDS[finding.verdict].word) if finding else _("nog niet")
        here = place == upcoming and room.may("find")
        yield SectionMark(
            place,
            _("volgende") if here else words,
            f"{base}#o-{place_of(place)}",
            full=finding is not None and finding.verdict == "acceptable",
            next=here,
        )


def _marks_to_mend(room: Room) -> Iterator[Piece]:
    """Mark the sections that came back; the others keep what the team has done in them."""
    waiting = {finding.section_id for finding in to_mend(room)}
    for finding in _in_order(room):
        if finding.verdict != "acceptable" and finding.section_id != WHOLE_CASE:
            done = finding.verdict == "insufficient" and finding.section_id not in waiting
            words = _("bijgewerkt") if done else str(VERDICT_WORDS[finding.verdict].word)
            yield SectionMark(finding.section_id, words, mend_url(room, finding), full=done)


def _returned(room: Room) -> Iterator[Piece]:
    if room.state != "returned":
        return
    for finding in _in_order(room):
        if finding.verdict != "acceptable":
            yield ToMend(
                section_title(room, finding.section_id),
                str(VERDICT_WORDS[finding.verdict].word),
                finding.comment or finding.measure,
                mend_url(room, finding),
                _("Lees en verbeter dit onderdeel") if room.may("answer") else _("Lees dit onderdeel"),
            )


def section_title(room: Room, section_id: str) -> str:
    """Return “5. Gegevens”, or what the one finding of the short route covers."""
    if section_id == WHOLE_CASE:
        return _("De weging als geheel")
    section = room.case.questionnaire.section(section_id)
    number = room.case.questionnaire.sections.index(section) + 1
    return f"{number}. {section.title.to(current_language())}"


def mend_url(room: Room, finding: Finding) -> str:
    """Return where the team mends what a finding is about."""
    at = room.assessment.public_id
    return assessment_url(at) if finding.section_id == WHOLE_CASE else section_url(at, finding.section_id)


def _advisers(room: Room) -> Iterator[Piece]:
    roles = dict.fromkeys((*room.requests, *room.advice, *room.required_advice))
    if roles:
        told = "; ".join(f"{_plain(role)}, {_how_advised(room, role)}" for role in roles)
        yield Fact(_("Adviseert"), told)


def _plain(role: str) -> str:
    return adviser_in_words(role).removeprefix("de ")


def _how_advised(room: Room, role: str) -> str:
    advice = room.advice.get(role)
    if advice is None:
        return _("gevraagd") if role in room.requests else _("nog te vragen")
    if is_outdated(room.assessment, advice):
        return _("verouderd")
    return str(POSITION_WORDS[advice.position])


def _decider(room: Room) -> Iterator[Piece]:
    if room.decision is not None:
        who = _("u") if room.decision.by_id == room.actor.person_id else room.decision.title
        day = datum(room.decision.decided_on)
        yield Fact(
            _("Besliste"),
            _("%(who)s, namens %(body)s, op %(day)s", who=who, body=room.decision.body, day=day),
        )
        return
    ids = sorted(who_can_decide(room.session, room.dossier))
    people = names_of(room.session, ids)
    told = "; ".join(_person(people[each], room) for each in ids)
    yield Fact(_("Beslist"), told or _("nog niemand: iedereen met een mandaat werkte mee"))


def _person(person: Person, room: Room) -> str:
    if person.id == room.actor.person_id:
        return _("u")
    return ", ".join(filter(None, (person.name, person.title)))


def _judged_moments(room: Room) -> Iterator[Piece]:
    """Tell the findings that stand: those with a comment one by one, the others by day and verdict."""
    found = sorted(_in_order(room), key=lambda f: f.at)
    silent = [finding for finding in found if not (finding.comment or finding.measure)]
    for finding in found:
        if finding not in silent:
            above = room.state == "returned" and finding.verdict != "acceptable"
            yield _moment(room, [finding], "" if above else finding.comment or finding.measure)
    for _same, group in groupby(sorted(silent, key=_together), key=_together):
        yield _moment(room, list(group), "")


def _link(room: Room, finding: Finding) -> Markup:
    page = dossier_url(room.dossier.public_id, "beoordeling")
    number, _sep, title = section_title(room, finding.section_id).partition(". ")
    return Markup('{}, <a href="{}#o-{}">{}</a>').format(number, page, place_of(finding.section_id), title)


def _together(finding: Finding) -> tuple[dt.date, str, int]:
    return local_day(finding.at), finding.verdict, finding.by_id


def _moment(room: Room, findings: list[Finding], quote: str) -> Happening:
    first = findings[0]
    who = _("U") if first.by_id == room.actor.person_id else str(OFFICER)
    verdict = bold(str(VERDICT_WORDS[first.verdict].word))
    if first.section_id == WHOLE_CASE:
        sentence, what = _("%(who)s beoordeelde de weging: %(verdict)s."), ""
    elif len(findings) == 1:
        sentence, what = _("%(who)s beoordeelde onderdeel %(what)s: %(verdict)s."), _link(room, first)
    else:
        numbers = [section_title(room, each.section_id).partition(".")[0] for each in findings]
        what = _("%(first)s en %(last)s", first=", ".join(numbers[:-1]), last=numbers[-1])
        sentence = _("%(who)s beoordeelde onderdeel %(what)s: %(verdict)s.")
    text = Markup(sentence) % {"who": who, "what": what, "verdict": verdict}  # our own words, values escaped
    return Happening(max(each.at for each in findings), text, quote=quote)


def _terms(room: Room) -> Iterator[Piece]:
    if room.assessment.open:
        for role, request in room.requests.items():
            if role not in room.advice:
                who, term = adviser_in_words(role), termijn(request.due_on)
                yield Ahead(
                    request.due_on,
                    _("De termijn voor het advies van %(who)s loopt af, %(term)s.", who=who, term=term),
                )
        return
    for condition in conditions_of_dossier(room.session, room.dossier):
        if condition.state == "open" and condition.due_on:
            yield Ahead(condition.due_on, _condition(condition, condition.due_on))


def _condition(condition: Condition, due: dt.date) -> str:
    return _(
        "Aan voorwaarde %(number)s moet zijn voldaan, %(term)s: %(text)s",
        number=condition.number,
        term=termijn(due),
        text=condition.text,
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


register_glance("review", glance)
