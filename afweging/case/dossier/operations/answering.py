"""Saving answers. The hot path: one read, three inserts, no object is built that is not needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import rfc8785
from flask_babel import gettext as _
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Answer, AnswerRevision, Assessment
from afweging.case.dossier.operations.common import CARRIED, record, require_editable, require_open_dossier
from afweging.case.library.queries import pinned
from afweging.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from afweging.foundation.identity.access import TEAM, CaseFacts, require
from afweging.foundation.identity.actor import Actor
from afweging.questionnaire import Question

LONGEST_ANSWER = 40_000  # characters in one text, so that a slip of the paste does not fill the database
LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands after saving. `changed` is false when this very answer stood already."""

    question_id: str
    revision: int
    saved_at: dt.datetime
    changed: bool


def save_answer(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    question_id: str,
    value: Any,
    *,
    base_revision: int,
    now: dt.datetime,
    request_key: str | None = None,
) -> Saved:
    """Save one answer as a new revision; None empties it.

    `base_revision` is the revision that the writer saw (0: no answer). `request_key` makes a repeated
    request the same one. The value may be invalid: what was typed is kept, and the evaluation says so.

    Raises NotAllowed, WrongState, NotFound (no such question), Invalid (too long), and Conflict when
    another revision was saved meanwhile, with both values.
    """
    facts = case_facts(session, actor, assessment.dossier, assessment)
    require(actor, "answer", facts)
    require_open_dossier(assessment.dossier)
    require_editable(assessment)
    question = _question(session, assessment, question_id)
    _require_assigned(facts, assessment, question)
    _require_keepable(question_id, value)
    key = request_key[:LONGEST_KEY] if request_key and request_key != CARRIED else None
    if key is not None:
        repeated = _by_key(session, assessment, question_id, key)
        if repeated is not None:
            return repeated
    current = session.execute(
        select(Answer.id, Answer.revision, Answer.value, Answer.saved_at, Answer.to_confirm).where(
            Answer.assessment_id == assessment.id, Answer.question_id == question_id
        )
    ).one_or_none()
    revision, standing = (current.revision, current.value) if current else (0, None)
    if standing == value and not (current and current.to_confirm):
        return Saved(question_id, revision, current.saved_at if current else now, changed=False)
    if base_revision != revision:
        raise Conflict(
            "answer_changed",
            _("Iemand anders heeft dit antwoord intussen veranderd. Beide teksten staan hieronder."),
            mine=value,
            theirs=standing,
            revision=revision,
        )
    _write(session, actor, assessment, question, value, revision + 1, key=key, now=now, current=current)
    record(
        session,
        actor,
        "answer.saved",
        assessment,
        now=now,
        question=question_id,
        revision=revision + 1,
        value=value,
    )
    return Saved(question_id, revision + 1, now, changed=True)


def confirm_answer(
    session: Session, actor: Actor, assessment: Assessment, question_id: str, *, now: dt.datetime
) -> Saved:
    """Say that an answer which was carried over still holds."""
    answer = session.scalar(
        select(Answer).where(Answer.assessment_id == assessment.id, Answer.question_id == question_id)
    )
    if answer is None:
        raise NotFound("answer_unknown", _("Er staat hier nog geen antwoord."))
    return save_answer(
        session,
        actor,
        assessment,
        question_id,
        answer.value,
        base_revision=answer.revision,
        now=now,
    )


def restore_answer(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    question_id: str,
    revision: int,
    *,
    now: dt.datetime,
) -> Saved:
    """Make an earlier revision the answer again, as a new revision. Raises NotFound when there is none."""
    earlier = session.execute(
        select(AnswerRevision.value).where(
            AnswerRevision.assessment_id == assessment.id,
            AnswerRevision.question_id == question_id,
            AnswerRevision.revision == revision,
        )
    ).one_or_none()
    standing = session.scalar(
        select(Answer.revision).where(
            Answer.assessment_id == assessment.id, Answer.question_id == question_id
        )
    )
    if earlier is None or standing is None:
        raise NotFound("revision_unknown", _("Deze versie bestaat niet."))
    return save_answer(
        session, actor, assessment, question_id, earlier.value, base_revision=standing, now=now
    )


def _question(session: Session, assessment: Assessment, question_id: str) -> Question:
    questionnaire = pinned(session, assessment.questionnaire_sha256)
    question = questionnaire.questions.get(question_id)
    if question is None or question.type == "info":
        raise NotFound("question_unknown", _("Deze vraag staat niet in de vragenlijst."))
    return question


def _require_assigned(facts: CaseFacts, assessment: Assessment, question: Question) -> None:
    """A supplier answers what was assigned, and never what only the municipality can know (scope local)."""
    if not facts.dossier_roles.isdisjoint(TEAM):
        return
    if question.id not in facts.assigned or question.scope == "local":
        raise NotAllowed("not_assigned", _("Deze vraag is niet aan u toegewezen."))


def _require_keepable(question_id: str, value: Any) -> None:
    """Refuse what is too long, and what canonical JSON cannot hold: NaN, and whole numbers beyond 2^53.

    The ledger hashes every answer as RFC 8785 JSON, in which such numbers have no form.
    """
    if _longest(value) > LONGEST_ANSWER:
        message = _(
            "Deze tekst is te lang: hooguit %(most)s tekens. Kort hem in of voeg een bijlage toe.",
            most=f"{LONGEST_ANSWER:,}".replace(",", "."),
        )
        raise Invalid("answer_too_long", message, (Problem(question_id, message),))
    try:
        if isinstance(value, str):
            value.encode()
        else:
            rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, ValueError) as error:
        message = _("Dit getal is te groot of geen getal. Schrijf het kleiner, of als tekst.")
        raise Invalid("answer_not_json", message, (Problem(question_id, message),)) from error


def _longest(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(_longest(part) for part in parts)


def _by_key(session: Session, assessment: Assessment, question_id: str, key: str) -> Saved | None:
    row = session.execute(
        select(AnswerRevision.revision, AnswerRevision.at).where(
            AnswerRevision.assessment_id == assessment.id,
            AnswerRevision.question_id == question_id,
            AnswerRevision.request_key == key,
        )
    ).one_or_none()
    return Saved(question_id, row.revision, row.at, changed=True) if row else None


def _write(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    question: Question,
    value: Any,
    revision: int,
    *,
    key: str | None,
    now: dt.datetime,
    current: Any,
) -> None:
    place = {"assessment_id": assessment.id, "question_id": question.id}
    session.execute(
        insert(AnswerRevision).values(
            **place,
            revision=revision,
            value=value,
            at=now,
            by_id=actor.person_id,
            questionnaire_sha256=assessment.questionnaire_sha256,
            request_key=key,
        )
    )
    standing = {
        "revision": revision,
        "question_revision": question.revision,
        "value": value,
        "saved_at": now,
        "saved_by_id": actor.person_id,
        "to_confirm": False,
    }
    if current is None:
        session.execute(insert(Answer).values(**place, **standing))
    else:
        session.execute(update(Answer).where(Answer.id == current.id).values(**standing))
