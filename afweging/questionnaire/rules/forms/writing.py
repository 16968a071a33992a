"""From the form to the text of a rule."""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from keyword import iskeyword
from typing import TYPE_CHECKING

from ...shape import is_date, is_month
from ..functions import FUNCTIONS
from ..numbers import settled
from ..translate import LITERALS
from .comparisons import BY_VALUE, CALLS, COMPARISONS, SIGNS, STATUSES, plain
from .model import FormInvalid, Row, RuleForm, Subject
from .subjects import TODAY, subject

if TYPE_CHECKING:
    from ...model import Questionnaire

_NUMBER = re.compile(r"-?[0-9]{1,300}(\.[0-9]{1,300})?")


def to_rule(form: RuleForm, questionnaire: "Questionnaire", table: str = "") -> str:
    """The text of the rule; empty without rows. `table` is the question in whose rows it stands.

    Raises FormInvalid for the first row that makes no rule: an unknown subject, a comparison that its type
    does not have, or values that do not fit.
    """
    join = " or " if form.join == "any" else " and "
    return join.join(_row(questionnaire, place, row, table) for place, row in enumerate(form.rows))


def _row(questionnaire: "Questionnaire", place: int, row: Row, table: str) -> str:
    about = subject(questionnaire, row.subject, table)
    if about is None:
        raise FormInvalid(place, "subject")
    code, negated = plain(row.comparison)
    if row.comparison not in COMPARISONS or not _fits(about, code):
        raise FormInvalid(place, "comparison")
    values = _written(about, COMPARISONS[row.comparison].takes, code, row.values)
    if values is None:
        raise FormInvalid(place, "values")
    text = _compared(about, code, values)
    return _negation(text, code) if negated else text


def _fits(about: Subject, code: str) -> bool:
    return code in BY_VALUE[about.value] or (about.kind == "question" and code in STATUSES)


def _negation(text: str, code: str) -> str:
    called = code in CALLS or code == "holds"
    return f"not {text}" if called else f"not ({text})"


def _compared(about: Subject, code: str, values: list[str]) -> str:
    name = _SUBJECTS[about.kind](about.name.partition(":")[2])
    if code == "holds":
        return name
    if code == "lacks":
        return f"{values[0]} not in {name}"
    several = COMPARISONS[code].takes == "several"
    given = f"[{', '.join(values)}]" if several else "".join(values)
    if code in CALLS:
        return f"{CALLS[code]}({name}, {given})" if given else f"{CALLS[code]}({name})"
    return f"{name} {SIGNS[code]} {given}"


def named(question_id: str) -> str:
    """A question as a rule names it: plainly where that can be read, else as q("…")."""
    plain_name = question_id.isidentifier() and not iskeyword(question_id)
    if plain_name and question_id not in FUNCTIONS and question_id not in LITERALS:
        return question_id
    return f'q("{question_id}")'


def quoted(text: str) -> str:
    """A text as a rule writes it."""
    return json.dumps(text, ensure_ascii=False)


def _call(function: str, *, of_question: bool = False, rest: str = "") -> Callable[[str], str]:
    return lambda name: f"{function}({named(name) if of_question else quoted(name)}{rest})"


_SUBJECTS: Mapping[str, Callable[[str], str]] = {
    "question": named,
    "row": _call("row"),
    "count": _call("count", of_question=True),
    "worst": _call("worst", of_question=True),
    "residual": _call("worst", of_question=True, rest=", residual=true"),
    "points": _call("points"),
    "score": _call("score"),
    "band": _call("band"),
    "outcome": _call("outcome"),
    TODAY: lambda name: "today()",
}
"""Kind of a subject → how a rule names it."""


def _written(about: Subject, takes: str, code: str, values: tuple[str, ...]) -> list[str] | None:
    """The values as literals; None when they are not what is needed."""
    least, most = {"none": (0, 0), "one": (1, 1), "several": (1, len(values))}[takes]
    if not least <= len(values) <= most:
        return None
    writer = _WRITERS[about.value]
    found = [writer(about, value) for value in values]
    return None if None in found else [each for each in found if each is not None]


def _option(about: Subject, value: str) -> str | None:
    return quoted(value) if value in dict(about.options) else None


def _flag(about: Subject, value: str) -> str | None:
    return value if value in dict(about.options) else None


def _number(about: Subject, value: str) -> str | None:
    """A number that reads back as it was written: no digits lost, and not too large."""
    if not _NUMBER.fullmatch(value):
        return None
    exact = Fraction(value)
    read = exact if "." not in value else Fraction(repr(float(value))) if abs(exact) < 10**300 else None
    return value if read == exact and settled(exact) is not None and value == number_text(exact) else None


def number_text(value: int | Fraction) -> str:
    """A number in decimal notation, as short as it can be."""
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    return format(_decimal(value), "f")


def _decimal(value: Fraction) -> Decimal:
    """A fraction of a power of ten, exactly."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    return Decimal((value * 10**digits).numerator).scaleb(-digits)


def _date(about: Subject, value: str) -> str | None:
    if value == TODAY and about.name != TODAY:
        return "today()"
    return quoted(value) if is_date(value) else None


def _month(about: Subject, value: str) -> str | None:
    return quoted(value) if is_month(value) else None


def _text(about: Subject, value: str) -> str | None:
    return quoted(value) if value.strip() and value.isprintable() else None


_WRITERS: Mapping[str, Callable[[Subject, str], str | None]] = {
    "option": _option,
    "options": _option,
    "number": _number,
    "rank": _number,
    "date": _date,
    "month": _month,
    "text": _text,
    "flag": _flag,
    "truth": _text,
    "rows": _text,
}
"""Type of a value → how it is written; None when it cannot be."""
