"""Evaluating answers: what is asked, what is missing, what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .answers.flaws import Flaw
from .messages import place_words, words
from .model import Option, Questionnaire, Section
from .problems import did_you_mean, shown
from .rules.numbers import printable
from .run import Run, Status
from .text import Text
from .trace import Trace, Tracer


class UnknownQuestion(ValueError):
    """Answers to questions that are not in the questionnaire; `ids` names them."""

    def __init__(self, ids: tuple[str, ...], known: Mapping[str, object]) -> None:
        self.ids = ids
        told = [f"there is no question {shown(name)}{did_you_mean(name, known)}" for name in ids[:20]]
        super().__init__("\n".join(told))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a table: the row (from 1) and the label of the column (of a matrix: the row)."""

    row: int | None = None
    column: Text | None = None


@dataclass(frozen=True, slots=True)
class InvalidAnswer:
    """One thing that is wrong with an answer."""

    question: str
    code: str
    params: Mapping[str, Any]
    place: Place | None = None

    @classmethod
    def of(cls, question: str, flaw: Flaw) -> "InvalidAnswer":
        """A flaw of a question's answer, at its place."""
        somewhere = flaw.row is not None or flaw.column is not None
        return cls(question, flaw.code, flaw.params, Place(flaw.row, flaw.column) if somewhere else None)

    def message(self, lang: str) -> str:
        """What to say about it, with its place in a table."""
        where = place_words(self.place.row, self.place.column, lang) if self.place else ""
        return where + words(self.code, self.params, lang)


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A score as JSON shows it; value and band are None when they cannot be computed."""

    value: int | float | None
    max: int | float | None
    band: str | None


class Findings:
    """What can be asked about answers that were evaluated, at once (`Evaluation`) or one by one (`Live`)."""

    def __init__(self, questionnaire: Questionnaire, run: Run) -> None:
        self.questionnaire = questionnaire
        self._run = run

    @property
    def shown_sections(self) -> tuple[Section, ...]:
        """The sections that are shown and in which at least one question is."""
        program, states = self.questionnaire.program, self._run.status
        filled = {
            place for place, state in zip(program.section_of, states, strict=False) if state is not _HIDDEN
        }
        return tuple(section for place, section in enumerate(self.questionnaire.sections) if place in filled)

    @property
    def upcoming(self) -> tuple[str, ...]:
        """Outcomes whose condition holds, but whose rule comes into force on a later day."""
        plans = self.questionnaire.program.outcomes
        return tuple(
            name
            for name, plan in plans.items()
            if (plan.outcome.in_force_from or "") > self._run.today and plan.condition(self._run)
        )

    def shown_options(self, question_id: str) -> tuple[Option, ...]:
        """The options of a question that can be chosen now."""
        plan = self._plan(question_id)
        conditions, run = plan.conditions, self._run
        return tuple(
            option
            for option in plan.question.options
            if option.id not in conditions or conditions[option.id](run)
        )

    def required(self, question_id: str) -> bool:
        """Is the question shown, and is an answer required (in the phase that was evaluated)?"""
        plan = self._plan(question_id)
        return self._run.status[plan.index] is not _HIDDEN and plan.is_required(self._run)

    def invalid_of(self, question_id: str) -> tuple[InvalidAnswer, ...]:
        """What is wrong with one answer."""
        return tuple(self._flaws_at(self._plan(question_id).index))

    def why_shown(self, question_id: str) -> Trace:
        """Why a question is shown or hidden."""
        return self._tracer.shown(question_id)

    def why_outcome(self, outcome_id: str) -> Trace:
        """Why an outcome holds or not."""
        return self._tracer.outcome(outcome_id)

    def why_score(self, score_id: str) -> Trace:
        """Why a score is what it is."""
        return self._tracer.score(score_id)

    @property
    def _tracer(self) -> Tracer:
        return Tracer(self.questionnaire, self._run)

    def _plan(self, question_id: str) -> Any:
        program = self.questionnaire.program
        return program.questions[program.index[question_id]]

    def _score(self, name: str) -> ScoreResult:
        value, most, band = self._run.score(name)
        return ScoreResult(printable(value), printable(most), band)

    def _invalid(self) -> list[InvalidAnswer]:
        return [flaw for index in sorted(self._run.flaws) for flaw in self._flaws_at(index)]

    def _flaws_at(self, index: int) -> list[InvalidAnswer]:
        question_id = self.questionnaire.program.questions[index].id
        return [InvalidAnswer.of(question_id, flaw) for flaw in self._run.flaws.get(index, ())]


_HIDDEN, _MISSING = Status.HIDDEN, Status.MISSING


class Evaluation(Findings):
    """What follows from answers. All of it was computed at once; only traces are made when asked for."""

    def __init__(self, questionnaire: Questionnaire, run: Run) -> None:
        super().__init__(questionnaire, run)
        program, states = questionnaire.program, run.status
        self.status: Mapping[str, Status] = dict(zip(program.index, states, strict=False))
        self.applicable = tuple([name for name, state in self.status.items() if state is not _HIDDEN])
        self.missing = tuple([name for name, state in self.status.items() if state is _MISSING])
        self.invalid = tuple(self._invalid()) if run.flaws else ()
        self.outcomes = tuple([name for name in program.outcomes if run.outcome(name)])
        self.scores: Mapping[str, ScoreResult] = {name: self._score(name) for name in program.scores}
        self.complete = not self.missing and not self.invalid


def refuse_unknown(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> None:
    """Raises UnknownQuestion when an answer belongs to no question."""
    known = questionnaire.program.index
    strange = answers.keys() - known.keys()
    if strange:
        raise UnknownQuestion(tuple(sorted(map(str, strange))), known)


def evaluate(
    questionnaire: Questionnaire, answers: Mapping[str, Any], *, today: date, phase: str | None = None
) -> Evaluation:
    """Evaluate answers on a day, for a phase (None: what any phase requires is required).

    Raises UnknownQuestion when an answer belongs to no question; a bad answer is listed in `invalid`.
    """
    program = questionnaire.program
    refuse_unknown(questionnaire, answers)
    run = Run(program, answers, today.isoformat(), phase)
    run.walk()
    run.settle()
    return Evaluation(questionnaire, run)
