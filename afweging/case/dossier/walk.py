"""A walk: one assessment's questionnaire, the answers that stand, and what follows from them."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, Text, bindparam, cast, select, type_coerce
from sqlalchemy.orm import Session

from afweging.case.dossier.models import EDITABLE_STATES, Answer, Assessment
from afweging.case.dossier.outlook import Outlook, Progress, outlook_of
from afweging.case.library.queries import pinned
from afweging.foundation.database import Prepared
from afweging.foundation.database.prepared import moment
from afweging.questionnaire import Evaluation, Question, Questionnaire, Section, evaluate

RISK_SCORE = "risico"


class Standing(NamedTuple):
    """The answer that stands to a question: a row as it came, since pages read a hundred and show ten."""

    question_id: str
    raw: str | None
    """The answer as the database keeps it: JSON, or none when it was emptied."""
    revision: int
    question_revision: int
    kept_at: dt.datetime | str
    """When it was saved, as the driver gives it."""
    saved_by_id: int
    to_confirm: bool

    @property
    def saved_at(self) -> dt.datetime:
        """Return when it was saved."""
        return moment(self.kept_at)

    @property
    def value(self) -> Any:
        """Return the answer. It is shared: read it, never change it."""
        return None if self.raw is None else _read(self.raw)

    @staticmethod
    def columns() -> tuple[ColumnElement[Any], ...]:
        """Return the columns to select, in the order of the fields."""
        return _COLUMNS


_COLUMNS: tuple[ColumnElement[Any], ...] = (
    Answer.question_id.expression,
    cast(Answer.value, Text),
    Answer.revision.expression,
    Answer.question_revision.expression,
    type_coerce(Answer.saved_at, String),  # read when it is shown, not a hundred times a page
    Answer.saved_by_id.expression,
    Answer.to_confirm.expression,
)


@lru_cache(maxsize=20_000)
def _read(raw: str) -> Any:
    return json.loads(raw)


class Evaluations:
    """The evaluations that were asked for last. Their key holds every answer, so none is ever stale."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[object, Evaluation] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, evaluated: Callable[[], Evaluation]) -> Evaluation:
        """Return a kept evaluation, or make it and keep it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = evaluated()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return made


_evaluations = Evaluations(128)


@dataclass(frozen=True)
class Walk:
    """`answers` by question id; `evaluation` is computed on the phase that the answers or dossier give."""

    questionnaire: Questionnaire
    answers: Mapping[str, Standing]
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
        answered = tuple((key, answer.raw) for key, answer in self.answers.items())
        key = (
            self.questionnaire,
            self.today,
            self.phase,
            answered,
        )  # by identity: what it gives points into it
        return _evaluations.get(key, self._evaluate)

    def _evaluate(self) -> Evaluation:
        return evaluate(self.questionnaire, self.values, today=self.today, phase=self.phase)

    @property
    def band(self) -> str | None:
        """Return the band of the risk score, which the mandate must reach; none when it has none."""
        result = self.evaluation.scores.get(RISK_SCORE)
        return result.band if result else None

    @property
    def outlook(self) -> Outlook:
        """Return what can be counted in the evaluation."""
        return outlook_of(self.evaluation)

    @cached_property
    def to_confirm(self) -> frozenset[str]:
        """Return the questions whose answer was carried over, and that nobody confirmed yet."""
        return frozenset([key for key, row in self.answers.items() if row.to_confirm])

    @property
    def progress(self) -> Progress:
        """Return how far the whole walk is."""
        if self.to_confirm:
            return self.progress_in(self.questionnaire.questions.values())
        return self.outlook.progress

    def progress_of(self, section: Section) -> Progress:
        """Return how far one section is."""
        if self.to_confirm:
            return self.progress_in(section.questions)
        return self.outlook.by_section[section.id]

    def progress_in(self, questions: Iterable[Question]) -> Progress:
        """Return how far these questions are: of what must be done, how much is."""
        return self.outlook.progress_in(questions, self.to_confirm)

    @property
    def answered(self) -> int:
        """Return how many questions have an answer, required or not."""
        return len(self.outlook.settled - self.to_confirm)


def walk(session: Session, assessment: Assessment, *, today: dt.date) -> Walk:
    """Read an assessment's answers against its pinned questionnaire.

    `today` is what rules see until the first submission fixes the date (questionnaire-format: Dates).
    """
    session.flush()
    answers = {key: row for key, row in standing(session, assessment.id).items() if row.raw is not None}
    return walk_over(
        pinned(session, assessment.questionnaire_sha256),
        answers,
        assessment.state,
        assessment.rules_date,
        assessment.dossier.phase,
        today=today,
    )


def standing(session: Session, assessment_id: int) -> dict[str, Standing]:
    """Return every answer of an assessment in one statement, emptied ones too."""
    rows = _ANSWERS.rows(session.connection(), {"of": assessment_id})
    return {row[0]: Standing._make(row) for row in rows}


_ANSWERS = Prepared(select(*_COLUMNS).where(Answer.assessment_id == bindparam("of")).order_by(Answer.id))


def walk_over(
    questionnaire: Questionnaire,
    answers: Mapping[str, Standing],
    state: str,
    fixed: dt.date | None,
    phase: str,
    *,
    today: dt.date,
) -> Walk:
    """Return the walk over answers that were read already; `fixed` is the date of the submission."""
    date = fixed if fixed and state not in EDITABLE_STATES else today
    return Walk(questionnaire, answers, date, _phase(answers, phase))


def _phase(answers: Mapping[str, Standing], dossier_phase: str) -> str:
    told = answers.get("fase")
    return told.value if told is not None and isinstance(told.value, str) else dossier_phase
