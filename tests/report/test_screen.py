"""The screen of reports: for whom, what it shows in each state, and what it refuses."""

from __future__ import annotations

import pytest
from flask import Flask

from afweging.case.report import operations
from afweging.case.report.jobs import store
from afweging.case.report.models import Report
from afweging.case.report.operations import SealedFile
from afweging.foundation.database import Session, writing
from tests.report.cases import again, asked, settings_of
from tests.support import cases, world
from tests.support.cases import Case
from tests.support.pages import PageClient

NOW = world.NOW
PDF = b"%PDF-1.7 not a real one"


@pytest.fixture
def decided(app: Flask, session: Session) -> Case:
    with writing(session):
        return cases.decided(session, settings_of(app))


@pytest.fixture
def address(decided: Case) -> str:
    return f"/werk/dossiers/{decided.dossier.public_id}/rapport"


@pytest.fixture
def officer(client: PageClient, decided: Case) -> PageClient:
    world.sign_in(client, "privacy_officer")
    return client


def made(session: Session, report: Report) -> Report:
    with writing(session):
        file = SealedFile(store().put(PDF), len(PDF), 3, NOW)
        operations.mark_ready(session, report, file, now=NOW)
    return report


def test_a_report_is_asked_for_and_waits(officer: PageClient, address: str) -> None:
    assert "Er is nog geen rapport" in officer.get(address).text
    answer = officer.post(address, data={"audience": "internal", "language": "nl"})
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    page = officer.get(address).text
    assert "In de wachtrij" in page
    assert "data-progress=" in page
    assert "js/progress.js" in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_choice_that_is_missing_is_said_at_its_place(officer: PageClient, address: str) -> None:
    answer = officer.post(address, data={"language": "en"})
    assert answer.status_code == 422
    assert "Kies een intern of een openbaar rapport." in answer.text
    assert '<option selected value="en">' in answer.text
    assert officer.post(address, data={"audience": "internal", "language": "xx"}).status_code == 422


def test_progress_is_told_as_json(officer: PageClient, session: Session, decided: Case, address: str) -> None:
    report = asked(session, decided, now=NOW)
    with writing(session):
        operations.note_progress(session, report.id, "laying_out 7")
    told = officer.get(f"{address}/{report.code}/voortgang").json
    assert told == {"state": "waiting", "words": "Bladzijde 7 opmaken"}


def test_a_ready_report_is_downloaded_under_a_safe_name(
    officer: PageClient, session: Session, decided: Case, address: str
) -> None:
    report = made(session, asked(session, decided, now=NOW))
    page = officer.get(address).text
    assert operations.printed(report.code) in page
    assert "data-progress=" not in page
    file = officer.get(f"{address}/{report.code}.pdf")
    assert (file.status_code, file.data, file.mimetype) == (200, PDF, "application/pdf")
    assert file.headers["Content-Disposition"] == "attachment; filename=rapport-1-intern-1.pdf"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "no-store"


def test_what_is_not_ready_cannot_be_downloaded(
    officer: PageClient, session: Session, decided: Case, address: str
) -> None:
    report = asked(session, decided, now=NOW)
    assert officer.get(f"{address}/{report.code}.pdf").status_code == 404
    assert officer.get(f"{address}/000000000000.pdf").status_code == 404


def test_a_failed_report_says_why_and_is_retried(
    officer: PageClient, session: Session, decided: Case, address: str
) -> None:
    report = asked(session, decided, now=NOW)
    with writing(session):
        operations.mark_failed(session, report, "Dit rapport is te groot om te maken.")
    page = officer.get(address).text
    assert "mislukt" in page
    assert "Dit rapport is te groot om te maken." in page
    assert officer.post(f"{address}/{report.code}/opnieuw").status_code == 303
    assert again(report.id).state == "waiting"
    assert officer.post(f"{address}/{report.code}/opnieuw").status_code == 409


def test_who_may_not_read_the_case_sees_no_report(
    client: PageClient, session: Session, decided: Case, address: str
) -> None:
    report = made(session, asked(session, decided, now=NOW))
    world.sign_in(client, "privacy_officer", world.ELSEWHERE)
    for place in ("", f"/{report.code}.pdf", f"/{report.code}/voortgang"):
        assert client.get(address + place).status_code == 404
    assert client.post(address, data={"audience": "internal", "language": "nl"}).status_code == 404


def test_before_anything_is_handed_in_there_is_nothing_to_ask(
    app: Flask, client: PageClient, session: Session
) -> None:
    with writing(session):
        case = cases.drafted(session, settings_of(app))
    world.sign_in(client, "privacy_officer")
    address = f"/werk/dossiers/{case.dossier.public_id}/rapport"
    assert client.get(address).status_code == 200


def test_a_public_report_before_the_decision_is_refused_at_its_place(
    app: Flask, client: PageClient, session: Session
) -> None:
    with writing(session):
        case = cases.submitted(session, settings_of(app))
    world.sign_in(client, "privacy_officer")
    address = f"/werk/dossiers/{case.dossier.public_id}/rapport"
    refused = client.post(address, data={"audience": "public", "language": "nl"})
    assert refused.status_code == 409
    assert "Een openbaar rapport kan zodra er een besluit is." in refused.text
    assert client.post(address, data={"audience": "internal", "language": "nl"}).status_code == 303
