"""Answers under the names that questions and options had where they were imported from (`source`)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .model import Question, Questionnaire


def by_id(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers under ids. A name that no `source` carries stays as it is, so that ids work too.

    A URN may be given for its last word, which is what importers keep of it. Questions that share a name get
    the same answer; a text between questions gets none. An answer of several parts goes by part to the
    questions that were made of them: `{"a": {"b": 1}}` to the source `a.b`.
    """
    sources = _sources(questionnaire)
    translated: dict[str, Any] = {}
    for name, value in _by_part(answers.items(), sources):
        own = questionnaire.questions.get(name)
        questions = sources.get(name) or ([own] if own else sources.get(_last_word(name), []))
        for question in questions:
            translated[question.id] = _answer(question, value)
        if not questions:
            translated[name] = value
    return translated


def _sources(questionnaire: Questionnaire) -> dict[str, list[Question]]:
    """The questions by their source; those that take an answer, as far as there are any."""
    sources: dict[str, list[Question]] = {}
    for question in questionnaire:
        if question.source is not None:
            sources.setdefault(_name(question.source), []).append(question)
    return {name: [each for each in found if each.type != "info"] or found for name, found in sources.items()}


def _by_part(
    answers: Iterable[tuple[str, Any]], sources: Mapping[str, list[Question]]
) -> Iterable[tuple[str, Any]]:
    for name, value in answers:
        parts = [(f"{name}.{part}", item) for part, item in value.items()] if isinstance(value, dict) else []
        if name not in sources and any(_leads(part, sources) for part, _ in parts):
            yield from _by_part(parts, sources)
        else:
            yield name, value


def _leads(name: str, sources: Mapping[str, list[Question]]) -> bool:
    return name in sources or any(source.startswith(f"{name}.") for source in sources)


def _answer(question: Question, value: Any) -> Any:
    if isinstance(value, dict) and any(name in value for name in _set_aside(question)):
        return value
    if question.type == "yesno" and isinstance(value, bool):
        return "ja" if value else "nee"
    if question.type in ("number", "scale") and isinstance(value, str):
        return _number(value)
    if question.type == "matrix" and isinstance(value, dict):
        rows = {_name(row.source): row.id for row in question.rows if row.source is not None}
        return {rows.get(row, row): _chosen(question, option) for row, option in value.items()}
    if question.type == "table" and isinstance(value, list):
        return [_row(question, row) for row in value]
    return _chosen(question, value)


def _number(value: str) -> Any:
    """A number that the original kept as text; a text that is none stays what it is."""
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return found if isinstance(found, int | float) and not isinstance(found, bool) else value


def _set_aside(question: Question) -> Iterable[str]:
    """The keys by which an answer is no answer; a row of a matrix may have been called so."""
    rows = {_name(row.source) for row in question.rows}
    return (name for name in ("unknown", "not_applicable") if name not in rows)


def _row(question: Question, row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    columns = {_name(column.source): column for column in question.columns if column.source is not None}
    columns |= {column.id: column for column in question.columns if column.id not in columns}
    return {
        (columns[name].id if name in columns else name): (
            _answer(columns[name], cell) if name in columns else cell
        )
        for name, cell in row.items()
    }


def _chosen(question: Question, value: Any) -> Any:
    if not question.options:
        return value
    options = {_name(option.source): option.id for option in question.options if option.source is not None}
    if isinstance(value, list):
        return [options.get(_name(item), item) for item in value]
    return options.get(_name(value), value) if not isinstance(value, dict) else value


def _name(source: object) -> str:
    """A JSON scalar as a key: 3, 3.0 and the text “3” are the same name, as are true and “true”."""
    if source is None or isinstance(source, bool):
        return _WORDS[source]
    return str(int(source)) if isinstance(source, float) and source.is_integer() else str(source)


_WORDS = {None: "null", True: "true", False: "false"}


def _last_word(name: str) -> str:
    """What comes after the last colon of a URN."""
    return name.rpartition(":")[2] if name.lower().startswith("urn:") else name
