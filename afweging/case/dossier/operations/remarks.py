"""Comments at questions, and a coach's proposals that a team member must take over."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Answer, Assessment, Comment
from afweging.case.dossier.operations.answering import Saved, save_answer
from afweging.case.dossier.operations.common import record
from afweging.case.dossier.sight import Sight, not_found
from afweging.case.library.queries import pinned
from afweging.foundation.errors import Invalid, NotFound, Problem, WrongState
from afweging.foundation.identity.access import CaseFacts, require
from afweging.foundation.identity.actor import Actor
from afweging.questionnaire import Question

LONGEST = 4_000
TEXTS = ("text", "longtext")  # the questions for which a coach can propose an answer


def comment(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    question_id: str,
    text: str,
    *,
    proposal: str | None = None,
    now: dt.datetime,
) -> Comment:
    """Write a comment at a question; a coach may propose a text with it.

    Raises NotAllowed, NotFound, Invalid.
    """
    facts = case_facts(session, actor, assessment.dossier, assessment)
    require(actor, "propose" if proposal else "comment", facts)
    question = pinned(session, assessment.questionnaire_sha256).questions.get(question_id)
    if question is None:
        raise NotFound("question_unknown", _("Deze vraag staat niet in de vragenlijst."))
    _require_seen(actor, facts, question)
    if proposal and question.type not in TEXTS:
        raise Invalid("no_text_question", _("Een voorstel kan alleen bij een open vraag."))
    _check_text(text if text.strip() else proposal or "")
    remark = Comment(
        assessment_id=assessment.id,
        question_id=question_id,
        text=text.strip(),
        proposal=proposal,
        at=now,
        by_id=actor.person_id,
    )
    session.add(remark)
    record(session, actor, "comment.written", assessment, now=now, question=question_id, text=text.strip())
    return remark


def resolve_comment(
    session: Session, actor: Actor, assessment: Assessment, remark: Comment, *, now: dt.datetime
) -> None:
    """Fold a comment away as dealt with. Repeating it changes nothing."""
    facts = case_facts(session, actor, assessment.dossier, assessment)
    require(actor, "comment", facts)
    question = pinned(session, assessment.questionnaire_sha256).questions.get(remark.question_id)
    if question is not None:
        _require_seen(actor, facts, question)
    if remark.resolved_at is None:
        remark.resolved_at, remark.resolved_by_id = now, actor.person_id
        record(session, actor, "comment.resolved", assessment, now=now, comment=remark.public_id)


def take_over_proposal(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    remark: Comment,
    *,
    base_revision: int,
    now: dt.datetime,
) -> Saved:
    """Make a coach's text the team's answer: from then on it is this team member's."""
    require(actor, "take_over_proposal", case_facts(session, actor, assessment.dossier, assessment))
    if not remark.proposal or remark.resolved_at is not None:
        raise WrongState("no_proposal", _("Dit voorstel is al verwerkt."))
    asked = pinned(session, assessment.questionnaire_sha256).questions.get(remark.question_id)
    if asked is not None and asked.type not in TEXTS:  # it was a text in an earlier version
        raise WrongState("no_text_question", _("Deze vraag vraagt niet meer om een tekst."))
    saved = save_answer(
        session,
        actor,
        assessment,
        remark.question_id,
        remark.proposal,
        base_revision=base_revision,
        now=now,
    )
    remark.resolved_at, remark.resolved_by_id = now, actor.person_id
    record(session, actor, "proposal.taken_over", assessment, now=now, comment=remark.public_id)
    return saved


def revision_of(session: Session, assessment: Assessment, question_id: str) -> int:
    """Return the revision that stands, 0 without an answer."""
    found = session.scalar(
        select(Answer.revision).where(
            Answer.assessment_id == assessment.id, Answer.question_id == question_id
        )
    )
    return found or 0


def _require_seen(actor: Actor, facts: CaseFacts, question: Question) -> None:
    """Raise NotFound for a supplier at a question that was not assigned: for them it does not exist."""
    if not Sight(actor, facts).sees(question):
        raise not_found()


def _check_text(text: str) -> None:
    message = None
    if not text.strip():
        message = _("Schrijf eerst een opmerking.")
    elif len(text) > LONGEST:
        message = _("Deze opmerking is te lang: hooguit %(most)s tekens.", most=LONGEST)
    if message:
        raise Invalid("comment_invalid", message, (Problem("text", message),))
