"""Workbooks of forms, for tests."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

import openpyxl
import openpyxl.utils.exceptions
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

HEADERS = (
    "type", "name", "label", "hint", "relevant", "required", "constraint", "constraint_message",
    "calculation", "choice_filter", "appearance", "parameters", "default", "readonly", "repeat_count",
    "trigger",
)  # fmt: skip
CHOICES = [
    ["list_name", "name", "label", "land"],
    ["jn", "ja", "Ja"], ["jn", "nee", "Nee"],
    ["abc", "a", "A", "nl"], ["abc", "b", "B", "be"], ["abc", "c", "C", "be"],
    ["land", "nl", "Nederland"], ["land", "be", "België"],
    ["cijfer", "1", "Een"], ["cijfer", "2", "Twee"], ["cijfer", "10", "Tien"],
]  # fmt: skip


def row(kind: str, name: str = "", label: str = "", **cells: str) -> list[str]:
    """A row of the survey, by HEADERS."""
    given = {"type": kind, "name": name, "label": label} | cells
    return [given.get(header, "") for header in HEADERS]


def workbook(**sheets: list[list[Any]]) -> bytes:
    """A workbook of these sheets, by their rows."""
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append([None if cell == "" else cell for cell in cells])
    book.remove(book.worksheets[0])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def form(*rows: list[str], choices: list[list[Any]] | None = None, **settings: str) -> bytes:
    """A workbook with a survey, the choices that it names, and settings when there are any."""
    if choices is None:
        named = {word for cells in rows for word in cells[0].split()}
        choices = [cells for cells in CHOICES if cells[0] in named | {"list_name"}]
    sheets = {"survey": [list(HEADERS), *rows], "choices": choices}
    if settings:
        sheets["settings"] = [list(settings), list(settings.values())]
    return workbook(**sheets)


def pyxform_refuses(data: bytes) -> str | None:
    """What pyxform says against a workbook; empty when it takes it, None when it stumbles itself."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            convert(xlsform=data, file_type=".xlsx")
    except PyXFormError as error:
        return str(error) or type(error).__name__
    except (AttributeError, KeyError, TypeError):
        return None
    return ""
