"""What the ledger implies of dossiers, answers and submissions: checked by `afweging ledger verify`."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from afweging.case.dossier.models import AnswerRevision, Assessment, Dossier, Move, Submission
from afweging.case.dossier.operations.common import written_by_people
from afweging.foundation.database import Session
from afweging.foundation.ledger import implied_by
from afweging.foundation.ledger.counting import uncounted


@implied_by("dossiers")
def dossiers(session: Session) -> Iterator[str]:
    """Every dossier was started, and none vanished but by being removed."""
    rows = select(Dossier.public_id)
    return uncounted(session, "rows", rows, "dossier", "dossier.started", taken_away="dossier.removed")


@implied_by("answers")
def answers(session: Session) -> Iterator[str]:
    """Every answer that a person wrote; what the program carried over is told with the start or the move."""
    rows = (
        select(Assessment.public_id)
        .join(AnswerRevision, AnswerRevision.assessment_id == Assessment.id)
        .where(written_by_people())
    )
    return uncounted(session, "written answers", rows, "assessment", "answer.saved")


@implied_by("submissions")
def submissions(session: Session) -> Iterator[str]:
    """Everything that was handed in."""
    rows = select(Assessment.public_id).join(Submission, Submission.assessment_id == Assessment.id)
    return uncounted(session, "submissions", rows, "assessment", "assessment.submitted")


@implied_by("moves")
def moves(session: Session) -> Iterator[str]:
    """Every move of an assessment to another version of its questionnaire."""
    rows = select(Assessment.public_id).join(Move, Move.assessment_id == Assessment.id)
    return uncounted(session, "moves", rows, "assessment", "assessment.moved")


@implied_by("moves back")
def moves_back(session: Session) -> Iterator[str]:
    """Every move that was taken back."""
    rows = (
        select(Assessment.public_id)
        .join(Move, Move.assessment_id == Assessment.id)
        .where(Move.undone_at.is_not(None))
    )
    return uncounted(session, "moves taken back", rows, "assessment", "assessment.moved_back")
