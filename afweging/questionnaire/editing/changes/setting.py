"""Keys of parts in a variant: only what differs from the base is written, leaf by leaf."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...inventory import Part, same
from ...parts import FILE, LISTS, TEXT_KEYS, PartRef
from ...variants.schema import FIXED
from ..document import Document
from ..merging import put, put_keys
from ..parts import Keys
from ..places import NotEditable
from ..spans import Path
from .entries import Entry, entries, find_added, owner_key, settings
from .national import National

_ABSENT = object()


def set_keys(
    document: Document,
    ref: PartRef,
    keys: Keys,
    *,
    base: National,
    because: Any = None,
) -> Document:
    """Give keys of a part their values, None taking a key away.

    Of a national part only what differs from the base is written down, in its `change_…`; a value that equals
    the base's takes that leaf out again, and the change when nothing is left in it. A part that the variant
    adds is changed where it is added. `because` is put on the change; it stays as it was when not given.
    Raises KeyError for a part that is not there, NotEditable for what no variant can change.
    """
    if ref == FILE:
        return put_keys(document, (), keys, base.language)
    path = find_added(document, ref)
    if path is not None:
        return _set_added(document, ref, path, keys, because, base)
    part = base.part(ref)
    for key, value in keys.items():
        leaf = _leaf(key)
        _refuse_fixed(ref, str(leaf[0]))
        document = _set_leaf(document, part, leaf, value, base)
    own = _own(document, ref)
    return put(document, (*own.inside, "because"), because) if own and because is not None else document


def _leaf(key: Any) -> Path:
    return (key,) if isinstance(key, str) else tuple(key)


def _refuse_fixed(ref: PartRef, key: str) -> None:
    if key in FIXED:
        raise NotEditable(f"a variant cannot change “{key}” of a national {ref.kind}")
    if key in LISTS.get(ref.kind, {}):
        raise NotEditable(f"the parts in “{key}” change one by one, each with its id")


def _set_added(
    document: Document, ref: PartRef, path: Path, keys: Keys, because: Any, base: National
) -> Document:
    if "id" in keys and keys["id"] != ref.id and _named_elsewhere(document, ref, path):
        raise NotEditable(f"other changes name {ref}, so its id stays")
    document = put_keys(document, path, keys, base.language)
    for key in keys:
        for _ in settings(document, ref):
            document = without_leaf(document, ref, _leaf(key), base)
    return document if because is None else put(document, (*path[:3], "because"), because)


def _named_elsewhere(document: Document, ref: PartRef, path: Path) -> bool:
    """Do other changes name a part, as what they are about, as an owner or as a neighbour?"""
    return any(
        each.ref == ref
        or each.ref.owner == ref.id
        or each.neighbour == ref.id
        or (each.owner is not None and each.owner.id == ref.id)
        for each in entries(document.plain)
        if each.path != path[:2]
    )


def _own(document: Document, ref: PartRef) -> Entry | None:
    """The last change of a part's keys."""
    found = [entry for entry in entries(document.plain) if entry.verb == "change" and entry.ref == ref]
    return found[-1] if found else None


def _set_leaf(document: Document, part: Part, leaf: Path, value: Any, base: National) -> Document:
    """Write how a value differs from the base's, in one place, and take it out of all others."""
    wanted = _wanted(part, leaf, value, base.language)
    places = settings(document, part.ref)
    own = [path for entry, path in places if entry.ref == part.ref] or [path for _, path in places]
    target = own[-1] if own and wanted else None
    for _, path in reversed(places):  # a change that is left empty goes, so those behind it go first
        kept = _spelt(document.get(path), leaf, base.language)
        made = _without(kept, leaf)
        if path == target:
            document = put(document, path, _merged(made, wanted), nulls=True)
        elif made != kept:
            document = _emptied(document, path, made)
    if wanted and target is None:
        return document.insert(("changes",), base.home(document, part.ref), _change(part.ref, wanted))
    return document


