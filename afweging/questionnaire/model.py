"""The model of a questionnaire: immutable, with its indexes built once.

Rules stand here as text; `program.py` holds what they were compiled to. Numbers are `int` or `Fraction`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .parts import PartRef
from .text import NO_TEXT, Text

if TYPE_CHECKING:
    from .program import Program

Number = int | Fraction
Points = Mapping[str, Number]

RECORD_TYPES = frozenset(("risks", "weighing", "dilemmas", "measures", "consultations"))
"""Types whose answer is rows with fixed columns."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the law or another norm."""

    scheme: str
    locator: str
    url: str = ""
    title: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Example:
    """A good or a poor answer."""

    kind: str
    text: Text


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold across fields, and what to say when it does not."""

    rule: str
    message: Text


@dataclass(frozen=True, slots=True)
class Publish:
    """The register field that an answer drafts; `form` is the format's `as`."""

    field: str
    form: str = "value"


@dataclass(frozen=True, slots=True)
class Requirement:
    """When an answer is required: always, never, by a rule, or in phases."""

    always: bool = False
    rule: str | None = None
    phases: tuple[str, ...] = ()


NOT_REQUIRED = Requirement()


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose."""

    id: str
    label: Text
    help: Text = NO_TEXT
    points: Points = field(default_factory=dict)
    exclusive: bool = False
    show_if: str | None = None
    source: object = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a matrix."""

    id: str
    label: Text
    help: Text = NO_TEXT
    source: object = None


@dataclass(frozen=True, slots=True)
class Level:
    """A class of risks; the lowest comes first."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class RiskClasses:
    """The 5×5 classes: `grid[likelihood - 1][severity - 1]` is the rank of a level, counted from 1."""

    levels: tuple[Level, ...]
    grid: tuple[tuple[int, ...], ...]

    def rank(self, likelihood: int, severity: int) -> int:
        """The rank of a risk, 1 for the lowest class."""
        return self.grid[likelihood - 1][severity - 1]

    def level(self, likelihood: int, severity: int) -> Level:
        """The class of a risk."""
        return self.levels[self.rank(likelihood, severity) - 1]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question, or a column of a table. Keys that its type does not have stay at their default."""

    id: str
    type: str
    label: Text
    revision: int = 1
    help: Text = NO_TEXT
    why: Text = NO_TEXT
    examples: tuple[Example, ...] = ()
    required: Requirement = NOT_REQUIRED
    allow: frozenset[str] = frozenset()
    show_if: str | None = None
    values: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    disclosure: str = "internal"
    publish: Publish | None = None
    locked: bool = False
    scope: str = "local"
    source: object = None
    respondent: str = ""
    checks: tuple[Check, ...] = ()
    points_when_unknown: Points = field(default_factory=dict)
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    options: tuple[Option, ...] = ()
    min_choices: int | None = None
    max_choices: int | None = None
    min: Number | str | None = None
    max: Number | str | None = None
    labels: Mapping[int, Text] = field(default_factory=dict)
    points_per_step: Points = field(default_factory=dict)
    unit: Text = NO_TEXT
    integer: bool = False
    accept: tuple[str, ...] = ()
    max_files: int | None = None
    columns: "tuple[Question, ...]" = ()
    min_rows: int | None = None
    max_rows: int | None = None
    row_title: Text = NO_TEXT
    rows: tuple[Row, ...] = ()
    classes: RiskClasses | None = None
    absent: frozenset[str] = frozenset()
    """The ids of its options, rows and columns that a variant hid: rules may still name them."""

    def option(self, option_id: str) -> Option:
        """One of its options; KeyError when there is none of that id."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def column(self, column_id: str) -> "Question":
        """One of its columns; KeyError when there is none of that id."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A group of questions."""

    id: str
    title: Text
    questions: tuple[Question, ...]
    intro: Text = NO_TEXT
    respondent: str = ""
    show_if: str | None = None
    locked: bool = False
    source: object = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A public value that the weighing speaks of."""

    id: str
    title: Text
    description: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    id: str
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a score's range; `upto` is a share of the maximum, None on the last."""

    id: str
    title: Text
    upto: Fraction | None = None
    description: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Score:
    """A number computed from the answers."""

    id: str
    title: Text
    value: str
    max: str | None = None
    bands: tuple[Band, ...] = ()
    description: Text = NO_TEXT
    locked: bool = False
    absent: frozenset[str] = frozenset()
    """The ids of its bands that a variant hid."""

    def band(self, band_id: str) -> Band:
        """One of its bands; KeyError when there is none of that id."""
        for band in self.bands:
            if band.id == band_id:
                return band
        raise KeyError(band_id)


