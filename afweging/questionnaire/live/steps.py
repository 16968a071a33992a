"""The steps of an evaluation. Each does one thing anew, and tells whether what others look at changed."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from ..answers import Flaw
from ..plans import CheckAt, OutcomePlan, QuestionPlan, ScorePlan
from ..rules.terms import Compute
from ..run import Run, Scored, Status
from .state import Layer, State


@dataclass(slots=True)
class Step(ABC):
    """One step; `dependents` are the steps that look at what it writes, all of them later ones."""

    dependents: tuple[int, ...]

    @abstractmethod
    def update(self, state: State) -> bool:
        """Do it anew. Did anything change?"""


@dataclass(slots=True)
class SectionStep(Step):
    """Is a section shown?"""

    place: int
    show: Compute | None

    def update(self, state: State) -> bool:
        """Ask its rule."""
        run = state.asking
        shown = self.show is None or bool(self.show(run))
        if shown is run.sections[self.place]:
            return False
        state.write(run.sections, self.place, shown)
        return True


@dataclass(slots=True)
class QuestionStep(Step):
    """What the pass makes of one question."""

    plan: QuestionPlan
    section: int
    through: bool
    """Is this the last word, so that it holds in the settled layer too?"""
    ends: bool
    """Is it also its final status? (It is not where it may be required.)"""
    wakes: bool
    """Do its dependents look at the answer as it was given, so that the same value may still matter?"""

    def update(self, state: State) -> bool:
        """Show it or not, and check its answer."""
        run, index = state.asking, self.plan.index
        before = _of(run, index)
        run.flaws[index] = []
        run.values[index] = None
        run.status[index] = Status.HIDDEN
        if run.sections[self.section] and (self.plan.show is None or self.plan.show(run)):
            run.judge(self.plan, state.answers.get(self.plan.id))
        if not _note(state, run, index, before):
            return self.wakes
        state.feed(run, index)
        if self.through:
            _copy(state, index)
        if self.ends:
            _end(state, index, run.status[index])
        return True


@dataclass(slots=True)
class CheckStep(Step):
    """Does a check that looks ahead object to an answer?"""

    place: int
    check: CheckAt

    def update(self, state: State) -> bool:
        """Judge it on the answers as the pass left them."""
        objection = state.asking.objection(self.check)
        if objection == state.objections[self.place]:
            return False
        state.write(state.objections, self.place, objection)
        return True


@dataclass(slots=True)
class SettleStep(Step):
    """What is left of one answer after the checks that look ahead and the rows that must be filled."""

    plan: QuestionPlan
    checks: tuple[int, ...]
    ends: bool

    def update(self, state: State) -> bool:
        """Refuse it, or let it stand."""
        index, run = self.plan.index, state.settled
        before = _of(run, index)
        found = self._flaws(state)
        status, value = state.asking.status[index], state.asking.values[index]
        refused = bool(found) and status is Status.ANSWERED
        run.status[index] = Status.INVALID if refused else status
        run.values[index] = None if refused else value
        run.flaws[index] = [*state.asking.flaws.get(index, ()), *found]
        if not _note(state, run, index, before):
            return False
        state.feed(run, index)
        if self.ends:
            _end(state, index, run.status[index])
        return True

    def _flaws(self, state: State) -> list[Flaw]:
        objections = [state.objections[place] for place in self.checks]
        found = [flaw for each in objections if each and each[0] == self.plan.index for flaw in each[1]]
        return found + (state.asking.gaps(self.plan) if self.plan.all_rows else [])


@dataclass(slots=True)
class RequireStep(Step):
    """Is an answer missing?"""

    plan: QuestionPlan

    def update(self, state: State) -> bool:
        """Decide the final status."""
        index, run = self.plan.index, state.settled
        status = run.status[index]
        if status is Status.EMPTY and self.plan.is_required(run):
            status = Status.MISSING
        _end(state, index, status)
        return False


@dataclass(slots=True)
class ResultStep(Step):
    """Something that is computed from answers, in one of the layers."""

    settled: bool
    name: str

    def update(self, state: State) -> bool:
        """Compute it, and keep it when it became another."""
        run = state.settled if self.settled else state.asking
        found, kept = self.found(run), self.kept(run)
        if found == kept[self.name]:
            return False
        state.write(kept, self.name, found)
        return True

    @abstractmethod
    def found(self, run: Layer) -> Any:
        """What it is now."""

    @abstractmethod
    def kept(self, run: Layer) -> dict[str, Any]:
        """Where it is kept, by its name."""


@dataclass(slots=True)
class ScoreStep(ResultStep):
    """A score."""

    plan: ScorePlan

    def found(self, run: Layer) -> Scored:
        """Its value, maximum and band."""
        value, most = self.plan.value(run), run._maxima[self.name]
        return Scored(value, most, self.plan.band(value, most))

    def kept(self, run: Layer) -> dict[str, Any]:
        """The scores."""
        return run._scores


@dataclass(slots=True)
class OutcomeStep(ResultStep):
    """An outcome."""

    plan: OutcomePlan

    def found(self, run: Layer) -> bool:
        """Does it hold, and is it in force?"""
        return bool(self.plan.condition(run)) and self.plan.outcome.in_force(run.today)

    def kept(self, run: Layer) -> dict[str, Any]:
        """The outcomes."""
        return run._outcomes


_Of = tuple[Status, Any, list[Flaw]]


def _of(run: Run, index: int) -> _Of:
    return run.status[index], run.values[index], run.flaws.get(index) or []


def _note(state: State, run: Run, index: int, before: _Of) -> bool:
    """Remember what stood there before; tells whether it became different."""
    status, value, flaws = before
    same = run.status[index] is status and run.values[index] == value and run.flaws[index] == flaws
    if not same:
        state.journal += (
            (run.status, index, status),
            (run.values, index, value),
            (run.flaws, index, flaws),
        )
    return not same


def _copy(state: State, index: int) -> None:
    """Nothing can refuse this answer any more: it is settled as it is."""
    run, asking = state.settled, state.asking
    state.write(run.status, index, asking.status[index])
    state.write(run.values, index, asking.values[index])
    state.journal.append((run.flaws, index, run.flaws.get(index) or []))
    run.flaws[index] = asking.flaws[index]
    state.feed(run, index)


def _end(state: State, index: int, status: Status) -> None:
    if state.final[index] is not status:
        state.write(state.final, index, status)
