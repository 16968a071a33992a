"""What every importer gives: the data of a format-1 file, and notes on all that had no place in it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..problems import Problem

MAX_ID = 64


@dataclass(frozen=True, slots=True)
class Note:
    """What had no place in format 1, or was changed and how; `id` is the name it had, `-` for the file."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Plain data of format 1, and what the original said that it does not."""

    data: dict[str, Any]
    notes: tuple[Note, ...]


class NotImportable(ValueError):
    """A file that cannot be read as what it should be; `problems` holds every error with its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


Importer = Callable[[bytes, str, str | None], Imported]
"""From the bytes of a file, its name and a profile to format 1. Raises NotImportable."""


class Ids:
    """Ids of format 1 for the names of an original: the same names in the same order give the same ids."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, original: object) -> str:
        """An id like the name: ASCII, a letter first, at most 64 long; `_2`, `_3` … when taken before."""
        wanted = _plain(original)
        count = self._taken.get(wanted, 0) + 1
        name = wanted if count == 1 else _numbered(wanted, count)
        while name in self._taken:
            count += 1
            name = _numbered(wanted, count)
        self._taken[wanted] = count
        self._taken.setdefault(name, 1)
        return name


def _plain(original: object) -> str:
    text = str(original).lower() if isinstance(original, bool) else str(original)
    letters = unicodedata.normalize("NFKD", text[: 4 * MAX_ID]).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", letters).strip("-")
    if not name or not name[0].isalpha():
        name = f"x{name}"
    return name[:MAX_ID]


def _numbered(name: str, number: int) -> str:
    end = f"_{number}"
    return name[: MAX_ID - len(end)] + end
