"""Notes and errors of the importers, which speak English, in the words of an officer."""

from __future__ import annotations

import re
from functools import lru_cache

from afweging.case.authoring import messages
from afweging.case.authoring.import_words import NOTES, NOUNS, PHRASES
from afweging.case.authoring.kernel_words import KINDS
from afweging.case.authoring.tellings import Telling, as_sentence, filled, in_our_quotes, most_said_first
from afweging.foundation.web.language import current_language

_MEANT = re.compile(r"(.*); did you mean “([^”]*)”\?", re.DOTALL)
_DEEPEST = 4
"""How many texts may stand in each other: a note, its reason, and what is wrong in there."""


def in_dutch(said: str) -> str:
    """Return a note or an error in the language of the page."""
    return said if current_language() == "en" else dutch(said)


def dutch(said: str) -> str:
    """Return a note or an error in Dutch; as it is when it has none (a test sees to it that each has)."""
    meant = _MEANT.fullmatch(said)
    if meant:
        return f"{dutch(meant[1])} Bedoelt u ‘{meant[2]}’?"
    told = _told(said)
    return said if told is None else told


def _told(said: str, depth: int = 0) -> str | None:
    """Return a text in Dutch; None when there is none for it, or for what stands in it."""
    if said in NOUNS or said in KINDS:
        return NOUNS.get(said) or KINDS[said]
    for telling in _tellings() if depth < _DEEPEST else ():
        told = _filled(telling, said, depth)
        if told is not None:
            return told
    kernel = messages.dutch(said)
    return kernel if kernel != said else None


def _filled(telling: Telling, said: str, depth: int) -> str | None:
    found = telling.found(said)
    if found is None:
        return None
    pieces: dict[str, str] = {}
    for hole, text in found.items():
        piece = _told(text, depth + 1) if hole.isupper() else in_our_quotes(text)
        if piece is None:
            return None
        pieces[hole] = _within(piece) if hole.isupper() else piece
    return _joined(telling.words, pieces)


def _joined(words: str, pieces: dict[str, str]) -> str:
    """Fill in words; what is ours begins a sentence at their start and after a full stop."""
    for hole in filter(str.isupper, pieces):
        if words.startswith(f"{{{hole}}}") or f". {{{hole}}}" in words:
            pieces[hole] = as_sentence(pieces[hole])
    return filled(words, pieces)


def _within(sentence: str) -> str:
    """A sentence as a part of another."""
    text = sentence.removesuffix(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


@lru_cache(maxsize=1)
def _tellings() -> tuple[Telling, ...]:
    """Sentences before what may stand in them, and what begins with a word before what may begin with any."""
    notes, phrases = most_said_first(NOTES), most_said_first(PHRASES)
    return (*sorted(notes, key=lambda each: not each.literals[0]), *phrases)
