"""The desk: what waits for each person, my dossiers, and a constant number of statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from afweging.case.dossier import operations as dossiers
from afweging.case.review import operations as review
from afweging.foundation.database import Session, db, writing
from afweging.foundation.identity import operations as identity
from afweging.settings import Settings
from tests.review import cases
from tests.review.cases import NOW, WEAK, Told
from tests.review.test_screens import scanned
from tests.support import world
from tests.support.pages import PageClient

Arrange = Callable[..., None]


@pytest.fixture
def arrange(app: Flask, settings: Settings) -> Arrange:
    """Build a case in the database."""

    def build(
        make: Callable[..., Told], *args: Any, then: Callable[[Told], None] | None = None, **given: Any
    ) -> None:
        with app.app_context():
            with writing() as session:
                told = make(session, settings, *args, **given)
                if then:
                    then(told)
            db.session.remove()

    return build


def desk(client: PageClient, name: str, code: str = world.HOME, query: str = "") -> str:
    world.sign_in(client, name, code)
    answer = client.get(f"/werk/{query}")
    assert answer.status_code == 200
    return answer.text


def agenda(page: str) -> list[str]:
    found = re.search(r'<ol class="agenda">(.*?)</ol>', page, re.S)
    return re.findall(r"<h3><a [^>]*>(.*?)</a>", found[1]) if found else []


def ask_fg(told: Told) -> None:
    review.ask_advice(
        told.session,
        told.as_("privacy_officer"),
        told.assessment,
        "fg",
        due_on=NOW.date().replace(year=2099),
        now=NOW,
    )


def weak(told: Told) -> None:
    told.find("toepassing", WEAK)
    review.return_to_team(told.session, told.as_("privacy_officer"), told.assessment, told.case, now=NOW)


def some(told: Told) -> None:
    told.find("toepassing")


@pytest.mark.parametrize(
    ("make", "then", "name", "text"),
    [
        (cases.drafted, None, "member", "Dien de weging in"),
        (cases.submitted, None, "privacy_officer2", "Neem de zaak op"),
        (cases.taken, None, "privacy_officer", "Beoordeel 3 onderdelen"),
        (cases.taken, some, "privacy_officer", "Beoordeel de laatste 2 onderdelen"),
        (cases.found, None, "privacy_officer", "Leg uw oordeel vast"),
        (cases.taken, weak, "member", "Verbeter 1 onderdeel en dien opnieuw in"),
        (cases.taken, ask_fg, "fg", "Geef advies over Slimme lantaarns"),
        (cases.judged, None, "mandate_holder", "Beslis over Slimme lantaarns"),
        (scanned, None, "privacy_officer", "Teken mee: geen weging nodig"),
    ],
)
def test_each_finds_the_verb_of_their_work(
    arrange: Arrange,
    client: PageClient,
    make: Callable[..., Told],
    then: Callable[[Told], None] | None,
    name: str,
    text: str,
) -> None:
    arrange(make, then=then)
    assert text in agenda(desk(client, name))


def test_the_links_of_the_agenda_lead_somewhere(arrange: Arrange, client: PageClient) -> None:
    arrange(cases.approved)
    arrange_second = {"officer": "privacy_officer", "team": "member", "decider": "mandate_holder"}
    for name in arrange_second.values():
        page = desk(client, name)
        for link in re.findall(r'<h3><a href="([^"#]*)', page):
            assert client.get(link, follow_redirects=True).status_code == 200, link


def test_questions_of_the_officer_wait_for_the_team(arrange: Arrange, client: PageClient) -> None:
    def remark(told: Told) -> None:
        officer = told.as_("privacy_officer")
        for text in ("Welke straat?", "Hoe lang?"):
            dossiers.comment(told.session, officer, told.assessment, "doel", text, now=NOW)

    arrange(cases.drafted, then=remark)
    assert "Beantwoord 2 opmerkingen bij uw antwoorden" in agenda(desk(client, "member"))


def test_an_overdue_condition_waits_for_team_and_officer(
    arrange: Arrange, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrange(cases.approved)
    late = NOW.replace(year=2027)
    monkeypatch.setattr("afweging.case.desk.views.now", lambda: late)
    team, officer = desk(client, "member"), desk(client, "privacy_officer")
    assert any("aan een voorwaarde is voldaan" in text for text in agenda(team))
    assert any("Spreek het team aan" in text for text in agenda(officer))
    assert "te laat" in team


def test_what_is_due_first_stands_first(arrange: Arrange, client: PageClient) -> None:
    arrange(cases.taken, then=lambda told: setattr(told.assessment, "due_on", NOW.date().replace(year=2098)))
    page = desk(client, "privacy_officer")
    assert re.findall(r'datetime="([^"]+)"', page) == ["2098-11-23"]


def test_who_may_not_act_finds_nothing_to_do(arrange: Arrange, client: PageClient) -> None:
    def bar(told: Told) -> None:
        cases.give(told, "member", role="privacy_officer")

    arrange(cases.submitted, then=bar)
    assert agenda(desk(client, "member")) == []


def test_another_organisation_sees_nothing(arrange: Arrange, client: PageClient) -> None:
    arrange(cases.judged)
    for name in ("privacy_officer", "mandate_holder", "fg", "member"):
        assert "Slimme lantaarns" not in desk(client, name, world.ELSEWHERE)


def test_a_new_person_is_welcomed(app: Flask, client: PageClient) -> None:
    page = desk(client, "member3")
    assert "Welkom" in page
    assert "Start een snelle toets" in page
    assert "Start een snelle toets" not in desk(client, "auditor")


def test_my_dossiers_are_filtered_by_turn(arrange: Arrange, client: PageClient) -> None:
    arrange(cases.taken)
    name = "Slimme lantaarns</a>"
    assert name in desk(client, "member")
    assert name in desk(client, "member", query="?toon=anderen")
    assert name not in desk(client, "member", query="?toon=ik")
    assert name in desk(client, "privacy_officer", query="?toon=ik")
    assert name in desk(client, "member", query="?toon=onzin")


def test_a_row_says_state_progress_and_turn(arrange: Arrange, client: PageClient) -> None:
    arrange(cases.taken, then=some)
    page = desk(client, "member")
    assert "in beoordeling" in page
    assert "1 van 3 onderdelen" in page
    assert "de privacy officer" in page


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Count the statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", ["member", "privacy_officer", "mandate_holder", "fg"])
def test_the_number_of_statements_does_not_grow_with_the_dossiers(
    app: Flask, settings: Settings, client: PageClient, arrange: Arrange, name: str
) -> None:
    def several(session: Session, settings: Settings) -> Told:
        ask_fg(cases.taken(session, settings))
        cases.found(session, settings).judge()
        return cases.approved(session, settings)

    arrange(several)
    desk(client, name)
    with counted(app) as few:
        client.get("/werk/")
    arrange(several)
    arrange(several)
    desk(client, name)
    with counted(app) as many:
        client.get("/werk/")
    assert len(many) == len(few)
    assert len(many) < 30


def test_who_works_for_several_organisations_sees_whose_each_dossier_is(
    client: PageClient, arrange: Arrange
) -> None:
    arrange(cases.taken, then=ask_fg)
    assert "Vlierwoude, " not in desk(client, "fg")

    def serve_both(told: Told) -> None:
        elsewhere = world.organisation(told.session, world.ELSEWHERE)
        person = world.person(told.session, "fg")
        identity.give_role(told.session, None, elsewhere, person, "fg", now=NOW)

    arrange(cases.drafted, then=serve_both)
    page = desk(client, "fg")
    assert "(Vlierwoude)" in page
    assert "Vlierwoude, " in page
    assert "Vlierwoude · " in client.get("/werk/dossiers").text
    assert "<title>Mijn bureau – Afweging</title>" in page


def test_only_the_questions_that_are_left_are_asked_for(client: PageClient, arrange: Arrange) -> None:
    def ask(told: Told) -> None:
        owner, colleague = told.as_("member"), world.person(told.session, "member2")
        dossiers.invite(told.session, owner, told.dossier, colleague, "contributor", now=NOW)
        for target in ("doel", "dilemmas", "gegevens"):
            dossiers.assign(told.session, owner, told.assessment, target, colleague, now=NOW)

    arrange(cases.drafted, then=ask)
    assert "Beantwoord 1 vraag die aan u is gesteld" in agenda(desk(client, "member2"))
