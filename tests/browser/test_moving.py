"""Moving a weighing to another version and back, in a browser and by keyboard; axe finds nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from afweging import resources
from afweging.case.library import operations as library
from afweging.case.library.queries import installed_version, newest, pinned
from afweging.demo.play import CODE
from afweging.foundation.database import Session
from afweging.foundation.identity.actor import OPERATOR
from afweging.questionnaire.variants import read_variant, resolve
from tests.browser import axe
from tests.browser.house import House
from tests.browser.people import People
from tests.support import world

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
NAME, VERSION = "kleine-gemeente", "1.0.0"


@pytest.fixture(scope="module")
def variant(house: House) -> Iterator[None]:
    """Publish an example variant for as long as these tests run, so that others start with the model."""

    def publish(session: Session) -> None:
        here = world.organisation(session, CODE)
        base = pinned(session, newest(session, here.id, "model-afwegingsraamwerk").sha256)
        data = (resources.questionnaires() / "variants" / f"{NAME}.yaml").read_bytes()
        text = resolve(base, read_variant(data, NAME))
        library.install(session, OPERATOR, here, text, source=data, now=dt.datetime.now(dt.UTC))

    def retire(session: Session) -> None:
        here = world.organisation(session, CODE)
        row = installed_version(session, here.id, NAME, VERSION)
        library.retire(session, OPERATOR, here, row, now=dt.datetime.now(dt.UTC))

    house.write(publish)
    yield
    house.write(retire)


def press(page: Any, name: str) -> None:
    """Press a button as a keyboard does."""
    button = page.get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")


def test_a_team_moves_and_goes_back_by_keyboard(people: People, house: House, variant: None) -> None:
    weighing = house.read(lambda session: house.dossier(session, 7).assessments[-1].public_id)
    page = people.window("sanne")
    page.goto(f"/werk/wegingen/{weighing}")
    axe.check(page)
    page.get_by_role("link", name="Bekijk wat er verandert").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Stap over naar Afwegingsraamwerk voor een kleine gemeente"
    )
    axe.check(page)
    press(page, "Stap over naar")
    expect(page.get_by_text("De weging staat nu op")).to_be_visible()
    axe.check(page)
    page.goto(f"/werk/wegingen/{weighing}/vragenlijst")
    expect(page.get_by_role("heading", name="Niet gevraagd in deze variant")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Terug naar Model-afwegingsraamwerk").press("Enter")
    axe.check(page)
    press(page, "Ga terug naar")
    expect(page.get_by_text("De weging staat weer op")).to_be_visible()


def test_an_officer_looks_at_a_variant_and_proposes_its_changes(
    people: People, house: House, variant: None
) -> None:
    page = people.window("ilse")
    page.goto(f"/beheer/vragenlijsten/{CODE}/versie/{NAME}/{VERSION}")
    axe.check(page)
    page.get_by_role("link", name="Stel wijzigingen landelijk voor").press("Enter")
    axe.check(page)
    press(page, "Maak het voorstel")
    expect(page.get_by_role("alert")).to_contain_text("Kies ten minste één wijziging")
    page.get_by_role("checkbox").first.press("Space")
    with page.expect_download() as download:
        press(page, "Maak het voorstel")
    assert download.value.suggested_filename == f"voorstel-{NAME}-{VERSION}.yaml"
