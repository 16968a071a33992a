"""Checking answers: per question type a validator, made once when the file is read."""

from .flaws import Flaw, Validator
from .validators import UNANSWERABLE, Parts, validator

__all__ = ["UNANSWERABLE", "Flaw", "Parts", "Validator", "validator"]
