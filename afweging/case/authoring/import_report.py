"""What an import could not carry: by the section it is about, then by its name in the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from afweging.case.authoring.import_messages import in_dutch
from afweging.case.authoring.tree import Node, Tree
from afweging.questionnaire.parts import PartRef

THE_FILE = "-"
"""The name of the file itself in a note."""
MOST_OPEN = 12
"""So many names are shown at once; of more, each section is folded."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the original, the part that came of it (None when none did), and what was noted about it."""

    name: str
    node: Node | None
    notes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What was noted about one section, about the file as a whole, or about what is in no section."""

    title: str
    names: tuple[Named, ...]

    @property
    def counted(self) -> int:
        """How many notes."""
        return sum(len(each.notes) for each in self.names)


def report_of(notes: Iterable[Sequence[str]], data: Mapping[str, Any], tree: Tree) -> list[Group]:
    """Return the notes `[name, what]` of a draft in groups, in the order of its sections."""
    told: dict[str, list[Markup]] = {}
    for name, what in notes:
        told.setdefault(name, []).append(as_written(in_dutch(what)))
    homes = dict(_homes(data))
    order = {name: place for place, name in enumerate(homes)}
    sections = [(section.ref, section.title) for section in tree.sections]
    grouped: dict[PartRef | None, list[Named]] = {None: [], **{ref: [] for ref, _title in sections}}
    whole = told.pop(THE_FILE, [])
    for name, words in sorted(told.items(), key=lambda each: order.get(each[0], len(order))):
        section, part = homes.get(name, (None, None))
        node = tree.by_ref.get(part) if part else None
        grouped[section if section in grouped else None].append(Named(name, node, tuple(words)))
    groups = [Group(_("Het bestand als geheel"), (Named("", None, tuple(whole)),) if whole else ())]
    groups += [Group(title, tuple(grouped[ref])) for ref, title in sections]
    groups.append(Group(_("Wat in geen onderdeel terugkomt"), tuple(grouped[None])))
    return [group for group in groups if group.names]


def is_long(groups: Iterable[Group]) -> bool:
    """Are there more names than one looks through at once?"""
    return sum(len(group.names) for group in groups) > MOST_OPEN


def as_written(told: str) -> Markup:
    """A note as a page shows it: what the file says in signs of its own is code, other quotes are curly."""
    prose, data = told, ""
    if found := _DATA.fullmatch(told):
        prose, data = found.groups()
    made = escape("")
    for place, part in enumerate(_CODED.split(prose)):
        made += Markup("<code>{}</code>").format(part) if place % 2 else part.translate(_CURLY)
    return made + Markup("<code>{}</code>").format(data) if data else made


_DATA = re.compile(r"([^{\[]*: )([{\[].*)", re.DOTALL)
"""Words that end in data of the file."""
_CODED = re.compile(r"‘([^‘’]*[\"'{][^‘’]*)’")
"""What is quoted and has quotes or braces of its own."""
_CURLY = str.maketrans({"'": "’", '"': "”"})


def _homes(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[PartRef, PartRef]]]:
    """Each name of the original that came along: the section that it is in, and the part that it became."""
    for section in _maps(data, "sections"):
        home = PartRef("section", str(section.get("id")))
        yield _name(section), (home, home)
        for question in _maps(section, "questions"):
            part = PartRef("question", str(question.get("id")))
            yield from ((_name(column), (home, part)) for column in _maps(question, "columns"))
            yield _name(question), (home, part)


def _maps(owner: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """What a list holds that can be parts: a draft may have any text."""
    found = owner.get(key)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _name(part: Mapping[str, Any]) -> str:
    return str(part.get("source", part.get("id")))
