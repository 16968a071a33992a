"""The file of a variant, changed part by part: what the editor does to a national part becomes a change."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..inventory import inventory, same
from ..model import Questionnaire
from ..parts import FILE, INNERMOST, LIST_OF, OWNER_KIND, TEXT_KEYS, PartRef
from .document import Document
from .parts import Keys, fresh_id, indexed, key_path, merged, place_in
from .spans import Path


class Added(NamedTuple):
    """A part that a variant adds, and what it goes into; None is the file itself."""

    part: PartRef
    owner_ref: PartRef | None


class VariantText:
    """The text of a variant of `base`. Changes that cannot be read are left as they are."""

    def __init__(self, document: Document, base: Questionnaire) -> None:
        self.document = document
        self.base = base
        self._national = inventory(base)
        self._changes = list(_changes(document))
        self._local = {ref: path for change in self._changes for ref, path in change.parts()}

    @property
    def id(self) -> str:
        """The variant's own id, with which the ids start that it adds."""
        found = self.document.plain.get("variant") if isinstance(self.document.plain, Mapping) else None
        return found if isinstance(found, str) else "variant"

    def is_local(self, ref: PartRef) -> bool:
        """Was a part added by this variant?"""
        return ref in self._local

    def _with(self, document: Document) -> "VariantText":
        return VariantText(document, self.base)

    def _of(self, verb: str, ref: PartRef) -> "list[_Change]":
        return [change for change in self._changes if change.verb == verb and change.ref == ref]

    def set_keys(self, ref: PartRef, keys: Keys, because: Any = None) -> "VariantText":
        """See `Editable`: a value that the base has too is no longer set here."""
        if ref == FILE or ref in self._local:
            document = self.document
            for key, value in keys.items():
                document = merged(document, (*self._local.get(ref, ()), key), value)
            return self._with(document)
        if ref not in self._national.parts:
            raise KeyError(ref)
        made = self
        for key, value in keys.items():
            made = made._set_national(ref, key, value)
        return made if because is None else made.give_because(ref, because)

    def _set_national(self, ref: PartRef, key: str, value: Any) -> "VariantText":
        left = _difference(self._national_value(ref, key), _by_language(key, value, self.base.language))
        changes = self._of("change", ref)
        holder = next((change for change in reversed(changes) if key in change.settings), None)
        document = self.document
        for change in reversed(changes):  # a key is set in one place only
            if key in change.settings and (change is not holder or left is _SAME):
                document = _without_setting(document, change, key)
        if left is _SAME:
            return self._with(document)
        holder = holder or (changes[-1] if changes else None)
        if holder is not None:
            return self._with(_put(document, (*holder.path, "set", key), left))
        body = {**_naming(ref, "id"), "set": {key: left}}
        return self._with(_appended(document, {f"change_{ref.kind}": body}))

    def _national_value(self, ref: PartRef, key: str) -> Any:
        return _by_language(key, self._national.parts[ref].raw.get(key), self.base.language)

    def give_because(self, ref: PartRef, because: Any) -> "VariantText":
        """Say why a part is changed, hidden or moved here."""
        document = self.document
        for change in self._changes:
            if change.verb in ("change", "hide", "move") and change.ref == ref:
                document = merged(document, (*change.path, "because"), because)
        return self._with(document)

    def because(self, ref: PartRef) -> Any:
        """Why a part differs, as it is written; None when nothing says so."""
        for change in reversed(self._changes):
            if change.ref == ref and change.body.get("because"):
                return change.body["because"]
        return None

    def add(
        self,
        kind: str,
        owner: PartRef,
        data: Keys,
        *,
        after: str | None = None,
        before: str | None = None,
        because: Any = None,
    ) -> "VariantText":
        """See `Editable`."""
        if owner in self._local:
            path = (*self._local[owner], LIST_OF[kind])
            items = self.document.get(path) if self.document.has(path) else []
            place = place_in(items or [], after, before)
            return self._with(self.document.insert(path, place, dict(data)))
        body = {
            **({OWNER_KIND[kind]: owner.id} if kind in OWNER_KIND else {}),
            **_beside(after, before),
            kind: dict(data),
            **({"because": because} if because else {}),
        }
        return self._with(_appended(self.document, {f"add_{kind}": body}))

    def remove(self, ref: PartRef, because: Any = None) -> "VariantText":
        """See `Editable`. Raises ValueError when a national part is to be hidden without a reason."""
        if ref in self._local:
            return self._drop(ref)
        if ref not in self._national.parts:
            raise KeyError(ref)
        if not because:
            raise ValueError("what is hidden has a reason")
        hidden = self._of("hide", ref)
        if hidden:
            return self.give_because(ref, because)
        return self._with(_appended(self.document, {"hide": {**_naming(ref, ref.kind), "because": because}}))

    def restore(self, ref: PartRef) -> "VariantText":
        """Show again what this variant hid."""
        return self._without(change.place for change in self._of("hide", ref))

    def reset(self, ref: PartRef, path: tuple[str, ...] = ()) -> "VariantText":
        """Go back to the national text: of one leaf or key, or (without a path) of the whole part."""
        if not path:
            return self._without(
                change.place for change in self._changes if change.ref == ref and change.verb != "add"
            )
        document = self.document
        for change in reversed(self._of("change", ref)):
            if document.has((*change.path, "set", *path)):
                document = _pruned(document, change, path)
        return self._with(document)

    def is_changed(self, ref: PartRef) -> bool:
        """Does this variant change, hide or move a national part?"""
        return any(change.ref == ref and change.verb != "add" for change in self._changes)

    def added(self) -> "Iterator[Added]":
        """The parts that this variant adds, each with the part that it goes into (None: the file)."""
        for change in self._changes:
            if change.verb == "add" and change.ref in self._local:
                yield Added(change.ref, change.owner)

    def is_hidden(self, ref: PartRef) -> bool:
        """Does this variant hide a part?"""
        return bool(self._of("hide", ref))

    def move(
        self,
        ref: PartRef,
        owner: PartRef,
        *,
        after: str | None = None,
        before: str | None = None,
        because: Any = None,
    ) -> "VariantText":
        """See `Editable`."""
        if ref in self._local:
            return self._move_local(ref, owner, after, before)
        part = self._national.parts[ref]
        body: dict[str, Any] = _naming(ref, ref.kind)
        nowhere = after is None and before is None
        if ref.kind == "question" and (nowhere or owner != part.owner):
            body["section"] = owner.id
        elif nowhere:
            siblings = self._national.siblings(part.owner, ref.kind)
            after = next((name for name in reversed(siblings) if name != ref.id), None)
        body |= _beside(after, before)
        if because or self.because(ref):
            body["because"] = because or self.because(ref)
        made = self._without(change.place for change in self._of("move", ref))
        return made._with(_appended(made.document, {"move": body}))

    def _move_local(
        self, ref: PartRef, owner: PartRef, after: str | None, before: str | None
    ) -> "VariantText":
        path = self._local[ref]
        data = self.document.get(path)
        inside = path[-1] != ref.kind  # it stands in a list of a part that was added
        if inside and owner in self._local:
            target = (*self._local[owner], LIST_OF[ref.kind])
            items = self.document.get(target) if self.document.has(target) else []
            left = [item for place, item in enumerate(items or []) if (*target, place) != path]
            return self._with(self.document.move(path, target, place_in(left, after, before)))
        if inside or owner in self._local:
            return self._with(self.document.remove(path if inside else path[:2])).add(
                ref.kind, owner, data, after=after, before=before
            )
        change = self._of("add", ref)[0]
        document = self.document
        beside = {"after": None, "before": None, **_beside(after, before)}
        if ref.kind in OWNER_KIND:
            beside[OWNER_KIND[ref.kind]] = owner.id
        for key, value in beside.items():
            document = merged(document, (*change.path, key), value)
        last = len(self.document.get(("changes",))) - 1
        return self._with(document.move(("changes", change.place), ("changes",), last))

    def _drop(self, ref: PartRef) -> "VariantText":
        """Take away a part that was added here, with every change that is about it."""
        path = self._local[ref]
        gone = {ref, *(inner for inner, below in self._local.items() if below[: len(path)] == path)}
        document = self.document
        for change in self._changes:
            if change.beside is not None and change.beside in gone and change.ref not in gone:
                document = self._beside_what_is_left(document, change, ref)
        if path[-1] != ref.kind:
            document = document.remove(path)
        made = self._with(document)
        return made._without(
            change.place
            for change in made._changes
            if change.ref in gone or change.owner in gone or _owner(change.ref) in gone
        )

    def _beside_what_is_left(self, document: Document, change: "_Change", ref: PartRef) -> Document:
        """What stood beside a part that goes stands where that part stood."""
        body = next((each.body for each in self._of("add", ref)), {})
        for key in ("after", "before"):
            document = merged(document, (*change.path, key), body.get(key))
        return document

    def _without(self, places: Iterator[int]) -> "VariantText":
        document = self.document
        for place in sorted(places, reverse=True):
            document = document.remove(("changes", place))
        return self._with(document)

    def data_of(self, ref: PartRef) -> dict[str, Any]:
        """See `Editable`: of a national part, the base with what is set here."""
        if ref == FILE or ref in self._local:
            found = self.document.get(self._local.get(ref, ()))
            return dict(found) if isinstance(found, Mapping) else {}
        data = dict(self._national.parts[ref].raw)
        for change in self._of("change", ref):
            for key, value in change.settings.items():
                _overlay(data, key, _by_language(key, value, self.base.language), self.base.language)
        return data

    def is_national(self, ref: PartRef, key: str) -> bool:
        """Is a key as the base has it?"""
        return not any(key in change.settings for change in self._of("change", ref))

    def national_value(self, ref: PartRef, key: str) -> Any:
        """The base's value of a key; None for what was added here and for what the base does not say."""
        part = self._national.parts.get(ref)
        return part.raw.get(key) if part else None

    def part_at(self, line: int, column: int) -> tuple[PartRef, tuple[str, ...]]:
        """See `Editable`."""
        path = self.document.path_at(line, column)
        inside = [(ref, start) for ref, start in self._local.items() if path[: len(start)] == start]
        if inside:
            ref, start = max(inside, key=lambda found: len(found[1]))
            return ref, key_path(path[len(start) :])
        for change in self._changes:
            if path[:2] == ("changes", change.place):
                below = key_path(path[3:])
                return change.ref, below[1:] if below[:1] == ("set",) else below
        return FILE, key_path(path)

    def new_id(self, hint: str) -> str:
        """See `Editable`: it starts with the variant's id and a dot."""
        taken = {ref.id for ref in (*self._national.parts, *self._local)}
        return fresh_id(hint, taken, f"{self.id}.")


