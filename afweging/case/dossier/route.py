"""The way of a dossier in six steps, and where it is on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from afweging.case.dossier.models import DECIDED_STATES, Assessment, Dossier
from afweging.case.dossier.moments import day_words
from afweging.case.dossier.names import CONCLUSION_NAMES
from afweging.case.dossier.operations.common import state_in_words
from afweging.foundation.web.dates import local_day

# State of the weighing → the step at which it stands; the steps are counted from 0.
STEP_OF = {
    "draft": 1,
    "returned": 1,
    "submitted": 2,
    "in_review": 3,
    "judged": 4,
    "before_body": 5,
    "deferred": 5,
    **dict.fromkeys((*DECIDED_STATES, "superseded"), 6),
    "withdrawn": 1,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `stand` is past, now or ahead."""

    text: str
    note: str
    stand: str


def steps_of(dossier: Dossier, lang: str) -> list[Step]:
    """Return the six steps: quick scan, draft, submitted, in review, judgement, decision."""
    scan = _last(dossier, scans=True)
    weighing = _last(dossier, scans=False)
    now = _now(scan, weighing)
    texts = (_("Snelle toets"), _("Concept"), _("Ingediend"), _("In beoordeling"), _("Oordeel"), _("Besluit"))
    notes = _notes(dossier, scan, weighing, lang)
    return [
        Step(text, note, "past" if place < now else "now" if place == now else "ahead")
        for place, (text, note) in enumerate(zip(texts, notes, strict=True))
    ]


def _now(scan: Assessment | None, weighing: Assessment | None) -> int:
    if weighing is not None:
        return STEP_OF[weighing.state]
    return 1 if scan is not None and scan.state == "concluded" and scan.conclusion != "none" else 0


def _notes(
    dossier: Dossier, scan: Assessment | None, weighing: Assessment | None, lang: str
) -> tuple[str, ...]:
    return (
        _scan_note(scan, lang),
        _("het team"),
        _on(weighing.submitted_at, lang) if weighing is not None and weighing.submitted_at else "",
        weighing.officer.name if weighing is not None and weighing.officer else _("privacy officer"),
        _("privacy officer"),
        _decision(weighing, lang),
    )


def _scan_note(scan: Assessment | None, lang: str) -> str:
    if scan is None or scan.conclusion is None:
        return _("veertien vragen")
    day = _on(scan.ended_at, lang) if scan.ended_at else ""
    return f"{CONCLUSION_NAMES[scan.conclusion]}, {day}"


def _decision(weighing: Assessment | None, lang: str) -> str:
    if weighing is None or weighing.state not in DECIDED_STATES:
        return _("mandaathouder")
    return f"{state_in_words(weighing.state)}, {_on(weighing.ended_at, lang)}"


def _last(dossier: Dossier, *, scans: bool) -> Assessment | None:
    found = [a for a in dossier.assessments if (a.kind == "quick_scan") == scans]
    return found[-1] if found else None


def _on(moment: dt.datetime | None, lang: str) -> str:
    return day_words(local_day(moment), True, lang) if moment else ""
