"""Question type → field. A new type is one more line here, and its columns or template."""

from __future__ import annotations

from collections.abc import Mapping

from afweging.case.dossier.fields.base import Field
from afweging.case.dossier.fields.rows import MatrixField, RecordField, TableField, WeighingField
from afweging.case.dossier.fields.single import (
    FileField,
    InfoField,
    LineField,
    ManyField,
    OneField,
    TextField,
)

FIELDS: Mapping[str, Field] = {
    "text": LineField(),
    "longtext": TextField(),
    "choice": OneField(),
    "choices": ManyField(),
    "yesno": OneField(),
    "scale": OneField(),
    "number": LineField(),
    "date": LineField(),
    "month": LineField(),
    "url": LineField(),
    "email": LineField(),
    "file": FileField(),
    "table": TableField(),
    "matrix": MatrixField(),
    "risks": RecordField("risk", "harm"),
    "weighing": WeighingField("interest", "interest"),
    "dilemmas": RecordField("dilemma", "choice"),
    "measures": RecordField("measure", "measure"),
    "consultations": RecordField("consultation", "who"),
    "info": InfoField(),
}


class UnknownType(LookupError):
    """A question of a type that no field is made for."""


def field_for(question_type: str) -> Field:
    """Return the field of a question type. Raises UnknownType, naming what is known."""
    try:
        return FIELDS[question_type]
    except KeyError:
        known = ", ".join(sorted(FIELDS))
        raise UnknownType(f"no field for question type {question_type!r}; known are {known}") from None
