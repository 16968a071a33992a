"""Going live waits for approval, for conditions and for the register (workflow: go live)."""

from __future__ import annotations

import datetime as dt

import pytest

from afweging.case.lifecycle.operations import go_live, go_live_gaps
from afweging.case.review import operations as review
from afweging.case.review.operations.conditions import conditions_of
from afweging.foundation.database import Session
from afweging.foundation.errors import NotAllowed, WrongState
from afweging.settings import Settings
from tests.review import cases
from tests.review.cases import NOW, Told

TODAY = NOW.date()


def gaps(told: Told, on: dt.date = TODAY) -> list[str]:
    return list(go_live_gaps(told.session, told.dossier, today=on))


def test_nothing_goes_live_without_approval(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings)
    assert gaps(told) == ["Er is nog geen goedkeuring."]
    with pytest.raises(WrongState):
        go_live(session, told.as_("member"), told.dossier, TODAY, now=NOW)


def test_only_the_owner_takes_it_into_use(session: Session, settings: Settings) -> None:
    told = cases.approved(session, settings)
    with pytest.raises(NotAllowed):
        go_live(session, told.as_("privacy_officer"), told.dossier, TODAY, now=NOW)


def test_an_open_condition_before_go_live_stands_in_the_way(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings, dpia_nodig="ja")
    told.judge("agreed_provided")
    told.decide("approved_with_conditions")
    assert any("De DPIA is gedaan." in gap for gap in gaps(told))
    (condition,) = conditions_of(session, told.assessment)
    review.prove_condition(session, told.as_("member"), condition, "Zie bewijs 1.", now=NOW)
    review.meet_condition(session, told.as_("privacy_officer"), condition, now=NOW)
    assert not any("DPIA" in gap for gap in gaps(told))


def test_a_condition_for_later_does_not(session: Session, settings: Settings) -> None:
    told = cases.approved(session, settings)
    assert gaps(told) == ["De toepassing staat nog niet in het register."]


def test_an_approval_lapses_after_twelve_months(session: Session, settings: Settings) -> None:
    told = cases.approved(session, settings)
    assert not any("verlopen" in gap for gap in gaps(told, dt.date(2027, 11, 22)))
    assert any("verlopen" in gap for gap in gaps(told, dt.date(2027, 11, 23)))


def test_what_runs_already_does_not_go_live(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings, route="catching_up")
    told.decide("may_continue")
    assert len(gaps(told)) == 1
    assert "inhaalslag" in gaps(told)[0]
