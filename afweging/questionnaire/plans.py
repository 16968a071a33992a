"""What a questionnaire is compiled to, part by part: closures beside what they were made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .answers import Validator
from .answers.rows import CheckPlan
from .model import Band, Number, Outcome, Question, Score, Section
from .rules.terms import Compute, Rule

if TYPE_CHECKING:
    from .run import Run


@dataclass(frozen=True, slots=True)
class CheckAt:
    """A check that is judged after the pass, and where it is shown when it fails."""

    rule: Rule
    compute: Compute
    words: Any
    places: tuple[int, ...]
    owner: int | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question, compiled. `required` is fixed, a rule, or (as a tuple) a list of phases."""

    id: str
    index: int
    question: Question
    show: Compute | None
    validate: Validator
    required: bool | Compute | tuple[str, ...]
    checks: tuple[CheckPlan, ...]
    conditions: Mapping[str, Compute]
    show_rule: Rule | None
    ample: int
    """The length up to which a text needs no look but at its characters; -1: always look."""
    asked_by: tuple[Rule, ...] = ()
    """Every rule that is asked in the pass: about it, its options, columns and rows, and its early checks."""
    required_rule: Rule | None = None

    @property
    def all_rows(self) -> bool:
        """Does being required mean that every row has an answer?"""
        return self.question.type == "matrix"

    def is_required(self, run: "Run") -> bool:
        """Is an answer required in this run?"""
        required = self.required
        if isinstance(required, bool):
            return required
        if isinstance(required, tuple):
            return run.phase is None or run.phase in required
        return bool(required(run))


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section, compiled."""

    section: Section
    show: Compute | None
    show_rule: Rule | None
    questions: tuple[QuestionPlan, ...]


@dataclass(frozen=True, slots=True)
class ScorePlan:
    """A score, compiled."""

    score: Score
    value: Compute
    max: Compute | None
    rule: Rule

    def band(self, value: Number | None, most: Number | None) -> str | None:
        """The first band with value ≤ upto × max; None when value or max is missing, or max ≤ 0."""
        if value is None or most is None or most <= 0:
            return None
        return next((band.id for band in self.score.bands if _within(band, value, most)), None)


def _within(band: Band, value: Number, most: Number) -> bool:
    """value ≤ upto × max, without making a fraction of whole numbers."""
    upto = band.upto
    return upto is None or value * upto.denominator <= upto.numerator * most


@dataclass(frozen=True, slots=True)
class OutcomePlan:
    """An outcome, compiled."""

    outcome: Outcome
    condition: Compute
    rule: Rule
