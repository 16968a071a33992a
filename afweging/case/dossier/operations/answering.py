"""Saving answers. The hot path: few statements, made once, and no object that is not needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import rfc8785
from flask_babel import gettext as _
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import assigned_to, present_roles
from afweging.case.dossier.models import Answer, AnswerRevision, Assessment
from afweging.case.dossier.operations.common import is_reserved, require_editable_state
from afweging.case.dossier.walk import Standing
from afweging.case.library.queries import pinned
from afweging.foundation import ledger
from afweging.foundation.database import Prepared
from afweging.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Problem, WrongState
from afweging.foundation.identity.access import TEAM, CaseFacts, require
from afweging.foundation.identity.actor import Actor
from afweging.questionnaire import Question
from afweging.questionnaire.carrying import has_room
from afweging.questionnaire.inventory import same

LONGEST_ANSWER = 40_000  # characters in one text, so that a slip of the paste does not fill the database
LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands after saving. `changed` is false when this very answer stood already."""

    question_id: str
    revision: int
    saved_at: dt.datetime
    changed: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """An assessment in its dossier as far as saving must know it, and what it means to who saves."""

    assessment_id: int
    public_id: str
    state: str
    sha256: str
    dossier_public_id: str
    dossier_closed: bool
    organisation_code: str
    facts: CaseFacts


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

    Raises NotAllowed, WrongState, NotFound (no such question), Invalid (too long, or no JSON), and Conflict
    when another revision was saved meanwhile, with both values.
    """
    session.flush()
    current = session.execute(_CURRENT, {"of": assessment.id, "question": question_id}).one_or_none()
    return save_at(
        session,
        actor,
        _desk(session, actor, assessment),
        question_id,
        value,
        current=Standing(*current) if current else None,
        base_revision=base_revision,
        now=now,
        request_key=request_key,
    )


def save_at(
    session: Session,
    actor: Actor,
    desk: Desk,
    question_id: str,
    value: Any,
    *,
    current: Standing | None,
    base_revision: int,
    now: dt.datetime,
    request_key: str | None = None,
) -> Saved:
    """Save as `save_answer` does, over a standing answer that was read in this same transaction."""
    question = _writable_question(session, actor, desk, question_id)
    _require_keepable(question_id, value)
    key = request_key[:LONGEST_KEY] if request_key and not is_reserved(request_key) else None
    saved = _saved_already(
        session, desk, question_id, value, current=current, base_revision=base_revision, key=key, now=now
    )
    if saved is not None:
        return saved
    revision = base_revision + 1
    _write(session, actor, desk, question, value, revision, key=key, now=now, is_first=current is None)
    ledger.append(
        session,
        chain=desk.organisation_code,
        actor=actor,
        verb="answer.saved",
        object=f"assessment:{desk.public_id}",
        detail={
            "dossier": desk.dossier_public_id,
            "question": question_id,
            "revision": revision,
            "value": value,
        },
        now=now,
    )
    return Saved(question_id, revision, now, changed=True)


def _writable_question(session: Session, actor: Actor, desk: Desk, question_id: str) -> Question:
    """Return the question, if this person may answer it now."""
    require(actor, "answer", desk.facts)
    if desk.dossier_closed:
        raise WrongState("dossier_closed", _("Dit dossier is gesloten."))
    require_editable_state(desk.state)
    question = _question(session, desk.sha256, question_id)
    _require_assigned(desk.facts, question)
    return question


def _saved_already(
    session: Session,
    desk: Desk,
    question_id: str,
    value: Any,
    *,
    current: Standing | None,
    base_revision: int,
    key: str | None,
    now: dt.datetime,
) -> Saved | None:
    """Return what stands when nothing is left to write. Raises Conflict when the writer saw another."""
    revision, standing = (current.revision, current.value) if current else (0, None)
    if base_revision != revision and key is not None:
        # A repeated request bears a revision that its first arrival made an old one.
        repeated = _by_key(session, desk, question_id, key)
        if repeated is not None:
            return repeated
    if same(standing, value) and not (current and current.to_confirm):
        return Saved(question_id, revision, current.saved_at if current else now, changed=False)
    if base_revision != revision:
        raise Conflict(
            "answer_changed",
            _("Iemand anders heeft dit antwoord intussen veranderd. Beide teksten staan hieronder."),
            mine=value,
            theirs=standing,
            revision=revision,
        )
    return None


_CURRENT = select(*Standing.columns()).where(
    Answer.assessment_id == bindparam("of"), Answer.question_id == bindparam("question")
)


def _desk(session: Session, actor: Actor, assessment: Assessment) -> Desk:
    dossier = assessment.dossier
    roles = present_roles(session, dossier, actor.person_id)
    return Desk(
        assessment_id=assessment.id,
        public_id=assessment.public_id,
        state=assessment.state,
        sha256=assessment.questionnaire_sha256,
        dossier_public_id=dossier.public_id,
        dossier_closed=dossier.closed_at is not None,
        organisation_code=dossier.organisation.code,
        facts=CaseFacts(
            organisation_id=dossier.organisation_id,
            dossier_roles=roles,
            assigned=assigned_to(session, assessment.id, actor) if "supplier" in roles else frozenset(),
        ),
    )


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
        select(AnswerRevision.value, AnswerRevision.questionnaire_sha256).where(
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
    _require_fits(session, assessment, question_id, *earlier, now=now)
    return save_answer(
        session, actor, assessment, question_id, earlier.value, base_revision=standing, now=now
    )


def _require_fits(
    session: Session, assessment: Assessment, question_id: str, value: Any, sha256: str, *, now: dt.datetime
) -> None:
    """Refuse an answer to another version of the question that this one has no room for."""
    if sha256 == assessment.questionnaire_sha256:
        return
    old, new = pinned(session, sha256), pinned(session, assessment.questionnaire_sha256)
    if not has_room(old, new, question_id, value, today=now.date()):
        message = _(
            "Dit antwoord past niet meer bij de vraag zoals zij nu is. Neem over wat u kunt gebruiken."
        )
        raise WrongState("does_not_fit", message)


def _question(session: Session, sha256: str, question_id: str) -> Question:
    questionnaire = pinned(session, sha256)
    question = questionnaire.questions.get(question_id)
    if question is None or question.type == "info":
        raise NotFound("question_unknown", _("Deze vraag staat niet in de vragenlijst."))
    return question


def _require_assigned(facts: CaseFacts, question: Question) -> None:
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


def _by_key(session: Session, desk: Desk, question_id: str, key: str) -> Saved | None:
    row = session.execute(
        select(AnswerRevision.revision, AnswerRevision.at).where(
            AnswerRevision.assessment_id == desk.assessment_id,
            AnswerRevision.question_id == question_id,
            AnswerRevision.request_key == key,
        )
    ).one_or_none()
    return Saved(question_id, row.revision, row.at, changed=True) if row else None


def _write(
    session: Session,
    actor: Actor,
    desk: Desk,
    question: Question,
    value: Any,
    revision: int,
    *,
    key: str | None,
    now: dt.datetime,
    is_first: bool,
) -> None:
    """Write the revision, and the answer that stands. Statements made once, on the connection itself."""
    connection = session.connection()
    place = {"assessment_id": desk.assessment_id, "question_id": question.id}
    _ADD_REVISION.run(
        connection,
        {
            **place,
            "revision": revision,
            "value": value,
            "at": now,
            "by_id": actor.person_id,
            "questionnaire_sha256": desk.sha256,
            "request_key": key,
        },
    )
    standing = {
        "revision": revision,
        "question_revision": question.revision,
        "value": value,
        "saved_at": now,
        "saved_by_id": actor.person_id,
        "to_confirm": False,
    }
    if is_first:
        _ADD.run(connection, {**place, **standing})
    else:
        _CHANGE.run(connection, {"of": desk.assessment_id, "asked": question.id, **standing})


def _all_but_id(table: Any) -> dict[str, Any]:
    columns = (column for column in table.__table__.columns if column.name != "id")
    return {column.name: bindparam(column.name, type_=column.type) for column in columns}


_ADD_REVISION = Prepared(insert(AnswerRevision).values(_all_but_id(AnswerRevision)))
_ADD = Prepared(insert(Answer).values(_all_but_id(Answer)))
_CHANGE = Prepared(
    update(Answer)
    .where(Answer.assessment_id == bindparam("of"), Answer.question_id == bindparam("asked"))
    .values(
        {
            name: parameter
            for name, parameter in _all_but_id(Answer).items()
            if name not in ("assessment_id", "question_id")
        }
    )
)
