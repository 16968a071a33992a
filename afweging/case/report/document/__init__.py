"""The document of a case: everything there is to tell of it, for one audience, as plain frozen data.

The report, the JSON attached to it and the public register are all told from this one object, so that they
cannot differ.
"""

from afweging.case.report.document.read import case_document
from afweging.case.report.document.told import (
    AdviceTold,
    AnswerTold,
    CaseDocument,
    ConditionTold,
    DecisionTold,
    FindingTold,
    HappeningTold,
    InterestTold,
    JudgementTold,
    OutcomeTold,
    ScoreTold,
    SectionTold,
    WithheldTold,
)

__all__ = [
    "AdviceTold",
    "AnswerTold",
    "CaseDocument",
    "ConditionTold",
    "DecisionTold",
    "FindingTold",
    "HappeningTold",
    "InterestTold",
    "JudgementTold",
    "OutcomeTold",
    "ScoreTold",
    "SectionTold",
    "WithheldTold",
    "case_document",
]
