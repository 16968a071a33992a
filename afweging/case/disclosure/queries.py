"""What the public may read of each answer and field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure.models import Disclosure
from afweging.case.dossier.models import Dossier
from afweging.questionnaire import Question

DEFAULT_LEVEL = {"public": "public", "internal": "internal", "ask": "internal"}


@dataclass(frozen=True, slots=True)
class Rulings:
    """The disclosures of a dossier. A withholding that nobody else agreed to withholds nothing yet,
    but keeps the text back (`internal`) until somebody has looked. One that stood goes on until somebody else
    agreed to end it.
    """

    rows: Mapping[str, Disclosure]

    def level_of_answer(self, question: Question) -> str:
        """Return `public`, `internal` or `withheld` for a question's answer."""
        return self.level_of(f"answer:{question.id}", default_level(question))

    def level_of_field(self, key: str) -> str:
        """Return `public`, `internal` or `withheld` for a register field, public by default."""
        return self.level_of(f"field:{key}", "public")

    def of_answer(self, question_id: str) -> Disclosure | None:
        """Return the row about an answer, if any."""
        return self.rows.get(f"answer:{question_id}")

    def of_field(self, key: str) -> Disclosure | None:
        """Return the row about a field, if any."""
        return self.rows.get(f"field:{key}")

    @property
    def withheld(self) -> tuple[Disclosure, ...]:
        """Return what is withheld by two people, by target."""
        return tuple(row for row in self.rows.values() if row.withholds)

    @property
    def waiting(self) -> tuple[Disclosure, ...]:
        """Return what waits for a second person."""
        return tuple(row for row in self.rows.values() if row.waits)

    def level_of(self, target: str, default: str) -> str:
        """Return the level of a target as it holds now."""
        row = self.rows.get(target)
        if row is None:
            return default
        if row.withholds:
            return "withheld"
        if row.refused_at is not None:
            return default
        return "internal" if row.level == "withheld" else row.level


def default_level(question: Question) -> str:
    """Return the level of an answer about which nothing was laid down."""
    return DEFAULT_LEVEL.get(question.disclosure, "internal")


def rulings(session: Session, dossier: Dossier) -> Rulings:
    """Return everything that was laid down about what the public may read."""
    query = select(Disclosure).where(Disclosure.dossier_id == dossier.id).order_by(Disclosure.target)
    return Rulings({row.target: row for row in session.scalars(query)})
