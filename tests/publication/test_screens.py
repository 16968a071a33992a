"""The screens: what was typed stays, both texts are shown, nobody confirms alone, nothing falls over."""

from __future__ import annotations

import re

import pytest

from afweging.case.publication.forms import mark_of
from afweging.foundation.database import db
from tests.publication.conftest import ARREARS, HOUSES, Stage
from tests.publication.test_walk import address, fields


def test_both_texts_stand_there_when_somebody_saved_meanwhile(stage: Stage) -> None:
    samira, ilse = stage.client("samira"), stage.client("ilse")
    here = address(stage, ARREARS)
    before = fields(samira, here)
    sent = {"was-goal": before["was-goal"], "revision": before["revision"]}
    assert ilse.post(here, data={**sent, "goal": "De tekst van Ilse."}).status_code == 303
    refused = samira.post(here, data={**sent, "goal": "De tekst van Samira."})
    assert refused.status_code == 409
    assert "De tekst van Ilse." in refused.text
    assert "De tekst van Samira." in refused.text
    again = fields_of(refused.text)
    chosen = {"was-goal": again["was-goal"], "revision": again["revision"], "goal": "De tekst van Samira."}
    theirs = samira.post(here, data={**chosen, "choose-goal": "theirs"})
    assert theirs.status_code == 303
    assert "De tekst van Ilse." in samira.get(here).text
    now = fields(samira, here)
    mine = samira.post(here, data={**chosen, "revision": now["revision"], "choose-goal": "mine"})
    assert mine.status_code == 303
    assert "De tekst van Samira." in samira.get(here).text


