"""What the questions of a survey are made into, before conditions are rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..base import Ids
from ..meaning.fields import UNANSWERED, Field, Member
from ..meaning.logic import TRUE, Rule
from .engine import Value
from .operands import Operand
from .reading import Piece, Report, Words
from .skeleton import Box
from .texts import titled
from .uses import Uses

YES = {"en": "Yes", "nl": "Ja", "fr": "Oui", "de": "Ja"}
NO = {"en": "No", "nl": "Nee", "fr": "Non", "de": "Nein"}
OTHER = {"en": "Other", "nl": "Anders", "fr": "Autre", "de": "Anderes"}
NONE = {"en": "None", "nl": "Geen", "fr": "Aucun", "de": "Keine"}
REFUSED = {"en": "Refuse to answer", "nl": "Wil niet antwoorden", "fr": "Refuse de répondre"}
DONT_KNOW = {"en": "Don’t know", "nl": "Weet niet", "fr": "Ne sait pas", "de": "Weiß nicht"}
COMMENT = {"en": "Comment", "nl": "Toelichting", "fr": "Commentaire", "de": "Kommentar"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition of the file, and what only it can name."""

    text: str
    local: Mapping[str, Operand] = field(default_factory=dict)


@dataclass(eq=False)
class Item:
    """A question of format 1 in the making. `key`: what the original calls its answer."""

    piece: Piece
    box: Box
    key: str
    data: dict[str, Any]
    answer: Field | None = None
    when: tuple[Clause, ...] = ()
    also: Rule = TRUE
    options: dict[str, Clause] = field(default_factory=dict)
    required: Clause | None = None

    @property
    def id(self) -> str:
        """Its id in format 1."""
        return str(self.data["id"])


@dataclass(frozen=True)
class Asked:
    """A question as the file has it, or a part of one that becomes a question of its own.

    `before`: what comes before its label. `shared`: where its choices are when it has none.
    """

    piece: Piece
    box: Box
    key: str
    id: str
    type: str
    before: Words = field(default_factory=dict)
    when: tuple[Clause, ...] = ()
    shared: Piece | None = None

    @property
    def called(self) -> str:
        """What stands for its title when it has none: the original shows its name."""
        return next(name for name in (self.piece.name, self.key, self.id) if name.strip())


@dataclass
class Workshop:
    """What makers share."""

    report: Report
    languages: tuple[str, ...]
    uses: Uses
    profile: str | None = None
    ids: Ids = field(default_factory=Ids)
    formulas: dict[str, str] = field(default_factory=dict)

    def item(
        self,
        asked: Asked,
        kind: str,
        seen: str,
        values: Mapping[Member, Value] | None = None,
        *,
        title: Iterable[str] = ("title",),
        **keys: Any,
    ) -> Item:
        """A question of one of our types; `seen` is what conditions see of its answer."""
        piece = asked.piece
        more = piece.text("description"), piece.text("help")
        label, help_text = titled(piece, piece.text(*title), asked.called, *more)
        item = self.put(asked, kind, prefixed(asked.before, label), help_text, **keys)
        if kind != "info":
            item.answer = Field(asked.id, seen, values or {})
            _require(item)
        else:
            item.answer = Field(asked.id, UNANSWERED)
        return item

    def put(self, asked: Asked, kind: str, label: Words, help_text: Words, **keys: Any) -> Item:
        """A question with these texts."""
        data = {"id": asked.id, "type": kind, "label": label}
        if help_text:
            data["help"] = help_text
        data |= keys
        if asked.key:
            data["source"] = asked.key
        return Item(asked.piece, asked.box, asked.key, data, when=asked.when)

    def shown_only(self, asked: Asked, what: str) -> list[Item]:
        """A text in the place of a question that has none here."""
        asked.piece.note(what)
        return [self.item(asked, "info", UNANSWERED)]

    def looks_into(self, asked: Asked) -> bool:
        """Does any condition look at a part of the answer?"""
        start = asked.key.lower()
        return any(name.startswith((f"{start}.", f"{start}[")) for name in self.uses.names)


def _require(item: Item) -> None:
    """Whether an answer is required; a condition takes the place of `isRequired`, as in the original."""
    always, condition = item.piece.flag("isRequired"), item.piece.word("requiredIf")
    if condition.strip():
        item.required = Clause(condition)
    elif always:
        item.data["required"] = True


def prefixed(before: Words, label: Words) -> Words:
    """A label with what it is a part of before it."""
    if not before:
        return label
    whole, own = next(iter(before.values())), next(iter(label.values()))
    languages = dict.fromkeys((*before, *label))
    return {name: f"{before.get(name, whole)}: {label.get(name, own)}" for name in languages}
