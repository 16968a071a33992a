"""The language of questionnaires: model, reader, rules, evaluation. Pure: no clock, no database, no web."""

from .evaluation import Evaluation, InvalidAnswer, Place, ScoreResult, UnknownQuestion, evaluate
from .model import Option, Question, Questionnaire, Section
from .problems import Problem, QuestionnaireInvalid
from .reader import canonical_bytes, read_bytes, read_canonical, read_file
from .run import Status
from .sources import by_id
from .text import Text
from .trace import Reason, Trace
from .words import Words, answer_in_words

__all__ = [
    "Evaluation",
    "InvalidAnswer",
    "Option",
    "Place",
    "Problem",
    "Question",
    "Questionnaire",
    "QuestionnaireInvalid",
    "Reason",
    "ScoreResult",
    "Section",
    "Status",
    "Text",
    "Trace",
    "UnknownQuestion",
    "Words",
    "answer_in_words",
    "by_id",
    "canonical_bytes",
    "evaluate",
    "read_bytes",
    "read_canonical",
    "read_file",
]
