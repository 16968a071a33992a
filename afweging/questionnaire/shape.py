"""Readers of shapes: from nodes to plain values, noting what does not fit and reading on.

A reader takes a node and gives a value, or BAD after it noted a problem. Readers are made from smaller
readers, so that `schema.py` can say in tables what a questionnaire looks like.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any, Final, TypeVar

from .problems import Mark, Problems, shown
from .text import Text
from .yaml12 import Entries, Items, Node, Scalar, forbidden

ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")

Part = TypeVar("Part")


class _Bad:
    def __repr__(self) -> str:
        return "BAD"


BAD: Final = _Bad()


@dataclass(slots=True)
class Reading:
    """What readers share while one file is read."""

    problems: Problems
    language: str = "nl"

    def bad(self, node: Node, message: str) -> Any:
        """Note a problem at a node."""
        self.problems.add(node.mark, message)
        return BAD


Reader = Callable[[Node, Reading], Any]


class Record(dict[str, Any]):
    """The values of one map that were readable; knows where each stood."""

    def __init__(self, node: Entries) -> None:
        super().__init__()
        self.node = node

    def mark(self, key: str | None = None) -> Mark:
        """Where the value of a key stands; without it, or when it is absent, where the map starts."""
        found = self.node.entries.get(key) if key else None
        return found.mark if found else self.node.mark


class RuleText(str):
    """The text of a rule, which remembers where it stood."""

    __slots__ = ("inner", "mark")
    mark: Mark
    inner: int | None


def rule_text(text: str, mark: Mark, inner: int | None) -> RuleText:
    """A rule's text with its place; `inner` is how far the text starts from the mark, None if unknown."""
    rule = RuleText(text)
    rule.mark, rule.inner = mark, inner
    return rule


def string(node: Node, reading: Reading) -> Any:
    """A string that is not blank."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return reading.bad(node, f"a text is expected here{_quote_hint(node)}")
    if not node.value.strip():
        return reading.bad(node, "this text is empty")
    return BAD if _has_forbidden(node, node.value, reading) else node.value


def _has_forbidden(node: Node, value: str, reading: Reading, what: str = "text") -> bool:
    """Does a text bring in, by an escape, what cannot stand in a file? Databases, XML and PDF refuse it."""
    bad = forbidden(value)
    if bad:
        reading.bad(node, f"the control character U+{ord(bad[0]):04X} cannot stand in a {what}")
    return bool(bad)


def _quote_hint(node: Node) -> str:
    if isinstance(node, Scalar) and node.value is not None:
        return f"; put {shown(node.text)} between quotes"
    return ", not nothing" if isinstance(node, Scalar) else ", not a list or a map"


def identifier(node: Node, reading: Reading) -> Any:
    """An id: a letter, then letters, digits, `-`, `_`, `.`; at most 64."""
    value = string(node, reading)
    if value is BAD or ID.fullmatch(value):
        return value
    return reading.bad(
        node, f"{shown(value)} is no id: a letter, then letters, digits, “-”, “_” or “.”, at most 64"
    )


def boolean(node: Node, reading: Reading) -> Any:
    """`true` or `false`."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    return reading.bad(node, "true or false is expected here")


def number(node: Node, reading: Reading) -> Any:
    """A number, whole or not; a boolean is no number."""
    if isinstance(node, Scalar) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    return reading.bad(node, f"a number is expected here, not {_what(node)}")


def whole(least: int | None = None, most: int | None = None) -> Reader:
    """A whole number within bounds."""

    def read(node: Node, reading: Reading) -> Any:
        value = number(node, reading)
        if value is BAD:
            return BAD
        if value != int(value):
            return reading.bad(node, f"a whole number is expected here, not {value}")
        if (least is not None and value < least) or (most is not None and value > most):
            limits = f"at least {least}" if most is None else f"between {least} and {most}"
            return reading.bad(node, f"{value} must be {limits}")
        return int(value)

    return read


def one_of(words: Iterable[str]) -> Reader:
    """One of a few words."""
    known = tuple(words)

    def read(node: Node, reading: Reading) -> Any:
        value = string(node, reading)
        if value is BAD or value in known:
            return value
        near = reading.problems.nearest(value, known)
        return reading.bad(node, f"{shown(value)} is none of {', '.join(known)}{near}")

    return read


def matching(pattern: str, what: str) -> Reader:
    """A string of a fixed form."""
    form = re.compile(pattern)

    def read(node: Node, reading: Reading) -> Any:
        value = string(node, reading)
        if value is BAD or form.fullmatch(value):
            return value
        return reading.bad(node, f"{shown(value)} is not {what}")

    return read


