"""Moments in the few words that fit under a question: “10.32” today, “12 november” before."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel.dates import format_date

from afweging.foundation.web.dates import local


@lru_cache(maxsize=4096)
def when(moment: dt.datetime, today: dt.date, lang: str) -> str:
    """Return the hour of a moment of today, else its day."""
    here = local(moment)
    day = here.date()
    return f"{here:%H.%M}" if day == today else day_words(day, day.year == today.year, lang)


@lru_cache(maxsize=2048)
def day_words(day: dt.date, this_year: bool, lang: str) -> str:
    """Return “12 november”, with the year when it is another."""
    return str(format_date(day, "d MMMM" if this_year else "d MMMM y", locale=lang))


@lru_cache(maxsize=512)
def long_day(day: dt.date, lang: str) -> str:
    """Return “vrijdag 4 december”."""
    return str(format_date(day, "EEEE d MMMM", locale=lang))


def size_words(size: int, lang: str) -> str:
    """Return a file's size: “412 kB”, “3,4 MB”."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    words = f"{size / 1_000_000:.1f} MB"
    return words.replace(".", ",") if lang == "nl" else words
