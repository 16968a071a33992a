"""Answers in words, for views that only read: the case, the report, differences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .answers.flaws import is_blank
from .answers.scalars import as_number
from .model import Question, Questionnaire
from .records import COUNTER_ARGUMENT
from .rules.numbers import printable
from .shape import is_date, is_month

MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip

_YES_NO = {"nl": ("Ja", "Nee"), "en": ("Yes", "No")}


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in words.

    `kind` is none, text, markdown, list, table, unknown or not_applicable. `text` holds the words (the reason
    of unknown and not_applicable, the counter-argument of a weighing), `items` a list, `header` and `rows` a
    table.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


NO_WORDS = Words("none")


def answer_in_words(questionnaire: Questionnaire, question: Question, value: object, lang: str) -> Words:
    """What was answered, in words. Shows what cannot be read as it was given, and never raises."""
    if is_blank(value):
        return NO_WORDS
    if isinstance(value, dict):
        for kind in ("unknown", "not_applicable"):
            if kind in value:
                return Words(kind, str(value[kind] or ""))
    teller = _TELLERS.get(question.type, _text)
    try:
        return teller(questionnaire, question, value, lang)
    except (TypeError, ValueError, KeyError, AttributeError):
        return Words("text", str(value))


Teller = Callable[[Questionnaire, Question, Any, str], Words]


def _text(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    return Words("text", str(value))


def _markdown(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    return Words("markdown", str(value))


def _choice(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    return Words("text", option_words(question, value, lang))


def option_words(question: Question, value: object, lang: str) -> str:
    """The label of an option; the id itself when there is no such option."""
    return next((option.label.to(lang) for option in question.options if option.id == value), str(value))


def _choices(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    order = {option.id: place for place, option in enumerate(question.options)}
    chosen = sorted(value, key=lambda item: order.get(item, len(order)))
    return Words("list", items=tuple(option_words(question, item, lang) for item in chosen))


def _number(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    exact = as_number(value)
    if exact is None:
        return Words("text", str(value))
    shown = number_words(printable(exact), lang)
    label = question.labels.get(exact) if isinstance(exact, int) else None
    if label:
        return Words("text", f"{shown} ({label.to(lang)})")
    unit = question.unit.to(lang)
    return Words("text", f"{shown} {unit}" if unit else shown)


def number_words(value: object, lang: str) -> str:
    """A number as people write it in a language."""
    text = f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)
    return text.translate({ord(","): ".", ord("."): ","}) if lang == "nl" else text


def _time(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    return Words("text", time_words(str(value), lang))


def time_words(value: str, lang: str) -> str:
    """A date or month in words: “9 december 2026”."""
    names = MONTHS.get(lang, MONTHS["nl"])
    if is_date(value):
        return f"{int(value[8:])} {names[int(value[5:7]) - 1]} {value[:4]}"
    return f"{names[int(value[5:]) - 1]} {value[:4]}" if is_month(value) else value


def _list(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    if isinstance(value, str):
        return Words("text", value)
    return Words("list", items=tuple(map(str, value)))


def _flag(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    yes, no = _YES_NO.get(lang, _YES_NO["nl"])
    return Words("text", yes if value is True else no if value is False else str(value))


def _value(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    return Words("text", _title(questionnaire, value, lang))


def _values(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    return Words("list", items=tuple(_title(questionnaire, item, lang) for item in value))


def _title(questionnaire: Questionnaire, value_id: Any, lang: str) -> str:
    return next(
        (value.title.to(lang) for value in questionnaire.values if value.id == value_id), str(value_id)
    )


def _questions(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    return Words("list", items=tuple(_numbered(questionnaire, item, lang) for item in value))


def _numbered(questionnaire: Questionnaire, question_id: Any, lang: str) -> str:
    question = questionnaire.questions.get(question_id)
    if question is None:
        return str(question_id)
    return f"{questionnaire.number(question.id)} {question.label.to(lang)}".strip()


def _matrix(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    rows = tuple(
        (row.label.to(lang), option_words(question, value[row.id], lang))
        for row in question.rows
        if not is_blank(value.get(row.id))
    )
    return Words("table", header=("", ""), rows=rows)


def _table(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    given = [row for row in value if isinstance(row, dict) and not all(map(is_blank, row.values()))]
    columns = [
        column for column in question.columns if any(not is_blank(row.get(column.id)) for row in given)
    ]
    return Words(
        "table",
        header=tuple(column.label.to(lang) for column in columns),
        rows=tuple(tuple(_cell(questionnaire, column, row, lang) for column in columns) for row in given),
    )


def _cell(questionnaire: Questionnaire, column: Question, row: Mapping[str, Any], lang: str) -> str:
    words = answer_in_words(questionnaire, column, row.get(column.id), lang)
    return "; ".join(words.items) if words.items else words.text


def _weighing(questionnaire: Questionnaire, question: Question, value: Any, lang: str) -> Words:
    given = value if isinstance(value, dict) else {"rows": value}
    table = _table(questionnaire, question, given.get("rows") or (), lang)
    counter = given.get("counter_argument")
    text = "" if is_blank(counter) else f"{COUNTER_ARGUMENT.to(lang)}: {counter}"
    return Words("table", text=text, header=table.header, rows=table.rows)


_TELLERS: Mapping[str, Teller] = {
    "longtext": _markdown,
    "choice": _choice,
    "yesno": _choice,
    "choices": _choices,
    "scale": _number,
    "number": _number,
    "date": _time,
    "month": _time,
    "moment": _time,
    "file": _list,
    "sources": _list,
    "flag": _flag,
    "value": _value,
    "values": _values,
    "questions": _questions,
    "matrix": _matrix,
    "table": _table,
    "risks": _table,
    "dilemmas": _table,
    "measures": _table,
    "consultations": _table,
    "weighing": _weighing,
}
