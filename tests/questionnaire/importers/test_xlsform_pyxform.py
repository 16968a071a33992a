"""Forms at random beside pyxform: what it takes is imported, what it refuses is refused at a cell."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from typing import Any

import pytest

from afweging.questionnaire import read_bytes
from afweging.questionnaire.importers import NotImportable, import_bytes
from afweging.questionnaire.importers.xlsform import workbook as books
from afweging.questionnaire.writing import to_yaml

from .forms import form, pyxform_refuses, row, workbook

TYPES = (
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "geopoint", "image", "audio", "video",
    "file", "barcode", "acknowledge", "range", "hidden", "start", "end", "today", "deviceid", "username",
    "select_one jn", "select_one abc", "select_multiple abc", "select_multiple abc or_other",
    "select_one abc or_other", "select one from abc", "rank abc", "select_one_from_file x.csv",
    "percentage", "phone number", "q string", "trigger", "photo", "geotrace", "osm", "email", " integer ",
    "select_one  jn", "calculate",
)  # fmt: skip
BROKEN = (
    "Text", "select_one", "select_one weg", "select_one_from_file x", "end_group", "end repeat", "",
    "begin_group",
)  # fmt: skip
NAMES = ("A", "_x", "é", "a-b", "a.b", "1a", "a b", "meta", "", "x:y", "n0")
CONDITIONS = (
    "${n0} = 'x'", "${n0} > 3", "not(${n0})", "selected(${n0}, 'a')", "true()", "yes", "no", ". > 3",
    "count-selected(${n0}) > 1", "regex(., '[a-z]')", "1 = ", "(", "${zz} = 1", "${a", "${a b}",
)  # fmt: skip
PARAMETERS = (
    "start=1 end=5", "rows=3", "randomize=true", "start=a", "step=0", "start=1;end=9;step=2",
    "start=0.5 end=2 step=0.5", "randomize=x", "randomize=true seed=3", "rows=x", "step=20",
    "start=9 end=1", "placeholder=3", "tick_interval=2",
)  # fmt: skip


class Forms:
    """Forms at random: mostly right, sometimes with something wrong."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def one_in(self, many: int) -> bool:
        return self.rng.randrange(many) == 0

    def workbook(self) -> bytes:
        rows: list[list[str]] = []
        opened: list[str] = []
        for _ in range(self.rng.randint(1, 10)):
            if opened and self.one_in(4):
                rows.append(row(opened.pop().replace("begin", "end")))
            elif self.one_in(8):
                opened.append(self.rng.choice(["begin_group", "begin_repeat", "begin repeat", "begin group"]))
                rows.append(self.row(opened[-1], len(rows)))
            else:
                rows.append(self.row(self.rng.choice(BROKEN if self.one_in(40) else TYPES), len(rows)))
        rows += [row(each.replace("begin", "end")) for each in reversed(opened)]
        settings: dict[str, Any] = (
            {"form_title": "T", "form_id": "f", "version": "1"} if self.one_in(3) else {}
        )
        return form(*rows, **settings)

    def row(self, kind: str, number: int) -> list[str]:
        name = self.rng.choice(NAMES) if self.one_in(25) else f"n{number}"
        right = CONDITIONS[: None if self.one_in(12) else -3]
        cells = {
            column: self.rng.choice(values)
            for column, values, often in (
                ("relevant", right, 5), ("required", right, 10), ("constraint", right, 10),
                ("calculation", right, 16),
                ("choice_filter", ("land = ${n0}", "land='nl'", "x = "), 10), ("hint", ("Hint",), 10),
                ("appearance", ("minimal", "multiline", "field-list"), 10), ("default", ("x", "today()"), 10),
                ("readonly", ("yes", "no", "${n0}"), 10), ("repeat_count", ("3", "${n0}"), 10),
            )
            if self.one_in(often)
        }  # fmt: skip
        if kind == "range" or self.one_in(20):
            cells["parameters"] = self.rng.choice(PARAMETERS)
        if kind == "calculate":
            cells["calculation"] = "1 + 1"
        label = self.rng.choice(["Vraag ${n0}", "Vraag <b>x</b>", "", "# Kop"]) if self.one_in(8) else "Vraag"
        return row(kind, name, label, **cells)


