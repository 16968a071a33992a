"""Moving a running assessment to another version of its questionnaire, and back: what would happen.

Nothing here writes. The operation does what the plan says, and the page shows it first; a token says that
both mean the same plan.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from afweging.case.dossier.models import (
    QUESTIONNAIRE_OF,
    AnswerRevision,
    Assessment,
    Assignment,
    Comment,
    Evidence,
    Move,
    OutcomeNote,
)
from afweging.case.dossier.walk import Standing, standing, walk_over
from afweging.case.library.models import InstalledQuestionnaire
from afweging.case.library.queries import newest, pinned
from afweging.foundation.errors import NotFound
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.carrying import Carried, Carrying, Fate, carry
from afweging.questionnaire.inventory import same

PUT_ASIDE = "put_aside"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What stands at something that the other version does not have: it is kept, and comes back with it.

    `kind` is comments, evidence, assignments, notes or findings; `id` what it stood at.
    """

    kind: str
    id: str
    count: int


Behind = Callable[[Session, Assessment, Questionnaire], Iterable[LeftBehind]]
_behind: list[Behind] = []


def register_left_behind(rule: Behind) -> Behind:
    """Let a room say what of its own would stand at something that a questionnaire does not have."""
    if rule not in _behind:
        _behind.append(rule)
    return rule


@dataclass(frozen=True)
class Plan:
    """What moving from one text to another does with every answer."""

    old: Questionnaire
    new: Questionnaire
    carrying: Carrying
    behind: tuple[LeftBehind, ...]

    @cached_property
    def fates(self) -> dict[str, str]:
        """What becomes of each question that does not simply carry, or stay open, by id."""
        return {each.id: fate for each in self.carrying.questions if (fate := fate_of(each))}

    @cached_property
    def token(self) -> str:
        """The mark of this very plan: another fate of any answer gives another one."""
        fates = [
            [each.id, each.fate, each.put_aside] for each in self.carrying.questions if each.value is not None
        ]
        return _mark(self.old.sha256, self.new.sha256, fates)


