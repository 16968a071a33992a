"""What `evaluate --explain` adds: why each thing is so, and which other answers would change it."""

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from afweging.questionnaire import Evaluation
from afweging.questionnaire.explain import Change, Target, sentences, what_would_change

PAIR_SECONDS = 2.0
"""How long pairs of answers are looked for, over the whole file; after that only single ones are tried."""


def explained(
    evaluation: Evaluation, answers: Mapping[str, Any], today: date, phase: str | None, lang: str
) -> dict[str, Any]:
    """The keys `why` and `change`, each with an entry per question, score and outcome."""
    return {"why": _why(evaluation, lang), "change": _changes(evaluation, answers, today, phase, lang)}


def _why(evaluation: Evaluation, lang: str) -> dict[str, Any]:
    file = evaluation.questionnaire
    return {
        "shown": {question.id: evaluation.why_shown(question.id).sentences(lang) for question in file},
        "scores": {score.id: evaluation.why_score(score.id).sentences(lang) for score in file.scores},
        "outcomes": {
            outcome.id: evaluation.why_outcome(outcome.id).sentences(lang) for outcome in file.outcomes
        },
    }


def _changes(
    evaluation: Evaluation, answers: Mapping[str, Any], today: date, phase: str | None, lang: str
) -> dict[str, Any]:
    file = evaluation.questionnaire
    end = time.monotonic() + PAIR_SECONDS

    def told(kind: str, name: str) -> dict[str, Any]:
        change = what_would_change(
            file,
            answers,
            Target(kind, name),
            today=today,
            phase=phase,
            clock=time.monotonic,
            pairs=time.monotonic() < end,
        )
        return _told(change, sentences(file, change, lang))

    return {
        "outcomes": {outcome.id: told("outcome", outcome.id) for outcome in file.outcomes},
        "scores": {score.id: told("band", score.id) for score in file.scores if score.bands},
        "shown": {question.id: told("shown", question.id) for question in file},
    }


def _told(change: Change, lines: tuple[str, ...]) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "exact": change.exact,
        "answers": [{step.question: step.value for step in way} for way in change.ways],
        "sentences": list(lines),
    }
