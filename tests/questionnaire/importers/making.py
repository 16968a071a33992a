"""Importing small files in tests, and answering what comes out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from afweging.questionnaire import Evaluation, Questionnaire, by_id, evaluate, read_bytes
from afweging.questionnaire.importers import Imported, NotImportable, import_bytes
from afweging.questionnaire.writing import to_yaml
from tests.questionnaire.making import TODAY

SHARED = Path(os.environ.get("AFWEGING_SHARED", Path(__file__).parents[4] / "shared"))


def sample(name: str) -> bytes:
    """A sample file of the formats; the test is skipped where there are none."""
    file = SHARED / "data" / "questionnaires" / name
    if not file.is_file():
        pytest.skip(f"needs {file.name}, which is not here")
    return file.read_bytes()


def imported(kind: str, content: Any, profile: str | None = None) -> Imported:
    """The import of a file, or of data as YAML."""
    data = (
        content
        if isinstance(content, bytes)
        else yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode()
    )
    return import_bytes(data, "file", kind, profile)


def refused(kind: str, content: Any) -> list[str]:
    """Every error as `line:column: message`."""
    with pytest.raises(NotImportable) as caught:
        imported(kind, content)
    return [f"{each.line}:{each.column}: {each.message}" for each in caught.value.problems]


def read(result: Imported) -> Questionnaire:
    """The questionnaire, by way of the text that is written."""
    return read_bytes(to_yaml(result.data).encode(), "imported.yaml")


def answer(result: Imported | Questionnaire, answers: dict[str, Any]) -> Evaluation:
    """What follows from answers under the names of the original."""
    questionnaire = read(result) if isinstance(result, Imported) else result
    return evaluate(questionnaire, by_id(questionnaire, answers), today=TODAY)


def applicable(result: Imported | Questionnaire, answers: dict[str, Any]) -> list[object]:
    """The names in the original of what is shown."""
    found = answer(result, answers)
    return [found.questionnaire.question(name).source for name in found.applicable]


def notes(result: Imported) -> dict[str, list[str]]:
    """What was noted, by name."""
    told: dict[str, list[str]] = {}
    for note in result.notes:
        told.setdefault(note.id, []).append(note.what)
    return told
