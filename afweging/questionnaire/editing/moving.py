"""An item of a list as it is written, comments and all, to be put down elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import block, flow
from .lines import is_comment
from .places import Chain, Source, in_flow
from .splices import Edit, Made, Splice

_MAYBE_COMMENT = re.compile(r"(?:^|\s)#")
"""A comment, or a quoted text that looks like one: then the item moves as if it had a comment."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The lines of an item without their indentation; `raw` is its text when it stood between brackets."""

    rows: Sequence[str]
    raw: str | None = None
    has_comments: bool = False


def take(source: Source, chain: Chain, place: int) -> Taken:
    """What is written for an item of the list that ends `chain`."""
    if not in_flow(chain):
        rows = block.lines_of(source, chain, place)
        return Taken(rows, None, any(_MAYBE_COMMENT.search(row) for row in rows))
    inner = chain[-1].inner(place)
    raw = source.text[inner.start : inner.end]
    notes, tail = flow.comments_of(source, chain[-1], place)
    first, *more = raw.splitlines()
    has_comments = bool(notes or tail) or (not source.layout.json and any("#" in row for row in more))
    lead = [f"# {note.lstrip('# ')}" for note in [*notes, *([tail] if tail else [])]]
    return Taken([*lead, f"- {first}", *(f"  {row}" for row in more)], raw, has_comments)


def put(source: Source, chain: Chain, place: int, taken: Taken) -> Edit | None:
    """Write an item as it was written elsewhere over one that says the same; None to leave that as it is."""
    spot = chain[-1]
    if in_flow(chain):
        return None if taken.raw is None else flow.replace_value(source, chain, place, taken.raw)
    head, end = spot.head(place), spot.end_of(place)
    column, tail = block.column_of(source, spot), source.lines.rest(end)
    rows = _with_tail(taken.rows, tail)
    lines = block.indented(rows, column)
    if not source.lines.is_first(head):
        splice = Splice(head, end + len(tail), "\n".join(lines)[column:])
        return Edit([splice], place, 1, [Made(0, block.offset(rows, 0))])
    splice = Splice(source.lines.start(head), end + len(tail), "\n".join(lines))
    return Edit([splice], place, 1, [Made(0, block.offset(lines, column))])


def _with_tail(rows: Sequence[str], tail: str) -> list[str]:
    """The rows with a comment that stands there already, behind the first that is none itself."""
    first = next(number for number, row in enumerate(rows) if not is_comment(row))
    return [*rows[:first], rows[first] + tail, *rows[first + 1 :]]
