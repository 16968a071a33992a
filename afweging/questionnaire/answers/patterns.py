"""Patterns that answers must match: RE2, so in linear time, and bounded in what they take together."""

from typing import Any

import re2

MOST_TOGETHER = 1_000_000
"""Instructions of all patterns of a file. `[\\p{L} '-]{1,200}`, as large as is useful, has 240,000."""
_OF_A_REFUSED_ONE = 200_000
"""What looking at one that is too large counts for."""
_MOST_SAID = 200


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 8 << 20
    options.never_capture = True  # nobody asks for groups, and fifty thousand of them take a gigabyte
    return options


_OPTIONS = _options()


def compiled(pattern: str) -> Any:
    """The pattern, to match whole texts with. Raises re2.error."""
    return re2.compile(pattern, _OPTIONS)


class Patterns:
    """The patterns of one file, while it is read."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.size = 0

    def objection(self, pattern: str) -> str:
        """What is wrong with a pattern; empty when nothing is."""
        if pattern not in self.known:
            self.known[pattern] = self._judged(pattern)
        return self.known[pattern]

    def _judged(self, pattern: str) -> str:
        if self.size <= MOST_TOGETHER:
            try:
                self.size += compiled(pattern).programsize
            except (re2.error, UnicodeError) as error:
                self.size += _OF_A_REFUSED_ONE if "too large" in _said(error) else 0
                return f"this pattern is not a regular expression of RE2: {_said(error)}"
        return "" if self.size <= MOST_TOGETHER else "the patterns of this file are too large together"

    def forget(self) -> None:
        """Do not keep large patterns compiled for whoever reads the same again."""
        if self.size > _OF_A_REFUSED_ONE:
            re2.purge()


def _said(error: Exception) -> str:
    words = error.args[0] if error.args else "not readable"
    return (words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words))[:_MOST_SAID]
