"""Every rule of a questionnaire, with what it is for and where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..model import Check, Question, Questionnaire
from ..parts import FILE, PartRef
from ..rules.annotate import Annotated, annotate


@dataclass(frozen=True)
class RuleAt:
    """A rule of a part; `key` is the path of its key, such as `show_if` or `checks.0.rule`."""

    questionnaire: Questionnaire
    text: str
    use: str
    part: PartRef
    key: str
    table: str = ""

    @cached_property
    def annotated(self) -> Annotated:
        """Its tree, with what each part of it is."""
        return annotate(self.questionnaire, self.text, self.use, self.table)


def rules_of(questionnaire: Questionnaire) -> Iterator[RuleAt]:
    """Every rule of what is shown, in document order."""
    for section in questionnaire.sections:
        ref = PartRef("section", section.id)
        yield from _conditions(questionnaire, ref, section.show_if)
        for question in section.questions:
            yield from _of_question(questionnaire, question)
        yield from _checks(questionnaire, ref, section.checks)
    for score in questionnaire.scores:
        ref = PartRef("score", score.id)
        yield RuleAt(questionnaire, score.value, "value", ref, "value")
        if score.max is not None:
            yield RuleAt(questionnaire, score.max, "max", ref, "max")
    for outcome in questionnaire.outcomes:
        yield RuleAt(questionnaire, outcome.condition, "if", PartRef("outcome", outcome.id), "if")
    yield from _checks(questionnaire, FILE, questionnaire.checks)


def _of_question(questionnaire: Questionnaire, question: Question) -> Iterator[RuleAt]:
    ref = PartRef("question", question.id)
    yield from _asked(questionnaire, question, ref, "")
    table = question.id if question.columns else ""
    yield from _checks(questionnaire, ref, question.checks, table)
    for column in question.columns:
        yield from _asked(questionnaire, column, PartRef("column", column.id, question.id), question.id)


def _asked(questionnaire: Questionnaire, asked: Question, ref: PartRef, table: str) -> Iterator[RuleAt]:
    yield from _conditions(questionnaire, ref, asked.show_if, table)
    if asked.required.rule is not None:
        yield RuleAt(questionnaire, asked.required.rule, "required", ref, "required", table)
    for option in asked.options:
        inner = PartRef("option", option.id, asked.id)
        yield from _conditions(questionnaire, inner, option.show_if, table)


def _conditions(
    questionnaire: Questionnaire, ref: PartRef, rule: str | None, table: str = ""
) -> Iterator[RuleAt]:
    if rule is not None:
        yield RuleAt(questionnaire, rule, "show_if", ref, "show_if", table)


def _checks(
    questionnaire: Questionnaire, ref: PartRef, checks: Iterable[Check], table: str = ""
) -> Iterator[RuleAt]:
    for place, check in enumerate(checks):
        yield RuleAt(questionnaire, check.rule, "check", ref, f"checks.{place}.rule", table)
