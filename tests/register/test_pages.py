"""Every public address answers with a page that keeps the rules, in both languages, full and empty."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from afweging.register import operations
from afweging.register.operations import Register
from afweging.register.public import create_public_app
from afweging.register.records import Answer, Block
from afweging.register.words import QUESTIONS
from tests.register import vlierwoude

ENTRY = "/algoritmes/19990002/vroeg-erbij-bij-achterstanden"
SITE_PAGES = [
    "/",
    "/algoritmes",
    "/organisaties",
    "/cijfers",
    "/controleren",
    "/over",
    "/privacy",
    "/toegankelijkheid",
]
ENTRY_PAGES = [
    ENTRY,
    "/algoritmes/19990002/versies",
    "/algoritmes/19990002/versies/1",
    "/algoritmes/19990002/vraag",
]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", [*SITE_PAGES, *ENTRY_PAGES, "/organisaties/gm9990"])
def test_an_address_has_a_page(client: FlaskClient, prefix: str, address: str) -> None:
    response = client.get(f"{prefix}{address}")
    assert response.status_code == 200
    assert f'<html lang="{"en" if prefix else "nl"}"' in response.text
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", SITE_PAGES)
def test_an_empty_register_has_every_page(empty_client: FlaskClient, address: str) -> None:
    assert empty_client.get(address).status_code == 200


def test_the_home_page_is_light(client: FlaskClient) -> None:
    page = client.get("/")
    assert len(page.data) < 50_000
    for words in ("vooraf gewogen", "achteraf gewogen", "nog niet gewogen", "gestopt of afgewezen"):
        assert words in page.text


def test_the_numbers_of_home_are_what_the_list_finds(client: FlaskClient) -> None:
    home = client.get("/").text
    for number, query in re.findall(r'afw-numbers__figure">(\d+)</span> <a [^>]*\?([^"]+)"', home):
        found = client.get(f"/algoritmes?{query}").text
        assert re.search(rf'id="gevonden">{number} toepassing', found), query


def test_an_entry_answers_the_fourteen_questions(client: FlaskClient) -> None:
    page = client.get(ENTRY).text
    headings = re.findall(r'class="afw-question" id="vraag-(\d+)">.*?<span>([^<]+)</span></h2>', page)
    assert headings == [(str(number), words) for number, words in QUESTIONS.items()]
    for words in (
        "Goedgekeurd met voorwaarden</strong> op 8 juni 2026",
        "Eén van de vier",
        "Een brief kun je wegleggen",
        "Het moest op 11 november 2026",
        "namens het college van burgemeester en wethouders",
        "Woo artikel 5.1.2.d",
        "binnen zes weken",
        "rapport.pdf",
    ):
        assert words in page, words


def test_the_balance_stands_beside_its_table(client: FlaskClient) -> None:
    page = client.get(ENTRY).text
    assert 'class="afw-balance__wide"' in page
    assert 'class="afw-balance__narrow"' in page
    for number, row in enumerate(vlierwoude.ARREARS.weighing.rows, start=1):
        assert f'id="belang-{number}"' in page
        assert f"{row.weight} van 5" in page


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("19990009", "Nog niet gewogen</strong>; weging gepland in maart 2027."),
        ("19990005", "Weging loopt</strong>; besluit verwacht in december 2026."),
    ],
)
def test_before_a_decision_the_page_says_so_in_fixed_words(
    client: FlaskClient, number: str, words: str
) -> None:
    assert words in client.get(f"/algoritmes/{number}", follow_redirects=True).text


def test_what_is_not_known_is_said(client: FlaskClient) -> None:
    page = client.get("/algoritmes/19990009", follow_redirects=True).text
    assert "Dit heeft de gemeente hier nog niet beschreven." in page


def test_a_number_leads_to_the_name_and_an_old_name_too(client: FlaskClient) -> None:
    assert client.get("/algoritmes/19990002").headers["Location"] == ENTRY
    moved = client.get("/en/algoritmes/19990002/how-it-was-called")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/en{ENTRY}")


def test_texts_cannot_bring_markup_of_their_own(register: Register, client: FlaskClient) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3)) **dik**"
    record = replace(
        vlierwoude.arrears_again(),
        change_reason=nasty,
        fields=replace(
            vlierwoude.ARREARS.fields, name=f"Naam {nasty}"[:99], goal=nasty, description_short=nasty
        ),
        answers=(Answer(1, (Block(nasty), Block(nasty, "text"), Block(nasty, "html"))),),
    )
    operations.apply_publication(register, "nasty", record, None)
    for address in ("/algoritmes/19990002", "/algoritmes/19990002/versies/2", "/algoritmes", "/"):
        page = client.get(address, follow_redirects=True).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page


def test_a_version_says_what_changed(register: Register, client: FlaskClient) -> None:
    operations.apply_publication(register, "2", vlierwoude.arrears_again(), None)
    page = client.get("/algoritmes/19990002/versies/2").text
    assert "Wat er veranderde: 2 onderdelen" in page
    assert "Leverancier" in page
    assert "De gemeente zelf, met een bedrijf" in page
    assert "Dit is de eerste versie." in client.get("/algoritmes/19990002/versies/1").text
    versions = client.get("/algoritmes/19990002/versies").text
    assert versions.index("Versie 2.") < versions.index("Versie 1.")


def test_a_question_is_not_an_objection(client: FlaskClient) -> None:
    page = client.get("/algoritmes/19990002/vraag").text
    assert "Een vraag is geen bezwaar." in page
    assert 'href="tel:140990"' in page
    assert "mailto:schuldhulp@vlierwoude.example" in page
    assert "<form" not in page


@pytest.mark.parametrize(
    "address",
    ["/nergens", "/algoritmes/00000000", "/algoritmes/19990002/versies/99", "/organisaties/gm0000",
     "/en/algoritmes/x/y/z", "/algoritmes/%00/x", "/algoritmes/19990002/versies/99999999999999999999"],
)  # fmt: skip
def test_an_unknown_address_says_what_to_try(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "/algoritmes" in response.text


def test_files_for_machines(client: FlaskClient) -> None:
    assert f"<loc>https://register.example{ENTRY}</loc>" in client.get("/sitemap.xml").text
    assert "Sitemap: https://register.example/sitemap.xml" in client.get("/robots.txt").text
    security = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:data@vlierwoude.example" in security
    assert re.search(r"Expires: \d{4}-\d\d-\d\dT00:00:00Z", security)


def test_the_site_is_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("address", ["/", "/algoritmes", "/controleren", "/v1/algoritmes", "/readyz", ENTRY])
def test_without_a_register_the_site_says_that_it_is_not_ready(tmp_path: Path, address: str) -> None:
    response = create_public_app(tmp_path / "none.sqlite").test_client().get(address)
    assert response.status_code == 503
    assert "Het register is er even niet" in response.text


@pytest.mark.parametrize(
    ("colour", "taken"), [("#7a1f5c", True), ("#ffe600", False), ("red;}", False), ("", False)]
)
def test_an_organisation_brings_its_colour(
    register: Register, client: FlaskClient, colour: str, taken: bool
) -> None:
    operations.apply_organisation(register, "colour", replace(vlierwoude.VLIERWOUDE, colour=colour))
    style = client.get("/organisaties/gm9990/stijl.css")
    assert (style.status_code == 200) is taken
    for address in ("/", ENTRY):
        assert ("/organisaties/gm9990/stijl.css" in client.get(address).text) is taken
    if taken:
        assert style.mimetype == "text/css"
        assert colour in style.text
