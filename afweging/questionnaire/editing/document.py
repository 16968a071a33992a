"""A YAML file that is changed by splicing its text: what is not changed stays as it was written."""

from collections.abc import Callable
from typing import Any

from ..inventory import same
from ..pausing import undisturbed
from ..problems import Mark, Problems
from ..writing import NotWritable, kind_at, root_kind, to_yaml
from ..writing.layout import refuse_deep
from ..yaml12 import MAX_BYTES
from . import aliases, block, edits, flow, moving
from .edits import with_value, without
from .places import Chain, NotEditable, Source, Spot, in_flow
from .spans import Path, Step, read_spans
from .splices import Edit, applied, spliced

Making = Callable[[bool], Edit]
"""Makes an edit; told whether texts may be written as blocks of lines."""


class Document:
    """The text of a file. Immutable: each change gives another document.

    A change takes the time of copying the text, however large it is, for only what is written is read again.
    Where that cannot be told from the place alone (aliases, `? key`, texts that keep the blank lines behind
    them) all is read again. Either way what comes out says what was asked for and nothing else, or
    NotEditable is raised.

    Raises NotEditable when the text is no YAML. The file need not be a good questionnaire: what is wrong with
    it can be mended here.
    """

    text: str
    plain: Any

    def __init__(self, text: str) -> None:
        self.text = text
        self._bom = "\ufeff" if text.startswith("\ufeff") else ""
        self._size = len(text.encode("utf-8", "replace"))
        _refuse_large(self._size)
        body = text.removeprefix("\ufeff")
        with undisturbed():
            found = read_spans(body)
            if isinstance(found, Problems):
                first = found.found[0]
                raise NotEditable(f"line {first.line}: {first.message}")
            self.plain = found.node.plain()
        self._source = Source(body, found.start, found.root)
        self._is_simple = found.is_plain

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

    def mark(self, path: Path) -> Mark:
        """The place of a value; of a key without a value, that of the key. Raises KeyError."""
        self.get(path)
        chain = self._source.deepest(path)  # less deep when an alias stands for the rest
        if len(chain) > 1 and chain[-1].span.length == 0:
            return self._source.lines.mark(chain[-2].head(_number(chain[-2], path[len(chain) - 2])))
        return self._source.lines.mark(chain[-1].start)

    def path_at(self, line: int, column: int) -> Path:
        """The path of the innermost node at a place (both from 1); a key counts for its value."""
        place = self._source.lines.place(line, column)
        path: list[Step] = []
        spot = self._source.root
        while (number := spot.at(place)) is not None:
            path.append(spot.span.step(number))
            spot = spot.inner(number)
        return tuple(path)

    def set(self, path: Path, value: Any) -> "Document":
        """Put a value at a path: over the one that is there, or as a new key, with the maps it needs.

        Raises NotEditable, as every change does that cannot be made in this text.
        """
        _refuse_unwritable(value, len(path))
        if not path:
            return self._whole(value)
        owner = self.get(path[:-1]) if self.has(path[:-1]) else None
        if isinstance(path[-1], str) and (owner is None or owner == {}):
            return self.set(path[:-1], {path[-1]: value})
        if isinstance(owner, list) and path[-1] == len(owner):
            return self.insert(path[:-1], len(owner), value)
        if not self.has(path) and not (isinstance(owner, dict) and isinstance(path[-1], str)):
            raise NotEditable("only a map has keys")
        return self._freed(path)._set(path, value)

    def _set(self, path: Path, value: Any) -> "Document":
        wanted = with_value(self.plain, path, value)
        made = self._unfolded(path, value)
        chain, name, kind = made._chain(path[:-1]), path[-1], made._kind(path)
        place = chain[-1].span.place(name)
        source = made._source
        if place is None:
            owner = made._kind(path[:-1])
            return made._changed(
                chain,
                lambda blocks: edits.add_key(source, chain, str(name), value, owner, kind, blocks=blocks),
                wanted,
            )
        return made._changed(
            chain, lambda blocks: edits.set_value(source, chain, place, value, kind, blocks=blocks), wanted
        )

    def insert(self, path: Path, index: int, value: Any) -> "Document":
        """Put an item into the list at a path, so that it stands at `index`; a missing list is made."""
        items = self.get(path) if self.has(path) else None
        if not items:
            return self.set(path, [value])
        _refuse_unwritable(value, len(path) + 1)
        if not isinstance(items, list):
            raise NotEditable("only a list has items")
        index = min(index, len(items))
        wanted = with_value(self.plain, path, [*items[:index], value, *items[index:]])
        made = self._freed((*path, index))._unfolded((*path, None), value)
        chain, kind = made._chain(path), made._kind(path)
        return made._changed(
            chain,
            lambda blocks: edits.insert_item(made._source, chain, index, value, kind, blocks=blocks),
            wanted,
        )

    def remove(self, path: Path, *, prune: bool = False) -> "Document":
        """Take away a key or an item, with the comment lines right above it. Raises KeyError.

        With `prune` the maps and lists above it go too that are left empty.
        """
        self.get(path)
        if not path:
            raise KeyError(path)
        made = self._freed(path)._removed(path)
        is_empty = prune and len(path) > 1 and not made.get(path[:-1])
        return made.remove(path[:-1], prune=True) if is_empty else made

    def _removed(self, path: Path) -> "Document":
        wanted = without(self.plain, path)
        chain = self._chain(path[:-1])
        place = _number(chain[-1], path[-1])
        if len(chain[-1].span.inner) > 1 or in_flow(chain):
            return self._changed(chain, lambda _: edits.remove_entry(self._source, chain, place), wanted)
        empty = "{}" if chain[-1].span.kind == "map" else "[]"
        if len(chain) == 1:
            return self._whole(wanted)
        until = block.lead_start(self._source, chain, 0)
        number = _number(chain[-2], path[-2])
        return self._changed(
            chain[:-1],
            lambda _: edits.empty_value(self._source, chain[:-1], number, empty, until),
            wanted,
        )

    def move(self, path: Path, to: Path, index: int) -> "Document":
        """Move an item of a list to the list at `to`, so that it stands at `index` there, as it is written.

        Raises KeyError.
        """
        value = self.get(path)
        if to[: len(path)] == path:
            raise NotEditable("a part cannot be put into itself")
        if not path or not isinstance(self.get(path[:-1]), list):
            raise NotEditable("only an item of a list can be moved")
        made = self._freed(path, whole=True)
        chain = made._chain(path[:-1])
        taken = moving.take(made._source, chain, _number(chain[-1], path[-1]))
        to = _after_removal(path, to)
        made = made.remove(path).insert(to, index, value)
        return made._as_taken(to, min(index, len(made.get(to)) - 1), taken)

    def _as_taken(self, path: Path, place: int, taken: moving.Taken) -> "Document":
        """The document with an item as it was written elsewhere."""
        made, chain = self, self._chain(path)
        while taken.has_comments and (depth := edits.outermost_flow(made._source, chain)) is not None:
            made = made._unfold(path[:depth])
            chain = made._chain(path)
        if taken.has_comments and in_flow(chain):
            raise NotEditable("its comments cannot stand in a list between brackets; move it in the text")
        edit = moving.put(made._source, chain, place, taken)
        try:
            return made._edited(chain, edit, made.plain) if edit else made
        except NotEditable:
            if taken.has_comments:
                raise
            return made

    def _whole(self, value: Any) -> "Document":
        """The document with another value for the whole, and the comments around it."""
        root, source = self._source.root, self._source
        text = flow.as_json(value, 2) if source.layout.json else to_yaml(value).removesuffix("\n")
        start = source.lines.start(root.start) if source.lines.is_first(root.start) else root.start
        behind = source.text[root.end :]
        text += "\n" if behind.split("\n", 1)[0].strip() or not behind else ""
        body = source.text[:start] + text.replace("\n", source.lines.newline) + behind.lstrip(" \t")
        return self._read(body, value)

    def _kind(self, path: Path) -> str:
        return kind_at(root_kind(self.plain), path)

    def _chain(self, path: Path) -> list[Spot]:
        chain = self._source.chain(path)
        if chain is None:
            raise KeyError(path)
        return chain

    def _freed(self, path: Path, *, whole: bool = False) -> "Document":
        """The document with those aliases written out through which a change would reach further."""
        made = self
        while (
            not made._is_simple and (alias := aliases.in_the_way(made._source, path, whole=whole)) is not None
        ):
            made = made._set(alias, made.get(alias))
        return made

    def _unfolded(self, path: Path | tuple[Step | None, ...], value: Any) -> "Document":
        """The document in which a value has room: brackets around it that are too narrow become lines."""
        made, above = self, tuple(step for step in path[:-1] if step is not None)
        if made._source.layout.json or not made._is_simple:
            return made
        while True:
            chain, name = made._chain(above), path[-1]
            place = chain[-1].span.place(name) if name is not None else None
            old = chain[-1].inner(place) if place is not None else None
            depth = edits.to_unfold(made._source, chain, value, old, name)
            if depth is None:
                return made
            made = made._unfold(above[:depth])

    def _unfold(self, path: Path) -> "Document":
        chain = self._chain(path[:-1])
        place = _number(chain[-1], path[-1])
        return self._changed(chain, lambda _: edits.unfold(self._source, chain, place), self.plain)

    def _changed(self, chain: Chain, making: Making, wanted: Any) -> "Document":
        """The document after an edit, when it says what is wanted.

        A text written as a block takes in comments behind it that stand deeper; then it is put on one line.
        """
        try:
            return self._edited(chain, making(True), wanted)
        except NotEditable:
            return self._edited(chain, making(False), wanted)

    def _edited(self, chain: Chain, edit: Edit, wanted: Any) -> "Document":
        if not self._is_simple:
            splices = [each.with_newline(self._source.lines.newline) for each in edit.splices]
            return self._read(spliced(self._source.text, splices), wanted)
        done = applied(self._source, chain, edit)
        source = done.source
        made = object.__new__(Document)
        made._size = self._size + done.growth
        _refuse_large(made._size)
        made.text, made.plain = self._bom + source.text, wanted
        made._bom, made._source, made._is_simple = self._bom, source, done.is_simple
        for path, value in done.values:
            if not made.has(path) or not same(made.get(path), value):
                raise NotEditable("this cannot be written here as it should be read; change it in the text")
        return made

    def _read(self, body: str, wanted: Any) -> "Document":
        """Another text, read as a whole, when it says what is wanted."""
        made = Document(self._bom + body)
        if not same(made.plain, wanted):
            raise NotEditable("this cannot be written here as it should be read; change it in the text")
        return made


def _refuse_unwritable(value: Any, above: int) -> None:
    try:
        refuse_deep(value, above)
        to_yaml(value)
    except NotWritable as error:
        raise NotEditable(str(error)) from None


def _refuse_large(size: int) -> None:
    if size > MAX_BYTES:
        raise NotEditable(f"a file is at most {MAX_BYTES // 1024 // 1024} MiB; this would be larger")


def _number(spot: Spot, step: Step) -> int:
    place = spot.span.place(step)
    if place is None:
        raise KeyError(step)
    return place


def _after_removal(path: Path, to: Path) -> Path:
    """Where a list stands once the item at a path is gone."""
    depth = len(path) - 1
    step = to[depth] if len(to) > depth and to[:depth] == path[:-1] else None
    if isinstance(step, int) and isinstance(path[-1], int) and step > path[-1]:
        return (*to[:depth], step - 1, *to[depth + 1 :])
    return to
