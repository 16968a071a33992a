"""The room that a question gets on paper: lines, boxes to tick, steps, a grid, or a card per row.

A question type is a line in `SPACES`; the macro that draws a kind of space has its name, in
`templates/printing/spaces.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from afweging.questionnaire import Question
from afweging.questionnaire.records import RECORD_COLUMNS

MOST_COLUMNS = 6
"""A table with more has a card per row: no pen writes in a column of two centimetres."""
MOST_STEPS = 11
FEW, MANY = 4, 12
"""So few options may stand beside each other; more than so many are set smaller."""
A_LINE, HALF_A_LINE = 46, 26
"""Signs, with five for each box, that fit beside the help of a question, and on half a card."""
BLANK_ROWS = 4
ON_A_LINE = 2
_BROAD = frozenset(("longtext", "choices", "values"))
_NARROW = frozenset(("number", "date", "month", "yesno", "flag", "scale", "moment"))
CARDS: Mapping[str, int] = {"risks": 3, "weighing": 4, "dilemmas": 2}


@dataclass(frozen=True, slots=True)
class Space:
    """Room for one answer. `kind` is the macro that draws it; what a kind does not need stays empty."""

    kind: str
    lines: int = 1
    columns: tuple[Question, ...] = ()
    rows: int = 0
    steps: tuple[int, ...] = ()

    @property
    def wide(self) -> bool:
        """Does it take the whole width of the page?"""
        return self.kind in ("grid", "cards", "matrix")


def space_of(question: Question) -> Space:
    """The room for a question, or for a column on a card."""
    return SPACES[question.type](question)


def in_one_line(question: Question, lang: str) -> bool:
    """Do its options fit beside each other?"""
    options = question.options
    bare = not any(option.help or option.show_if for option in options)
    return bare and len(options) <= FEW and _length(question, lang) <= A_LINE


def _length(question: Question, lang: str) -> int:
    return sum(len(option.label.to(lang)) + 5 for option in question.options)


def is_narrow(column: Question) -> bool:
    """Is what is written in this column short, whatever it is?"""
    return column.type in _NARROW


def on_card(columns: tuple[Question, ...]) -> Iterator[tuple[tuple[Question, Space], ...]]:
    """The columns as lines of a card: a long text has a line of its own, others go two by two."""
    waiting: list[tuple[Question, Space]] = []
    for column in columns:
        cell = (column, _smaller(space_of(column)))
        if _is_broad(column):
            if waiting:
                yield tuple(waiting)
                waiting = []
            yield (cell,)
        else:
            waiting.append(cell)
            if len(waiting) == ON_A_LINE:
                yield tuple(waiting)
                waiting = []
    if waiting:
        yield tuple(waiting)


def _is_broad(column: Question) -> bool:
    return column.type in _BROAD or _length(column, "nl") > HALF_A_LINE


def _smaller(space: Space) -> Space:
    """Half a card has no room for the boxes of a date."""
    kind = "lines" if space.kind in ("date", "month", "number") else space.kind
    return replace(space, kind=kind, lines=min(space.lines, 2))


def are_many(question: Question) -> bool:
    """Are its options so many that they are set smaller, to stay on one page?"""
    return len(question.options) > MANY


def _text(question: Question) -> Space:
    return Space("lines", lines=2 if (question.max_length or 0) > 150 else 1)


def _longtext(question: Question) -> Space:
    most = question.max_length or 1000
    return Space("lines", lines=3 if most < 300 else 4 if most < 1000 else 5)


def _scale(question: Question) -> Space:
    low, high = int(question.min or 0), int(question.max or 0)
    if high - low >= MOST_STEPS:
        return Space("number")
    return Space("steps", steps=tuple(range(low, high + 1)))


def _table(question: Question) -> Space:
    rows = max(question.min_rows or 0, min(BLANK_ROWS, question.max_rows or BLANK_ROWS))
    return _rows(question.columns, rows, rows)


def _record(question: Question) -> Space:
    few = max(question.min_rows or 0, CARDS.get(question.type, BLANK_ROWS))
    return _rows(RECORD_COLUMNS[question.type], BLANK_ROWS, few)


def _rows(columns: tuple[Question, ...], rows: int, cards: int) -> Space:
    if len(columns) <= MOST_COLUMNS:
        return Space("grid", columns=columns, rows=rows)
    return Space("cards", columns=columns, rows=cards)


def _of(kind: str) -> Callable[[Question], Space]:
    return lambda _question: Space(kind)


SPACES: Mapping[str, Callable[[Question], Space]] = {
    "text": _text,
    "longtext": _longtext,
    "choice": _of("ticks"),
    "choices": _of("ticks"),
    "yesno": _of("ticks"),
    "scale": _scale,
    "number": _of("number"),
    "date": _of("date"),
    "month": _of("month"),
    "url": _of("lines"),
    "email": _of("lines"),
    "file": _of("lines"),
    "table": _table,
    "matrix": _of("matrix"),
    "risks": _record,
    "weighing": _record,
    "dilemmas": _record,
    "measures": _record,
    "consultations": _record,
    "info": _of("nothing"),
    "flag": _of("yes_no"),
    "value": _of("lines"),
    "values": _of("lines"),
    "questions": _of("lines"),
    "sources": _of("lines"),
    "moment": _of("lines"),
}
