"""Validators of single values: texts, numbers, scales, dates, addresses."""

import math
import sys
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..model import Number, Question, exact
from ..rules.numbers import printable
from ..shape import is_date, is_month
from .flaws import Flaw, Validator, flaw
from .patterns import compiled

if TYPE_CHECKING:
    from ..run import Run

LARGEST = 10**15
"""Numbers beyond this are taken for a mistake."""
_URL_LENGTH = 2_000
_CONTROL = bytes((*range(9), 11, 12, *range(14, 32)))
"""Control characters, which databases, XML and PDF refuse; halves of pairs and non-characters too."""
_EMAIL_LENGTH = 254
_NO_LIMIT = sys.maxsize
PLAIN = frozenset(("text", "longtext", "moment"))


def readable(raw: object, flaws: list[Flaw]) -> bool:
    """Is it a string that can be stored and printed? Notes what is wrong."""
    if not isinstance(raw, str):
        flaw(flaws, "text")
        return False
    if not is_storable(raw):
        flaw(flaws, "characters")
        return False
    return True


def is_storable(raw: str) -> bool:
    """Does it hold nothing that databases, XML or PDF refuse?"""
    # One pass over bytes: twice as fast as isprintable() on the long texts of an assessment.
    try:
        data = raw.encode()
    except UnicodeEncodeError:
        return False
    if len(data.translate(None, _CONTROL)) != len(data):
        return False
    return len(data) == len(raw) or ("\ufffe" not in raw and "\uffff" not in raw)


def text(question: Question) -> Validator:
    """A string of some length and form."""
    if question.pattern:
        return _patterned(question, compiled(question.pattern))
    least, most = question.min_length or 0, question.max_length or _NO_LIMIT

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if raw.__class__ is str and not run.wary:
            run.texts.append(raw)
        elif not readable(raw, flaws):
            return None
        if least or len(raw) > most:
            _measure(question, raw, flaws)
        return raw

    return check


def room(question: Question) -> int:
    """How long a text may be that needs no look but at its characters; -1 when there is no such text."""
    if question.type not in PLAIN or question.pattern or question.min_length:
        return -1
    return question.max_length or _NO_LIMIT


def _patterned(question: Question, pattern: Any) -> Validator:
    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        # A pattern cannot read what cannot be stored, so this text is looked at by itself.
        if not readable(raw, flaws):
            return None
        if _measure(question, raw, flaws) and pattern.fullmatch(raw) is None:
            flaw(flaws, "pattern")
        return raw

    return check


def _measure(question: Question, raw: str, flaws: list[Flaw]) -> bool:
    """Is the text, without space around it, of the length that is asked?"""
    length = len(raw.strip())
    if question.min_length and length < question.min_length:
        flaw(flaws, "min_length", limit=question.min_length, count=length)
    elif question.max_length and length > question.max_length:
        flaw(flaws, "max_length", limit=question.max_length, count=length)
    else:
        return True
    return False


def as_number(raw: object) -> Number | None:
    """An exact number of what JSON calls a number; None for anything else, and for NaN and infinity."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | Fraction):
        return None
    if isinstance(raw, float) and not math.isfinite(raw):
        return None
    if isinstance(raw, Decimal) and (not raw.is_finite() or abs(raw.adjusted()) > 400):
        return None
    return exact(raw)


def number(question: Question) -> Validator:
    """A number within bounds."""
    least: Any = question.min
    most: Any = question.max
    needs_whole = question.integer or question.type == "scale"

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        value = raw if raw.__class__ is int else as_number(raw)
        if value is None:
            flaw(flaws, "number")
            return None
        if needs_whole and not isinstance(value, int):
            flaw(flaws, "whole")
        elif not -LARGEST <= value <= LARGEST:
            flaw(flaws, "too_large")
        elif least is not None and value < least:
            flaw(flaws, "min", limit=printable(least))
        elif most is not None and value > most:
            flaw(flaws, "max", limit=printable(most))
        return value

    return check


def day(question: Question) -> Validator:
    """A date as YYYY-MM-DD."""
    return _time(question, is_date, "date", 10)


def month(question: Question) -> Validator:
    """A month as YYYY-MM."""
    return _time(question, is_month, "month", 7)


def _time(question: Question, valid: Any, code: str, width: int) -> Validator:
    low: Any = question.min
    high: Any = question.max

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if not isinstance(raw, str) or not valid(raw):
            flaw(flaws, code)
            return None
        least = run.today[:width] if low == "today" else low
        most = run.today[:width] if high == "today" else high
        if least is not None and raw < least:
            flaw(flaws, f"{code}_min", limit=least)
        elif most is not None and raw > most:
            flaw(flaws, f"{code}_max", limit=most)
        return raw

    return check


def url(question: Question) -> Validator:
    """A web address, http or https."""

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if raw.__class__ is str and _is_url(raw):  # printable, so storable too
            return raw
        if not readable(raw, flaws):
            return None
        if not _is_url(raw):
            flaw(flaws, "url")
        return raw

    return check


def _is_url(raw: str) -> bool:
    if len(raw) > _URL_LENGTH or not raw.isprintable() or " " in raw:
        return False
    try:
        parts = urlsplit(raw)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host.strip("."))


def email(question: Question) -> Validator:
    """An e-mail address: something, an @, and a domain with a dot."""

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if not readable(raw, flaws):
            return None
        if not _is_email(raw):
            flaw(flaws, "email")
        return raw

    return check


def _is_email(raw: str) -> bool:
    name, at, domain = raw.rpartition("@")
    if not (name and at and domain) or len(raw) > _EMAIL_LENGTH or "@" in name:
        return False
    if any(char.isspace() or not char.isprintable() or char in '<>()[],;:\\"' for char in raw):
        return False
    labels = domain.split(".")
    return len(labels) > 1 and all(labels)


def flag(question: Question) -> Validator:
    """true or false; used in the record types only."""

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if isinstance(raw, bool):
            return raw
        flaw(flaws, "flag")
        return None

    return check
