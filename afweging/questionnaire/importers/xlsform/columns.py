"""Columns by their headers: names in any case and with any spaces, older names, languages after `::`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...problems import Problems
from .workbook import Cell, Sheet

_BIND = {
    "relevant": "relevant",
    "required": "required",
    "constraint": "constraint",
    "calculate": "calculation",
    "readonly": "readonly",
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
    "jr:noAppErrorString": "no_app_error_string",
    "entities:saveto": "save_to",
}
_CONTROL = {"appearance": "appearance", "jr:count": "repeat_count", "autoplay": "autoplay", "rows": "rows"}
_MEDIA = ("image", "big-image", "audio", "video")

ALIASES: Mapping[str, str] = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "read_only": "readonly",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "noapperrorstring": "no_app_error_string",
    "list name": "list_name",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
"""Other names of a column, as pyxform has them."""
TRANSLATED = frozenset(("label", "hint", "guidance_hint", "constraint_message", "required_message", *_MEDIA))
KNOWN: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        [
            "type",
            "name",
            "label",
            "hint",
            "guidance_hint",
            "relevant",
            "required",
            "constraint",
            "constraint_message",
            "required_message",
            "calculation",
            "readonly",
            "appearance",
            "default",
            "parameters",
            "choice_filter",
            "repeat_count",
            "trigger",
            "disabled",
            "autoplay",
            "rows",
            "no_app_error_string",
            "save_to",
            "intent",
            "query",
            "image",
            "big-image",
            "audio",
            "video",
        ]
    ),
    "choices": frozenset(("list_name", "name", "label", *_MEDIA)),
    "settings": frozenset(
        [
            "form_title",
            "form_id",
            "version",
            "default_language",
            "style",
            "public_key",
            "submission_url",
            "instance_name",
            "allow_choice_duplicates",
            "clean_text_values",
            "name",
        ]
    ),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "survey": ("type",),
    "choices": ("name", "list_name"),
    "settings": (),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its name, and its language as it is written in the header."""

    name: str
    language: str = ""


@dataclass(slots=True)
class Row:
    """A row of a sheet: its cells by column. Cells of a name are those of each of its languages."""

    number: int
    sheet: str
    cells: dict[Column, Cell] = field(default_factory=dict)

    def cell(self, name: str) -> Cell | None:
        """The cell of a column without a language."""
        return self.cells.get(Column(name))

    def text(self, name: str) -> str:
        """What stands in that cell, empty when nothing does."""
        cell = self.cell(name)
        return cell.text if cell else ""

    def texts(self, name: str) -> dict[str, str]:
        """The texts of a column by language; "" is the one without."""
        return {column.language: cell.text for column, cell in self.cells.items() if column.name == name}

    def place(self, name: str) -> Cell:
        """Where a column stands in this row, for errors; the start of the row when it is empty."""
        found = (cell for column, cell in self.cells.items() if column.name == name)
        return next(found, Cell("", self.number, 1))

    def names(self) -> dict[str, str]:
        """Every column with something in it, and what that is."""
        return {column.name: cell.text for column, cell in self.cells.items()}


def read_rows(sheet: Sheet, kind: str, problems: Problems) -> list[Row]:
    """The rows of a sheet by its columns; what is wrong with the headers is noted."""
    columns = _columns(sheet, kind, problems)
    for name in NEEDED[kind]:
        if not any(column.name == name for column in columns.values()) and (sheet.rows or kind == "survey"):
            problems.add(Cell("", 1, 1).mark, f"sheet “{sheet.name}” has no column “{name}”")
    return [_row(number, sheet.name, cells, columns) for number, cells in enumerate(sheet.rows, start=2)]


def _row(number: int, sheet: str, cells: Mapping[int, Cell], columns: Mapping[int, Column]) -> Row:
    row = Row(number, sheet)
    for place, cell in cells.items():
        row.cells[columns[place]] = cell
    return row


def _columns(sheet: Sheet, kind: str, problems: Problems) -> dict[int, Column]:
    double = any("::" in header.text for header in sheet.headers.values())
    columns: dict[int, Column] = {}
    written: dict[Column, Cell] = {}
    for place, header in sheet.headers.items():
        column = _column(header.text, kind, double=double)
        first = written.setdefault(column, header)
        if first is not header:
            message = f"the column “{header.text}” stands here twice (first in {first.place})"
            problems.add(header.mark, f"sheet “{sheet.name}”, {header.place}: {message}")
        columns[place] = column
    return columns


def _column(header: str, kind: str, *, double: bool) -> Column:
    """`label::English (en)`, `bind::relevant`, `Label : en` … as a column."""
    whole = _known(header, kind)
    if whole:
        return Column(whole)
    parts = [part.strip() for part in (header.split("::") if double else _by_one_colon(header))]
    head, rest = _snake(parts[0]), parts[1:]
    if head == "bind" and rest and rest[0] in _BIND:
        head, rest = _BIND[rest[0]], rest[1:]
    elif head in ("control", "body") and rest and rest[0] in _CONTROL:
        head, rest = _CONTROL[rest[0]], rest[1:]
    elif head == "media" and rest and rest[0] in _MEDIA:
        head, rest = rest[0], rest[1:]
    name = _known(head, kind)
    if not name or (rest and name not in TRANSLATED):
        return Column(header)
    return Column(name, "::".join(rest))


def _known(header: str, kind: str) -> str:
    for word in (header, _snake(header)):
        name = ALIASES.get(word, word)
        if name in KNOWN[kind]:
            return name
    return ""


def _snake(text: str) -> str:
    return "_".join(text.split()).lower()


def _by_one_colon(header: str) -> Iterable[str]:
    """The parts between colons; `jr:count` is one part."""
    return re.split(r"(?<!\bjr):", header)
