"""Who keeps a questionnaire and each text below it, with licence and source, as screens and reports say."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.library.queries import lineage
from afweging.foundation.web.language import current_language
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.model import Hidden
from afweging.questionnaire.stewards import Steward


@dataclass(frozen=True, slots=True)
class Kept:
    """One text in the line. `keeper` is who answers for it, `url` and `email` are theirs."""

    title: str
    id: str
    version: str
    sha256: str
    keeper: str
    url: str
    email: str
    licence: str
    source: str

    @property
    def source_url(self) -> str:
        """Return the source when it is an address of the web."""
        return self.source if self.source.startswith(("https://", "http://")) else ""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Something that a variant hides, with its reason."""

    kind: str
    title: str
    because: str


def stewards(session: Session, sha256: str) -> tuple[Kept, ...]:
    """Return the line of a text in the language of the page: the text itself first, then what it extends…"""
    return tuple(_kept(each, current_language()) for each in lineage(session, sha256))


def not_asked(questionnaire: Questionnaire, lang: str) -> tuple[NotAsked, ...]:
    """Return what a variant hides, in the order of the file."""
    kinds = {
        "section": _("onderdeel"),
        "question": _("vraag"),
        "option": _("antwoord"),
        "row": _("rij"),
        "column": _("kolom"),
        "value": _("waarde"),
        "term": _("begrip"),
        "score": _("score"),
        "band": _("klasse"),
        "outcome": _("uitkomst"),
    }
    return tuple(
        NotAsked(kinds[each.ref.kind], _title(questionnaire, each, lang), each.because.to(lang))
        for each in questionnaire.hidden
    )


def _title(questionnaire: Questionnaire, hidden: Hidden, lang: str) -> str:
    """Return what is hidden, and of what it is a part: an outcome may have no title but its text."""
    title = hidden.title.to(lang) or (
        hidden.part.text.to(lang) if hidden.ref.kind == "outcome" else hidden.ref.id
    )
    owner = questionnaire.questions.get(hidden.ref.owner)
    return (
        title
        if owner is None
        else _("%(part)s, bij “%(question)s”", part=title, question=owner.label.to(lang))
    )


def _kept(each: Steward, lang: str) -> Kept:
    return Kept(
        each.title.to(lang),
        each.id,
        each.version,
        each.sha256,
        each.owner.name.to(lang),
        each.owner.url if each.owner.url.startswith(("https://", "http://")) else "",
        each.owner.email,
        each.licence,
        each.source,
    )
