"""A questionnaire compiled: its plans in document order, and what follows from how they hang together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .feeding import Feeding
from .plans import CheckAt, OutcomePlan, QuestionPlan, ScorePlan, SectionPlan
from .points import Feeder, feeders_within
from .rules.translate import World

if TYPE_CHECKING:
    from .live.wiring import Wiring


@dataclass(frozen=True)
class Program:
    """The whole questionnaire, compiled."""

    sections: tuple[SectionPlan, ...]
    questions: tuple[QuestionPlan, ...]
    index: Mapping[str, int]
    section_of: tuple[int, ...]
    scores: Mapping[str, ScorePlan]
    outcomes: Mapping[str, OutcomePlan]
    late_checks: tuple[CheckAt, ...]
    points: Mapping[str, tuple[Feeder, ...]]
    ranges: Mapping[str, tuple[int, int]]
    needs: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
    """What each score, maximum and outcome builds on."""
    world: World
    """What its rules may name, to compile another one beside them."""
    influence: tuple[frozenset[int], ...] = ()
    """For each question: the questions that its rules look at."""
    absent: int = 0
    """How many questions a variant hid; they have places behind all others, and are always hidden."""

    @cached_property
    def building(self) -> frozenset[str]:
        """The outcomes that build on scores or other outcomes."""
        return frozenset(name for kind, name in self.needs if kind == "outcome" and self.needs[kind, name])

    @property
    def points_names(self) -> tuple[str, ...]:
        """The names under which points are given."""
        return tuple(name for name, feeders in self.points.items() if feeders)

    @cached_property
    def row_requirable(self) -> tuple[QuestionPlan, ...]:
        """The questions of which every row can be required."""
        return tuple(plan for plan in self.requirable if plan.all_rows)

    @cached_property
    def requirable(self) -> tuple[QuestionPlan, ...]:
        """The questions that can be required at all."""
        return tuple(plan for plan in self.questions if plan.required is not False)

    def feeders(self, name: str, section: str | None = None) -> tuple[Feeder, ...]:
        """The questions that give points under a name, in the whole file or in one section."""
        return (
            self.points[name] if section is None else feeders_within(self.points, self.ranges, name, section)
        )

    @cached_property
    def wiring(self) -> "Wiring":
        """What must be looked at again after one answer changed."""
        from .live.wiring import wire

        return wire(self)

    @cached_property
    def feeding(self) -> Feeding:
        """Which questions its rules look at in the end."""
        return Feeding(self.scores, self.outcomes, self.index, self.feeders)

    @cached_property
    def dependents(self) -> Mapping[str, tuple[str, ...]]:
        """Question → the questions that its answer may change, in document order."""
        direct: list[list[int]] = [[] for _ in self.questions]
        for target, sources in enumerate(self.influence):
            for source in sources:
                direct[source].append(target)
        return {plan.id: self._reach(plan.index, direct) for plan in self.questions}

    def _reach(self, start: int, direct: Sequence[Sequence[int]]) -> tuple[str, ...]:
        reached: set[int] = set()
        waiting = [start]
        while waiting:
            for target in direct[waiting.pop()]:
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        reached.discard(start)
        return tuple(self.questions[index].id for index in sorted(reached))
