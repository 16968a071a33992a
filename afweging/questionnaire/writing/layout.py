"""Maps and lists as blocks of lines, or on one line between braces where people would write them so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..yaml12 import MAX_DEPTH
from .order import kind_below, ordered
from .scalars import WIDTH, NotWritable, block, double_quoted, line, simple

_FLOWING = frozenset(
    (
        "", "text", "points", "option", "row", "reference", "publish", "owner", "band", "level", "extends",
        "hide", "move",
    )
)  # fmt: skip
"""Kinds of maps that stand on one line when they fit."""
_FLOW_WIDTH = 90
_FLOW_DEPTH = 3
_APART = frozenset(("section", "question", "change"))
"""Kinds of list items with a blank line between them."""
_MAX_KEY = 1000
"""A longer key is written after `? ` (YAML allows 1,024 characters before the colon)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How deep things are indented: `step` below a key, `dash` from a key to its dashes, `item` after one."""

    step: int = 2
    dash: int = 2
    item: int = 2
    json: bool = False


HOUSE = Layout()


@dataclass(frozen=True, slots=True)
class Written:
    """A value in two parts: what stands behind its key or dash, and the lines below that."""

    head: str
    below: Sequence[str] = ()


class Writer:
    """Writes plain data in one layout; without `blocks` every text stands on its own line."""

    def __init__(self, layout: Layout = HOUSE, *, blocks: bool = True) -> None:
        self.layout = layout
        self.blocks = blocks

    def value(self, value: Any, kind: str, indent: int, at: int | None = None) -> Written:
        """A value of a key or item whose own lines stand `indent` deep; its text starts at column `at`."""
        at = indent if at is None else at
        if isinstance(value, str):
            lines = block(value, indent + self.layout.step, WIDTH - at) if self.blocks else None
            return Written(lines[0], lines[1:]) if lines else Written(line(value))
        if not isinstance(value, dict | list):
            return Written(_simple(value))
        if self._flows(value, kind, at):
            return Written(self.flow(value, kind))
        if isinstance(value, dict):
            return Written("", list(self.entries(value, kind, indent + self.layout.step)))
        return Written("", list(self.items(value, kind, indent + self.layout.dash)))

    def entries(self, value: dict[str, Any], kind: str, indent: int) -> Iterator[str]:
        """The lines of a map whose keys stand `indent` deep."""
        for number, key in enumerate(ordered(kind, value)):
            if number and kind in ("file", "variant", "proposal") and _is_part_list(value[key]):
                yield ""
            yield from self.entry(key, value[key], kind, indent)

    def entry(self, key: str, value: Any, kind: str, indent: int) -> Iterator[str]:
        """The lines of one key of a map of this kind."""
        name = f"{' ' * indent}{key_text(key)}:"
        inner = kind_below(kind, key)
        if len(name) > _MAX_KEY:
            yield f"{' ' * indent}? {key_text(key)}"
            name = f"{' ' * indent}:"
        written = self.value(value, inner, indent, len(name) + 1)
        yield f"{name} {written.head}" if written.head else name
        yield from written.below

    def items(self, value: list[Any], kind: str, indent: int) -> Iterator[str]:
        """The lines of a list whose dashes stand `indent` deep."""
        flowing = all(self.item_flows(item, kind, indent) for item in value)
        for number, item in enumerate(value):
            if number and kind in _APART and not flowing:
                yield ""
            yield from self.item(item, kind, indent, flow=flowing)

    def item(self, value: Any, kind: str, indent: int, *, flow: bool) -> Iterator[str]:
        """The lines of one item of a list of this kind; a map starts behind its dash."""
        pad, inner = " " * indent + "-", indent + self.layout.item
        if isinstance(value, dict | list) and value and not flow:
            lines = (
                self.entries(value, kind, inner)
                if isinstance(value, dict)
                else self.items(value, kind, inner)
            )
            yield pad + next(lines)[indent + 1 :]
            yield from lines
            return
        written = self.value(value, kind, indent, inner)
        yield pad + " " * (self.layout.item - 1) + written.head
        yield from written.below

    def flow(self, value: Any, kind: str = "") -> str:
        """A value on one line."""
        if isinstance(value, dict):
            inner = (
                f"{key_text(key)}: {self.flow(value[key], kind_below(kind, key))}"
                for key in ordered(kind, value)
            )
            return "{" + ", ".join(inner) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item, kind) for item in value) + "]"
        return line(value) if isinstance(value, str) else _simple(value)

    def _flows(self, value: dict[str, Any] | list[Any], kind: str, at: int) -> bool:
        if not value:
            return True
        if isinstance(value, dict):
            return kind in _FLOWING and _is_small(value) and self._fits(value, kind, at)
        flat = not any(isinstance(item, dict | list) for item in value)
        return flat and _is_small(value) and self._fits(value, kind, at)

    def item_flows(self, value: Any, kind: str, indent: int) -> bool:
        """Does a list or map fit on the line of its dash?"""
        if not isinstance(value, dict | list):
            return False
        return self._flows(value, kind, indent + self.layout.item)

    def _fits(self, value: Any, kind: str, at: int) -> bool:
        return at + len(self.flow(value, kind)) <= _FLOW_WIDTH


def key_text(key: Any) -> str:
    """A key: bare when that is safe, else between double quotes."""
    if not isinstance(key, str):
        raise NotWritable(f"a key is a string, not {key!r:.40}")
    text = line(key)
    return text if text == key else double_quoted(key)


def _simple(value: Any) -> str:
    text = simple(value)
    if text is None:
        raise NotWritable(f"a value of type {type(value).__name__} cannot be written")
    return text


def _is_small(value: Any, depth: int = _FLOW_DEPTH) -> bool:
    """Little enough to look at before deciding: few items, short texts of one line, hardly nested."""
    if isinstance(value, str):
        return len(value) <= _FLOW_WIDTH and "\n" not in value
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return depth > 0 and len(value) <= _FLOW_WIDTH // 2 and all(_is_small(item, depth - 1) for item in inner)


def _is_part_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def height(value: Any, most: int = MAX_DEPTH + 1) -> int:
    """How deep lists and maps are nested; no further than `most` is looked."""
    if not isinstance(value, dict | list) or most <= 0:
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max((height(item, most - 1) for item in inner), default=0)


def refuse_deep(value: Any, above: int = 0) -> None:
    """Raise NotWritable for what is nested deeper than a file may be, standing in `above` lists and maps."""
    if above + height(value) > MAX_DEPTH:
        raise NotWritable(f"lists and maps nested deeper than {MAX_DEPTH} cannot be written")
