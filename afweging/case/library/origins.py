"""Where the questions of a variant come from, in the few words that fit beside a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.library.queries import lineage, resolved_of
from afweging.foundation.web.language import current_language
from afweging.questionnaire.model import Question
from afweging.questionnaire.parts import PartRef
from afweging.questionnaire.variants import Resolved

NO_ORIGINS: dict[str, str] = {}


def origins_of(session: Session, sha256: str) -> dict[str, str]:
    """Return, by question, where it comes from when that is not the base as it is.

    A question that was added bears the name of who keeps the variant. Empty for a text that is no variant.
    """
    resolved = _variant_at(session, sha256)
    return NO_ORIGINS if resolved is None else _words(resolved, current_language())


def keeper_of(resolved: Resolved, lang: str) -> str:
    """Return who keeps a variant: its owner, or what the variant is called when nobody is named."""
    return resolved.variant.owner.name.to(lang) or resolved.variant.title.to(lang)


def _variant_at(session: Session, sha256: str) -> Resolved | None:
    """Return a variant; what extends nothing is known from its line, which is read once."""
    return resolved_of(session, sha256) if len(lineage(session, sha256)) > 1 else None


@lru_cache(maxsize=64)
def _words(resolved: Resolved, lang: str) -> dict[str, str]:
    added, changed = keeper_of(resolved, lang), _("landelijk, hier gewijzigd")
    found: dict[str, str] = {}
    for question in resolved.questionnaire:
        if resolved.origins.of(PartRef("question", question.id)).kind == "variant":
            found[question.id] = added
        elif question.absent or any(resolved.origins.of(ref).kind != "base" for ref in _parts(question)):
            found[question.id] = changed
    return found


def _parts(question: Question) -> Iterator[PartRef]:
    """A question and everything in it that a variant can change."""
    yield PartRef("question", question.id)
    for kind, parts in (("option", question.options), ("row", question.rows), ("column", question.columns)):
        yield from (PartRef(kind, part.id, question.id) for part in parts)


@dataclass(frozen=True, slots=True)
class LocalChange:
    """A question that was added or changed here, with the reason that the variant gives."""

    title: str
    origin: str
    because: str


def changes_here(session: Session, sha256: str) -> list[LocalChange]:
    """Return what a variant adds to and changes in questions, in the order of the questionnaire."""
    resolved = _variant_at(session, sha256)
    if resolved is None:
        return []
    lang, words = current_language(), origins_of(session, sha256)
    return [
        LocalChange(question.label.to(lang), words[question.id], _because(resolved, question, lang))
        for question in resolved.questionnaire
        if question.id in words
    ]


def _because(resolved: Resolved, question: Question, lang: str) -> str:
    """Return why: the reasons of the question and of what is in it, each once."""
    reasons = [resolved.origins.of(ref).because.to(lang) for ref in _parts(question)]
    return " ".join(dict.fromkeys(reason for reason in reasons if reason))
