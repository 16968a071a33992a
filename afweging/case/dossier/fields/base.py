"""What every field can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from werkzeug.datastructures import MultiDict

from afweging.case.dossier.fields.texts import Numbers

if TYPE_CHECKING:
    from afweging.case.dossier.fields.view import QuestionView
    from afweging.questionnaire.model import Question

Form = MultiDict[str, str]


class Field(Protocol):
    """Draws the control of a question, and reads what comes back from it."""

    @property
    def template(self) -> str:
        """Return which control of `components/question.html` draws it."""

    @property
    def grouped(self) -> bool:
        """Say whether the question is a fieldset with a legend instead of one labelled control."""

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return what the template needs besides the view."""

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the answer as JSON: the inverse of rendering. States are dealt with before."""
