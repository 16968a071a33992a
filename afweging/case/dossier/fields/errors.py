"""What the kernel says is wrong with an answer, at the cell where it is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from afweging.case.dossier.fields.view import FieldError
from afweging.questionnaire import InvalidAnswer, Question
from afweging.questionnaire.records import RECORD_COLUMNS


def field_errors(invalid: Iterable[InvalidAnswer], question: Question, lang: str) -> tuple[FieldError, ...]:
    """Return the errors of one question. In a cell the message stands alone, elsewhere it names its place."""
    return tuple(_at_its_place(each, question, lang) for each in invalid if each.question == question.id)


def _at_its_place(invalid: InvalidAnswer, question: Question, lang: str) -> FieldError:
    place = invalid.place
    column = _column_id(question, place.column) if place else None
    if place is None or place.row is None or column is None:
        return FieldError(invalid.message(lang))
    return FieldError(replace(invalid, place=None).message(lang), place.row - 1, column)


def _column_id(question: Question, label: object) -> str | None:
    """The kernel names a column by its label; an answer and a form name it by its id."""
    columns = RECORD_COLUMNS.get(question.type, question.columns)
    return next((column.id for column in columns if column.label == label), None)
