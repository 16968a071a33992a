"""The question as the team sees it, drawn by the fields of the answering page, with errors elsewhere too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from afweging.case.authoring.reading import Reading
from afweging.case.authoring.tree import tree_of, whole_data
from afweging.case.dossier.drawing import draw
from afweging.case.dossier.fields import Choice, QuestionView
from afweging.questionnaire import Questionnaire, QuestionnaireInvalid, read_canonical
from afweging.questionnaire.parts import PartRef

_ELSEWHERE = frozenset(("show_if", "required", "checks", "hidden", "publish", "values"))
"""Keys that look at the rest of the file, or do not show."""
_INNER = ("options", "rows", "columns")


def preview(reading: Reading, ref: PartRef, lang: str) -> Markup | None:
    """Return the question that a part is, or is in, as it is asked.

    None for what is no question, and for a question that cannot be drawn until its own errors are gone.
    """
    asked = ref.owner if ref.kind in ("option", "row", "column") else ref.id
    data = whole_data(reading)
    raw = _question(data, asked) if ref.kind in ("question", "option", "row", "column") else None
    if raw is None:
        return None
    values = [
        {"id": each["id"], "title": each["title"]}
        for each in _maps(data.get("values"))
        if "hidden" not in each and "id" in each and "title" in each
    ]
    whole = _alone(json.dumps([_bare(raw), data.get("language") or "nl", values, data.get("classes")]))
    if whole is None:
        return None
    node = tree_of(reading, lang).by_ref.get(PartRef("question", asked))
    return _drawn(whole, node.number if node else "", lang, required=raw.get("required") not in (None, False))


def _drawn(whole: Questionnaire, number: str, lang: str, *, required: bool) -> Markup:
    question = next(iter(whole.questions.values()))
    return draw(
        QuestionView(
            question=question,
            number=number,
            lang=lang,
            sha=whole.sha256,
            disclosure=question.disclosure,
            required=required,
            values=tuple(Choice(each.id, each.title.to(lang)) for each in whole.values),
        )
    )


def _maps(items: Any) -> list[Mapping[str, Any]]:
    return [each for each in items if isinstance(each, Mapping)] if isinstance(items, list) else []


def _question(data: Mapping[str, Any], question_id: str) -> Mapping[str, Any] | None:
    for section in _maps(data.get("sections")):
        for question in _maps(section.get("questions")):
            if question.get("id") == question_id:
                return question
    return None


def _bare(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A question without what looks at other questions, and without what is hidden in it."""
    bare = {key: value for key, value in raw.items() if key not in _ELSEWHERE}
    for key in _INNER:
        if isinstance(raw.get(key), list):
            bare[key] = [_bare(each) for each in _maps(raw[key]) if "hidden" not in each]
    return bare


@lru_cache(maxsize=256)
def _alone(data: str) -> Questionnaire | None:
    """The smallest questionnaire that asks one question; None when the question itself has errors."""
    question, language, values, classes = json.loads(data)
    whole = {
        "format": 1,
        "id": "voorbeeld",
        "version": "1.0.0",
        "title": "-",
        "language": language,
        **({"values": values} if values else {}),
        **({"classes": classes} if classes else {}),
        "sections": [{"id": "onderdeel", "title": "-", "questions": [question]}],
    }
    if question.get("id") == "onderdeel":
        whole["sections"][0]["id"] = "anders"
    try:
        return read_canonical(json.dumps(whole).encode())
    except QuestionnaireInvalid:
        return None
