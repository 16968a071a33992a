"""The pages on which a team moves a weighing to another version, and back: without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from afweging.case.dossier import operations
from afweging.case.dossier.models import Assessment
from afweging.case.library import operations as library
from afweging.case.library import queries
from afweging.case.library.models import QuestionnaireText
from afweging.foundation.database import db, writing
from afweging.foundation.identity.actor import OPERATOR
from afweging.questionnaire import Questionnaire, read_file
from afweging.questionnaire.variants import read_variant, resolve
from afweging.settings import Settings
from tests.dossier import cases
from tests.dossier.test_moving import GIVEN, NEXT
from tests.questionnaire import varying
from tests.questionnaire.making import make, options, question
from tests.questionnaire.test_carrying import SAMPLES
from tests.support import world
from tests.support.pages import PageClient
from tests.web.browser_form import as_sent


@pytest.fixture
def weighing(app: Flask, settings: Settings) -> Iterator[str]:
    """The address of a weighing in which everything is answered."""
    with app.app_context():
        with writing() as session:
            cases.equip(session)
            actor = cases.owner(session, settings)
            at = cases.weighing(session, actor)
            cases.answer(session, actor, at, **GIVEN)
            operations.comment(session, actor, at, "bijlage", "Welk contract?", now=cases.NOW)
            found = f"/werk/wegingen/{at.public_id}"
        db.session.remove()
    yield found


def publish(app: Flask) -> None:
    with app.app_context(), writing() as session:
        library.install(session, OPERATOR, world.organisation(session), read_file(NEXT), now=cases.LATER)


def publish_variant(app: Flask) -> None:
    content = varying.content(
        {"hide": {"question": "termijn", "because": "Dat staat in het archiefbesluit."}},
        {"change_question": {"id": "doel", "set": {"label": {"nl": "Waarom hier?"}}, "because": "Korter."}},
        {
            "add_question": {
                "section": "gegevens",
                "question": {"id": "vlier.wijk", "type": "text", "label": "Wijk?"},
            }
        },
        title={"nl": "Kleine weging Vlierwoude"},
        owner={"name": "Vlierwoude"},
        extends={"id": "model-afwegingsraamwerk", "version": "1.0.0"},
    )
    variant = resolve(read_file(cases.SMALL), read_variant(content, "v.yaml"))
    with app.app_context(), writing() as session:
        library.install(session, OPERATOR, world.organisation(session), variant, now=cases.LATER)


def press(client: PageClient, address: str) -> str:
    """Press the button of the page; return the page that comes after."""
    response = client.post(address, data=as_sent(client.get(address).text))
    assert response.status_code == 303, response.text
    return client.get(response.headers["Location"]).text


def test_nothing_is_offered_while_there_is_nothing_newer(client: PageClient, weighing: str) -> None:
    world.sign_in(client, "member")
    assert "nieuwe versie" not in client.get(weighing).text
    page = client.get(f"{weighing}/vragenlijst").text
    assert "Deze weging staat nog op de versie waarmee zij begon" in page
    for sub in ("overstap", "terug"):
        response = client.get(f"{weighing}/vragenlijst/{sub}")
        assert (response.status_code, response.headers["Location"]) == (303, f"{weighing}/vragenlijst")


def test_the_team_sees_it_coming_moves_and_goes_back(app: Flask, client: PageClient, weighing: str) -> None:
    publish(app)
    world.sign_in(client, "member")
    assert "Er is een nieuwe versie van de vragenlijst: 1.1.0." in client.get(weighing).text
    page = client.get(f"{weighing}/vragenlijst/overstap").text
    for words in (
        "Stap over naar versie 1.1.0",
        "2 antwoorden bevestigt u",
        "Eén antwoord verbetert u",
        "Eén antwoord past niet meer",
        "Eén vraag is nieuw",
        "Er kwamen antwoorden bij: ‘Burgerservicenummers’.",
        "De vraag kreeg een andere betekenis.",
        "1 opmerking bij vraag 1.6: Voeg het contract toe",
        "<ins>wilt u</ins>",
    ):
        assert words in page, words
    after = press(client, f"{weighing}/vragenlijst/overstap")
    assert "De weging staat nu op versie 1.1.0" in after and "Bevestig vraag 1.2" in after
    section = client.get(f"{weighing}/gegevens").text
    assert (
        "Dit antwoord gaf u bij versie 1.0.0. De vraag kreeg een andere betekenis. Klopt het nog?" in section
    )
    assert "De vraag was: Hoe lang bewaart u het?" in section
    assert "Met eigen mensen." in section and "Deze vraag stelde versie 1.0.0 niet." in section
    way = client.get(f"{weighing}/vragenlijst/terug").text
    assert "U veranderde sinds de overstap geen antwoord" in way
    back = press(client, f"{weighing}/vragenlijst/terug")
    assert "De weging staat weer op versie 1.0.0." in back
    told = client.get(f"{weighing}/vragenlijst").text
    assert "Teruggedraaid op" in told and "Van 1.0.0 naar 1.1.0" in told


def test_the_way_back_lists_what_would_be_lost(app: Flask, client: PageClient, weighing: str) -> None:
    publish(app)
    world.sign_in(client, "member")
    press(client, f"{weighing}/vragenlijst/overstap")
    form = as_sent(client.get(f"{weighing}/gegevens").text)
    form.setlist("a-gevoelig", ["bsn"])
    form["a-omvang"] = "12"
    assert client.post(f"{weighing}/gegevens", data=form).status_code in (303, 422)
    page = client.get(f"{weighing}/vragenlijst/terug").text
    assert "Eén nieuw antwoord past daar niet" in page and "Burgerservicenummers" in page
    assert "Eén vraag bestaat daar niet" in page and "Hoeveel sensoren zijn het?" in page
    assert "Wat er dan weer staat" in page and "Geen van deze" in page


def test_who_comes_second_gets_the_page_again_with_a_clear_message(
    app: Flask, client: PageClient, weighing: str
) -> None:
    publish(app)
    world.sign_in(client, "member")
    form = as_sent(client.get(f"{weighing}/vragenlijst/overstap").text)
    saved = client.post(f"{weighing}/vragen/leverancier", data={"a-leverancier": "", "r-leverancier": "1"})
    assert saved.status_code in (200, 303)
    refused = client.post(f"{weighing}/vragenlijst/overstap", data=form)
    assert refused.status_code == 409
    assert "Er veranderde intussen iets in deze weging" in refused.text
    assert "Stap over naar versie 1.1.0" in refused.text
    press(client, f"{weighing}/vragenlijst/overstap")
    late = client.post(f"{weighing}/vragenlijst/overstap", data=form)
    assert late.status_code == 409 and "Misschien was een collega u voor" in late.text


def test_a_form_of_the_version_before_is_not_taken_for_an_answer_to_this_one(
    app: Flask, client: PageClient, weighing: str
) -> None:
    """Also where a question had no answer, and where the very section is gone."""
    publish(app)
    world.sign_in(client, "member")
    forms = {page: as_sent(client.get(f"{weighing}/{page}").text) for page in ("gegevens", "belangen")}
    press(client, f"{weighing}/vragenlijst/overstap")
    forms["gegevens"]["a-doel"] = "Een lange tekst die niemand kwijt wil."
    refused = client.post(f"{weighing}/gegevens", data=forms["gegevens"])
    assert refused.status_code == 409
    assert "op een andere versie van de vragenlijst" in refused.text
    assert "Een lange tekst die niemand kwijt wil." in refused.text
    one = {key: value for key, value in forms["gegevens"].items() if key.endswith("-doel")}
    told = client.post(f"{weighing}/vragen/doel", data=one, headers={"Accept": "application/json"})
    assert told.status_code == 409 and told.json is not None
    assert told.json["error"] == "questionnaire_moved"
    gone = {"a-bijlage": "x", "r-bijlage": "0", "v-bijlage": one["v-doel"]}
    assert client.post(f"{weighing}/vragen/bijlage", data=gone).status_code == 409
    assert client.post(f"{weighing}/verborgen", data=forms["belangen"]).status_code == 409
    assert client.post(f"{weighing}/belangen", data=forms["belangen"]).status_code == 409


def test_an_earlier_revision_that_no_longer_fits_is_not_put_back(
    app: Flask, client: PageClient, weighing: str
) -> None:
    publish(app)
    world.sign_in(client, "member")
    press(client, f"{weighing}/vragenlijst/overstap")
    refused = client.post(f"{weighing}/vragen/leverancier/versies", data={"revision": "1"})
    assert refused.status_code == 409 and "past niet meer bij de vraag" in refused.text
    assert client.get(f"{weighing}/vragen/leverancier/versies").status_code == 200


@pytest.mark.parametrize("name", ["privacy_officer", "fg"])
def test_who_only_reads_is_offered_nothing_but_may_read_about_it(
    app: Flask, client: PageClient, weighing: str, name: str
) -> None:
    publish(app)
    world.sign_in(client, name)
    assert "nieuwe versie" not in client.get(weighing).text
    assert client.get(f"{weighing}/vragenlijst").status_code == 200
    assert client.get(f"{weighing}/vragenlijst/overstap").status_code == 403
    assert client.post(f"{weighing}/vragenlijst/overstap").status_code == 403


def test_every_screen_says_who_keeps_the_questionnaire(app: Flask, client: PageClient, weighing: str) -> None:
    publish(app)
    world.sign_in(client, "member")
    press(client, f"{weighing}/vragenlijst/overstap")
    for page in ("", "/gegevens", "/vragenlijst"):
        text = client.get(weighing + page).text
        for words in ("Landelijk beheer", "EUPL-1.2", "https://landelijk.example/kleine-weging"):
            assert words in text, (page, words)


def test_a_variant_says_what_it_does_not_ask_and_what_is_its_own(
    app: Flask, client: PageClient, weighing: str
) -> None:
    publish_variant(app)
    world.sign_in(client, "member")
    assert (
        "Uw organisatie gebruikt nu een andere vragenlijst: Kleine weging Vlierwoude"
        in client.get(weighing).text
    )
    preview = client.get(f"{weighing}/vragenlijst/overstap").text
    assert "Hier niet gevraagd: Dat staat in het archiefbesluit." in preview
    press(client, f"{weighing}/vragenlijst/overstap")
    for page in ("", "/vragenlijst"):
        text = client.get(weighing + page).text
        assert "Niet gevraagd in deze variant" in text and "Dat staat in het archiefbesluit." in text
    section = client.get(f"{weighing}/gegevens").text
    marks = re.findall(r'<span class="origin">(.*?)</span>', section)
    assert marks == ["landelijk, hier gewijzigd", "Vlierwoude"]
    about = client.get(f"{weighing}/vragenlijst").text
    assert "Hier anders dan landelijk" in about and "Korter." in about
    assert about.count("<tr>") == 3  # the head, the variant, and what it extends


def test_the_dossier_tells_of_the_move(app: Flask, client: PageClient, weighing: str) -> None:
    publish(app)
    world.sign_in(client, "member")
    with app.app_context():
        dossier = db.session().scalars(select(Assessment)).all()[-1].dossier.public_id
    assert "Er is een nieuwe versie" in client.get(f"/werk/dossiers/{dossier}").text
    press(client, f"{weighing}/vragenlijst/overstap")
    press(client, f"{weighing}/vragenlijst/terug")
    told = client.get(f"/werk/dossiers/{dossier}").text
    assert "U zette de weging op model-afwegingsraamwerk 1.1.0." in told
    assert "U zette de weging terug op model-afwegingsraamwerk 1.0.0." in told


def test_in_english(app: Flask, client: PageClient, weighing: str) -> None:
    publish(app)
    world.sign_in(client, "member")
    client.post("/werk/mijn/taal", data={"language": "en"})
    page = client.get(f"{weighing}/vragenlijst/overstap").text
    assert "Move to version 1.1.0" in page
    press(client, f"{weighing}/vragenlijst/overstap")
    client.get(f"{weighing}/gegevens")
    client.get(f"{weighing}/vragenlijst/terug")


def test_a_weighing_on_a_text_from_the_future_gets_a_page_that_says_so(
    app: Flask, client: PageClient, weighing: str
) -> None:
    """As after going back to an older version of the program."""
    with app.app_context(), writing() as session:
        text = session.scalars(
            select(QuestionnaireText).where(QuestionnaireText.questionnaire_id == "model-afwegingsraamwerk")
        ).one()
        text.canonical = b'{"format": 2, "id": "model-afwegingsraamwerk", "chapters": []}'
        queries._parsed.pop(text.sha256)
        queries._lines.pop(text.sha256, None)
    world.sign_in(client, "member")
    for page in ("", "/gegevens", "/vragenlijst"):
        response = client.get(weighing + page)
        assert response.status_code == 409, page
        assert "met een nieuwere versie van Afweging gemaakt" in response.text


STRICTER: dict[str, dict[str, Any]] = {
    "text": {"max_length": 2},
    "longtext": {"max_length": 2},
    "choice": {"options": options("b", "c")},
    "choices": {"options": options("c", "d")},
    "scale": {"min": 4},
    "number": {"integer": True},
    "date": {"max": "2020-01-01"},
    "month": {"max": "2020-01"},
    "file": {"max_files": 1},
    "table": {"columns": [{"id": "anders", "type": "text", "label": "Anders"}]},
    "matrix": {"rows": [{"id": "r9", "label": "R9"}], "options": options("x", "y")},
    "risks": {"max_rows": 1},
    "weighing": {"min_rows": 2},
    "dilemmas": {"min_rows": 2},
    "measures": {"min_rows": 2},
    "consultations": {"min_rows": 2},
}


def everything(version: str, kinds: dict[str, str], **more: dict[str, Any]) -> Questionnaire:
    """A questionnaire with a question of every type; `kinds` says which type each has in this version."""
    questions = [question(kind, f"x_{name}", **more.get(name, {})) for name, kind in kinds.items()]
    return make(*questions, id="model-afwegingsraamwerk", version=version)


@pytest.fixture
def everything_answered(app: Flask, settings: Settings) -> Iterator[str]:
    """The address of a weighing with an answer of every type."""
    with app.app_context():
        with writing() as session:
            cases.equip(session)
            here = world.organisation(session)
            first = everything("1.0.1", {kind: kind for kind in SAMPLES})
            library.install(session, OPERATOR, here, first, now=cases.LATER)
            actor = cases.owner(session, settings)
            at = cases.weighing(session, actor)
            for kind, value in SAMPLES.items():
                answers = {f"x_{kind}": ["a" * 10, "b" * 10] if kind == "file" else value}
                cases.answer(session, actor, at, **answers)
            found = f"/werk/wegingen/{at.public_id}"
        db.session.remove()
    yield found


def test_every_page_shows_what_does_not_fit_and_what_was_put_aside(
    app: Flask, client: PageClient, everything_answered: str
) -> None:
    """Whatever the next version asks: first more than was answered, then each question as another type."""
    kinds = list(SAMPLES)
    another = dict(zip(kinds, (*kinds[5:], *kinds[:5]), strict=True))
    world.sign_in(client, "member")
    for version in (
        everything("1.1.0", {kind: kind for kind in kinds}, **STRICTER),
        everything("2.0.0", another),
    ):
        with app.app_context(), writing() as session:
            library.install(session, OPERATOR, world.organisation(session), version, now=cases.LATER)
        press(client, f"{everything_answered}/vragenlijst/overstap")
        for page in (
            "",
            "/part",
            "/weging",
            "/uitkomsten",
            "/indienen",
            "/vragenlijst",
            "/vragenlijst/terug",
        ):
            assert client.get(everything_answered + page).status_code == 200, page
        for kind in kinds:
            page = f"{everything_answered}/vragen/x_{kind}/versies"
            assert client.get(page).status_code == 200, page
    for _step in range(2):
        press(client, f"{everything_answered}/vragenlijst/terug")
        assert client.get(f"{everything_answered}/part").status_code == 200
    again = client.get(f"{everything_answered}/vragenlijst").text
    assert again.count("Teruggedraaid op") == 2
