"""Changes of maps and lists that are written in lines: one entry or item below the other."""

from collections.abc import Sequence

from .lines import indent_of, is_comment
from .places import Chain, NotEditable, Source, Spot
from .spans import Span
from .splices import Edit, Made, Splice


def column_of(source: Source, spot: Spot) -> int:
    """The column at which the entries of a collection stand."""
    return source.lines.column(spot.head(0))


def sign_end(source: Source, spot: Spot, place: int) -> int:
    """The end of the colon or dash before a value."""
    head = spot.head(place)
    if spot.span.kind == "list":
        return head + 1
    if source.text[head] == "?" and source.text[head + 1 : head + 2].isspace():
        raise NotEditable("a key is written as “? key” here; write “key:” instead")
    colon = source.lines.skip(spot.start + spot.span.ends[place])
    if source.text[colon : colon + 1] != ":":
        raise NotEditable("a key without a colon stands here; write “key:” instead")
    return colon + 1


def is_block(span: Span) -> bool:
    """Is it a collection that is written in lines?"""
    return span.kind in ("map", "list") and not span.flow


def region_end(source: Source, spot: Spot, place: int) -> int:
    """The end of the lines that belong to an entry: its own, and comments below that stand deeper."""
    lines, column = source.lines, column_of(source, spot)
    end = lines.end(spot.end_of(place))
    start = lines.after(end)
    here = end
    while start > here:
        here = lines.end(start)
        content = source.text[start:here]
        if is_comment(content) and indent_of(content) > column:
            end = here
        elif content.strip():
            break
        start = lines.after(here)
    return end


def lead_start(source: Source, chain: Chain, place: int) -> int:
    """Where the lines of an entry start: at the comments right above it, which belong to it.

    Those at the head of the file are nobody's own.
    """
    lines, spot = source.lines, chain[-1]
    start, column = lines.start(spot.head(place)), column_of(source, spot)
    if place == 0 and len(chain) == 1:
        return start
    floor = region_end(source, spot, place - 1) if place else lines.end(_sign_of(source, chain))
    while start > floor + 1:
        above = lines.start(start - 1)
        content = source.text[above : lines.end(above)]
        if above <= floor or not is_comment(content) or (place and indent_of(content) > column):
            break
        start = above
    return start


def _sign_of(source: Source, chain: Chain) -> int:
    """Where the line ends that a collection is the value of."""
    above, below = chain[-2], chain[-1]
    place = next(each for each in range(len(above.span.inner)) if above.span.inner[each] is below.span)
    return above.head(place) if above.span.kind == "list" else above.start + above.span.ends[place]


def replace_value(
    source: Source,
    chain: Chain,
    place: int,
    head: str,
    below: Sequence[str],
    *,
    is_text: bool = False,
    until: int | None = None,
) -> Edit | None:
    """Put a value behind a key's colon or a dash: `head` on its line, the lines `below` under it.

    Comments of that line and between it and the old value stay. None when they would become part of the new
    value, because `is_text`: the head begins a literal or folded text. With `until` the only entry of the old
    value goes with its comments, the first of which stands there.
    """
    lines, spot = source.lines, chain[-1]
    old, after = spot.inner(place), sign_end(source, spot, place)
    end = lines.end(max(old.end, after)) if until is None else region_end(source, old, 0)
    gap, tail = source.text[after : max(old.start, after)], _tail(source, old)
    last = "\n" if below and end == len(source.text) else ""
    lead = " " * (source.layout.item - 1) if spot.span.kind == "list" else " "
    if lines.end(after) >= old.start:
        space = "" if not head else gap if gap and spot.span.kind == "map" else lead
        text = space + head + tail + "".join(f"\n{line}" for line in below) + last
        return Edit([Splice(after, end, text)], place, 1, [Made()])
    notes = _notes(source, lines.after(lines.end(after)), until or lines.start(old.start))
    if tail:
        notes.append(" " * lines.column(old.start) + tail.strip())
    if not head:
        text = "\n".join([*notes, *below]) + last
        return Edit([Splice(lines.after(lines.end(after)), end, text)], place, 1, [Made()])
    if notes and is_text:
        return None
    comment = source.text[after : lines.end(after)].rstrip()
    text = "\n".join([f"{lead}{head}{comment}", *below, *notes]) + last
    return Edit([Splice(after, end, text)], place, 1, [Made()])


