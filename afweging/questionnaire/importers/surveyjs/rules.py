"""From the conditions of made questions to rules, their order, and what is to be said about both."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..meaning.fields import Field
from ..meaning.logic import FALSE, TRUE, Rule, Truth, Unknown, conjoin, disjoin, leaves, reads, settled
from .conditions import Conditions
from .dividing import Divider
from .making import Clause, Item
from .ordering import Placed
from .reading import Piece


@dataclass
class Ruled:
    """A question with its rules, before it is known what stands before it."""

    item: Item
    show: Rule = TRUE
    options: Mapping[str, Rule] = field(default_factory=dict)
    required: Rule | None = None

    def looks_at(self) -> frozenset[Field]:
        """What has to be asked before it."""
        return reads(self.show).union(*map(reads, self.options.values()))


class Ruler:
    """Makes rules of clauses; remarks about a clause are made where it stands."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.known: dict[str, tuple[Rule, list[str]]] = {}

    def ruled(self, item: Item) -> Ruled:
        """The rules of a question."""
        show = conjoin((*(self.rule(clause, item.piece) for clause in item.when), item.also))
        options = {name: self.rule(clause, item.piece) for name, clause in item.options.items()}
        required = self.rule(item.required, item.piece) if item.required else None
        return Ruled(item, show, options, required)

    def rule(self, clause: Clause, piece: Piece) -> Rule:
        """The rule of one clause."""
        found = None if clause.local else self.known.get(clause.text)
        if found is None:
            translated = self.conditions.translate(clause.text, clause.local)
            found = translated.rule, translated.remarks
            if not clause.local:
                self.known[clause.text] = found
        for remark in found[1]:
            piece.note(f"the condition {clause.text}: {remark}")
        return found[0]


def head_rule(own: Rule, members: Iterable[Ruled]) -> Rule:
    """When the title of a panel is shown: with its panel, as long as anything in it is."""
    shown = list(members)
    inside = frozenset(ruled.item.answer for ruled in shown if ruled.item.answer)
    rules = [ruled.show for ruled in shown]
    if not rules or own in rules or any(reads(rule) & inside for rule in rules):
        return own
    return disjoin(rules)


@dataclass
class Places:
    """Where each answer stands, in the order in which questions are asked."""

    of: Mapping[Field, int]
    divider: Divider

    def later(self, rule: Rule, before: int) -> bool:
        """Does a part of a rule look at what is not yet asked?"""
        return any(self.of.get(answer, before) >= before for answer in reads(rule))

    def written(self, rule: Rule, before: int, piece: Piece, what: str) -> str | None:
        """The text of a condition that sees what stands before; None when it always holds.

        What it cannot say is taken to hold, so that nothing is hidden that the original shows.
        """
        for leaf in leaves(rule):
            if isinstance(leaf, Unknown):
                piece.note(f"{what}: rules cannot say this, which is taken to hold: {leaf.what} ({leaf.why})")
            elif self.later(leaf, before):
                names = ", ".join(sorted(answer.id for answer in reads(leaf)))
                piece.note(f"{what}: it looks ahead at {names}, in a circle; that is taken to hold")
        known = settled(
            rule, lambda leaf: isinstance(leaf, Unknown) or self.later(leaf, before), otherwise=True
        )
        return self._text(known, TRUE, piece, what)

    def required(self, rule: Rule, piece: Piece) -> str | None:
        """The text of a condition for an answer to be required; None when it never holds."""
        what = "when it is required"
        for leaf in leaves(rule):
            if isinstance(leaf, Unknown):
                piece.note(f"{what}: rules cannot say this, which is not asked: {leaf.what} ({leaf.why})")
        known = settled(rule, lambda leaf: isinstance(leaf, Unknown), otherwise=False)
        return self._text(known, FALSE, piece, what)

    def _text(self, rule: Rule, otherwise: Truth, piece: Piece, what: str) -> str | None:
        if rule == otherwise:
            return None
        before = len(self.divider.scores)
        text = self.divider.text(rule)
        if text is None:
            piece.note(f"{what}: the condition is longer than a rule may be, and left out")
        elif len(self.divider.scores) > before:
            names = ", ".join(str(score["id"]) for score in self.divider.scores[before:])
            piece.note(
                f"{what}: the condition is longer than a rule may be, and divided over scores: {names}"
            )
        return text


def moved(placed: list[Placed[Item]], pages: list[list[Item]], note: Callable[[Item, str], None]) -> None:
    """Say which questions are asked elsewhere than in the file."""
    place = {item: index for index, item in enumerate(item for page in pages for item in page)}
    for part in placed:
        for item in part.items if part.again else ():
            note(item, "it looks at a later page, so it is asked after that, under the title of its own page")
        latest = -1
        for item in part.items:
            if place[item] < latest and not part.again:
                note(item, "it looks at a later question of its page, so it is asked after that")
            latest = max(latest, place[item])
