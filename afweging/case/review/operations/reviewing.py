"""Taking a case up, writing findings, handing it over, returning it to the team."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment
from afweging.case.dossier.operations.common import move, record, require_state
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.dossier.terms import due_on
from afweging.case.dossier.walk import Walk
from afweging.case.review.facts import review_facts
from afweging.case.review.models import VERDICTS, Finding
from afweging.case.review.operations.conditions import drop_undecided_conditions
from afweging.case.review.standing import section_ids_to_judge, section_name, standing_findings
from afweging.foundation.errors import Invalid, NotAllowed, NotFound, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Person, Role

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class FindingText:
    """What an officer says of a section. Not whole yet is fine: the judgement waits until it is."""

    verdict: str
    comment: str = ""
    measure: str = ""
    measure_owner: str = ""
    measure_due: dt.date | None = None


def take(session: Session, actor: Actor, assessment: Assessment, *, now: dt.datetime) -> None:
    """Take a submitted case up. A resubmission goes back to the same officer, or to a substitute."""
    require(actor, "take", review_facts(session, actor, assessment))
    require_state(assessment, "submitted")
    mine = assessment.officer_id in (None, actor.person_id)
    if not mine and not _is_substitute(session, actor, assessment, now):
        raise NotAllowed(
            "same_officer", _("Deze zaak gaat terug naar wie haar eerder beoordeelde. Vraag om overdracht.")
        )
    assessment.officer_id, assessment.taken_at = actor.person_id, now
    assessment.due_on = due_on(assessment.dossier.organisation, "review", local_date(now))
    move(assessment, "in_review", now=now)
    record(session, actor, "review.taken", assessment, now=now, submission=assessment.submission)


def hand_over(
    session: Session, actor: Actor, assessment: Assessment, to: Person, *, now: dt.datetime
) -> None:
    """Give the case to another officer who is not barred."""
    require(actor, "hand_over", review_facts(session, actor, assessment))
    require_state(assessment, "in_review", "judged", "returned", "submitted")
    roles = frozenset(
        session.scalars(
            select(Role.role).where(
                Role.person_id == to.id,
                Role.organisation_id == assessment.dossier.organisation_id,
                or_(Role.until.is_(None), Role.until > now),
            )
        )
    )
    receiver = Actor(
        person_id=to.id, public_id=to.public_id, roles={assessment.dossier.organisation_id: roles}
    )
    require(receiver, "take", review_facts(session, receiver, assessment))
    assessment.officer_id = to.id
    record(session, actor, "review.handed_over", assessment, now=now, to=to.public_id)


def record_finding(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    case: Walk,
    section_id: str,
    text: FindingText,
    *,
    now: dt.datetime,
) -> Finding:
    """Write the verdict on a section; writing it again replaces it (the ledger keeps both)."""
    require(actor, "find", review_facts(session, actor, assessment, case))
    require_state(assessment, "in_review")
    if section_id not in section_ids_to_judge(assessment, case):
        raise NotFound("section_unknown", _("Dit onderdeel is er niet in deze weging."))
    _check(text)
    finding = session.scalar(
        select(Finding).where(Finding.assessment_id == assessment.id, Finding.section_id == section_id)
    ) or Finding(assessment_id=assessment.id, section_id=section_id)
    finding.submission, finding.at, finding.by_id = assessment.submission, now, actor.person_id
    finding.verdict = text.verdict
    finding.comment = text.comment.strip()
    improve = text.verdict == "improve"
    finding.measure = text.measure.strip() if improve else ""
    finding.measure_owner = text.measure_owner.strip() if improve else ""
    finding.measure_due = text.measure_due if improve else None
    session.add(finding)
    record(
        session,
        actor,
        "finding.recorded",
        assessment,
        now=now,
        section=section_id,
        verdict=text.verdict,
        comment=finding.comment,
        measure=finding.measure,
    )
    return finding


def return_to_team(
    session: Session, actor: Actor, assessment: Assessment, case: Walk, *, now: dt.datetime
) -> None:
    """Send the case back. Needs a finding *insufficient*, and a comment at each one (workflow: return)."""
    require(actor, "return", review_facts(session, actor, assessment, case))
    require_state(assessment, "in_review", "judged")
    findings = standing_findings(session, assessment, case)
    insufficient = [f for f in findings.values() if f.verdict == "insufficient"]
    if not insufficient:
        raise WrongState("nothing_insufficient", _("Terugsturen kan zodra een onderdeel onvoldoende is."))
    without = [f for f in insufficient if not f.comment.strip()]
    if without:
        raise Invalid(
            "comment_missing",
            _("Leg bij elk onderdeel dat onvoldoende is uit waarom."),
            tuple(
                Problem(
                    f"finding-{f.section_id}",
                    _("Leg uit wat er bij %(section)s ontbreekt.", section=section_name(case, f.section_id)),
                )
                for f in without
            ),
        )
    drop_undecided_conditions(session, assessment)
    assessment.due_on = due_on(assessment.dossier.organisation, "answer", local_date(now))
    move(assessment, "returned", now=now)
    record(
        session,
        actor,
        "review.returned",
        assessment,
        now=now,
        submission=assessment.submission,
        sections=[f.section_id for f in insufficient],
    )


def _is_substitute(session: Session, actor: Actor, assessment: Assessment, now: dt.datetime) -> bool:
    query = select(Role.id).where(
        Role.person_id == actor.person_id,
        Role.organisation_id == assessment.dossier.organisation_id,
        Role.role == "privacy_officer",
        Role.substitute,
        or_(Role.until.is_(None), Role.until > now),
    )
    return session.scalar(query.limit(1)) is not None


def _check(text: FindingText) -> None:
    if text.verdict not in VERDICTS:
        raise Invalid(
            "verdict_unknown",
            _("Kies aanvaardbaar, verbeteren of onvoldoende."),
            (Problem("verdict", _("Kies aanvaardbaar, verbeteren of onvoldoende.")),),
        )
    for field in ("comment", "measure"):
        if len(getattr(text, field)) > LONGEST:
            message = _("Deze tekst is te lang: hooguit %(most)s tekens.", most=LONGEST)
            raise Invalid("finding_too_long", message, (Problem(field, message),))
