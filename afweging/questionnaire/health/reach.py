"""What no answers reach, and conditions that all answers fulfil. Says so only when it is certain."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..model import Question, Section
from ..parts import FILE, PartRef
from .found import Found
from .logic.answers import SHIFT
from .logic.asked import constraints_of, early_checks, of_rows
from .logic.formulas import TRUE, Formula, every
from .logic.picture import Picture
from .logic.sums import ways
from .rules import RuleAt


def unreached(picture: Picture) -> Iterator[Found]:
    """Every condition that is never or always true, in document order, and every band that no score gets."""
    for section in picture.questionnaire.sections:
        yield from _section(picture, section)
    yield from _bands(picture)
    for outcome in picture.questionnaire.outcomes:
        rule = picture.by_place[PartRef("outcome", outcome.id), "if"]
        yield from _judged(picture, rule, TRUE, "holds", end=True)
    yield from _checks(picture, FILE, picture.questionnaire.checks, TRUE)


def _section(picture: Picture, section: Section) -> Iterator[Found]:
    ref = PartRef("section", section.id)
    shown = picture.shown(ref)
    found = list(_condition(picture, ref, TRUE, "shown"))
    yield from found
    if _is_never(found, ref):
        for question in section.questions:
            picture.never(question)
        return
    for question in section.questions:
        yield from _question(picture, question, shown)
    yield from _checks(picture, ref, section.checks, shown)


def _question(picture: Picture, question: Question, section: Formula) -> Iterator[Found]:
    ref = PartRef("question", question.id)
    found = list(_condition(picture, ref, section, "shown"))
    yield from found
    if _is_never(found, ref):
        picture.never(question)
        return
    visible = picture.visible(question)
    yield from _asked(picture, question, ref, visible)
    yield from _question_checks(picture, question, visible)
    for column in question.columns:
        inner = PartRef("column", column.id, question.id)
        yield from _condition(picture, inner, visible, "shown")
        yield from _asked(picture, column, inner, visible)


def _is_never(found: Iterable[Found], ref: PartRef) -> bool:
    return any(each.code == "never_shown" and each.part == ref for each in found)


def _asked(picture: Picture, asked: Question, ref: PartRef, visible: Formula) -> Iterator[Found]:
    """Whether it is required, and which of its options are shown."""
    rule = picture.by_place.get((ref, "required"))
    if rule:
        yield from _judged(picture, rule, visible, "required", end=True)
    for option in asked.options if option_conditions(asked) else ():
        # At the end of the pass more can be: an answer that the condition looks at may be struck.
        yield from _condition(picture, PartRef("option", option.id, asked.id), visible, "shown", end=True)


def option_conditions(asked: Question) -> bool:
    """Has any of its options a condition?"""
    return any(option.show_if is not None for option in asked.options)


def _condition(
    picture: Picture, ref: PartRef, given: Formula, what: str, *, end: bool = False
) -> Iterator[Found]:
    rule = picture.by_place.get((ref, "show_if"))
    if rule:
        yield from _judged(picture, rule, given, what, end=end)


def _judged(picture: Picture, rule: RuleAt, given: Formula, what: str, *, end: bool) -> Iterator[Found]:
    """Is a condition never or always true, where it is asked at all?"""
    holds = picture.holds(rule, end=end)
    fails = picture.space.negation(holds)
    if picture.solver.is_impossible(every((given, holds))):
        yield Found(f"never_{what}", rule.part, rule.key, {})
    elif picture.solver.is_impossible(every((given, fails))):
        yield Found(f"always_{what}", rule.part, rule.key, {})


def _question_checks(picture: Picture, question: Question, visible: Formula) -> Iterator[Found]:
    """Checks of an answer: those that are judged at once must not be taken for granted themselves."""
    constraints_of(picture, question)
    early = {rule.key for rule in early_checks(picture, question)}
    answered = picture.quantity(question, end=False).known()
    for number, check in enumerate(question.checks):
        rule = picture.by_place[PartRef("question", question.id), f"checks.{number}.rule"]
        own = picture.check_constraints.get((rule.part, rule.key)) if rule.key in early else None
        yield from _check(picture, rule, visible if of_rows(question, check) else answered, own)


def _checks(picture: Picture, ref: PartRef, checks: Iterable[Any], given: Formula) -> Iterator[Found]:
    for number, _ in enumerate(checks):
        yield from _check(picture, picture.by_place[ref, f"checks.{number}.rule"], given, None)


def _check(picture: Picture, rule: RuleAt, given: Formula, own: Formula | None) -> Iterator[Found]:
    holds = picture.holds(rule, end=False)
    fails = picture.space.negation(holds)
    if picture.solver.is_impossible(every((given, fails)), own):
        yield Found("never_fails", rule.part, rule.key, {})
    elif picture.solver.is_impossible(every((given, holds)), own):
        yield Found("always_fails", rule.part, rule.key, {})


def _bands(picture: Picture) -> Iterator[Found]:
    for score in picture.questionnaire.scores:
        value, shares = picture.bands(score.id, end=True)
        possible = picture.space.domains[value.var] if value else 0
        when = ways(picture, score.id)
        for band in score.bands:
            is_within = possible & (shares.get(band.id, 0) << SHIFT)
            if not is_within or picture.solver.is_impossible(when.get(band.id, TRUE)):
                yield Found("band_unreached", PartRef("band", band.id, score.id), "id", {})
