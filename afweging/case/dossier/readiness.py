"""What still stands between a weighing and its submission, each thing with the question it is at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment, OutcomeNote
from afweging.case.dossier.walk import Walk


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to do first. `outcome_id` names the outcome that asks for an argument."""

    message: str
    question_id: str | None = None
    outcome_id: str | None = None


def obstacles(session: Session, assessment: Assessment, case: Walk) -> list[Obstacle]:
    """Return everything that workflow.md's “submit” asks and that is not there yet, in document order."""
    found = [*_answers(case), *_weighings(case), *_outcomes(session, assessment, case)]
    order = {key: place for place, key in enumerate(case.questionnaire.questions)}
    return sorted(found, key=lambda o: order.get(o.question_id or "", len(order)))


def _answers(case: Walk) -> Iterator[Obstacle]:
    numbers = case.questionnaire.number
    for key in case.evaluation.missing:
        yield Obstacle(_("Beantwoord vraag %(number)s.", number=numbers(key)), key)
    for invalid in case.evaluation.invalid:
        message = _("Verbeter vraag %(number)s.", number=numbers(invalid.question))
        yield Obstacle(message, invalid.question)
    for key, answer in case.answers.items():
        status = case.evaluation.status.get(key)
        if status is None or status.value == "hidden":
            continue
        if answer.to_confirm:
            yield Obstacle(_("Bevestig vraag %(number)s.", number=numbers(key)), key)
        if status.value == "unknown" and not _says_who_and_when(answer.value):
            message = _("Vul bij vraag %(number)s in wie dit uitzoekt, en wanneer.", number=numbers(key))
            yield Obstacle(message, key)


def _says_who_and_when(value: object) -> bool:
    return isinstance(value, dict) and bool(value.get("who")) and bool(value.get("by"))


def _weighings(case: Walk) -> Iterator[Obstacle]:
    """Check that interests stand on both sides, beside the strongest counter-argument."""
    for question in case.questionnaire.questions.values():
        status = case.evaluation.status[question.id].value
        if question.type != "weighing" or status != "answered":
            continue
        value = case.values.get(question.id)
        rows = value.get("rows", []) if isinstance(value, dict) else []
        sides = {row.get("side") for row in rows if isinstance(row, dict)}
        number = case.questionnaire.number(question.id)
        if not {"benefit", "burden"} <= sides:
            message = _("Zet bij vraag %(number)s aan beide kanten van de weging een belang.", number=number)
            yield Obstacle(message, question.id)
        if not (isinstance(value, dict) and str(value.get("counter_argument") or "").strip()):
            message = _("Schrijf bij vraag %(number)s het sterkste tegenargument op.", number=number)
            yield Obstacle(message, question.id)


def _outcomes(session: Session, assessment: Assessment, case: Walk) -> Iterator[Obstacle]:
    notes = set(
        session.execute(
            select(OutcomeNote.outcome_id, OutcomeNote.kind).where(OutcomeNote.assessment_id == assessment.id)
        )
    )
    for outcome in case.questionnaire.outcomes:
        if outcome.id not in case.evaluation.outcomes:
            continue
        if outcome.kind == "forbidden" and (outcome.id, "does_not_apply") not in notes:
            message = _("Dit mag niet, tenzij een jurist vastlegt waarom het verbod hier niet geldt.")
            yield Obstacle(message, outcome_id=outcome.id)
        if outcome.kind == "stop" and (outcome.id, "argument") not in notes:
            message = _("Schrijf op waarom u toch door wilt: dit is een reden om te stoppen.")
            yield Obstacle(message, outcome_id=outcome.id)
