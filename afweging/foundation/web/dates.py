"""Moments and days as people in the Netherlands read them: Europe/Amsterdam, in words."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask
from flask_babel import get_locale, gettext, ngettext

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """Return the present moment. Views and the worker ask here and pass it on; operations never do."""
    return dt.datetime.now(dt.UTC)


def local(moment: dt.datetime) -> dt.datetime:
    """Return an aware moment on the Dutch clock."""
    return moment.astimezone(AMSTERDAM)


def local_day(value: dt.datetime | dt.date) -> dt.date:
    """Return the Dutch calendar day of a moment; a day stays what it is."""
    return local(value).date() if isinstance(value, dt.datetime) else value


def datum(value: dt.datetime | dt.date | None) -> str:
    """Return “23 november 2026”; nothing for nothing."""
    return "" if value is None else str(format_date(local_day(value), "d MMMM y", locale=_locale()))


def datum_kort(value: dt.datetime | dt.date | None) -> str:
    """Return “23 nov”, for margins and tables."""
    return "" if value is None else format_date(local_day(value), "d MMM", locale=_locale()).replace(".", "")


def datum_tijd(value: dt.datetime | None) -> str:
    """Return “23 november 2026, 14:05”."""
    return "" if value is None else f"{datum(value)}, {tijd(value)}"


def tijd(value: dt.datetime | None) -> str:
    """Return “14:05”."""
    return "" if value is None else format_time(local(value), "HH:mm", locale=_locale())


def dagen(value: dt.datetime | dt.date | None, today: dt.date | None = None) -> str:
    """Return how far off a day is: “vandaag”, “morgen”, “over 9 dagen”, “gisteren”, “9 dagen geleden”."""
    if value is None:
        return ""
    days = _days_until(value, today)
    named = {0: gettext("vandaag"), 1: gettext("morgen"), -1: gettext("gisteren")}
    if days in named:
        return named[days]
    if days > 0:
        return ngettext("over %(num)d dag", "over %(num)d dagen", days)
    return ngettext("%(num)d dag geleden", "%(num)d dagen geleden", -days)


def termijn(value: dt.datetime | dt.date | None, today: dt.date | None = None) -> str:
    """Return how a term stands: “over 9 dagen”, “vandaag”, “12 dagen te laat”."""
    if value is None:
        return ""
    days = _days_until(value, today)
    if days < 0:
        return ngettext("%(num)d dag te laat", "%(num)d dagen te laat", -days)
    return dagen(value, today)


def iso(value: dt.datetime | dt.date | None) -> str:
    """Return the value for a `datetime` attribute."""
    return "" if value is None else value.isoformat()


def _days_until(value: dt.datetime | dt.date, today: dt.date | None) -> int:
    return (local_day(value) - (today or local_day(now()))).days


def _locale() -> str:
    return str(get_locale() or "nl")


def init_app(app: Flask) -> None:
    """Give templates the filters."""
    for function in (datum, datum_kort, datum_tijd, tijd, dagen, termijn, iso):
        app.jinja_env.filters[function.__name__] = function
