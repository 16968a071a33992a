"""Who answers for a questionnaire: the text itself and, of a variant, what it extends."""

from dataclasses import dataclass

from .model import Owner, Questionnaire
from .text import Text
from .variants import Resolved, Variant


@dataclass(frozen=True, slots=True)
class Steward:
    """One text in the line of a questionnaire, and who answers for it. What nobody wrote down is empty."""

    id: str
    version: str
    sha256: str
    title: Text
    owner: Owner
    licence: str
    source: str


def steward(text: Questionnaire, variant: Variant | None = None) -> Steward:
    """Who answers for one text; `variant` is what was laid over its base to make it, if anything was.

    A variant that names no owner has none: that of its base answers for the base.
    """
    told = variant or text
    source = "" if told.source is None else str(told.source)
    return Steward(text.id, text.version, text.sha256, text.title, told.owner, text.licence, source)


def line_of(text: Questionnaire | Resolved) -> tuple[Steward, ...]:
    """The text and, of a variant, its base: as far as one variant knows."""
    if isinstance(text, Resolved):
        return (steward(text.questionnaire, text.variant), steward(text.base))
    return (steward(text),)
