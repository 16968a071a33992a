"""SurveyJS: surveys of version 1.x as format 1; profile `aia` for Canada's Algorithmic Impact Assessment."""

from .survey import PROFILES, import_surveyjs

__all__ = ["PROFILES", "import_surveyjs"]
