"""Moving an assessment to another version of its questionnaire, by its team, and back until it is in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Answer, AnswerRevision, Assessment, Evidence, Move
from afweging.case.dossier.moving import PUT_ASIDE, Plan, Returned, WayBack, plan_move, way_back
from afweging.case.dossier.operations.common import MOVED, record, require_editable, require_open_dossier
from afweging.case.dossier.operations.handing_in import local_date
from afweging.foundation.errors import WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.carrying import Fate

SEEN_OTHERWISE = "seen_otherwise"


def move_to_published(
    session: Session, actor: Actor, assessment: Assessment, *, seen: str, now: dt.datetime
) -> Move:
    """Move to the published version, as the team saw it coming; `seen` is the token of the plan on the page.

    Answers keep their revisions. What must be confirmed is marked; what is no answer to the question any more
    is put aside by a new, empty revision, so that nothing reads it. Raises NotAllowed, WrongState (not
    editable, nothing to move to, or not what was seen: somebody else was first).
    """
    _require(session, actor, assessment)
    plan = plan_move(session, assessment, today=local_date(now))
    if plan is None:
        raise WrongState(
            "nothing_to_move_to",
            _("Deze weging staat al op de versie die nu geldt. Misschien was een collega u voor."),
        )
    _require_seen(plan.token, seen)
    answers = _answers(session, assessment)
    move = _moved(session, actor, assessment, plan, answers, now)
    for each in plan.carrying.of(Fate.TO_CONFIRM):
        answers[each.id].to_confirm = True
    for each in plan.carrying.of(Fate.DOES_NOT_FIT):
        if each.put_aside:
            _rewrite(session, actor, answers[each.id], None, plan.new, f"{MOVED}{move.number}", now)
    _pin(assessment, plan.new, move.number)
    _record(session, actor, assessment, "assessment.moved", move, plan.old, plan.new, _told(plan), now=now)
    return move


def move_back(session: Session, actor: Actor, assessment: Assessment, *, seen: str, now: dt.datetime) -> None:
    """Take the last move back, as the team saw it coming; `seen` is the token of the way back on the page.

    Answers stand as they did. What was answered since is kept where it fits; what does not fit gives way to
    what stood before, and stays among the revisions. Raises NotAllowed, WrongState (not editable, handed in
    since, or not what was seen).
    """
    _require(session, actor, assessment)
    back = way_back(session, assessment, today=local_date(now))
    if back is None:
        raise WrongState("no_way_back", _("Deze weging kan niet meer terug naar een eerdere versie."))
    _require_seen(back.token, seen)
    answers = _answers(session, assessment)
    for each in back.answers:
        _return(session, actor, answers[each.id], each, back, now)
    back.move.undone_at, back.move.undone_by_id = now, actor.person_id
    _pin(assessment, back.then, _move_before(session, assessment, back.move))
    told = {how: [each.id for each in back.of(how)] for how in ("kept", "to_confirm", "lost", "left")}
    verb = "assessment.moved_back"
    _record(session, actor, assessment, verb, back.move, back.now, back.then, told, now=now)


def _require(session: Session, actor: Actor, assessment: Assessment) -> None:
    require(actor, "move_assessment", case_facts(session, actor, assessment.dossier, assessment))
    require_open_dossier(assessment.dossier)
    require_editable(assessment)


def _require_seen(token: str, seen: str) -> None:
    if token != seen:
        message = _("Er veranderde intussen iets in deze weging. Kijk opnieuw wat er gebeurt, en kies dan.")
        raise WrongState(SEEN_OTHERWISE, message)


def _answers(session: Session, assessment: Assessment) -> dict[str, Answer]:
    session.flush()
    rows = session.scalars(
        select(Answer).where(Answer.assessment_id == assessment.id).execution_options(populate_existing=True)
    )
    return {row.question_id: row for row in rows}


def _moved(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    plan: Plan,
    answers: dict[str, Answer],
    now: dt.datetime,
) -> Move:
    last = session.scalar(select(func.max(Move.number)).where(Move.assessment_id == assessment.id))
    move = Move(
        assessment_id=assessment.id,
        number=(last or 0) + 1,
        from_sha256=plan.old.sha256,
        to_sha256=plan.new.sha256,
        submission=assessment.submission,
        at=now,
        by_id=actor.person_id,
        before={key: [row.revision, row.question_revision, row.to_confirm] for key, row in answers.items()},
        fates=plan.fates,
    )
    session.add(move)
    return move


def _return(
    session: Session, actor: Actor, answer: Answer, each: Returned, back: WayBack, now: dt.datetime
) -> None:
    """Bring one answer to what it is in the text that the team goes back to."""
    key = f"{MOVED}back-{back.move.number}"
    if each.how == "to_confirm":
        answer.to_confirm = True
    elif each.how in ("restored", "lost"):
        put_aside = back.move.fates.get(each.id) == PUT_ASIDE and answer.value is None
        if each.how == "lost" or put_aside:
            value = _without_removed(session, each, back.then)
            _rewrite(session, actor, answer, value, back.then, key, now)
        if each.stood is not None:
            _revision, answer.question_revision, answer.to_confirm = each.stood


def _without_removed(session: Session, each: Returned, then: Questionnaire) -> Any:
    """Return what stood before; a file that was taken away since does not come back."""
    question = then.questions.get(each.id)
    if question is None or question.type != "file" or not isinstance(each.earlier, list):
        return each.earlier
    there = set(
        session.scalars(
            select(Evidence.public_id).where(
                Evidence.public_id.in_(each.earlier), Evidence.removed_at.is_(None)
            )
        )
    )
    return [public_id for public_id in each.earlier if public_id in there] or None


def _rewrite(
    session: Session,
    actor: Actor,
    answer: Answer,
    value: Any,
    questionnaire: Questionnaire,
    key: str,
    now: dt.datetime,
) -> None:
    """Write a revision of the program's own, told in the event of the move."""
    answer.value, answer.revision = value, answer.revision + 1
    answer.saved_at, answer.saved_by_id, answer.to_confirm = now, actor.person_id, False
    session.add(
        AnswerRevision(
            assessment_id=answer.assessment_id,
            question_id=answer.question_id,
            revision=answer.revision,
            value=value,
            at=now,
            by_id=actor.person_id,
            questionnaire_sha256=questionnaire.sha256,
            request_key=key,
        )
    )


def _pin(assessment: Assessment, questionnaire: Questionnaire, number: int | None) -> None:
    assessment.questionnaire_id = questionnaire.id
    assessment.questionnaire_sha256 = questionnaire.sha256
    assessment.move = number


def _move_before(session: Session, assessment: Assessment, move: Move) -> int | None:
    """Return the move that can be taken back next, when there is one since the last submission."""
    return session.scalar(
        select(func.max(Move.number)).where(
            Move.assessment_id == assessment.id,
            Move.number < move.number,
            Move.submission == assessment.submission,
            Move.undone_at.is_(None),
        )
    )


def _told(plan: Plan) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for key, fate in plan.fates.items():
        told.setdefault(fate, []).append(key)
    return told


def _record(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    verb: str,
    move: Move,
    old: Questionnaire,
    new: Questionnaire,
    told: dict[str, list[str]],
    *,
    now: dt.datetime,
) -> None:
    record(
        session,
        actor,
        verb,
        assessment,
        now=now,
        move=move.number,
        questionnaire=f"{new.id} {new.version}",
        sha256=new.sha256,
        before=f"{old.id} {old.version}",
        before_sha256=old.sha256,
        answers=told,
    )
