"""Checks that are judged after the pass: when they fail, the answer at which they are shown goes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...model import Check, Question
from ...parts import FILE, PartRef
from .asked import early_checks, of_rows
from .formulas import TRUE, Formula, every, some

if TYPE_CHECKING:
    from ..rules import RuleAt
    from .picture import Picture


@dataclass(frozen=True)
class Late:
    """A check, where it can be shown (the last place that is shown), and when it is judged at all."""

    rule: "RuleAt"
    places: tuple[int, ...]
    given: Formula


def late_checks(picture: "Picture") -> Iterator[Late]:
    """Every check that is judged after the pass, as `program.py` sets them apart."""
    for section in picture.questionnaire.sections:
        for question in section.questions:
            yield from _of_question(picture, question)
        ref = PartRef("section", section.id)
        start, end = picture.questionnaire.program.ranges[section.id]
        yield from _of_part(picture, ref, section.checks, picture.shown(ref), range(start, end)[:1])
    yield from _of_part(picture, FILE, picture.questionnaire.checks, TRUE, ())


def _of_question(picture: "Picture", question: Question) -> Iterator[Late]:
    ref = PartRef("question", question.id)
    early = {rule.key for rule in early_checks(picture, question)}
    for number, check in enumerate(question.checks):
        rule = picture.by_place[ref, f"checks.{number}.rule"]
        if rule.key not in early and not of_rows(question, check):
            place = picture.questionnaire.program.index[question.id]
            yield Late(rule, (place,), picture.quantity(question, end=False).known())


def _of_part(
    picture: "Picture", ref: PartRef, checks: Iterable[Check], given: Formula, fallback: Sequence[int]
) -> Iterator[Late]:
    index = picture.questionnaire.program.index
    for number, _ in enumerate(checks):
        rule = picture.by_place[ref, f"checks.{number}.rule"]
        named = {
            index[read.id]
            for read in rule.annotated.rule.reads
            if read.id in index and read.kind == "question"
        }
        yield Late(rule, tuple(sorted(named)) or tuple(fallback), given)


def strikes(picture: "Picture", question: Question, struck: Formula) -> Iterator[Formula]:
    """When the answer to a question is struck: some check fails that may be shown there; and it is, when a
    check fails that has no later place."""
    place, space = picture.questionnaire.program.index[question.id], picture.space
    found = [late for late in picture.late if place in late.places]
    failing = {
        id(late): every((late.given, space.negation(picture.holds(late.rule, end=False)))) for late in found
    }
    reasons = [failing[id(late)] for late in found]
    if question.type == "matrix":
        reasons.append(space.unknown())
    yield some((space.negation(struck), *reasons))
    counts = every((picture.visible(question), picture.quantity(question, end=False).known()))
    for late in found:
        if late.places[-1] == place:
            yield some((struck, space.negation(counts), space.negation(failing[id(late)])))
