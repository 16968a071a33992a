"""Phrases that sound careful and say nothing. Only the officer is told; nobody is corrected by a machine."""

from __future__ import annotations

import re
from functools import lru_cache

# Each is matched without regard to capitals, with any white space between its words.
STOCK_PHRASES = (
    "in lijn met de AVG",
    "conform de AVG",
    "conform wet- en regelgeving",
    "binnen de wettelijke kaders",
    "er wordt zorgvuldig omgegaan",
    "wordt zorgvuldig omgegaan",
    "zorgvuldig mee omgegaan",
    "passende maatregelen",
    "de nodige maatregelen",
    "waar nodig",
    "waar mogelijk",
    "indien nodig",
    "zo veel mogelijk",
    "zoveel mogelijk",
    "in principe",
    "privacy is geborgd",
    "de privacy is gewaarborgd",
    "privacy by design",
    "er zijn geen risico’s",
    "er is geen risico",
    "menselijke tussenkomst is geborgd",
    "wordt gemonitord",
    "uitgebreid getest",
    "de leverancier garandeert",
    "state of the art",
    "objectief en neutraal",
)


def _pattern(phrase: str) -> re.Pattern[str]:
    words = (re.escape(word).replace("’", "['’]") for word in phrase.split())
    return re.compile(r"\b" + r"\s+".join(words) + r"\b", re.IGNORECASE)


KEPT = 2_048
_PATTERNS = tuple((phrase, _pattern(phrase)) for phrase in STOCK_PHRASES)


@lru_cache(maxsize=KEPT)
def stock_phrases_in(text: str) -> tuple[str, ...]:
    """Return the stock phrases of a text, in the order of the list; one within another counts once."""
    found = [phrase for phrase, pattern in _PATTERNS if pattern.search(text)]
    return tuple(p for p in found if not any(p != other and p in other for other in found))