def text(node: Node, reading: Reading) -> Any:
    """A string in the language of the file, or a map of languages."""
    if isinstance(node, Scalar):
        value = string(node, reading)
        return BAD if value is BAD else Text({reading.language: value}, reading.language)
    if not isinstance(node, Entries) or not node.entries:
        return reading.bad(node, "a text is expected here: a string, or a map of languages")
    texts: dict[str, str] = {}
    for language, item in _until_full(node.entries.items(), reading):
        if not _LANGUAGE.fullmatch(language):
            reading.problems.add(
                node.keys[language], f"{shown(language)} is no language code such as nl or en"
            )
        value = string(item, reading)
        if value is not BAD:
            texts[language] = value
    return Text(texts, reading.language)


def rule(node: Node, reading: Reading) -> Any:
    """The text of a rule; `true`, `false` and numbers are rules too."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.strip():
        strange = _has_forbidden(node, node.value, reading, "rule")
        return BAD if strange else rule_text(node.value, node.mark, node.inner)
    if isinstance(node, Scalar) and isinstance(node.value, bool | int | float):
        return rule_text(json.dumps(node.value), node.mark, None)
    return reading.bad(node, "a rule is expected here")


def iso_date(node: Node, reading: Reading) -> Any:
    """A day as YYYY-MM-DD."""
    value = string(node, reading)
    if value is BAD or is_date(value):
        return value
    return reading.bad(node, f"{shown(value)} is no date such as 2027-12-02")


def is_date(value: str) -> bool:
    """Is it a day that exists, as YYYY-MM-DD?"""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_month(value: str) -> bool:
    """Is it a month as YYYY-MM?"""
    return bool(_MONTH.fullmatch(value)) and value[:4] != "0000"


def anything(node: Node, reading: Reading) -> Any:
    """Any scalar."""
    if isinstance(node, Scalar):
        strange = isinstance(node.value, str) and _has_forbidden(node, node.value, reading)
        return BAD if strange else node.value
    return reading.bad(node, "a single value is expected here, not a list or a map")


def items(reader: Reader, least: int = 0, most: int | None = None) -> Reader:
    """A list; what is bad in it is left out after it was noted."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Items):
            return reading.bad(node, f"a list is expected here, not {_what(node)}")
        if len(node.items) < least:
            reading.bad(node, f"this list needs at least {least} item{'s' if least > 1 else ''}")
        if most is not None and len(node.items) > most:
            reading.bad(node, f"this list has more than {most} items")
        values = (reader(item, reading) for item in _until_full(node.items, reading))
        return [value for value in values if value is not BAD]

    return read


def mapping(reader: Reader, key: re.Pattern[str] = ID, least: int = 1) -> Reader:
    """A map with keys of one's own choice."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Entries):
            return reading.bad(node, f"a map is expected here, not {_what(node)}")
        if len(node.entries) < least:
            return reading.bad(node, "this map is empty")
        values = Record(node)
        for name, item in _until_full(node.entries.items(), reading):
            if not key.fullmatch(name):
                reading.problems.add(node.keys[name], f"{shown(name)} cannot be a name here")
            value = reader(item, reading)
            if value is not BAD:
                values[name] = value
        return values

    return read


def _until_full(parts: Iterable[Part], reading: Reading) -> Iterator[Part]:
    """The parts of a list or map, as long as there is room for errors in them."""
    return takewhile(lambda _: not reading.problems.full, parts)


def record(what: str, keys: Mapping[str, Reader], required: Iterable[str] = ()) -> Reader:
    """A map with known keys."""
    needed = tuple(required)

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Entries):
            return reading.bad(node, f"{what} is a map, not {_what(node)}")
        return read_record(node, reading, what, keys, needed)

    return read


def read_record(
    node: Entries, reading: Reading, what: str, keys: Mapping[str, Reader], required: Iterable[str]
) -> Record:
    """Read the known keys of a map; note unknown and missing ones."""
    values = Record(node)
    for name, item in _until_full(node.entries.items(), reading):
        reader = keys.get(name)
        if reader is None:
            near = reading.problems.nearest(name, keys)
            reading.problems.add(node.keys[name], f"{what} has no key {shown(name)}{near}")
            continue
        value = reader(item, reading)
        if value is not BAD:
            values[name] = value
    for name in required:
        if name not in node.entries:
            reading.problems.add(node.mark, f"{what} needs the key “{name}”")
    return values


def either(*readers: tuple[type | tuple[type, ...], Reader]) -> Reader:
    """The reader that goes with the type of the node or of its value; the last one is the default."""

    def read(node: Node, reading: Reading) -> Any:
        found = node.value if isinstance(node, Scalar) else node
        for kind, reader in readers:
            if isinstance(found, kind):
                return reader(node, reading)
        return readers[-1][1](node, reading)

    return read


def _what(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Entries):
        return "a map"
    return shown(node.text) if isinstance(node, Scalar) and node.text else "nothing"