class _Change:
    """One change of the file, as far as it can be told."""

    def __init__(self, place: int, name: str, body: Mapping[str, Any]) -> None:
        self.place = place
        self.path: Path = ("changes", place, name)
        self.body = body
        verb, _, kind = name.partition("_")
        self.verb = verb
        self.kind = kind or next((kind for kind in INNERMOST if kind in body), "")
        self.ref = self._ref()
        self.owner = self._owner()
        neighbour = body.get("after") or body.get("before")
        self.beside = PartRef(self.kind, str(neighbour), self.ref.owner) if neighbour else None

    @property
    def settings(self) -> Mapping[str, Any]:
        """What a change sets."""
        found = self.body.get("set")
        return found if isinstance(found, Mapping) else {}

    def parts(self) -> Iterator[tuple[PartRef, Path]]:
        """The parts that an addition brings, with where they stand in the file."""
        payload = self.body.get(self.kind)
        if self.verb == "add" and isinstance(payload, Mapping):
            yield from indexed(payload, self.ref, (*self.path, self.kind))

    def _ref(self) -> PartRef:
        payload = self.body.get(self.kind)
        if self.verb == "add":
            name = payload.get("id") if isinstance(payload, Mapping) else None
        else:
            name = self.body.get("id") if self.verb == "change" else payload
        owner = OWNER_KIND.get(self.kind) if self.kind != "question" else None
        return PartRef(self.kind, str(name), str(self.body.get(owner, "")) if owner else "")

    def _owner(self) -> PartRef | None:
        kind = OWNER_KIND.get(self.kind)
        return PartRef(kind, str(self.body[kind])) if kind and kind in self.body else None


