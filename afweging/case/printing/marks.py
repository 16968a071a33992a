"""The small print at a question: must it be answered, who reads it, what an answer has to look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from afweging.case.printing.language import Language, mark
from afweging.case.printing.sheet import Sheet
from afweging.questionnaire import Question
from afweging.questionnaire.rules.numbers import printable
from afweging.questionnaire.schema import PHASES
from afweging.questionnaire.words import number_words, time_words

Limits = Callable[[Language, Question], Iterator[str]]


def marks(sheet: Sheet, question: Question) -> tuple[str, ...]:
    """What holds for a question whatever is answered."""
    return tuple(mark for mark in (required(sheet, question), _reader(sheet, question)) if mark)


def required(sheet: Sheet, question: Question, table: str = "") -> str:
    """When an answer is required; empty when it may stay open."""
    say, needed = sheet.language.say, question.required
    if needed.always or needed.phases == PHASES:
        return say("Verplicht")
    if needed.rule:
        return sheet.rule(needed.rule, "required", table).rstrip(".")
    if needed.phases:
        return say("Verplicht in de fase %(phases)s", phases=_phases(sheet.language, needed.phases))
    return ""


def limits(sheet: Sheet, question: Question) -> tuple[str, ...]:
    """What an answer of this type has to look like, as far as it is bounded."""
    find = _LIMITS.get(question.type)
    return tuple(find(sheet.language, question)) if find else ()


def checks(sheet: Sheet, question: Question) -> tuple[str, ...]:
    """What must hold beside other answers, in the words of the questionnaire."""
    return tuple(sheet.language.inline(check.message) for check in question.checks)


def hints(sheet: Sheet, column: Question) -> tuple[str, ...]:
    """What a column expects, in the few words that fit above it."""
    say = sheet.language.say
    kinds = {
        "date": say("dag-maand-jaar"),
        "month": say("maand-jaar"),
        "yesno": say("ja of nee"),
        "flag": say("ja of nee"),
        "url": say("adres op het web"),
        "scale": say("%(low)s tot %(high)s", low=column.min, high=column.max),
        "number": column.unit.to(sheet.lang),
    }
    return tuple(hint for hint in (kinds.get(column.type, ""),) if hint)


def columns(sheet: Sheet, question: Question) -> tuple[tuple[str, str], ...]:
    """What there is to know of the columns of a table that does not fit above them."""
    told = ((column.label.to(sheet.lang), _of_column(sheet, question, column)) for column in question.columns)
    return tuple((name, words) for name, words in told if words)


_ROWS: Mapping[str, str] = {
    "weighing": mark("Belang"),
    "risks": mark("Risico"),
    "dilemmas": mark("Dilemma"),
    "measures": mark("Maatregel"),
    "consultations": mark("Gesprek"),
}


def row_name(sheet: Sheet, question: Question) -> str:
    """What a row is called."""
    language = sheet.language
    return question.row_title.to(sheet.lang) or language.named(question.type, _ROWS, language.say("Regel"))


def _of_column(sheet: Sheet, question: Question, column: Question) -> str:
    """Its help, its options and when it is asked, one after another."""
    say, choices = sheet.language.say, "; ".join(option.label.to(sheet.lang) for option in column.options)
    parts = (
        column.help.to(sheet.lang),
        choices and say("Kies uit: %(options)s.", options=choices),
        sheet.only_if(column.show_if, question.id),
    )
    return " ".join(part for part in parts if part)


_PHASES: Mapping[str, str] = {
    "idee": mark("idee"),
    "aanschaf": mark("aanschaf"),
    "pilot": mark("pilot"),
    "gebruik": mark("gebruik"),
}


def phase_name(language: Language, phase: str) -> str:
    """What a phase is called."""
    return language.named(phase, _PHASES)


def _phases(language: Language, phases: tuple[str, ...]) -> str:
    *before, last = (phase_name(language, phase) for phase in phases)
    return language.say("%(some)s of %(last)s", some=", ".join(before), last=last) if before else last


def _reader(sheet: Sheet, question: Question) -> str:
    say = sheet.language.say
    readers = {
        "public": say("Wordt openbaar"),
        "internal": say("Blijft intern"),
        "ask": say("Openbaar of intern: dat kiest u later"),
    }
    return readers[question.disclosure] if question.type != "info" else ""


def _lengths(language: Language, question: Question) -> Iterator[str]:
    low, high, say = question.min_length, question.max_length, language.say
    if low and high:
        yield say("%(low)s tot %(high)s tekens", low=low, high=high)
    elif low:
        yield say("minstens %(low)s tekens", low=low)
    elif high:
        yield say("hoogstens %(high)s tekens", high=high)


def _choices(language: Language, question: Question) -> Iterator[str]:
    low, high, say = question.min_choices, question.max_choices, language.say
    if low and high:
        yield (
            say("Kies er %(low)s tot %(high)s.", low=low, high=high)
            if low != high
            else say("Kies er precies %(low)s.", low=low)
        )
    elif high:
        yield say("Kies er hoogstens %(high)s.", high=high)
    else:
        yield say("Kies alles wat past, minstens %(low)s.", low=low) if low else say("Kies alles wat past.")


def _one(language: Language, question: Question) -> Iterator[str]:
    yield language.say("Kies één antwoord.")


def _number(language: Language, question: Question) -> Iterator[str]:
    low, high = (_amount(language, bound) for bound in (question.min, question.max))
    if question.integer:
        yield language.say("een heel getal")
    yield from _between(language, low, high)


def _amount(language: Language, bound: object) -> str:
    return "" if bound is None else number_words(printable(bound), language.code)  # type: ignore[arg-type]  # of a number question


def _times(language: Language, question: Question) -> Iterator[str]:
    low, high = (_moment(language, bound) for bound in (question.min, question.max))
    yield from _between(language, low, high)


def _moment(language: Language, bound: object) -> str:
    return "" if bound is None else _today(language) if bound == "today" else _day(language, str(bound))


def _today(language: Language) -> str:
    return language.say("vandaag")


def _day(language: Language, day: str) -> str:
    return time_words(day, language.code)


def _between(language: Language, low: str, high: str) -> Iterator[str]:
    if low and high:
        yield language.say("van %(low)s tot en met %(high)s", low=low, high=high)
    elif low:
        yield language.say("vanaf %(low)s", low=low)
    elif high:
        yield language.say("tot en met %(high)s", high=high)


def _files(language: Language, question: Question) -> Iterator[str]:
    if question.max_files:
        yield language.count("één bestand", "hoogstens %(num)d bestanden", question.max_files)
    if question.accept:
        yield language.say("soort: %(kinds)s", kinds=", ".join(question.accept))


def _rows(language: Language, question: Question) -> Iterator[str]:
    low, high = question.min_rows, question.max_rows
    if low and high:
        yield language.say("%(low)s tot %(high)s regels", low=low, high=high)
    elif low:
        yield language.count("minstens één regel", "minstens %(num)d regels", low)
    elif high:
        yield language.count("hoogstens één regel", "hoogstens %(num)d regels", high)


def _each_row(language: Language, question: Question) -> Iterator[str]:
    yield language.say("Kies één antwoord per regel.")


_LIMITS: Mapping[str, Limits] = {
    "text": _lengths,
    "longtext": _lengths,
    "choice": _one,
    "yesno": _one,
    "scale": _one,
    "choices": _choices,
    "number": _number,
    "date": _times,
    "month": _times,
    "file": _files,
    "table": _rows,
    "matrix": _each_row,
    "risks": _rows,
    "weighing": _rows,
    "dilemmas": _rows,
    "measures": _rows,
    "consultations": _rows,
}
