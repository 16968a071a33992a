"""Answering on screen: nothing typed is lost, nothing is overwritten, what follows shows at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from afweging.case.dossier.models import Answer, AnswerRevision, Evidence
from afweging.foundation.database import db, writing
from afweging.settings import Settings
from tests.dossier import cases
from tests.support import world
from tests.support.pages import PageClient
from tests.web.browser_form import as_sent

JSON = {"Accept": "application/json"}


@pytest.fixture
def weighing(app: Flask, client: PageClient, settings: Settings) -> Iterator[str]:
    """The address of a fresh weighing; its owner is signed in."""
    with app.app_context():
        with writing() as session:
            cases.equip(session)
            address = f"/werk/wegingen/{cases.weighing(session, cases.owner(session, settings)).public_id}"
        db.session.remove()
    world.sign_in(client, "member")
    yield address


def save(client: PageClient, weighing: str, question: str, value: Any, base: int = 0, **more: Any) -> Any:
    data = {f"a-{question}": value, f"r-{question}": base, **more}
    return client.post(f"{weighing}/vragen/{question}", data=data, headers=JSON)


def test_a_question_saves_itself_and_says_so(client: PageClient, weighing: str) -> None:
    answer = save(client, weighing, "doel", "Tellen.").json
    assert answer["revision"] == 1 and answer["errors"] == [] and answer["saved_at"]
    assert "Tellen." in client.get(f"{weighing}/gegevens").text


def test_the_same_request_twice_is_one_answer(app: Flask, client: PageClient, weighing: str) -> None:
    first = save(client, weighing, "doel", "Tellen.", request_key="k1").json
    save(client, weighing, "doel", "Meten.", base=1, request_key="k2")
    again = save(client, weighing, "doel", "Tellen.", request_key="k1").json
    assert again["revision"] == first["revision"] == 1
    with app.app_context():
        assert db.session.scalar(select(Answer.value).where(Answer.question_id == "doel")) == "Meten."


def test_two_writers_see_both_texts_and_nothing_is_overwritten(client: PageClient, weighing: str) -> None:
    save(client, weighing, "doel", "Van de ander.")
    refused = save(client, weighing, "doel", "Van mij.")
    assert refused.status_code == 409
    assert refused.json["mine"] == "Van mij." and refused.json["theirs"] == "Van de ander."
    assert refused.json["revision"] == 1 and "Van de ander." in refused.json["html"]["doel"]


def test_two_writers_without_scripts_choose_on_the_page(client: PageClient, weighing: str) -> None:
    form = as_sent(client.get(f"{weighing}/gegevens").text)
    save(client, weighing, "doel", "Van de ander.")
    form["a-doel"], form["a-termijn"] = "Van mij.", "24"
    page = client.post(f"{weighing}/gegevens", data=form)
    assert page.status_code == 409
    assert "Van mij." in page.text and "Van de ander." in page.text
    kept = as_sent(page.text)
    assert kept["r-termijn"] == "1"  # the other answer was saved all the same
    kept["keep"] = "doel"
    assert client.post(f"{weighing}/gegevens", data=kept).status_code == 303
    assert "Van mij." in client.get(f"{weighing}/gegevens").text


def test_what_another_changed_and_i_did_not_touch_is_no_conflict(client: PageClient, weighing: str) -> None:
    save(client, weighing, "doel", "Eerst.")
    form = as_sent(client.get(f"{weighing}/gegevens").text)
    save(client, weighing, "doel", "Later, van een ander.", base=1)
    form["a-termijn"] = "24"
    assert client.post(f"{weighing}/gegevens", data=form).status_code == 303
    assert "Later, van een ander." in client.get(f"{weighing}/gegevens").text


def test_questions_come_and_go_at_once_and_say_why(client: PageClient, weighing: str) -> None:
    came = save(client, weighing, "gevoelig", "gezondheid").json
    assert came["shown"]["wie_ziet"] is True
    assert "Nieuwe vraag." in came["html"]["wie_ziet"] and "Gezondheid" in came["html"]["wie_ziet"]
    went = save(client, weighing, "gevoelig", "geen", base=1).json
    assert went["shown"]["wie_ziet"] is False and "wie_ziet" not in went["html"]


def test_without_scripts_a_new_question_shows_after_saving(client: PageClient, weighing: str) -> None:
    form = as_sent(client.get(f"{weighing}/gegevens").text)
    form.setlist("a-gevoelig", ["gezondheid"])
    response = client.post(f"{weighing}/gegevens", data=form)
    assert response.status_code == 303 and response.headers["Location"].endswith("#q-wie_ziet")
    page = client.get(response.headers["Location"].split("#")[0]).text
    assert "Nieuwe vraag." in page and "Wie ziet de gezondheid?" in page


def test_what_is_no_number_stays_as_typed_with_its_error(client: PageClient, weighing: str) -> None:
    form = as_sent(client.get(f"{weighing}/gegevens").text)
    form["a-termijn"], form["a-doel"] = "zolang nodig", "Tellen."
    page = client.post(f"{weighing}/gegevens", data=form)
    assert page.status_code == 422
    assert 'value="zolang nodig"' in page.text and 'href="#q-termijn"' in page.text
    assert "Tellen." in client.get(f"{weighing}/gegevens").text


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "9007199254740993", "1e400", "9" * 400, "-0", "\x00"])
def test_strange_numbers_are_invalid_answers_and_no_failure(
    client: PageClient, weighing: str, typed: str
) -> None:
    response = save(client, weighing, "termijn", typed)
    assert response.status_code in (200, 422)
    assert client.get(f"{weighing}/gegevens").status_code == 200


def test_a_text_too_long_comes_back(client: PageClient, weighing: str) -> None:
    form = as_sent(client.get(f"{weighing}/gegevens").text)
    form["a-doel"] = "lang " * 10_000
    page = client.post(f"{weighing}/gegevens", data=form)
    assert page.status_code == 422 and "te lang" in page.text and "lang lang" in page.text


def test_not_knowing_says_who_and_when(client: PageClient, weighing: str) -> None:
    more: dict[str, Any] = {
        "a-doel-state": "unknown",
        "a-doel-unknown-reason": "Nog niet af.",
        "a-doel-unknown-who": "Jan",
    }
    assert save(client, weighing, "doel", "", **more).status_code == 200
    assert "wie dit uitzoekt, en wanneer" in client.get(weighing).text
    more["a-doel-unknown-by"] = "2026-12-09"
    assert save(client, weighing, "doel", "", base=1, **more).status_code == 200
    assert "wie dit uitzoekt, en wanneer" not in client.get(weighing).text


def test_rows_are_added_without_scripts(client: PageClient, weighing: str) -> None:
    form = as_sent(client.get(f"{weighing}/gegevens").text)
    form["a-velden-0-veld"] = "adres"
    form["a-velden-add"] = "1"
    response = client.post(f"{weighing}/gegevens", data=form)
    assert response.status_code == 303 and "regel=velden" in response.headers["Location"]
    page = client.get(response.headers["Location"].split("#")[0]).text
    assert 'name="a-velden-1-veld"' in page


def test_evidence_goes_in_and_comes_out_as_an_attachment(
    app: Flask, client: PageClient, weighing: str
) -> None:
    form: dict[str, Any] = dict(as_sent(client.get(f"{weighing}/gegevens").text))
    form["a-bijlage-file"] = (io.BytesIO(b"%PDF-1.7 contract"), "contract.pdf")
    response = client.post(f"{weighing}/gegevens", data=form, content_type="multipart/form-data")
    assert response.status_code == 303
    assert "contract.pdf" in client.get(f"{weighing}/gegevens").text
    with app.app_context():
        file = db.session.scalars(select(Evidence)).one().public_id
    sent = client.get(f"/werk/bewijs/{file}")
    assert sent.data == b"%PDF-1.7 contract"
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    world.sign_in(client, "member", world.ELSEWHERE)
    assert client.get(f"/werk/bewijs/{file}").status_code == 404


def test_a_file_of_another_kind_is_refused_at_its_place(client: PageClient, weighing: str) -> None:
    form: dict[str, Any] = dict(as_sent(client.get(f"{weighing}/gegevens").text))
    form["a-bijlage-file"] = (io.BytesIO(b"MZ"), "virus.pdf")
    page = client.post(f"{weighing}/gegevens", data=form, content_type="multipart/form-data")
    assert page.status_code == 422 and "past niet bij zijn naam" in page.text
    data = {"a-bijlage-file": (io.BytesIO(b"MZ"), "virus.exe")}
    script = client.post(f"{weighing}/vragen/bijlage/bewijs", data=data, headers=JSON)
    assert script.status_code == 422 and "Dit soort bestand" in script.get_json()["message"]


def test_nobody_claims_a_file_by_its_id(app: Flask, client: PageClient, weighing: str) -> None:
    assert save(client, weighing, "bijlage", "0123456789").status_code == 200
    with app.app_context():
        assert db.session.scalar(select(Answer.value).where(Answer.question_id == "bijlage")) is None


def test_versions_show_what_changed_and_come_back_as_a_new_one(client: PageClient, weighing: str) -> None:
    save(client, weighing, "doel", "Wij tellen fietsen.")
    save(client, weighing, "doel", "Wij tellen auto’s.", base=1)
    page = client.get(f"{weighing}/vragen/doel/versies").text
    assert "<del>fietsen.</del>" in page and "<ins>auto’s.</ins>" in page
    assert client.post(f"{weighing}/vragen/doel/versies", data={"revision": "1"}).status_code == 303
    page = client.get(f"{weighing}/vragen/doel/versies").text
    assert "Versie 3" in page and "Wij tellen fietsen." in client.get(f"{weighing}/gegevens").text
    assert client.post(f"{weighing}/vragen/doel/versies", data={"revision": "99"}).status_code == 404


def test_a_comment_stands_at_its_question(client: PageClient, weighing: str) -> None:
    response = client.post(f"{weighing}/opmerkingen", data={"question": "doel", "text": "Waarom?"})
    assert response.status_code == 303
    page = client.get(f"{weighing}/gegevens?vraag=doel").text
    assert "Waarom?" in page and "1 opmerking" in page
    assert client.post(f"{weighing}/opmerkingen", data={"question": "doel", "text": " "}).status_code == 422
    assert client.post(f"{weighing}/opmerkingen", data={"question": "niets", "text": "x"}).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"a-doel": ["x", "y"]}, {"r-doel": "-1"}, {"r-doel": "9" * 50}, {"a-gevoelig-0-x": "1"}]
)
def test_forms_of_the_wrong_shape_are_no_failure(
    client: PageClient, weighing: str, body: dict[str, Any]
) -> None:
    assert client.post(f"{weighing}/vragen/doel", data=body, headers=JSON).status_code < 500
    assert client.post(f"{weighing}/gegevens", data=body).status_code < 500
    assert client.post("/werk/dossiers/nieuw", data=body).status_code == 422


def count(app: Flask, act: Any) -> int:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(statements)


def test_the_hot_paths_ask_little_of_the_database(app: Flask, client: PageClient, weighing: str) -> None:
    assert count(app, lambda: client.get(f"{weighing}/gegevens")) <= 5
    assert count(app, lambda: save(client, weighing, "doel", "Tellen.")) <= 8
    for number in range(20):
        client.post(f"{weighing}/opmerkingen", data={"question": "doel", "text": f"nummer {number}"})
    assert count(app, lambda: client.get(f"{weighing}/gegevens")) <= 5


def test_the_list_costs_the_same_for_more_dossiers(
    app: Flask, client: PageClient, weighing: str, settings: Settings
) -> None:
    one = count(app, lambda: client.get("/werk/dossiers"))
    with app.app_context(), writing() as session:
        for _number in range(5):
            cases.start(session, cases.owner(session, settings))
    assert count(app, lambda: client.get("/werk/dossiers")) <= one + 1


def test_saved_answers_are_all_kept(app: Flask, client: PageClient, weighing: str) -> None:
    for number in range(3):
        save(client, weighing, "doel", f"Versie {number}.", base=number)
    with app.app_context():
        kept = select(func.count()).select_from(AnswerRevision).where(AnswerRevision.question_id == "doel")
        assert db.session.scalar(kept) == 3
