"""Signing in: nobody learns who exists, nobody guesses long, and an old session opens nothing."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from afweging.foundation.database import db, writing
from afweging.foundation.identity import operations, passwords, sessions
from afweging.foundation.identity.models import Attempt, Person, SignIn
from afweging.settings import Settings
from tests.support import world
from tests.support.pages import PageClient

SESSION = "afw_session"


def enter(client: FlaskClient, email: str, password: str, target: str = "/werk/mijn") -> TestResponse:
    return client.post("/inloggen", data={"email": email, "password": password, "next": target})


def token(client: PageClient) -> str:
    cookie = client.get_cookie(SESSION)
    assert cookie is not None
    return cookie.value


def test_the_right_password_opens_the_workspace(client: PageClient) -> None:
    response = enter(client, " Member@GM9990.example ", world.PASSWORD)
    assert (response.status_code, response.location) == (303, "/werk/mijn")
    assert "Member Vlierwoude" in client.get("/werk/mijn").text


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_from_elsewhere(client: PageClient) -> None:
    cookies = enter(client, world.email_of("member"), world.PASSWORD).headers.getlist("Set-Cookie")
    session = next(cookie for cookie in cookies if cookie.startswith(SESSION))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in session.split(";")}


def test_the_database_keeps_no_token_that_opens_anything(client: PageClient, app: Flask) -> None:
    enter(client, world.email_of("member"), world.PASSWORD)
    with app.app_context():
        row = db.session.scalars(select(SignIn)).one()
    assert row.token_sha256 == sessions.hash_token(token(client))
    assert token(client) not in row.token_sha256


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (world.email_of("member"), "niet het wachtwoord"),
        ("niemand@gm9990.example", world.PASSWORD),
        ("niemand@gm9990.example", "x"),
    ],
)
def test_everybody_gets_the_same_answer(client: PageClient, email: str, password: str) -> None:
    response = enter(client, email, password)
    assert response.status_code == 422
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in response.text
    assert email in response.text  # what was typed is still there
    assert password not in response.text.replace(email, "").split("csrf_token")[0] or password == "x"


def test_a_disabled_person_gets_that_answer_too(client: PageClient, app: Flask) -> None:
    with app.app_context(), writing() as session:
        session.execute(update(Person).where(Person.email == world.email_of("member")).values(active=False))
    assert enter(client, world.email_of("member"), world.PASSWORD).status_code == 422


def test_a_password_is_compared_for_unknown_people_just_as_well(settings: Settings) -> None:
    hasher = passwords.Passwords(settings)
    compared: list[str] = []
    original = hasher._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            compared.append(stored)
            return original.verify(stored, password)

    hasher._hasher = Counting()  # type: ignore[assignment]
    assert not hasher.fits(None, "iets")
    assert not hasher.fits(original.hash("anders"), "iets")
    assert len(compared) == 2
    assert compared[0].split("$")[:4] == compared[1].split("$")[:4], "not the same work"


def test_guessing_stops_after_a_few_tries_also_with_the_right_password(
    client: PageClient, settings: Settings
) -> None:
    for _ in range(settings.sign_in_attempts):
        assert enter(client, world.email_of("member"), "mis").status_code == 422
    response = enter(client, world.email_of("member"), world.PASSWORD)
    assert response.status_code == 429
    assert "Te veel pogingen" in response.text
    assert enter(client, world.email_of("fg"), world.PASSWORD).status_code == 303, "others still come in"


def test_unknown_people_are_throttled_alike(client: PageClient, settings: Settings) -> None:
    for _ in range(settings.sign_in_attempts):
        enter(client, "niemand@gm9990.example", "mis")
    assert enter(client, "niemand@gm9990.example", "mis").status_code == 429


def test_one_address_cannot_try_everybody(app: Flask, settings: Settings) -> None:
    now = world.NOW
    with app.app_context(), writing() as session:
        for number in range(settings.sign_in_attempts_address):
            operations.knock(session, settings, f"p{number}@x.example", "192.0.2.1", now=now)
        with pytest.raises(Exception, match="Te veel pogingen"):
            operations.knock(session, settings, "nog@x.example", "192.0.2.1", now=now)
        operations.knock(session, settings, "nog@x.example", "192.0.2.2", now=now)
        later = now + dt.timedelta(minutes=settings.sign_in_window_minutes, seconds=1)
        operations.knock(session, settings, "nog@x.example", "192.0.2.1", now=later)


def test_tries_are_kept_without_names_and_forgotten_after_success(client: PageClient, app: Flask) -> None:
    enter(client, world.email_of("member"), "mis")
    with app.app_context():
        kept = db.session.scalars(select(Attempt.subject)).all()
        assert all(len(subject) == 64 and "member" not in subject for subject in kept)
    enter(client, world.email_of("member"), world.PASSWORD)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == 2, (
            "the address's own tries stay"
        )


def test_a_session_planted_before_the_sign_in_opens_nothing(client: PageClient) -> None:
    client.set_cookie(SESSION, "planted-by-somebody-else")
    enter(client, world.email_of("member"), world.PASSWORD)
    assert token(client) != "planted-by-somebody-else"


def test_a_form_token_of_before_the_sign_in_is_refused_after_it(client: PageClient) -> None:
    before = client.form_token()
    enter(client, world.email_of("member"), world.PASSWORD)
    client.sends_tokens = False
    response = client.post("/werk/mijn/taal", data={"language": "en"}, headers={"X-CSRF-Token": before})
    assert response.status_code == 400
    assert "verlopen" in response.text


def test_a_form_token_planted_by_somebody_else_is_refused(client: PageClient, app: Flask) -> None:
    attacker = app.test_client()
    assert isinstance(attacker, PageClient)
    world.sign_in(attacker, "fg")
    planted = attacker.form_token()
    attacker.get("/werk/mijn")
    world.sign_in(client, "member")
    cookie = attacker.get_cookie("afw_form")
    assert cookie is not None
    client.set_cookie("afw_form", cookie.value)
    client.sends_tokens = False
    response = client.post("/werk/mijn/taal", data={"language": "en"}, headers={"X-CSRF-Token": planted})
    assert response.status_code == 400


def test_whoever_may_not_come_in_any_more_is_out_whatever_the_session_says(
    client: PageClient, app: Flask
) -> None:
    world.sign_in(client, "member")
    with app.app_context(), writing() as session:
        session.execute(update(Person).where(Person.email == world.email_of("member")).values(active=False))
    assert client.get("/werk/mijn").status_code == 303


def test_signing_out_ends_the_session_itself(client: PageClient, app: Flask) -> None:
    enter(client, world.email_of("member"), world.PASSWORD)
    kept = token(client)
    assert client.post("/uitloggen").status_code == 303
    client.set_cookie(SESSION, kept)
    response = client.get("/werk/mijn")
    assert (response.status_code, response.location) == (303, "/inloggen?next=/werk/mijn")


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"last_seen_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"revoked_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_an_old_idle_or_revoked_session_opens_nothing(
    client: PageClient, app: Flask, changes: dict[str, dt.datetime]
) -> None:
    world.sign_in(client, "member")
    assert client.get("/werk/mijn").status_code == 200
    with app.app_context(), writing() as session:
        session.execute(update(SignIn).values(**changes))
    assert client.get("/werk/mijn").status_code == 303


def test_use_is_noted_at_most_once_a_minute(client: PageClient, app: Flask) -> None:
    world.sign_in(client, "member")
    seen = _last_seen(app)
    client.get("/werk/mijn")
    assert _last_seen(app) == seen
    with app.app_context(), writing() as session:
        session.execute(update(SignIn).values(last_seen_at=seen - dt.timedelta(minutes=2)))
    client.get("/werk/mijn")
    assert _last_seen(app) > seen - dt.timedelta(minutes=1)


def _last_seen(app: Flask) -> dt.datetime:
    with app.app_context():
        seen = db.session.scalars(select(SignIn.last_seen_at)).one()
        db.session.rollback()
    return seen


def test_the_password_again_makes_a_fresh_session_with_another_token(client: PageClient, app: Flask) -> None:
    world.sign_in(client, "mandate_holder", fresh=False)
    before = token(client)
    assert client.get("/inloggen/opnieuw?next=/werk/mijn").status_code == 200
    wrong = client.post("/inloggen/opnieuw", data={"password": "mis", "next": "/werk/mijn"})
    assert (wrong.status_code, token(client)) == (422, before)
    right = client.post("/inloggen/opnieuw", data={"password": world.PASSWORD, "next": "/werk/mijn"})
    assert (right.status_code, right.location) == (303, "/werk/mijn")
    assert token(client) != before
    assert client.get("/werk/mijn").status_code == 200
    old = app.test_client()
    old.set_cookie(SESSION, before)
    assert old.get("/werk/mijn").status_code == 303, "a token that was seen before cannot decide"
    with app.app_context():
        fresh_at = db.session.scalars(select(SignIn.fresh_at)).one()
    assert dt.datetime.now(dt.UTC) - fresh_at < dt.timedelta(minutes=1)


def test_changing_the_password_ends_the_other_sessions(client: PageClient, app: Flask) -> None:
    elsewhere = app.test_client()
    world.sign_in(elsewhere, "member")
    world.sign_in(client, "member")
    assert client.get("/werk/mijn/wachtwoord").status_code == 200
    new = "een heel ander zinnetje"
    form = {"current": world.PASSWORD, "password": new, "again": new}
    assert client.post("/werk/mijn/wachtwoord", data=form).status_code == 303
    assert client.get("/werk/mijn").status_code == 200
    assert elsewhere.get("/werk/mijn").status_code == 303
    assert enter(app.test_client(), world.email_of("member"), new).status_code == 303


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (
            {"current": "mis", "password": "een heel ander zinnetje", "again": "een heel ander zinnetje"},
            "huidige",
        ),
        ({"current": world.PASSWORD, "password": "kort", "again": "kort"}, "minstens 12"),
        ({"current": world.PASSWORD, "password": "wachtwoord123!", "again": "wachtwoord123!"}, "te raden"),
        (
            {"current": world.PASSWORD, "password": "een heel ander zinnetje", "again": "iets"},
            "niet hetzelfde",
        ),
        ({}, "Vul uw huidige wachtwoord in"),
    ],
)
def test_a_bad_new_password_is_refused_at_its_place(
    client: PageClient, form: dict[str, str], message: str
) -> None:
    world.sign_in(client, "member")
    response = client.post("/werk/mijn/wachtwoord", data=form)
    assert response.status_code == 422
    assert message in response.text


def test_a_one_time_password_leads_to_a_new_one_and_nowhere_else(client: PageClient, app: Flask) -> None:
    settings: Settings = app.config["AFWEGING"]
    once = passwords.one_time_password()
    with app.app_context(), writing() as session:
        person = world.person(session, "member")
        person.password_hash = passwords.of(settings).hash(once, one_time=True)
    assert enter(client, world.email_of("member"), once).status_code == 303
    assert client.get("/werk/mijn").location == "/werk/mijn/wachtwoord"
    form = {"current": once, "password": "mijn eigen zinnetje", "again": "mijn eigen zinnetje"}
    assert client.post("/werk/mijn/wachtwoord", data=form).status_code == 303
    assert client.get("/werk/mijn").status_code == 200
    assert enter(app.test_client(), world.email_of("member"), once).status_code == 422


def test_one_can_end_ones_own_sessions_and_no_one_elses(client: PageClient, app: Flask) -> None:
    world.sign_in(app.test_client(), "fg")
    elsewhere = app.test_client()
    world.sign_in(elsewhere, "member")
    world.sign_in(client, "member")
    with app.app_context():
        rows = {row.id: row.person_id for row in db.session.scalars(select(SignIn)).all()}
        mine = world.person(db.session(), "member").id
    other = next(number for number, owner in rows.items() if owner != mine)
    assert client.post(f"/werk/mijn/sessies/{other}").status_code == 404
    for number in (number for number, owner in rows.items() if owner == mine):
        if number != max(rows):
            assert client.post(f"/werk/mijn/sessies/{number}").status_code == 303
    assert elsewhere.get("/werk/mijn").status_code == 303
    assert client.get("/werk/mijn").status_code == 200


def test_knowing_who_comes_in_takes_under_a_third_of_a_millisecond(client: PageClient, app: Flask) -> None:
    world.sign_in(client, "mandate_holder")
    settings: Settings = app.config["AFWEGING"]
    now = dt.datetime.now(dt.UTC)
    with app.app_context():
        session = db.session()
        sessions.load(session, settings, token(client), now)
        times = []
        for _ in range(200):
            start = time.perf_counter()
            sessions.load(session, settings, token(client), now)
            times.append(time.perf_counter() - start)
    assert sorted(times)[len(times) // 2] < 0.0003


def test_a_look_at_the_head_is_led_to_the_door_as_a_look_at_the_page(client: PageClient) -> None:
    assert client.head("/werk/").status_code == client.get("/werk/").status_code == 303
