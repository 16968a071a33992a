"""The choices of a question as options; rows and columns of a matrix are read alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...problems import shown
from ...yaml12 import Entries, Node, Scalar
from ..base import Ids
from ..meaning.fields import Member
from . import engine
from .engine import Value
from .making import DONT_KNOW, NONE, OTHER, REFUSED, Asked, Clause, Workshop
from .operands import Known
from .reading import Piece, Words, written
from .texts import line, own_words

_SPECIAL: Mapping[str, tuple[tuple[str, ...], str, Mapping[str, str]]] = {
    "other": (("hasOther", "showOtherItem"), "otherText", OTHER),
    "none": (("hasNone", "showNoneItem"), "noneText", NONE),
    "refused": (("showRefuseItem",), "refuseText", REFUSED),
    "dontknow": (("showDontKnowItem",), "dontKnowText", DONT_KNOW),
}
"""Value → the properties that add it, its text, and our words for it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, the value that the original stores for it, and when it is shown."""

    data: dict[str, Any]
    value: Value
    clause: Clause | None = None

    @property
    def id(self) -> str:
        """Its id in format 1."""
        return str(self.data["id"])


def choices_of(
    shop: Workshop,
    asked: Asked,
    key: str = "choices",
    rule: str = "choicesVisibleIf",
    taken: Ids | None = None,
) -> list[Choice]:
    """What a list of the file offers, in its order; a value that stands twice is taken once.

    `rule` is the property that says when each of them is shown, unless it says so itself.
    """
    ids = taken or Ids()
    nodes = asked.piece.items(key) or (asked.shared.items(key) if asked.shared else [])
    condition = asked.piece.word(rule).strip()
    found: dict[str, Choice] = {}
    for node in nodes:
        choice = _choice(shop, asked, ids, node)
        if choice and not choice.clause and condition:
            choice = replace(choice, clause=_clause(condition, choice.value))
        _add(found, choice, asked.piece)
    return list(found.values())


def with_special(shop: Workshop, asked: Asked, choices: list[Choice], *, several: bool) -> list[Choice]:
    """The choices with “other”, “none” and the like, which a property adds."""
    found = {written(choice.value): choice for choice in choices}
    ids = Ids()
    for choice in choices:
        ids.take(choice.id)
    for special in _special(shop, asked, ids, several=several):
        _add(found, special, asked.piece)
    return list(found.values())


def stored(choices: Iterable[Choice]) -> dict[Member, Value]:
    """Option id → the value that the original stores for it."""
    return {choice.id: choice.value for choice in choices}


def _clause(condition: str, value: Value) -> Clause:
    known = Known(engine.corrected(value))
    return Clause(condition, {"item": known, "choice": known})


def _add(found: dict[str, Choice], choice: Choice | None, piece: Piece) -> None:
    if choice is None:
        return
    name = written(choice.value)
    if name in found:
        piece.note(f"the value {shown(name)} stands twice; only the first is kept")
    else:
        found[name] = choice


def _choice(shop: Workshop, asked: Asked, ids: Ids, node: Node) -> Choice | None:
    if isinstance(node, Scalar):
        return _option(shop, asked, ids, node.value, {})
    if not isinstance(node, Entries):
        shop.report.bad(node, "this is a value or a map, not a list")
        return None
    piece = Piece(node, shop.report, asked.key)
    value, text = piece.scalar("value"), line(piece, piece.text("text"))
    condition = piece.word("visibleIf").strip()
    piece.note_left()
    choice = _option(shop, asked, ids, value, text)
    return replace(choice, clause=_clause(condition, value)) if choice and condition else choice


def _option(shop: Workshop, asked: Asked, ids: Ids, value: Value, text: Words) -> Choice | None:
    if isinstance(value, str) and "|" in value:  # “value|text”
        value, _, words = value.partition("|")
        text = text or line(asked.piece, {shop.report.language: words})
    if engine.is_empty(value):  # the original takes it for no answer
        asked.piece.note(f"what has no value is left out: {shown(' / '.join(text.values()))}")
        return None
    name = written(value)
    label = text or line(asked.piece, {shop.report.language: name}) or {shop.report.language: name}
    return Choice({"id": ids.take(value), "label": label, "source": value}, value)


def _special(shop: Workshop, asked: Asked, ids: Ids, *, several: bool) -> Iterable[Choice]:
    piece = asked.piece
    for value, (flags, text, words) in _SPECIAL.items():
        label = line(piece, piece.text(text))
        if not piece.flag(*flags):
            continue
        data: dict[str, Any] = {"id": ids.take(value), "source": value}
        data["label"] = label or own_words(shop.languages, words)
        if several and value != "other":
            data["exclusive"] = True
        yield Choice(data, value)
