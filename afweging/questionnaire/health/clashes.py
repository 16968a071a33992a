"""Ids that mean one thing here and another in a file beside it."""

from collections.abc import Iterable, Iterator

from ..model import Question, Questionnaire
from ..parts import FILE, PartRef
from .found import Found

_ALIKE = {"choice", "yesno"}
"""Types whose answers are alike: the id of one option."""


def clashes(questionnaire: Questionnaire, others: Iterable[Questionnaire]) -> Iterator[Found]:
    """The same file in two texts; and questions of one id whose answers cannot carry over.

    Files may share ids on purpose: an answer then moves along. It cannot, when the types differ or no option
    is shared.
    """
    for other in others:
        if other.sha256 == questionnaire.sha256:
            continue
        name = f"{other.id} {other.version}"
        if (other.id, other.version) == (questionnaire.id, questionnaire.version):
            yield Found("same_version", FILE, "version", {"other": name})
        for question in questionnaire:
            found = other.questions.get(question.id)
            if found is not None:
                yield from _between(question, found, name)


def _between(question: Question, found: Question, other: str) -> Iterator[Found]:
    ref = PartRef("question", question.id)
    if question.type != found.type and {question.type, found.type} != _ALIKE:
        params = {"kind": question.type, "other": other, "other_kind": found.type}
        yield Found("clash", ref, "id", params)
    elif question.options and not {each.id for each in question.options} & {
        each.id for each in found.options
    }:
        yield Found("clash_options", ref, "id", {"other": other})
