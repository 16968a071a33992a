"""Changes of maps and lists that are written between brackets, as in JSON."""

import json
import re
from typing import Any

from ..writing import Writer
from ..writing.layout import key_text
from .lines import BREAKS, is_comment
from .places import Chain, NotEditable, Source, Spot
from .splices import Edit, Made, Splice

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def value_text(source: Source, value: Any, kind: str, indent: str | None = None, step: int = 2) -> str:
    """A value between brackets; in JSON over several lines when `indent` says how deep its own line is."""
    if not source.layout.json:
        return Writer(source.layout).flow(value, kind)
    if indent is None or not isinstance(value, dict | list) or not value:
        return as_json(value)
    return as_json(value, step).replace("\n", "\n" + indent)


def as_json(value: Any, step: int | None = None) -> str:
    """JSON that readers of YAML take the same way."""
    text = json.dumps(value, ensure_ascii=False, indent=step)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def entry_text(source: Source, name: str, value: str) -> str:
    """A key with its value."""
    return f"{as_json(name) if source.layout.json else key_text(name)}: {value}"


def replace_value(source: Source, chain: Chain, place: int, text: str) -> Edit:
    """Write a value over another."""
    spot = chain[-1]
    old, head = spot.inner(place), spot.head(place)
    lead = ""
    if spot.span.kind == "map" and old.span.length == 0:
        lead = " " if source.text[old.start - 1] == ":" else ": "
    elif source.text[old.start - 1] == ":" and not source.layout.json:
        lead = " "
    splice = Splice(old.start, old.end, lead + text)
    return Edit([splice], place, 1, [Made(length=old.start - head + len(splice.new))])


def on_own_line(source: Source, spot: Spot, place: int) -> str | None:
    """The indentation of a node that is the first on its line; None when it is not."""
    head = spot.head(place)
    start = source.lines.start(head)
    lead = source.text[start:head]
    return None if lead.strip() else lead


def add(source: Source, chain: Chain, place: int, text: str) -> Edit:
    """Put an entry or item before that with this number, or behind the last one."""
    spot = chain[-1]
    _refuse_bare(source, spot)
    if not spot.span.inner:
        return Edit([Splice(spot.body + 1, spot.body + 1, text)], 0, 0, [Made(0, 0, len(text))])
    if place == 0:
        indent = on_own_line(source, spot, 0)
        head, behind = spot.head(0), ", " if indent is None else ",\n" + indent
        return Edit([Splice(head, head, text + behind)], 0, 0, [Made(0, 0, len(text))])
    return _add_behind(source, spot, place, text)


def _add_behind(source: Source, spot: Spot, place: int, text: str) -> Edit:
    lines, end = source.lines, spot.end_of(place - 1)
    indent, comma = on_own_line(source, spot, place - 1), lines.skip(end)
    has_comma = source.text[comma] == ","
    line_end = lines.end(comma if has_comma else end)
    if indent is None:
        splices, made = [Splice(end, end, f", {text}")], Made(0, 2, len(text))
    elif has_comma and _only_comment(source, comma + 1, line_end):
        lead = "\n" + indent
        splices, made = [Splice(line_end, line_end, f"{lead}{text},")], Made(0, len(lead), len(text))
    elif has_comma or line_end == end or not _only_comment(source, end, line_end):
        lead = ",\n" + indent
        splices, made = [Splice(end, end, lead + text)], Made(0, len(lead), len(text))
    else:
        lead = "\n" + indent
        splices = [Splice(end, end, ","), Splice(line_end, line_end, lead + text)]
        made = Made(1, len(lead), len(text))
    return Edit(splices, place, 0, [made])


def _only_comment(source: Source, start: int, end: int) -> bool:
    rest = source.text[start:end].strip()
    return not rest or rest.startswith("#")


def _refuse_bare(source: Source, spot: Spot) -> None:
    if source.text[spot.body : spot.body + 1] not in ("{", "["):
        raise NotEditable("a pair stands without braces in a list here; put braces around it")


def remove(source: Source, chain: Chain, place: int) -> Edit:
    """Take away an entry or item, with its comma and the comment of its own line."""
    spot, lines = chain[-1], source.lines
    _refuse_bare(source, spot)
    head, end, count = spot.head(place), spot.end_of(place), len(spot.span.inner)
    comma = lines.skip(end)
    has_comma = source.text[comma] == ","
    behind = comma + 1 if has_comma else end
    line_end = lines.end(behind)
    whole_line = on_own_line(source, spot, place) is not None and _only_comment(source, behind, line_end)
    if count == 1 and not whole_line:
        return Edit([_empty(source, spot, head, behind)], place, 1)
    loose = [] if has_comma or place < count - 1 or count == 1 else [_comma_before(source, spot, place)]
    if whole_line:
        start = _above(source, head, lines.end(spot.end_of(place - 1) if place else spot.body))
        return Edit([*loose, Splice(start, lines.after(line_end), "")], place, 1)
    if place < count - 1:
        following = spot.head(place + 1)
        until = behind if "#" in source.text[end:following] else following
        return Edit([Splice(head, until, "")], place, 1)
    before = spot.end_of(place - 1)
    if "#" in source.text[before:head]:
        comma_before = _comma_before(source, spot, place)
        return Edit([comma_before, Splice(head, behind, "")], place, 1)
    return Edit([Splice(before, behind, "")], place, 1)


def _comma_before(source: Source, spot: Spot, place: int) -> Splice:
    comma = source.lines.skip(spot.end_of(place - 1))
    return Splice(comma, comma + 1, "")


def _empty(source: Source, spot: Spot, head: int, behind: int) -> Splice:
    """The only node goes; the brackets close when nothing but spaces is left between them."""
    closer = spot.end - 1
    rest = source.text[spot.body + 1 : head] + source.text[behind:closer]
    return Splice(head, behind, "") if rest.strip() else Splice(spot.body + 1, closer, "")


def _above(source: Source, head: int, floor: int) -> int:
    """Where the comments start that stand right above the line of a node."""
    start = source.lines.start(head)
    while start > floor + 1:
        above = source.lines.start(start - 1)
        if above <= floor or not is_comment(source.text[above : source.lines.end(above)]):
            break
        start = above
    return start


def comments_of(source: Source, spot: Spot, place: int) -> tuple[list[str], str]:
    """The comments that go with an item: those right above its line, and the one behind it."""
    head, end = spot.head(place), spot.end_of(place)
    comma = source.lines.skip(end)
    behind = comma + 1 if source.text[comma] == "," else end
    line_end = source.lines.end(behind)
    if on_own_line(source, spot, place) is None or not _only_comment(source, behind, line_end):
        return [], ""
    above = _above(source, head, source.lines.end(spot.end_of(place - 1) if place else spot.body))
    notes = source.text[above : source.lines.start(head)].splitlines()
    return [note.strip() for note in notes], source.text[behind:line_end].strip()


def is_one_line(source: Source, spot: Spot) -> bool:
    """Does it stand on one line, and so without comments?"""
    return not any(char in source.text[spot.start : spot.end] for char in BREAKS)


def unfolded(source: Source, spot: Spot) -> list[str]:
    """The entries or items of a collection as lines: each as it is written, without indentation."""
    _refuse_bare(source, spot)
    rows = []
    for place in range(len(spot.span.inner)):
        inner = spot.inner(place)
        value = source.text[inner.start : inner.end]
        if spot.span.kind == "list":
            rows.append(f"- {value}")
            continue
        key = source.text[spot.head(place) : spot.start + spot.span.ends[place]]
        rows.append(f"{key}: {value}" if value else f"{key}:")
    return rows
