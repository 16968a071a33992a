"""Questions answered in rows: tables, matrices, and the record types with their fixed columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from afweging.case.dossier.fields.base import Form
from afweging.case.dossier.fields.controls import Cell, Choice, Column, with_strays
from afweging.case.dossier.fields.names import cell_name
from afweging.case.dossier.fields.records import COLUMNS
from afweging.case.dossier.fields.texts import PARSERS, Numbers, evidence, plain, shown, sources

if TYPE_CHECKING:
    from afweging.case.dossier.fields.view import QuestionView
    from afweging.questionnaire.model import Question

Row = dict[str, Any]
_LISTS = frozenset(("choices", "values"))
_TOKENS = {"questions": evidence, "sources": sources}
NARROW = 4
"""So many columns fit beside each other; more become a card per row."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as it is drawn."""

    index: int
    number: int
    title: str
    cells: tuple[Cell, ...]
    opened: bool
    """Whether its card stands open: it is new, or something is wrong in it."""


def parse_rows(form: Form, columns: Sequence[tuple[str, str]], name: str, numbers: Numbers) -> list[Row]:
    """Return the rows that hold something, in order, without the one that a button removes.

    `columns` are pairs of id and type.
    """
    cell = re.compile(re.escape(name) + r"-([0-9]{1,6})-.+")
    indexes = {int(found[1]) for key in form if (found := cell.fullmatch(key))}
    indexes -= {
        int(removed) for removed in form.getlist(f"{name}-remove") if re.fullmatch("[0-9]{1,6}", removed)
    }
    rows = (_row(form, columns, name, index, numbers) for index in sorted(indexes))
    return [row for row in rows if row]


def _row(form: Form, columns: Sequence[tuple[str, str]], name: str, index: int, numbers: Numbers) -> Row:
    row: Row = {}
    for column, kind in columns:
        value = _cell(form, kind, cell_name(name, index, column), numbers)
        if value is not None:
            row[column] = value
    return row


def _cell(form: Form, kind: str, name: str, numbers: Numbers) -> Any:
    if kind in _LISTS:
        return [value for value in form.getlist(name) if value.strip()] or None
    if kind in _TOKENS:
        return _TOKENS[kind](form.get(name, ""), numbers)
    return PARSERS[kind](form.get(name, ""))


def row_views(
    view: QuestionView, columns: Sequence[Column], rows: Sequence[Row], noun: str, title: str
) -> list[RowView]:
    """Return the rows, and the empty ones that invite to go on."""
    wanted = max(view.question.min_rows or 0, 1)
    empty = max(wanted - len(rows), view.extra_rows)
    return [
        _row_view(view, columns, row, index, noun, title)
        for index, row in enumerate([*rows, *({} for _ in range(empty))])
    ]


def _row_view(
    view: QuestionView, columns: Sequence[Column], row: Row, index: int, noun: str, title: str
) -> RowView:
    number = index + 1
    cells = tuple(
        Cell(
            column,
            cell_name(view.name, index, column.id),
            _readable(view, column, row.get(column.id)),
            f"{column.label}, {noun} {number}",
            view.error_in(index, column.id) if view.errors else "",
        )
        for column in columns
    )
    opened = not row or any(cell.error for cell in cells)
    return RowView(index, number, shown(row.get(title)), cells, opened)


def _readable(view: QuestionView, column: Column, value: Any) -> Any:
    if column.type in _TOKENS and isinstance(value, list):
        return [view.numbers.get(item, item) if isinstance(item, str) else item for item in value]
    return value


def rows_of(value: Any) -> list[Row]:
    """Return the rows of an answer; what is no row is left out of sight."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


@dataclass(frozen=True, slots=True)
class TableField:
    """Rows with the columns that the questionnaire gives."""

    template: str = "rows"
    grouped: bool = True

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the columns and the rows."""
        columns = view.head.columns
        noun = view.head.row_title or view.said["row"]
        first = columns[0].id if columns else ""
        return {
            "columns": columns,
            "rows": row_views(view, columns, rows_of(view.answer), noun, first),
            "noun": noun,
            "cards": len(columns) > NARROW,
        }

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the rows that hold something."""
        columns = [(column.id, column.type) for column in question.columns]
        return parse_rows(form, columns, name, numbers) or None


@dataclass(frozen=True, slots=True)
class RecordField:
    """Rows with fixed columns: risks, dilemmas, measures, consultations."""

    noun: str
    title: str
    """The column that names a row when its card is closed."""
    template: str = "rows"
    grouped: bool = True

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the columns and the rows."""
        return self._context(view, view.answer)

    def _context(self, view: QuestionView, rows: Any) -> dict[str, object]:
        columns = COLUMNS[view.question.type](view.values)
        noun = view.said[self.noun]
        return {
            "columns": columns,
            "rows": row_views(view, columns, rows_of(rows), noun, self.title),
            "noun": noun,
            "cards": len(columns) > NARROW,
        }

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the rows that hold something."""
        return self._rows(form, question, name, numbers) or None

    def _rows(self, form: Form, question: Question, name: str, numbers: Numbers) -> list[Row]:
        columns = [(column.id, column.type) for column in COLUMNS[question.type](())]
        return parse_rows(form, columns, name, numbers)


@dataclass(frozen=True, slots=True)
class WeighingField(RecordField):
    """The interests, and beside them the strongest counter-argument."""

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the columns, the rows and the counter-argument."""
        answer = view.answer if isinstance(view.answer, dict) else {}
        context = self._context(view, answer.get("rows"))
        return context | {"counter": shown(answer.get("counter_argument"))}

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the rows and the counter-argument, None when there is neither."""
        rows = self._rows(form, question, name, numbers)
        counter = plain(form.get(f"{name}-counter_argument", ""))
        if not rows and counter is None:
            return None
        return {"rows": rows} | ({"counter_argument": counter} if counter is not None else {})


@dataclass(frozen=True, slots=True)
class MatrixField:
    """One option per row."""

    template: str = "matrix"
    grouped: bool = True

    def context(self, view: QuestionView) -> Mapping[str, object]:
        """Return the rows with what was chosen in each."""
        answer = view.answer if isinstance(view.answer, dict) else {}
        rows = [_matrix_row(view, row, answer.get(row[0])) for row in view.head.rows]
        return {"rows": rows, "choices": view.choices(())}

    def parse(self, form: Form, question: Question, name: str, numbers: Numbers) -> object | None:
        """Return the rows that were answered."""
        typed = {row.id: form.get(f"{name}-{row.id}-option", "").strip() for row in question.rows}
        return {row: value for row, value in typed.items() if value} or None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of a matrix as it is drawn."""

    name: str
    label: Markup | str
    hint: Markup | str
    chosen: str
    choices: tuple[Choice, ...]


def _matrix_row(view: QuestionView, row: tuple[str, Markup, Markup], value: Any) -> MatrixRow:
    row_id, label, hint = row
    picked = shown(value)
    choices = with_strays(view.choices(()), [picked] if picked else [])
    return MatrixRow(f"{view.name}-{row_id}-option", label, hint, picked, choices)
