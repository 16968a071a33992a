"""Where each node of a YAML file starts and ends, counted in characters.

The parser says where nodes start; a block collection ends where its last node ends, so that the comments
behind it are not part of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..yaml12 import events_of

Step = str | int
Path = tuple[Step, ...]
"""Keys and places in lists, from the root."""


@dataclass(slots=True)
class Span:
    """One node: `kind` is map, list, scalar or alias; `flow` says whether a collection is in flow style.

    `start` is where its anchor or its text starts. For a map `keys` holds where each key starts and ends; for
    a list `dashes` holds where each dash stands (-1 in flow style).
    """

    kind: str
    start: int
    end: int
    flow: bool = False
    style: str = ""
    anchor: str | None = None
    names: list[str] = field(default_factory=list)
    keys: list[tuple[int, int]] = field(default_factory=list)
    dashes: list[int] = field(default_factory=list)
    inner: list["Span"] = field(default_factory=list)

    def child(self, step: Step) -> "Span | None":
        """The node below a key or at a place; None when there is none."""
        if self.kind == "map" and step in self.names:
            return self.inner[self.names.index(str(step))]
        if self.kind == "list" and isinstance(step, int) and 0 <= step < len(self.inner):
            return self.inner[step]
        return None

    def walk(self) -> Iterator["Span"]:
        """Itself and all nodes below it."""
        waiting = [self]
        while waiting:
            span = waiting.pop()
            yield span
            waiting += reversed(span.inner)


def spans_of(text: str) -> Span | None:
    """The root of a file's spans, None when it is empty. Raises yaml.YAMLError."""
    reader = _Reader(text)
    for event in events_of(text):
        reader.take(event)
    return reader.root


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Span] = []
        self.pending: list[tuple[str, int, int] | None] = []
        self.root: Span | None = None

    def take(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            self._put(span := Span(kind, start, end, bool(event.flow_style), "", event.anchor))
            self.open.append(span)
            self.pending.append(None)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close(end)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, start, end)
        elif isinstance(event, yaml.AliasEvent):
            self._put(Span("alias", start, end, anchor=event.anchor))

    def _scalar(self, event: Any, start: int, end: int) -> None:
        if self.open and self.open[-1].kind == "map" and self.pending[-1] is None:
            self.pending[-1] = (event.value, start, end)
            return
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip("\r\n "))
        self._put(Span("scalar", start, end, style=event.style or "", anchor=event.anchor))

    def _put(self, span: Span) -> None:
        if not self.open:
            self.root = span
            return
        parent = self.open[-1]
        if parent.kind == "map":
            key = self.pending[-1]
            if key is None:  # a key that is a collection or an alias: the reader refuses it
                key = ("", span.start, span.end)
            self.pending[-1] = None
            parent.names.append(key[0])
            parent.keys.append(key[1:])
        else:
            parent.dashes.append(-1 if parent.flow else self._dash(span.start))
        parent.inner.append(span)

    def _dash(self, start: int) -> int:
        """The dash before an item: the last one that no comment hides."""
        place = start
        while True:
            place = self.text.rfind("-", 0, place)
            line = self.text.rfind("\n", 0, place) + 1
            if place < 0 or self.text[line:place].strip("- ") == "" or self._follows_key(line, place):
                return place

    def _follows_key(self, line: int, place: int) -> bool:
        """A dash behind something else on its line is none of ours, unless it is behind other dashes."""
        return self.text[line:place].strip(" -?") == ""

    def _close(self, end: int) -> None:
        span = self.open.pop()
        self.pending.pop()
        if span.flow:
            span.end = end
        elif span.inner:
            ends = [child.end for child in span.inner]
            span.end = max([*ends, *(key_end + 1 for _, key_end in span.keys), *(d + 1 for d in span.dashes)])
