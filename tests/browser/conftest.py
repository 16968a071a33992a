"""One program and one browser for all these tests; every test gets windows of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import house as houses
from tests.browser.house import House
from tests.browser.people import People
from tests.tools.need import missing

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The program with its worker, on the demonstration."""
    folder = tmp_path_factory.mktemp("house")
    settings = houses.build(folder / "instance")
    with houses.running(settings, folder / "log") as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real browser, without windows on any screen."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        missing("Chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def people(house: House, browser: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[People]:
    """Whoever sits down at a screen in this test. When it fails, what they saw is kept."""
    people = People(house, browser)
    yield people
    if request.session.testsfailed:
        people.keep_pictures(tmp_path)
    people.leave()
