"""What there is to disclose or withhold in a dossier: its answers, and what rooms above add to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from afweging.case.disclosure.queries import default_level
from afweging.case.dossier.models import Dossier
from afweging.case.library.queries import pinned
from afweging.foundation.web.language import current_language

Provider = Callable[[Session, Dossier], Iterable["Target"]]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that the public may or may not read. `key` is as in `Disclosure.target`.

    `levels` are the choices there are. What is public by default can only be withheld, on a ground: nothing
    that was promised to the public disappears silently.
    """

    key: str
    label: str
    default: str
    group: str = ""
    levels: tuple[str, ...] = ("public", "withheld")


_PROVIDERS: dict[str, Provider] = {}


def targets_of(kind: str) -> Callable[[Provider], Provider]:
    """Register who knows the targets of a kind: `answer`, `field`."""

    def register(provider: Provider) -> Provider:
        _PROVIDERS[kind] = provider
        return provider

    return register


def targets(session: Session, dossier: Dossier) -> dict[str, Target]:
    """Return everything that can be disclosed or withheld, in the order of the pages."""
    found = (target for provider in _PROVIDERS.values() for target in provider(session, dossier))
    return {target.key: target for target in found}


@targets_of("answer")
def _answers(session: Session, dossier: Dossier) -> Iterable[Target]:
    for assessment in dossier.assessments:
        questionnaire = pinned(session, assessment.questionnaire_sha256)
        for section in questionnaire.sections:
            for question in section.questions:
                if question.type != "info":
                    default = default_level(question)
                    levels = (
                        ("public", "withheld") if default == "public" else ("public", "internal", "withheld")
                    )
                    yield Target(
                        f"answer:{question.id}",
                        question.label.to(current_language()),
                        default,
                        section.title.to(current_language()),
                        levels,
                    )