def _changes(document: Document) -> Iterator[_Change]:
    plain = document.plain
    found = plain.get("changes") if isinstance(plain, Mapping) else None
    for place, change in enumerate(found if isinstance(found, list) else ()):
        if isinstance(change, Mapping) and len(change) == 1:
            ((name, body),) = change.items()
            if isinstance(body, Mapping):
                yield _Change(place, name, body)


def _appended(document: Document, change: Mapping[str, Any]) -> Document:
    changes = document.get(("changes",)) if document.has(("changes",)) else []
    return document.insert(("changes",), len(changes or []), change)


def _naming(ref: PartRef, key: str) -> dict[str, Any]:
    """How a change names a part: by its id, and by what it belongs to."""
    owner = {OWNER_KIND[ref.kind]: ref.owner} if ref.owner else {}
    return {**owner, key: ref.id}


def _beside(after: str | None, before: str | None) -> dict[str, str]:
    if after is not None:
        return {"after": after}
    return {"before": before} if before is not None else {}


def _owner(ref: PartRef) -> PartRef | None:
    return PartRef(OWNER_KIND[ref.kind], ref.owner) if ref.owner else None


_SAME: Any = object()


def _by_language(key: str, value: Any, language: str) -> Any:
    return {language: value} if key in TEXT_KEYS and isinstance(value, str) else value


