"""“Is dit rapport echt?”: one verdict in plain words for every file and code."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from afweging.foundation.seal import Reason, Verdict
from afweging.register import checking, operations
from afweging.register.operations import Register
from afweging.register.records import IssuedReport, Tombstone
from tests.register import vlierwoude

OURS = Verdict(
    is_pdf=True, signed=True, intact=True, trusted=True, whole=True, organisation="Gemeente Vlierwoude"
)


def send(client: FlaskClient, data: bytes, address: str = "/controleren", **headers: str) -> TestResponse:
    form = {"bestand": (io.BytesIO(data), "rapport.pdf")}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(address, data=form, content_type="multipart/form-data", headers=named)


def judged(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, verdict: Verdict) -> TestResponse:
    monkeypatch.setattr(client.application.extensions["afweging_register"], "verify", lambda *_: verdict)
    return send(client, b"%PDF-1.7 unknown")


def kind(response: TestResponse) -> str:
    return response.text.partition('data-kind="')[2].partition('"')[0]


def test_the_newest_report_is_green(client: FlaskClient) -> None:
    response = send(client, vlierwoude.report().pdf)
    assert kind(response) == "genuine"
    assert "afw-verdict--good" in response.text
    assert "Gemeente Vlierwoude gaf het uit op 10 juni 2026." in response.text
    assert "Het is het nieuwste rapport over ‘Vroeg erbij bij achterstanden’." in response.text
    assert "7K3Q-X9M2-AB4D" in response.text


def test_an_older_report_is_amber_and_leads_to_the_newest(register: Register, client: FlaskClient) -> None:
    newer = vlierwoude.report("8K3QX9M2AB4D", b"%PDF-1.7 newer", day=11)
    operations.apply_publication(register, "2", vlierwoude.arrears_again(), newer)
    response = send(client, vlierwoude.report().pdf)
    assert kind(response) == "genuine_superseded"
    assert "afw-verdict--care" in response.text
    assert "Op 11 juni 2026 kwam er een nieuw rapport." in response.text
    assert "/algoritmes/19990002/rapport.pdf" in response.text


def test_a_report_of_a_retracted_entry_names_no_entry(register: Register, client: FlaskClient) -> None:
    operations.retract(register, "x", Tombstone("19990002", datetime(2026, 11, 1, tzinfo=UTC), "Fout."))
    response = send(client, vlierwoude.report().pdf)
    assert kind(response) == "genuine_revoked"
    assert "achterstanden" not in response.text


def test_an_internal_report_is_known_without_an_entry(register: Register, client: FlaskClient) -> None:
    pdf = b"%PDF-1.7 internal"
    digest = vlierwoude.report(pdf=pdf).sha256
    issued = IssuedReport("9K3QX9M2AB4D", digest, "gm9990", 1, datetime(2026, 1, 1, tzinfo=UTC))
    operations.apply_report_status(register, "a", issued)
    response = send(client, pdf)
    assert kind(response) == "genuine"
    assert "Wat erin staat, tonen wij hier niet." in response.text


@pytest.mark.parametrize(
    ("verdict", "name", "tone"),
    [
        (OURS, "sealed_not_listed", "care"),
        (replace(OURS, whole=False, reasons=(Reason.CHANGED_AFTERWARDS,)), "changed", "bad"),
        (replace(OURS, intact=False, whole=False, reasons=(Reason.CHANGED,)), "changed", "bad"),
        (replace(OURS, trusted=False, reasons=(Reason.UNKNOWN_SIGNER,)), "not_ours", "plain"),
        (Verdict(is_pdf=True, reasons=(Reason.UNSIGNED,)), "not_ours", "plain"),
        (Verdict(is_pdf=True, reasons=(Reason.DAMAGED,)), "damaged", "plain"),
        (Verdict(is_pdf=True, reasons=(Reason.TOO_MUCH_WORK,)), "not_checked", "plain"),
        (Verdict(is_pdf=True, reasons=(Reason.ENCRYPTED,)), "not_checked", "plain"),
    ],
)
def test_an_unknown_file_is_judged_by_its_seal(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, verdict: Verdict, name: str, tone: str
) -> None:
    response = judged(client, monkeypatch, verdict)
    assert response.status_code == 200
    assert kind(response) == name
    assert f"afw-verdict--{tone}" in response.text


def test_names_from_an_unknown_certificate_are_not_shown(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = replace(OURS, trusted=False, organisation="Gemeente Nergens", reasons=(Reason.UNKNOWN_SIGNER,))
    assert "Gemeente Nergens" not in judged(client, monkeypatch, forged).text


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 422, "Dit bestand is leeg."),
        (b"hello", 415, "Dit bestand is geen pdf."),
        (b"%PDF-" + b"x" * checking.LARGEST, 413, "groter dan 50 MB"),
        (b"x" * (checking.LARGEST + 1_000_000), 413, "groter dan 50 MB"),
    ],
    ids=["empty", "not a pdf", "just too large", "much too large"],
)
def test_a_file_that_cannot_be_a_report(client: FlaskClient, data: bytes, status: int, words: str) -> None:
    response = send(client, data)
    assert response.status_code == status
    assert words in response.text


def test_no_file_and_no_code(client: FlaskClient) -> None:
    assert "Kies eerst een bestand." in client.post("/controleren", data={}).text
    assert client.post("/controleren", data={}).status_code == 422
    assert client.get("/controleren?code=").status_code == 422
    moved = client.post("/controleren", data={"code": "7K3Q X9M2 AB4D"})
    assert (moved.status_code, moved.headers["Location"]) == (303, "/controleren?code=7K3Q+X9M2+AB4D")


@pytest.mark.parametrize("typed", ["7K3QX9M2AB4D", "7k3q-x9m2-ab4d", " 7K3Q X9M2 AB4D "])
def test_a_code_finds_its_report_and_proves_nothing(client: FlaskClient, typed: str) -> None:
    response = client.get("/controleren", query_string={"code": typed})
    assert response.status_code == 200
    assert "Bij deze code hoort dit rapport." in response.text
    assert "afw-verdict--good" not in response.text
    assert "moet u zelf vergelijken" in response.text


@pytest.mark.parametrize("typed", ["nope", "7K3QX9M2AB4E", "<b>x</b>", "é" * 40, "U" * 12])
def test_an_unknown_code_keeps_what_was_typed(client: FlaskClient, typed: str) -> None:
    response = client.get("/controleren", query_string={"code": typed})
    assert response.status_code == 404
    assert "Deze code kennen wij niet." in response.text
    assert str(typed).replace("<", "&lt;").replace(">", "&gt;") in response.text


def test_letters_that_look_like_figures_are_read_as_figures() -> None:
    assert checking.normal_code("o1il-Oabc") == "01110ABC"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({}, 200),
    ],
)
def test_a_form_of_another_site_is_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert send(client, vlierwoude.report().pdf, **headers).status_code == status


def test_the_check_speaks_english(client: FlaskClient) -> None:
    response = send(client, vlierwoude.report().pdf, "/en/controleren")
    assert kind(response) == "genuine"
    assert '<html lang="en"' in response.text
