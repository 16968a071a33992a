"""Asking for a report; the worker makes and seals it."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.operations.common import record
from afweging.case.report.models import AUDIENCES, Report
from afweging.foundation import jobs
from afweging.foundation.database import new_public_id
from afweging.foundation.errors import Invalid, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor

RENDER = "report.render"
CODE_LENGTH = 12  # 60 bits: printed as 4-4-4, not to be guessed


def ask_report(
    session: Session, actor: Actor, assessment: Assessment, *, audience: str, now: dt.datetime
) -> Report:
    """Ask for a sealed report of the case as it stands now. Asking twice while one waits gives that one.

    Raises NotAllowed, Invalid, and WrongState before anything was submitted.
    """
    require(actor, "ask_report", case_facts(session, actor, assessment.dossier, assessment))
    if audience not in AUDIENCES:
        raise Invalid("audience_unknown", _("Kies een intern of een openbaar rapport."))
    if assessment.submission == 0 and assessment.kind != "quick_scan":
        raise WrongState("nothing_to_report", _("Een rapport kan zodra de weging is ingediend."))
    waiting = session.scalar(
        select(Report).where(
            Report.assessment_id == assessment.id, Report.audience == audience, Report.state == "waiting"
        )
    )
    if waiting is not None and audience == "internal":
        return waiting
    last = session.scalar(
        select(func.max(Report.version)).where(
            Report.dossier_id == assessment.dossier_id, Report.audience == audience
        )
    )
    report = Report(
        code=new_public_id(CODE_LENGTH),
        dossier_id=assessment.dossier_id,
        assessment_id=assessment.id,
        audience=audience,
        version=(last or 0) + 1,
        asked_at=now,
        asked_by_id=actor.person_id,
    )
    session.add(report)
    session.flush()
    jobs.enqueue(session, RENDER, {"report": report.id}, key=str(report.id), now=now)
    record(
        session,
        actor,
        "report.asked",
        assessment,
        now=now,
        code=report.code,
        audience=audience,
        version=report.version,
    )
    return report


def printed(code: str) -> str:
    """Return a code as it is printed: 7K3F-9QXD-2MVT."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))
