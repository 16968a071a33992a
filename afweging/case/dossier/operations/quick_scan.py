"""The quick scan's short path: draft → concluded (none, short, full or stop)."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.operations.common import move, record, require_open_dossier, require_state
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.dossier.walk import Walk, walk
from afweging.foundation.errors import Invalid, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor

# The scan's outcome → what follows; the strictest that holds wins, so the order matters.
CONCLUSION_OF = {"stop": "stop", "volledig": "full", "kort": "short", "geen": "none"}


def conclusion_of(case: Walk) -> str | None:
    """Return what the scan's answers lead to, or none while it is not complete.

    A local scan may lack an outcome; where it says nothing, it did not say that less than all is needed.
    """
    if not case.evaluation.complete:
        return None
    reached = (CONCLUSION_OF[key] for key in CONCLUSION_OF if key in case.evaluation.outcomes)
    return next(reached, "full")


def conclude_quick_scan(session: Session, actor: Actor, assessment: Assessment, *, now: dt.datetime) -> str:
    """Close the scan and return its conclusion. Raises Invalid while questions are open."""
    require(actor, "conclude_quick_scan", case_facts(session, actor, assessment.dossier, assessment))
    require_open_dossier(assessment.dossier)
    require_state(assessment, "draft")
    if assessment.kind != "quick_scan":
        raise WrongState("not_a_scan", _("Alleen een snelle toets rondt u zo af."))
    case = walk(session, assessment, today=local_date(now))
    conclusion = conclusion_of(case)
    if conclusion is None:
        raise Invalid("not_ready", _("Beantwoord eerst alle vragen."), _open_questions(case))
    assessment.conclusion = conclusion
    assessment.rules_date = local_date(now)
    assessment.move = None
    move(assessment, "concluded", now=now)
    record(
        session,
        actor,
        "quick_scan.concluded",
        assessment,
        now=now,
        conclusion=conclusion,
        outcomes=list(case.evaluation.outcomes),
    )
    return conclusion


def countersign(session: Session, actor: Actor, assessment: Assessment, *, now: dt.datetime) -> None:
    """Agree, as an officer, that no weighing is needed."""
    require(actor, "countersign", case_facts(session, actor, assessment.dossier, assessment))
    require_state(assessment, "concluded")
    if assessment.conclusion != "none":
        raise WrongState(
            "nothing_to_countersign", _("Alleen “geen weging nodig” vraagt om een tweede paar ogen.")
        )
    if assessment.countersigned_by_id is not None:
        raise WrongState("countersigned", _("Dit is al medeondertekend."))
    assessment.countersigned_by_id = actor.person_id
    record(session, actor, "quick_scan.countersigned", assessment, now=now)


def _open_questions(case: Walk) -> tuple[Problem, ...]:
    number = case.questionnaire.number
    missing = [
        Problem(key, _("Beantwoord vraag %(number)s.", number=number(key))) for key in case.evaluation.missing
    ]
    wrong = [
        Problem(item.question, _("Verbeter vraag %(number)s.", number=number(item.question)))
        for item in case.evaluation.invalid
    ]
    return (*missing, *wrong)
