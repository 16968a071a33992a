"""Every text of a questionnaire: where it stands, its languages, and who reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..inventory import Inventory, Part
from ..model import Questionnaire
from ..parts import TEXT_KEYS

_INSIDE: Mapping[str, str] = {"examples": "text", "checks": "message", "references": "title", "labels": ""}
"""Keys that hold a list or map of what has a text, and the key of that text: empty, when it is the text."""

_NO_TEXTS = frozenset(("hidden",))
"""Texts that only those who keep a variant read."""

_FOR_RESIDENTS: Mapping[str, frozenset[str]] = {
    "question": frozenset(("label",)),
    "option": frozenset(("label",)),
    "row": frozenset(("label",)),
    "column": frozenset(("label",)),
    "section": frozenset(("title",)),
    "outcome": frozenset(("title", "text")),
    "score": frozenset(("title", "description")),
    "band": frozenset(("title", "description")),
    "value": frozenset(("title", "description")),
}
"""Kind of a part → the keys that stand in the register or in a public report."""

_ASKED = frozenset(("question", "option", "row", "column"))


@dataclass(frozen=True, slots=True)
class TextAt:
    """A text in all its languages; `key` is the path to it, `public` whether residents read it.

    An example of a poor answer is `poor`: it shows how not to write.
    """

    part: Part
    key: str
    texts: Mapping[str, str]
    public: bool
    poor: bool = False

    def place(self, lang: str) -> str:
        """The path to one language; the text itself, when it is written without languages."""
        return f"{self.key}.{lang}"


def texts_of(questionnaire: Questionnaire, parts: Inventory) -> Iterator[TextAt]:
    """Every text of what is shown, in document order."""
    for part in parts.shown().values():
        asked = part.ref.kind not in _ASKED or _is_public(questionnaire, part)
        for key, value in part.raw.items():
            for path, text, poor in _in_key(key, value):
                public = asked and key in _FOR_RESIDENTS.get(part.ref.kind, ())
                yield TextAt(part, path, _languages(text, questionnaire.language), public, poor)


def _is_public(questionnaire: Questionnaire, part: Part) -> bool:
    """Is the question public, or does its answer draft the register?"""
    question = questionnaire.question(part.ref.owner or part.ref.id)
    return question.disclosure == "public" or question.publish is not None


def _in_key(key: str, value: Any) -> Iterator[tuple[str, Any, bool]]:
    """The texts in the value of one key: their path, and whether they show how not to write."""
    if key in TEXT_KEYS and key not in _NO_TEXTS:
        yield key, value, False
    elif key in _INSIDE:
        inner = _INSIDE[key]
        items = value.items() if isinstance(value, Mapping) else enumerate(value)
        for place, item in items:
            if not inner:
                yield f"{key}.{place}", item, False
            elif inner in item:
                yield f"{key}.{place}.{inner}", item[inner], item.get("kind") == "poor"
    elif key == "classes" and isinstance(value, Mapping):
        for place, level in enumerate(value["levels"]):
            yield f"{key}.levels.{place}.title", level["title"], False


def _languages(text: Any, language: str) -> Mapping[str, str]:
    return text if isinstance(text, Mapping) else {language: text}
