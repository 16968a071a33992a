"""Question type → validator. A new type is a line here, in `schema.TYPES` and in `rules/kinds.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..model import Question
from . import options, rows, scalars
from .flaws import Flaw, Validator, flaw
from .options import Conditions
from .rows import CheckPlan, ColumnPlan

if TYPE_CHECKING:
    from ..run import Run


@dataclass(frozen=True, slots=True)
class Parts:
    """The compiled parts of a question that its validator needs."""

    conditions: Conditions = field(default_factory=dict)
    columns: Sequence[ColumnPlan] = ()
    row_checks: Sequence[CheckPlan] = ()
    value_ids: frozenset[str] = frozenset()
    question_ids: frozenset[str] = frozenset()


def _no_answer(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
    flaw(flaws, "no_answer")


UNANSWERABLE: Validator = _no_answer

_MAKERS: Mapping[str, Callable[[Question, Parts], Validator]] = {
    "text": lambda question, parts: scalars.text(question),
    "longtext": lambda question, parts: scalars.text(question),
    "moment": lambda question, parts: scalars.text(question),
    "choice": lambda question, parts: options.choice(question, parts.conditions),
    "yesno": lambda question, parts: options.choice(question, parts.conditions),
    "choices": lambda question, parts: options.choices(question, parts.conditions),
    "scale": lambda question, parts: scalars.number(question),
    "number": lambda question, parts: scalars.number(question),
    "date": lambda question, parts: scalars.day(question),
    "month": lambda question, parts: scalars.month(question),
    "url": lambda question, parts: scalars.url(question),
    "email": lambda question, parts: scalars.email(question),
    "file": lambda question, parts: options.files(question),
    "matrix": lambda question, parts: options.matrix(question, parts.conditions),
    "table": lambda question, parts: rows.table(question, parts.columns, parts.row_checks),
    "risks": lambda question, parts: rows.table(question, parts.columns, parts.row_checks),
    "dilemmas": lambda question, parts: rows.table(question, parts.columns, parts.row_checks),
    "measures": lambda question, parts: rows.table(question, parts.columns, parts.row_checks),
    "consultations": lambda question, parts: rows.table(question, parts.columns, parts.row_checks),
    "weighing": lambda question, parts: rows.weighing(question, parts.columns, parts.row_checks),
    "info": lambda question, parts: UNANSWERABLE,
    "flag": lambda question, parts: scalars.flag(question),
    "sources": lambda question, parts: options.sources(question),
    "value": lambda question, parts: options.known("value", parts.value_ids, several=False),
    "values": lambda question, parts: options.known("value", parts.value_ids, several=True),
    "questions": lambda question, parts: options.known("question", parts.question_ids, several=True),
}


def validator(question: Question, parts: Parts) -> Validator:
    """The validator of one question or column; of a type that could not be read, one that refuses all."""
    maker = _MAKERS.get(question.type)
    return maker(question, parts) if maker else UNANSWERABLE
