"""Dutch for every note and error of the importers, which speak English: their words, and ours.

`{a}` to `{d}` stand for what the original says, which stays as it is; `{A}` to `{D}` for words that have
Dutch here too, so that a note is known only when those are. `tests/authoring/test_import_messages.py` reads
the importers and fails when one says something that has no words here.
"""

from __future__ import annotations

from . import every, par, surveyjs, task_registry, xlsform
from .phrases import NOUNS, PHRASES

NOTES: tuple[tuple[str, str], ...] = (
    *every.NOTES,
    *par.NOTES,
    *surveyjs.NOTES,
    *task_registry.NOTES,
    *xlsform.NOTES,
)
"""Whole sentences."""

__all__ = ["NOTES", "NOUNS", "PHRASES"]