def _difference(national: Any, wanted: Any) -> Any:
    """What must be set so that a national value becomes the wanted one; _SAME when nothing must."""
    if wanted is None or wanted == {}:
        return None if national is not None else _SAME
    if not (isinstance(national, Mapping) and isinstance(wanted, Mapping)):
        return _SAME if national is not None and same(national, wanted) else wanted
    left = {key: _difference(national.get(key), item) for key, item in wanted.items()}
    left |= {key: None for key in national if key not in wanted}
    kept = {key: item for key, item in left.items() if item is not _SAME}
    return kept or _SAME


def _put(document: Document, path: Path, value: Any) -> Document:
    """Write what a change sets, touching only what differs; None is written as null."""
    old = document.get(path) if document.has(path) else None
    if not (isinstance(old, Mapping) and isinstance(value, Mapping)):
        return document if document.has(path) and same(old, value) else document.set(path, value)
    for key in [key for key in old if key not in value]:
        document = document.remove((*path, key))
    for key, item in value.items():
        document = _put(document, (*path, key), item)
    return document


def _overlay(data: dict[str, Any], key: str, value: Any, language: str) -> None:
    """Lay a set value over plain data, as resolving does."""
    old = _by_language(key, data.get(key), language)
    if value is None:
        data.pop(key, None)
    elif isinstance(old, Mapping) and isinstance(value, Mapping):
        data[key] = inner = dict(old)
        for name, item in value.items():
            _overlay(inner, name, item, "")
    else:
        data[key] = value


def _without_setting(document: Document, change: _Change, key: str) -> Document:
    """Take one key out of a change; the change with it when nothing is left to set."""
    return _pruned(document, change, (key,))


def _pruned(document: Document, change: _Change, path: tuple[str, ...]) -> Document:
    full: Path = (*change.path, "set", *path)
    while len(full) > len(change.path) + 1 and len(document.get(full[:-1])) == 1:
        full = full[:-1]
    return document.remove(change.path[:2] if full[-1] == "set" else full)