def fate_of(each: Carried) -> str:
    """Return what is remembered of a question: nothing when there is nothing to tell."""
    if each.put_aside:
        return PUT_ASIDE
    tells = {
        Fate.TO_CONFIRM: True,
        Fate.DOES_NOT_FIT: True,
        Fate.NEW: each.shown_after,
        Fate.FALLS_AWAY: each.shown_before or each.value is not None,
    }
    return each.fate.value if tells.get(each.fate) else ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What going back does with one answer.

    `how` is restored (it stands as it did), kept (given since, and it fits), to_confirm (the same, but the
    question means something else), lost (it does not fit, and what stood before comes back) or left (the
    question is not asked there; the answer waits in case it is again). `value` is the answer that stands now;
    `stood` its row before the move: revision, revision of the question, to confirm.
    """

    id: str
    how: str
    value: Any
    stood: tuple[int, int, bool] | None
    earlier: Any
    because: Carried | None = None


@dataclass(frozen=True)
class WayBack:
    """What going back does with every answer. `now` is the text to leave, `then` the one to return to."""

    move: Move
    now: Questionnaire
    then: Questionnaire
    answers: tuple[Returned, ...]
    behind: tuple[LeftBehind, ...]

    def of(self, how: str) -> tuple[Returned, ...]:
        """Those that fare so."""
        return tuple(each for each in self.answers if each.how == how)

    @cached_property
    def token(self) -> str:
        """The mark of what is lost and kept: another answer to either gives another one."""
        told = [[each.id, each.how, each.value] for each in self.answers if each.how != "restored"]
        return _mark(self.move.from_sha256, self.move.to_sha256, [self.move.number, told])


def other_version(session: Session, assessment: Assessment) -> InstalledQuestionnaire | None:
    """Return the published version to which an assessment can move; none when it is up to date.

    A variant stays with its own next versions as long as there are any published; else it is the
    questionnaire that new assessments of this kind start with.
    """
    at = pinned(session, assessment.questionnaire_sha256)
    for wanted in dict.fromkeys((at.id, QUESTIONNAIRE_OF[assessment.kind])):
        try:
            found = newest(session, assessment.dossier.organisation_id, wanted)
        except NotFound:
            continue
        older = found.questionnaire_id == at.id and _parts(found.version) <= _parts(at.version)
        return None if older or found.sha256 == at.sha256 else found
    return None


def plan_move(session: Session, assessment: Assessment, *, today: dt.date) -> Plan | None:
    """Return what moving to the published version would do; none when there is no other."""
    installed = other_version(session, assessment)
    if installed is None:
        return None
    old, new = pinned(session, assessment.questionnaire_sha256), pinned(session, installed.sha256)
    stands = standing(session, assessment.id)
    carrying = _carry(assessment, old, new, stands, today)
    return Plan(old, new, carrying, left_behind(session, assessment, new))


def way_back(session: Session, assessment: Assessment, *, today: dt.date) -> WayBack | None:
    """Return what taking the last move back would do; none when there is none, or a submission pinned it."""
    move = last_move(session, assessment)
    if move is None:
        return None
    now, then = pinned(session, move.to_sha256), pinned(session, move.from_sha256)
    stands = standing(session, assessment.id)
    carried = {each.id: each for each in _carry(assessment, now, then, stands, today).questions}
    earlier = _values_at(session, assessment.id, move.before)
    answers = tuple(
        _returned(key, row.value, move, carried.get(key), earlier.get(key), row.revision)
        for key, row in stands.items()
    )
    return WayBack(move, now, then, answers, left_behind(session, assessment, then))


def last_move(session: Session, assessment: Assessment) -> Move | None:
    """Return the move that can be taken back now."""
    if assessment.move is None:
        return None
    return session.scalar(
        select(Move).where(Move.assessment_id == assessment.id, Move.number == assessment.move)
    )


def moves_of(session: Session, assessment_id: int) -> list[Move]:
    """Return every move of an assessment, the latest first."""
    query = select(Move).where(Move.assessment_id == assessment_id).order_by(Move.number.desc())
    return list(session.scalars(query))


def left_behind(session: Session, assessment: Assessment, new: Questionnaire) -> tuple[LeftBehind, ...]:
    """Return what stands at questions, sections and outcomes that `new` does not have."""
    return (
        *_own_left_behind(session, assessment, new),
        *(each for rule in _behind for each in rule(session, assessment, new)),
    )


def _own_left_behind(session: Session, assessment: Assessment, new: Questionnaire) -> Iterator[LeftBehind]:
    questions = frozenset(new.questions)
    places = questions | {section.id for section in new.sections}
    files = frozenset(question.id for question in new if question.type == "file")
    outcomes = frozenset(outcome.id for outcome in new.outcomes)
    for kind, column, known, condition in (
        ("comments", Comment.question_id, questions, Comment.assessment_id),
        ("evidence", Evidence.question_id, files, Evidence.assessment_id),
        ("assignments", Assignment.target, places, Assignment.assessment_id),
        ("notes", OutcomeNote.outcome_id, outcomes, OutcomeNote.assessment_id),
    ):
        query = select(column, func.count()).where(condition == assessment.id).group_by(column)
        if kind == "evidence":
            query = query.where(Evidence.removed_at.is_(None))
        for key, count in session.execute(query.order_by(column)):
            if key not in known:
                yield LeftBehind(kind, key, count)


def _carry(
    assessment: Assessment,
    old: Questionnaire,
    new: Questionnaire,
    stands: Mapping[str, Standing],
    today: dt.date,
) -> Carrying:
    given = {key: row for key, row in stands.items() if row.raw is not None}
    case = walk_over(
        old, given, assessment.state, assessment.rules_date, assessment.dossier.phase, today=today
    )
    values = {key: row.value for key, row in given.items()}
    return carry(old, new, values, today=case.today, phase=case.phase)


def _returned(
    key: str, value: Any, move: Move, carried: Carried | None, earlier: Any, revision: int
) -> Returned:
    stood = move.before.get(key)
    before = (stood[0], stood[1], stood[2]) if stood else None
    untouched = before is not None and revision == before[0] + (move.fates.get(key) == PUT_ASIDE)
    if untouched or (before is not None and same(value, earlier)):
        return Returned(key, "restored", value, before, earlier)
    how = "kept" if value is None or carried is None else _HOW.get(carried.fate, "kept")
    return Returned(key, how, value, before, earlier, carried)


_HOW = {Fate.TO_CONFIRM: "to_confirm", Fate.DOES_NOT_FIT: "lost", Fate.FALLS_AWAY: "left"}


def _values_at(session: Session, assessment_id: int, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the answers were before a move."""
    pairs = [(key, stood[0]) for key, stood in before.items()]
    query = select(AnswerRevision.question_id, AnswerRevision.value).where(
        AnswerRevision.assessment_id == assessment_id,
        tuple_(AnswerRevision.question_id, AnswerRevision.revision).in_(pairs),
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _mark(old: str, new: str, rest: Any) -> str:
    return hashlib.sha256(json.dumps([old, new, rest], sort_keys=True).encode()).hexdigest()[:32]
