"""No view without a word on who may, no address that vanishes unseen."""

from __future__ import annotations

import pytest
from flask import Flask

from afweging.foundation.identity import access
from afweging.foundation.identity.access import CaseFacts, OrganisationFacts
from afweging.foundation.web.doors import checked_in_operation, declared, public_view, requires
from tests.support import world
from tests.support.pages import PageClient


def views(app: Flask) -> list[tuple[str, str]]:
    return sorted({(rule.endpoint, rule.rule) for rule in app.url_map.iter_rules()})


def test_every_view_says_who_may(app: Flask) -> None:
    silent = [rule for endpoint, rule in views(app) if declared(app.view_functions[endpoint]) is None]
    assert not silent, "nobody can see these: add @requires, @checked_in_operation or @public_view"


def test_every_action_that_a_view_asks_is_known(app: Flask) -> None:
    asked = {
        found.action
        for endpoint, _rule in views(app)
        if (found := declared(app.view_functions[endpoint])) and found.action
    }
    assert asked <= set(access.RULES)


def test_without_a_sign_in_only_public_pages_answer(app: Flask) -> None:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.checks_pages = False
    for rule in app.url_map.iter_rules():
        found = declared(app.view_functions[rule.endpoint])
        if found is None or found.public or "GET" not in (rule.methods or ()):
            continue
        values = dict.fromkeys(rule.arguments, "1")
        with app.test_request_context():
            url = app.url_map.bind("localhost").build(rule.endpoint, values)
        response = client.get(url)
        assert (response.status_code, response.location.split("?")[0]) == (303, "/inloggen"), rule


def test_no_form_is_taken_without_a_sign_in(app: Flask) -> None:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.checks_pages = False
    for rule in app.url_map.iter_rules():
        found = declared(app.view_functions[rule.endpoint])
        if found is None or found.public or "POST" not in (rule.methods or ()):
            continue
        url = app.url_map.bind("localhost").build(
            rule.endpoint, dict.fromkeys(rule.arguments, "1"), method="POST"
        )
        assert client.post(url).status_code == 401, rule


def test_a_view_says_it_once() -> None:
    def view() -> str:
        return ""

    requires("manage_people")(view)
    with pytest.raises(TypeError, match="twice"):
        public_view(view)


def test_a_view_may_say_where_it_is_checked() -> None:
    @checked_in_operation("dossier.queries")  # type: ignore[untyped-decorator]  # it returns Any: a view or a mark
    def view() -> str:
        return ""

    found = declared(view)
    assert found is not None
    assert (found.where, found.public, found.action) == ("dossier.queries", False, None)


def test_an_unknown_action_fails_loudly(app: Flask, client: PageClient) -> None:
    actor = world.sign_in(client, "member")
    with pytest.raises(KeyError, match="known are"):
        access.may(actor, "fly", OrganisationFacts(1))


@pytest.mark.parametrize("action", sorted(access.RULES))
def test_somebody_without_any_role_may_do_nothing(action: str) -> None:
    from afweging.foundation.identity.actor import Actor

    nobody = Actor(person_id=1, public_id="X")
    assert not access.may(nobody, action, OrganisationFacts(1))
    assert not access.may(nobody, action, CaseFacts(1))


@pytest.mark.parametrize("action", sorted(access.RULES))
def test_roles_of_one_organisation_mean_nothing_in_another(
    app: Flask, client: PageClient, action: str
) -> None:
    for name in world.PEOPLE:
        actor = world.sign_in(client, name)
        (home,) = actor.roles
        assert not access.may(actor, action, CaseFacts(home + 1, in_charge=True)), name
