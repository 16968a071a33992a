"""Scores and outcomes: what an assessment computes and concludes from the answers.

A calculation takes the value of the first of its `riskScore` lines that holds. Of the levels of an assessment
the first one that holds counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...rules.parse import RuleError, parse
from ..base import Ids
from ..given import Given
from ..meaning.operands import MISSING, CannotSay, Known, Number, Operand, figure
from ..meaning.saying import Note, Sayer
from ..surveyjs.logic import FALSE, TRUE, Rule, Truth
from ..surveyjs.writing import rule_text
from .conditions import Conditions, Context
from .tasks import Task
from .values import UNDEFINED

Made = dict[str, Any]
KINDS: Mapping[str, str] = {"required": "obligation", "recommended": "advice"}
"""Level of an assessment → kind of outcome."""
FOLLOWS = "Dit volgt uit de antwoorden als:"
"""Above the criteria of an outcome."""


class Outcomes:
    """Makes the scores and outcomes of one file."""

    def __init__(self, conditions: Conditions, note: Note) -> None:
        self.conditions = conditions
        self.note = note
        self.sayer = Sayer(note)
        self.score_ids = Ids()
        self.outcome_ids = Ids()
        self.scores: dict[str, str] = {}
        """By its key: the id of a score."""
        self.name = "-"
        """What is being translated, for remarks."""

    def remark(self, what: str) -> None:
        """Note something about what is being translated."""
        self.note(self.name, what)

    def made_scores(self, tasks: Iterable[Task]) -> list[Made]:
        """The scores of all tasks."""
        return [score for task in tasks for each in task.walk() for score in self._scores(each)]

    def _scores(self, task: Task) -> Iterator[Made]:
        given = task.given.map("calculation", "a calculation")
        if given is None:
            return
        self.name = task.id
        key = given.text("scoreKey") or task.id
        text = given.text("expression", needed=True)
        cases = [
            (each.text("when", needed=True), each.value("value"))
            for each in given.maps("riskScore", "a risk score")
        ]
        for name, value in given.rest():
            self.note(task.id, f"“{name}” of its calculation: {value}")
        if not all(_is_number(value) for _, value in cases):
            self.note(task.id, f"its score “{key}” is not computed: a risk score has a number as its value")
            return
        score_id = self.score_ids.take(key)
        try:
            operand = self.conditions.operand(text, Context(), score_id)
            yield from self._score(key, score_id, task, operand, cases)
        except CannotSay as error:
            self.note(task.id, f"its score “{key}” is not computed: rules cannot say “{text}” ({error})")
            return
        if key in self.scores:
            self.note(
                task.id, f"another task has a score “{key}” too; outcomes that name it look at this one"
            )
        self.scores[key] = score_id

    def _score(
        self, key: str, score_id: str, task: Task, operand: Operand, cases: list[tuple[str, Any]]
    ) -> Iterator[Made]:
        score: Made = {"id": score_id, "title": key}
        if task.title:
            score["description"] = task.title
        if not cases:
            yield score | {"value": self.conditions.computer.number(operand).text}
            return
        most = max((each for _, each in cases if isinstance(each, int | float)), default=0)
        score |= {"max": most} if most > 0 else {}
        number = self._by_value(key, operand, cases) or Number(self._by_rules(key, operand, cases))
        if _fits(number.text):
            yield score | {"value": number.text}
            return
        helper = self.score_ids.take(f"{key}.value")
        yield {
            "id": helper,
            "title": f"{key} (waarde)",
            "value": self.conditions.computer.number(operand).text,
        }
        yield score | {"value": self._by_rules(key, Number(f'score("{helper}")'), cases)}

    def _by_value(self, key: str, operand: Operand, cases: list[tuple[str, Any]]) -> Number | None:
        """The score of each value that an expression can have; None when they are too many to tell."""

        def worked_out(value: Any) -> Any:
            for when, points in cases:
                rule = self.conditions.rule(when, Context({key: Known(value)}))
                if not isinstance(rule, Truth):
                    raise CannotSay("it looks at other answers too")
                if rule.value:
                    return float(points)
            return UNDEFINED

        try:
            return self.conditions.computer.number(self.conditions.computer.mapped(worked_out, [operand]))
        except CannotSay:
            return None

    def _by_rules(self, key: str, operand: Operand, cases: list[tuple[str, Any]]) -> str:
        """The value of the first case that holds; missing when none does."""
        written = MISSING
        for when, value in reversed(cases):
            rule = self.conditions.rule(when, Context({key: operand}))
            rule = self.sayer.known(rule, self.name, f"the score “{key}”", otherwise=False)
            points = figure(float(value))
            if rule == TRUE:
                written = points
            elif rule != FALSE:
                written = f"{points} if {rule_text(rule) or TOO_LONG} else {written}"
        return written

    def made_outcomes(self, assessments: Iterable[Given]) -> list[Made]:
        """The outcomes of all assessments."""
        return [outcome for each in assessments for outcome in self._assessment(each)]

    def _assessment(self, given: Given) -> Iterator[Made]:
        name = given.text("id", needed=True)
        before: list[str] = []
        for level in given.maps("levels", "a level"):
            kind = level.text("level")
            self.name = f"{name}.{kind}" if kind else name
            outcome_id = self.outcome_ids.take(f"{name}-{kind}" if kind else name)
            outcome = self._outcome(level, outcome_id, kind, before)
            if outcome:
                before.append(outcome_id)
                yield outcome
            for key, value in level.rest():
                self.note(self.name, f"“{key}”: {value}")
        for key, value in given.rest():
            self.note(name, f"“{key}”: {value}")

    def _outcome(self, level: Given, outcome_id: str, kind: str, before: list[str]) -> Made | None:
        criteria, words = self._criteria(level)
        text = level.text("expression", needed=True)
        context = Context(scores=self.scores, criteria=criteria)
        rule = self._known(self.conditions.rule(text, context))
        written = self.sayer.text(rule, self.name, "the outcome", text, "it never holds")
        if written is None:
            return None
        others = [f'not outcome("{other}")' for other in before]
        condition = " and ".join([*others, f"({written})"]) if others else str(written)
        result = level.text("result") or outcome_id
        if kind not in KINDS:
            self.note(self.name, f"the level “{kind}” is not known; its outcome is information")
        parts = [
            level.text("explanation"),
            f"{FOLLOWS}\n\n" + "\n".join(f"- {each}" for each in words) if words else "",
        ]
        told = "\n\n".join([result, *filter(None, parts)])
        return {
            "id": outcome_id,
            "title": result,
            "if": condition,
            "kind": KINDS.get(kind, "info"),
            "text": told,
        }

    def _criteria(self, level: Given) -> tuple[dict[str, Rule], list[str]]:
        criteria: dict[str, Rule] = {}
        words: list[str] = []
        for each in level.maps("criteria", "a criterion"):
            name, text = each.text("id", needed=True), each.text("expression", needed=True)
            rule = self.conditions.rule(text, Context(scores=self.scores))
            criteria[name] = self._known(rule)
            words += [each.text("explanation")] if each.text("explanation") else []
            for key, value in each.rest():
                self.note(self.name, f"“{key}” of the criterion {name}: {value}")
        return criteria, words

    def _known(self, rule: Rule) -> Rule:
        return self.sayer.known(rule, self.name, "the outcome", otherwise=False)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


TOO_LONG = "this is too long to be a rule, so that it is refused ("


def _fits(text: str) -> bool:
    try:
        parse(text)
    except RuleError:
        return False
    return True