def _tail(source: Source, old: Spot) -> str:
    """The comment behind a value, with the space before it; a block's last one is its last entry's own."""
    if is_block(old.span):
        return ""
    if old.span.style in ("|", ">"):
        place = old.body
        while source.text[place : place + 1] in tuple("|>+-0123456789"):
            place += 1
        return source.lines.rest(place)
    return source.lines.rest(old.end)


def _notes(source: Source, start: int, end: int) -> list[str]:
    """The comment lines between two places."""
    found = []
    while start < end:
        line_end = source.lines.end(start)
        content = source.text[start:line_end]
        if is_comment(content):
            found.append(content)
        start = source.lines.after(line_end)
    return found


def add(source: Source, chain: Chain, place: int, written: Sequence[str], *, apart: bool = False) -> Edit:
    """Put the lines of an entry or item before that with this number, or behind the last one."""
    lines, spot = source.lines, chain[-1]
    column = column_of(source, spot)
    if place:
        end = region_end(source, spot, place - 1)
        lead = "\n\n" if apart else "\n"
        text = lead + "\n".join(written) + ("\n" if end == len(source.text) else "")
        return Edit([Splice(end, end, text)], place, 0, [Made(0, len(lead) + offset(written, column))])
    head = spot.head(0)
    if not lines.is_first(head):
        text = "\n".join(written)[column:] + "\n" + " " * column
        return Edit([Splice(head, head, text)], 0, 0, [Made(0, 0)])
    start = lead_start(source, chain, 0)
    text = "\n".join(written) + ("\n\n" if apart else "\n")
    return Edit([Splice(start, start, text)], 0, 0, [Made(0, offset(written, column))])


def offset(written: Sequence[str], column: int) -> int:
    """Where the entry starts in its lines: behind the comments above it."""
    place = 0
    for line in written:
        if line.strip() and not is_comment(line):
            return place + column
        place += len(line) + 1
    return place


def remove(source: Source, chain: Chain, place: int) -> Edit:
    """Take away an entry with its comments; it is not the only one."""
    spot, lines = chain[-1], source.lines
    head = spot.head(place)
    end = region_end(source, spot, place)
    if not lines.is_first(head):
        return Edit([_remove_inline(source, spot, end)], place, 1)
    start, after = lead_start(source, chain, place), lines.after(end)
    floor = lines.after(region_end(source, spot, place - 1)) if place else start
    above, below = _blank_above(source, start, floor), _blank_below(source, after)
    if above < start and (below > after or after == len(source.text)):
        start = above
    elif place == 0 and lines.start(spot.head(1)) == below:
        after = below
    return Edit([Splice(start, after, "")], place, 1)


def _remove_inline(source: Source, spot: Spot, end: int) -> Splice:
    """The first entry behind a dash goes: the second comes there, or below when comments stand between."""
    head, following = spot.head(0), spot.head(1)
    if not source.text[end:following].strip():
        return Splice(head, following, "")
    before = len(source.text[:head].rstrip(" \t")) if head else 0
    return Splice(before, end, "")


def _blank_above(source: Source, start: int, floor: int) -> int:
    """Where the blank lines above a line start, not above `floor`."""
    while start > floor:
        above = source.lines.start(start - 1)
        if source.text[above:start].strip():
            break
        start = above
    return start


def _blank_below(source: Source, start: int) -> int:
    """Where the blank lines from a line on end."""
    while start < len(source.text):
        end = source.lines.end(start)
        if source.text[start:end].strip() or source.lines.after(end) == start:
            break
        start = source.lines.after(end)
    return start


def stand_apart(source: Source, chain: Chain) -> bool | None:
    """Are the items of a list separated by blank lines? None when there is only one."""
    if len(chain[-1].span.inner) < 2:
        return None
    start = lead_start(source, chain, 1)
    return _blank_above(source, start, region_end(source, chain[-1], 0)) < start


def lines_of(source: Source, chain: Chain, place: int) -> list[str]:
    """The lines of an entry with its comments, without their indentation."""
    spot = chain[-1]
    head, column = spot.head(place), column_of(source, spot)
    start = lead_start(source, chain, place) if source.lines.is_first(head) else head
    rows: list[str] = []
    end = region_end(source, spot, place)
    while start < end:
        row_end = min(source.lines.end(start), end)
        row = source.text[start:row_end]
        rows.append(row[min(column, indent_of(row)) :] if rows or source.lines.column(start) == 0 else row)
        start = source.lines.after(row_end)
    return rows


def indented(rows: Sequence[str], column: int) -> list[str]:
    """Lines moved to a column; empty ones stay empty."""
    return [" " * column + row if row else "" for row in rows]
