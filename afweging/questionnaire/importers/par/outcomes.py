"""Outcomes: what an assessment concludes. Of the levels of an assessment the first one that holds counts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..base import Ids
from ..given import Given
from ..meaning.logic import Leaf, Rule
from ..meaning.saying import Sayer
from ..meaning.writing import rule_text
from .conditions import Conditions, Context
from .scores import Made, Scores

KINDS: Mapping[str, str] = {"required": "obligation", "recommended": "advice"}
"""Level of an assessment → kind of outcome."""
FOLLOWS = "Dit volgt uit de antwoorden als:"
"""Above the criteria of an outcome."""
WHAT = "the outcome"


@dataclass(slots=True)
class _Level:
    """A level while its outcome is made; `met`: when each criterion is, `words`: how it is told."""

    given: Given
    id: str
    kind: str
    met: dict[str, Rule] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The result, and what it follows from."""
        listed = "\n".join(f"- {each}" for each in self.words.values() if each)
        parts = (self.result, self.given.text("explanation"), f"{FOLLOWS}\n\n{listed}" if listed else "")
        return "\n\n".join(filter(None, parts))

    @property
    def result(self) -> str:
        """What it is called."""
        return self.given.text("result") or self.id


class Outcomes:
    """Makes the outcomes of one file; a criterion that is too long gets a score of its own."""

    def __init__(self, conditions: Conditions, sayer: Sayer, scores: Scores) -> None:
        self.conditions = conditions
        self.sayer = sayer
        self.scores = scores
        self.taken = Ids()
        self.helpers: list[Made] = []

    def made(self, assessments: Iterable[Given]) -> list[Made]:
        """The outcomes of all assessments."""
        return [outcome for each in assessments for outcome in self._of(each)]

    def _of(self, assessment: Given) -> Iterator[Made]:
        name = assessment.text("id", needed=True)
        before: list[str] = []
        for given in assessment.maps("levels", "a level"):
            kind = given.text("level")
            level = _Level(given, self.taken.take(f"{name}-{kind}" if kind else name), kind)
            self.conditions.about = f"{name}.{kind}" if kind else name
            outcome = self._outcome(level, before)
            if outcome:
                before.append(level.id)
                yield outcome
            self._rest(given, self.conditions.about)
        self._rest(assessment, name)

    def _rest(self, given: Given, name: str) -> None:
        for key, value in given.rest():
            self.sayer.note(name, f"“{key}”: {value}")

    def _outcome(self, level: _Level, before: list[str]) -> Made | None:
        self._criteria(level)
        rule = self._rule(level)
        if rule_text(rule) is None:
            self._shorten(level)
            rule = self._rule(level)
        said = level.given.text("expression")
        written = self.sayer.text(rule, self.conditions.about, WHAT, said, "it never holds")
        if written is None:
            return None
        if level.kind not in KINDS:
            what = f"the level “{level.kind}” is not known; its outcome is information"
            self.sayer.note(self.conditions.about, what)
        others = [f'not outcome("{other}")' for other in before]
        return {
            "id": level.id,
            "title": level.result,
            "if": " and ".join([*others, f"({written})"]) if others else str(written),
            "kind": KINDS.get(level.kind, "info"),
            "text": level.text,
        }

    def _rule(self, level: _Level) -> Rule:
        context = Context(scores=self.scores.ids, criteria=level.met)
        return self._known(self.conditions.rule(level.given.text("expression", needed=True), context))

    def _criteria(self, level: _Level) -> None:
        for each in level.given.maps("criteria", "a criterion"):
            name, text = each.text("id", needed=True), each.text("expression", needed=True)
            level.met[name] = self._known(self.conditions.rule(text, Context(scores=self.scores.ids)))
            level.words[name] = each.text("explanation")
            for key, value in each.rest():
                self.sayer.note(self.conditions.about, f"“{key}” of the criterion {name}: {value}")

    def _known(self, rule: Rule) -> Rule:
        return self.sayer.known(rule, self.conditions.about, WHAT, otherwise=False)

    def _shorten(self, level: _Level) -> None:
        """Give each criterion a score, 1 when it is met, for the rule of the outcome to look at."""
        for name, rule in level.met.items():
            text = rule_text(rule)
            if text is None:
                continue
            score_id = self.scores.taken.take(f"{level.id}.{name}")
            title: Any = level.words[name] or name
            self.helpers.append({"id": score_id, "title": title, "value": f"1 if {text} else 0", "max": 1})
            level.met[name] = Leaf(f'score("{score_id}") == 1', frozenset())
