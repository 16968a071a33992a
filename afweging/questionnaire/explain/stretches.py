"""All answers to a question that is a number, as stretches on which no rule can tell one from another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from ..answers.scalars import LARGEST
from ..live import Live
from ..model import Number, Question, exact
from ..rules.numbers import printable
from .lines import NotStraight, Rules

MOST_STRETCHES = 300
_BEYOND = LARGEST + 1
"""No answer is as large as this."""
_DECIMALS = range(18)


def stretches(live: Live, question: Question) -> tuple[int | float, ...] | None:
    """One answer of every stretch and those between them; None when they cannot be found."""
    try:
        return _Search(live, question).run()
    except NotStraight:
        return None


@dataclass
class _Search:
    live: Live
    question: Question
    points: set[Number] = field(default_factory=set)
    """Answers that stand alone: where stretches meet, and the bounds."""
    found: list[tuple[Number, Number]] = field(default_factory=list)
    """Stretches, without their ends."""

    def run(self) -> tuple[int | float, ...]:
        """Look at one answer, see how far nothing changes, and go on with what is left on either side."""
        rules = Rules(self.live.questionnaire, self.question)
        low, high = self._bounds()
        self.points |= {low, high} - {-_BEYOND, _BEYOND}
        gaps = [(low, high)]
        for _ in range(MOST_STRETCHES):
            if not gaps:
                return tuple(sorted(dict.fromkeys(self._answers())))
            gaps += self._split(rules, *gaps.pop())
        raise NotStraight

    def _bounds(self) -> tuple[Number, Number]:
        low, high = self.question.min, self.question.max
        return (
            -_BEYOND if low is None or isinstance(low, str) else low,
            _BEYOND if high is None or isinstance(high, str) else high,
        )

    def _split(self, rules: Rules, low: Number, high: Number) -> list[tuple[Number, Number]]:
        tried = self._between(low, high)
        if tried is None:
            return []
        turns = self._turns(rules, tried)
        if tried in turns:
            self.points.add(tried)
            return [(low, tried), (tried, high)]
        start = max((turn for turn in turns if low < turn < tried), default=low)
        end = min((turn for turn in turns if tried < turn < high), default=high)
        self.found.append((start, end))
        self.points |= {start, end} - {low, high}
        return [gap for gap in ((low, start), (end, high)) if gap[0] < gap[1]]

    def _turns(self, rules: Rules, tried: Number) -> set[Fraction]:
        self.live.change(self.question.id, printable(tried))
        try:
            return rules.turns(self.live, tried)
        finally:
            self.live.undo()

    @property
    def _whole(self) -> bool:
        return self.question.integer or self.question.type == "scale"

    def _between(self, low: Number, high: Number) -> Number | None:
        """An answer that can be given between two others: nothing, or the one with the fewest decimals."""
        if low < 0 < high:
            return 0
        for decimals in _DECIMALS:
            scale = 10**decimals
            least, most = (low * scale).__floor__() + 1, (high * scale).__ceil__() - 1
            if least <= most:
                value = Fraction((least + most) // 2, scale)
                return exact(printable(_plain(value))) if _can_be_given(value) else None
            if self._whole:
                break
        return None

    def _answers(self) -> Iterator[int | float]:
        """The answers to try, each as it is given: near the other stretches rather than far away."""
        for point in self.points:
            if _can_be_given(Fraction(point)) and (not self._whole or Fraction(point).denominator == 1):
                yield _given(point)
        for start, end in self.found:
            if start == -_BEYOND and end < _BEYOND:
                near = self._between(max(start, end - 2), end)
            elif end == _BEYOND and start > -_BEYOND:
                near = self._between(start, min(start + 2, end))
            else:
                near = self._between(start, end)
            if near is not None:
                yield _given(near)


def _plain(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def _can_be_given(value: Fraction) -> bool:
    """Is it a number that people can enter: one that is written out in decimals?"""
    return exact(printable(_plain(value))) == value


def _given(value: Number) -> int | float:
    given = printable(_plain(Fraction(value)))
    assert given is not None  # it is a number
    return given
