"""Plain data of format 1 as YAML, as a careful person would write it.

Block style with the keys in the order of the format, long texts folded, short maps and lists of ids in flow
style; every string is quoted that a reader of YAML 1.2 or 1.1 would take for something else.
"""

import json
import math
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import schema

WIDTH = 110
_FLOW = 70
"""A map or list longer than this is not written in flow style."""

_FIRST = (
    "format", "id", "variant", "type", "revision", "kind", "version", "title", "label", "language",
    "description", "help", "intro", "why", "examples", "owner", "licence", "extends", "if", "value", "max",
    "upto", "text", "respondent", "required", "allow", "show_if",
)  # fmt: skip
_LAST = ("values", "glossary", "classes", "sections", "questions", "scores", "bands", "outcomes", "changes")
_TABLES = (schema.FILE, schema.SECTION, schema.EVERY_KEY, schema.OPTION, schema.SCORE, schema.OUTCOME)
_MIDDLE = tuple(
    dict.fromkeys(key for keys in _TABLES for key in keys if key not in _FIRST and key not in _LAST)
)
ORDER: Mapping[str, int] = {key: place for place, key in enumerate((*_FIRST, *_MIDDLE, *_LAST))}
"""Key → its place among the others of a map."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_AMBIGUOUS = frozenset(
    ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity")
)
"""Words that YAML 1.1 or 1.2 reads as something else (in any case)."""
_NEEDS_DOUBLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\xa0\\u2028\\u2029\\ufeff\\ufffe\\uffff]")
_ESCAPED = re.compile("[\\x7f-\\xa0\\u2028\\u2029\\ufeff\\ufffe\\uffff]")


def to_yaml(data: Any, *, indent: int = 0) -> str:
    """The YAML of plain data (dict, list, str, int, float, bool, None), ending in a line break.

    `indent` is the column at which every line starts. Raises ValueError for a number that JSON has no word
    for, and for half a character (a lone surrogate).
    """
    lines = block(data)
    return "".join(f"{' ' * indent}{line}".rstrip(" ") + "\n" if line else "\n" for line in lines)


def block(data: Any) -> list[str]:
    """The lines of data in block style, without indentation."""
    if isinstance(data, Mapping) and data:
        return list(_block_map(data))
    if _is_list(data) and data:
        return list(_block_list(data))
    return scalar_lines(data)


def _is_list(data: Any) -> bool:
    return isinstance(data, Sequence) and not isinstance(data, str)


def _block_map(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ordered(data):
        yield from entry(key, data[key])


def ordered(data: Mapping[str, Any]) -> list[str]:
    """The keys of a map as they are written: those of the format in its order, others as they come."""
    if not all(key in ORDER for key in data):
        return list(data)
    return sorted(data, key=lambda key: ORDER[key])


def entry(key: str, value: Any) -> list[str]:
    """The lines of one key with its value."""
    name = key_text(key)
    if (isinstance(value, Mapping) or _is_list(value)) and value:
        short = flow(value)
        if _reads_well_in_flow(value) and len(name) + len(short) <= _FLOW:
            return [f"{name}: {short}"]
        return [f"{name}:", *_indented(block(value))]
    first, *rest = scalar_lines(value, len(name) + 2)
    return [f"{name}: {first}", *_indented(rest)]


def _block_list(data: Sequence[Any]) -> Iterator[str]:
    for value in data:
        yield from item(value)


def item(value: Any) -> list[str]:
    """The lines of one item of a list."""
    first, *rest = block(value)
    return [f"- {first}", *_indented(rest)]


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def _reads_well_in_flow(value: Any) -> bool:
    """Short lists of words and numbers, and short maps of them."""
    inner = value.values() if isinstance(value, Mapping) else value
    return not any(isinstance(each, Mapping) or _is_list(each) for each in inner) and all(
        not isinstance(each, str) or "\n" not in each for each in inner
    )


def flow(data: Any) -> str:
    """Data in flow style, on one line."""
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{key_text(key)}: {flow(data[key])}" for key in ordered(data)) + "}"
    if _is_list(data):
        return "[" + ", ".join(flow(each) for each in data) + "]"
    return one_line(data)


def key_text(key: str) -> str:
    """A key: plain where it can be."""
    return key if _PLAIN.fullmatch(key) and key.lower() not in _AMBIGUOUS else _double(key)


def scalar_lines(value: Any, used: int = 0) -> list[str]:
    """A scalar: on one line, or as a literal or folded block. `used` is how much of the line is taken."""
    if isinstance(value, str) and "\n" in value and _can_be_literal(value):
        return _literal(value)
    line = one_line(value)
    if isinstance(value, str) and used + len(line) > WIDTH and _can_be_folded(value):
        return [">-", *_folded(value)]
    return [line]


def one_line(value: Any) -> str:
    """A scalar on one line."""
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "{}"
    if _is_list(value):
        return "[]"
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that can be written")
    return _number(value)


def _number(value: int | float) -> str:
    return str(value) if isinstance(value, int) else _fraction(value)


def _fraction(value: float) -> str:
    """As short as it reads back, and never as a whole number."""
    text = repr(value)
    return text if "." in text or "e" not in text else text.replace("e", ".0e")


def _text(value: str) -> str:
    value.encode()  # half a character cannot be written; UnicodeEncodeError is a ValueError
    if (_PLAIN.fullmatch(value) and value.lower() not in _AMBIGUOUS) or _VERSION.fullmatch(value):
        return value
    quotes = '"' in value and "'" not in value and "\\" not in value
    return (
        f"'{value}'"
        if quotes and not re.search("[\n\t]", value) and not _NEEDS_DOUBLE.search(value)
        else _double(value)
    )


def _double(value: str) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _can_be_literal(value: str) -> bool:
    """Does it read back from a literal block just as it is?"""
    if _NEEDS_DOUBLE.search(value) or not value.strip("\n"):
        return False
    return not value.startswith((" ", "\n", "\t")) and not any(
        line != line.rstrip(" \t") for line in value.split("\n")
    )


def _literal(value: str) -> list[str]:
    body = value.rstrip("\n")
    left = len(value) - len(body)
    sign = {0: "|-", 1: "|"}.get(left, "|+")
    return [sign, *body.split("\n"), *[""] * max(left - 1, 0)]


def _can_be_folded(value: str) -> bool:
    """Do the spaces between its words come back as they were?"""
    return (
        not _NEEDS_DOUBLE.search(value)
        and "\n" not in value
        and "\t" not in value
        and (value == " ".join(value.split(" ")).strip() and "  " not in value and value.strip() == value)
    )


def _folded(value: str) -> list[str]:
    return textwrap.wrap(value, WIDTH - 14, break_long_words=False, break_on_hyphens=False)
