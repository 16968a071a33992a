"""Questions with one line or more to write in: texts, numbers, dates, addresses."""

from collections.abc import Mapping
from typing import Any

import re2

from ...shape import is_date, is_month
from ..meaning.fields import DATE, MONTH, NUMBER, TEXT
from .making import Asked, Item, Workshop
from .reading import Piece, as_number, plain

_TYPES: Mapping[str, tuple[str, str]] = {
    "number": ("number", NUMBER),
    "range": ("number", NUMBER),
    "date": ("date", DATE),
    "month": ("month", MONTH),
    "email": ("email", TEXT),
    "url": ("url", TEXT),
}
_FORMS = {"date": is_date, "month": is_month}


def text_item(shop: Workshop, asked: Asked, kind: str = "text") -> Item:
    """A question that is answered by writing; its type follows from the kind of input and the validators."""
    piece = asked.piece
    seen = TEXT
    given = piece.word("inputType")
    if kind == "text" and given in _TYPES:
        kind, seen = _TYPES[given]
    elif given not in ("", "text"):
        piece.note(f"an input of type {given} is a text here")
    checks = list(piece.pieces("validators", called=asked.key))
    types = {check.word("type").removesuffix("validator") for check in checks}
    if kind == "text" and "numeric" in types:
        kind, seen = "number", NUMBER
    elif kind == "text" and asked.key.lower() in shop.uses.ordered:
        piece.note(
            "conditions order it among numbers, so a number is asked; in the original any text is taken"
        )
        kind, seen = "number", NUMBER
    elif kind == "text" and "email" in types:
        kind = "email"
    keys = _limits(piece, kind)
    for check in checks:
        keys |= _checked(check, kind)
    return shop.item(asked, kind, seen, **_sane(piece, keys))


def _limits(piece: Piece, kind: str) -> dict[str, Any]:
    """The bounds that the question itself gives."""
    keys: dict[str, Any] = {}
    if kind in ("text", "longtext"):
        most = piece.number("maxLength")
        if most is not None and most > 0:
            keys["max_length"] = int(most)
    elif kind == "number":
        ends = {key: _number(piece, key) for key in ("min", "max")}
        keys = {key: value for key, value in ends.items() if value is not None} | _whole(piece)
    elif kind in _FORMS:
        moments = {key: _moment(piece, key, kind) for key in ("min", "max")}
        keys = {key: value for key, value in moments.items() if value}
    return keys


def _number(piece: Piece, key: str) -> int | float | None:
    value = piece.scalar(key)
    number = as_number(value) if isinstance(value, str) else value
    if value is None or value == "":
        return None
    if isinstance(number, int | float) and not isinstance(number, bool):
        return number
    piece.note(f"“{key}” is no number that can be kept: {value}")
    return None


def _whole(piece: Piece) -> dict[str, Any]:
    """Steps of 1 mean whole numbers; others have no place."""
    step = _number(piece, "step")
    if step not in (None, 1):
        piece.note(f"the step of a number has no place here: {step}")
    return {"integer": True} if step == 1 else {}


def _moment(piece: Piece, key: str, kind: str) -> str | None:
    value = piece.word(key).strip()
    if not value:
        return None
    if value.replace(" ", "").lower() in ("=today()", "today()"):
        return "today"
    if _FORMS[kind](value):
        return value
    piece.note(f"“{key}” is no {kind} that can be kept: {value}")
    return None


def _checked(check: Piece, kind: str) -> dict[str, Any]:
    """What a validator asks, as keys of the question; what has no place is noted."""
    name = check.word("type").removesuffix("validator")
    keys: dict[str, Any] = {}
    if name == "text" and kind in ("text", "longtext"):
        keys = _ends(check, ("min_length", "minLength"), ("max_length", "maxLength"))
    elif name == "numeric" and kind == "number":
        keys = _ends(check, ("min", "minValue"), ("max", "maxValue"))
    elif name == "regex" and kind in ("text", "longtext"):
        keys = _pattern(check)
    elif name == "email" and kind == "email":
        keys = {}
    else:
        check.note(f"what is checked of an answer has no place here: {plain(check.node)}")
        return {}
    check.take("type")
    check.note_left()
    return keys


def _ends(check: Piece, *names: tuple[str, str]) -> dict[str, Any]:
    found = {ours: check.number(theirs) for ours, theirs in names}
    lengths = names[0][0] == "min_length"
    return {
        key: int(value) if lengths else value
        for key, value in found.items()
        if value is not None and (value > 0 or not lengths)
    }


def _pattern(check: Piece) -> dict[str, Any]:
    """A regular expression, which in the original need only be found somewhere in the answer."""
    pattern = check.word("regex")
    start = "" if pattern.startswith("^") else "(?s:.*)"
    end = "" if pattern.endswith("$") and not pattern.endswith("\\$") else "(?s:.*)"
    whole = f"{start}(?:{pattern}){end}"
    try:
        options = re2.Options()
        options.log_errors = False
        options.max_mem = 8 << 20
        re2.compile(whole, options)
    except (re2.error, UnicodeError):
        check.note(f"this regular expression has no place here: {pattern}")
        return {}
    return {"pattern": whole} if pattern else {}


def _sane(piece: Piece, keys: dict[str, Any]) -> dict[str, Any]:
    """The keys without bounds that leave no answer."""
    for low, high in (("min", "max"), ("min_length", "max_length")):
        if low in keys and high in keys and "today" not in (keys[low], keys[high]) and keys[low] > keys[high]:
            piece.note(f"“{low}” {keys.pop(low)} is above “{high}” {keys[high]}, and left out")
    return keys
