"""Putting a whole value in the place of another, touching only what differs."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..inventory import same
from ..parts import TEXT_KEYS
from .document import Document
from .spans import Path


def put(document: Document, path: Path, value: Any, *, nulls: bool = False) -> Document:
    """Make the value at a path equal to `value`, touching only what differs; None takes the key away.

    Within maps None takes a key away too, unless `nulls` says that it is a value there, as in a `set`.
    """
    if value is None:
        return document.remove(path) if document.has(path) else document
    return _put(document, path, value if nulls else _without_nulls(value))


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return value


def _put(document: Document, path: Path, value: Any) -> Document:
    old = document.get(path) if document.has(path) else None
    if document.has(path) and same(old, value):
        return document
    if isinstance(old, Mapping) and isinstance(value, Mapping) and value.keys() & old.keys():
        return _put_map(document, path, old, value)
    if isinstance(old, list) and isinstance(value, list) and old and value:
        return _put_list(document, path, old, value)
    return document.set(path, value)


def _put_map(document: Document, path: Path, old: Mapping[str, Any], value: Mapping[str, Any]) -> Document:
    for key in [key for key in old if key not in value]:
        document = document.remove((*path, key))
    for key, item in value.items():
        document = _put(document, (*path, key), item)
    return document


def _put_list(document: Document, path: Path, old: Sequence[Any], value: Sequence[Any]) -> Document:
    """Leave alone what both lists start and end with, and write over or add what is between."""
    least = min(len(old), len(value))
    first = next((place for place in range(least) if not same(old[place], value[place])), least)
    last = next(
        (place for place in range(least - first) if not same(old[-1 - place], value[-1 - place])),
        least - first,
    )
    old_end, new_end = len(old) - last, len(value) - last
    for place in range(first, min(old_end, new_end)):
        document = _put(document, (*path, place), value[place])
    for place in range(old_end, new_end):
        document = document.insert(path, place, value[place])
    for _ in range(new_end, old_end):
        document = document.remove((*path, new_end))
    return document


def put_keys(document: Document, path: Path, keys: Mapping[Any, Any], language: str) -> Document:
    """Give keys of the part at a path their values.

    A key may be the path of a leaf (`("label", "nl")`); a text without a language is then first one in
    `language`. A map that is left empty goes.
    """
    for key, value in keys.items():
        leaf = (key,) if isinstance(key, str) else tuple(key)
        document = _by_language(document, path, leaf, language)
        document = put(document, (*path, *leaf), value)
        if value is None:
            document = _without_empty(document, (*path, *leaf[:-1]), len(path) + 1)
    return document


def _by_language(document: Document, path: Path, leaf: Path, language: str) -> Document:
    place = (*path, *leaf[:1])
    if len(leaf) < 2 or leaf[0] not in TEXT_KEYS or not document.has(place):
        return document
    found = document.get(place)
    return document.set(place, {language: found}) if isinstance(found, str) else document


def _without_empty(document: Document, path: Path, least: int) -> Document:
    while len(path) >= least and document.has(path) and document.get(path) == {}:
        document = document.remove(path)
        path = path[:-1]
    return document
