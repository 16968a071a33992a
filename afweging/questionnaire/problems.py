"""What is wrong with a file, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error of a file."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """As compilers print it."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class QuestionnaireInvalid(ValueError):
    """A file that cannot be used; `problems` holds every error, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Problems:
    """Collects the errors of one file."""

    _SUGGESTIONS = 200
    """Looking for the nearest name is slow; a hostile file gets no more than this many."""
    MOST = 5_000
    """So many errors are told; a file of two megabytes can hold two million."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []
        self._suggestions = self._SUGGESTIONS

    def add(self, mark: Mark, message: str) -> None:
        """Note an error at a place; after `MOST` only that there are more."""
        if self.full:
            return
        if len(self.found) == self.MOST:
            message = f"more than {self.MOST} errors: the rest is told when these are gone"
        self.found.append(Problem(self.file, mark.line, mark.column, message))

    @property
    def full(self) -> bool:
        """Is more wrong than is told, so that there is no use in reading on?"""
        return len(self.found) > self.MOST

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """`; did you mean “…”?` when a known name looks like `name`, else nothing."""
        if self._suggestions <= 0:
            return ""
        self._suggestions -= 1
        return did_you_mean(name, known)

    def raise_any(self) -> None:
        """Raise QuestionnaireInvalid when anything was noted."""
        if self.found:
            raise QuestionnaireInvalid(self.found)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean “…”?` when a known name looks like `name`, else nothing."""
    by_lower = {word.lower(): word for word in known}
    near = get_close_matches(name[:64].lower(), by_lower, n=1, cutoff=0.6)
    return f"; did you mean “{by_lower[near[0]]}”?" if near else ""


def shown(name: object, most: int = 60) -> str:
    """A value quoted in a message, shortened, with nothing that upsets a terminal."""
    text = str(name)
    clean = "".join(char if char.isprintable() else "·" for char in text[:most])
    return f"“{clean}{'…' if len(text) > most else ''}”"
