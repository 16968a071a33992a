"""The language of questionnaires: model, reader, rules, evaluation. Pure: no clock, no database, no web."""

from .model import Option, Question, Questionnaire, Section
from .problems import Problem, QuestionnaireInvalid
from .reader import canonical_bytes, read_bytes, read_canonical, read_file

__all__ = [
    "Option",
    "Problem",
    "Question",
    "Questionnaire",
    "QuestionnaireInvalid",
    "Section",
    "canonical_bytes",
    "read_bytes",
    "read_canonical",
    "read_file",
]