def fields_of(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(was-[a-z_]+|revision)" value="([^"]*)">', html))


def test_a_form_that_is_sent_untouched_writes_nothing_of_its_own(stage: Stage) -> None:
    client = stage.client("samira")
    here = address(stage, ARREARS)
    html = client.get(here).text
    form = fields_of(html)
    for key, text in re.findall(r'<textarea id="([a-z_]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL):
        form[key] = unescape(text).replace("\n", "\r\n")
    for key, text in re.findall(r'<input id="([a-z_]+)" name="[a-z_]+" value="([^"]*)"', html):
        form[key] = unescape(text)
    themes = re.findall(r'name="category" value="([^"]*)" checked', html)
    before = drafted(stage)
    assert client.post(here, data={**form, "category": themes}).status_code == 303
    assert drafted(stage) == before


def unescape(text: str) -> str:
    from html import unescape as plain

    return plain(text)


def drafted(stage: Stage) -> dict[str, object]:
    from afweging.case.publication.models import Draft

    with stage.app.app_context():
        return dict(db.session().get_one(Draft, stage.dossier(db.session(), ARREARS).id).fields)


def test_one_button_follows_the_answers_again(stage: Stage) -> None:
    client = stage.client("samira")
    here = address(stage, ARREARS)
    assert "goal" in drafted(stage)
    client.post(here, data={"revision": fields(client, here)["revision"], "follow": "goal"})
    assert "goal" not in drafted(stage)


def test_without_the_tick_nothing_is_published(stage: Stage) -> None:
    client = stage.client("samira")
    here = address(stage, ARREARS)
    refused = client.post(f"{here}/publiceren", data={"reason": "Dit staat er nog.", "seen": "0" * 64})
    assert refused.status_code == 422
    assert "Dit staat er nog." in refused.text


def test_an_unseen_text_leads_to_its_preview(stage: Stage) -> None:
    client = stage.client("samira")
    here = address(stage, ARREARS)
    assert "Bekijk eerst het voorbeeld" in client.get(f"{here}/publiceren").text
    refused = client.post(f"{here}/publiceren", data={"reason": "Zo.", "seen": "0" * 64, "sure": "1"})
    assert refused.status_code == 409


def test_the_preview_is_the_page_that_residents_get(stage: Stage) -> None:
    client = stage.client("samira")
    here = address(stage, HOUSES)
    preview = client.get(f"{here}/voorbeeld").text
    token = re.search(r"gezien=([0-9a-f]{64})", preview)
    assert token
    done = client.post(
        f"{here}/publiceren", data={"seen": token[1], "sure": "1", "reason": "Nog eens bekeken."}
    )
    assert done.status_code == 303, done.text
    stage.work()
    number = re.search(r'href="/algoritmes/(\d{8})"', client.get(here).text)
    assert number
    public = stage.app.test_client().get(f"/algoritmes/{number[1]}", follow_redirects=True).text
    assert body(preview) == body(public)


def body(html: str) -> str:
    """The answers to the questions, but for the last one: history and downloads bear the moment."""
    found = re.search(r"<main.*?(?=<section[^>]*vraag-14)", html, re.DOTALL)
    assert found
    return re.sub(r"<dl>.*?</dl>", "", found[0], flags=re.DOTALL)


def test_taking_away_needs_two(stage: Stage) -> None:
    samira, ilse = stage.client("samira"), stage.client("ilse")
    here = address(stage, ARREARS)
    empty = samira.post(f"{here}/verbeteren", data={"act": "retract", "reason": ""})
    assert empty.status_code == 422
    assert samira.post(f"{here}/verbeteren", data={"act": "retract", "reason": "Onjuist."}).status_code == 303
    link = re.search(r'href="([^"]+/verzoeken/[0-9A-Z]{10})"', samira.get(here).text)
    assert link
    assert samira.post(link[1], data={"choice": "confirm"}).status_code == 403
    assert "Onjuist." in ilse.get(link[1]).text
    assert ilse.post(link[1], data={"choice": "confirm"}).status_code == 303
    stage.work()
    assert "Weggehaald" in ilse.get(here).text
    assert ilse.get(f"{here}/voorbeeld").status_code == 200


def test_correcting_leads_over_the_preview(stage: Stage) -> None:
    samira, ilse = stage.client("samira"), stage.client("ilse")
    here = address(stage, ARREARS)
    form = fields(samira, here)
    sent = {"was-goal": form["was-goal"], "revision": form["revision"], "goal": "Het was 12 euro."}
    samira.post(here, data=sent)
    unseen = samira.post(f"{here}/verbeteren", data={"act": "rectify", "reason": "Een verkeerd bedrag."})
    assert unseen.status_code == 409
    assert "Een verkeerd bedrag." in unseen.text
    way = re.search(r'href="([^"]+/verbeteren\?gezien=[0-9a-f]{64})"', samira.get(f"{here}/voorbeeld").text)
    assert way
    seen = way[1].rpartition("=")[2]
    assert f'value="{seen}"' in samira.get(way[1]).text
    data = {"act": "rectify", "reason": "Een verkeerd bedrag.", "seen": seen}
    assert samira.post(f"{here}/verbeteren", data=data).status_code == 303
    link = re.search(r'href="([^"]+/verzoeken/[0-9A-Z]{10})"', ilse.get(here).text)
    assert link
    assert "12 euro" in ilse.get(link[1]).text
    assert ilse.post(link[1], data={"choice": "confirm"}).status_code == 303


def test_the_register_page_says_what_waits(stage: Stage) -> None:
    page = stage.client("samira").get("/werk/register")
    assert page.status_code == 200
    assert "openbaar" in page.text
    assert stage.client("sanne").get("/werk/register").status_code == 403


@pytest.mark.parametrize("name", ["samira", "ilse", "wouter", "marjan", "sanne"])
def test_every_page_opens_for_who_may_read(stage: Stage, name: str) -> None:
    client = stage.client(name)
    for number in (ARREARS, HOUSES):
        here = address(stage, number)
        for page in ("", "/voorbeeld", "/publiceren", "/verbeteren", "/stand"):
            assert client.get(here + page).status_code == 200, page
        assert client.get(here.replace("publicatie", "openbaarheid")).status_code == 200


def test_who_may_not_read_the_dossier_finds_nothing(stage: Stage) -> None:
    client = stage.client("noor")
    here = address(stage, ARREARS)
    for page in ("", "/voorbeeld", "/publiceren", "/verbeteren", "/stand"):
        assert client.get(here + page).status_code == 404
    assert client.get(here.replace("publicatie", "openbaarheid")).status_code == 404


GARBAGE = ("", "\x00", "a" * 30_000, "-1", "99999999999999999999", "’“”", "<script>", "|||", "[]")


@pytest.mark.parametrize("text", GARBAGE)
def test_no_input_falls_over(stage: Stage, text: str) -> None:
    client = stage.client("samira")
    here = address(stage, ARREARS)
    revision = fields(client, here)["revision"]
    keys = ("goal", "status", "category", "begin_date", "website", "numbers", "lawful_basis_grouping", "name")
    data = {f"was-{key}": mark_of("x") for key in keys} | dict.fromkeys(keys, text)
    everywhere = (
        (here, {**data, "revision": revision}),
        (here, {**data, "revision": text, "follow": text, "take": text}),
        (f"{here}/publiceren", {"seen": text, "reason": text, "sure": text}),
        (f"{here}/verbeteren", {"act": text, "reason": text, "seen": text}),
        (
            here.replace("publicatie", "openbaarheid/field:provider"),
            dict.fromkeys(("level", "woo_ground", "weighing", "placeholder", "review_by"), text),
        ),
        (
            here.replace("publicatie", "openbaarheid/field:provider/oordeel"),
            {"choice": text, "because": text},
        ),
        (here.replace("publicatie", "openbaarheid/answer:bestaat-niet"), {"level": "withheld"}),
    )
    for where, sent in everywhere:
        assert client.post(where, data=sent).status_code < 500, where
    assert client.get(f"{here}/voorbeeld").status_code == 200
    assert client.get(f"{here}/publiceren?gezien={'x' * 2000}").status_code == 200
