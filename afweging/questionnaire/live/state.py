"""What is known at one moment, and how it was a change ago.

The answers stand in two layers. `asking` is what the pass in document order sees; `settled` is what is left
after checks that look ahead refused answers, and what scores, outcomes and `required` see. They are one and
the same where a questionnaire has no such checks.
"""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from ..model import Number
from ..rules.numbers import settled
from ..run import Objection, Run, Scored, Status

if TYPE_CHECKING:
    from ..program import Program
    from .wiring import Feeds, Wiring

Entry = tuple[Any, Any, Any]
"""A list or dict, a key of it, and what stood there."""


class Layer(Run):
    """A run of which scores, points and outcomes are kept up to date instead of computed when asked for."""

    __slots__ = ("feeds", "shares", "totals")

    def __init__(
        self, program: "Program", answers: Mapping[str, Any], today: str, phase: str | None, feeds: "Feeds"
    ) -> None:
        super().__init__(program, answers, today, phase)
        self._start(wary=True)
        self.feeds = feeds
        self.sections = [False] * len(program.sections)
        self.shares: list[Number] = [0] * feeds.shares
        self.totals: list[Number] = [0] * len(feeds.keys)
        self._points = dict.fromkeys(feeds.keys, 0)
        self._scores = dict.fromkeys(program.scores, Scored(None, None, None))
        self._outcomes = dict.fromkeys(program.outcomes, False)
        self._maxima = dict(feeds.maxima)

    def points(self, name: str, section: str | None = None) -> Number | None:
        """The points that the answers give under one name; counted anew when no rule asks for them."""
        key = (name, section)
        return self._points[key] if key in self._points else self._count(name, section)

    def score(self, name: str) -> Scored:
        """A score's value, maximum and band."""
        return self._scores[name]

    def max_score(self, name: str) -> Number | None:
        """A score's maximum."""
        return self._maxima[name]

    def outcome(self, name: str) -> bool:
        """Does an outcome hold, and is it in force?"""
        return self._outcomes[name]

    def share(self, index: int, feeder: "Any") -> Number:
        """What one answer counts for."""
        state = self.status[index]
        if state is Status.ANSWERED:
            amount: Number = feeder.scorer(self.values[index])
            return amount
        return feeder.when_unknown if state is Status.UNKNOWN else 0


class State:
    """Both layers, with a journal of what the last change wrote."""

    def __init__(self, wiring: "Wiring", answers: dict[str, Any], today: str, phase: str | None) -> None:
        program = wiring.program
        self.wiring = wiring
        self.answers = answers
        self.asking = Layer(program, answers, today, phase, wiring.feeds[0])
        self.settled = self.asking
        if wiring.layered:
            self.settled = Layer(program, answers, today, phase, wiring.feeds[1])
        self.final: list[Status] = [Status.HIDDEN] * len(program.questions)
        """What each question is in the end."""
        self.objections: list[Objection | None] = [None] * len(program.late_checks)
        self.journal: list[Entry] = []
        self.waiting: list[int] = []
        self.known: set[int] = set()
        for step in wiring.steps:
            step.update(self)
        self.waiting, self.journal = [], []

    def write(self, where: Any, key: Any, value: Any) -> None:
        """Write, remembering what stood there."""
        self.journal.append((where, key, where[key]))
        where[key] = value

    def spread(self, start: int) -> list[Entry]:
        """Do a step and all that follows from it; gives the journal of it."""
        self.known = set()
        self.push((start,))
        steps, waiting = self.wiring.steps, self.waiting
        while waiting:
            step = steps[heappop(waiting)]
            if step.update(self):
                self.push(step.dependents)
        journal, self.journal = self.journal, []
        return journal

    def push(self, numbers: Iterable[int]) -> None:
        """Let steps be done; each is done once, after everything that it looks at."""
        for number in numbers:
            if number not in self.known:
                self.known.add(number)
                heappush(self.waiting, number)

    def feed(self, layer: Layer, index: int) -> None:
        """Count again what one answer gives, and wake who looks at the totals."""
        for share, total, feeder in layer.feeds.by_question[index]:
            amount, before = layer.share(index, feeder), layer.shares[share]
            if amount != before:
                self.write(layer.shares, share, amount)
                self.write(layer.totals, total, layer.totals[total] + amount - before)
                self.write(layer._points, layer.feeds.keys[total], settled(layer.totals[total]))
                self.push(layer.feeds.readers[total])


def take_back(journal: list[Entry]) -> None:
    """Put everything back as it was."""
    for where, key, value in reversed(journal):
        where[key] = value
