"""The hot path's reads: plain rows instead of objects, few statements, always the same number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import EDITABLE_STATES, Assessment, Dossier, Member
from afweging.case.dossier.operations.answering import Desk
from afweging.case.dossier.sight import Sight, not_found, sight_of
from afweging.foundation.database import Prepared
from afweging.foundation.database.prepared import day
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class PresentMember:
    """Somebody's part in a dossier now, or once."""

    person_id: int
    name: str
    role: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An assessment in its dossier, as far as a page of questions needs to know, and who looks at it."""

    assessment_id: int
    public_id: str
    kind: str
    state: str
    sha256: str
    move: int | None
    submission: int
    rules_date: dt.date | None
    officer_id: int | None
    dossier_id: int
    dossier_public_id: str
    dossier_name: str
    dossier_phase: str
    dossier_closed: bool
    organisation_id: int
    organisation_code: str
    members: tuple[PresentMember, ...]
    sight: Sight

    @property
    def editable(self) -> bool:
        """Tell whether this reader may write here now."""
        return self.state in EDITABLE_STATES and not self.dossier_closed and self.sight.writes

    @property
    def desk(self) -> Desk:
        """Return the place as saving knows it."""
        return Desk(
            assessment_id=self.assessment_id,
            public_id=self.public_id,
            state=self.state,
            sha256=self.sha256,
            dossier_public_id=self.dossier_public_id,
            dossier_closed=self.dossier_closed,
            organisation_code=self.organisation_code,
            facts=self.sight.facts,
        )

    @property
    def names(self) -> dict[int, str]:
        """Return the names of everybody who ever had a part, by person id."""
        return {each.person_id: each.name for each in self.members}


_PLACE = Prepared(
    select(
        Assessment.id,
        Assessment.public_id,
        Assessment.kind,
        Assessment.state,
        Assessment.questionnaire_sha256,
        Assessment.submission,
        Assessment.rules_date,
        Assessment.officer_id,
        Dossier.id,
        Dossier.public_id,
        Dossier.name,
        Dossier.phase,
        Dossier.closed_at,
        Dossier.organisation_id,
        Organisation.code,
        Dossier.commissioner_id,
        Dossier.process_owner_id,
        Dossier.budget_holder_id,
        Member.person_id,
        Person.name,
        Member.role,
        Member.removed_at,
        Assessment.move,
    )
    .join(Dossier, Dossier.id == Assessment.dossier_id)
    .join(Organisation, Organisation.id == Dossier.organisation_id)
    .outerjoin(Member, Member.dossier_id == Dossier.id)
    .outerjoin(Person, Person.id == Member.person_id)
    .where(Assessment.public_id == bindparam("of"))
    .order_by(Member.id)
)
_NAMED = slice(15, 18)


def place(session: Session, actor: Actor, public_id: str) -> Place:
    """Return an assessment that the actor may read, in one statement, two for a supplier. Or NotFound."""
    rows = _PLACE.rows(session.connection(), {"of": public_id})
    if not rows:
        raise not_found()
    first: Any = rows[0]
    members = tuple(
        PresentMember(row[18], row[19], row[20], row[21] is not None) for row in rows if row[18] is not None
    )
    sight = sight_of(
        session,
        actor,
        dossier_id=first[8],
        organisation_id=first[13],
        roles={each.role for each in members if each.person_id == actor.person_id and not each.removed},
        assessment_id=first[0],
        named=actor.person_id in first[_NAMED],
        in_charge=first[7] == actor.person_id,
        weighing="full" if first[2] == "full" else "short",
    )
    return Place(
        assessment_id=first[0],
        public_id=first[1],
        kind=first[2],
        state=first[3],
        sha256=first[4],
        move=first[22],
        submission=first[5],
        rules_date=day(first[6]),
        officer_id=first[7],
        dossier_id=first[8],
        dossier_public_id=first[9],
        dossier_name=first[10],
        dossier_phase=first[11],
        dossier_closed=first[12] is not None,
        organisation_id=first[13],
        organisation_code=first[14],
        members=members,
        sight=sight,
    )
