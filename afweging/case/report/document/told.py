"""The shapes of a told case. People appear by role only (Woo 5.1 lid 2 e)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from afweging.foundation.plain import ShapeInvalid, from_plain, to_plain
from afweging.questionnaire import Words

Audience = Literal["internal", "public"]
Level = Literal["public", "internal", "withheld"]
SCHEMA = "afweging-case-1"


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One shown question with its answer in words. `words` is none where this audience may not read it."""

    id: str
    number: str
    label: str
    type: str
    status: str
    level: Level
    words: Words | None
    ground: str = ""
    ground_name: str = ""
    placeholder: str = ""
    origin: str = ""  # of a variant's question: whose it is, or that it was changed here


@dataclass(frozen=True, slots=True)
class FindingTold:
    """The officer's verdict on a section."""

    verdict: str
    comment: str
    measure: str
    measure_owner: str
    measure_due: dt.date | None


@dataclass(frozen=True, slots=True)
class SectionTold:
    """A shown section. `finding` is none where nobody judged it, and for the public."""

    id: str
    number: int
    title: str
    answers: tuple[AnswerTold, ...]
    finding: FindingTold | None


@dataclass(frozen=True, slots=True)
class ScoreTold:
    """A score and its band; `value` and `max` are whole or decimal numbers, none when it is missing."""

    id: str
    title: str
    value: float | None
    max: float | None
    band: str | None
    band_title: str
    band_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """What follows from the answers, and the law behind it."""

    id: str
    kind: str
    title: str
    text: str
    references: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class InterestTold:
    """One row of the weighing. `value` is the public value's id, `rests_on` the question numbers."""

    number: int
    interest: str
    side: Literal["benefit", "burden"]
    value: str
    value_title: str
    group: str
    weight: int
    certainty: Literal["proven", "likely", "unproven"]
    rests_on: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class AdviceTold:
    """An advice: its text for those inside, the agreed summary for the public."""

    role: str
    who: str
    position: str
    text: str
    on: dt.date
    submission: int
    outdated: bool


@dataclass(frozen=True, slots=True)
class JudgementTold:
    """The privacy officer's conclusion."""

    conclusion: str
    reasons: str
    deviation: str
    on: dt.date
    officer_was_coach: bool


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """What was decided, by which role, in the name of which body."""

    outcome: str
    reasons: str
    deviates_from_judgement: str
    deviates_from_advice: str
    before_date: dt.date | None
    on: dt.date
    title: str
    body: str
    one_act: bool


@dataclass(frozen=True, slots=True)
class ConditionTold:
    """A condition as it stood on the document's own date."""

    number: int
    text: str
    owner: str
    due_on: dt.date | None
    always: bool
    before_go_live: bool
    state: str
    proof: str
    waived_because: str


@dataclass(frozen=True, slots=True)
class HappeningTold:
    """One line of the history."""

    at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class WithheldTold:
    """Something that the public does not read, and why."""

    target: str
    label: str
    ground: str
    ground_name: str
    placeholder: str
    weighing: str
    review_by: dt.date | None


@dataclass(frozen=True, slots=True)
class OrganisationTold:
    """Who is responsible."""

    code: str
    name: str
    colour: str
    logo: str | None
    website: str
    address: str


@dataclass(frozen=True, slots=True)
class DossierTold:
    """The application that is weighed."""

    public_id: str
    number: int
    name: str
    kind: str
    route: str
    phase: str
    lifecycle: str
    summary: str
    hardest_question: str
    in_use_since: str | None
    pilot_until: dt.date | None
    pilot_place: str
    pilot_most_people: int | None
    ordered_by: str
    review_on: dt.date | None
    closed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class QuestionnaireTold:
    """The questionnaire that was answered, to the letter."""

    id: str
    version: str
    sha256: str
    title: str
    owner: str
    licence: str
    source: str
    extends: tuple[QuestionnaireTold, ...] = ()  # of a variant: what it is laid over, and so on down


@dataclass(frozen=True, slots=True)
class AssessmentTold:
    """Where the walk stands."""

    public_id: str
    kind: str
    state: str
    submission: int
    submitted_at: dt.datetime | None
    rules_date: dt.date | None
    conclusion: str | None


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A whole case for one audience, as it stood at `told_at`."""

    audience: Audience
    language: str
    told_at: dt.datetime
    organisation: OrganisationTold
    dossier: DossierTold
    questionnaire: QuestionnaireTold
    assessment: AssessmentTold
    sections: tuple[SectionTold, ...]
    finding: FindingTold | None  # of the short route, where one finding covers the case
    values: Mapping[str, str]  # the questionnaire's public values, id → title
    scores: tuple[ScoreTold, ...]
    outcomes: tuple[OutcomeTold, ...]
    interests: tuple[InterestTold, ...]
    counter_argument: str
    dilemmas: tuple[Mapping[str, Any], ...]
    advice: tuple[AdviceTold, ...]
    judgement: JudgementTold | None
    decision: DecisionTold | None
    conditions: tuple[ConditionTold, ...]
    history: tuple[HappeningTold, ...]
    withheld: tuple[WithheldTold, ...]
    answers: Mapping[str, Any]  # as given, question id → value; only what this audience may read

    def answer(self, question_id: str) -> AnswerTold | None:
        """Return a shown question's answer, or none when it is not shown."""
        every = (answer for section in self.sections for answer in section.answers)
        return next((answer for answer in every if answer.id == question_id), None)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: dates as ISO 8601, moments in UTC."""
        return {"schema": SCHEMA, **to_plain(self)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> CaseDocument:
        """Return the document that `to_json` wrote.

        Raises ShapeInvalid, naming the place, for another schema, an unknown key or a value of another shape.
        """
        plain = dict(value)
        if (schema := plain.pop("schema", None)) != SCHEMA:
            raise ShapeInvalid("case.schema", f"{SCHEMA!r} is expected, not {schema!r}")
        return from_plain(cls, plain, "case")
