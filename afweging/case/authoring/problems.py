"""The problems of a draft as a table: where each is, what is wrong, and a fix where one is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext as _

from afweging.case.authoring import words
from afweging.case.authoring.messages import in_dutch
from afweging.case.authoring.reading import PlacedProblem, Reading
from afweging.case.authoring.tree import Tree
from afweging.questionnaire.editing import NotEditable
from afweging.questionnaire.parts import FILE

_MEANT = re.compile(r"“([^”]+)”[^“]*; did you mean “([^”]+)”\?")


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem: its place in words and as line and column, its part, and what it could be replaced by."""

    place: str
    line: int
    column: int
    message: str
    kind: str = ""
    name: str = ""
    key: str = ""
    wrong: str = ""
    better: str = ""


def problem_rows(reading: Reading, tree: Tree) -> list[ProblemRow]:
    """Every problem, in the order of the file."""
    return [_row(placed, tree) for placed in reading.placed]


def _row(placed: PlacedProblem, tree: Tree) -> ProblemRow:
    problem = placed.problem
    node = tree.by_ref.get(placed.ref)
    named = placed.ref != FILE and node is not None
    title = (node.number or node.title) if named and node else _("de vragenlijst")
    key = str(words.LABELS.get(placed.key, placed.key))
    meant = _MEANT.search(problem.message)
    return ProblemRow(
        place=f"{title}, {key.lower()}" if key else title,
        line=problem.line,
        column=problem.column,
        message=in_dutch(problem.message),
        kind=placed.ref.kind if named or placed.ref == FILE else "",
        name=(node.name if node else "-") if named else "-",
        key=placed.key,
        wrong=meant[1] if meant else "",
        better=meant[2] if meant else "",
    )


def mended(reading: Reading, line: int, column: int, wrong: str, better: str) -> str | None:
    """The text with a misspelt word put right at its place; None when it is not there any more."""
    if reading.editable is None:
        return None
    document = reading.editable.document
    path = document.path_at(line, column)
    try:
        value = document.get(path)
        if isinstance(value, str) and wrong in value:
            return document.set(path, value.replace(wrong, better, 1)).text
        if path and path[-1] == wrong and isinstance(document.get(path[:-1]), dict):
            renamed = document.set((*path[:-1], better), value).remove(path)
            return renamed.text
    except (KeyError, NotEditable):
        return None
    return None
