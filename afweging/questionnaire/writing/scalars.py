"""Strings, numbers, booleans and null as YAML scalars that any reader, of YAML 1.1 or 1.2, reads the same."""

import json
import math
import re
from typing import Any

import yaml

from ..yaml12 import MAX_WHOLE, is_word

WIDTH = 110
"""Lines are folded at this column, where their text allows it."""
_LEAST = 40
"""However deep a text stands, its lines get this many columns."""

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*|[0-9]+\.[0-9]+\.[0-9]+")
_LEADING = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_UNSAFE_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_PUNCTUATION = re.compile(r":(?:\s|$)|\s#")
_FLOW = re.compile(r"[,\[\]{}]")
_YAML_11_WORDS = frozenset(["y", "Y", "n", "N"])
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAP = re.compile(r"(?<=\S) (?=\S)")

_LOADER: Any = yaml.SafeLoader


class NotWritable(ValueError):
    """Data that no file can hold: a number too large, half a character, nested too deep, a strange type."""


def number(value: int | float) -> str:
    """A number in decimals. Raises NotWritable for what JSON readers would not agree on."""
    if not math.isfinite(value) or abs(value) > MAX_WHOLE:
        raise NotWritable(f"the number {value!r:.40} cannot be written")
    text = repr(value)
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


def simple(value: Any) -> str | None:
    """A number, boolean or null as it is written; None for anything else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, int | float) else None


def can_be_plain(text: str, *, flow: bool = False) -> bool:
    """May this string stand without quotes? In flow style it then holds no bracket and no comma."""
    return not (
        not text
        or text[0] in _LEADING
        or text != text.strip()
        or _UNSAFE.search(text)
        or _PUNCTUATION.search(text)
        or (flow and _FLOW.search(text))
        or _reads_otherwise(text)
    )


def _reads_otherwise(text: str) -> bool:
    """Would a reader of YAML 1.2 or 1.1 take it for a number, a date, a boolean or null?"""
    if not is_word(text) or text in _YAML_11_WORDS:
        return True
    resolvers = _LOADER.yaml_implicit_resolvers.get(text[0], ())
    return any(pattern.match(text) for _tag, pattern in resolvers)


def line(text: str) -> str:
    """A string on one line: an id or a version stands bare, a sentence between quotes.

    So whoever changes a sentence by hand need not think of what a colon or a hash does.
    """
    if _BARE.fullmatch(text) and not _reads_otherwise(text):
        return text
    if ('"' in text or "\\" in text) and not _UNSAFE.search(text):
        return single_quoted(text)
    return double_quoted(text)


def single_quoted(text: str) -> str:
    """A string between single quotes; it holds no line ends and nothing unprintable."""
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """A string between double quotes, as JSON writes it; readers of YAML agree on its escapes."""
    if _SURROGATE.search(text):
        raise NotWritable("half a character (a lone surrogate) cannot be written")
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def can_be_block(text: str) -> bool:
    """May it be written as lines below `|` or `>`? One line end at its end at most."""
    first = text.split("\n", 1)[0]
    return not (
        not text.strip()
        or text.endswith("\n\n")
        or not first.strip()
        or first[0] in " \t"
        or _UNSAFE_LINES.search(text)
        or _ends_blank(text)
    )


def _ends_blank(text: str) -> bool:
    """Is the last line nothing but spaces?"""
    return not text.removesuffix("\n").rsplit("\n", 1)[-1].strip()


def literal(text: str, indent: int) -> list[str]:
    """The lines of a literal block, its header first."""
    body, chomp = _chomped(text)
    pad = " " * indent
    return ["|" + chomp, *(pad + row if row else "" for row in body.split("\n"))]


def folded(text: str, indent: int) -> list[str]:
    """The lines of a folded block, its header first; `text` is one line."""
    body, chomp = _chomped(text)
    pad = " " * indent
    return [">" + chomp, *(pad + row for row in _wrapped(body, max(WIDTH - indent, _LEAST)))]


def _chomped(text: str) -> tuple[str, str]:
    return (text[:-1], "") if text.endswith("\n") else (text, "-")


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width`, broken at single spaces only, for those are what folding gives back."""
    rows, row = [], ""
    for word in _GAP.split(text):
        if row and len(row) + 1 + len(word) > width:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return [*rows, row]


def block(text: str, indent: int, room: int) -> list[str] | None:
    """A text that is better written as a block, in lines; None when it fits the `room` of its own line."""
    if not can_be_block(text):
        return None
    if "\n" in text.removesuffix("\n"):
        return literal(text, indent)
    if len(text) > room and _GAP.search(text):
        return folded(text, indent)
    return literal(text, indent) if text.endswith("\n") else None
