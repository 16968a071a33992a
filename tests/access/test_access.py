"""No address vanishes, nobody gets in where they do not belong, and nothing that is sent breaks the house."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.access.conftest import House
from tests.access.routes import Route, routes
from tests.access.stage import VISITORS
from tests.access.table import BODIES, FORM_FIRST, FRAGMENTS, WHO, who_gets_in
from tests.support.pages import PageClient

SNAPSHOT = Path(__file__).with_name("routes.txt")
UPDATE = "write the new list with: python -m tests.access.snapshot"
OUT = frozenset({401, 403, 404})
NEVER_THERE = "0000000000"
ODD = (
    NEVER_THERE,
    "999999999999999999999999999999",
    "-1",
    "0",
    "%00",
    "%F0%9F%A6%9C",
    "%C3%A9%E2%80%AE%CC%81",
    "%ED%A0%80",
    "%FF%FE",
    "..%2F..%2Fetc%2Fpasswd",
    "a" * 3000,
    "'%3B%20DROP%20TABLE%20person--",
)


def test_no_address_vanishes_or_appears_unseen(app: Flask) -> None:
    known = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    found = [str(route) for route in routes(app)]
    gone, new = sorted(set(known) - set(found)), sorted(set(found) - set(known))
    assert not gone, f"these addresses vanished; leave a redirect behind, then {UPDATE}\n" + "\n".join(gone)
    assert not new, f"these addresses are new; say in table.py who gets in, then {UPDATE}\n" + "\n".join(new)


def test_every_view_says_who_gets_in(app: Flask) -> None:
    endpoints = {route.endpoint for route in routes(app)}
    silent = sorted(endpoint for endpoint in endpoints if who_gets_in(endpoint) is None)
    assert not silent, "tests/access/table.py does not say who gets in at: " + ", ".join(silent)
    assert not WHO.keys() - endpoints, f"no longer there: {sorted(WHO.keys() - endpoints)}"


@pytest.mark.slow
def test_each_gets_in_where_they_belong_and_nowhere_else(house: House, stage_name: str) -> None:
    """In the last stage everything that an address names is there; before, much of it is not there yet."""
    wrong = [
        f"{route}: {visitor} {problem}"
        for route in routes(house.app)
        if route.endpoint != "static" and (route.method == "GET" or stage_name == "decided")
        for visitor in VISITORS
        if (problem := _problem(house, route, visitor, whole=stage_name == "decided"))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("stage_name", ["decided"], indirect=True)
def test_wrong_and_strange_addresses_never_break_the_house(house: House, stage_name: str) -> None:
    PageClient.checks_pages = False
    broken = [
        f"{method} {address} as {visitor}: {status}"
        for route in routes(house.app)
        for address, method in _strange(house, route)
        for visitor in ("member", "mandate_holder", "admin")
        if (status := house.knock(visitor, method, address).status_code) >= 500
    ]
    PageClient.checks_pages = True
    assert not broken, "\n".join(broken)


def _strange(house: House, route: Route) -> list[tuple[str, str]]:
    """Return the address with each parameter in turn made strange, and with methods it does not have."""
    found = [
        (route.address(house.stage, **{parameter: odd}), route.method)
        for parameter in route.parameters
        for odd in ODD
    ]
    other = [(route.address(house.stage), method) for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")]
    return found + (other if route.method == "GET" else [])


def _problem(house: House, route: Route, visitor: str, *, whole: bool) -> str:
    """Return what is wrong with the answer to somebody; every page that is asked for is looked at, too."""
    belongs = visitor in (who_gets_in(route.endpoint) or ())
    PageClient.checks_pages = route.method == "GET" and route.endpoint not in FRAGMENTS
    try:
        response = house.knock(
            visitor, route.method, route.address(house.stage), data=BODIES.get(route.endpoint)
        )
    except AssertionError as error:
        return f"gets a bad page: {error}"
    finally:
        PageClient.checks_pages = True
    return _wrong_answer(route, response, belongs, whole=whole)


def _wrong_answer(route: Route, response: TestResponse, belongs: bool, *, whole: bool) -> str:
    status = response.status_code
    to_sign_in = status == 303 and (response.location or "").startswith("/inloggen?next=")
    kept_out = status in OUT or to_sign_in
    if status >= 500:
        return f"broke it: {status}"
    if belongs and kept_out and whole and route.endpoint not in MAY_MISS:
        return f"does not get in: {status}"
    if not belongs and not kept_out and not (status == 422 and route.endpoint in FORM_FIRST):
        return f"gets in: {status} {response.location or ''}"
    return ""


# Of the public register: an address that the stage has nothing for.
MAY_MISS = frozenset({"register.security", "register.stored", "register.entry"})
