"""YAML 1.2 (core schema) into a tree of nodes that know their place.

The tree is built from parser events with a stack of our own: no recursion, so that depth is a limit that we
set and not one that the interpreter finds. Tags, duplicate keys and anchors that explode are errors.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Mark, Problems, shown

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 20
MAX_EXPANDED = 10_000
"""Nodes that aliases may add, all together."""
MAX_EXPANDED_TEXT = MAX_BYTES
"""Characters that aliases may add, all together."""
MAX_WHOLE = 2**53 - 1
"""The largest whole number that JSON readers agree on (RFC 8785 refuses more)."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What the parser takes for the end of a line."""

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(slots=True)
class Node(ABC):
    """One value of the file and where it starts.

    `size` counts the nodes in it and `length` the characters of its texts, aliases written out.
    """

    mark: Mark
    size: int = 1
    length: int = 0
    height: int = 0

    @abstractmethod
    def plain(self) -> Any:
        """The value as JSON knows it."""


@dataclass(slots=True)
class Scalar(Node):
    """A string, number, boolean or null. `inner` is the column shift of its text (1 when quoted)."""

    value: Any = None
    text: str = ""
    inner: int | None = 0

    def plain(self) -> Any:
        """The value itself."""
        return self.value


@dataclass(slots=True)
class Items(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)

    def plain(self) -> Any:
        """A list of plain values."""
        return [item.plain() for item in self.items]


@dataclass(slots=True)
class Entries(Node):
    """A map, in the order of the file; `keys` holds the place of each key."""

    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)

    def plain(self) -> Any:
        """A dict of plain values."""
        return {key: value.plain() for key, value in self.entries.items()}


class Unreadable(Exception):
    """The file is so wrong that reading stops here; the problem was noted."""


def read_tree(data: bytes, problems: Problems) -> Node | None:
    """The root node of a YAML file, or None when nothing can be made of it (`problems` says why)."""
    text = _decode(data, problems)
    return None if text is None else read_text(text, problems)


def read_text(text: str, problems: Problems, watch: Callable[[Any], None] | None = None) -> Node | None:
    """The root node of a text without a byte order mark; `watch` is given every event of the parser too."""
    if _refused(text, problems):
        return None
    events = events_of(text)
    try:
        return _Composer(problems).compose(_watched(events, watch) if watch else events)
    except Unreadable:
        return None
    except yaml.YAMLError as error:
        problems.add(_error_mark(error, text), f"this is not YAML: {_error_words(error)}")
        return None


def _watched(events: Iterator[Any], watch: Callable[[Any], None]) -> Iterator[Any]:
    for event in events:
        watch(event)
        yield event


def events_of(text: str) -> Iterator[Any]:
    """The parser's events. Raises yaml.YAMLError while they are taken."""
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    return events


def tree_of(value: Any) -> Node:
    """A tree of nodes around plain data that was read before, so without places."""
    mark = Mark(1, 1)
    if isinstance(value, dict):
        entries = {str(key): tree_of(item) for key, item in value.items()}
        return Entries(mark, entries=entries, keys=dict.fromkeys(entries, mark))
    if isinstance(value, list):
        return Items(mark, items=[tree_of(item) for item in value])
    return Scalar(mark, value=value, text=str(value), inner=None)


def is_word(text: str) -> bool:
    """Does this text, bare in a file, stand for itself: is it no number, boolean or null?"""
    return not (
        text in _NULL
        or text in _BOOL
        or _INT.fullmatch(text)
        or _FLOAT.fullmatch(text)
        or _NO_NUMBER.fullmatch(text)
    )


def forbidden(text: str) -> re.Match[str] | None:
    """The first character that cannot stand in a file: controls, halves of characters, and no characters."""
    return _FORBIDDEN.search(text)


