"""How far the weighing is, in the words that the register fixes before a decision."""

from __future__ import annotations

import datetime as dt

from afweging.case.dossier.models import Assessment, Dossier
from afweging.register.records import Weighed

DECIDED = ("approved", "approved_with_conditions", "rejected", "superseded")
AFTER_QUICK_SCAN = "na de snelle toets"
BEFORE_DECISION = "voordat er een besluit was"
BY_QUICK_SCAN = "dat bleek uit de snelle toets"
UNDER_WAY = ("submitted", "in_review", "returned", "judged", "before_body", "deferred")


def weighed(dossier: Dossier, assessment: Assessment | None) -> Weighed:
    """Return the state of the weighing; `month` is when it is planned, or when a decision is expected.

    A month is told only when a term was set: the public is promised nothing that nobody planned. `note` is
    one of the register's own phrases, so that it can be said in every language.
    """
    if dossier.lifecycle == "out_of_use" or dossier.closed_at is not None:
        return Weighed("stopped", note=_where_it_ended(dossier, assessment))
    if assessment is None:
        return _after_quick_scan(dossier)
    if assessment.state in DECIDED:
        return _decided(dossier, assessment)
    if assessment.state in UNDER_WAY:
        return Weighed("under_way", _month_of(assessment.due_on))
    if assessment.state == "withdrawn":
        return Weighed("stopped", note=BEFORE_DECISION)
    return Weighed("not_yet", _month_of(assessment.due_on))


def _where_it_ended(dossier: Dossier, assessment: Assessment | None) -> str:
    if assessment is None:
        return AFTER_QUICK_SCAN if dossier.assessments else ""
    return "" if assessment.state in DECIDED else BEFORE_DECISION


def _after_quick_scan(dossier: Dossier) -> Weighed:
    concluded = {a.conclusion for a in dossier.assessments if a.state == "concluded"}
    if "stop" in concluded:
        return Weighed("stopped", note=AFTER_QUICK_SCAN)
    if _needs_none(dossier):
        return Weighed("none_needed", note=BY_QUICK_SCAN)
    return Weighed("not_yet")


def _decided(dossier: Dossier, assessment: Assessment) -> Weighed:
    if assessment.state == "rejected":
        return Weighed("stopped" if dossier.route == "catching_up" else "rejected")
    return Weighed("weighed_after" if dossier.route in ("catching_up", "emergency") else "weighed_before")


def _needs_none(dossier: Dossier) -> bool:
    """Tell whether a quick scan found that no weighing is needed, and an officer signed that too."""
    return any(
        a.kind == "quick_scan" and a.conclusion == "none" and a.countersigned_by_id is not None
        for a in dossier.assessments
    )


def _month_of(day: dt.date | None) -> str:
    return day.strftime("%Y-%m") if day else ""
