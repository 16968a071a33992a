"""Who stays free of a case, so that it can still be judged: the FG, and enough officers."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from afweging.case.dossier import operations
from afweging.case.dossier.operations.team import who_can_review
from afweging.foundation.database import Session
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.models import Role
from afweging.settings import Settings
from tests.dossier import cases
from tests.support import world

NOW = cases.NOW


@pytest.mark.parametrize("role", ["owner", "contributor", "supplier"])
def test_the_fg_answers_nothing_in_a_dossier(session: Session, settings: Settings, role: str) -> None:
    cases.equip(session)
    owner = cases.owner(session, settings)
    dossier = cases.weighing(session, owner).dossier
    with pytest.raises(Invalid) as refused:
        operations.invite(session, owner, dossier, world.person(session, "fg"), role, now=NOW)
    assert refused.value.code == "fg_independent"


def test_an_officer_who_only_stays_until_a_day_is_not_counted_on(
    session: Session, settings: Settings
) -> None:
    cases.equip(session)
    dossier = cases.weighing(session, cases.owner(session, settings)).dossier
    officer = world.person(session, "privacy_officer2")
    assert officer.id in who_can_review(session, dossier)
    role = session.scalars(select(Role).where(Role.person_id == officer.id)).one()
    role.until = NOW + dt.timedelta(days=30)
    assert officer.id not in who_can_review(session, dossier)
