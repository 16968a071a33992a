"""Titles, labels and help: texts of the survey where format 1 has a place for them."""

import re
from collections.abc import Iterable, Mapping

from ..markdown import to_markdown
from .reading import Piece, Words

_PIPED = re.compile(r"\{[^{}\n]{1,200}\}")
_HEADING = re.compile(r"^#{1,6} ")


def titled(piece: Piece, title: Words, fallback: str, *more: Words) -> tuple[Words, Words]:
    """A label of one line, and the help under it: what the title goes on with, and then `more`.

    Without a title the label is `fallback`, as the original shows the name.
    """
    label: Words = {}
    rest: Words = {}
    for language, text in title.items():
        first, *others = blocks_of(piece, text) or [""]
        if first:
            label[language] = one_line(first)
        if others:
            rest[language] = "\n\n".join(others)
    return label or {piece.report.language: fallback}, together(
        rest, *(prose(piece, words) for words in more)
    )


def blocks_of(piece: Piece, text: str) -> list[str]:
    """A text in Markdown by blocks; what it loses is noted."""
    converted = to_markdown(text)
    if converted.lost:
        piece.note(f"its text holds what Markdown has no place for: {', '.join(converted.lost)}")
    piped = sorted(set(_PIPED.findall(text)))
    if piped:
        piece.note(f"its text names answers, which are not filled in here: {', '.join(piped[:5])}")
    return list(converted.blocks)


def prose(piece: Piece, words: Words) -> Words:
    """A text of any length in Markdown."""
    converted = {language: "\n\n".join(blocks_of(piece, text)) for language, text in words.items()}
    return {language: text for language, text in converted.items() if text}


def line(piece: Piece, words: Words) -> Words:
    """A text in Markdown on one line; empty when nothing is left of it."""
    converted = {
        language: " ".join(map(one_line, blocks_of(piece, text))) for language, text in words.items()
    }
    return {language: text for language, text in converted.items() if text}


def one_line(block: str) -> str:
    """A block of Markdown on one line."""
    return " ".join(_HEADING.sub("", block).split())


def together(*texts: Words) -> Words:
    """Texts after each other, by language."""
    languages = dict.fromkeys(language for words in texts for language in words)
    return {
        language: "\n\n".join(words[language] for words in texts if language in words)
        for language in languages
    }


def own_words(languages: Iterable[str], texts: Mapping[str, str]) -> Words:
    """Words that the file does not give, in the languages of the file that there are words in."""
    spoken = {language: texts[language] for language in languages if language in texts}
    return spoken or {"en": texts["en"]}
