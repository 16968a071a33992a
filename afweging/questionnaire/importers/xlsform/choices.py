"""The lists of the choices sheet."""

from collections.abc import Iterable

from ...problems import Problems, shown
from .columns import Row
from .elements import Element


def read_lists(rows: Iterable[Row], problems: Problems, *, duplicates: bool) -> dict[str, list[Row]]:
    """The rows of each list, by its name; what is wrong with them is noted."""
    lists: dict[str, list[Row]] = {}
    for row in rows:
        if row.text("list_name"):
            lists.setdefault(row.text("list_name"), []).append(row)
    for found in lists.values():
        _check_names(found, problems, duplicates=duplicates)
    return lists


def _check_names(rows: list[Row], problems: Problems, *, duplicates: bool) -> None:
    seen: dict[str, Row] = {}
    for row in rows:
        name = row.text("name")
        first = seen.setdefault(name, row)
        if not name:
            _bad(row, problems, "this choice has no name")
        elif first is not row and not duplicates:
            _bad(row, problems, f"the name {shown(name)} is in this list already, in row {first.number}")


def check_lists(elements: Iterable[Element], lists: dict[str, list[Row]], problems: Problems) -> None:
    """Every list that is chosen from is there, and its names can be what they must."""
    for element in elements:
        row, name = element.row, element.choices
        looped = element.sort == "loop"
        if not name or not (element.kind.listed or looped):
            continue
        if name not in lists:
            near = problems.nearest(name, lists)
            cell = row.place("type")
            message = f"there is no list {shown(name)} among the choices{near}"
            problems.add(cell.mark, f"sheet “{row.sheet}”, {cell.place}: {message}")
        elif element.kind.type == "choices":
            _check_spaces(lists[name], problems)
        if element.other and row.text("choice_filter"):
            cell = row.place("choice_filter")
            problems.add(
                cell.mark, f"sheet “{row.sheet}”, {cell.place}: “or_other” goes with no choice_filter"
            )


def check_table_lists(elements: Iterable[Element], problems: Problems) -> None:
    """The questions of a group that looks like one table choose from one list, without a filter."""
    for group in elements:
        if "table-list" not in group.row.text("appearance").split():
            continue
        selects = [child for child in group.children if child.kind.listed]
        for select in selects:
            cell = select.row.place("type")
            if select.choices != selects[0].choices:
                message = f"a “table-list” has one list; its first is {shown(selects[0].choices)}"
                problems.add(cell.mark, f"sheet “{select.row.sheet}”, {cell.place}: {message}")
        if selects and selects[0].row.text("choice_filter"):
            cell = selects[0].row.place("choice_filter")
            message = "the choices of a “table-list” have no filter"
            problems.add(cell.mark, f"sheet “{selects[0].row.sheet}”, {cell.place}: {message}")


def _check_spaces(rows: list[Row], problems: Problems) -> None:
    for row in rows:
        if " " in row.text("name"):
            _bad(row, problems, "a choice of select_multiple has no spaces in its name")


def _bad(row: Row, problems: Problems, message: str) -> None:
    cell = row.place("name")
    problems.add(cell.mark, f"sheet “{row.sheet}”, {cell.place}: {message}")
