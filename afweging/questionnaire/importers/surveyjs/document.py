"""JSON into a tree of nodes that know their place, within limits.

The tree is built with a stack of our own, as that of `yaml12.py` is, so that depth is a limit that we set.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ...problems import Mark, Problems, shown
from ...yaml12 import MAX_BYTES, MAX_WHOLE, Entries, Items, Node, Scalar

MAX_DEPTH = 64
_TOKEN = re.compile(
    r'[ \t\n\r]*(?:(?P<sign>[{}\[\],:])|(?P<string>"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)|(?P<word>true|false|null))"
)
_SPACE = re.compile(r"[ \t\n\r]*")
_WORDS = {"true": True, "false": False, "null": None}
_UNSTORABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Document:
    """What a JSON file holds. `repeated`: keys that stand twice in a map, of which the last counts."""

    root: Node
    repeated: list[tuple[Entries, str]] = field(default_factory=list)
    cleaned: int = 0
    """How many texts held characters that cannot be stored."""


class _Broken(Exception):
    """The file is no JSON; the problem was noted."""


def read_json(data: bytes, problems: Problems) -> Document | None:
    """The tree of a JSON file, or None when nothing can be made of it (`problems` says why)."""
    text = _decode(data, problems)
    if text is None:
        return None
    try:
        return _Composer(text, problems).compose()
    except _Broken:
        return None


def _decode(data: bytes, problems: Problems) -> str | None:
    if len(data) > MAX_BYTES:
        problems.add(Mark(1, 1), f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, start = before.count("\n") + 1, before.rfind("\n") + 1
        problems.add(Mark(line, len(before) - start + 1), "this byte is not UTF-8; save the file as UTF-8")
        return None


@dataclass(slots=True)
class _Open:
    """A list or map that is being read."""

    node: Items | Entries
    key: str | None = None


class _Composer:
    def __init__(self, text: str, problems: Problems) -> None:
        self.text = text
        self.problems = problems
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.open: list[_Open] = []
        self.document: Document | None = None
        self.cleaned = 0
        self.repeated: list[tuple[Entries, str]] = []

    def compose(self) -> Document:
        """Read token after token; what may follow depends on the list or map that is open."""
        expected = "value"
        for kind, token, at in self._tokens():
            if self.document is not None:
                self._stop(at, "the file goes on after its end")
            expected = self._accept(expected, kind, token, at)
        if self.document is None:
            self._stop(len(self.text), "the file ends before it is complete")
        self.document.cleaned, self.document.repeated = self.cleaned, self.repeated
        return self.document

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        at, end = 0, _SPACE.match(self.text, len(self.text.rstrip(" \t\n\r"))).start()  # type: ignore[union-attr]  # matches anywhere
        while at < end:
            match = _TOKEN.match(self.text, at)
            if match is None:
                start = _SPACE.match(self.text, at).end()  # type: ignore[union-attr]  # it matches anywhere
                self._stop(start, f"this is no JSON: {shown(self.text[start : start + 20])}")
            kind = str(match.lastgroup)
            yield (match[kind] if kind == "sign" else kind), match[kind], match.start(kind)
            at = match.end()

    def _accept(self, expected: str, kind: str, token: str, at: int) -> str:
        if expected == "colon":
            return "value" if kind == ":" else self._stop(at, "a colon is expected here")
        if expected == "next":
            if kind == ",":
                return "key" if isinstance(self.open[-1].node, Entries) else "value"
            return self._close(kind, at)
        if expected in ("key", "first key"):
            return self._key(expected, kind, token, at)
        if expected == "first value" and kind == "]":
            return self._close(kind, at)
        return self._value(kind, token, at)

    def _key(self, expected: str, kind: str, token: str, at: int) -> str:
        if expected == "first key" and kind == "}":
            return self._close(kind, at)
        if kind != "string":
            self._stop(at, "a key between quotes is expected here")
        here = self.open[-1]
        here.key = self._string(token, at)
        if isinstance(here.node, Entries):
            if here.key in here.node.entries:
                self.repeated.append((here.node, here.key))
            here.node.keys[here.key] = self._mark(at)
        return "colon"

    def _value(self, kind: str, token: str, at: int) -> str:
        if kind in ("{", "["):
            return self._begin(kind, at)
        if kind not in ("string", "number", "word"):
            self._stop(at, "a value is expected here")
        value: Any = _WORDS.get(token)
        if kind == "string":
            value = self._string(token, at)
        elif kind == "number":
            value = self._number(token, at)
        return self._place(Scalar(self._mark(at), value=value, text=token))

    def _begin(self, kind: str, at: int) -> str:
        if len(self.open) >= MAX_DEPTH:
            self._stop(at, f"lists and maps are nested deeper than {MAX_DEPTH}")
        mark = self._mark(at)
        self.open.append(_Open(Entries(mark) if kind == "{" else Items(mark)))
        return "first key" if kind == "{" else "first value"

    def _close(self, kind: str, at: int) -> str:
        closes = "}" if isinstance(self.open[-1].node, Entries) else "]"
        if kind != closes:
            self._stop(at, f"a comma or “{closes}” is expected here")
        return self._place(self.open.pop().node)

    def _place(self, node: Node) -> str:
        if not self.open:
            self.document = Document(node)
            return "end"
        parent = self.open[-1]
        if isinstance(parent.node, Items):
            parent.node.items.append(node)
        else:
            parent.node.entries[parent.key or ""] = node
        return "next"

    def _string(self, token: str, at: int) -> str:
        text = token[1:-1]
        if "\\" in text:
            try:
                text = json.loads(token)
            except ValueError:
                self._stop(at, "this text holds an escape that JSON does not know")
        clean = _UNSTORABLE.sub("", text)
        self.cleaned += clean != text
        return clean

    def _number(self, token: str, at: int) -> int | float:
        number = float(token)
        if abs(number) > MAX_WHOLE:
            self.problems.add(self._mark(at), f"the number {shown(token, 20)} is too large")
            return 0
        return int(number) if number == int(number) else number

    def _mark(self, at: int) -> Mark:
        line = bisect_right(self.lines, at)
        return Mark(line, at - self.lines[line - 1] + 1)

    def _stop(self, at: int, message: str) -> NoReturn:
        self.problems.add(self._mark(at), message)
        raise _Broken
