"""The privacy officer's judgement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import delete
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment
from afweging.case.dossier.operations.common import move, record, require_state
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.dossier.terms import due_on
from afweging.case.dossier.walk import Walk
from afweging.case.review.facts import review_facts
from afweging.case.review.models import CONCLUSIONS, Judgement
from afweging.case.review.operations.conditions import (
    ConditionDraft,
    drop_undecided_conditions,
    lay_down,
    planned_conditions,
)
from afweging.case.review.standing import finding_gaps, standing_findings
from afweging.foundation.errors import Invalid, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor


def judge(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    case: Walk,
    *,
    conclusion: str,
    reasons: str,
    deviation: str = "",
    conditions: Iterable[ConditionDraft] | None = None,
    now: dt.datetime,
) -> Judgement:
    """Conclude the review. `conditions` are the officer's own wording of the planned ones, and more; left
    out, they are as planned. Each planned one must be among them.

    Raises NotAllowed, WrongState while a finding is missing or not whole, and Invalid when the conclusion
    does not fit the conditions or the findings (workflow: judge).
    """
    require(actor, "judge", review_facts(session, actor, assessment, case))
    require_state(assessment, "in_review")
    judgement = write_judgement(
        session,
        actor,
        assessment,
        case,
        conclusion=conclusion,
        reasons=reasons,
        deviation=deviation,
        conditions=conditions,
        now=now,
    )
    assessment.due_on = due_on(assessment.dossier.organisation, "decide", local_date(now))
    move(assessment, "judged", now=now)
    record(
        session,
        actor,
        "assessment.judged",
        assessment,
        now=now,
        conclusion=conclusion,
        reasons=reasons.strip(),
        deviation=deviation.strip(),
    )
    return judgement


def write_judgement(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    case: Walk,
    *,
    conclusion: str,
    reasons: str,
    deviation: str,
    conditions: Iterable[ConditionDraft] | None,
    now: dt.datetime,
) -> Judgement:
    """Check and write a judgement with its conditions; the caller moves the state and writes the ledger."""
    findings = standing_findings(session, assessment, case)
    gaps = list(finding_gaps(assessment, case, findings))
    if gaps:
        raise WrongState("findings_missing", " ".join(gap.message for gap in gaps))
    planned = planned_conditions(session, assessment, case)
    drafts = planned if conditions is None else list(conditions)
    has_insufficient = any(f.verdict == "insufficient" for f in findings.values())
    problems = (
        *_problems(conclusion, reasons, deviation, bool(drafts or planned), has_insufficient),
        *_uncovered(conclusion, planned, drafts),
    )
    if problems:
        raise Invalid("judgement_invalid", _("Uw oordeel is nog niet af."), problems)
    drop_undecided_conditions(session, assessment)
    session.execute(
        delete(Judgement).where(
            Judgement.assessment_id == assessment.id, Judgement.submission == assessment.submission
        )
    )
    if conclusion == "agreed_provided":
        lay_down(session, assessment, drafts)
    judgement = Judgement(
        assessment_id=assessment.id,
        submission=assessment.submission,
        conclusion=conclusion,
        reasons=reasons.strip(),
        deviation=deviation.strip(),
        at=now,
        by_id=actor.person_id,
    )
    session.add(judgement)
    return judgement


def _uncovered(
    conclusion: str, planned: list[ConditionDraft], drafts: list[ConditionDraft]
) -> Iterable[Problem]:
    """Each *improve* and each unknown has become a condition, its own or part of another."""
    covered = {origin for draft in drafts for origin in draft.origins}
    for draft in planned:
        if conclusion == "agreed_provided" and not draft.origins <= covered:
            yield Problem("conditions", _("Deze voorwaarde ontbreekt nog: %(text)s", text=draft.text))


def _problems(
    conclusion: str, reasons: str, deviation: str, has_conditions: bool, has_insufficient: bool
) -> Iterable[Problem]:
    if conclusion not in CONCLUSIONS:
        yield Problem("conclusion", _("Kies uw oordeel."))
        return
    if not reasons.strip():
        yield Problem("reasons", _("Schrijf op welke argumenten uw oordeel rust."))
    if conclusion == "agreed" and has_conditions:
        yield Problem(
            "conclusion", _("Er zijn voorwaarden, dus het oordeel is “akkoord, mits” of “niet akkoord”.")
        )
    if conclusion == "agreed_provided" and not has_conditions:
        yield Problem(
            "conclusion", _("Er zijn geen voorwaarden. Voeg er een toe, of kies een ander oordeel.")
        )
    if conclusion != "not_agreed" and has_insufficient and not deviation.strip():
        yield Problem(
            "deviation",
            _("Een onderdeel is onvoldoende. Schrijf waarom u toch akkoord gaat, of kies anders."),
        )
