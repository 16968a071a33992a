"""Texts of an original where format 1 has a place for them: labels of one line, help in Markdown."""

import re

from .markdown import to_markdown

Words = dict[str, str]
"""A text by language code."""

_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} ")


def titled(words: Words, fallback: str, language: str) -> tuple[Words, Words]:
    """A label of one line, and the help that its text goes on with."""
    label: Words = {}
    rest: Words = {}
    for code, text in words.items():
        first, *others = to_markdown(text).blocks or ("",)
        if first:
            label[code] = " ".join(_HEADING.sub("", first).split())
        if others:
            rest[code] = "\n\n".join(others)
    return label or {language: fallback}, rest


def prose(words: Words) -> Words:
    """A text of any length in Markdown. Two breaks end a paragraph."""
    found = {
        code: "\n\n".join(to_markdown(_BREAKS.sub("<p></p>", text)).blocks) for code, text in words.items()
    }
    return {code: text for code, text in found.items() if text}


def together(*texts: Words) -> Words:
    """Texts after each other, by language."""
    codes = dict.fromkeys(code for words in texts for code in words)
    return {code: "\n\n".join(words[code] for words in texts if code in words) for code in codes}
