"""The search: every single answer, and when none does it, pairs of answers within a budget."""

from collections.abc import Callable, Iterator, Mapping, Set
from datetime import date
from typing import Any

from ..live import Live
from ..model import Question, Questionnaire
from ..run import Status
from .candidates import Candidates, Literals, candidates, influencing
from .model import Change, Step, Target
from .stretches import MOST_STRETCHES, stretches

ONE_STEPS = 20_000
"""Single answers that are tried at the most; a file of 2,000 questions has that many."""
TWO_STEPS = 1_500
"""Changes that are tried at the most while looking for two answers, clock or no clock."""
TWO_SECONDS = 0.05
"""How long to look for two answers, when there is a clock."""

_GIVEN = frozenset((Status.ANSWERED, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.EMPTY, Status.MISSING))


def what_would_change(
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    target: Target,
    *,
    today: date,
    phase: str | None = None,
    clock: Callable[[], float] | None = None,
    pairs: bool = True,
) -> Change:
    """Find the answers that would change a target.

    One answer: every question that can be answered now and that has any influence, with every answer whose
    effect the rules can tell apart; numbers that rules compute with are solved for. Two answers (with
    `pairs`): the best that is found within a budget of steps, and of 50 ms on the caller's `clock` (in
    seconds; the kernel has none).

    Raises KeyError for a target that is not there.
    """
    return _Search(questionnaire, answers, target, today, phase, clock).run(pairs=pairs)


class _Search:
    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Mapping[str, Any],
        target: Target,
        today: date,
        phase: str | None,
        clock: Callable[[], float] | None,
    ) -> None:
        self.questionnaire = questionnaire
        self.target = target
        self.today = today
        self.clock = clock
        self.live = Live(questionnaire, answers, today=today, phase=phase)
        self.literals = Literals.of(questionnaire)
        self.places = influencing(questionnaire, _starting(questionnaire, target))
        self.was = self.stands()
        self.numbers: dict[str, Candidates] = {}
        """What can be answered where a number is computed with, as found for the answers at hand."""
        self.exact = True
        self.steps = 0

    def stands(self) -> Any:
        """What the target is now."""
        if self.target.kind == "shown":
            return self.live.status_of(self.target.id) is not Status.HIDDEN
        if self.target.kind == "outcome":
            return self.live.holds(self.target.id)
        return self.live.scores[self.target.id].band

    def run(self, *, pairs: bool) -> Change:
        """Look for one answer; when none does it, for two."""
        found = list(self._ones())
        if found:
            ways = tuple((step,) for step, _ in found)
            return self._change("one", ways, tuple(after for _, after in found))
        deciding = len(set(self.places) - self._itself())
        pairs = pairs and deciding > 1
        pair = self._two() if pairs else None
        if pair is not None:
            return self._change("two", (pair[0],), (pair[1],), tried=2)
        return self._change("none", tried=2 if pairs else min(deciding, 1))

    def _change(
        self,
        kind: str,
        ways: tuple[tuple[Step, ...], ...] = (),
        becomes: tuple[Any, ...] = (),
        tried: int = 1,
    ) -> Change:
        return Change(self.target, kind, self.exact, self.was, ways, becomes, tried)

    def _itself(self) -> Set[int]:
        """The place of a question that is the target: its own answer does not show or hide it."""
        shown = self.target.kind == "shown"
        return {self.questionnaire.program.index[self.target.id]} if shown else frozenset()

    def _ones(self) -> Iterator[tuple[Step, Any]]:
        for question_id, found in self._asked(solve=True):
            self.exact &= found.exact
            for value in found.values:
                self.steps += 1
                if self.steps > ONE_STEPS:
                    self.exact = False
                    return
                self.live.change(question_id, value)
                after = self.stands()
                if after != self.was and self.live.status_of(question_id) in _GIVEN:
                    yield Step(question_id, value), after
                self.live.undo()

    def _asked(self, *, solve: bool = False) -> Iterator[tuple[str, Candidates]]:
        """The questions that can be answered now and have any influence; not the target itself."""
        plans = self.questionnaire.program.questions
        for place in self.places:
            question = plans[place].question
            itself = self.target == Target("shown", question.id)
            if question.type == "info" or itself or self.live.status_of(question.id) is Status.HIDDEN:
                continue
            yield question.id, self._candidates(question, solve=solve)

    def _candidates(self, question: Question, *, solve: bool) -> Candidates:
        found = candidates(question, self.literals, self.live.answer(question.id), self.today)
        if found.exact or question.type not in ("number", "scale") or self.steps > ONE_STEPS:
            return found
        if solve and question.id not in self.numbers:
            self.numbers[question.id] = self._solved(question, found)
        return self.numbers.get(question.id, found)

    def _solved(self, question: Question, found: Candidates) -> Candidates:
        """The same with an answer of every stretch on which nothing changes, when these can be found."""
        answers = stretches(self.live, question)
        self.steps += MOST_STRETCHES if answers is None else len(answers)
        if answers is None:
            return found
        current = self.live.answer(question.id)
        others = tuple(value for value in found.values if value is None or isinstance(value, dict))
        return Candidates((*(value for value in answers if value != current), *others), True)

    def _two(self) -> tuple[tuple[Step, ...], Any] | None:
        """The first pair that does it; a given answer is preferred to one that is taken away."""
        left = TWO_STEPS
        end = self.clock() + TWO_SECONDS if self.clock else None
        firsts = [(name, value) for name, found in self._asked() for value in found.values]
        firsts.sort(key=lambda first: first[1] is None or isinstance(first[1], dict))
        for name, value in firsts:
            self.live.change(name, value)
            good = self.live.status_of(name) in _GIVEN
            for other, found in self._asked() if good else ():
                if other == name:
                    continue
                for second in found.values:
                    left -= 1
                    late = (
                        end is not None and self.clock is not None and left % 16 == 0 and self.clock() > end
                    )
                    if left < 0 or late:
                        self.live.undo()
                        return None
                    self.live.change(other, second)
                    after, fits = self.stands(), self.live.status_of(other) in _GIVEN
                    self.live.undo()
                    if after != self.was and fits and second is not None:
                        self.live.undo()
                        return (Step(name, value), Step(other, second)), after
            self.live.undo()
        return None


def _starting(questionnaire: Questionnaire, target: Target) -> Iterator[int]:
    """The questions that the target's own rule looks at."""
    program = questionnaire.program
    if target.kind == "shown":
        yield program.index[target.id]
        return
    plan = program.outcomes[target.id] if target.kind == "outcome" else program.scores[target.id]
    for read in plan.rule.reads:
        yield from program.feeding.of(read)
