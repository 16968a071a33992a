"""Questions on screen and back: question type → field, which draws a control and reads what came in.

Rendering and parsing are each other's inverse, without scripts too. What was typed is never lost: text that
is no number, date or option comes back as that very text, the kernel marks it invalid at its place, and it
is shown in its field again.
"""

from afweging.case.dossier.fields.base import Field
from afweging.case.dossier.fields.controls import Choice
from afweging.case.dossier.fields.errors import field_errors
from afweging.case.dossier.fields.form import (
    Pressed,
    base_revision,
    in_form,
    parse,
    pressed,
    request_key,
    versions_in,
)
from afweging.case.dossier.fields.names import (
    answer_name,
    element_id,
    revision_name,
    version_mark,
)
from afweging.case.dossier.fields.pictures import interests_of, risks_of
from afweging.case.dossier.fields.registry import FIELDS, UnknownType, field_for
from afweging.case.dossier.fields.view import EvidenceFile, FieldError, QuestionView

__all__ = [
    "FIELDS",
    "Choice",
    "EvidenceFile",
    "Field",
    "FieldError",
    "Pressed",
    "QuestionView",
    "UnknownType",
    "answer_name",
    "base_revision",
    "element_id",
    "field_errors",
    "field_for",
    "in_form",
    "interests_of",
    "parse",
    "pressed",
    "request_key",
    "revision_name",
    "risks_of",
    "version_mark",
    "versions_in",
]
