"""A variant's shape in tables: which changes there are, and which keys each of them has."""

from collections.abc import Iterator, Mapping
from typing import Any

from .. import schema
from ..parts import FILE, INNERMOST, KINDS, LIST_OF, OWNER_KIND, PartRef
from ..problems import Mark, shown
from ..shape import (
    BAD,
    Reader,
    Reading,
    Record,
    anything,
    identifier,
    items,
    matching,
    read_record,
    record,
    string,
    text,
)
from ..text import NO_TEXT
from ..yaml12 import Entries, Items, Node, Scalar
from .model import Change

_KEYS: Mapping[str, Mapping[str, Reader]] = {
    "section": schema.SECTION,
    "question": schema.EVERY_KEY,
    "option": schema.OPTION,
    "row": schema.ROW,
    "column": schema.EVERY_KEY,
    "value": schema.VALUE,
    "term": schema.TERM,
    "score": schema.SCORE,
    "band": schema.BAND,
    "outcome": schema.OUTCOME,
}
"""Kind → the keys that a part of it has."""

MAX_CHANGES = 5_000
"""More than anyone writes; each looks through the list in which it puts something."""

FIXED = frozenset(("id", "type", "revision", "hidden", "questions"))
"""Keys that no variant sets."""


def _payload(node: Node, reading: Reading) -> Any:
    """The part that is added: read whole when the variant is laid over its base."""
    if isinstance(node, Entries):
        return node
    return reading.bad(node, "a map is expected here")


def _setting(kind: str) -> Reader:
    keys = _KEYS[kind]

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Entries) or not node.entries:
            return reading.bad(node, "“set” is a map of the keys that change")
        for name in node.entries:
            if name in FIXED:
                reading.problems.add(node.keys[name], f"a variant cannot change “{name}”")
            elif name not in keys:
                near = reading.problems.nearest(name, keys)
                reading.problems.add(node.keys[name], f"a {kind} has no key {shown(name)}{near}")
        return node

    return read


_NEIGHBOURS: Mapping[str, Reader] = {"after": identifier, "before": identifier}


def _add(kind: str) -> Reader:
    owner = OWNER_KIND.get(kind)
    keys: dict[str, Reader] = {kind: _payload, "because": text, **_NEIGHBOURS}
    if owner:
        keys[owner] = identifier
    return record(f"add_{kind}", keys, (kind, *((owner,) if owner else ())))


def _change(kind: str) -> Reader:
    owner = OWNER_KIND.get(kind) if kind != "question" else None
    keys: dict[str, Reader] = {"id": identifier, "set": _setting(kind), "because": text}
    if owner:
        keys[owner] = identifier
    return record(f"change_{kind}", keys, ("id", "set", *((owner,) if owner else ())))


_PARTS: Mapping[str, Reader] = dict.fromkeys(INNERMOST, identifier)
CHANGES: Mapping[str, tuple[str, str, Reader]] = {
    **{f"add_{kind}": ("add", kind, _add(kind)) for kind in KINDS},
    **{f"change_{kind}": ("change", kind, _change(kind)) for kind in KINDS},
    "hide": ("hide", "", record("hide", {**_PARTS, "because": text}, ("because",))),
    "move": ("move", "", record("move", {**_PARTS, **_NEIGHBOURS, "because": text})),
}
"""Name of a change → its verb, the kind of part when the name says it, and its shape."""


def change(node: Node, reading: Reading) -> Any:
    """One change: a map with one key, which says what is done."""
    if not isinstance(node, Entries) or len(node.entries) != 1:
        return reading.bad(node, "a change is a map with one key, such as change_question or hide")
    name, inner = next(iter(node.entries.items()))
    if name not in CHANGES:
        near = reading.problems.nearest(name, CHANGES)
        reading.problems.add(node.keys[name], f"there is no change {shown(name)}{near}")
        return BAD
    verb, kind, reader = CHANGES[name]
    values = reader(inner, reading)
    if values is BAD or not isinstance(inner, Entries):
        return BAD
    if "after" in values and "before" in values:
        return reading.bad(inner, "give “after” or “before”, not both")
    return _MAKERS[verb](kind, values, node.keys[name], reading)


def _made(
    verb: str, ref: PartRef, values: Record, mark: Mark, names: Mapping[str, str], **keys: Any
) -> Change:
    marks = {part: values.mark(key) for part, key in names.items() if key in values}
    return Change(
        place=0,
        verb=verb,
        ref=ref,
        mark=mark,
        after=values.get("after"),
        before=values.get("before"),
        because=values.get("because", NO_TEXT),
        marks=marks | {key: values.mark(key) for key in ("after", "before") if key in values},
        **keys,
    )


