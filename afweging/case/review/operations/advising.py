"""Asking for advice and giving it. Advice is bound to the submission that was read."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment
from afweging.case.dossier.operations.common import record
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.review.facts import review_facts
from afweging.case.review.models import ADVISER_ROLES, POSITIONS, Advice, AdviceRequest
from afweging.foundation.errors import Invalid, NotAllowed, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor

LONGEST = 10_000


def ask_advice(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    role: str,
    *,
    due_on: dt.date,
    question: str = "",
    required: bool = True,
    now: dt.datetime,
) -> AdviceRequest:
    """Ask an adviser, with a term. Raises NotAllowed, WrongState, Invalid."""
    require(actor, "ask_advice", review_facts(session, actor, assessment))
    _require_advisable(assessment)
    problems = []
    if role not in ADVISER_ROLES:
        problems.append(Problem("role", _("Kies wie u om advies vraagt.")))
    if due_on <= local_date(now):
        problems.append(Problem("due_on", _("Kies een datum in de toekomst.")))
    if problems:
        raise Invalid("request_invalid", _("Deze vraag om advies is nog niet goed."), tuple(problems))
    request = AdviceRequest(
        assessment_id=assessment.id,
        role=role,
        required=required,
        question=question.strip(),
        asked_at=now,
        asked_by_id=actor.person_id,
        due_on=due_on,
    )
    session.add(request)
    record(session, actor, "advice.asked", assessment, now=now, role=role, due=due_on.isoformat())
    return request


def give_advice(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    role: str,
    *,
    position: str,
    text: str,
    public_summary: str = "",
    now: dt.datetime,
) -> Advice:
    """Give an opinion, asked or (the FG) unasked. A summary that the adviser writes is agreed at once."""
    require(actor, "advise", review_facts(session, actor, assessment))
    _require_advisable(assessment)
    _require_is(actor, assessment, role)
    _require_complete(position, text)
    advice = Advice(
        assessment_id=assessment.id,
        role=role,
        position=position,
        text=text.strip(),
        public_summary=public_summary.strip(),
        summary_agreed_at=now if public_summary.strip() else None,
        submission=assessment.submission,
        at=now,
        by_id=actor.person_id,
    )
    session.add(advice)
    record(
        session,
        actor,
        "advice.given",
        assessment,
        now=now,
        role=role,
        position=position,
        submission=assessment.submission,
        text=text.strip(),
    )
    return advice


def agree_summary(
    session: Session, actor: Actor, assessment: Assessment, advice: Advice, summary: str, *, now: dt.datetime
) -> None:
    """Approve, as the adviser who gave it, what the public reads of the advice."""
    if advice.by_id != actor.person_id:
        raise NotAllowed("not_your_advice", _("Alleen wie het advies gaf, keurt de samenvatting goed."))
    if not summary.strip() or len(summary) > LONGEST:
        message = _("Schrijf de samenvatting die openbaar wordt, in hooguit %(most)s tekens.", most=LONGEST)
        raise Invalid("summary_missing", message, (Problem("public_summary", message),))
    advice.public_summary, advice.summary_agreed_at = summary.strip(), now
    record(session, actor, "advice.summary_agreed", assessment, now=now, role=advice.role)


def _require_advisable(assessment: Assessment) -> None:
    if not assessment.open:
        raise WrongState("decided", _("Over deze zaak is al beslist. Adviseren kan tot het besluit."))
    if assessment.submission == 0:
        raise WrongState("not_submitted", _("Het team diende nog niets in, dus er is nog niets om te lezen."))


def _require_complete(position: str, text: str) -> None:
    problems = []
    if position not in POSITIONS:
        problems.append(Problem("position", _("Kies positief, positief met opmerkingen of negatief.")))
    if not text.strip():
        problems.append(Problem("text", _("Schrijf uw advies op.")))
    if problems:
        raise Invalid("advice_invalid", _("Uw advies is nog niet af."), tuple(problems))


def _require_is(actor: Actor, assessment: Assessment, role: str) -> None:
    organisation_id = assessment.dossier.organisation_id
    disciplines = actor.disciplines.get(organisation_id, frozenset())
    is_fg = role == "fg" and actor.has(organisation_id, "fg")
    if not is_fg and role not in disciplines:
        raise NotAllowed("not_that_adviser", _("U adviseert hier in een andere rol."))
