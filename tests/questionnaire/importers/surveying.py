"""Small surveys of SurveyJS for tests, and what they become."""

from __future__ import annotations

import json
from typing import Any

from afweging.questionnaire import Questionnaire, read_bytes
from afweging.questionnaire.importers import Imported, Note, import_bytes
from afweging.questionnaire.writing import to_yaml


def imported(survey: Any, profile: str | None = None) -> Imported:
    found = import_bytes(json.dumps(survey).encode(), "my-survey.json", "surveyjs", profile)
    read_bytes(to_yaml(found.data).encode(), "out.yaml")
    return found


def page(*elements: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"pages": [{"name": "page1", "elements": list(elements)}], **keys}


def radio(name: str, *values: Any, **keys: Any) -> dict[str, Any]:
    return {"type": "radiogroup", "name": name, "choices": list(values or ("x", "y", "z")), **keys}


def text(name: str = "t", **keys: Any) -> dict[str, Any]:
    return {"type": "text", "name": name, **keys}


def questions(survey: dict[str, Any]) -> list[dict[str, Any]]:
    return [question for section in imported(survey).data["sections"] for question in section["questions"]]


def only(element: dict[str, Any]) -> dict[str, Any]:
    found = questions(page(element))
    assert len(found) == 1
    return found[0]


def notes(survey: dict[str, Any], profile: str | None = None) -> list[Note]:
    return [note for note in imported(survey, profile).notes if "starts at 1.0.0" not in note.what]


def said(survey: dict[str, Any], name: str, profile: str | None = None) -> str:
    return " / ".join(note.what for note in notes(survey, profile) if note.id == name)


def read(survey: dict[str, Any], profile: str | None = None) -> Questionnaire:
    return read_bytes(to_yaml(imported(survey, profile).data).encode(), "out.yaml")
