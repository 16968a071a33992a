"""The types of the rule language, and what may be compared with what."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Question


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of value; `options` are the words that it can be, None when it can be any; `of` is for lists."""

    name: str
    words: str
    options: frozenset[str] | None = None
    of: "Kind | None" = None


ANY = Kind("any", "anything")
BOOL = Kind("bool", "true or false")
NUMBER = Kind("number", "a number")
TEXT = Kind("text", "a text")
DATE = Kind("date", "a date")
MONTH = Kind("month", "a month")
ROWS = Kind("rows", "a table")
MATRIX = Kind("matrix", "a matrix")
FILES = Kind("files", "files")
NOTHING = Kind("nothing", "nothing: it is information only")

ORDERED = frozenset(("number", "date", "month", "any"))
SCALARS = frozenset(("text", "word", "number", "date", "month", "bool", "any"))
COUNTED = frozenset(("choices", "list", "rows", "matrix", "files", "any"))


def word(options: Iterable[str]) -> Kind:
    """One of a few ids."""
    return Kind("word", "one option", frozenset(options))


def choices(options: Iterable[str]) -> Kind:
    """A set of ids."""
    return Kind("choices", "several options", frozenset(options))


def list_of(kind: Kind) -> Kind:
    """A list of values of one kind."""
    return Kind("list", f"a list ({kind.words})", kind.options, kind)


_BY_TYPE = {
    "text": TEXT,
    "longtext": TEXT,
    "url": TEXT,
    "email": TEXT,
    "scale": NUMBER,
    "number": NUMBER,
    "date": DATE,
    "month": MONTH,
    "moment": TEXT,
    "file": FILES,
    "table": ROWS,
    "matrix": MATRIX,
    "info": NOTHING,
    "risks": ROWS,
    "weighing": ROWS,
    "dilemmas": ROWS,
    "measures": ROWS,
    "consultations": ROWS,
    "flag": BOOL,
    "value": TEXT,
}


def kind_of(question: Question) -> Kind:
    """The kind of a question's answer; ANY when its type could not be read."""
    if question.type in ("choice", "yesno"):
        return word((*(option.id for option in question.options), *question.absent))
    if question.type == "choices":
        return choices((*(option.id for option in question.options), *question.absent))
    return _BY_TYPE.get(question.type, ANY)


def alike(left: Kind, right: Kind) -> bool:
    """Can values of these kinds be equal?"""
    if "any" in (left.name, right.name):
        return True
    if {left.name, right.name} == {"text", "word"}:
        return True
    if left.name != right.name:
        return False
    if left.options is not None and right.options is not None:
        return bool(left.options & right.options)
    return True
