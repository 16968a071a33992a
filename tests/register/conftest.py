"""A register with the Vlierwoude examples, made once and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from afweging.register import operations
from afweging.register.operations import Register
from afweging.register.public import create_public_app
from afweging.register.rendering import Renderer, Site
from tests.register import vlierwoude
from tests.support.pages import check_page

SITE = Site("https://register.example")
Door = Callable[[], FlaskClient]


class PublicClient(FlaskClient):
    """Every page that a test gets is checked against the rules of the public site."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response: TestResponse = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400 and response.data:
            check_page(response.text, public=True)
        return response


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(SITE)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, renderer: Renderer) -> Path:
    path = tmp_path_factory.mktemp("filled") / "register.sqlite"
    register = Register(path, renderer)
    operations.apply_organisation(register, "organisation", vlierwoude.VLIERWOUDE)
    for record in vlierwoude.ALL:
        report = vlierwoude.report() if record is vlierwoude.ARREARS else None
        operations.apply_publication(register, f"first:{record.number}", record, report)
    return path


@pytest.fixture
def register(filled: Path, tmp_path: Path, renderer: Renderer) -> Register:
    """A register of its own for this test."""
    path = tmp_path / "register.sqlite"
    for suffix in ("", "-wal"):
        source = filled.with_name(filled.name + suffix)
        if source.exists():
            shutil.copy(source, path.with_name(path.name + suffix))
    return Register(path, renderer)


@pytest.fixture
def empty(tmp_path: Path, renderer: Renderer) -> Register:
    """A register with nothing in it."""
    register = Register(tmp_path / "empty.sqlite", renderer)
    operations.prepare(register)
    return register


@pytest.fixture
def client(register: Register) -> Iterator[FlaskClient]:
    yield from _client(register)


@pytest.fixture
def empty_client(empty: Register) -> Iterator[FlaskClient]:
    yield from _client(empty)


def _client(register: Register) -> Iterator[FlaskClient]:
    app = create_public_app(register.path, SITE)
    app.testing = True
    app.test_client_class = PublicClient
    yield app.test_client()
    app.extensions["afweging_register"].pages.reader.close()
