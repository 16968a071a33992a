"""What the overview of a dossier shows besides what this room knows: later rooms register what they know.

A rule yields pieces, each of its own kind, and the overview puts each where it belongs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from afweging.case.dossier.history import Happening
from afweging.case.dossier.turn import Seen


@dataclass(frozen=True, slots=True)
class Stands:
    """How the dossier stands, in a sentence that knows more than the state alone."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of “Wie doet wat”."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SectionMark:
    """What is said of a section beside its title; `full` when it is good, `next` when it is up now."""

    section_id: str
    text: str
    url: str
    full: bool = False
    next: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sections are done, over their list."""

    text: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day that is still to come, with what happens then."""

    on: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class ToMend:
    """Why a section came back: what the officer wrote, and where to mend it."""

    title: str
    verdict: str
    comment: str
    url: str
    act: str


Piece = Stands | Fact | SectionMark | Tally | Ahead | ToMend | Happening
Rule = Callable[[Seen], Iterable[Piece]]
_rules: dict[str, Rule] = {}


def register_glance(name: str, rule: Rule) -> None:
    """Let a room add to the overview. Rules are asked in the order in which they came."""
    _rules[name] = rule


@dataclass(slots=True)
class Glance:
    """The pieces, each kind by itself."""

    stands: str = ""
    tally: str = ""
    facts: list[Fact] = field(default_factory=list)
    marks: dict[str, SectionMark] = field(default_factory=dict)
    ahead: list[Ahead] = field(default_factory=list)
    happened: list[Happening] = field(default_factory=list)
    to_mend: list[ToMend] = field(default_factory=list)


def glance_of(seen: Seen) -> Glance:
    """Return what the rooms know of a dossier, as this reader may know it."""
    found = Glance()
    for rule in _rules.values():
        for piece in rule(seen):
            _add(found, piece)
    return found


def _add(found: Glance, piece: Piece) -> None:
    match piece:
        case Stands():
            found.stands = piece.text
        case Tally():
            found.tally = piece.text
        case Fact():
            found.facts.append(piece)
        case SectionMark():
            found.marks[piece.section_id] = piece
        case Ahead():
            found.ahead.append(piece)
        case ToMend():
            found.to_mend.append(piece)
        case Happening():
            found.happened.append(piece)


def bold(text: str) -> Markup:
    """Return a few words that stand out."""
    return Markup("<b>{}</b>").format(text)
