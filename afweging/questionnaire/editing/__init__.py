"""Changing the text of a questionnaire's file, or a variant's, without losing a comment."""

from .document import Document
from .parts import Editable, QuestionnaireText
from .places import NotEditable
from .spans import Path
from .upgrading import upgraded_text
from .variants import VariantText

__all__ = [
    "Document",
    "Editable",
    "NotEditable",
    "Path",
    "QuestionnaireText",
    "VariantText",
    "upgraded_text",
]
