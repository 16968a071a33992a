"""Lines and columns of a text, as YAML counts them: U+0085, U+2028 and U+2029 end a line too."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from ..problems import Mark
from ..yaml12 import LINE_END

BREAKS = "\n\r\x85\u2028\u2029"
_GAP = re.compile(rf"(?:[ \t{BREAKS}\ufeff]+|#[^{BREAKS}]*)*")
_COMMENT = re.compile(rf"[ \t]*(#[^{BREAKS}]*)?")


class Lines:
    """Where the lines of a text start and end, by the number of a character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"
        is_odd = any(char in text for char in "\x85\u2028\u2029")
        self._strange = is_odd or ("\r" in text and text.count("\r") != text.count("\r\n"))

    def start(self, place: int) -> int:
        """Where the line of a character starts."""
        if not self._strange:
            return self.text.rfind("\n", 0, place) + 1
        found = max(self.text.rfind(char, 0, place) for char in BREAKS)
        if self.text[found : found + 2] == "\r\n" and found + 1 == place:  # between the two
            return self.start(found)
        return found + 1

    def end(self, place: int) -> int:
        """Where the line of a character ends, before its break."""
        if self._strange:
            found = LINE_END.search(self.text, place)
            return found.start() if found else len(self.text)
        end = self.text.find("\n", place)
        if end < 0:
            return len(self.text)
        return end - 1 if end > place and self.text[end - 1] == "\r" else end

    def after(self, end: int) -> int:
        """Where the line starts that follows one that ends here."""
        found = LINE_END.match(self.text, end)
        return found.end() if found else end

    def column(self, place: int) -> int:
        """How many characters stand before it on its line."""
        return place - self.start(place)

    def is_first(self, place: int) -> bool:
        """Is it the first on its line that is no space?"""
        return not self.text[self.start(place) : place].strip(" \t")

    def rest(self, place: int) -> str:
        """The comment behind a place on its line, with the spaces before it; nothing else may stand there."""
        found = _COMMENT.match(self.text, place)
        return found[0] if found and found[1] else ""

    def skip(self, place: int) -> int:
        """The first character from here on that is neither space nor comment."""
        found = _GAP.match(self.text, place)
        return found.end() if found else place

    def content(self, start: int) -> str:
        """A whole line from where it starts, without its break."""
        return self.text[start : self.end(start)]

    @cached_property
    def _starts(self) -> list[int]:
        """Where every line starts."""
        if self._strange:
            return [0, *(found.end() for found in LINE_END.finditer(self.text))]
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    def mark(self, place: int) -> Mark:
        """The line and column of a character, from 1."""
        line = bisect_right(self._starts, place)
        return Mark(line, place - self._starts[line - 1] + 1)

    def place(self, line: int, column: int) -> int:
        """The character at a line and column, from 1; the nearest one when there is none."""
        start = self._starts[min(max(line, 1), len(self._starts)) - 1]
        return min(start + max(column, 1) - 1, self.end(start))


def indent_of(line: str) -> int:
    """How many spaces a line starts with."""
    return len(line) - len(line.lstrip(" "))


def is_comment(line: str) -> bool:
    """Is a line nothing but a comment?"""
    return line.lstrip(" \t").startswith("#")
