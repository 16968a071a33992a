"""A text of the kernel, known by the words that never change in it, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_HOLE = re.compile(r"\{([A-Da-d])\}")


@dataclass(frozen=True, slots=True)
class Telling:
    """A template with holes `{a}` or `{A}`, and what is said for it."""

    literals: tuple[str, ...]
    holes: tuple[str, ...]
    words: str

    @classmethod
    def of(cls, template: str, words: str) -> Telling:
        """The telling of a template."""
        parts = _HOLE.split(template)
        return cls(tuple(parts[::2]), tuple(parts[1::2]), words)

    def found(self, message: str) -> Mapping[str, str] | None:
        """What fills the holes in a message, each as short as can be; None when it is another message.

        It takes no longer than reading the message, whatever stands in it. What is told in words of ours (a
        reason between brackets at the end) begins as late as can be: what the original says may hold brackets
        too.
        """
        if not self.holes:
            return {} if message == self.literals[0] else None
        first, *between, last = self.literals
        at, end = len(first), len(message) - len(last)
        if at > end or not message.startswith(first) or not message.endswith(last):
            return None
        texts = []
        for place, literal in enumerate(between, start=1):
            late = place == len(between) and self.holes[-1].isupper()
            start = message.rfind(literal, at, end) if late else message.find(literal, at, end)
            if start < 0:
                return None
            texts.append(message[at:start])
            at = start + len(literal)
        return dict(zip(self.holes, (*texts, message[at:end]), strict=True))


def most_said_first(pairs: Iterable[tuple[str, str]]) -> tuple[Telling, ...]:
    """The tellings of templates, those that leave least open first."""
    told = sorted(pairs, key=lambda each: (-len(_HOLE.sub("", each[0])), each[0]))
    return tuple(Telling.of(template, words) for template, words in told)


def filled(words: str, pieces: Mapping[str, str]) -> str:
    """Words with what goes into their holes."""
    return _HOLE.sub(lambda hole: pieces[hole[1]], words)


def as_sentence(text: str) -> str:
    """A text with a capital at its start."""
    return text[:1].upper() + text[1:]


def in_our_quotes(text: str) -> str:
    """What is quoted, as Dutch quotes it."""
    return text.replace("“", "‘").replace("”", "’")
