"""The rule builder: a rule as rows that can be chosen from lists, and back to its text."""

from .comparisons import COMPARISONS
from .model import Comparison, FormInvalid, Row, RuleForm, Subject, Where
from .reading import from_rule
from .subjects import choices, subject
from .writing import to_rule

__all__ = [
    "COMPARISONS",
    "Comparison",
    "FormInvalid",
    "Row",
    "RuleForm",
    "Subject",
    "Where",
    "choices",
    "from_rule",
    "subject",
    "to_rule",
]
