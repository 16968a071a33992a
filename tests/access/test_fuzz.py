"""Whatever a form holds, it is refused in words: never a 500."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.access.conftest import House
from tests.access.routes import Route, routes
from tests.access.table import WHO
from tests.support.pages import PageClient

EACH = 6  # forms per route and person; enough to see what a kind of value does, few enough to wait for
# Who comes furthest: the owner answers, the officer reviews, the mandate holder decides, the admin manages.
PEOPLE = ("member", "privacy_officer", "mandate_holder", "fg", "editor", "admin")
# Names that some form here knows, so that values reach the rules behind the fields.
NAMES = (
    *(
        "name",
        "email",
        "title",
        "role",
        "discipline",
        "kind",
        "route",
        "phase",
        "lifecycle",
        "summary",
        "organisation",
    ),
    *(
        "text",
        "proposal",
        "question",
        "place",
        "verdict",
        "comment",
        "measure",
        "measure_owner",
        "measure_due",
    ),
    *(
        "conclusion",
        "reasons",
        "deviation",
        "outcome",
        "before_date",
        "review_on",
        "conditions",
        "condition-0-text",
    ),
    *(
        "position",
        "public_summary",
        "due_on",
        "on",
        "note",
        "because",
        "person",
        "target",
        "part",
        "number",
        "to",
    ),
    *(
        "level",
        "woo_ground",
        "weighing",
        "placeholder",
        "review_by",
        "act",
        "reason",
        "seen",
        "base_revision",
    ),
    *(
        "revision",
        "request_key",
        "proof",
        "waived_because",
        "audience",
        "language",
        "password",
        "current",
        "again",
    ),
    *(
        "body",
        "band",
        "colour",
        "website",
        "code",
        "next",
        "pilot_until",
        "pilot_most_people",
        "in_use_since",
    ),
    *("omschrijving", "omschrijving-state", "omschrijving-revision", "doel", "persoonsgegevens", "gevolg"),
)
ODD = (
    "",
    "%00",
    "a%00b",
    "%ED%A0%80",  # half a surrogate pair
    "%FF%FE%00",  # not UTF-8
    "%F0%9F%A6%9C",
    "%E2%80%AE%CC%81",
    "-1",
    "-99999999999999999999999",
    "1e999",
    "NaN",
    "2026-02-30",
    "0000-00-00",
    "99999-12-31",
    "2026-13",
    "2026-11-23T99%3A99",
    "%5B%5D",
    "%7B%22a%22%3A",
    "on",
    "unknown",
    "not_applicable",
    "%0D%0ASet-Cookie%3A+x%3D1",
    "%3Cscript%3E",
    "a" * 100_000,
    "%F0%9F%A6%9C" * 25_000,
)
names = st.one_of(st.sampled_from(NAMES), st.sampled_from(ODD[:10]), st.text(max_size=12).map(quote_plus))
values = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=60).map(lambda text: quote_plus(text.encode("utf-8", "surrogatepass"))),
    st.integers().map(str),
    st.dates().map(str),
)
forms = st.lists(st.tuples(names, values), max_size=25).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)


def _form_routes(house: House) -> list[Route]:
    return [route for route in routes(house.app) if route.method == "POST"]


@pytest.mark.slow
@pytest.mark.parametrize("who", PEOPLE)
def test_no_form_breaks_the_house(house: House, who: str) -> None:
    broken: list[str] = []
    for route in _form_routes(house):
        if who in WHO.get(route.endpoint, PEOPLE):
            _send(house, who, route, broken)
    assert not broken, "\n".join(broken)


def _send(house: House, who: str, route: Route, broken: list[str]) -> None:
    @seed(20261123)
    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(forms)
    def send(body: str) -> None:
        answer = house.knock(
            who,
            "POST",
            route.address(house.stage),
            data=body.encode(),
            content_type="application/x-www-form-urlencoded",
        )
        if answer.status_code >= 500:
            broken.append(f"{route} as {who}: {answer.status_code} for {body[:300]}")

    send()


@pytest.fixture(autouse=True)
def unchecked_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed comes back on the page as it is: its rules are not those of our own words."""
    monkeypatch.setattr(PageClient, "checks_pages", False)
