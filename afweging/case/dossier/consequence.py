"""What an invitation does to who can still review and decide, before it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Dossier
from afweging.case.dossier.operations.team import who_can_decide, who_can_review
from afweging.foundation.identity.access import TEAM
from afweging.foundation.identity.models import Person


@dataclass(frozen=True, slots=True)
class Consequence:
    """Who is left. The `left_out` names are those that this invitation takes away."""

    reviewers: tuple[str, ...]
    deciders: tuple[str, ...]
    no_reviewer: bool
    no_decider: bool
    left_out: tuple[str, ...] = ()


def consequence_of(session: Session, dossier: Dossier, person: Person | None, role: str) -> Consequence:
    """Return who can review and decide, as it would be with this person in this role."""
    reviewers, deciders = who_can_review(session, dossier), who_can_decide(session, dossier)
    barred = {person.id} if person is not None else set()
    left_reviewers = reviewers - barred if role in TEAM else reviewers
    left_deciders = deciders - barred if role in (*TEAM, "coach") else deciders
    gone = (reviewers - left_reviewers) | (deciders - left_deciders)
    names = _names(session, reviewers | deciders)
    return Consequence(
        tuple(names[each] for each in sorted(left_reviewers)),
        tuple(names[each] for each in sorted(left_deciders)),
        no_reviewer=bool(reviewers) and not left_reviewers,
        no_decider=bool(deciders) and not left_deciders,
        left_out=tuple(names[each] for each in sorted(gone)),
    )


def _names(session: Session, people: frozenset[int]) -> dict[int, str]:
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    return {row[0]: row[1] for row in rows}
