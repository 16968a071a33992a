"""The tree of a draft: its sections with their questions, then values, words, scores and outcomes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from afweging.case.authoring import words
from afweging.case.authoring.reading import Reading
from afweging.questionnaire.editing import VariantText
from afweging.questionnaire.parts import FILE, LIST_OF, LISTS, PartRef
from afweging.questionnaire.text import Text

TOP_LISTS = ("value", "term", "score", "outcome")


@dataclass(slots=True)
class Node:
    """A part as the tree shows it. `origin` says where it comes from; empty in a whole questionnaire."""

    ref: PartRef
    title: str
    number: str = ""
    origin: str = ""
    problems: int = 0
    hidden: bool = False
    local: bool = False
    changed: bool = False
    owner: PartRef = FILE
    inner: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How an address names it."""
        return f"{self.ref.owner}:{self.ref.id}" if self.ref.owner else self.ref.id

    @property
    def counted(self) -> int:
        """How many questions it asks."""
        return sum(bool(each.number) for each in self.inner)

    @property
    def is_touched(self) -> bool:
        """Is something in it the variant’s own, or wrong?"""
        return self.local or bool(self.problems) or bool(self.inside)

    @property
    def inside(self) -> str:
        """What is said of its questions together: how many are not as in the base, and how many are wrong."""
        ours = 0 if self.local else sum(each.local or each.changed for each in self.inner)
        wrong = sum(each.problems for each in self.inner)
        told = (
            ngettext("1 hier anders", "%(num)d hier anders", ours) if ours else "",
            ngettext("1 probleem", "%(num)d problemen", wrong) if wrong else "",
        )
        return ", ".join(filter(None, told))

    @property
    def note(self) -> str:
        """What is said of it in the tree, in small."""
        told = [self.origin]
        if self.hidden:
            told.append(_("verborgen"))
        if self.problems:
            told.append(ngettext("1 probleem", "%(num)d problemen", self.problems))
        return ", ".join(filter(None, told))


@dataclass(slots=True)
class Tree:
    """All parts of a draft, in the order in which people see them."""

    sections: list[Node]
    lists: dict[str, list[Node]]
    language: str
    languages: tuple[str, ...]
    values: dict[str, str]
    by_ref: dict[PartRef, Node]

    def siblings(self, node: Node) -> list[Node]:
        """The parts in the same list."""
        if node.owner != FILE:
            return [each for each in self.by_ref[node.owner].inner if each.ref.kind == node.ref.kind]
        return self.sections if node.ref.kind == "section" else self.lists.get(node.ref.kind, [])

    @property
    def counted(self) -> int:
        """How many questions are asked."""
        return sum(bool(question.number) for section in self.sections for question in section.inner)


@lru_cache(maxsize=32)
def tree_of(reading: Reading, lang: str) -> Tree:
    """The tree of a draft, good or not; of a variant, as laid over its base. It is kept, so read only."""
    data = whole_data(reading)
    language = str(data.get("language") or "nl")
    builder = _Builder(reading, language, lang)
    sections = builder.nodes(data, FILE, "section")
    _number(sections)
    lists = {kind: builder.nodes(data, FILE, kind) for kind in TOP_LISTS}
    values = {node.ref.id: node.title for node in lists["value"] if not node.hidden}
    return Tree(sections, lists, language, _languages(data, language), values, builder.by_ref)


def whole_data(reading: Reading) -> Mapping[str, Any]:
    """The plain data of the whole, what is hidden too; of a variant with problems, as near as can be told."""
    if reading.questionnaire is not None:
        found: Mapping[str, Any] = json.loads(reading.questionnaire.canonical)
        return found
    if isinstance(reading.editable, VariantText) and reading.base is not None:
        return _nearly(reading.editable, json.loads(reading.base.canonical))
    plain = reading.editable.document.plain if reading.editable else None
    return plain if isinstance(plain, Mapping) else {}


def _nearly(editable: VariantText, data: dict[str, Any]) -> dict[str, Any]:
    """The base with what the variant sets, adds and hides, each addition at the end of its list."""
    data = _overlaid(editable, data, FILE)
    for ref in editable.added():
        owner = _find(data, ref.owner_ref) if ref.owner_ref else data
        if isinstance(owner, dict):
            owner.setdefault(LIST_OF[ref.part.kind], []).append(editable.data_of(ref.part))
    return data


