"""A change of a text as splices, and the spans of the new text made from those of the old."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from ..problems import Problems
from .places import Chain, NotEditable, Source, Spot
from .spans import Path, Span, read_spans


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters from `start` to `end` that become `new`."""

    start: int
    end: int
    new: str

    def with_newline(self, newline: str) -> "Splice":
        """The same with the line ends of the text."""
        return self if newline == "\n" else replace(self, new=self.new.replace("\n", newline))

    @property
    def delta(self) -> int:
        """How much longer the text gets."""
        return len(self.new) - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Made:
    """A node that a change writes: its head is `offset` characters into the new text of a splice.

    Without a `splice` its head is that of the node whose place it takes. In flow style `length` says how long
    it is, its key included.
    """

    splice: int | None = None
    offset: int = 0
    length: int = 0


@dataclass(slots=True)
class Edit:
    """A change within one collection: `count` nodes from `place` on make way for those that are `made`.

    The splices stand in order and do not overlap.
    """

    splices: list[Splice]
    place: int
    count: int = 0
    made: Sequence[Made] = field(default=())


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text after the splices."""
    pieces, place = [], 0
    for splice in splices:
        pieces += [text[place : splice.start], splice.new]
        place = splice.end
    return "".join([*pieces, text[place:]])


@dataclass(frozen=True, slots=True)
class Applied:
    """What came out: the new text, and the paths and plain values of the nodes that were made."""

    source: Source
    values: Sequence[tuple[Path, Any]]
    is_simple: bool
    growth: int
    """How many bytes longer the text is."""


def applied(source: Source, chain: Chain, edit: Edit) -> Applied:
    """Apply an edit of the collection to which `chain` leads down.

    Raises NotEditable when what is written is read back as more or less than one node.
    """
    newline = source.lines.newline
    splices = [each.with_newline(newline) for each in edit.splices]
    made = [_counted(each, edit, len(newline) - 1) for each in edit.made]
    moved = _Moved(source, spliced(source.text, splices), splices)
    nodes = [moved.node(chain, edit, each) for each in made]
    root = moved.above(chain, edit, nodes)
    path = tuple(above.span.step(_number(above, below)) for above, below in pairwise(chain))
    steps = [
        node.name if chain[-1].span.kind == "map" else edit.place + number
        for number, node in enumerate(nodes)
    ]
    values = [((*path, step), node.plain) for step, node in zip(steps, nodes, strict=True)]
    is_simple = all(node.is_simple for node in nodes)
    made_source = Source(moved.text, root.start, root.span, source.layout)
    growth = sum(_bytes(each.new) - _bytes(source.text[each.start : each.end]) for each in splices)
    return Applied(made_source, values, is_simple, growth)


def _bytes(text: str) -> int:
    return len(text.encode())


def _counted(made: Made, edit: Edit, more: int) -> Made:
    """Its offset and length, when every new line end is so much longer."""
    if made.splice is None:
        new = edit.splices[0].new
        return replace(made, length=made.length + new.count("\n") * more)
    new = edit.splices[made.splice].new
    before = new.count("\n", 0, made.offset) * more
    inside = new.count("\n", made.offset, made.offset + made.length) * more
    return Made(made.splice, made.offset + before, made.length + inside)


@dataclass(slots=True)
class _Node:
    name: str
    head: int
    end: int
    start: int
    span: Span
    plain: Any = None
    is_simple: bool = True


class _Moved:
    """Places of the old text in the new one."""

    def __init__(self, source: Source, text: str, splices: Sequence[Splice]) -> None:
        self.source = source
        self.text = text
        self.splices = splices

    def place(self, old: int, *, right: bool = True) -> int:
        """Where a place went; what is put in right there stands before it, or behind when not `right`."""
        return old + sum(
            splice.delta
            for splice in self.splices
            if splice.end < old or (splice.end == old and (right or splice.start < splice.end))
        )

    def node(self, chain: Chain, edit: Edit, made: Made) -> _Node:
        """Read a node that was made, in the style of the collection that it stands in."""
        container = chain[-1]
        if made.splice is None:
            head = self.place(container.head(edit.place))
        else:
            splice = self.splices[made.splice]
            before = sum(each.delta for each in self.splices[: made.splice])
            head = splice.start + before + made.offset
        if container.span.flow:
            closers = ("{", "}") if container.span.kind == "map" else ("[", "]")
            lead, end = closers[0], head + made.length
            text = f"{lead}{self.text[head:end]}{closers[1]}"
        else:
            line = max(self.text.rfind(char, 0, head) for char in "\n\r\x85\u2028\u2029") + 1
            lead = " " * (head - line)
            text = lead + self.text[head : self._limit(chain, edit)]
        return self._read(text, len(lead), head, container.span.kind)

    def _limit(self, chain: Chain, edit: Edit) -> int:
        """Where the next node of the text starts that stays."""
        container = chain[-1]
        following = edit.place + edit.count
        if following < len(container.span.heads):
            return self.place(container.head(following))
        for above, below in zip(reversed(chain[:-1]), reversed(chain), strict=False):
            place = _number(above, below) + 1
            if place < len(above.span.heads):
                return self.place(above.head(place))
        return len(self.text)

    def _read(self, text: str, lead: int, head: int, kind: str) -> _Node:
        found = read_spans(text)
        if isinstance(found, Problems) or found.problems.found or found.root.kind != kind:
            raise NotEditable("the new text is not read as it was meant")
        root = found.root
        if len(root.inner) != 1:
            raise NotEditable("the new text is not read as it was meant")
        shift = head - lead + found.start
        plain = found.node.plain()
        value = next(iter(plain.values())) if isinstance(plain, dict) else plain[0]
        end = shift + root.ends[0] if root.ends else 0
        name = root.names[0] if root.names else ""
        return _Node(
            name, shift + root.heads[0], end, shift + root.starts[0], root.inner[0], value, found.is_plain
        )

    def above(self, chain: Chain, edit: Edit, nodes: Sequence[_Node]) -> Spot:
        """The new root: the collection with its new nodes, and those above it with the nodes that moved."""
        old = chain[-1]
        count = len(old.span.inner)
        kept = [*range(edit.place), *range(edit.place + edit.count, count)]
        made = [self._kept(old, place) for place in kept]
        made[edit.place : edit.place] = nodes
        spot = self._collection(old, made)
        for above, below in zip(reversed(chain[:-1]), reversed(chain), strict=False):
            number = _number(above, below)
            inner = [self._kept(above, place) for place in range(len(above.span.inner)) if place != number]
            changed = self._kept(above, number)
            changed.start, changed.span = spot.start, spot.span
            inner.insert(number, changed)
            spot = self._collection(above, inner)
        return spot

    def _kept(self, old: Spot, place: int) -> _Node:
        span, inner = old.span, old.inner(place)
        name = span.names[place] if span.names else ""
        end = self.place(old.start + span.ends[place], right=False) if span.ends else 0
        start = self.place(inner.start, right=inner.span.length > 0)
        return _Node(name, self.place(old.head(place)), end, start, inner.span)

    def _collection(self, old: Spot, nodes: Sequence[_Node]) -> Spot:
        """A collection of these nodes, in the place of an old one."""
        anchored = old.span.body > 0 or old.span.flow
        start = self.place(old.start, right=False) if anchored else nodes[0].head
        is_map = old.span.kind == "map"
        if old.span.flow:
            end = self.place(old.end - 1) + 1
            body = old.span.body
        else:
            end = max(nodes[-1].start + nodes[-1].span.length, nodes[-1].end if is_map else 0)
            body = nodes[0].head - start
        made = replace(
            old.span,
            length=end - start,
            body=body,
            names=[node.name for node in nodes] if is_map else [],
            heads=[node.head - start for node in nodes],
            ends=[node.end - start for node in nodes] if is_map else [],
            starts=[node.start - start for node in nodes],
            inner=[node.span for node in nodes],
        )
        return Spot(made, start)


def _number(above: Spot, below: Spot) -> int:
    """Which of the nodes of `above` is `below`."""
    return next(
        place
        for place, span in enumerate(above.span.inner)
        if span is below.span and above.start + above.span.starts[place] == below.start
    )
