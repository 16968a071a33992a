"""The sheets of a workbook (.xlsx) as rows of texts, within limits, each cell with its place.

A workbook is an archive of XML files. Before anything reads it, the size of what is in it is known from its
directory, which bounds what is unpacked, and files that declare entities are refused.
"""

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NoReturn

import openpyxl
from openpyxl.utils import get_column_letter

from ...problems import Mark, Problem, Problems
from ..base import NotImportable

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 32 * 1024 * 1024
MAX_TAGS = 600_000
"""Begins and ends of elements in all XML together: what takes time to read."""
MAX_PARTS = 1_000
MAX_SHEETS = 50
MAX_ROWS = 20_000
MAX_COLUMNS = 500
MAX_CELLS = 400_000
"""Cells with something in them, all sheets together."""
MOST_EMPTY_ROWS = 60
"""After so many empty rows a sheet is over, as pyxform has it."""
MOST_EMPTY_COLUMNS = 20

_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_FORMULA = (b"<f>", b"<f ", b"<f/")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, without the space around it; both places count from 1."""

    text: str
    row: int
    column: int

    @property
    def place(self) -> str:
        """As spreadsheet programs name it, such as C5."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def mark(self) -> Mark:
        """The row for a line."""
        return Mark(self.row, self.column)


@dataclass(slots=True)
class Sheet:
    """A sheet: its header cells by column, and its rows below, of which empty ones are there too."""

    name: str
    headers: dict[int, Cell] = field(default_factory=dict)
    rows: list[dict[int, Cell]] = field(default_factory=list)
    beyond: int = 0
    """The first row with something in it after the sheet is over; 0 when there is none."""


def read_workbook(data: bytes, problems: Problems) -> dict[str, Sheet]:
    """The sheets by their name in lower case, in order. Raises NotImportable."""
    formulas = _inspect(data, problems)
    try:
        return dict(_sheets(data, problems, formulas=formulas))
    except NotImportable:
        raise
    except Exception as error:  # a broken workbook makes the library raise nearly anything
        _refuse(problems, f"this workbook cannot be read: {type(error).__name__}: {str(error)[:200]}")


def _refuse(problems: Problems, message: str) -> NoReturn:
    raise NotImportable([Problem(problems.file, 1, 1, message)])


def _inspect(data: bytes, problems: Problems) -> bool:
    """Refuse what is no workbook, or a hostile one. Does any sheet hold formulas?"""
    if len(data) > MAX_BYTES:
        _refuse(problems, f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse(problems, "this is a workbook of an older kind (.xls), or a protected one; save it as .xlsx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _inspect_parts(archive, problems)
    except NotImportable:
        raise
    except Exception:  # so does a broken archive
        _refuse(problems, "this is no workbook: an XLSForm is read from .xlsx")


def _inspect_parts(archive: zipfile.ZipFile, problems: Problems) -> bool:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        _refuse(problems, f"unpacked, this workbook is larger than {MAX_UNPACKED // 1024 // 1024} MiB")
    formulas, tags = False, 0
    for part in parts:
        content = archive.read(part)
        tags += content.count(b"<")
        if any(word in content for word in _DECLARATIONS):
            _refuse(problems, f"“{part.filename[:80]}” in this workbook declares entities; that is not read")
        formulas = formulas or any(sign in content for sign in _FORMULA)
    if tags > MAX_TAGS:
        _refuse(problems, f"this workbook has more than {MAX_TAGS} elements")
    return formulas


def _sheets(data: bytes, problems: Problems, *, formulas: bool) -> Iterator[tuple[str, Sheet]]:
    book = _open(data, stored=True)
    written = _open(data, stored=False) if formulas else None
    names = book.sheetnames[:MAX_SHEETS]
    left = MAX_CELLS
    for name in names:
        sheet = _sheet(name, book[name], problems)
        left -= sum(map(len, sheet.rows))
        if left < 0:
            _refuse(problems, f"this workbook has more than {MAX_CELLS} cells with something in them")
        if written:
            _refuse_unstored(sheet, written[name], problems)
        yield name.lower(), sheet
    if problems.found:
        raise NotImportable(problems.found)


def _open(data: bytes, *, stored: bool) -> Any:
    """The workbook with the values that were stored for formulas, or with the formulas themselves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which are not read
        return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=stored)


def _sheet(name: str, source: Any, problems: Problems) -> Sheet:
    """A sheet: the first row is its headers, a run of empty rows its end."""
    rows = _rows(source, problems)
    sheet = Sheet(name, headers=_headers(next(rows, {})))
    empty = 0
    for row in rows:
        cells = {column: cell for column, cell in row.items() if column in sheet.headers}
        sheet.rows.append(cells)
        empty = 0 if cells else empty + 1
        if empty > MOST_EMPTY_ROWS:
            sheet.beyond = next((cell.row for row in rows for cell in row.values()), 0)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    return sheet


def _rows(source: Any, problems: Problems) -> Iterator[dict[int, Cell]]:
    """The cells of each row by column; the dimensions that the sheet states are not believed."""
    source.reset_dimensions()
    for number, values in enumerate(source.iter_rows(values_only=True), start=1):
        if number > MAX_ROWS:
            _refuse(problems, f"the sheet “{source.title}” has more than {MAX_ROWS} rows")
        texts = ((column, _text(value)) for column, value in enumerate(values[:MAX_COLUMNS], start=1))
        yield {column: Cell(text, number, column) for column, text in texts if text}


def _headers(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """The headers up to a run of empty columns, as pyxform has it."""
    found: dict[int, Cell] = {}
    for column, cell in cells.items():
        if column - max(found, default=0) > MOST_EMPTY_COLUMNS + 1:
            break
        found[column] = Cell(" ".join(cell.text.split()), cell.row, cell.column)
    return found


def _text(value: object) -> str:
    """A value as it is read from a cell: whole numbers without a point, days as days."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).replace("\xa0", " ").strip()


def _refuse_unstored(sheet: Sheet, written: Any, problems: Problems) -> None:
    """Note formulas without a value: programs that only write leave it to spreadsheet programs to compute."""
    stored: list[Mapping[int, Cell]] = [sheet.headers, *sheet.rows]
    for place, row in enumerate(_rows(written, problems)):
        there = stored[place] if place < len(stored) else {}
        for column, cell in row.items():
            if cell.text.startswith("=") and column not in there and column in (sheet.headers or row):
                message = "this formula has no stored value; save the workbook in a spreadsheet program"
                problems.add(cell.mark, f"sheet “{sheet.name}”, {cell.place}: {message}")
