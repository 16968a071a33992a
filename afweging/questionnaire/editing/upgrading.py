"""The text of an upgraded variant: the old text, spliced where a change was, so that its comments stay."""

from collections.abc import Mapping
from typing import Any

from ..variants import Upgrade
from .document import Document
from .spans import Path


def upgraded_text(text: str, made: Upgrade) -> str:
    """The new text of a variant whose upgrade is done; the same text when its base is the same.

    Raises NotEditable when the text cannot be spliced, and ValueError when there are conflicts left.
    """
    if made.resolved is None:
        raise ValueError("an upgrade with conflicts has no text yet")
    document = Document(text)
    for key in ("version", "extends"):
        document = _written(document, (key,), made.data[key])
    for place in sorted(made.changes, reverse=True):
        change = made.changes[place]
        path: Path = ("changes", place)
        document = document.remove(path) if change is None else _written(document, path, change)
    return document.text


def _written(document: Document, path: Path, value: Any) -> Document:
    """Put a value at a path, touching only the keys that differ."""
    old = document.get(path) if document.has(path) else None
    if not (isinstance(old, Mapping) and isinstance(value, Mapping) and old):
        return document if document.has(path) and old == value else document.set(path, value)
    if path[:1] == ("changes",) and len(path) == 2 and old.keys() != value.keys():
        return document.set(path, value)
    for key in [key for key in old if key not in value]:
        document = document.remove((*path, key))
    for key, item in value.items():
        document = _written(document, (*path, key), item)
    return document
