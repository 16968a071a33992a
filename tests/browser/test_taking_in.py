"""An officer takes in a file of another program, reads what had no place, and compares: axe finds nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.browser.people import People
from tests.browser.test_editor import LIST, OFFICER, follow, looked_at, press

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

QUESTIONS = [
    {"type": "text", "name": f"vraag{number}", "title": f"Wat is punt {number}?", "tabIndex": number}
    for number in range(14)
]
LONG = {
    "type": "text",
    "name": "een_heel_lange_naam_" * 4,
    "title": "Hoe dan?",
    "visibleIf": "age({weg}) > 'x'",
}
SURVEY = {
    "title": "Vragen over een algoritme",
    "showProgressBar": "top",
    "pages": [
        {"name": "een", "title": "Het doel", "elements": QUESTIONS},
        {"name": "twee", "title": "De rest", "elements": [LONG, {"type": "signaturepad", "name": "krabbel"}]},
    ],
}


def test_a_file_is_taken_in_and_compared(people: People) -> None:
    page = people.window(OFFICER)
    page.goto(f"{LIST}/importeren")
    looked_at(page)
    choose(page, b"{")
    with page.expect_navigation():
        page.get_by_role("button", name="Neem het over").click()
    expect(page.get_by_text("Regel 1: Het bestand houdt op voordat het af is.").first).to_be_visible()
    looked_at(page)
    choose(page, json.dumps(SURVEY).encode())
    press(page, "Neem het over")
    expect(page.get_by_text("Hoe het eruitziet, heeft hier geen plaats")).to_be_visible()
    expect(page.get_by_text("tabIndex (3)")).to_be_hidden()
    looked_at(page)
    for summary in page.locator("details.outline:not([open]) > summary").all()[::-1]:
        summary.click()
    expect(page.get_by_text("tabIndex (3)")).to_be_visible()
    looked_at(page)
    follow(page, "Naar het concept")
    expect(page.get_by_role("link", name="Bekijk het verslag")).to_be_visible()
    looked_at(page)
    follow(page, "Vergelijken")
    looked_at(page)
    page.get_by_label("Vergelijk het concept met").select_option(index=1)
    page.get_by_role("button", name="Vergelijk", exact=True).click()
    page.wait_for_load_state()
    expect(page.get_by_text("Wat is punt 3?").first).to_be_attached()
    looked_at(page)


def choose(page: Any, data: bytes) -> None:
    """Say what kind of file it is, and which."""
    page.get_by_label("SurveyJS (JSON)", exact=True).check()
    page.get_by_label("Het bestand").set_input_files(
        {"name": "vragen.json", "mimeType": "application/json", "buffer": data}
    )
