"""What the team is told, question by question, after it moved a weighing and before it hands it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.files import with_file_names
from afweging.case.dossier.models import AnswerRevision, Evidence, Move
from afweging.case.dossier.moving import PUT_ASIDE
from afweging.case.dossier.versions import version_words
from afweging.case.dossier.walk import Standing
from afweging.case.library.queries import pinned
from afweging.questionnaire import Question, Questionnaire, Words, answer_in_words
from afweging.questionnaire.carrying import Fate, causes_of


@dataclass(frozen=True, slots=True)
class MovedNote:
    """What became of one answer. `fate` is to_confirm, put_aside, does_not_fit or new.

    `version` names the one that the team left; `label` how the question read there, when that is otherwise.
    """

    fate: str
    version: str
    reasons: tuple[str, ...] = ()
    label: str = ""
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class LastMove:
    """A move that can still be taken back. `aside` holds the answers that were put aside."""

    old: Questionnaire
    new: Questionnaire
    fates: Mapping[str, Any]
    aside: Mapping[str, Any]
    files: Mapping[str, str]

    def note(
        self, question: Question, stands: Standing | None, lang: str, *, wrong: bool
    ) -> MovedNote | None:
        """Return what to say at a question; nothing once somebody dealt with it.

        `wrong` says that the answer which stands is not right.
        """
        fate = self.fates.get(question.id)
        answered = stands is not None and stands.raw is not None
        waits = {
            Fate.TO_CONFIRM.value: stands is not None and stands.to_confirm,
            Fate.DOES_NOT_FIT.value: wrong,
            Fate.NEW.value: not answered,
            PUT_ASIDE: not answered,
        }
        if fate is None or not waits.get(fate):
            return None
        before = self.old.questions.get(question.id)
        reasons: tuple[str, ...] = ()
        if fate == Fate.TO_CONFIRM and stands is not None:
            reasons = tuple(each.sentence(lang) for each in causes_of(before, question, stands.value))
        reworded = before is not None and before.label.to(lang) != question.label.to(lang)
        return MovedNote(
            fate,
            version_words(self.new, self.old, lang),
            reasons,
            before.label.to(lang) if before is not None and reworded else "",
            self._put_aside(before, lang),
        )

    def _put_aside(self, before: Question | None, lang: str) -> Words | None:
        if before is None or before.id not in self.aside:
            return None
        value = with_file_names(before, self.aside[before.id], self.files)
        return answer_in_words(self.old, before, value, lang)


def last_move_at(session: Session, assessment_id: int, number: int) -> LastMove | None:
    """Read a move, and the answers that it put aside."""
    move = session.scalar(select(Move).where(Move.assessment_id == assessment_id, Move.number == number))
    if move is None:
        return None
    aside = {key: move.before[key][0] for key, fate in move.fates.items() if fate == PUT_ASIDE}
    values = _values(session, assessment_id, aside) if aside else {}
    old, new = pinned(session, move.from_sha256), pinned(session, move.to_sha256)
    return LastMove(old, new, move.fates, values, _files(session, values))


def _values(session: Session, assessment_id: int, revisions: Mapping[str, int]) -> dict[str, Any]:
    query = select(AnswerRevision.question_id, AnswerRevision.revision, AnswerRevision.value).where(
        AnswerRevision.assessment_id == assessment_id, AnswerRevision.question_id.in_(revisions)
    )
    return {row[0]: row[2] for row in session.execute(query) if revisions[row[0]] == row[1]}


def _files(session: Session, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the files among answers, by their ids."""
    ids = [
        each
        for value in values.values()
        if isinstance(value, list)
        for each in value
        if isinstance(each, str)
    ]
    if not ids:
        return {}
    query = select(Evidence.public_id, Evidence.name).where(Evidence.public_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query)}
