"""Characters that cannot stand in an archivable file, put into words instead of lost.

PDF/A forbids a box for a glyph that no font has, and characters without a meaning that all agree on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# Controls but tab and newlines, halves of pairs, private use, and what Unicode will never assign.
_MEANINGLESS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def without_the_meaningless(html: str) -> str:
    """The text with a visible mark for each character that means nothing."""
    return _MEANINGLESS.sub(_REPLACEMENT, html)


def spelled_out(html: str, characters: Collection[str]) -> str:
    """The text with these characters by their Unicode names: "[thumbs up sign]"."""
    return html.translate({ord(character): _in_words(character) for character in characters})


def _in_words(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"[{name.lower()}]" if name else f"[U+{ord(character):04X}]"
