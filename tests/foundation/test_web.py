"""Headers, refusals, languages, dates and files: what every answer keeps to."""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import logging
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from afweging import app as composition
from afweging.app import create_app, freeze
from afweging.foundation.database import db
from afweging.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Problem, WrongState
from afweging.foundation.web import dates, security
from afweging.foundation.web.doors import put_at
from afweging.foundation.web.redirects import safe_next
from afweging.settings import Settings
from tests.support import world
from tests.support.pages import PageClient

ERRORS = {
    "not_found": (NotFound("x", "Dit dossier is er niet."), 404),
    "not_allowed": (NotAllowed("x", "Dit mag u niet."), 403),
    "wrong_state": (WrongState("x", "Dit kan nu niet: wacht op het advies."), 409),
    "invalid": (Invalid("x", "Er klopt iets niet.", (Problem("name", "Vul een naam in."),)), 422),
    "conflict": (Conflict("x", "Iemand was u voor.", mine="Mijn tekst", theirs="Hun tekst", revision=4), 409),
}


@pytest.fixture(scope="module")
def failing(settings: Settings) -> Flask:
    """An app with a view for each way to fail, at the workspace's door."""
    from flask import Blueprint

    from afweging.foundation.web.doors import public_view

    app = create_app(settings)
    app.test_client_class = PageClient
    app.config["PROPAGATE_EXCEPTIONS"] = False
    blueprint = Blueprint("failing", __name__, url_prefix="/werk/fail")

    @blueprint.route("/<name>", methods=["GET", "POST"])
    @public_view
    def fail(name: str) -> str:
        if name == "bug":
            raise RuntimeError("secret text of a resident")
        if name == "database":
            raise OperationalError("SELECT secret", {}, Exception("gone"))
        raise ERRORS[name][0]

    @blueprint.get("/undeclared")
    def undeclared() -> str:
        return "nobody said who may"

    put_at(app, "failing", "workspace")
    app.register_blueprint(blueprint)
    return app


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_what_the_domain_refuses_is_a_page_and_json_with_the_right_status(failing: Flask, name: str) -> None:
    error, status = ERRORS[name]
    client = failing.test_client()
    page = client.get(f"/werk/fail/{name}")
    assert page.status_code == status
    assert error.message in page.text or name == "conflict"
    data = client.get(f"/werk/fail/{name}", headers={"Accept": "application/json"})
    assert (data.status_code, data.mimetype) == (status, "application/json")
    assert data.get_json()["error"] == "x"


def test_a_conflict_shows_both_texts(failing: Flask) -> None:
    page = failing.test_client().get("/werk/fail/conflict").text
    assert "Mijn tekst" in page
    assert "Hun tekst" in page
    data = failing.test_client().get("/werk/fail/conflict", headers={"Accept": "application/json"}).get_json()
    assert (data["mine"], data["theirs"], data["revision"]) == ("Mijn tekst", "Hun tekst", 4)


def test_what_was_typed_stands_on_the_refusal(failing: Flask) -> None:
    form = {"reasons": "Een lange <b>tekst</b> die niemand nog eens wil typen", "password": "geheim woord"}
    page = failing.test_client().post("/werk/fail/wrong_state", data=form).text
    assert "Een lange &lt;b&gt;tekst&lt;/b&gt; die niemand" in page
    assert "geheim woord" not in page


