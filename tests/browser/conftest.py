"""One program and one browser for all these tests; every test gets windows of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import house as houses
from tests.browser.house import House
from tests.browser.people import People


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The program with its worker, on the demonstration."""
    folder = tmp_path_factory.mktemp("house")
    settings = houses.build(folder / "instance")
    with houses.running(settings, folder / "log") as house:
        yield house


@pytest.fixture
def people(house: House, browser: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[People]:
    """Whoever sits down at a screen in this test. When it fails, what they saw is kept."""
    people = People(house, browser)
    yield people
    if request.session.testsfailed:
        people.keep_pictures(tmp_path)
    people.leave()
