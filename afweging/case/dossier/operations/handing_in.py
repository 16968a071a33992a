"""Submitting a weighing, taking it back, withdrawing it; and what is said about its outcomes."""

from __future__ import annotations

import datetime as dt
import hashlib
from zoneinfo import ZoneInfo

import rfc8785
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment, OutcomeNote, Submission
from afweging.case.dossier.operations.common import (
    move,
    record,
    require_editable,
    require_open_dossier,
    require_state,
)
from afweging.case.dossier.readiness import obstacles
from afweging.case.dossier.terms import due_on
from afweging.case.dossier.walk import Walk, walk
from afweging.foundation.errors import Invalid, NotFound, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPTION_KIND = {
    "algoritme": "algorithm",
    "gegevensdeling": "data_sharing",
    "sensor": "sensor",
    "gegevensverzameling": "data_collection",
    "profilering": "profiling",
}


def local_date(now: dt.datetime) -> dt.date:
    """Return the day it is in the Netherlands."""
    return now.astimezone(AMSTERDAM).date()


def submit(
    session: Session, actor: Actor, assessment: Assessment, *, note: str = "", now: dt.datetime
) -> Submission:
    """Hand the weighing in. Fixes the date that rules see.

    Raises NotAllowed, WrongState, and Invalid with one problem per thing that stands in the way
    (workflow: submit).
    """
    require(actor, "submit", case_facts(session, actor, assessment.dossier, assessment))
    require_open_dossier(assessment.dossier)
    require_editable(assessment)
    if assessment.kind == "quick_scan":
        raise WrongState("scan_is_concluded", _("Een snelle toets rondt u af; u dient haar niet in."))
    case = walk(session, assessment, today=local_date(now))
    _require_ready(session, assessment, case, note)
    submission = Submission(
        assessment_id=assessment.id,
        number=assessment.submission + 1,
        at=now,
        by_id=actor.person_id,
        note=note.strip(),
        questionnaire_sha256=assessment.questionnaire_sha256,
        revisions={key: case.answers[key].revision for key in case.values},
        answers_sha256=hashlib.sha256(rfc8785.dumps(case.values)).hexdigest(),  # type: ignore[arg-type]  # JSON by construction
    )
    session.add(submission)
    assessment.submission += 1
    assessment.move = None  # from here on the questionnaire is fixed
    assessment.submitted_at = now
    assessment.rules_date = local_date(now)
    _follow_answers(assessment, case.values)
    assessment.due_on = due_on(assessment.dossier.organisation, "take", local_date(now))
    move(assessment, "submitted", now=now)
    record(
        session,
        actor,
        "assessment.submitted",
        assessment,
        now=now,
        number=assessment.submission,
        answers_sha256=submission.answers_sha256,
        outcomes=list(case.evaluation.outcomes),
        note=note.strip(),
    )
    return submission


def _require_ready(session: Session, assessment: Assessment, case: Walk, note: str) -> None:
    problems = [Problem(o.question_id or "", o.message) for o in obstacles(session, assessment, case)]
    if assessment.submission and not note.strip():
        problems.append(Problem("note", _("Schrijf in een paar zinnen wat u veranderde.")))
    if problems:
        raise Invalid("not_ready", _("De weging kan nog niet ingediend worden."), tuple(problems))


def recall(session: Session, actor: Actor, assessment: Assessment, *, now: dt.datetime) -> None:
    """Take a submitted weighing back while no officer took it."""
    require(actor, "recall", case_facts(session, actor, assessment.dossier, assessment))
    require_state(assessment, "submitted")
    assessment.due_on = None
    move(assessment, "returned" if assessment.officer_id else "draft", now=now)
    record(session, actor, "assessment.recalled", assessment, now=now)


def withdraw(
    session: Session, actor: Actor, assessment: Assessment, because: str, *, now: dt.datetime
) -> None:
    """Stop a weighing before it is decided. Findings stay, for whoever starts again."""
    require(actor, "withdraw", case_facts(session, actor, assessment.dossier, assessment))
    if not assessment.open:
        raise WrongState("not_open", _("Deze weging is al afgerond."))
    reason = because.strip()
    if not reason:
        message = _("Schrijf waarom u de weging intrekt. Dat helpt wie het later opnieuw probeert.")
        raise Invalid("reason_missing", message, (Problem("because", message),))
    assessment.ended_because = reason
    move(assessment, "withdrawn", now=now)
    record(session, actor, "assessment.withdrawn", assessment, now=now, because=reason)


def argue_outcome(
    session: Session, actor: Actor, assessment: Assessment, outcome_id: str, text: str, *, now: dt.datetime
) -> None:
    """Write the team's argument at an outcome of kind `stop`."""
    require(actor, "argue_outcome", case_facts(session, actor, assessment.dossier, assessment))
    require_editable(assessment)
    _note(session, actor, assessment, outcome_id, "argument", text, now=now)


def lift_forbidden(
    session: Session, actor: Actor, assessment: Assessment, outcome_id: str, text: str, *, now: dt.datetime
) -> None:
    """Record, as a lawyer, why an outcome of kind `forbidden` does not apply."""
    require(actor, "lift_forbidden", case_facts(session, actor, assessment.dossier, assessment))
    require_editable(assessment)
    _note(session, actor, assessment, outcome_id, "does_not_apply", text, now=now)


def _note(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    outcome_id: str,
    kind: str,
    text: str,
    *,
    now: dt.datetime,
) -> None:
    case = walk(session, assessment, today=local_date(now))
    if outcome_id not in {outcome.id for outcome in case.questionnaire.outcomes}:
        raise NotFound("outcome_unknown", _("Deze uitkomst bestaat niet in de vragenlijst."))
    if not text.strip():
        message = _("Schrijf op waarom.")
        raise Invalid("text_missing", message, (Problem(f"outcome-{outcome_id}", message),))
    found = session.scalar(
        select(OutcomeNote).where(
            OutcomeNote.assessment_id == assessment.id,
            OutcomeNote.outcome_id == outcome_id,
            OutcomeNote.kind == kind,
        )
    )
    note = found or OutcomeNote(assessment_id=assessment.id, outcome_id=outcome_id, kind=kind)
    note.text, note.at, note.by_id = text.strip(), now, actor.person_id
    session.add(note)
    record(session, actor, f"outcome.{kind}", assessment, now=now, outcome=outcome_id, text=text.strip())


def _follow_answers(assessment: Assessment, values: dict[str, object]) -> None:
    """Keep the dossier's own facts in step with what the team answered."""
    dossier = assessment.dossier
    phase, kind = values.get("fase"), values.get("soort")
    if phase in ("idee", "aanschaf", "pilot", "gebruik"):
        dossier.phase = str(phase)
    if isinstance(kind, str) and kind in OPTION_KIND:
        dossier.kind = OPTION_KIND[kind]
