"""`Live`: answers that change one by one, and what follows from them."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from ..evaluation import Findings, InvalidAnswer, ScoreResult, refuse_unknown
from ..model import Questionnaire
from ..run import Run, Status
from .state import Entry, State, take_back


class Live(Findings):
    """What follows from answers, kept up to date while they change.

    At any moment it tells what `evaluate` would tell of the same answers, on the same day and for the same
    phase. Each property is made when first read after a change. Raises UnknownQuestion.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Mapping[str, Any],
        *,
        today: date,
        phase: str | None = None,
    ) -> None:
        refuse_unknown(questionnaire, answers)
        self._state = State(questionnaire.program.wiring, dict(answers), today.isoformat(), phase)
        super().__init__(questionnaire, self._state.settled)
        self._journals: list[list[Entry]] = []

    def change(self, question_id: str, raw: Any) -> frozenset[str]:
        """Answer a question (None: take its answer away); gives the questions whose status became another.

        Raises UnknownQuestion.
        """
        state = self._state
        index = state.wiring.program.index.get(question_id)
        if index is None:
            refuse_unknown(self.questionnaire, {question_id: raw})
            raise AssertionError
        before = state.answers.get(question_id)
        state.answers[question_id] = raw
        journal = [(state.answers, question_id, before), *state.spread(state.wiring.asks[index])]
        self._journals.append(journal)
        return self._changed(journal)

    def undo(self) -> frozenset[str]:
        """Take the last change back; gives the questions whose status became another.

        Raises IndexError when there is no change to take back.
        """
        journal = self._journals.pop()
        take_back(journal)
        return self._changed(journal)

    def _changed(self, journal: list[Entry]) -> frozenset[str]:
        for name in _READY:
            self.__dict__.pop(name, None)
        final, plans = self._state.final, self._state.wiring.program.questions
        return frozenset(plans[index].id for where, index, _ in journal if where is final)

    def runs(self) -> tuple[Run, Run]:
        """What rules look at: the answers as the pass left them, and as checks left them; often the same."""
        return self._state.asking, self._state.settled

    def answer(self, question_id: str) -> Any:
        """The answer to a question as it was given, None when there is none."""
        return self._state.answers.get(question_id)

    def status_of(self, question_id: str) -> Status:
        """The status of one question. KeyError when there is none of that id."""
        return self._state.final[self._state.wiring.program.index[question_id]]

    def holds(self, outcome_id: str) -> bool:
        """Does one outcome hold, and is it in force? KeyError when there is none of that id."""
        return self._run.outcome(outcome_id)

    @cached_property
    def status(self) -> Mapping[str, Status]:
        """Question → what it is, in document order."""
        return dict(zip(self.questionnaire.program.index, self._state.final, strict=True))

    @cached_property
    def applicable(self) -> tuple[str, ...]:
        """The questions that are shown."""
        return tuple([name for name, state in self.status.items() if state is not Status.HIDDEN])

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The questions that are shown and required, without an answer."""
        return tuple([name for name, state in self.status.items() if state is Status.MISSING])

    @cached_property
    def invalid(self) -> tuple[InvalidAnswer, ...]:
        """What is wrong with answers, in document order."""
        return tuple(self._invalid())

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that hold and are in force, in the order of the file."""
        holding = self._run._outcomes
        return tuple([name for name in self.questionnaire.program.outcomes if holding[name]])

    @cached_property
    def scores(self) -> Mapping[str, ScoreResult]:
        """Score → its value, maximum and band."""
        return {name: self._score(name) for name in self.questionnaire.program.scores}

    @cached_property
    def complete(self) -> bool:
        """Is nothing missing and nothing invalid?"""
        return not self.missing and not self.invalid


_READY = ("status", "applicable", "missing", "invalid", "outcomes", "scores", "complete")
"""What is made when first read."""
