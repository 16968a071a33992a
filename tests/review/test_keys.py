"""A reviewer with a keyboard: a finding is kept without a page load, and the bar and the judgement follow."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from afweging.case.review.models import Finding
from afweging.foundation.database import db, writing
from afweging.foundation.identity import sessions
from afweging.settings import Settings
from tests.review import cases
from tests.support import world
from tests.support.pages import PageClient

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser]


@pytest.fixture
def page(app: Flask, client: PageClient, settings: Settings, browser: Any) -> Iterator[Any]:
    """The officer's browser, at the review."""
    with app.app_context():
        with writing() as session:
            path = f"/werk/dossiers/{cases.taken(session, settings).dossier.public_id}/beoordeling"
        db.session.remove()
    world.sign_in(client, "privacy_officer")
    name = sessions.cookie_name(settings)
    cookie = client.get_cookie(name)
    assert cookie is not None
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}"
    window = browser.new_page()
    window.set_default_timeout(8000)
    window.context.add_cookies([{"name": name, "value": cookie.value, "url": base}])
    window.goto(base + path)
    yield window
    window.close()
    server.shutdown()
    thread.join()


def findings(app: Flask) -> dict[str, str]:
    with app.app_context():
        found = {row.section_id: row.verdict for row in db.session().query(Finding)}
        db.session.remove()
    return found


def test_three_keys_judge_three_sections(app: Flask, page: Any) -> None:
    for number, section in enumerate(cases.SECTIONS, start=1):
        finding = page.locator(f"#o-{section} [data-finding]")
        finding.locator("[data-key=a]").focus()
        page.keyboard.press("a")
        finding.get_by_text("Bewaard", exact=False).wait_for()
        left = f"Nog {3 - number} van 3" if number < 3 else "Alles is beoordeeld"
        page.locator("#balk").get_by_text(left).wait_for()
    page.locator("#oordeel-deel").get_by_label("Waarop rust uw oordeel?").wait_for()
    assert findings(app) == dict.fromkeys(cases.SECTIONS, "acceptable")


def test_an_improvement_says_at_once_what_it_still_lacks(app: Flask, page: Any) -> None:
    finding = page.locator("#o-toepassing [data-finding]")
    finding.locator("[data-key=i]").focus()
    page.keyboard.press("i")
    finding.get_by_text("heeft nog geen eigenaar").wait_for()
    finding.get_by_label("Wat moet er gebeuren?").fill("Hang een bord op.")
    finding.get_by_label("Door wie").fill("teamleider")
    finding.get_by_label("Uiterlijk").fill("2026-12-18")
    finding.get_by_label("Uiterlijk").blur()
    finding.get_by_text("heeft nog geen eigenaar").wait_for(state="detached")
    assert findings(app) == {"toepassing": "improve"}
