"""The list: the query is in the address, counts are right, and nothing typed breaks it."""

import re

import pytest
from flask.testing import FlaskClient

from afweging.register import operations
from afweging.register.operations import Register
from tests.register import vlierwoude


def names(client: FlaskClient, query: str) -> list[str]:
    page = client.get(f"/algoritmes?{query}")
    assert page.status_code == 200
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', page.text)


ARREARS, TREES, PARKING = "Vroeg erbij bij achterstanden", "Welke boom eerst?", "Betaald parkeren controleren"
REJECTED, CALLING = "Kans op uitval bij inburgering", "Bellen met mensen boven de 75"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [REJECTED, CALLING, ARREARS, TREES, PARKING]),
        ("sorteer=naam", [CALLING, PARKING, REJECTED, ARREARS, TREES]),
        ("q=schulden", [ARREARS]),
        ("q=bomen", [TREES]),
        ("q=algoritmen", [TREES]),
        ("status=gebruik", [ARREARS, TREES, PARKING]),
        ("status=gebruik&status=ontwikkeling", [CALLING, ARREARS, TREES, PARKING]),
        ("categorie=C", [TREES]),
        ("thema=Verkeer", [PARKING]),
        ("soort=profilering", [REJECTED]),
        ("afdeling=Zorg", [CALLING]),
        ("jaar=2019", [TREES]),
        ("besluit=voorwaarden", [ARREARS]),
        ("besluit=gestopt", [REJECTED]),
        ("afweging=vooraf", [ARREARS]),
        ("afweging=achteraf", [TREES]),
        ("afweging=nog-niet", [CALLING, PARKING]),
        ("organisatie=gm9990&soort=sensor", [PARKING]),
        ("organisatie=&soort=&q=", [REJECTED, CALLING, ARREARS, TREES, PARKING]),
        ("status=buiten&categorie=C", []),
        ("q=xyzzy", []),
    ],
)
def test_a_query_finds(client: FlaskClient, query: str, found: list[str]) -> None:
    assert names(client, query) == found


def test_a_choice_counts_what_it_would_find(client: FlaskClient) -> None:
    page = client.get("/algoritmes?status=gebruik").text
    for value, count in re.findall(
        r'value="([^"]+)"[^>]*><span>[^<]*</span> <span[^>]*><span[^>]*>, </span>(\d+)', page
    ):
        group = re.search(rf'name="([a-z]+)" value="{re.escape(value)}"', page)
        assert group
        query = f"{group[1]}={value}" + ("" if group[1] == "status" else "&status=gebruik")
        assert len(names(client, query)) == int(count), query


def test_an_empty_result_says_what_to_try(client: FlaskClient) -> None:
    page = client.get("/algoritmes?q=xyzzy&status=gebruik").text
    for words in ("Niets gevonden", "Probeer een ander woord", "Haal een keuze weg", 'value="xyzzy"'):
        assert words in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("status=foo", "‘foo’ kennen wij niet bij ‘Wordt het gebruikt?’. Die keuze is weggelaten."),
        ("sorteer=foo", "Op ‘foo’ kunnen wij niet sorteren."),
        ("pagina=foo", "‘foo’ is geen bladzijde."),
        ("pagina=-1", "‘-1’ is geen bladzijde."),
        ("pagina=0", "‘0’ is geen bladzijde."),
        ("pagina=٣", "‘٣’ is geen bladzijde."),
        ("q=" + "a" * 201, "langer dan 200 tekens"),
        ("thema=<b>", "‘&lt;b&gt;’ kennen wij niet"),
    ],
)
def test_what_does_not_exist_is_left_out_and_said(client: FlaskClient, query: str, words: str) -> None:
    response = client.get(f"/algoritmes?{query}")
    assert response.status_code == 200
    assert words in response.text


def test_a_page_after_the_last_says_how_many_there_are(client: FlaskClient) -> None:
    response = client.get("/algoritmes?pagina=7")
    assert response.status_code == 404
    assert "Er is maar 1 bladzijde." in response.text


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%FF%FE", 'q="', "q=%27%27 OR x", "q=(((", "jaar=%0A", "q=%F0%9F%8C%B3"]
)
def test_no_input_breaks_the_list(client: FlaskClient, query: str) -> None:
    assert client.get(f"/algoritmes?{query}").status_code == 200
    assert client.get(f"/v1/algoritmes?{query}").status_code in (200, 400)


def test_the_list_knows_at_once_what_is_published(register: Register, client: FlaskClient) -> None:
    assert "5 toepassingen" in client.get("/algoritmes").text
    operations.apply_publication(register, "2", vlierwoude.arrears_again(), None)
    client.application.extensions["afweging_register"].pages.reader.close()
    assert names(client, "")[0] == ARREARS


def test_the_api_pages_and_filters(client: FlaskClient) -> None:
    first = client.get("/v1/algoritmes?per_pagina=2").get_json()
    assert (first["total"], first["pages"], len(first["items"])) == (5, 3, 2)
    assert first["links"]["next"] == "https://register.example/v1/algoritmes?pagina=2&per_pagina=2"
    assert first["links"]["previous"] is None
    found = client.get("/v1/algoritmes?q=schulden").get_json()
    assert [item["number"] for item in found["items"]] == ["19990002"]
    assert found["items"][0]["outcome"] == "approved_with_conditions"


@pytest.mark.parametrize(
    ("query", "status"),
    [("status=foo", 400), ("foo=1", 400), ("per_pagina=0", 400), ("per_pagina=101", 400), ("pagina=9", 404)],
)
def test_the_api_refuses_what_it_does_not_know(client: FlaskClient, query: str, status: int) -> None:
    response = client.get(f"/v1/algoritmes?{query}")
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["detail"]


def test_the_api_gives_an_entry_whole(client: FlaskClient) -> None:
    response = client.get("/v1/algoritmes/19990002")
    entry = response.get_json()
    assert entry["fields"]["name"] == ARREARS
    assert entry["conditions"][3]["state"] == "overdue"
    assert entry["links"]["report"] == "https://register.example/algoritmes/19990002/rapport.pdf"
    assert client.get("/v1/algoritmes/00000000").get_json()["status"] == 404


def test_the_api_is_open_to_other_sites(client: FlaskClient) -> None:
    for address in ("/v1/algoritmes", "/v1/algoritmes/19990002", "/v1/organisaties", "/v1/openapi.json"):
        response = client.get(address)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_the_description_names_what_the_api_answers(client: FlaskClient) -> None:
    described = client.get("/v1/openapi.json").get_json()
    assert described["openapi"] == "3.1.0"
    summary = described["components"]["schemas"]["EntrySummary"]["properties"]
    item = client.get("/v1/algoritmes").get_json()["items"][0]
    assert set(item) == set(summary)
