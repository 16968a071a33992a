"""How far the weighing is, in the words that the register fixes before a decision."""

from __future__ import annotations

import datetime as dt

from afweging.case.dossier.models import Assessment, Dossier
from afweging.register.records import Weighed

DECIDED = ("approved", "approved_with_conditions", "rejected", "superseded")
UNDER_WAY = ("submitted", "in_review", "returned", "judged", "before_body", "deferred")


def weighed(dossier: Dossier, assessment: Assessment | None, *, now: dt.datetime) -> Weighed:
    """Return the state of the weighing; `month` is when it is planned, or when a decision is expected."""
    if dossier.lifecycle == "out_of_use" or dossier.closed_at is not None:
        return Weighed("stopped")
    if assessment is None:
        return Weighed("none_needed") if _needs_none(dossier) else Weighed("not_yet", _month(now, 3))
    if assessment.state in DECIDED:
        return _decided(dossier, assessment)
    if assessment.state in UNDER_WAY:
        return Weighed("under_way", _month_of(assessment.due_on) or _month(now, 1))
    if assessment.state == "withdrawn":
        return Weighed("stopped")
    return Weighed("not_yet", _month_of(assessment.due_on) or _month(now, 3))


def _decided(dossier: Dossier, assessment: Assessment) -> Weighed:
    if assessment.state == "rejected":
        return Weighed("stopped" if dossier.route == "catching_up" else "rejected")
    return Weighed("weighed_after" if dossier.route in ("catching_up", "emergency") else "weighed_before")


def _needs_none(dossier: Dossier) -> bool:
    return any(a.kind == "quick_scan" and a.conclusion == "none" for a in dossier.assessments)


def _month_of(day: dt.date | None) -> str:
    return day.strftime("%Y-%m") if day else ""


def _month(now: dt.datetime, later: int) -> str:
    months = now.year * 12 + now.month - 1 + later
    return f"{months // 12}-{months % 12 + 1:02d}"
