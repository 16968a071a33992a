"""A text with its spans, and the way down to a node in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..writing import HOUSE, Layout
from .lines import Lines
from .spans import Path, Span


class NotEditable(ValueError):
    """A change that cannot be made in this text; the words say what is in the way."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A span and where it starts in the text."""

    span: Span
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + self.span.length

    @property
    def body(self) -> int:
        """Where its content starts, behind an anchor."""
        return self.start + self.span.body

    def head(self, place: int) -> int:
        """Where the key or dash of its node with this number stands."""
        return self.start + self.span.heads[place]

    def inner(self, place: int) -> "Spot":
        """Its node with this number."""
        return Spot(self.span.inner[place], self.start + self.span.starts[place])

    def at(self, place: int) -> int | None:
        """The number of its node in which a place of the text lies; a key counts for its value."""
        number = bisect_right(self.span.heads, place - self.start) - 1
        return number if number >= 0 and place <= self.end_of(number) else None

    def end_of(self, place: int) -> int:
        """Where an entry or item ends, when it has no value too."""
        least = self.start + (self.span.ends[place] if self.span.kind == "map" else self.span.heads[place])
        return max(self.inner(place).end, least)


Chain = Sequence[Spot]
"""The nodes from the root down to one, each in the one before it."""


class Source:
    """A text, without its byte order mark, and its spans."""

    def __init__(self, text: str, start: int, root: Span, layout: Layout | None = None) -> None:
        self.text = text
        self.root = Spot(root, start)
        if layout:
            self.layout = layout

    @cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text)

    @cached_property
    def layout(self) -> Layout:
        """How deep it is indented, as far as it shows; the style of the house where it does not."""
        return _layout_of(self)

    def chain(self, path: Path) -> list[Spot] | None:
        """The nodes down to the one at a path; None when it is not there."""
        chain = [self.root]
        for step in path:
            place = chain[-1].span.place(step)
            if place is None:
                return None
            chain.append(chain[-1].inner(place))
        return chain

    def deepest(self, path: Path) -> list[Spot]:
        """The nodes down to a path, as far as they are there."""
        chain = [self.root]
        for step in path:
            place = chain[-1].span.place(step)
            if place is None:
                break
            chain.append(chain[-1].inner(place))
        return chain


def in_flow(chain: Chain) -> bool:
    """Is the last node of a chain a collection between brackets, or within one?"""
    return any(spot.span.flow for spot in chain)


def _layout_of(source: Source) -> Layout:
    root = source.root.span
    if root.flow and source.text[source.root.body + 1 :].lstrip()[:1] in ('"', "{", "[", "}", "]"):
        return Layout(json=True)
    found: dict[str, int] = {}
    waiting = [source.root]
    while waiting and len(found) < 3:
        spot = waiting.pop()
        for place in range(len(spot.span.inner)):
            inner = spot.inner(place)
            if not inner.span.flow and inner.span.inner:
                _measure(source, spot, place, inner, found)
                waiting.append(inner)
    return Layout(found.get("step", HOUSE.step), found.get("dash", HOUSE.dash), found.get("item", HOUSE.item))


def _measure(source: Source, spot: Spot, place: int, inner: Spot, found: dict[str, int]) -> None:
    """How far a block collection stands from what it stands in."""
    column = source.lines.column
    shift = column(inner.head(0)) - column(spot.head(place))
    if spot.span.kind == "list":
        if shift > 1:
            found.setdefault("item", shift)
    elif inner.span.kind == "list":
        found.setdefault("dash", max(shift, 0))
    elif shift > 0:
        found.setdefault("step", shift)
