"""Everything an officer, an adviser or a mandate holder can do: the only writers of the room."""

from afweging.case.review.operations.advising import agree_summary, ask_advice, give_advice
from afweging.case.review.operations.conditions import (
    ConditionDraft,
    meet_condition,
    prove_condition,
    waive_condition,
)
from afweging.case.review.operations.deciding import Ruling, decide, judge_and_decide
from afweging.case.review.operations.judging import judge
from afweging.case.review.operations.reviewing import (
    FindingText,
    hand_over,
    record_finding,
    return_to_team,
    take,
)

__all__ = [
    "ConditionDraft",
    "FindingText",
    "Ruling",
    "agree_summary",
    "ask_advice",
    "decide",
    "give_advice",
    "hand_over",
    "judge",
    "judge_and_decide",
    "meet_condition",
    "prove_condition",
    "record_finding",
    "return_to_team",
    "take",
    "waive_condition",
]
