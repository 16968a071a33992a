"""How long each step may take, in working days: the organisation's own terms, else these."""

from __future__ import annotations

import datetime as dt

from afweging.foundation.identity.models import Organisation

DEFAULTS = {"answer": 10, "take": 5, "review": 20, "advise": 10, "decide": 10}
SATURDAY = 5


def due_on(organisation: Organisation, step: str, start: dt.date) -> dt.date:
    """Return the last day of a step that starts on `start`. Raises KeyError for a step nobody knows."""
    days = int(organisation.terms.get(step, DEFAULTS[step]))
    return working_days_after(start, days)


def working_days_after(start: dt.date, days: int) -> dt.date:
    """Return the day that is so many working days after `start` (Monday to Friday)."""
    day = start
    while days > 0:
        day += dt.timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
