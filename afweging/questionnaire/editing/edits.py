"""What is spliced for a change of one value, in the style of the place where it stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..writing import Writer, ordered
from ..writing.scalars import WIDTH, can_be_block
from . import block, flow
from .places import Chain, NotEditable, Source, Spot, in_flow
from .spans import Step
from .splices import Edit
from .styles import Text, scalar_over

_APART = frozenset(("section", "question", "change"))
"""Kinds of parts that are put a blank line apart when their list does not show how it is done there."""


def set_value(source: Source, chain: Chain, place: int, value: Any, kind: str, *, blocks: bool) -> Edit:
    """Write a value over that with a number in the last collection of `chain`; `kind` is what it is."""
    spot = chain[-1]
    old = spot.inner(place)
    column = source.lines.column(old.start)
    if in_flow(chain):
        text = scalar_over(source, old, value, column, None)
        return flow.replace_value(
            source, chain, place, text.head if text else _flow_text(source, old, value, kind)
        )
    base = block.column_of(source, spot)
    text = scalar_over(source, old, value, column, base + source.layout.step)
    if text is None or (text.is_text and not blocks):
        text = _block_text(source, spot, place, value, kind, blocks=blocks)
    return _behind_sign(source, chain, place, text)


def _behind_sign(source: Source, chain: Chain, place: int, text: Text, until: int | None = None) -> Edit:
    edit = block.replace_value(source, chain, place, text.head, text.below, is_text=text.is_text, until=until)
    if edit is None:
        raise NotEditable("comments stand between this key and its value")
    return edit


def _flow_text(source: Source, old: Spot, value: Any, kind: str) -> str:
    start = source.lines.start(old.start)
    line = source.text[start : old.start]
    return flow.value_text(source, value, kind, line[: len(line) - len(line.lstrip())])


def _block_text(source: Source, spot: Spot, place: int, value: Any, kind: str, *, blocks: bool) -> Text:
    """A value as it is best written in lines."""
    writer, column = Writer(source.layout, blocks=blocks), block.column_of(source, spot)
    if spot.span.kind == "list":
        head, *below = _item_lines(writer, value, kind, column)
        return Text(head[column + source.layout.item :], below, isinstance(value, str) and bool(below))
    used = spot.start + spot.span.ends[place] - spot.head(place) + 2
    written = writer.value(value, kind, column, column + used)
    return Text(written.head, written.below, isinstance(value, str) and bool(written.below))


def _item_lines(writer: Writer, value: Any, kind: str, column: int) -> list[str]:
    return list(writer.item(value, kind, column, flow=writer.item_flows(value, kind, column)))


def empty_value(source: Source, chain: Chain, place: int, text: str, until: int) -> Edit:
    """Write `{}` or `[]` over a collection in lines; comments from `until` on go with what was in it."""
    return _behind_sign(source, chain, place, Text(text), until)


def add_key(
    source: Source, chain: Chain, name: str, value: Any, kind: str, inner: str, *, blocks: bool
) -> Edit:
    """Add a key to the map that ends `chain`, at its place in the order of its `kind`."""
    spot = chain[-1]
    place = place_of_key(spot.span.names, name, kind)
    if in_flow(chain):
        indent = flow.on_own_line(source, spot, 0) if spot.span.inner else None
        text = flow.entry_text(source, name, flow.value_text(source, value, inner, indent))
        return flow.add(source, chain, place, text)
    lines = list(Writer(source.layout, blocks=blocks).entry(name, value, kind, block.column_of(source, spot)))
    return block.add(source, chain, place, lines)


def place_of_key(names: Sequence[str], name: str, kind: str) -> int:
    """Where a key goes among others: behind the one that the format has before it."""
    order = ordered(kind, [*names, name])
    above = order[: order.index(name)]
    return names.index(above[-1]) + 1 if above else 0


def insert_item(source: Source, chain: Chain, place: int, value: Any, kind: str, *, blocks: bool) -> Edit:
    """Put an item into the list that ends `chain`; it is not empty."""
    spot = chain[-1]
    if in_flow(chain):
        indent = flow.on_own_line(source, spot, 0)
        return flow.add(source, chain, place, flow.value_text(source, value, kind, indent))
    writer, column = Writer(source.layout, blocks=blocks), block.column_of(source, spot)
    lines = _item_lines(writer, value, kind, column)
    apart = block.stand_apart(source, chain)
    apart = kind in _APART and isinstance(value, dict) if apart is None else apart
    return block.add(source, chain, place, lines, apart=apart)


def remove_entry(source: Source, chain: Chain, place: int) -> Edit:
    """Take away an entry or item; in lines it is not the only one."""
    return flow.remove(source, chain, place) if in_flow(chain) else block.remove(source, chain, place)


def unfold(source: Source, chain: Chain, place: int) -> Edit:
    """Write what stands between brackets in lines, each entry as it was."""
    spot = chain[-1]
    inner = spot.inner(place)
    column, rows = block.column_of(source, spot), flow.unfolded(source, inner)
    if spot.span.kind == "list":
        below = block.indented(rows[1:], column + source.layout.item)
        return _behind_sign(source, chain, place, Text(rows[0], below))
    step = source.layout.step if inner.span.kind == "map" else source.layout.dash
    return _behind_sign(source, chain, place, Text("", block.indented(rows, column + step)))


def to_unfold(source: Source, chain: Chain, value: Any, old: Spot | None, name: Step | None) -> int | None:
    """The outermost collection that must be written in lines for a value to fit; None when none must."""
    first = outermost_flow(source, chain)
    if first is None or not chain[-1].span.inner:
        return None
    is_long = isinstance(value, str) and "\n" in value and can_be_block(value)
    return first if is_long or _overflows(source, chain[first], value, old, name) else None


def outermost_flow(source: Source, chain: Chain) -> int | None:
    """The first collection of a chain that stands between brackets, when it can be written in lines."""
    first = next((depth for depth, spot in enumerate(chain) if spot.span.flow), 0)
    return first if first and flow.is_one_line(source, chain[first]) else None


def _overflows(source: Source, spot: Spot, value: Any, old: Spot | None, name: Step | None) -> bool:
    """Would a line that fits be too long with the new value?"""
    width = source.lines.end(spot.end) - source.lines.start(spot.start)
    more = len(flow.value_text(source, value, "")) - (old.span.length if old else 0)
    more += len(name) + 4 if isinstance(name, str) and old is None else 0
    return width <= WIDTH < width + more


def with_value(data: Any, path: Sequence[Step], value: Any) -> Any:
    """Plain data with a value put at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, Mapping):
        return {**data, str(step): with_value(data.get(str(step)), rest, value)}
    made = list(data)
    made[int(step)] = with_value(made[int(step)], rest, value)
    return made


def without(data: Any, path: Sequence[Step]) -> Any:
    """Plain data without what stands at a path."""
    if len(path) > 1:
        inner = data[path[0]]
        return with_value(data, path[:1], without(inner, path[1:]))
    if isinstance(data, Mapping):
        return {key: item for key, item in data.items() if key != path[0]}
    return [item for place, item in enumerate(data) if place != path[0]]
