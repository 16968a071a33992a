"""Questions of several parts: matrices, tables, groups of texts."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from ...schema import NOT_IN_COLUMNS
from ..base import Ids
from ..meaning.fields import ONE, WHOLE, Field
from .choices import Choice, choices_of, stored
from .making import Asked, Item, Workshop, prefixed
from .reading import Piece, Words, written
from .texts import line, titled

Make = Callable[[Workshop, Asked], list[Item]]
MOST_CELLS = 400


def matrix_items(shop: Workshop, asked: Asked) -> list[Item]:
    """A matrix: a question per row when conditions look into it, and one choice when it has no rows."""
    columns = choices_of(shop, asked, "columns", "columnsVisibleIf")
    rows = _rows(shop, asked)
    if not columns:
        return shop.shown_only(asked, "a matrix without columns has no place here; its text stays")
    options = [column.data for column in columns]
    if not rows:
        items = [shop.item(asked, "choice", ONE, stored(columns), options=options)]
    elif shop.looks_into(asked):
        items = list(_row_by_row(shop, asked, rows, columns))
    else:
        items = [shop.item(asked, "matrix", WHOLE, rows=[row.data for row in rows], options=options)]
        _require_rows(asked, items[0], rows)
    for item in items:
        item.options = {column.id: column.clause for column in columns if column.clause}
    return items


def _rows(shop: Workshop, asked: Asked) -> list[Choice]:
    ids = Ids()
    for reserved in ("unknown", "not_applicable"):
        ids.take(reserved)
    return choices_of(shop, asked, "rows", "rowsVisibleIf", ids)


def _require_rows(asked: Asked, item: Item, rows: Iterable[Choice]) -> None:
    """A required matrix here wants every row; the original has a property for that."""
    every = asked.piece.flag("isAllRowRequired", "eachRowRequired")
    if every:
        item.data["required"] = True
    elif item.data.get("required"):
        asked.piece.note("every row is required here; in the original one is enough")
    for row in rows:
        if row.clause:
            asked.piece.note(
                f"the row {written(row.value)} is always shown here; in the original if {row.clause.text}"
            )


def _row_by_row(shop: Workshop, asked: Asked, rows: list[Choice], columns: list[Choice]) -> Iterable[Item]:
    """A choice per row, under the name by which conditions look into the matrix."""
    piece = asked.piece
    piece.note("conditions look at its rows, so that each row is a question of its own here")
    before, help_text = titled(
        piece, piece.text("title"), asked.called, piece.text("description"), piece.text("help")
    )
    every = piece.flag("isAllRowRequired", "eachRowRequired")
    if piece.flag("isRequired") and not every:
        piece.note("no row is required here; in the original one is")
    for row in rows:
        key = f"{asked.key}.{written(row.value)}"
        when = (*asked.when, row.clause) if row.clause else asked.when
        part = replace(asked, key=key, id=shop.ids.take(key), when=when)
        keys: dict[str, Any] = {"options": deepcopy([column.data for column in columns])}
        if every:
            keys["required"] = True
        item = shop.put(part, "choice", prefixed(before, row.data["label"]), help_text, **keys)
        item.answer = Field(part.id, ONE, stored(columns))
        yield item
        help_text = {}


def text_items(shop: Workshop, asked: Asked, make: Make) -> list[Item]:
    """A group of texts: each is a question of its own."""
    piece = asked.piece
    parts = list(piece.pieces("items", called=asked.key))
    if not parts:
        return shop.shown_only(asked, "a group of texts without any has no place here; its text stays")
    piece.note("each of its texts is a question of its own here")
    before = _before(asked)
    items = []
    for part in parts:
        key = f"{asked.key}.{part.name}"
        one = replace(asked, piece=part, key=key, id=shop.ids.take(key), type="text", before=before)
        items += make(shop, one)
    return items


def _before(asked: Asked) -> Words:
    """The title of the whole, for before the labels of its parts; what else it says is noted."""
    piece = asked.piece
    title = line(piece, piece.text("title")) or {piece.report.language: asked.called}
    for key in ("description", "help"):
        for text in line(piece, piece.text(key)).values():
            piece.note(f"a text of the whole has no place here: {text}")
    for key in ("isRequired", "requiredIf"):
        if piece.word(key) not in ("", "false"):
            piece.note(f"that the whole is required has no place here: {piece.word(key)}")
    return prefixed(asked.before, title)


def table_items(shop: Workshop, asked: Asked, make: Make) -> list[Item]:
    """Rows that are added one by one, as a table; what cannot stand in a column is noted."""
    piece = asked.piece
    columns = [column for part in _columns(asked) for column in _column(shop, asked, part, make)]
    if not columns:
        return shop.shown_only(asked, "a table without columns that can stand here; its text stays")
    ids = Ids()
    for column in columns:
        column["id"] = ids.take(column.get("source", column["id"]))
    keys: dict[str, Any] = _how_many_rows(piece)
    return [shop.item(asked, "table", WHOLE, columns=columns, **keys)]


def _columns(asked: Asked) -> list[Piece]:
    piece = asked.piece
    return [*piece.pieces("columns", called=asked.key), *piece.pieces("templateElements", called=asked.key)]


def _column(shop: Workshop, asked: Asked, part: Piece, make: Make) -> Iterable[dict[str, Any]]:
    """The columns that a part of the table becomes, without its conditions."""
    kind = _cell_type(asked, part)
    one = replace(asked, piece=part, key=part.name, id="column", type=kind, shared=asked.piece)
    condition = part.word("visibleIf").strip()
    if condition:
        asked.piece.note(f"a condition within a table has no place here: {condition}")
    for item in make(shop, one):
        if item.data["type"] in NOT_IN_COLUMNS:
            asked.piece.note(f"{part.name or 'a part'} cannot stand in a column and is left out")
            continue
        clauses = [*item.options.values(), *([item.required] if item.required else [])]
        for clause in clauses:
            asked.piece.note(f"a condition within a table has no place here: {clause.text}")
        yield item.data


def _cell_type(asked: Asked, part: Piece) -> str:
    for given in (part.word("cellType"), part.word("type"), asked.piece.word("cellType")):
        if given not in ("", "default"):
            return given
    return "dropdown"


def _how_many_rows(piece: Piece) -> dict[str, int]:
    least = int(piece.number("minRowCount", "minPanelCount") or 0)
    most = int(piece.number("maxRowCount", "maxPanelCount") or 0)
    keys = {"min_rows": least} if least > 0 and (most <= 0 or least <= most) else {}
    return keys | ({"max_rows": most} if most > 0 else {})


def cell_items(shop: Workshop, asked: Asked, make: Make) -> list[Item]:
    """A matrix whose cells differ by column: each cell is a question of its own."""
    rows, columns = _rows(shop, asked), [part.node for part in _columns(asked)]
    if not rows or not columns or len(rows) * len(columns) > MOST_CELLS:
        return shop.shown_only(asked, f"a matrix of {len(rows)} by {len(columns)} cells has no place here")
    asked.piece.note("each of its cells is a question of its own here")
    before = _before(asked)
    items: list[Item] = []
    for row in rows:
        head = prefixed(before, row.data["label"])
        when = (*asked.when, row.clause) if row.clause else asked.when
        for node in columns:
            part = Piece(node, shop.report, asked.key)
            key = f"{asked.key}.{written(row.value)}.{part.name}"
            cell = replace(asked, piece=part, key=key, type=_cell_type(asked, part), before=head, when=when)
            items += make(shop, replace(cell, id=shop.ids.take(key), shared=asked.piece))
    return items
