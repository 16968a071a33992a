"""Questions with one value, a list of options, or files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afweging.case.dossier.fields.base import Form
from afweging.case.dossier.fields.controls import Cell, chosen
from afweging.case.dossier.fields.names import NOT_APPLICABLE, UNKNOWN
from afweging.case.dossier.fields.texts import PARSERS, Numbers

if TYPE_CHECKING:
    from afweging.case.dossier.fields.view import QuestionView
    from afweging.questionnaire.model import Question

FEW = 11


@dataclass(frozen=True, slots=True)
class LineField:
    """One line: text, a number, a date, an address."""

    template: str = "line"
    grouped: bool = False

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the one cell that the question is."""
        return {"cell": Cell(view.head.column, view.name, view.answer, "")}

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the value, or the text when it is none."""
        return PARSERS[question.type](form.get(name, ""))


@dataclass(frozen=True, slots=True)
class TextField(LineField):
    """More lines of Markdown."""

    template: str = "area"


@dataclass(frozen=True, slots=True)
class OneField(LineField):
    """One of the options. Not knowing stands among them."""

    template: str = "one"
    grouped: bool = True

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the options, what was chosen, and whether there are so many that they become a list."""
        states = {"unknown": UNKNOWN, "not_applicable": NOT_APPLICABLE}
        values = chosen(view.answer)
        choices = view.choices(values)
        return {
            "choices": choices,
            "chosen": states.get(view.state) or (values[0] if values else ""),
            "many": len(choices) > FEW and view.question.type == "scale",
        }


@dataclass(frozen=True, slots=True)
class ManyField:
    """Any of the options; an exclusive one stands apart."""

    template: str = "many"
    grouped: bool = True

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the options, together and alone, and what was chosen."""
        values = chosen(view.answer)
        choices = view.choices(values)
        return {
            "choices": [choice for choice in choices if not choice.exclusive],
            "exclusive": [choice for choice in choices if choice.exclusive],
            "chosen": values,
        }

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the chosen options in the order of the page."""
        return list(dict.fromkeys(value for value in form.getlist(name) if value.strip())) or None


@dataclass(frozen=True, slots=True)
class FileField:
    """Evidence. The dossier adds the files themselves; here only which of them belong to the answer."""

    template: str = "files"
    grouped: bool = False

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the files, also those that the view says nothing of, and what may be added."""
        known = {file.id: file for file in view.files}
        accept = ",".join(view.question.accept)
        return {"ids": chosen(view.answer), "known": known, "accept": accept}

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the ids of the files that stay."""
        removed = form.get(f"{name}-remove")
        return [file for file in form.getlist(name) if file.strip() and file != removed] or None


@dataclass(frozen=True, slots=True)
class InfoField:
    """Text only."""

    template: str = "info"
    grouped: bool = False

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return nothing: the label and the help say all."""
        return {}

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return None: there is nothing to answer."""
        return None
