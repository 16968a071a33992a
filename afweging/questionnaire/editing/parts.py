"""The file of a whole questionnaire, changed part by part."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from ..parts import FILE, LAST, LIST_OF, LISTS, Beside, PartRef
from .document import Document
from .merging import put_keys
from .spans import Path

Keys = Mapping[Any, Any]
"""Key of a part, or path of one of its leaves such as `("label", "nl")` → value.

(Of any key, because a Mapping is invariant in its keys: callers have a dict of strings.)
"""


class Editable(Protocol):
    """What the editor does to a file, whether it is a whole questionnaire or a variant.

    Each change gives a new object. `because` is why a variant differs; a whole questionnaire needs none. All
    raise KeyError for a part that is not there and NotEditable when the text is in the way.
    """

    document: Document

    def set_keys(self, ref: PartRef, keys: Keys, because: Any = None) -> "Editable":
        """Give keys of a part new values; None takes a key away."""

    def add(
        self, kind: str, owner: PartRef, data: Keys, beside: Beside = LAST, because: Any = None
    ) -> "Editable":
        """Add a part to a list of `owner`."""

    def remove(self, ref: PartRef, because: Any = None) -> "Editable":
        """Take a part away; in a variant a national part is hidden, and `because` must say why."""

    def move(self, ref: PartRef, owner: PartRef, beside: Beside = LAST, because: Any = None) -> "Editable":
        """Put a part elsewhere, perhaps in another list."""

    def data_of(self, ref: PartRef) -> dict[str, Any]:
        """What a part says now, as plain data, good or not. Raises KeyError."""

    def part_at(self, line: int, column: int) -> tuple[PartRef, tuple[str, ...]]:
        """The part that stands at a place of the file, and the path of keys below it."""

    def new_id(self, hint: str) -> str:
        """An id that no part has yet, made from words."""


def indexed(data: Any, ref: PartRef = FILE, path: Path = ()) -> Iterator[tuple[PartRef, Path]]:
    """Every part in plain data, with its path; what has no id is passed over."""
    yield ref, path
    for key, kind in LISTS.get(ref.kind, {}).items():
        items = data.get(key) if isinstance(data, Mapping) else None
        for place, item in enumerate(items if isinstance(items, list) else ()):
            name = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(name, str):
                owner = ref.id if ref.kind in ("question", "score") else ""
                yield from indexed(item, PartRef(kind, name, owner), (*path, key, place))


def within(data: Any, path: Path, ref: PartRef = FILE) -> tuple[PartRef, Path]:
    """The innermost part in the plain data of `ref` that a path leads into, and the rest of the path."""
    while len(path) > 1 and (kind := LISTS.get(ref.kind, {}).get(str(path[0]))):
        data = data[path[0]][path[1]]
        name = data.get("id") if isinstance(data, Mapping) else None
        if not isinstance(name, str):
            break
        ref = PartRef(kind, name, ref.id if ref.kind in ("question", "score") else "")
        path = path[2:]
    return ref, path


def place_in(items: list[Any], beside: Beside) -> int:
    """The place in a list that is meant. Raises KeyError for a neighbour that is not there."""
    ids = [item.get("id") if isinstance(item, Mapping) else None for item in items]
    if beside.after is not None:
        return _found(ids, beside.after) + 1
    return _found(ids, beside.before) if beside.before is not None else len(items)


def _found(ids: list[Any], name: str) -> int:
    if name not in ids:
        raise KeyError(name)
    return ids.index(name)


def key_path(path: Path) -> tuple[str, ...]:
    """A path below a part as keys, places in lists left out."""
    return tuple(step for step in path if isinstance(step, str))


def fresh_id(hint: str, taken: set[str], prefix: str = "") -> str:
    """An id made from words: lower-case letters, digits and `_`, with a number when it is taken."""
    letters = "".join(char if char.isascii() and char.isalnum() else "_" for char in hint.lower())
    base = "_".join(filter(None, letters.split("_")))[: 48 - len(prefix)].strip("_")
    base = base if base[:1].isalpha() else f"vraag_{base}".strip("_")
    name, number = f"{prefix}{base}", 2
    while name in taken:
        name, number = f"{prefix}{base}_{number}", number + 1
    return name


class QuestionnaireText:
    """The text of a whole questionnaire."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._paths = dict(indexed(document.plain))

    def path(self, ref: PartRef) -> Path:
        """Where a part stands in the file. Raises KeyError."""
        return self._paths[ref]

    def set_keys(self, ref: PartRef, keys: Keys, because: Any = None) -> "QuestionnaireText":
        """See `Editable`."""
        plain = self.document.plain
        language = plain.get("language") if isinstance(plain, Mapping) else None
        made = put_keys(self.document, self._paths[ref], keys, str(language or "nl"))
        return QuestionnaireText(made)

    def add(
        self, kind: str, owner: PartRef, data: Keys, beside: Beside = LAST, because: Any = None
    ) -> "QuestionnaireText":
        """See `Editable`."""
        path = (*self._paths[owner], LIST_OF[kind])
        return QuestionnaireText(self.document.insert(path, place_in(self._items(path), beside), dict(data)))

    def remove(self, ref: PartRef, because: Any = None) -> "QuestionnaireText":
        """See `Editable`."""
        path = self._paths[ref]
        if not path:
            raise KeyError(ref)
        document = self.document.remove(path)
        is_empty = document.get(path[:-1]) == [] and ref.kind not in ("section", "question")
        return QuestionnaireText(document.remove(path[:-1]) if is_empty else document)

    def move(
        self, ref: PartRef, owner: PartRef, beside: Beside = LAST, because: Any = None
    ) -> "QuestionnaireText":
        """See `Editable`."""
        path, target = self._paths[ref], (*self._paths[owner], LIST_OF[ref.kind])
        left = [item for place, item in enumerate(self._items(target)) if (*target, place) != path]
        place = place_in(left, beside)
        return (
            self if (*target, place) == path else QuestionnaireText(self.document.move(path, target, place))
        )

    def _items(self, path: Path) -> list[Any]:
        """What stands in a list; nothing, when something else stands there (the document refuses it then)."""
        items = self.document.get(path) if self.document.has(path) else []
        return items if isinstance(items, list) else []

    def data_of(self, ref: PartRef) -> dict[str, Any]:
        """See `Editable`."""
        found = self.document.get(self._paths[ref])
        return dict(found) if isinstance(found, Mapping) else {}

    def part_at(self, line: int, column: int) -> tuple[PartRef, tuple[str, ...]]:
        """See `Editable`."""
        ref, path = within(self.document.plain, self.document.path_at(line, column))
        return ref, key_path(path)

    def new_id(self, hint: str) -> str:
        """See `Editable`."""
        return fresh_id(hint, {ref.id for ref in self._paths})
