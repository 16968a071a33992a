"""A YAML file that is changed by splicing its text: what is not changed stays as it was written."""

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import yaml

from ..problems import Mark, Problems
from ..writing import HOUSE, Writer, kind_at, ordered, root_kind, to_yaml
from ..writing.scalars import WIDTH
from ..yaml12 import read_tree
from .layout import Layout
from .spans import Path, Span, Step, spans_of

_WRITER = Writer(HOUSE)


class NotEditable(ValueError):
    """A change that cannot be made in this text; the words say what is in the way."""


class Document:
    """The text of a file. Immutable: each change gives another document.

    Raises NotEditable when the text is no YAML. The file need not be a good questionnaire: what is wrong with
    it can be mended here.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._bom = "\ufeff" if text.startswith("\ufeff") else ""
        self._body = text.removeprefix("\ufeff")
        problems = Problems("")
        tree = read_tree(self._body.encode("utf-8", "surrogatepass"), problems)
        if tree is None:
            first = problems.found[0]
            raise NotEditable(f"line {first.line}: {first.message}")
        self.plain: Any = tree.plain()
        self._layout = Layout(self._body)

    @cached_property
    def _root(self) -> Span:
        try:
            root = spans_of(self._body)
        except yaml.YAMLError as error:  # read_tree would have refused it
            raise NotEditable(str(error)) from None
        assert root is not None  # nor is it empty
        return root

    def get(self, path: Path) -> Any:
        """The plain value at a path. Raises KeyError when there is none."""
        found = self.plain
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                raise KeyError(path) from None
        return found

    def has(self, path: Path) -> bool:
        """Is there a value at a path?"""
        try:
            self.get(path)
        except KeyError:
            return False
        return True

    def set(self, path: Path, value: Any) -> "Document":
        """Put a value at a path: over the one that is there, or as a new key, with the maps it needs."""
        if not path:
            return self._checked(self._new(to_yaml(value)), value)
        if not self.has(path[:-1]) or self.get(path[:-1]) is None:
            return self.set(path[:-1], {path[-1]: value})
        if isinstance(self.get(path[:-1]), list) and path[-1] == len(self.get(path[:-1])):
            return self.insert(path[:-1], int(path[-1]), value)
        wanted = _with(self.plain, path, value)
        return self._free(path)._set(path, value)._expected(wanted)

    def remove(self, path: Path) -> "Document":
        """Take away a key or an item, with the comment lines right above it. Raises KeyError."""
        self.get(path)
        wanted = _without(self.plain, path)
        return self._free(path)._remove(path)._expected(wanted)

    def insert(self, path: Path, index: int, value: Any) -> "Document":
        """Put an item into the list at a path, so that it stands at `index`; a missing list is made."""
        items = self.get(path) if self.has(path) else None
        if not items:
            return self.set(path, [value])
        wanted = _with(self.plain, path, [*items[:index], value, *items[index:]])
        return self._free(path)._insert(path, min(index, len(items)), value)._expected(wanted)

    def move(self, path: Path, to: Path, index: int) -> "Document":
        """Move an item to a list, so that it stands at `index` there, with its comments and its style."""
        value = self.get(path)
        free = self._free(path)._free(to)
        text = free._text_of(path)
        left = free.remove(path)
        made = left.insert(to, index, value)
        if text is None:
            return made
        try:
            return made._put_text((*to, index), text)._expected(made.plain)
        except NotEditable:
            return made

    def mark(self, path: Path) -> Mark:
        """The place of a value; of a key without a value, that of the key. Raises KeyError."""
        self.get(path)
        return self._layout.mark(self._span(path).start)

    def path_at(self, line: int, column: int) -> Path:
        """The path of the innermost node at a place (both from 1); a key counts for its value."""
        index = self._layout.index(line, column)
        path: list[Step] = []
        span = self._root
        while True:
            found = next(
                (place for place in range(len(span.inner)) if _covers(span, place, index)),
                None,
            )
            if found is None:
                return tuple(path)
            path.append(span.names[found] if span.kind == "map" else found)
            span = span.inner[found]

    def _span(self, path: Path) -> Span:
        span = self._root
        for step in path:
            found = span.child(step)
            if found is None:
                raise KeyError(path)
            span = found
        return span

    def _new(self, body: str) -> "Document":
        return Document(self._bom + body)

    def _splice(self, start: int, end: int, new: str) -> "Document":
        if self._layout.newline != "\n":
            new = new.replace("\n", self._layout.newline)
        return self._new(self._body[:start] + new + self._body[end:])

    def _checked(self, made: "Document", wanted: Any) -> "Document":
        return made._expected(wanted)

    def _expected(self, wanted: Any) -> "Document":
        """Itself, when it says what was wanted; a splice that says anything else is never given out."""
        if _told(self.plain) != _told(wanted):
            raise NotEditable("this change cannot be made in the text as it is written; change it as text")
        return self

    def _free(self, path: Path) -> "Document":
        """The document with its aliases written out, when a change would reach through one."""
        touched = [self._root]
        for step in path:
            found = touched[-1].child(step)
            if found is None:
                break
            touched.append(found)
        anchored = any(span.anchor for span in touched) or any(span.anchor for span in touched[-1].walk())
        if not anchored:
            return self
        made = self
        while (alias := made._first_alias()) is not None:
            made = made._set(alias, made.get(alias))
        return made

    def _first_alias(self) -> Path | None:
        waiting: list[tuple[Path, Span]] = [((), self._root)]
        while waiting:
            path, span = waiting.pop()
            if span.kind == "alias":
                return path
            steps: Sequence[Step] = span.names if span.kind == "map" else range(len(span.inner))
            waiting += [((*path, step), inner) for step, inner in zip(steps, span.inner, strict=True)]
        return None

    def _in_flow(self, path: Path) -> bool:
        """Is what stands at a path written within brackets?"""
        return any(self._span(path[:depth]).flow for depth in range(len(path)))

    def _set(self, path: Path, value: Any) -> "Document":
        parent = self._span(path[:-1])
        place = _place(parent, path[-1])
        if place is None:
            return self._add(path, parent, value)
        span = parent.inner[place]
        if self._in_flow(path):
            text = self._as_before(span, value) or _WRITER.flow(value)
            lead = " " if span.start == span.end and self._body[span.start - 1 : span.start] == ":" else ""
            return self._splice(span.start, span.end, lead + text)
        if parent.kind == "map":
            return self._set_entry(path, parent, place, value)
        return self._set_item(path, parent, place, value)

    def _set_entry(self, path: Path, parent: Span, place: int, value: Any) -> "Document":
        span, key_start = parent.inner[place], parent.keys[place][0]
        colon = self._body.index(":", parent.keys[place][1])
        lines = list(_WRITER.entry(parent.names[place], value, self._kind(path[:-1]), 0))
        head = lines[0][lines[0].index(": ") + 2 :] if ": " in lines[0] else ""
        head = (len(lines) == 1 and self._as_before(span, value)) or head
        column = self._layout.column(key_start)
        return self._replace(colon + 1, span, head, lines[1:], column)

    def _set_item(self, path: Path, parent: Span, place: int, value: Any) -> "Document":
        span, dash = parent.inner[place], parent.dashes[place]
        lines = self._item(path[:-1], value)
        return self._replace(dash + 1, span, lines[0][2:], lines[1:], self._layout.column(dash))

    def _replace(self, after: int, old: Span, head: str, rest: Sequence[str], column: int) -> "Document":
        """Put a value behind a key's colon or a dash; a comment on that line stays on it."""
        layout = self._layout
        line_end = layout.line_end(after)
        inline = after <= old.start <= line_end
        end = layout.line_end(max(old.end, after))
        comment = self._body[max(old.end, after) if inline else after : end if inline else line_end].strip()
        if old.style in ("|", ">"):  # its comment stands behind the sign that begins it
            comment = self._body[old.start : layout.line_end(old.start)].partition("#")[2]
            comment = comment and f"#{comment}"
        text = (f" {head}" if head else "") + (f"  {comment}" if comment else "")
        text += "".join(f"\n{' ' * column}{line}" if line else "\n" for line in rest)
        return self._splice(after, end, text)

    def _as_before(self, old: Span, value: Any) -> str:
        """A text without quotes, where the one before had none and it reads back the same; else nothing."""
        if old.kind != "scalar" or old.style or old.start == old.end or not isinstance(value, str):
            return ""
        if not value or "\n" in value or len(value) > WIDTH:
            return ""
        for sample in (f"[{value}]", f"[a, {value}, b]"):
            problems = Problems("")
            tree = read_tree(sample.encode("utf-8", "replace"), problems)
            if tree is None or problems.found or value not in tree.plain():
                return ""
        return value

    def _add(self, path: Path, parent: Span, value: Any) -> "Document":
        """Add a key to a map, at its place in the order of the format."""
        name = str(path[-1])
        if parent.kind != "map":
            raise NotEditable("only a map has keys")
        if not parent.inner:
            return self._set(path[:-1], {name: value}) if path[:-1] else self.set((), {name: value})
        before = _entry_before(parent.names, name, self._kind(path[:-1]))
        if self._in_flow((*path[:-1], name)) or parent.flow:
            return self._add_in_flow(parent, before, _WRITER.flow({name: value})[1:-1])
        column = self._layout.column(parent.keys[0][0])
        lines = list(_WRITER.entry(name, value, self._kind(path[:-1]), 0))
        if before is None:
            start = parent.keys[0][0]
            text = ("\n" + " " * column).join(lines)
            return self._splice(start, start, f"{text}\n{' ' * column}")
        return self._splice_lines(parent.inner[before], parent.keys[before][1] + 1, lines, column)

    def _add_in_flow(self, parent: Span, before: int | None, text: str) -> "Document":
        if before is None:
            start = parent.keys[0][0] if parent.kind == "map" else parent.inner[0].start
            return self._splice(start, start, f"{text}, ")
        end = max(parent.inner[before].end, parent.keys[before][1] if parent.kind == "map" else 0)
        return self._splice(end, end, f", {text}")

    def _splice_lines(self, old: Span, least: int, lines: Sequence[str], column: int) -> "Document":
        """Put lines below the line on which a node ends."""
        end = self._layout.line_end(max(old.end, least))
        text = "".join(f"\n{' ' * column}{line}" if line else "\n" for line in lines)
        return self._splice(end, end, text)

    def _insert(self, path: Path, index: int, value: Any) -> "Document":
        parent = self._span(path)
        if parent.kind != "list":
            raise NotEditable("only a list has items")
        if parent.flow or self._in_flow(path):
            return self._add_in_flow(parent, index - 1 if index else None, _WRITER.flow(value))
        column = self._layout.column(parent.dashes[0])
        lines = self._item(path, value)
        if index:
            return self._splice_lines(parent.inner[index - 1], parent.dashes[index - 1] + 1, lines, column)
        start = parent.dashes[0]
        if self._layout.is_first(start):
            start = self._layout.with_comments(start, self._floor(path))
            text = "".join(f"{' ' * column}{line}\n" if line else "\n" for line in lines)
            return self._splice(start, start, text)
        return self._splice(start, start, ("\n" + " " * column).join(lines) + f"\n{' ' * column}")

    def _kind(self, path: Path) -> str:
        return kind_at(root_kind(self.plain), path)

    def _item(self, path: Path, value: Any) -> list[str]:
        kind = self._kind(path)
        return list(_WRITER.item(value, kind, 0, flow=_WRITER.item_flows(value, kind, 8)))

    def _floor(self, path: Path) -> int:
        """Where the line of the key or dash of a list ends: comments above that are not its."""
        if not path:
            return 0
        parent = self._span(path[:-1])
        place = _place(parent, path[-1])
        if place is None:
            return 0
        start = parent.keys[place][1] if parent.kind == "map" else parent.dashes[place]
        return self._layout.line_end(start)

    def _remove(self, path: Path) -> "Document":
        parent = self._span(path[:-1])
        place = _place(parent, path[-1])
        if place is None:
            raise KeyError(path)
        if len(parent.inner) == 1:
            empty: Any = {} if parent.kind == "map" else []
            return self._set(path[:-1], empty) if path[:-1] else self._new("{}\n")
        if parent.flow or self._in_flow(path[:-1]):
            return self._remove_in_flow(parent, place)
        start = parent.keys[place][0] if parent.kind == "map" else parent.dashes[place]
        end = max(parent.inner[place].end, start + 1)
        if self._layout.is_first(start):
            top = self._layout.with_comments(start, self._top(path, parent, place))
            return self._splice(top, self._layout.next_line(end), "")
        following = parent.keys[place + 1][0] if parent.kind == "map" else parent.dashes[place + 1]
        line_end = self._layout.line_end(end)
        if self._body[line_end:following].strip():
            return self._splice(start, line_end, "")
        return self._splice(start, following, "")

    def _top(self, path: Path, parent: Span, place: int) -> int:
        """Above this, comments belong to something else."""
        if place == 0:  # the head of the file is nobody's own
            return self._floor(path[:-1]) if path[:-1] else self._layout.line_start(parent.keys[0][0])
        return self._layout.line_end(max(parent.inner[place - 1].end, 0))

    def _remove_in_flow(self, parent: Span, place: int) -> "Document":
        def start_of(number: int) -> int:
            return parent.keys[number][0] if parent.kind == "map" else parent.inner[number].start

        def end_of(number: int) -> int:
            key_end = parent.keys[number][1] if parent.kind == "map" else 0
            return max(parent.inner[number].end, key_end)

        if place + 1 < len(parent.inner):
            return self._splice(start_of(place), start_of(place + 1), "")
        return self._splice(end_of(place - 1), end_of(place), "")

    def _text_of(self, path: Path) -> list[str] | None:
        """The lines of an item with its comments, without their indentation; None when it is not in lines."""
        parent = self._span(path[:-1])
        place = _place(parent, path[-1])
        if place is None or parent.kind != "list" or parent.flow or self._in_flow(path[:-1]):
            return None
        dash = parent.dashes[place]
        if not self._layout.is_first(dash):
            return None
        top = self._layout.with_comments(dash, self._top(path, parent, place))
        end = self._layout.line_end(max(parent.inner[place].end, dash + 1))
        column = self._layout.column(dash)
        lines = self._body[top:end].replace("\r\n", "\n").split("\n")
        return [line[column:] if line[:column].strip() == "" else line.lstrip() for line in lines]

    def _put_text(self, path: Path, lines: Sequence[str]) -> "Document":
        """Put the lines of an item over one that says the same."""
        parent = self._span(path[:-1])
        place = int(path[-1])
        if parent.flow or not self._layout.is_first(parent.dashes[place]):
            raise NotEditable("the list is not written in lines")
        dash = parent.dashes[place]
        column = self._layout.column(dash)
        start, end = dash - column, self._layout.line_end(max(parent.inner[place].end, dash + 1))
        text = "\n".join(f"{' ' * column}{line}" if line.strip() else line.strip() for line in lines)
        return self._splice(start, end, text)


