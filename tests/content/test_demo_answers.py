"""The eight dossiers of Vlierwoude fit the questionnaires they are answered against."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

import pytest

from afweging import resources
from afweging.demo.stage import FILES, Facts, read
from afweging.questionnaire import Evaluation, Questionnaire, Status, evaluate, read_file

TODAY = dt.date(2026, 11, 23)
DOSSIERS = sorted((FILES / "dossiers").glob("*.yaml"))
CONCLUSIONS = {"stop": "stop", "volledig": "full", "kort": "short", "geen": "none"}


@cache
def told(number: int) -> Facts:
    return read(DOSSIERS[number - 1])


@cache
def questionnaire(name: str) -> Questionnaire:
    return read_file(resources.questionnaires() / f"{name}.yaml")


def weighed(number: int, answers: dict[str, Any]) -> Evaluation:
    facts = told(number)
    return evaluate(
        questionnaire(facts["assessment"]["questionnaire"]), answers, today=TODAY, phase=facts["phase"]
    )


@pytest.mark.parametrize("number", range(1, 9))
def test_the_quick_scan_is_complete_and_leads_where_the_file_says(number: int) -> None:
    scan = told(number)["quick_scan"]
    evaluation = evaluate(questionnaire("snelle-toets"), scan["answers"], today=TODAY)
    assert evaluation.complete
    assert [CONCLUSIONS[o] for o in evaluation.outcomes if o in CONCLUSIONS] == [scan["conclusion"]]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_what_was_handed_in_is_complete_without_invalid_answers(number: int) -> None:
    evaluation = weighed(number, told(number)["assessment"]["answers"])
    assert (evaluation.missing, evaluation.invalid) == ((), ())
    assert evaluation.complete


def test_what_was_handed_in_first_was_complete_too() -> None:
    weighing = told(2)["assessment"]
    assert weighed(2, weighing["answers"] | weighing["earlier"]).complete


def test_the_draft_is_at_46_per_cent() -> None:
    """Counted as the desk counts: of what is required in this phase, how much is there (walk.Progress)."""
    evaluation = weighed(7, told(7)["assessment"]["answers"])
    required = [state for key, state in evaluation.status.items() if evaluation.required(key)]
    assert not evaluation.invalid
    assert 100 * required.count(Status.ANSWERED) // len(required) == 46


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_the_weighing_has_both_sides_and_the_strongest_argument_against(number: int) -> None:
    weighing = told(number)["assessment"]["answers"]["weging"]
    assert 8 <= len(weighing["rows"]) <= 11
    assert {row["side"] for row in weighing["rows"]} == {"benefit", "burden"}
    assert len(weighing["counter_argument"]) > 150


@pytest.mark.parametrize("number", range(1, 9))
def test_quotation_marks_are_typographic(number: int) -> None:
    assert not re.search(r"\w'\w|\s'\w", DOSSIERS[number - 1].read_text(encoding="utf-8"))
