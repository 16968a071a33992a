"""Small questionnaires for tests: say what differs, get the whole."""

import json
from datetime import date
from typing import Any

from afweging.questionnaire import Evaluation, Questionnaire, QuestionnaireInvalid, evaluate, read_bytes

TODAY = date(2026, 11, 23)


def question(kind: str, name: str = "x", **keys: Any) -> dict[str, Any]:
    """A question with the least that its type needs."""
    leasts: dict[str, dict[str, Any]] = {
        "choice": {"options": options("a", "b")},
        "choices": {"options": options("a", "b", "c")},
        "scale": {"min": 1, "max": 5},
        "table": {"columns": [{"id": "col", "type": "number", "label": "Col"}]},
        "matrix": {
            "rows": [{"id": "r1", "label": "R1"}, {"id": "r2", "label": "R2"}],
            "options": options("a", "b"),
        },
    }
    return {"id": name, "type": kind, "label": f"Vraag {name}?", **leasts.get(kind, {}), **keys}


def options(*ids: str, **points: int) -> list[dict[str, Any]]:
    """Options, with points by id for the name `p`."""
    return [
        {"id": name, "label": name.upper()} | ({"points": {"p": points[name]}} if name in points else {})
        for name in ids
    ]


def data(*questions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """The data of a questionnaire with one section."""
    section = {"id": "part", "title": "S", "questions": list(questions)}
    return {"format": 1, "id": "t", "version": "1.0.0", "title": "T", "sections": [section], **keys}


def read(content: dict[str, Any] | str | bytes) -> Questionnaire:
    """Read data or the text of a file."""
    if isinstance(content, dict):
        content = json.dumps(content)
    return read_bytes(content.encode() if isinstance(content, str) else content, "t.yaml")


def make(*questions: dict[str, Any], **keys: Any) -> Questionnaire:
    """A questionnaire with one section."""
    return read(data(*questions, **keys))


def run(questionnaire: Questionnaire, /, phase: str | None = None, **answers: Any) -> Evaluation:
    """Evaluate answers on the day of the tests."""
    return evaluate(questionnaire, answers, today=TODAY, phase=phase)


def errors(content: dict[str, Any] | str | bytes) -> list[str]:
    """Every error as `line:column: message`."""
    try:
        read(content)
    except QuestionnaireInvalid as error:
        return [f"{problem.line}:{problem.column}: {problem.message}" for problem in error.problems]
    return []


def rule_result(rule: str, questions: list[dict[str, Any]], **answers: Any) -> bool:
    """Does an outcome with this rule hold?"""
    outcome = {"id": "o", "if": rule, "kind": "info", "text": "O"}
    return bool(run(make(*questions, outcomes=[outcome]), **answers).outcomes)


def value_of(rule: str, questions: list[dict[str, Any]], **answers: Any) -> int | float | None:
    """The value of a score with this rule."""
    score = {"id": "o", "title": "O", "value": rule}
    return run(make(*questions, scores=[score]), **answers).scores["o"].value