@pytest.mark.parametrize("name", ["bug", "database"])
def test_the_last_resort_page_needs_nothing_and_tells_nothing(
    failing: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def broken(*_parts: object, **_named: object) -> str:
        raise RuntimeError("templates are gone too")

    monkeypatch.setattr("afweging.foundation.web.errors.render_template", broken)
    with caplog.at_level(logging.ERROR, "afweging.event"):
        page = failing.test_client().get(f"/werk/fail/{name}")
    assert page.status_code == 500
    assert page.headers["X-Request-ID"] in page.text
    assert "secret" not in page.text + caplog.text
    assert json.loads(caplog.messages[-1])["event"] == "request_failed"


def test_a_page_that_says_nothing_of_its_access_is_closed_to_all(failing: Flask) -> None:
    client = failing.test_client()
    world_is_here = client.get("/werk/fail/undeclared")
    assert world_is_here.status_code == 403


def test_with_the_database_gone_a_signed_in_page_is_the_last_resort(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    world.sign_in(client, "member")

    def gone(*_parts: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("afweging.foundation.identity.sessions.load", gone)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    assert client.get("/werk/mijn").status_code == 500
    assert client.get("/werk/bestaat-niet").status_code == 500
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/werk/nee", "/beheer/nee/nee/nee", "/geen-pagina"])
def test_an_unknown_page_is_a_404_page(client: PageClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "Deze pagina bestaat niet" in page.text


def test_a_wrong_method_says_which_is_right(client: PageClient) -> None:
    response = client.get("/uitloggen")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_what_is_too_large_is_heard_out_before_it_is_refused(client: PageClient) -> None:
    """Else a browser shows a broken connection, and nobody reads why."""
    file = io.BytesIO(b"x" * 60 * 1024 * 1024)
    response = client.post("/inloggen", input_stream=file, content_type="multipart/form-data; boundary=a")
    assert response.status_code == 413
    assert file.read() == b""


def test_too_large_is_a_clear_413(client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    response = client.post("/inloggen", data={"file": (io.BytesIO(b"x" * 5000), "big.pdf")})
    assert response.status_code == 413
    assert "50 megabyte" in response.text
    monkeypatch.setattr(security, "LARGEST_TEXT_FORM", 1000)
    assert client.post("/inloggen", data={"email": "x" * 5000}).status_code == 413
    many: dict[str, Any] = {f"field{number}": "x" for number in range(security.MOST_FORM_PARTS + 1)}
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 10_000_000)
    many["file"] = (io.BytesIO(b"x"), "small.pdf")
    assert client.post("/inloggen", data=many).status_code == 413


@pytest.mark.parametrize("path", ["/inloggen", "/geen-pagina", "/healthz", "/static/css/base.css"])
def test_every_answer_bears_the_headers(client: PageClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_public_pages_set_no_cookie_and_depend_on_none(client: PageClient) -> None:
    client.set_cookie("afw_session", "x")
    response = client.get("/geen-pagina")
    assert not response.headers.getlist("Set-Cookie")
    assert "Cookie" not in response.headers.get("Vary", "")


def test_https_brings_host_cookies_and_strict_transport(settings: Settings) -> None:
    app = create_app(
        Settings(
            instance=settings.instance,
            mode="test",
            secret_key=settings.secret_key,
            public_url="https://afweging.example",
        )
    )
    response = app.test_client().get("/inloggen", base_url="https://afweging.example")
    assert "max-age=63072000" in response.headers["Strict-Transport-Security"]
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-afw_form=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


def test_the_public_door_has_no_way_into_the_cases(settings: Settings) -> None:
    app = create_app(Settings(instance=settings.instance, mode="production"), role="public")
    assert "sqlalchemy" not in app.extensions
    assert "SQLALCHEMY_DATABASE_URI" not in app.config
    client = app.test_client()
    assert client.get("/inloggen").status_code == 404
    assert client.get("/werk/mijn").status_code == 404
    assert client.get("/healthz").status_code == 200
    assert not any(
        rule.rule.startswith(("/werk", "/beheer", "/inloggen")) for rule in app.url_map.iter_rules()
    )


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a@b", "x\r\ny: z"])
def test_a_host_that_is_not_ours_gets_no_page(client: PageClient, host: str) -> None:
    response = client.get("/inloggen", headers={"Host": host.replace("\r\n", "")})
    assert response.status_code == 400
    assert "<html" not in response.text


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/werk/",
        "javascript:alert(1)",
        "/werk/\r\nSet-Cookie: a=b",
        "/\t/evil.example",
        "werk",
        "",
        None,
        "///evil.example",
        "/%0d%0a\x00",
        "http:evil.example",
    ],
)
def test_next_never_leads_elsewhere(target: str | None) -> None:
    assert safe_next(target, "/werk/") == "/werk/"


@pytest.mark.parametrize("target", ["/", "/werk/", "/werk/a?b=c&d=%20e", "/algoritmes/AB12/naam#kop"])
def test_next_leads_to_our_own_pages(target: str) -> None:
    assert safe_next(target, "/x") == target


def test_a_sign_in_with_an_evil_next_stays_here(client: PageClient) -> None:
    page = client.get("/inloggen?next=//evil.example/")
    assert "evil.example" not in page.text.split("<main")[1].split("</main")[0]
    form = {"email": world.email_of("member"), "password": world.PASSWORD, "next": "//evil.example/"}
    assert client.post("/inloggen", data=form).location == "/werk/"


def test_no_header_can_be_written_through_an_address(client: PageClient) -> None:
    for path in (
        "/inloggen?next=/%0d%0aX-Evil:1",
        "/werk/%0d%0aX-Evil:1",
        "/inloggen/taal/en?next=/%0aX-Evil:1",
    ):
        response = client.get(path)
        assert "X-Evil" not in response.headers
        assert response.status_code < 500
    response = client.get("/inloggen", headers={"X-Request-ID": "<script>" * 3})
    assert re.fullmatch(r"[0-9a-f]{16}", response.headers["X-Request-ID"])
    assert (
        client.get("/inloggen", headers={"X-Request-ID": "abc-12345"}).headers["X-Request-ID"] == "abc-12345"
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_from_another_site_is_refused(client: PageClient, headers: dict[str, str]) -> None:
    world.sign_in(client, "member")
    assert client.post("/uitloggen", headers=headers).status_code == 403
    assert client.get("/werk/mijn").status_code == 200


def test_a_form_without_a_token_is_refused_and_keeps_what_was_typed(client: PageClient) -> None:
    world.sign_in(client, "member")
    client.sends_tokens = False
    response = client.post("/werk/mijn/taal", data={"language": "en", "note": "een tekst om te bewaren"})
    assert response.status_code == 400
    assert "een tekst om te bewaren" in response.text


def test_a_form_after_the_session_ended_keeps_what_was_typed(client: PageClient) -> None:
    response = client.post("/werk/mijn/taal", data={"note": "een tekst om te bewaren"})
    assert response.status_code == 401
    assert "een tekst om te bewaren" in response.text
    assert "/inloggen?next=" in response.text


def test_files_with_their_hash_may_be_kept_for_ever_and_others_not(client: PageClient) -> None:
    page = client.get("/inloggen").text
    url = re.search(r'href="(/static/css/base\.css\?v=[0-9a-f]{12})"', page)
    assert url is not None
    assert "immutable" in client.get(url[1]).headers["Cache-Control"]
    assert "immutable" not in client.get("/static/css/base.css?v=000000000000").headers["Cache-Control"]
    assert client.get("/static/../pyproject.toml").status_code == 404
    assert client.get("/static/nee.css").status_code == 404


def test_the_language_is_the_persons_the_devices_or_the_browsers(client: PageClient) -> None:
    assert 'lang="nl"' in client.get("/inloggen").text
    assert 'lang="en"' in client.get("/inloggen", headers={"Accept-Language": "en"}).text
    world.sign_in(client, "member")
    assert client.post("/werk/mijn/taal", data={"language": "en"}).status_code == 303
    assert 'lang="en"' in client.get("/werk/mijn").text
    assert client.get("/inloggen/taal/nl?next=/werk/mijn").location == "/werk/mijn"
    assert 'lang="nl"' in client.get("/werk/mijn").text
    assert client.post("/werk/mijn/taal", data={"language": "tlh"}).status_code == 422
    assert 'lang="en"' in client.get("/en/geen-pagina").text


@pytest.mark.parametrize(
    ("days", "day", "term"),
    [
        (0, "vandaag", "vandaag"),
        (1, "morgen", "morgen"),
        (9, "over 9 dagen", "over 9 dagen"),
        (-1, "gisteren", "1 dag te laat"),
        (-12, "12 dagen geleden", "12 dagen te laat"),
    ],
)
def test_days_are_told_from_today(app: Flask, days: int, day: str, term: str) -> None:
    today = dt.date(2026, 11, 23)
    with app.test_request_context("/werk/"):
        assert dates.dagen(today + dt.timedelta(days=days), today) == day
        assert dates.termijn(today + dt.timedelta(days=days), today) == term


def test_moments_are_shown_on_the_dutch_clock(app: Flask) -> None:
    summer = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    with app.test_request_context("/"):
        assert dates.datum_tijd(summer) == "2 juli 2026, 00:30"
        assert dates.datum(dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)) == "1 januari 2027"
        assert dates.datum(None) == ""


def test_one_line_a_request_without_a_word_of_content(
    client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "afweging.request"):
        client.post("/inloggen?next=/werk/geheim", data={"email": "geheim@x.example", "password": "geheim"})
    (line,) = [json.loads(message) for message in caplog.messages]
    assert line["route"] == "/inloggen"
    assert line["status"] == 422
    assert {"id", "wall_ms", "cpu_ms", "method"} <= set(line)
    assert "geheim" not in caplog.text


def test_ready_only_when_the_database_answers(client: PageClient, app: Flask) -> None:
    assert client.get("/healthz").status_code == 200
    with app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE organisation RENAME TO gone")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "cases" in response.text


def test_alive_also_with_the_database_gone(client: PageClient, app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
    (app.config["AFWEGING"].instance / "cases.sqlite3").unlink()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_what_the_start_made_is_out_of_the_collectors_sight() -> None:
    try:
        freeze()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()


def test_a_number_that_no_row_has_is_no_address(client: PageClient) -> None:
    world.sign_in(client, "member")
    assert client.post(f"/werk/mijn/sessies/{'9' * 30}").status_code == 404


@pytest.mark.parametrize("table", ["BLUEPRINTS", "REGISTRATIONS"])
def test_a_room_that_is_missing_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    gone = "afweging.case.nowhere.views"
    monkeypatch.setattr(
        composition, table, {"workspace": (f"{gone}:blueprint",)} if table == "BLUEPRINTS" else (gone,)
    )
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        composition.create_app(settings, role="workspace")
