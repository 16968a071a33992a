"""Adding a part: what is asked first, and the least that its kind needs to be good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from afweging.case.authoring.keys.base import Context, Entered, Unreadable, tidy
from afweging.case.authoring.keys.fields import texts_in
from afweging.questionnaire.editing import Editable
from afweging.questionnaire.editing.parts import fresh_id
from afweging.questionnaire.schema import NOT_IN_COLUMNS, OUTCOME_KINDS, TYPES

WITH_OPTIONS = frozenset(("choice", "choices", "matrix"))
LISTS = ("options", "rows", "columns")


def types_for(kind: str) -> tuple[str, ...]:
    """The types that a question or a column may have."""
    return tuple(name for name in TYPES if kind == "question" or name not in NOT_IN_COLUMNS)


def new_part(
    editable: Editable, kind: str, entered: Entered, context: Context
) -> tuple[dict[str, Any], dict[str, str]]:
    """The data of a new part, and what is wrong with what was typed, by the name of the input."""
    title = texts_in(entered, "new-title", context)
    errors = {} if title else {f"new-title-{context.language}": _("Vul dit in.")}
    words = next(iter(title.values()), kind)
    data: dict[str, Any] = {"id": editable.new_id(words), **_named(kind, title)}
    try:
        data |= _MAKERS.get(kind, _nothing)(entered, context)
    except Unreadable as error:
        errors["new-more"] = str(error)
    return data, errors


def _named(kind: str, title: Mapping[str, str]) -> dict[str, Any]:
    """The words of a part under the key that its kind has for them."""
    if kind in ("question", "option", "row", "column"):
        return {"label": dict(title)}
    return {"title": dict(title)}


def _nothing(entered: Entered, context: Context) -> dict[str, Any]:
    return {}


def _question(entered: Entered, context: Context) -> dict[str, Any]:
    question_type = entered.get("new-type", "")
    if question_type not in TYPES:
        raise Unreadable(_("Kies een soort antwoord."))
    data: dict[str, Any] = {"type": question_type}
    if question_type in WITH_OPTIONS:
        data["options"] = _listed(entered, "new-options", context, _("Schrijf minstens één antwoord."))
    if question_type == "matrix":
        data["rows"] = _listed(entered, "new-rows", context, _("Schrijf minstens één rij."))
    if question_type == "table":
        columns = _listed(entered, "new-columns", context, _("Schrijf minstens één kolom."))
        data["columns"] = [{**column, "type": "text"} for column in columns]
    if question_type == "scale":
        data |= {"min": 1, "max": 5}
    return data


def _listed(entered: Entered, name: str, context: Context, empty: str) -> list[dict[str, Any]]:
    """A line each: the words, with an id made from them."""
    lines = [line.strip() for line in tidy(entered.get(name, "")).split("\n") if line.strip()]
    if not lines:
        raise Unreadable(empty)
    taken: set[str] = set()
    made = []
    for line in lines:
        part_id = fresh_id(line, taken)
        taken.add(part_id)
        made.append({"id": part_id, "label": {context.language: line}})
    return made


def _section(entered: Entered, context: Context) -> dict[str, Any]:
    return {"questions": []}


def _term(entered: Entered, context: Context) -> dict[str, Any]:
    text = texts_in(entered, "new-text", context)
    if not text:
        raise Unreadable(_("Schrijf wat het begrip betekent."))
    return {"text": text}


def _score(entered: Entered, context: Context) -> dict[str, Any]:
    value = tidy(entered.get("new-rule", ""))
    if not value:
        raise Unreadable(_("Schrijf hoe de score wordt berekend."))
    return {"value": value}


def _outcome(entered: Entered, context: Context) -> dict[str, Any]:
    rule, text = tidy(entered.get("new-rule", "")), texts_in(entered, "new-text", context)
    kind = entered.get("new-kind", "")
    if kind not in OUTCOME_KINDS:
        raise Unreadable(_("Kies een soort uitkomst."))
    if not rule or not text:
        raise Unreadable(_("Schrijf wanneer de uitkomst geldt, en wat er dan staat."))
    return {"if": rule, "kind": kind, "text": text}


_MAKERS = {
    "question": _question,
    "column": _question,
    "section": _section,
    "term": _term,
    "score": _score,
    "outcome": _outcome,
}
