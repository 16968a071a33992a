"""Answers under the names that questions and options had where they were imported from (`source`)."""

from collections.abc import Mapping
from typing import Any

from .model import Question, Questionnaire


def by_id(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers under ids. A name that no `source` carries stays as it is, so that ids work too.

    A URN may be given for its last word, which is what importers keep of it.
    """
    sources = {_name(question.source): question for question in questionnaire if question.source is not None}
    translated: dict[str, Any] = {}
    for name, value in answers.items():
        question = sources.get(name) or questionnaire.questions.get(name) or sources.get(_last_word(name))
        translated[question.id if question else name] = _answer(question, value) if question else value
    return translated


def _answer(question: Question, value: Any) -> Any:
    if isinstance(value, dict) and ("unknown" in value or "not_applicable" in value):
        return value
    if question.type == "matrix" and isinstance(value, dict):
        rows = {_name(row.source): row.id for row in question.rows if row.source is not None}
        return {rows.get(row, row): _chosen(question, option) for row, option in value.items()}
    if question.type == "table" and isinstance(value, list):
        return [_row(question, row) for row in value]
    return _chosen(question, value)


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
    """A JSON scalar as a key: the number 3 and the text “3” are the same name, so are true and “true”."""
    return _WORDS[source] if source is None or isinstance(source, bool) else str(source)


_WORDS = {None: "null", True: "true", False: "false"}


def _last_word(name: str) -> str:
    """What comes after the last colon of a URN."""
    return name.rpartition(":")[2] if name.lower().startswith("urn:") else name