def _make_add(kind: str, values: Record, mark: Mark, reading: Reading) -> Any:
    payload, owner_kind = values.get(kind), OWNER_KIND.get(kind)
    owner = PartRef(owner_kind, values.get(owner_kind, "")) if owner_kind else FILE
    found = payload.entries.get("id") if payload else None
    if payload is not None and found is None:
        reading.problems.add(payload.mark, f"the added {kind} needs the key “id”")
    if found is None or identifier(found, reading) is BAD or not isinstance(found, Scalar):
        return BAD
    ref = PartRef(kind, found.value, owner.id if kind not in ("question", "section") else "")
    names = {"ref": kind, "owner": owner_kind or ""}
    made = _made("add", ref, values, mark, names, owner=owner, node=payload)
    made.marks["ref"] = found.mark  # type: ignore[index]  # a dict, made a line ago
    return made


def _make_change(kind: str, values: Record, mark: Mark, reading: Reading) -> Any:
    if "id" not in values or "set" not in values:
        return BAD
    owner_kind = OWNER_KIND.get(kind) if kind != "question" else None
    ref = PartRef(kind, values["id"], values.get(owner_kind, "") if owner_kind else "")
    return _made("change", ref, values, mark, {"ref": "id", "owner": owner_kind or ""}, node=values["set"])


def _make_hide(_kind: str, values: Record, mark: Mark, reading: Reading) -> Any:
    kind = next((kind for kind in INNERMOST if kind in values), None)
    if kind is None:
        return reading.bad(values.node, "say what is hidden, such as question: id")
    owner_kind = OWNER_KIND.get(kind) if kind != "question" else None
    if _strange(values, (kind, owner_kind), reading):
        return BAD
    if owner_kind and owner_kind not in values:
        return reading.bad(values.node, f"say which {owner_kind} this {kind} belongs to")
    ref = PartRef(kind, values[kind], values[owner_kind] if owner_kind else "")
    return _made("hide", ref, values, mark, {"ref": kind, "owner": owner_kind or ""})


def _make_move(_kind: str, values: Record, mark: Mark, reading: Reading) -> Any:
    kind = next((kind for kind in INNERMOST if kind in values), None)
    if kind is None:
        return reading.bad(values.node, "say what is moved, such as question: id")
    owner_kind = OWNER_KIND.get(kind)
    if _strange(values, (kind, owner_kind), reading):
        return BAD
    if kind != "question" and owner_kind and owner_kind not in values:
        return reading.bad(values.node, f"say which {owner_kind} this {kind} belongs to")
    if not {"after", "before", *(("section",) if kind == "question" else ())} & values.keys():
        return reading.bad(values.node, "say where it goes: after or before which one")
    inner = kind in ("option", "row", "column", "band")
    ref = PartRef(kind, values[kind], values[str(owner_kind)] if inner else "")
    owner = PartRef("section", values["section"]) if kind == "question" and "section" in values else None
    return _made("move", ref, values, mark, {"ref": kind, "owner": owner_kind or ""}, owner=owner)


def _strange(values: Record, known: tuple[str | None, ...], reading: Reading) -> bool:
    """Does it name more than one part?"""
    more = [name for name in INNERMOST if name in values and name not in known]
    for name in more:
        reading.problems.add(values.node.keys[name], f"“{name}” does not go with “{known[0]}” here")
    return bool(more)


_MAKERS = {"add": _make_add, "change": _make_change, "hide": _make_hide, "move": _make_move}

_EXTENDS = record(
    "extends",
    {
        "id": identifier,
        "version": schema.VERSION,
        "sha256": matching(r"[0-9a-f]{64}", "a SHA-256 in hexadecimal"),
    },
    ("id", "version"),
)

VARIANT: Mapping[str, Reader] = {
    "format": schema.format_number,
    "variant": identifier,
    "version": schema.VERSION,
    "title": text,
    "language": schema.LANGUAGE,
    "description": text,
    "owner": schema.owner,
    "licence": string,
    "source": anything,
    "extends": _EXTENDS,
    "changes": items(change, most=MAX_CHANGES),
}


def variant(node: Entries, reading: Reading) -> Record:
    """The whole variant."""
    needed = ("format", "variant", "version", "title", "extends", "changes")
    return read_record(node, reading, "a variant", VARIANT, needed)


def parts_of_list(node: Entries, kind: str) -> Iterator[tuple[str, Entries]]:
    """The ids and maps of a list of parts in a payload or `set`; what has no readable id is passed over."""
    found = node.entries.get(LIST_OF[kind])
    for item in found.items if isinstance(found, Items) else ():
        name = item.entries.get("id") if isinstance(item, Entries) else None
        if isinstance(item, Entries) and isinstance(name, Scalar) and isinstance(name.value, str):
            yield name.value, item
