"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from flask_babel import gettext as _

from afweging.questionnaire import Words

Kind = Literal["same", "gone", "new"]
WORD = re.compile(r"\s*\S+")
TOO_DIFFERENT = 0.35  # below this share of equal words, two whole texts read better than a patchwork
MOST_STEPS = 4_000_000  # words times words; longer texts are shown whole
KEPT = 2_048


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Kind
    text: str


@lru_cache(maxsize=KEPT)
def word_differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from one text to the other, each without its outer white space."""
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) * len(new) > MOST_STEPS:
        return _whole(before, after)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    if matcher.ratio() < TOO_DIFFERENT:
        return _whole(before, after)
    return tuple(_pieces(matcher, old, new))


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, from_, to, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(new[start:end]).strip())
            continue
        if to > from_:
            yield Piece("gone", "".join(old[from_:to]).strip())
        if end > start:
            yield Piece("new", "".join(new[start:end]).strip())


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    both = (Piece("gone", before.strip()), Piece("new", after.strip()))
    return tuple(piece for piece in both if piece.text)


def plain(words: Words) -> str:
    """Return an answer in words as one text, so that two can be compared."""
    if words.kind == "unknown":
        return _("Dat weten we nog niet. %(reason)s", reason=words.text).strip()
    if words.kind == "not_applicable":
        return _("Niet van toepassing. %(reason)s", reason=words.text).strip()
    if words.kind == "list":
        return ", ".join(words.items)
    if words.kind == "table":
        rows = (" · ".join(cell for cell in row if cell) for row in words.rows)
        return "\n".join(filter(None, (*rows, words.text)))
    return words.text
