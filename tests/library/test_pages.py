"""The pages of an installed version: publishing, retiring, and proposing its changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from afweging.case.library import operations, paper
from afweging.case.library.models import InstalledQuestionnaire
from afweging.foundation.database import db, writing
from afweging.foundation.errors import WrongState
from afweging.foundation.identity.actor import OPERATOR
from afweging.questionnaire.proposing import read_proposal
from afweging.questionnaire.variants import resolve
from tests.questionnaire.varying import base, resolved
from tests.support import world
from tests.support.pages import PageClient
from tests.tools import pdf as judge
from tests.web.browser_form import as_sent

HELP = {
    "change_question": {"id": "soort", "set": {"help": {"nl": "Vraag de wijk."}}, "because": "Dat helpt."}
}
SILENT = {"add_value": {"value": {"id": "vlier.open", "title": "Open"}}}
HIDE = {"hide": {"question": "zuinig", "because": "Dat meten wij niet."}}
HERE = f"/beheer/vragenlijsten/{world.HOME}/versie"
VARIANT, BASE = f"{HERE}/vlier/1.0.0", f"{HERE}/landelijk/1.0.0"


@pytest.fixture(autouse=True)
def installed(app: Flask) -> Iterator[None]:
    """A base and a variant of it."""
    with app.app_context():
        with writing() as session:
            here = world.organisation(session)
            for text in (base(), resolved(HELP, SILENT, HIDE, owner={"name": "Vlierwoude"})):
                operations.install(session, OPERATOR, here, text, now=world.NOW)
        db.session.remove()
    yield


def state(app: Flask, questionnaire_id: str) -> str:
    with app.app_context():
        query = select(InstalledQuestionnaire.state)
        return (
            db.session()
            .scalars(query.where(InstalledQuestionnaire.questionnaire_id == questionnaire_id))
            .one()
        )


def test_a_version_says_whose_it_is_and_what_is_its_own(client: PageClient) -> None:
    world.sign_in(client, "privacy_officer")
    page = client.get(VARIANT).text
    for words in ("Vlierwoude, versie 1.0.0", "EUPL-1.2", "Dat meten wij niet.", "Dat helpt.", "Landelijk"):
        assert words in page, words
    plain = client.get(BASE).text
    assert "Niet gevraagd" not in plain and "Stel wijzigingen" not in plain
    assert client.get(f"{BASE}/voorstel").status_code == 404
    assert client.get(f"{HERE}/vlier/9.9.9").status_code == 404


def test_a_version_is_downloaded_to_fill_in_on_paper(client: PageClient) -> None:
    world.sign_in(client, "privacy_officer")
    assert f'href="{VARIANT}/afdruk.pdf"' in client.get(VARIANT).text
    for query, name, words in (
        ("", "vlier-1.0.0-nl.pdf", "Lokaal"),
        ("?taal=en", "vlier-1.0.0-en.pdf", "locally"),
    ):
        paper = client.get(f"{VARIANT}/afdruk.pdf{query}")
        assert (paper.status_code, paper.mimetype) == (200, "application/pdf")
        assert paper.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert words in judge.text(paper.data)
    assert client.get(f"{VARIANT}/afdruk.pdf?taal=%00").status_code == 200
    assert client.get(f"{HERE}/vlier/9.9.9/afdruk.pdf").status_code == 404


def test_who_cannot_print_now_reads_why(client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_order: object, **_given: object) -> None:
        raise WrongState("printing_busy", "Er wordt al een vragenlijst afgedrukt.")

    monkeypatch.setattr(paper, "printed", refuse)
    world.sign_in(client, "privacy_officer")
    refused = client.get(f"{BASE}/afdruk.pdf")
    assert refused.status_code == 409
    assert "Er wordt al een vragenlijst afgedrukt." in refused.text


def test_retiring_and_publishing_again_in_the_browser(app: Flask, client: PageClient) -> None:
    world.sign_in(client, "admin")
    page = client.get(VARIANT).text
    assert "Trek deze versie in" in page
    assert client.post(f"{VARIANT}/intrekken").status_code == 303
    assert state(app, "vlier") == "retired"
    assert client.post(f"{VARIANT}/intrekken").status_code == 409
    assert "Publiceer deze versie weer" in client.get(VARIANT).text
    assert client.post(f"{VARIANT}/publiceren").status_code == 303
    assert state(app, "vlier") == "published"


@pytest.mark.parametrize(
    ("name", "code", "status"),
    [("member", world.HOME, 403), ("fg", world.HOME, 403), ("admin", world.ELSEWHERE, 404)],
)
def test_only_who_manages_questionnaires_here_comes_in(
    client: PageClient, name: str, code: str, status: int
) -> None:
    world.sign_in(client, name, code)
    for address in (VARIANT, f"{VARIANT}/voorstel"):
        assert client.get(address).status_code == status
    for address in ("intrekken", "publiceren", "voorstel"):
        assert client.post(f"{VARIANT}/{address}").status_code == status


def test_a_proposal_is_made_without_scripts(client: PageClient) -> None:
    world.sign_in(client, "privacy_officer")
    form = as_sent(client.get(f"{VARIANT}/voorstel").text)
    assert form["name"] == "Vlierwoude"
    form.setlist("change", ["1", "3"])
    made = client.post(f"{VARIANT}/voorstel", data=form)
    assert (made.status_code, made.mimetype) == (200, "application/yaml")
    assert made.headers["Content-Disposition"] == 'attachment; filename="voorstel-vlier-1.0.0.yaml"'
    whole = resolve(base(), read_proposal(made.data, "p.yaml"))
    assert [str(each.because) for each in whole.hidden] == ["Dat meten wij niet."]
    assert "# Voorstel van Vlierwoude voor Landelijk 1.0.0" in made.text


def test_what_cannot_be_proposed_is_told_and_what_was_chosen_is_still_there(client: PageClient) -> None:
    world.sign_in(client, "privacy_officer")
    form = as_sent(client.get(f"{VARIANT}/voorstel").text)
    form.setlist("change", ["2", "77", "x", "９"])
    form["name"] = ""
    refused = client.post(f"{VARIANT}/voorstel", data=form)
    assert refused.status_code == 422
    for words in ("Wijziging 77 bestaat niet", "Schrijf namens wie", "Wijziging 2 heeft geen reden"):
        assert words in refused.text, words
    assert 'value="2" checked' in refused.text
    form.setlist("change", ["2"])
    form["name"], form["because"] = "Vlier\x00woude\ufffe", "Wij zijn open.\x07"
    made = client.post(f"{VARIANT}/voorstel", data=form)
    assert made.status_code == 200 and 'because: "Wij zijn open."' in made.text
    assert client.post(f"{VARIANT}/voorstel", data={}).status_code == 422
