"""Lines, columns and comments of a text, by the number of a character."""

from bisect import bisect_right

from ..problems import Mark


class Layout:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]

    def line_start(self, index: int) -> int:
        """Where the line of a character starts."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def line_end(self, index: int) -> int:
        """Where the line of a character ends, before its line break."""
        found = self.text.find("\n", index)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def next_line(self, index: int) -> int:
        """Where the line after that of a character starts; the end of the text after the last one."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def column(self, index: int) -> int:
        """How many characters stand before it on its line."""
        return index - self.line_start(index)

    def is_first(self, index: int) -> bool:
        """Is it the first on its line that is no space?"""
        return not self.text[self.line_start(index) : index].strip(" ")

    def with_comments(self, index: int, floor: int) -> int:
        """Where the lines start that belong to a character's line: the comments right above it, not past
        `floor`.
        """
        start = self.line_start(index)
        while start > floor + 1:
            above = self.line_start(start - 1)
            if above < floor or not self.text[above : start - 1].strip().startswith("#"):
                break
            start = above
        return start

    def mark(self, index: int) -> Mark:
        """The line and column of a character, from 1."""
        line = bisect_right(self._starts, index)
        return Mark(line, index - self._starts[line - 1] + 1)

    def index(self, line: int, column: int) -> int:
        """The character at a line and column, from 1; the nearest one when there is none."""
        start = self._starts[min(max(line, 1), len(self._starts)) - 1]
        return min(start + max(column, 1) - 1, len(self.text))
