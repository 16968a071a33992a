"""A submitted form as answers. Bad input raises nothing: what cannot be read stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from werkzeug.datastructures import MultiDict

from afweging.case.dossier.fields import names, texts
from afweging.case.dossier.fields.registry import field_for

if TYPE_CHECKING:
    from afweging.questionnaire.model import Question

Form = MultiDict[str, str]
NO_NUMBERS: texts.Numbers = {}
_BUTTON = re.compile(r"a-(?P<question>.+)-(?P<act>add|remove)")
_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button inside a question that was pressed: a row to add or remove, or a file to remove."""

    question_id: str
    act: Literal["add", "remove"]
    what: str
    """The number of the row (from 0), or the id of the file; empty when a row is added."""


def parse(form: Form, question: Question, numbers: texts.Numbers = NO_NUMBERS) -> object | None:
    """Return the answer to a question as JSON, None when there is none.

    `numbers` are the numbers of questions (“5.4”) → their ids, for evidence. A row that a button removes is
    left out. Text that is no value of the type comes back as it was typed, for the kernel to mark.
    """
    name = names.answer_name(question.id)
    state = _state(form, name)
    if state == "unknown":
        return _unknown(form, name)
    if state == "not_applicable":
        return {"not_applicable": _text(form, f"{name}-na-reason")}
    return field_for(question.type).parse(form, question, name, numbers)


def versions_in(form: Mapping[str, str]) -> frozenset[str]:
    """Return the marks of the texts in which the writer saw the questions: one, or none from elsewhere."""
    return frozenset(value for name, value in form.items() if name.startswith(names.VERSION))


def in_form(form: Form, question: Question) -> bool:
    """Say whether the form that came in held this question."""
    return names.revision_name(question.id) in form


def base_revision(form: Form, question: Question) -> int:
    """Return the revision that the writer saw; 0 when there was none, or when it is no number."""
    typed = form.get(names.revision_name(question.id), "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0


def request_key(form: Form) -> str | None:
    """Return the key that makes a repeated request the same one."""
    return form.get(names.REQUEST_KEY, "")[:_LONGEST_KEY] or None


def pressed(form: Form) -> Pressed | None:
    """Return the button inside a question that sent the form, if it was one of those."""
    for key in form:
        found = _BUTTON.fullmatch(key)
        if found:
            act: Literal["add", "remove"] = "add" if found["act"] == "add" else "remove"
            return Pressed(found["question"], act, form[key] if act == "remove" else "")
    return None


def _state(form: Form, name: str) -> str | None:
    """The state buttons win; among the options of a question, the state is an option."""
    stated = form.getlist(f"{name}-state")
    if stated:
        return names.STATES.get(stated[-1])
    return next((names.STATES[value] for value in form.getlist(name) if value in names.STATES), None)


def _unknown(form: Form, name: str) -> dict[str, str]:
    answer = {"unknown": _text(form, f"{name}-unknown-reason")}
    who = _text(form, f"{name}-unknown-who")
    by = texts.date(form.get(f"{name}-unknown-by", ""))
    return answer | ({"who": who} if who else {}) | ({"by": by} if by else {})


def _text(form: Form, name: str) -> str:
    return texts.plain(form.get(name, "")) or ""
