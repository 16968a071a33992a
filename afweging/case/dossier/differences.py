"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

MOST_WORDS = 4_000
_WORDS = re.compile(r"\s+|[^\s]+")


def word_difference(before: str, after: str) -> Markup:
    """Return the later text as HTML, with what went in `del` and what came in `ins`.

    Very long texts are compared line by line, which costs less than the square of their words.
    """
    old, new = _pieces(before), _pieces(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    parts: list[Markup] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            parts.append(escape("".join(new[new_from:new_to])))
            continue
        parts += _changed("del", old[old_from:old_to])
        parts += _changed("ins", new[new_from:new_to])
    return Markup("").join(parts)


def _changed(tag: str, words: list[str]) -> list[Markup]:
    text = "".join(words)
    if not text:
        return []
    return [Markup(f"<{tag}>{{}}</{tag}>").format(text)]


def _pieces(text: str) -> list[str]:
    return _WORDS.findall(text)
