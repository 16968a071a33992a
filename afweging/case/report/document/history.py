"""What happened in a case, told by role from the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment
from afweging.case.report.document.told import HappeningTold
from afweging.case.review.standing import adviser_in_words
from afweging.foundation.ledger.models import Event

Detail = Mapping[str, Any]

# Verb → the sentence that a report tells. Saving an answer or writing a comment is work, not history.
SENTENCES: dict[str, Callable[[Detail], str]] = {
    "dossier.started": lambda d: _("Het dossier begon."),
    "quick_scan.concluded": lambda d: _conclusion(d.get("conclusion")),
    "quick_scan.countersigned": lambda d: _("Een privacy officer tekende mee dat er geen weging nodig is."),
    "assessment.started": lambda d: _("Het team begon aan de vragen."),
    "assessment.submitted": lambda d: _submitted(d.get("number")),
    "assessment.recalled": lambda d: _("De eigenaar haalde de weging terug."),
    "assessment.withdrawn": lambda d: _("De eigenaar trok de weging in."),
    "review.taken": lambda d: _("De privacy officer nam de zaak op."),
    "review.handed_over": lambda d: _("De zaak ging over naar een andere privacy officer."),
    "review.returned": lambda d: _("De privacy officer stuurde de zaak terug naar het team."),
    "advice.asked": lambda d: _("Er is advies gevraagd aan %(who)s.", who=adviser_in_words(str(d["role"]))),
    "advice.given": lambda d: _("Advies van %(who)s.", who=adviser_in_words(str(d["role"]))),
    "assessment.judged": lambda d: _("De privacy officer oordeelde."),
    "assessment.decided": lambda d: _("Het besluit viel, namens %(body)s.", body=d.get("body", "")),
    "condition.met": lambda d: _("Aan voorwaarde %(number)s is voldaan.", number=d.get("number")),
    "condition.waived": lambda d: _("Voorwaarde %(number)s is vervallen.", number=d.get("number")),
    "dossier.went_live": lambda d: _("De toepassing ging in gebruik."),
    "publication.published": lambda d: _("Het register toont versie %(version)s.", version=d.get("version")),
    "disclosure.agreed": lambda d: _("Er is besloten iets niet openbaar te maken."),
}


def history(session: Session, assessment: Assessment, *, until: dt.datetime) -> tuple[HappeningTold, ...]:
    """Return the case's happenings up to a moment, oldest first."""
    dossier = assessment.dossier
    objects = [f"dossier:{dossier.public_id}", *(f"assessment:{a.public_id}" for a in dossier.assessments)]
    events = session.scalars(
        select(Event)
        .where(
            Event.chain == dossier.organisation.code,
            Event.object.in_(objects),
            Event.verb.in_(SENTENCES),
            Event.at <= until,
        )
        .order_by(Event.number)
    )
    return tuple(HappeningTold(event.at, SENTENCES[event.verb](event.detail or {})) for event in events)


def _submitted(number: object) -> str:
    if number == 1:
        return _("Het team diende de weging in.")
    return _("Het team diende versie %(number)s in.", number=number)


def _conclusion(conclusion: object) -> str:
    sentences = {
        "none": _("De snelle toets is afgerond: geen weging nodig."),
        "short": _("De snelle toets is afgerond: een korte weging."),
        "full": _("De snelle toets is afgerond: een volledige weging."),
        "stop": _("De snelle toets is afgerond: stop en vraag raad."),
    }
    return sentences[str(conclusion)]