def _overlaid(editable: VariantText, data: dict[str, Any], ref: PartRef) -> dict[str, Any]:
    made = dict(data)
    if ref != FILE:
        made |= editable.data_of(ref)
        if editable.is_hidden(ref):
            made["hidden"] = "…"
    for key, kind in LISTS.get(ref.kind, {}).items():
        owner = ref.id if ref.kind in ("question", "score") else ""
        if isinstance(data.get(key), list):
            made[key] = [_overlaid(editable, item, PartRef(kind, item["id"], owner)) for item in data[key]]
    return made


def _find(data: Any, ref: PartRef, at: PartRef = FILE) -> Any:
    for key, kind in LISTS.get(at.kind, {}).items():
        for item in data.get(key) or ():
            here = PartRef(kind, item["id"], at.id if at.kind in ("question", "score") else "")
            found = item if here == ref else _find(item, ref, here)
            if found is not None:
                return found
    return None


class _Builder:
    def __init__(self, reading: Reading, language: str, lang: str) -> None:
        self.reading = reading
        self.language = language
        self.lang = lang
        self.by_ref: dict[PartRef, Node] = {}
        self.problems: dict[PartRef, int] = {}
        for placed in reading.placed:
            self.problems[placed.ref] = self.problems.get(placed.ref, 0) + 1

    def nodes(
        self, data: Mapping[str, Any], owner: PartRef, kind: str, *, hidden: bool = False
    ) -> list[Node]:
        items = data.get(LIST_OF[kind])
        named = (
            item
            for item in (items if isinstance(items, list) else ())
            if isinstance(item, Mapping) and isinstance(item.get("id"), str)
        )
        return [self._node(item, owner, kind, hidden) for item in named]

    def _node(self, item: Mapping[str, Any], owner: PartRef, kind: str, hidden: bool) -> Node:
        ref = PartRef(kind, item["id"], owner.id if owner.kind in ("question", "score") else "")
        node = Node(
            ref,
            self._title(item),
            origin=self._origin(ref, item),
            problems=self.problems.get(ref, 0),
            hidden=hidden or "hidden" in item,
            owner=owner,
        )
        if isinstance(self.reading.editable, VariantText):
            node.local = self.reading.editable.is_local(ref)
            node.changed = node.hidden or self.reading.editable.is_changed(ref)
        self.by_ref[ref] = node
        for inner in LISTS.get(kind, {}).values():
            node.inner += self.nodes(item, ref, inner, hidden=node.hidden)
        if item.get("type") == "info":
            node.number = "-"
        return node

    def _title(self, item: Mapping[str, Any]) -> str:
        given = item.get("label") or item.get("title") or item.get("text")
        if isinstance(given, str) and given:
            return given
        if isinstance(given, Mapping):
            texts = {str(lang): text for lang, text in given.items() if isinstance(text, str)}
            return Text(texts, self.language).to(self.lang) or item["id"]
        return str(item["id"])

    def _origin(self, ref: PartRef, item: Mapping[str, Any]) -> str:
        editable = self.reading.editable
        if not isinstance(editable, VariantText):
            return ""
        if editable.is_local(ref):
            return _("van u")
        locked = item.get("locked") is True
        changed = editable.is_changed(ref)
        if changed:
            return _("landelijk, vast, hier gewijzigd") if locked else _("landelijk, hier gewijzigd")
        return _("landelijk, vast") if locked else _("landelijk")


def _number(sections: list[Node]) -> None:
    """Numbers as in print: sections, and their questions that ask something; what is hidden has none."""
    shown = [section for section in sections if not section.hidden]
    for place, section in enumerate(shown, start=1):
        section.number = str(place)
        count = 0
        for question in section.inner:
            asks = question.number != "-" and not question.hidden
            count += asks
            question.number = f"{place}.{count}" if asks else ""
    for section in sections:
        for question in section.inner:
            question.number = "" if question.hidden or question.number == "-" else question.number


def _languages(data: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """The languages of the texts, that of the file first."""
    found = {lang for lang in _codes(data) if lang != language}
    return (language, *sorted(found))


def _codes(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, Mapping):
            for key, item in found.items():
                if key in _TEXTS and isinstance(item, Mapping):
                    yield from (str(lang) for lang in item)
                elif not isinstance(item, str):
                    waiting.append(item)


_TEXTS = frozenset(("label", "title", "help", "intro", "description", "text"))


def kind_word(kind: str) -> str:
    """A kind of part, as people call it."""
    return str(words.KINDS[kind])
