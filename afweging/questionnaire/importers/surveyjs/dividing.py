"""Conditions that are longer than a rule may be, divided over scores that are 1 where their part holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...rules.parse import MAX_LENGTH
from ..base import Ids
from ..meaning.logic import Among, Chosen, Every, Leaf, Not, Rule, Some, answered, negate, reads
from ..meaning.writing import rule_text
from .reading import Words

MOST_PARTS = 200
"""Scores that may be made for the conditions of one file."""
ROOM = MAX_LENGTH - len("1 if  else 0")


class TooLong(Exception):
    """Not even divided is a condition short enough."""


@dataclass
class Divider:
    """Writes rules; `scores` holds what it made for those that are too long."""

    ids: Ids
    title: Words
    scores: list[dict[str, Any]] = field(default_factory=list)

    def text(self, rule: Rule) -> str | None:
        """The text of a rule; None when it is too long even when it is divided."""
        whole = rule_text(rule)
        if whole is not None:
            return whole
        made = len(self.scores)
        try:
            return self._fitting(rule)
        except TooLong:
            del self.scores[made:]
            return None

    def _fitting(self, rule: Rule) -> str:
        for _ in range(8):
            text = rule_text(rule)
            if text is not None:
                return text
            rule = self._divided(rule)
        raise TooLong

    def _divided(self, rule: Rule) -> Rule:
        if isinstance(rule, Every | Some):
            return type(rule)(tuple(map(self._part, self._chunks(rule))))
        if isinstance(rule, Not):
            return Not(self._divided(rule.part))
        if isinstance(rule, Among | Chosen) and len(rule.members) > 1:
            return self._divided(Some(tuple(_halves(rule))))
        raise TooLong

    def _chunks(self, rule: Every | Some) -> Iterator[Rule]:
        """As many parts at a time as fit in one rule."""
        chunk: list[Rule] = []
        for part in rule.parts:
            if chunk and not _fits(type(rule)((*chunk, part))):
                yield type(rule)(tuple(chunk))
                chunk = []
            chunk.append(part)
        yield type(rule)(tuple(chunk))

    def _part(self, rule: Rule) -> Rule:
        """A rule as whether a score is 1."""
        if isinstance(rule, Every | Some) and len(rule.parts) == 1:
            rule = rule.parts[0]
        if isinstance(rule, Leaf) and rule.text.startswith("score("):
            return rule
        text = self._fitting(rule) if not _fits(rule) else str(rule_text(rule))
        if len(self.scores) >= MOST_PARTS or len(text) > ROOM:
            raise TooLong
        name = self.ids.take("condition")
        self.scores.append({"id": name, "title": self.title, "value": f"1 if {text} else 0"})
        return Leaf(f'score("{name}") == 1', reads(rule))


def _fits(rule: Rule) -> bool:
    text = rule_text(rule)
    return text is not None and len(text) <= ROOM


def _halves(rule: Among | Chosen) -> Iterator[Rule]:
    """Two rules of half the options each; one of them holds where the whole does."""
    members = sorted(rule.members, key=str)
    half = len(members) // 2
    for some in (members[:half], members[half:]):
        chosen = frozenset(some)
        yield Among(rule.field, chosen) if isinstance(rule, Among) else Chosen(rule.field, chosen)
    if isinstance(rule, Among) and rule.missing:
        yield negate(answered(rule.field))
