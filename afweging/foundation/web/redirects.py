"""Where to go next: only ever to a page of our own."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# One slash, then no second slash or backslash: `//elsewhere` and `/\elsewhere` are other hosts to a browser.
OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def safe_next(target: str | None, default: str) -> str:
    """Return `target` when it is a path on this site, else `default`."""
    if not target or not OWN_PATH.fullmatch(target):
        return default
    try:
        parts = urlsplit(target)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc else target
