"""Every screen of the room opens, is right, and shows what it must, for who may see it and no one else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from afweging.case.dossier import operations
from afweging.case.dossier.models import Assessment
from afweging.foundation.database import db, writing
from afweging.settings import Settings
from tests.dossier import cases
from tests.support import world
from tests.support.pages import PageClient

PAGES = (
    "",
    "/gegevens",
    "/belangen",
    "/weging",
    "/uitkomsten",
    "/indienen",
    "/intrekken",
    "/vragen/doel/versies",
    "/waarom",
    "/waarom/vraag/doel",
    "/waarom/vraag/arts",
    "/waarom/uitkomst/stoppen",
    "/waarom/uitkomst/verboden",
)
DOSSIER_PAGES = ("", "/mensen", "/wijzig", "/sluiten", "/geschiedenis", "/bewijs")


@pytest.fixture
def case(app: Flask, settings: Settings) -> Iterator[tuple[str, str]]:
    """A weighing with answers; yields the addresses of the weighing and its dossier."""
    with app.app_context():
        with writing() as session:
            cases.equip(session)
            actor = cases.owner(session, settings)
            at = cases.weighing(session, actor)
            cases.answer(
                session,
                actor,
                at,
                doel="Tellen.",
                termijn=130,
                gevoelig=["gezondheid"],
                weging=WEIGHING,
                risicos=RISKS,
            )
            found = f"/werk/wegingen/{at.public_id}", f"/werk/dossiers/{at.dossier.public_id}"
        db.session.remove()
    yield found


WEIGHING = {
    "rows": [
        {
            "interest": "Rust",
            "side": "benefit",
            "value": "veiligheid",
            "weight": 4,
            "certainty": "likely",
            "evidence": ["doel"],
        },
        {"interest": "Bekeken", "side": "burden", "value": "privacy", "weight": 3, "certainty": "proven"},
    ],
    "counter_argument": "Het kan met de hand.",
}
RISKS = [{"harm": "Lek", "group": "bezoekers", "likelihood": 2, "severity": 4, "measure": "Wissen"}]


def test_every_page_opens_for_the_owner(client: PageClient, case: tuple[str, str]) -> None:
    world.sign_in(client, "member")
    weighing, dossier = case
    for page in PAGES:
        assert client.get(weighing + page).status_code == 200, page
    for page in DOSSIER_PAGES:
        assert client.get(dossier + page).status_code == 200, page
    assert client.get("/werk/dossiers").status_code == 200


def test_the_questionnaire_is_downloaded_to_fill_in_at_a_table(
    client: PageClient, case: tuple[str, str]
) -> None:
    world.sign_in(client, "member")
    assert "vragenlijst/afdruk.pdf" in client.get(f"{case[0]}/vragenlijst").text
    paper = client.get(f"{case[0]}/vragenlijst/afdruk.pdf")
    assert (paper.status_code, paper.data[:5]) == (200, b"%PDF-")
    world.sign_in(client, "privacy_officer", world.ELSEWHERE)
    assert client.get(f"{case[0]}/vragenlijst/afdruk.pdf").status_code == 404


@pytest.mark.parametrize("page", ["", "/gegevens", "/uitkomsten"])
def test_who_keeps_the_questionnaire_stands_where_it_is_shown(
    client: PageClient, case: tuple[str, str], page: str
) -> None:
    world.sign_in(client, "member")
    told = client.get(case[0] + page).text.partition('<p class="steward')[2].partition("</p>")[0]
    assert "Kleine weging, versie 1.0.0. Beheer:" in told


@pytest.mark.parametrize("name", ["privacy_officer", "fg", "mandate_holder", "editor"])
def test_who_reads_every_case_reads_it_without_writing(
    client: PageClient, case: tuple[str, str], name: str
) -> None:
    world.sign_in(client, name)
    weighing, dossier = case
    page = client.get(f"{weighing}/gegevens").text
    assert "U leest mee" in page
    assert "<textarea" not in page.split('id="zijkant"')[0]
    assert client.get(dossier).status_code == 200
    assert client.post(f"{weighing}/vragen/doel", data={"a-doel": "x", "r-doel": "1"}).status_code == 403
    for page in ("/wijzig", "/sluiten"):
        assert client.get(dossier + page).status_code == 403
    for page in ("/indienen", "/intrekken"):
        assert client.get(weighing + page).status_code == 403


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("member", world.ELSEWHERE),
        ("privacy_officer", world.ELSEWHERE),
        ("admin", world.HOME),
        ("member2", world.HOME),
    ],
)
def test_who_has_no_part_finds_nothing(
    client: PageClient, case: tuple[str, str], name: str, code: str
) -> None:
    world.sign_in(client, name, code)
    weighing, dossier = case
    for page in PAGES:
        assert client.get(weighing + page).status_code == 404, page
    for page in DOSSIER_PAGES:
        assert client.get(dossier + page).status_code == 404, page
    assert client.post(f"{weighing}/vragen/doel", data={"a-doel": "x", "r-doel": "1"}).status_code == 404
    assert "Welke boom eerst" not in client.get("/werk/dossiers").text


def test_off_the_path_is_not_there(client: PageClient, case: tuple[str, str]) -> None:
    world.sign_in(client, "member")
    weighing, _dossier = case
    assert client.get(f"{weighing}/verborgen").status_code == 200
    client.post(f"{weighing}/vragen/gevoelig", data={"a-gevoelig": "geen", "r-gevoelig": "1"})
    assert client.get(f"{weighing}/verborgen").status_code == 404
    assert client.get(f"{weighing}/bestaat-niet").status_code == 404
    assert client.post(f"{weighing}/vragen/arts", data={"a-arts": "Jansen", "r-arts": "0"}).status_code == 404
    assert client.get(f"{weighing}/vragen/wie_ziet/versies").status_code == 404


def test_a_stop_asks_for_the_argument_of_the_team(client: PageClient, case: tuple[str, str]) -> None:
    world.sign_in(client, "member")
    weighing, _dossier = case
    page = client.get(f"{weighing}/uitkomsten").text
    assert "Reden om te stoppen" in page and "AVG, art. 5 lid 1 onder e" in page
    assert "130" in page  # the reason: the answer that it follows from
    refused = client.post(
        f"{weighing}/uitkomsten", data={"kind": "argument", "outcome": "stoppen", "text": " "}
    )
    assert refused.status_code == 422
    kept = client.post(
        f"{weighing}/uitkomsten", data={"kind": "argument", "outcome": "stoppen", "text": "Wet eist het."}
    )
    assert kept.status_code == 303
    assert "Wet eist het." in client.get(f"{weighing}/uitkomsten").text
    lifted = client.post(
        f"{weighing}/uitkomsten", data={"kind": "does_not_apply", "outcome": "stoppen", "text": "x"}
    )
    assert lifted.status_code == 403


def test_obstacles_lead_to_the_very_field(client: PageClient, case: tuple[str, str]) -> None:
    world.sign_in(client, "member")
    weighing, _dossier = case
    page = client.get(f"{weighing}/indienen").text
    assert f'href="{weighing}/gegevens#q-wie_ziet"' in page
    assert f'href="{weighing}/uitkomsten#uitkomst-stoppen"' in page
    refused = client.post(f"{weighing}/indienen", data={})
    assert refused.status_code == 422


def test_supplier_sees_only_what_was_asked(
    app: Flask, client: PageClient, settings: Settings, case: tuple[str, str]
) -> None:
    weighing, dossier = case
    with app.app_context(), writing() as session:
        at = session.scalars(select(Assessment).where(Assessment.public_id == weighing[-10:])).one()
        actor = cases.owner(session, settings)
        guest = world.person(session, "member3", world.ELSEWHERE)
        operations.invite(session, actor, at.dossier, guest, "supplier", now=cases.NOW)
        operations.assign(session, actor, at, "leverancier", guest, now=cases.NOW)
    world.sign_in(client, "member3", world.ELSEWHERE)
    assert client.get(dossier).status_code == 200
    page = client.get(f"{weighing}/gegevens").text
    assert "Hoe test de leverancier?" in page
    assert "Waarom een sensor?" not in page and "Tellen." not in page
    assert client.get(f"{weighing}/belangen").status_code == 404
    for hidden in ("/weging", "/uitkomsten", "/indienen", "/vragen/doel/versies"):
        assert client.get(weighing + hidden).status_code == 404, hidden
    for hidden in ("/mensen", "/geschiedenis", "/bewijs"):
        assert client.get(dossier + hidden).status_code == 404, hidden
    saved = client.post(
        f"{weighing}/vragen/leverancier", data={"a-leverancier": "Elk kwartaal.", "r-leverancier": "0"}
    )
    assert saved.status_code == 303
    asked = f"{weighing}/opmerkingen"
    assert client.post(asked, data={"question": "leverancier", "text": "Wat telt?"}).status_code == 303
    assert client.post(asked, data={"question": "doel", "text": "Waarom?"}).status_code == 404
    assert client.post(f"{weighing}/vragen/doel", data={"a-doel": "x", "r-doel": "1"}).status_code == 404


def test_weighing_page_ties_bars_to_rows_and_answers(client: PageClient, case: tuple[str, str]) -> None:
    world.sign_in(client, "member")
    page = client.get(f"{case[0]}/weging").text
    assert page.count('id="belang-1"') == 1 and 'href="#belang-1"' in page
    assert f'href="{case[0]}/gegevens#q-doel"' in page
    assert "Het kan met de hand." in page and 'id="risico-1"' in page


def test_a_colleague_who_is_asked_as_supplier_sees_no_more_than_that(
    app: Flask, client: PageClient, settings: Settings, case: tuple[str, str]
) -> None:
    weighing, dossier = case
    with app.app_context(), writing() as session:
        at = session.scalars(select(Assessment).where(Assessment.public_id == weighing[-10:])).one()
        colleague = world.person(session, "member2")
        operations.invite(
            session, cases.owner(session, settings), at.dossier, colleague, "supplier", now=cases.NOW
        )
    world.sign_in(client, "member2")
    assert client.get(f"{weighing}/gegevens").status_code == 404
    assert client.get(f"{dossier}/geschiedenis").status_code == 404


def test_the_page_of_people_tells_what_an_invitation_does(client: PageClient, case: tuple[str, str]) -> None:
    world.sign_in(client, "member")
    email = world.email_of("mandate_holder")
    page = client.get(f"{case[1]}/mensen?email={email}&role=contributor").text
    assert "Beslissen kan dan nog:</b> niemand" in page and "Deze uitnodiging kan daarom niet." in page
    refused = client.post(f"{case[1]}/mensen/uitnodigen", data={"email": email, "role": "contributor"})
    assert refused.status_code == 409 and "Dan kan niemand meer op deze zaak beslissen" in refused.text
    unknown = client.post(f"{case[1]}/mensen/uitnodigen", data={"email": "x@y.example", "role": "reader"})
    assert unknown.status_code == 422 and "Wij kennen dit adres niet" in unknown.text
    known = {"email": world.email_of("member2"), "role": "reader"}
    assert client.post(f"{case[1]}/mensen/uitnodigen", data=known).status_code == 303
    assert "Member2 Vlierwoude" in client.get(f"{case[1]}/mensen").text


def test_why_a_question_is_there_and_what_would_change_it(client: PageClient, case: tuple[str, str]) -> None:
    world.sign_in(client, "member")
    told = client.get(f"{case[0]}/waarom/vraag/arts").get_data(as_text=True)
    assert "U koos bij ‘Zitten er gevoelige gegevens bij?’ ‘Gezondheid’." in told
    assert "krijgt u deze vraag niet." in told
    assert "Geen ander antwoord verandert dit op zichzelf." in told
    stop = client.get(f"{case[0]}/waarom/uitkomst/stoppen").get_data(as_text=True)
    assert "Als u bij ‘Hoe lang bewaart u het?’" in stop
    assert "geldt dit niet." in stop
    for strange in ("vraag/nergens", "uitkomst/nergens", "score/nergens", "iets/doel"):
        assert client.get(f"{case[0]}/waarom/{strange}").status_code == 404
