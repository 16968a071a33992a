"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from markupsafe import Markup, escape

Kind = Literal["same", "gone", "new"]
WORD = re.compile(r"\s*\S+")
TOO_DIFFERENT = 0.35  # below this share of equal words, two whole texts read better than a patchwork
MOST_STEPS = 4_000_000  # words times words; longer texts are shown whole
KEPT = 2_048
TAGS = {"gone": "del", "new": "ins"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came; `lead` is the white space before it."""

    kind: Kind
    text: str
    lead: str = field(default=" ", compare=False)


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


def marked(pieces: Iterable[Piece]) -> Markup:
    """Return pieces as HTML: what went in `del`, what came in `ins`, lines as they were written."""
    html = Markup("").join(_marked(piece) for piece in pieces)
    return Markup(html.strip())  # escaped already


def _marked(piece: Piece) -> Markup:
    if piece.kind == "same":
        return escape(piece.lead + piece.text)
    tag = TAGS[piece.kind]
    return Markup("{0}<{1}>{2}</{1}>").format(piece.lead, tag, piece.text)


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, from_, to, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield _piece("same", new[start:end])
            continue
        if to > from_:
            yield _piece("gone", old[from_:to])
        if end > start:
            yield _piece("new", new[start:end])


def _piece(kind: Kind, words: list[str]) -> Piece:
    text = "".join(words)
    return Piece(kind, text.strip(), text[: len(text) - len(text.lstrip())])


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    both = (Piece("gone", before.strip()), Piece("new", after.strip(), "\n"))
    return tuple(piece for piece in both if piece.text)
