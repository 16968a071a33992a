"""How far an evaluation is, worked out once. The hot path: every page of a weighing tells it of each section.

An evaluation never changes and is kept as long as its answers stand, so what is counted in it can be kept
beside it. Nothing in here knows the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from afweging.questionnaire import Evaluation, Question, Section, Status

SETTLED = frozenset((Status.ANSWERED, Status.UNKNOWN, Status.NOT_APPLICABLE))
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions that need an answer are settled."""

    settled: int
    asked: int

    @property
    def percent(self) -> int:
        """Return the share in whole per cents, rounded down: 100 only when all are settled."""
        return 100 * self.settled // self.asked if self.asked else 100

    @property
    def done(self) -> bool:
        """Tell whether nothing is left."""
        return self.settled == self.asked


class Outlook:
    """What can be counted in an evaluation; each part when it is first asked for."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections in which a question is shown."""
        return self.evaluation.shown_sections

    @cached_property
    def settled(self) -> frozenset[str]:
        """Return the questions that have an answer, required or not."""
        return frozenset([key for key, status in self.evaluation.status.items() if status in SETTLED])

    @cached_property
    def due(self) -> frozenset[str]:
        """Return where something must be done, or was: one that may stay empty is nobody's debt."""
        required = self.evaluation.required
        status = self.evaluation.status.items()
        return frozenset([key for key, each in status if each is Status.INVALID or required(key)])

    @cached_property
    def progress(self) -> Progress:
        """Return how far the whole is."""
        return self.progress_in(self.evaluation.questionnaire.questions.values())

    @cached_property
    def by_section(self) -> Mapping[str, Progress]:
        """Return how far each section is, by its id."""
        return {each.id: self.progress_in(each.questions) for each in self.evaluation.questionnaire.sections}

    def progress_in(self, questions: Iterable[Question], to_confirm: frozenset[str] = NONE) -> Progress:
        """Return how far these questions are. `to_confirm` were carried over: due as long as they are."""
        status = self.evaluation.status
        asked = [
            each.id
            for each in questions
            if each.type != "info"
            and status[each.id] is not Status.HIDDEN
            and (each.id in self.due or each.id in to_confirm)
        ]
        return Progress(sum(key in self.settled and key not in to_confirm for key in asked), len(asked))


@lru_cache(maxsize=128)
def outlook_of(evaluation: Evaluation) -> Outlook:
    """Return the outlook that is kept beside an evaluation."""
    return Outlook(evaluation)
