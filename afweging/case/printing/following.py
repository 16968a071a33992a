"""What leads to what: how scores come about, which answers give points, and when an outcome holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from afweging.case.printing.language import mark
from afweging.case.printing.sheet import Sheet
from afweging.questionnaire import Question
from afweging.questionnaire.model import Band, Outcome, Points, Score, exact
from afweging.questionnaire.rules.numbers import printable
from afweging.questionnaire.words import number_words, time_words


@dataclass(frozen=True, slots=True)
class Scoring:
    """One question that gives points: what is asked, and its answers with what they count for."""

    number: str
    label: Markup
    answers: tuple[str, ...]


def value_of(sheet: Sheet, score: Score) -> tuple[str, ...]:
    """How a score is computed, and the most that it can be."""
    most = (sheet.rule(score.max, "max"),) if score.max else ()
    return (sheet.rule(score.value, "value"), *most)


def band_range(sheet: Sheet, score: Score, band: Band) -> str:
    """Which part of the maximum a band covers."""
    place = score.bands.index(band)
    say, below = sheet.language.say, score.bands[place - 1].upto if place else None
    if band.upto is not None:
        return say("tot en met %(share)s van het maximum", share=_share(sheet, band.upto))
    return say("meer dan %(share)s van het maximum", share=_share(sheet, below)) if below is not None else ""


def points_names(sheet: Sheet) -> tuple[str, ...]:
    """The names under which answers give points."""
    return sheet.questionnaire.points_names


def scoring(sheet: Sheet, name: str) -> Iterator[Scoring]:
    """The questions of which an answer gives points under a name, in their order."""
    for question in sheet.asked:
        answers = tuple(_points(sheet, question, name))
        if answers:
            yield Scoring(
                sheet.questionnaire.number(question.id), sheet.language.inline(question.label), answers
            )


def in_force(sheet: Sheet, outcome: Outcome) -> str:
    """Between which days an outcome can hold; empty when it always can."""
    say, low, high = sheet.language.say, outcome.in_force_from, outcome.in_force_to
    start, end = (time_words(day or "", sheet.lang) for day in (low, high))
    if low and high:
        return say("Geldt van %(low)s tot en met %(high)s.", low=start, high=end)
    if low:
        return say("Geldt vanaf %(low)s.", low=start)
    return say("Geldt tot en met %(high)s.", high=end) if high else ""


def requires(sheet: Sheet, outcome: Outcome) -> tuple[str, ...]:
    """What must be done before there can be a decision, when an outcome holds."""
    needed, say = outcome.requires, sheet.language.say
    if needed is None:
        return ()
    told = (
        needed.advice and say("Vooraf nodig: advies van %(who)s.", who=_adviser(sheet, needed.advice)),
        needed.questionnaire and say("Vooraf nodig: de vragenlijst %(name)s.", name=needed.questionnaire),
        needed.review and say("Vooraf nodig: een beoordeling door %(who)s.", who=needed.review),
        needed.consultation and say("Vooraf nodig: voorafgaande raadpleging van de toezichthouder."),
    )
    return tuple(each for each in told if each)


_KINDS: Mapping[str, str] = {
    "forbidden": mark("Verboden"),
    "stop": mark("Eerst stoppen"),
    "obligation": mark("Dit moet"),
    "advice": mark("Dit raden wij aan"),
    "info": mark("Goed om te weten"),
}


def outcome_kind(sheet: Sheet, outcome: Outcome) -> str:
    """What kind of thing follows."""
    return sheet.language.named(outcome.kind, _KINDS)


_ADVISERS: Mapping[str, str] = {
    "fg": mark("de FG"),
    "ciso": mark("de CISO"),
    "ethics_board": mark("de ethische commissie"),
    "lawyer": mark("de jurist"),
    "works_council": mark("de ondernemingsraad"),
    "client_council": mark("de cliëntenraad"),
}


def _adviser(sheet: Sheet, role: str) -> str:
    return sheet.language.named(role, _ADVISERS)


def _share(sheet: Sheet, share: Fraction) -> str:
    return f"{number_words(printable(exact(share * 100)), sheet.lang)}%"


def _points(sheet: Sheet, question: Question, name: str) -> Iterator[str]:
    for option in question.options:
        yield from _counted(sheet, option.label.to(sheet.lang), option.points, name)
    yield from _counted(sheet, sheet.language.say("elke stap"), question.points_per_step, name)
    yield from _counted(sheet, sheet.language.say("weten we nog niet"), question.points_when_unknown, name)


def _counted(sheet: Sheet, what: str, points: Points, name: str) -> Iterator[str]:
    if name in points:
        yield f"{what}: {number_words(printable(points[name]), sheet.lang)}"
