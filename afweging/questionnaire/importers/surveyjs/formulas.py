"""Calculated values: conditions that use one get its formula, and those that give a number become scores."""

from collections.abc import Mapping
from typing import Any

from ..base import Ids
from .conditions import Conditions
from .making import Item
from .reading import Piece, Words


def formulas_of(survey: Piece) -> dict[str, str]:
    """The calculated values of a survey, by name."""
    found: dict[str, str] = {}
    for piece in survey.pieces("calculatedValues"):
        name, formula = piece.name, piece.word("expression")
        piece.note_left()
        if name.strip() and formula.strip():
            found.setdefault(name, formula)
        else:
            survey.note(f"a calculated value without a name or a formula is left out: {name or formula}")
    return found


def formula_scores(
    conditions: Conditions, formulas: Mapping[str, str], items: list[Item], survey: Piece, taken: Ids
) -> list[dict[str, Any]]:
    """A score for each calculated value that is a number of answers; what becomes of each is noted."""
    titles: dict[str, Words] = {item.key: item.data["label"] for item in items if item.key in formulas}
    scores: list[dict[str, Any]] = []
    for name, formula in formulas.items():
        value = conditions.number(formula)
        if value is None:
            survey.report.note(
                name, f"a calculated value that is no number of answers has no place here: {formula}"
            )
            continue
        score_id = taken.take(name)
        survey.report.note(name, f"a calculated value; it is the score {score_id} here: {formula}")
        title = titles.get(name) or {survey.report.language: name}
        scores.append({"id": score_id, "title": title, "value": value})
    return scores
