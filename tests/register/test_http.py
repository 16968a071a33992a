"""Stored bytes keep the rules of HTTP, with the fast path and without it."""

import gzip
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from afweging.register import operations
from afweging.register.http import accepted, unchanged
from afweging.register.operations import Register
from afweging.register.public import create_public_app
from afweging.register.reader import Pages
from afweging.register.wsgi import RegisterFastPath
from tests.register import vlierwoude

ENTRY = "/algoritmes/19990002/vroeg-erbij-bij-achterstanden"


@pytest.fixture(params=["fast path", "flask"])
def plain(request: pytest.FixtureRequest, register: Register) -> FlaskClient:
    app = create_public_app(register.path)
    if request.param == "flask":
        app.wsgi_app = app.wsgi_app.app  # type: ignore[method-assign, attr-defined]
    return app.test_client()


def get(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    return client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_encodings_hold_the_same_page(plain: FlaskClient) -> None:
    identity = get(plain, ENTRY)
    packed = get(plain, ENTRY, Accept_Encoding="gzip")
    small = get(plain, ENTRY, Accept_Encoding="gzip, deflate, br")
    assert gzip.decompress(packed.data) == brotli.decompress(small.data) == identity.data
    assert (packed.headers["Content-Encoding"], small.headers["Content-Encoding"]) == ("gzip", "br")
    assert "Content-Encoding" not in identity.headers
    etags = {response.headers["ETag"] for response in (identity, packed, small)}
    assert len(etags) == 3
    assert all(response.headers["Vary"] == "Accept-Encoding" for response in (identity, packed, small))


def test_what_the_client_has_is_not_sent_again(plain: FlaskClient) -> None:
    etag = get(plain, ENTRY, Accept_Encoding="br").headers["ETag"]
    again = get(plain, ENTRY, Accept_Encoding="br", If_None_Match=f'"other", W/{etag}')
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    assert get(plain, ENTRY, Accept_Encoding="gzip", If_None_Match=etag).status_code == 200


def test_head_is_get_without_the_body(plain: FlaskClient) -> None:
    head, whole = plain.head(ENTRY), plain.get(ENTRY)
    assert head.data == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize(
    "address", ["/", ENTRY, "/algoritmes/19990002", "/algoritmes?q=boom", "/controleren", "/nergens"]
)
def test_every_answer_bears_the_headers(plain: FlaskClient, address: str) -> None:
    headers = plain.get(address).headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "nonce" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


def test_the_report_is_a_pdf_with_its_digest_as_etag(plain: FlaskClient) -> None:
    response = plain.get("/algoritmes/19990002/rapport.pdf")
    assert response.data == vlierwoude.report().pdf
    assert response.mimetype == "application/pdf"
    assert response.headers["ETag"].strip('"') == vlierwoude.report().sha256[:20]


@pytest.mark.parametrize(
    ("header", "encodings"),
    [
        ("", ("identity",)),
        ("gzip", ("gzip", "identity")),
        ("br;q=0, gzip;q=0.5", ("gzip", "identity")),
        ("*", ("br", "gzip", "identity")),
        ("*;q=0", ("identity",)),
        ("gzip;q=x, BR", ("br", "identity")),
        (";;;,,=", ("identity",)),
    ],
)
def test_accept_encoding_is_read(header: str, encodings: tuple[str, ...]) -> None:
    assert accepted(header) == encodings


def test_a_star_means_any_etag() -> None:
    assert unchanged('"a"', " * ")
    assert unchanged('"a"', '"b","a"')
    assert not unchanged('"a"', "")


def test_memory_follows_the_register(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afweging.register.reader.LOOK_AGAIN", 0)
    pages = Pages(register.path)
    before = pages.page(ENTRY)
    assert pages.page(ENTRY) is before
    operations.apply_publication(register, "2", vlierwoude.arrears_again(), None)
    after = pages.page(ENTRY)
    assert before is not None
    assert after is not None
    assert after.bodies["identity"].etag != before.bodies["identity"].etag
    pages.reader.close()


def test_a_register_that_cannot_be_read_leaves_the_request_to_the_app(tmp_path: Any) -> None:
    def app(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"app"]

    fast = RegisterFastPath(app, tmp_path / "none.sqlite")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    assert list(fast(environ, lambda *_: None)) == [b"app"]