def _wanted(part: Part, leaf: Path, value: Any, language: str) -> dict[str, Any]:
    """What `set` must hold for a leaf to have this value; empty when the base has it."""
    national: Any = _spelt(part.raw, leaf, language)
    for step in leaf:
        national = national.get(step, _ABSENT) if isinstance(national, Mapping) else _ABSENT
    if leaf[0] in TEXT_KEYS and len(leaf) == 1:
        value, national = _by_language(value, language), _by_language(national, language)
    made: dict[str, Any] = {}
    for path, each in _differences(national, value, leaf):
        inner = made
        for step in path[:-1]:
            inner = inner.setdefault(str(step), {})
        inner[str(path[-1])] = each
    return made


def _differences(national: Any, value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The leaves that differ, each with its value; None for one that is taken away."""
    if isinstance(national, Mapping) and isinstance(value, Mapping):
        for key in dict.fromkeys((*value, *national)):
            yield from _differences(national.get(key, _ABSENT), value.get(key), (*path, key))
    elif value is None:
        if national is not _ABSENT:
            yield path, None
    elif national is _ABSENT or not same(national, value):
        yield path, value


def _by_language(text: Any, language: str) -> Any:
    return {language: text} if isinstance(text, str) else text


def _spelt(found: Mapping[str, Any], leaf: Path, language: str) -> dict[str, Any]:
    """A part's data with the text that a leaf is of by language."""
    key = str(leaf[0])
    is_text = key in TEXT_KEYS and isinstance(found.get(key), str)
    return {**found, key: {language: found[key]}} if is_text else dict(found)


def _without(found: Mapping[str, Any], leaf: Path) -> dict[str, Any]:
    """A `set` without a leaf, nor the map that it was alone in."""
    step = str(leaf[0])
    inner = found.get(step)
    if len(leaf) > 1 and not isinstance(inner, Mapping):
        return dict(found)
    left = _without(inner, leaf[1:]) if len(leaf) > 1 and isinstance(inner, Mapping) else None
    return {key: item for key, item in found.items() if key != step} | ({step: left} if left else {})


def _merged(found: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(found)
    for key, value in more.items():
        inner = made.get(key)
        both = isinstance(inner, Mapping) and isinstance(value, Mapping)
        made[key] = _merged(inner, value) if both and isinstance(inner, Mapping) else value
    return made


def without_leaf(document: Document, ref: PartRef, leaf: Path, base: National) -> Document:
    """The document in which no change sets this leaf of a part."""
    for _, path in reversed(settings(document, ref)):
        found = _spelt(document.get(path), leaf, base.language)
        made = _without(found, leaf)
        if made != found:
            document = _emptied(document, path, made)
    return document


def _emptied(document: Document, path: Path, made: dict[str, Any]) -> Document:
    """Put what is left of a `set`; when nothing is, its change or item goes."""
    if made.keys() - {"id"}:
        return put(document, path, made, nulls=True)
    if path[-1] == "set":
        return document.remove(path[:2])
    document = document.remove(path)
    if document.get(path[:-1]):
        return document
    document = document.remove(path[:-1])
    return document if document.get(path[:-2]) else document.remove(path[:2])


def _change(ref: PartRef, wanted: Mapping[str, Any]) -> dict[str, Any]:
    owner = owner_key(ref.kind, ref.owner) if ref.owner else {}
    return {f"change_{ref.kind}": {**owner, "id": ref.id, "set": dict(wanted)}}


def effective(document: Document, ref: PartRef, *, base: National) -> dict[str, Any]:
    """A part as the variant makes it: the base's data, or that of the addition, with what is set over it.

    Of the file it is what stands at the top of the variant. Raises KeyError.
    """
    path = () if ref == FILE else find_added(document, ref)
    raw: Any = base.part(ref).raw if path is None else document.get(path)
    found = dict(raw) if isinstance(raw, Mapping) else {}
    for _, place in settings(document, ref):
        found = _laid_over(found, document.get(place), base.language)
    return found


def _laid_over(found: Mapping[str, Any], more: Mapping[str, Any], language: str) -> dict[str, Any]:
    made = dict(found)
    for key, value in more.items():
        if key in ("id", *LISTS["question"], *LISTS["score"]):
            continue
        before = _by_language(made.get(key), language) if key in TEXT_KEYS else made.get(key)
        value = _by_language(value, language) if key in TEXT_KEYS else value
        if value is None:
            made.pop(key, None)
        elif isinstance(before, Mapping) and isinstance(value, Mapping):
            made[key] = _laid_over(before, value, language)
        else:
            made[key] = value
    return made
