"""What a page becomes when something is wrong with what was sent: told at its place, and accessible."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser import axe
from tests.browser.house import House
from tests.browser.people import NARROW, People
from tests.browser.test_every_page import SCROLLS

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@dataclass(frozen=True)
class Mistake:
    """Somebody at a page (`{6}` is dossier 6), who types something wrong and presses a button."""

    who: str | None
    address: str
    button: str
    type: Callable[[Any], None] = lambda page: None
    alert: bool = True


MISTAKES = {
    "sign in": Mistake(None, "/inloggen", "Inloggen", lambda page: page.get_by_label("Wachtwoord").fill("x")),
    "start": Mistake("sanne", "/werk/dossiers/nieuw", "Begin, en ga naar de snelle toets"),
    "hand in too early": Mistake("sanne", "/werk/wegingen/{7}/indienen", "Dien in", alert=False),
    "a number that is none": Mistake(
        "sanne",
        "/werk/wegingen/{7}/reikwijdte",
        "Bewaar en ga verder",
        lambda page: page.locator("#a-aantal_mensen").fill("heel veel"),
    ),
    "advise without a word": Mistake("wouter", "/werk/dossiers/{5}/advies", "Geef dit advies"),
    "invite nobody": Mistake("sanne", "/werk/dossiers/{7}/mensen", "Nodig uit"),
    "empty public text": Mistake(
        "samira",
        "/werk/dossiers/{2}/publicatie",
        "Bewaren",
        lambda page: page.locator("[name=website]").fill("geen adres"),
        alert=False,
    ),
    "ask to take away without a reason": Mistake(
        "samira", "/werk/dossiers/{2}/publicatie/verbeteren", "Vraag om weghalen"
    ),
    "check no file": Mistake(None, "/controleren", "Bestand controleren", alert=False),
    "check a code that is none": Mistake(
        None, "/controleren", "Code opzoeken", lambda page: page.locator("#code").fill("abc"), alert=False
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_place(people: People, house: House, name: str) -> None:
    mistake = MISTAKES[name]
    page = people.window(mistake.who)
    page.goto(filled(house, mistake.address))
    mistake.type(page)
    button = page.get_by_role("button", name=re.compile(f"^{mistake.button}"))
    with page.expect_response(lambda response: response.request.is_navigation_request()) as coming:
        button.first.click()
    page.wait_for_load_state()
    assert coming.value.status < 500
    if mistake.alert:
        expect(page.get_by_role("alert").first).to_be_visible()
    assert page.locator(".error, [role=alert], #verdict, #nog").count()
    assert page.locator("h1").count() == 1
    axe.check(page)
    page.set_viewport_size(NARROW)
    assert not page.evaluate(SCROLLS)
    axe.check(page)


def filled(house: House, address: str) -> str:
    """Put the ids of the demonstration's dossiers, or of their weighings, in an address."""

    def look(session: Any) -> str:
        found = address
        for number in range(1, 9):
            dossier = house.dossier(session, number)
            at = dossier.assessments[-1].public_id if "/wegingen/" in address else dossier.public_id
            found = found.replace(f"{{{number}}}", at)
        return found

    return house.read(look)
