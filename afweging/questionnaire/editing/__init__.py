"""Changing the text of a questionnaire's file without losing a comment."""

from .document import Document, NotEditable
from .spans import Path

__all__ = ["Document", "NotEditable", "Path"]