@dataclass(frozen=True, slots=True)
class Requires:
    """What must be done before a decision, when an outcome holds."""

    questionnaire: str = ""
    advice: str = ""
    review: str = ""
    consultation: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from the answers. `condition` is the format's `if`."""

    id: str
    condition: str
    kind: str
    text: Text
    title: Text = NO_TEXT
    in_force_from: str | None = None
    in_force_to: str | None = None
    references: tuple[Reference, ...] = ()
    requires: Requires | None = None
    sets: Mapping[str, str] = field(default_factory=dict)
    locked: bool = False

    def in_force(self, day: str) -> bool:
        """Does the rule behind it apply on this day (ISO date)? Both ends belong to it."""
        return (self.in_force_from or "") <= day <= (self.in_force_to or "9999-12-31")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who keeps the questionnaire."""

    name: Text = NO_TEXT
    email: str = ""
    url: str = ""


_LABELLED = frozenset(("question", "option", "row", "column"))


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """What a variant hid: absent for everybody, though rules may still name it and see it as missing."""

    ref: PartRef
    because: Text
    part: Any

    @property
    def title(self) -> Text:
        """What it was called: its label or title."""
        named: Text = self.part.label if self.ref.kind in _LABELLED else self.part.title
        return named


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """A whole questionnaire. Two are the same when their `sha256` is."""

    id: str
    version: str
    language: str
    title: Text
    sections: tuple[Section, ...]
    description: Text = NO_TEXT
    owner: Owner = field(default_factory=Owner)
    licence: str = ""
    source: object = None
    values: tuple[Value, ...] = ()
    glossary: tuple[Term, ...] = ()
    scores: tuple[Score, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    checks: tuple[Check, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    canonical: bytes = b""
    sha256: str = ""
    program: "Program" = field(repr=False, default=None)  # type: ignore[assignment]  # filled by the reader

    def __iter__(self) -> Iterator[Question]:
        """Every question, in document order."""
        return iter(self.questions.values())

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id, in document order."""
        return {question.id: question for section in self.sections for question in section.questions}

    def question(self, question_id: str) -> Question:
        """One question; KeyError when there is none of that id."""
        return self.questions[question_id]

    @cached_property
    def absent_questions(self) -> Mapping[str, Question]:
        """The questions that a variant hid, one by one or with their section, by id."""
        found: dict[str, Question] = {}
        for hidden in self.hidden:
            if isinstance(hidden.part, Section):
                found |= {question.id: question for question in hidden.part.questions}
            elif hidden.ref.kind == "question":
                found[hidden.ref.id] = hidden.part
        return found

    def absent(self, kind: str) -> Mapping[str, Any]:
        """What a variant hid of a kind (section, score, outcome …), by id."""
        return {hidden.ref.id: hidden.part for hidden in self.hidden if hidden.ref.kind == kind}

    def section(self, section_id: str) -> Section:
        """One section; KeyError when there is none of that id."""
        return self._sections[section_id]

    def section_of(self, question_id: str) -> Section:
        """The section a question stands in; KeyError for an unknown id."""
        return self._section_of[question_id]

    def value(self, value_id: str) -> Value:
        """One of its public values; KeyError when there is none of that id."""
        return self._values[value_id]

    def score(self, score_id: str) -> Score:
        """One score; KeyError when there is none of that id."""
        return self._scores[score_id]

    def outcome(self, outcome_id: str) -> Outcome:
        """One outcome; KeyError when there is none of that id."""
        return self._outcomes[outcome_id]

    def number(self, question_id: str) -> str:
        """Its number in print, such as “5.3”: section and place among the section's questions.

        `info` is not counted and has no number (an empty string). KeyError for an unknown id.
        """
        return self._numbers[question_id]

    def drafts(self) -> Mapping[str, tuple[Question, ...]]:
        """Register field → the questions that draft it, in document order."""
        return self._drafts

    def dependents(self, question_id: str) -> tuple[str, ...]:
        """The questions that an answer may change (shown, required, options, checks).

        Follows points, scores and outcomes, and the answers that come and go with a question. KeyError for an
        unknown id.
        """
        return self.program.dependents[question_id]

    @property
    def points_names(self) -> tuple[str, ...]:
        """The names under which options and steps give points, in document order."""
        return self.program.points_names

    @cached_property
    def _sections(self) -> Mapping[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _section_of(self) -> Mapping[str, Section]:
        return {question.id: section for section in self.sections for question in section.questions}

    @cached_property
    def _values(self) -> Mapping[str, Value]:
        return {value.id: value for value in self.values}

    @cached_property
    def _scores(self) -> Mapping[str, Score]:
        return {score.id: score for score in self.scores}

    @cached_property
    def _outcomes(self) -> Mapping[str, Outcome]:
        return {outcome.id: outcome for outcome in self.outcomes}

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        numbers: dict[str, str] = {}
        for place, section in enumerate(self.sections, start=1):
            count = 0
            for question in section.questions:
                count += question.type != "info"
                numbers[question.id] = f"{place}.{count}" if question.type != "info" else ""
        return numbers

    @cached_property
    def _drafts(self) -> Mapping[str, tuple[Question, ...]]:
        drafts: dict[str, tuple[Question, ...]] = {}
        for question in self:
            if question.publish:
                drafts[question.publish.field] = (*drafts.get(question.publish.field, ()), question)
        return drafts


def exact(value: Any) -> Number:
    """A number as it was written: whole numbers as int, others as the decimal that they read as."""
    if isinstance(value, int):
        return value
    fraction = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    return fraction.numerator if fraction.denominator == 1 else fraction
