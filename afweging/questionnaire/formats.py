"""The formats that this program reads, and what it says of a file from the future.

A file of a later format is refused whole, with one error at its `format`: what else it says, this program
cannot know, so any further error would be a guess (docs/decisions/0017-format-versions.md).
"""

import re

from .problems import Mark, Problem, Problems, QuestionnaireInvalid
from .yaml12 import Entries, Node, Scalar

FORMAT = 1
"""The newest format that this program reads; it reads every one before it, too."""

_LOOKED_AT = 65_536
_WRITTEN = re.compile(rb"""^(?:\{[ \t]*)?["']?format["']?[ \t]*:[ \t]*["']?([0-9]{1,9})\b""", re.MULTILINE)


def refuse_future(tree: Node, problems: Problems) -> None:
    """Raise QuestionnaireInvalid, with that one error, for a file of a later format."""
    found = tree.entries.get("format") if isinstance(tree, Entries) else None
    if isinstance(found, Scalar) and _number(found) > FORMAT:
        raise QuestionnaireInvalid([_problem(problems.file, found.mark, found.text)])


def refuse_unreadable_future(data: bytes, problems: Problems) -> None:
    """Raise the same for what is no YAML to us, when a later format is written in it: it may be to others."""
    found = _WRITTEN.search(data[:_LOOKED_AT])
    if found and int(found[1]) > FORMAT:
        line_start = data.rfind(b"\n", 0, found.start(1)) + 1
        column = len(data[line_start : found.start(1)].decode("utf-8", "replace")) + 1
        mark = Mark(data.count(b"\n", 0, found.start(1)) + 1, column)
        raise QuestionnaireInvalid([_problem(problems.file, mark, found[1].decode())])


def _number(found: Scalar) -> float:
    """The format as a number; 0 for what is none, which is an error of the file like any other."""
    value = found.value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _problem(file: str, mark: Mark, written: str) -> Problem:
    message = (
        f"this file is of format {written[:20]}; this program reads format {FORMAT}, and so nothing of this "
        f"file. Use a newer version of Afweging, or ask who made the file for format {FORMAT}"
    )
    return Problem(file, mark.line, mark.column, message)
