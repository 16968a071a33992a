"""A walk: one assessment's questionnaire, the answers that stand, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Answer, Assessment
from afweging.case.library.queries import pinned
from afweging.questionnaire import Evaluation, Question, Questionnaire, Section, evaluate

RISK_SCORE = "risico"


@dataclass(frozen=True)
class Walk:
    """`answers` by question id; `evaluation` is computed on the phase that the answers or dossier give."""

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    today: dt.date
    phase: str

    @cached_property
    def values(self) -> dict[str, object]:
        """Return the answers as the kernel takes them. Ones to questions of another version fall away."""
        known = self.questionnaire.questions
        return {key: answer.value for key, answer in self.answers.items() if key in known}

    @cached_property
    def evaluation(self) -> Evaluation:
        """Return what is shown, missing, invalid, and what follows."""
        return evaluate(self.questionnaire, self.values, today=self.today, phase=self.phase)

    @property
    def band(self) -> str | None:
        """Return the band of the risk score, which the mandate must reach; none when it has none."""
        result = self.evaluation.scores.get(RISK_SCORE)
        return result.band if result else None

    @property
    def progress(self) -> Progress:
        """Return how far the whole walk is."""
        return self._progress(self.questionnaire.questions.values())

    def progress_of(self, section: Section) -> Progress:
        """Return how far one section is."""
        return self._progress(section.questions)

    def _progress(self, questions: object) -> Progress:
        status = self.evaluation.status
        asked = [q for q in questions if _is_asked(q, status[q.id].value)]  # type: ignore[attr-defined]
        settled = sum(status[q.id].value in ("answered", "unknown", "not_applicable") for q in asked)
        to_confirm = sum(q.id in self.answers and self.answers[q.id].to_confirm for q in asked)
        return Progress(settled - to_confirm, len(asked))


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the shown questions are settled."""

    settled: int
    asked: int

    @property
    def percent(self) -> int:
        """Return the share in whole per cents, rounded down: 100 only when all are settled."""
        return 100 * self.settled // self.asked if self.asked else 100

    @property
    def done(self) -> bool:
        """Tell whether nothing is left."""
        return self.settled == self.asked


def _is_asked(question: Question, status: str) -> bool:
    return question.type != "info" and status != "hidden"


def walk(session: Session, assessment: Assessment, *, today: dt.date) -> Walk:
    """Read an assessment's answers against its pinned questionnaire.

    `today` is what rules see until the first submission fixes the date (questionnaire-format: Dates).
    """
    rows = session.scalars(select(Answer).where(Answer.assessment_id == assessment.id))
    answers = {row.question_id: row for row in rows if row.value is not None}
    return Walk(
        questionnaire=pinned(session, assessment.questionnaire_sha256),
        answers=answers,
        today=rules_date(assessment, today),
        phase=_phase(answers, assessment.dossier.phase),
    )


def rules_date(assessment: Assessment, today: dt.date) -> dt.date:
    """Return the date that rules see: fixed while somebody else reads, today while the team writes."""
    fixed = assessment.rules_date if assessment.state not in ("draft", "returned") else None
    return fixed or today


def _phase(answers: Mapping[str, Answer], dossier_phase: str) -> str:
    told = answers.get("fase")
    return told.value if told is not None and isinstance(told.value, str) else dossier_phase