def _place(parent: Span, step: Step) -> int | None:
    if parent.kind == "map":
        return parent.names.index(str(step)) if step in parent.names else None
    return step if isinstance(step, int) and 0 <= step < len(parent.inner) else None


def _covers(span: Span, place: int, index: int) -> bool:
    """Does a place lie in an entry, its key or its dash included?"""
    if span.kind == "map":
        start = span.keys[place][0]
    else:
        start = span.dashes[place] if span.dashes[place] >= 0 else span.inner[place].start
    end = max(span.inner[place].end, span.keys[place][1] if span.kind == "map" else start)
    return start <= index <= end


def _entry_before(names: Sequence[str], name: str, kind: str) -> int | None:
    """The entry after which a key comes, None when it comes first."""
    order = ordered(kind, [*names, name])
    above = order[: order.index(name)]
    return max((names.index(each) for each in above[-1:]), default=None)


def _told(data: Any) -> str:
    """Data as text, to compare: the order of keys says nothing."""
    return json.dumps(data, sort_keys=True)


def _with(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    return _changed(data, path[0], lambda inner: _with(inner, path[1:], value))


def _without(data: Any, path: Path) -> Any:
    if len(path) > 1:
        return _changed(data, path[0], lambda inner: _without(inner, path[1:]))
    if isinstance(data, dict):
        return {key: item for key, item in data.items() if key != path[0]}
    return [item for place, item in enumerate(data) if place != path[0]]


def _changed(data: Any, step: Step, change: Callable[[Any], Any]) -> Any:
    if isinstance(data, dict):
        return {**data, str(step): change(data.get(str(step)))}
    made = list(data)
    made[int(step)] = change(made[int(step)])
    return made