def compared(seeds: range) -> tuple[int, int]:
    """How many forms were taken and refused by both."""
    taken = told = 0
    for seed in seeds:
        data = Forms(seed).workbook()
        theirs = pyxform_refuses(data)
        try:
            result = import_bytes(data, "form.xlsx", "xlsform")
        except NotImportable as error:
            assert all(each.line >= 1 and each.column >= 1 for each in error.problems)
            assert theirs != "" or "asks nothing" in str(error), (seed, str(error))
            told += 1
            continue
        assert not theirs, (seed, theirs)
        read_bytes(to_yaml(result.data).encode(), "out")
        taken += 1
    return taken, told


def test_forms_that_pyxform_takes_are_imported() -> None:
    taken, told = compared(range(60))
    assert taken > 20
    assert told > 5


@pytest.mark.slow
def test_more_forms_that_pyxform_takes_are_imported() -> None:
    taken, told = compared(range(1_000, 1_600))
    assert taken > 200
    assert told > 50


def _repacked(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook of which one part was replaced."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return file.getvalue()


def _message(data: bytes) -> str:
    with pytest.raises(NotImportable) as caught:
        import_bytes(data, "form.xlsx", "xlsform")
    return caught.value.problems[0].message


FORM = form(row("text", "a", "A"))
SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    bomb = _repacked(FORM, "xl/media/x.bin", bytes(books.MAX_UNPACKED + 1))
    assert len(bomb) < 1_000_000
    assert "larger than" in _message(bomb)
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for place in range(books.MAX_PARTS + 1):
            archive.writestr(f"x{place}", b"")
    assert "larger than" in _message(many.getvalue())
    assert "larger than" in _message(bytes(books.MAX_BYTES + 1))
    cells = b"<worksheet><sheetData><row>" + b"<c/>" * books.MAX_TAGS + b"</row></sheetData></worksheet>"
    assert "elements" in _message(_repacked(FORM, SHEET, cells))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_refused(encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
    )
    assert "declares entities" in _message(_repacked(FORM, SHEET, xml.encode(encoding)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<",
        b"<worksheet>",
        b"\xff\xfe",
        b'<worksheet xmlns="x"><sheetData><row r="x"><c r="!!"/></row></sheetData></worksheet>',
    ],
)
def test_a_broken_sheet_is_refused(content: bytes) -> None:
    for part in (SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/sharedStrings.xml"):
        data = _repacked(FORM, part, content)
        try:
            import_bytes(data, "form.xlsx", "xlsform")
        except NotImportable as error:
            assert error.problems


def test_a_sheet_that_states_to_be_huge_is_read_for_what_it_holds() -> None:
    def cells(row: int, *texts: str) -> str:
        inside = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
        return f'<row r="{row}">{inside}</row>'

    rows = cells(1, "type", "name", "label") + cells(3, "text", "a", "A")
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    start = f'<worksheet xmlns="{space}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}'
    xml = start + "{}</sheetData></worksheet>"
    read = import_bytes(_repacked(FORM, SHEET, xml.format("").encode()), "form.xlsx", "xlsform")
    assert read.data["sections"][0]["questions"][0]["source"] == "a"
    far = xml.format(cells(1_048_576, "x"))
    assert f"more than {books.MAX_ROWS} rows" in _message(_repacked(FORM, SHEET, far.encode()))


def test_flipped_bytes_give_errors_and_never_more() -> None:
    rng = random.Random(7)
    for _ in range(150):
        data = bytearray(FORM)
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            import_bytes(bytes(data), "form.xlsx", "xlsform")
        except NotImportable as error:
            assert error.problems


def test_every_cell_may_hold_anything() -> None:
    rng = random.Random(11)
    words = [
        "",
        "x",
        "${a}",
        "text",
        "begin_group",
        "select_one l",
        "a",
        "l",
        "'",
        "(",
        "\t",
        "é" * 300,
        3,
        True,
        -1.5,
    ]
    headers = [
        "type",
        "name",
        "label",
        "relevant",
        "constraint",
        "calculation",
        "parameters",
        "list_name",
        "label::x",
    ]
    for _ in range(80):
        sheets = {
            name: [
                list[Any](rng.sample(headers, 6)),
                *[[rng.choice(words) for _ in range(6)] for _ in range(5)],
            ]
            for name in ("survey", "choices", "settings")
        }
        try:
            import_bytes(workbook(**sheets), "form.xlsx", "xlsform")
        except NotImportable as error:
            assert error.problems
