"""An approved application goes live when nothing stands in the way; what does is said in whole sentences."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask

from afweging.case.lifecycle.operations import excuse_publication, go_live, go_live_gaps
from afweging.case.publication import operations as publication
from afweging.case.review import operations as review
from afweging.case.review.models import Condition
from afweging.case.review.operations import ConditionDraft
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Invalid, NotAllowed, WrongState
from afweging.settings import Settings
from tests.support import cases, world
from tests.support.cases import NOW, Case
from tests.support.pages import PageClient

TODAY = NOW.date()
BECAUSE = "De brief aan de straat gaat eerst. Op 1 december staat het in het register."


def approved(session: Session, settings: Settings, *conditions: ConditionDraft) -> Case:
    case = cases.judged(session, settings)
    ruling = review.Ruling(
        "approved_with_conditions" if conditions else "approved",
        "De lantaarns branden eerder.",
        deviates_from_judgement="Eerst een proef." if conditions else "",
        conditions=conditions,
    )
    review.decide(session, case.as_("mandate_holder"), case.assessment, case.walk(), ruling, now=NOW)
    session.flush()
    return case


def gaps(case: Case, today: dt.date = TODAY) -> list[str]:
    return list(go_live_gaps(case.session, case.dossier, today=today))


def test_nothing_goes_live_before_residents_can_read_about_it(session: Session, settings: Settings) -> None:
    case = approved(session, settings)
    assert gaps(case) == ["De toepassing staat nog niet in het register."]
    with pytest.raises(WrongState):
        go_live(session, case.as_("member"), case.dossier, TODAY, now=NOW)
    told = publication.upcoming(session, case.dossier, now=NOW)
    publication.publish(session, case.as_("editor"), case.dossier, reason="", seen=told.token, now=NOW)
    go_live(session, case.as_("member"), case.dossier, TODAY, now=NOW)
    assert (case.dossier.lifecycle, case.dossier.phase, case.dossier.went_live_on) == (
        "in_use",
        "gebruik",
        TODAY,
    )


def test_or_before_an_officer_recorded_why_not(session: Session, settings: Settings) -> None:
    case = approved(session, settings)
    for name in ("member", "editor", "mandate_holder", "admin"):
        with pytest.raises(NotAllowed):
            excuse_publication(session, case.as_(name), case.dossier, BECAUSE, now=NOW)
    for empty in ("", "  ", "x" * 2_001):
        with pytest.raises(Invalid):
            excuse_publication(session, case.as_("privacy_officer"), case.dossier, empty, now=NOW)
    excuse_publication(session, case.as_("privacy_officer"), case.dossier, BECAUSE, now=NOW)
    assert gaps(case) == []


def test_what_must_be_done_first_holds_it_back(session: Session, settings: Settings) -> None:
    first = ConditionDraft("De proef is gelukt.", "teamleider", before_go_live=True, origin="decision")
    case = approved(session, settings, first)
    excuse_publication(session, case.as_("privacy_officer"), case.dossier, BECAUSE, now=NOW)
    assert gaps(case) == ["Voorwaarde 1 moet eerst vervuld zijn: De proef is gelukt."]
    condition = session.query(Condition).one()
    review.prove_condition(session, case.as_("member"), condition, "Zie het verslag.", now=NOW)
    review.meet_condition(session, case.as_("privacy_officer"), condition, now=NOW)
    assert gaps(case) == []


def test_an_approval_lapses_after_twelve_months_and_the_future_is_no_day(
    session: Session, settings: Settings
) -> None:
    case = approved(session, settings)
    excuse_publication(session, case.as_("privacy_officer"), case.dossier, BECAUSE, now=NOW)
    assert gaps(case, TODAY.replace(year=TODAY.year + 1) - dt.timedelta(days=1)) == []
    assert "verlopen" in gaps(case, TODAY.replace(year=TODAY.year + 1))[0]
    with pytest.raises(Invalid):
        go_live(session, case.as_("member"), case.dossier, TODAY + dt.timedelta(days=1), now=NOW)


def test_the_officer_writes_it_on_screen_and_then_the_owner_goes_on(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    with app.app_context():
        with writing() as session:
            address = f"/werk/dossiers/{approved(session, settings).dossier.public_id}/ingebruikname"
        db.session.remove()
    world.sign_in(client, "member")
    assert "zonder-publicatie" not in client.get(address).text
    world.sign_in(client, "privacy_officer")
    assert "zonder-publicatie" in client.get(address).text
    refused = client.post(f"{address}/zonder-publicatie", data={"because": "x" * 2_001})
    assert refused.status_code == 422
    assert "x" * 2_001 in refused.text
    assert client.post(f"{address}/zonder-publicatie", data={"because": BECAUSE}).status_code == 303
    world.sign_in(client, "member")
    page = client.get(address).text
    assert "Er staat niets meer in de weg." in page
    assert BECAUSE in page