def _decode(data: bytes, problems: Problems) -> str | None:
    if len(data) > MAX_BYTES:
        problems.add(Mark(1, 1), f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        problems.add(_mark_after(before), "this byte is not UTF-8; save the file as UTF-8")
        return None
    return text


def _refused(text: str, problems: Problems) -> bool:
    """Is there a character in the text that cannot stand in a file?"""
    bad = forbidden(text)
    if bad:
        mark = _mark_after(text[: bad.start()])
        problems.add(mark, f"the control character U+{ord(bad[0]):04X} cannot stand in a file")
    return bad is not None


def _mark_after(text: str) -> Mark:
    *_, last = (0, *(found.end() for found in LINE_END.finditer(text)))
    return Mark(len(LINE_END.findall(text)) + 1, len(text) - last + 1)


def _error_mark(error: yaml.YAMLError, text: str) -> Mark:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Mark(1, 1)
    # What was not closed is missed where nothing stands any more: that is the end of the file.
    return min(Mark(mark.line + 1, mark.column + 1), _mark_after(text))


def _error_words(error: yaml.YAMLError) -> str:
    parts = (getattr(error, "context", None), getattr(error, "problem", None))
    return ", ".join(part for part in parts if part) or "it cannot be read"


@dataclass(slots=True)
class _Open:
    """A list or map that is being read."""

    node: Items | Entries
    anchor: str | None
    key: str | None = None
    key_mark: Mark | None = None


class _Composer:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.expanded = 0
        self.expanded_text = 0
        self.documents = 0
        self.root: Node | None = None

    def compose(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            handler = _HANDLERS.get(type(event))
            if handler:
                handler(self, event)
        if self.root is None:
            self.problems.add(Mark(1, 1), "the file is empty")
        return self.root

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(_mark(event), "a file holds one document; this starts a second one")

    def scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        mark, text = _mark(event), event.value
        if self._key_expected():
            self._key(mark, text)
            return
        value = text if event.style else self._resolve(text, mark)
        node = Scalar(mark, length=len(text), value=value, text=text, inner=_inner(event))
        self._place(node, event.anchor)

    def begin(self, event: Any) -> None:
        self._refuse_tag(event)
        mark = _mark(event)
        if self._key_expected():
            self._stop(mark, "a key is a word, not a list or a map")
        if len(self.open) >= MAX_DEPTH:
            self._stop(mark, f"lists and maps are nested deeper than {MAX_DEPTH}")
        node: Items | Entries = Items(mark) if isinstance(event, yaml.SequenceStartEvent) else Entries(mark)
        if event.anchor:
            self.anchors.pop(event.anchor, None)
        self.open.append(_Open(node, event.anchor))

    def end(self, event: Any) -> None:
        done = self.open.pop()
        self._place(done.node, done.anchor)

    def alias(self, event: Any) -> None:
        mark = _mark(event)
        node = self.anchors.get(event.anchor)
        if self._key_expected():
            self._stop(mark, "a key is a word, not an alias")
        if node is None:
            self._stop(mark, f"the alias {shown(event.anchor)} names nothing that stands before it")
            return
        self.expanded += node.size
        self.expanded_text += node.length
        if self.expanded > MAX_EXPANDED:
            self._stop(mark, f"aliases expand to more than {MAX_EXPANDED} nodes")
        if self.expanded_text > MAX_EXPANDED_TEXT:
            self._stop(mark, f"aliases expand to more than {MAX_EXPANDED_TEXT} characters")
        if len(self.open) + node.height > MAX_DEPTH:
            self._stop(mark, f"lists and maps are nested deeper than {MAX_DEPTH}")
        self._place(node, None)

    def _key_expected(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].node, Entries) and self.open[-1].key is None

    def _key(self, mark: Mark, key: str) -> None:
        self.open[-1].key = key
        self.open[-1].node.length += len(key)
        self.open[-1].key_mark = mark

    def _place(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.node.size += node.size
        parent.node.length += node.length
        parent.node.height = max(parent.node.height, node.height + 1)
        if isinstance(parent.node, Items):
            parent.node.items.append(node)
            return
        key, mark = parent.key or "", parent.key_mark or node.mark
        parent.key = None
        if key in parent.node.entries:
            first = parent.node.keys[key].line
            self._note(mark, f"the key {shown(key)} stands here twice (first on line {first})")
            return
        parent.node.entries[key] = node
        parent.node.keys[key] = mark

    def _resolve(self, text: str, mark: Mark) -> Any:
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _INT.fullmatch(text):
            return self._whole(text, mark)
        if _FLOAT.fullmatch(text):
            return self._fraction(text, mark)
        if _NO_NUMBER.fullmatch(text):
            self._note(mark, f"{shown(text)} is no number that can be used")
            return 0
        return text

    def _whole(self, text: str, mark: Mark) -> int:
        number = int(text) if len(text) <= 20 else MAX_WHOLE + 1
        if abs(number) > MAX_WHOLE:
            self._note(mark, f"the number {shown(text, 20)} is too large; put it between quotes?")
            return 0
        return number

    def _fraction(self, text: str, mark: Mark) -> float:
        number = float(text)
        if abs(number) > MAX_WHOLE:
            self._note(mark, f"the number {shown(text, 20)} is too large")
            return 0.0
        return number

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            self._note(_mark(event), f"tags such as {shown(event.tag)} are not used here")

    def _note(self, mark: Mark, message: str) -> None:
        """Note what does not keep the rest from being read, unless there is very much of it."""
        self.problems.add(mark, message)
        if self.problems.full:
            raise Unreadable

    def _stop(self, mark: Mark, message: str) -> None:
        self.problems.add(mark, message)
        raise Unreadable


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _inner(event: Any) -> int | None:
    """How far the text of a scalar starts from its mark; None when its places cannot be told."""
    one_line = event.start_mark.line == event.end_mark.line
    if not one_line or event.style in ("|", ">"):
        return None
    if not event.style:
        return 0
    width = event.end_mark.column - event.start_mark.column
    return 1 if width == len(event.value) + 2 else None


_HANDLERS: dict[type, Any] = {
    yaml.DocumentStartEvent: _Composer.document,
    yaml.ScalarEvent: _Composer.scalar,
    yaml.SequenceStartEvent: _Composer.begin,
    yaml.MappingStartEvent: _Composer.begin,
    yaml.SequenceEndEvent: _Composer.end,
    yaml.MappingEndEvent: _Composer.end,
    yaml.AliasEvent: _Composer.alias,
}
