"""Validators of rows: `table` and the record types, whose columns are questions too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model import Question
from .flaws import Flaw, Validator, flaw, is_blank
from .scalars import readable, room

if TYPE_CHECKING:
    from ..run import Run

Condition = Callable[["Run"], Any]


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column, compiled."""

    id: str
    column: Question
    validate: Validator
    show: Condition | None
    required: Condition | bool


Cell = tuple[str, int, Condition | None, ColumnPlan]
"""What every cell of a column is read with: id, room for a plain text, condition, and the rest."""


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """A check, compiled; `words` is what to say when it does not hold."""

    compute: Condition
    words: Any


def table(question: Question, columns: Sequence[ColumnPlan], checks: Sequence[CheckPlan]) -> Validator:
    """A list of rows. A row with nothing in it is not there."""
    known = frozenset(plan.column.id for plan in columns)
    cells = tuple((plan.id, room(plan.column), plan.show, plan) for plan in columns)

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if not isinstance(raw, list | tuple):
            flaw(flaws, "rows")
            return None
        outer, rows = run.row, []
        found: list[Flaw] = []
        for place, given in enumerate(raw, start=1):
            row = _row(given, cells, known, checks, run, found)
            if found:
                flaws += [item._replace(row=place) for item in found]
                found = []
            if row is not None:
                rows.append(row)
        run.row = outer
        _count(question, len(rows), flaws)
        return tuple(rows) or None

    return check


def _count(question: Question, count: int, flaws: list[Flaw]) -> None:
    if count and question.min_rows and count < question.min_rows:
        flaw(flaws, "min_rows", limit=question.min_rows, count=count)
    if question.max_rows and count > question.max_rows:
        flaw(flaws, "max_rows", limit=question.max_rows, count=count)


def row_numbers(raw: Any) -> list[int]:
    """The places, from 1, of the rows in which something stands: those that an answer keeps."""
    rows = raw.get("rows") or () if isinstance(raw, dict) else raw
    return [
        place
        for place, given in enumerate(rows, start=1)
        if isinstance(given, dict) and not all(map(is_blank, given.values()))
    ]


def _row(
    given: Any,
    cells: Sequence[Cell],
    known: frozenset[str],
    checks: Sequence[CheckPlan],
    run: "Run",
    flaws: list[Flaw],
) -> dict[str, Any] | None:
    if not isinstance(given, dict):
        if not is_blank(given):
            flaw(flaws, "row_shape")
        return None
    for cell in given.values():
        if (cell.__class__ is str and cell and not cell.isspace()) or not is_blank(cell):
            break
    else:
        return None
    if not known.issuperset(given):
        for name in given.keys() - known:
            flaw(flaws, "column", column=str(name))
    row: dict[str, Any] = {}
    found: list[Flaw] = []
    run.row = row
    for name, ample, show, plan in cells:
        if show is not None and not show(run):
            continue
        raw = given.get(name)
        if raw.__class__ is str and raw and not raw.isspace():
            if len(raw) <= ample and not run.wary:  # most cells: spare them a call
                run.texts.append(raw)
                row[name] = raw
                continue
            value = plan.validate(raw, run, found)
        elif raw.__class__ is int:
            value = plan.validate(raw, run, found)
        else:
            value = _cell(plan, raw, run, found)
        if found:
            flaws += [item._replace(column=plan.column.label) for item in found]
            found = []
        elif value is not None:
            row[name] = value
    for check in () if flaws else checks:
        if not check.compute(run):
            flaw(flaws, "check", text=check.words)
    return row


def _cell(plan: ColumnPlan, raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
    if is_blank(raw):
        if plan.required is not False and (plan.required is True or plan.required(run)):
            flaw(flaws, "required")
        return None
    if raw.__class__ is dict and ("unknown" in raw or "not_applicable" in raw):
        set_aside(raw, plan.column.allow, flaws)
        return None
    return plan.validate(raw, run, flaws)


_ASIDE_KEYS = {
    "unknown": frozenset(("unknown", "who", "by")),
    "not_applicable": frozenset(("not_applicable",)),
}


def set_aside(raw: dict[Any, Any], allow: frozenset[str], flaws: list[Flaw]) -> str:
    """Which of “unknown” and “not applicable” was given; notes when it is not allowed or lacks its reason."""
    from ..shape import is_date

    kind = "unknown" if "unknown" in raw else "not_applicable"
    if raw.keys() - _ASIDE_KEYS[kind]:
        flaw(flaws, "aside_shape")
    elif kind not in allow:
        flaw(flaws, f"{kind}_not_allowed")
    elif is_blank(raw[kind]):
        flaw(flaws, f"{kind}_reason")
    elif readable(raw[kind], flaws):
        who, by = raw.get("who"), raw.get("by")
        if not is_blank(who):
            readable(who, flaws)
        if not is_blank(by) and not (isinstance(by, str) and is_date(by)):
            flaw(flaws, "unknown_by")
    return kind


def weighing(question: Question, columns: Sequence[ColumnPlan], checks: Sequence[CheckPlan]) -> Validator:
    """Rows and the strongest counter-argument. Rules see the rows."""
    rows = table(question, columns, checks)

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if isinstance(raw, list | tuple):
            raw = {"rows": raw}
        if not isinstance(raw, dict) or raw.keys() - {"rows", "counter_argument"}:
            flaw(flaws, "weighing")
            return None
        counter = raw.get("counter_argument")
        against = not is_blank(counter)
        if against and not readable(counter, flaws):
            return None
        given = raw.get("rows")
        value = None if is_blank(given) else rows(given, run, flaws)
        return value if value is not None else (() if against else None)

    return check
