"""Where each node of a YAML text starts and ends, each counted from the start of the node it stands in.

So a change moves nothing but what stands beside it and above it, however large the file is. The parser says
where nodes start; a block collection ends where its last node ends, so that the comments behind it are no
part of it, and a literal text ends with its last line, so that the blank lines behind it are not either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..problems import Problems
from ..yaml12 import Node, read_text
from .lines import BREAKS, Lines

Step = str | int
Path = tuple[Step, ...]
"""Keys and places in lists, from the root."""


_QUESTION = re.compile(rf"(?:^|[\[{{,{BREAKS}-])[ \t]*\?(?=\s)")


_KEEPS = re.compile(r"(?:[&!]\S*\s+)*[|>][0-9]*\+")


@dataclass(slots=True)
class Span:
    """One node, never changed once made. `kind` is map, list, scalar or alias.

    `body` is where its content starts, behind an anchor. A map's entry has a `heads` (its key, or the `?`
    before it), an `ends` (the end of its key) and a `starts` (its value); a list's item has its dash for a
    head (its start in flow style). An alias has the span it stands for as `target`.
    """

    kind: str
    length: int = 0
    flow: bool = False
    style: str = ""
    body: int = 0
    anchor: str | None = None
    names: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    inner: list["Span"] = field(default_factory=list)
    target: "Span | None" = field(default=None, compare=False, repr=False)

    def place(self, step: Step) -> int | None:
        """The number of the node below a key or at a place; None when there is none."""
        if self.kind == "map":
            return self.names.index(step) if isinstance(step, str) and step in self.names else None
        is_place = self.kind == "list" and isinstance(step, int) and not isinstance(step, bool)
        return int(step) if is_place and 0 <= int(step) < len(self.inner) else None

    def step(self, place: int) -> Step:
        """The key or the place of its node with this number."""
        return self.names[place] if self.kind == "map" else place

    def walk(self) -> Iterator["Span"]:
        """Itself and all nodes below it."""
        waiting = [self]
        while waiting:
            span = waiting.pop()
            yield span
            waiting += span.inner


@dataclass(slots=True)
class Reading:
    """What a text says: its spans, its nodes, and whether it can be changed piece by piece."""

    start: int
    root: Span
    node: Node
    problems: Problems
    is_plain: bool
    """No aliases, no `? key`, no text that keeps the blank lines behind it, nothing that is an error."""


def read_spans(text: str) -> Reading | Problems:
    """Read a text without a byte order mark; the problems alone when nothing can be made of it."""
    problems = Problems("")
    reader = _Reader(text)
    node = read_text(text, problems, reader.take)
    if node is None or reader.root is None:
        return problems
    return Reading(reader.start, reader.root, node, problems, reader.is_plain and not problems.found)


@dataclass(slots=True)
class _Open:
    """A collection that is being read, its places still counted from the start of the text."""

    span: Span
    start: int
    end: int
    key: tuple[str, int, int] | None = None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.open: list[_Open] = []
        self.anchors: dict[str, Span] = {}
        self.root: Span | None = None
        self.start = 0
        self.is_plain = _QUESTION.search(text) is None

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        handler = _HANDLERS.get(type(event))
        if handler:
            handler(self, event, event.start_mark.index, event.end_mark.index)

    def scalar(self, event: Any, start: int, end: int) -> None:
        if self._wants_key():
            self.open[-1].key = (event.value, start, end)
            return
        style = event.style or ""
        if style in ("|", ">"):
            end = self._end_of_block(event.value, start, end)
        if start == end:  # nothing is written: it starts behind the colon or the dash
            start = end = self._nothing(start)
        body = self._behind_anchor(start, end) if event.anchor or event.tag else 0
        self._put(Span("scalar", end - start, style=style, body=body, anchor=event.anchor), start)

    def _nothing(self, start: int) -> int:
        if not self.open:
            return start
        parent = self.open[-1]
        if parent.key is not None:
            colon = self.lines.skip(parent.key[2])
            return colon + 1 if self.text[colon : colon + 1] == ":" else parent.key[2]
        return self._dash(parent) + 1 if not parent.span.flow else start

    def _behind_anchor(self, start: int, end: int) -> int:
        place = start
        while place < end and self.text[place] in "&!":
            while place < end and not self.text[place].isspace():
                place += 1
            place = min(self.lines.skip(place), end)
        return place - start

    def _end_of_block(self, value: str, start: int, end: int) -> int:
        """The end of the last line that is not blank; all of it when blank lines may belong to the text."""
        raw = self.text[start:end]
        body = value.rstrip("\n")
        if _KEEPS.match(raw):
            self.is_plain = False
        elif not body.endswith((" ", "\t")) or body.rsplit("\n", 1)[-1].strip():
            stripped = raw.rstrip(" \t" + BREAKS)
            return self.lines.end(start + len(stripped))
        for last in ("\r\n", *BREAKS):
            if raw.endswith(last):
                return end - len(last)
        return end

    def begin(self, event: Any, start: int, end: int) -> None:
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        flow = bool(event.flow_style)
        body = end - start - (end > start and self.text[end - 1] in "[{-")  # but its bracket or first dash
        if event.anchor:
            self.anchors.pop(event.anchor, None)
        self.open.append(_Open(Span(kind, flow=flow, body=body, anchor=event.anchor), start, start + body))

    def finish(self, _event: Any, _start: int, end: int) -> None:
        done = self.open.pop()
        span, start = done.span, done.start
        if span.flow:
            done.end = end
        span.length = done.end - start
        span.heads = [place - start for place in span.heads]
        span.ends = [place - start for place in span.ends]
        span.starts = [place - start for place in span.starts]
        self._put(span, start)

    def alias(self, event: Any, start: int, end: int) -> None:
        self.is_plain = False
        self._put(
            Span("alias", end - start, anchor=event.anchor, target=self.anchors.get(event.anchor)), start
        )

    def _wants_key(self) -> bool:
        return bool(self.open) and self.open[-1].span.kind == "map" and self.open[-1].key is None

    def _put(self, span: Span, start: int) -> None:
        if span.anchor and span.kind != "alias":
            self.anchors[span.anchor] = span
        if not self.open:
            self.root, self.start = span, start
            return
        parent = self.open[-1]
        if parent.span.kind == "map":
            name, head, key_end = parent.key or ("", start, start)  # the composer refuses such a key
            parent.key = None
            parent.span.names.append(name)
            parent.span.heads.append(self._question_mark(head))
            parent.span.ends.append(key_end)
            parent.end = max(start + span.length, key_end)
        else:
            parent.span.heads.append(start if parent.span.flow else self._dash(parent))
            parent.end = start + span.length
        parent.span.starts.append(start)
        parent.span.inner.append(span)

    def _dash(self, parent: _Open) -> int:
        """The dash of the next item of a list."""
        return self.lines.skip(parent.end)

    def _question_mark(self, key: int) -> int:
        """Where the `?` stands before a key that is written `? key`; the key itself as a rule."""
        before = self.text[max(key - 80, 0) : key].rstrip(" \t")
        if not before.endswith("?") or before[-2:-1].strip(" \t[{,-" + BREAKS):
            return key
        return key - len(self.text[max(key - 80, 0) : key]) + len(before) - 1


_HANDLERS: dict[type, Any] = {
    yaml.ScalarEvent: _Reader.scalar,
    yaml.SequenceStartEvent: _Reader.begin,
    yaml.MappingStartEvent: _Reader.begin,
    yaml.SequenceEndEvent: _Reader.finish,
    yaml.MappingEndEvent: _Reader.finish,
    yaml.AliasEvent: _Reader.alias,
}
