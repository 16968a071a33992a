"""The readable tail of an entry's address."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Addresses beside an entry's page that a name must not take.
RESERVED = frozenset({"versies", "vraag", "rapport-pdf"})


def slug_of(text: str) -> str:
    """Lower case, ASCII, words joined by hyphens, at most 80 characters; never empty."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = _NOT_WORD.sub("-", ascii_text).strip("-")[:80].rstrip("-") or "toepassing"
    return f"toepassing-{slug}" if slug in RESERVED else slug
