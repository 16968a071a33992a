"""What was typed, as values: a parser gives the value, the very text when it is none, None when blank."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

Parsed = str | int | float | bool | list[str] | None
Numbers = Mapping[str, str]
"""Question numbers as people see them (“5.4”) → question ids."""

_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3}){1,4}(,[0-9]{1,10})?")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}[.,][0-9]{1,15}")
_DAY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_MONTH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")


def plain(typed: str) -> str | None:
    """Keep the text as it is, with the line ends of this program. Only blanks is no answer."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else None


def trimmed(typed: str) -> str | None:
    """Keep the text without blanks round it."""
    return typed.strip() or None


def number(typed: str) -> int | float | str | None:
    """Read a number as Dutch people write it: `1,5`, `1.500` (fifteen hundred), and `1.5` too."""
    text = typed.strip()
    if not text:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    elif not _DECIMAL.fullmatch(text):
        return typed
    text = text.replace(",", ".")
    return float(text) if "." in text else int(text)


def whole(typed: str) -> int | str | None:
    """Read a step of a scale."""
    text = typed.strip()
    if not text:
        return None
    return int(text) if _WHOLE.fullmatch(text) else typed


def date(typed: str) -> str | None:
    """Read a day, as `2026-12-09` or `9-12-2026`."""
    text = typed.strip()
    if not text:
        return None
    turned = _DAY.fullmatch(text)
    if turned:
        day, month, year = turned.groups()
        text = f"{year}-{int(month):02}-{int(day):02}"
    return text if is_day(text) else typed


def is_day(text: str) -> bool:
    """Say whether a text is an existing day, as `2026-12-09`."""
    if not _ISO_DAY.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def month(typed: str) -> str | None:
    """Read a month, as `2026-12` or `12-2026`."""
    text = typed.strip()
    if not text:
        return None
    turned = _MONTH.fullmatch(text)
    if turned and 1 <= int(turned[1]) <= 12:
        return f"{turned[2]}-{int(turned[1]):02}"
    return text if _ISO_MONTH.fullmatch(text) else typed


def yes_or_no(typed: str) -> bool | str | None:
    """Read whether something is so."""
    return {"": None, "ja": True, "nee": False}.get(typed, typed)


def evidence(typed: str, numbers: Numbers) -> list[str] | None:
    """Read a list of questions, by number (“5.4, 9.6”) or id. What is neither stays, to be corrected."""
    found = [numbers.get(token, token) for token in _tokens(typed)]
    return list(dict.fromkeys(found)) or None


def sources(typed: str, numbers: Numbers) -> list[str] | str | None:
    """Read evidence in words, or as a list of questions when every word of it is the number of one."""
    tokens = _tokens(typed)
    if tokens and all(token in numbers for token in tokens):
        return list(dict.fromkeys(numbers[token] for token in tokens))
    return plain(typed)


def _tokens(typed: str) -> list[str]:
    return [token for token in re.split(r"[\s,;]+", typed.strip()) if token]


PARSERS: Mapping[str, Callable[[str], Parsed]] = {
    "text": plain,
    "longtext": plain,
    "choice": trimmed,
    "yesno": trimmed,
    "scale": whole,
    "number": number,
    "date": date,
    "month": month,
    "url": trimmed,
    "email": trimmed,
    "flag": yes_or_no,
    "value": trimmed,
    "moment": plain,
}
"""Type of a question, or of a column of the record types → how one typed text becomes a value."""


def shown(value: object) -> str:
    """Write a value as it stands in its input: the inverse of its parser."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return _decimal(value)
    return str(value)


def _decimal(value: float) -> str:
    text = format(value, ".15f").rstrip("0").rstrip(".") if abs(value) < 1e15 else repr(value)
    # A shorter exact form where there is one: 0,1 and not 0,100000000000000006.
    exact = repr(value)
    return (exact if "e" not in exact else text).removesuffix(".0").replace(".", ",")
