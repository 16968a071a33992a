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
    but keeps the text back (`internal`) until somebody has looked.
    """

    rows: Mapping[str, Disclosure]

    def level_of_answer(self, question: Question) -> str:
        """Return `public`, `internal` or `withheld` for a question's answer."""
        return self._level(f"answer:{question.id}", DEFAULT_LEVEL.get(question.disclosure, "internal"))

    def level_of_field(self, key: str) -> str:
        """Return `public`, `internal` or `withheld` for a register field, public by default."""
        return self._level(f"field:{key}", "public")

    def of_answer(self, question_id: str) -> Disclosure | None:
        """Return the row about an answer, if any."""
        return self.rows.get(f"answer:{question_id}")

    def of_field(self, key: str) -> Disclosure | None:
        """Return the row about a field, if any."""
        return self.rows.get(f"field:{key}")

    @property
    def withheld(self) -> tuple[Disclosure, ...]:
        """Return what is withheld and agreed, by target."""
        return tuple(row for row in self.rows.values() if row.level == "withheld" and row.agreed_at)

    @property
    def waiting(self) -> tuple[Disclosure, ...]:
        """Return the withholdings that wait for a second person."""
        return tuple(row for row in self.rows.values() if row.level == "withheld" and not row.agreed_at)

    def _level(self, target: str, default: str) -> str:
        row = self.rows.get(target)
        if row is None:
            return default
        return "internal" if row.level == "withheld" and row.agreed_at is None else row.level


def rulings(session: Session, dossier: Dossier) -> Rulings:
    """Return everything that was laid down about what the public may read."""
    query = select(Disclosure).where(Disclosure.dossier_id == dossier.id).order_by(Disclosure.target)
    return Rulings({row.target: row for row in session.scalars(query)})
