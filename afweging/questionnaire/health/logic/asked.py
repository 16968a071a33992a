"""What holds for every answer: it is to a question that is shown, of options that are shown, and checked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model import Check, Question
from ...parts import PartRef
from .answers import ABSENT
from .formulas import Formula, Is, some, tally

if TYPE_CHECKING:
    from ..rules import RuleAt
    from .picture import Picture


def constraints_of(picture: "Picture", question: Question) -> tuple[Formula, ...]:
    """What must hold for the variables of one question; made once for all of them."""
    if question.id not in picture.questionnaire.questions:
        return ()
    found = picture.made_constraints.get(question.id)
    if found is None:
        found = picture.made_constraints[question.id] = tuple(_constraints(picture, question))
    return found


def _constraints(picture: "Picture", question: Question) -> Iterator[Formula]:
    state = picture.quantity(question, end=False)
    yield some((state.atom(ABSENT), picture.visible(question)))
    unanswered = picture.space.negation(state.known())
    for rule in early_checks(picture, question):
        demand = some((unanswered, picture.holds(rule, end=False)))
        picture.check_constraints[rule.part, rule.key] = demand
        yield demand
    for option in question.options if question.type != "matrix" else ():
        if option.show_if is not None:
            chosen = _chosen(picture, question, option.id)
            shown = picture.shown(PartRef("option", option.id, question.id))
            yield some((picture.space.negation(chosen), shown))
    if question.type == "choices":
        yield from _together(picture, question, unanswered)


def _chosen(picture: "Picture", question: Question, option: str) -> Formula:
    if question.type == "choices":
        return picture.several(question, end=False).chosen(option)
    found = picture.quantity(question, end=False).equals(option)
    assert found is not None, "every shown option has a case"
    return found


def early_checks(picture: "Picture", question: Question) -> Iterator["RuleAt"]:
    """The checks that are judged at once: not of rows, and looking back only."""
    known = picture.questionnaire.program.world.questions
    place = known[question.id][0]
    for number, check in enumerate(question.checks):
        rule = picture.by_place[PartRef("question", question.id), f"checks.{number}.rule"]
        reads = rule.annotated.rule.reads
        if not of_rows(question, check) and all(
            read.kind == "question" and known[read.id][0] <= place for read in reads
        ):
            yield rule


def of_rows(question: Question, check: Check) -> bool:
    """Is a check judged for each row of a table?"""
    return bool(question.columns) and "row(" in check.rule.replace(" ", "")


def _together(picture: "Picture", question: Question, unanswered: Formula) -> Iterator[Formula]:
    """Which options go together: at least one, those that exclude others alone, and how many."""
    several, space = picture.several(question, end=False), picture.space
    atoms = {name: Is(var, 2) for name, var in several.options.items()}
    every_atom = tuple(atoms.values())
    yield some((unanswered, tally(every_atom, 1, len(every_atom))))
    yield some((several.state.known(), tally(every_atom, 0, 0)))
    alone = [atoms[option.id] for option in question.options if option.exclusive]
    for atom in alone:
        yield some((space.negation(atom), tally(every_atom, 1, 1)))
    if question.max_choices:
        yield tally(every_atom, 0, question.max_choices)
    if question.min_choices:
        enough = tally(every_atom, question.min_choices, len(every_atom))
        yield some((unanswered, enough, *alone))
