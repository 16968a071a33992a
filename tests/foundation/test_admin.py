"""Administration: people, roles and mandates, and the combinations that are refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Invalid, NotAllowed, WrongState
from afweging.foundation.identity import operations, queries
from afweging.foundation.identity.access import CaseFacts, may
from afweging.foundation.identity.actor import Actor, MandateOf
from afweging.foundation.identity.models import Person, Role
from afweging.foundation.identity.operations.roles import NOT_BESIDE_FG
from afweging.foundation.ledger.models import Event
from afweging.settings import Settings
from tests.support import world
from tests.support.pages import PageClient

PEOPLE = f"/beheer/{world.HOME}/mensen"


@pytest.fixture
def admin(client: PageClient) -> PageClient:
    world.sign_in(client, "admin")
    return client


def address(app: Flask, name: str, code: str = world.HOME) -> str:
    with app.app_context():
        public_id = world.person(db.session(), name, code).public_id
        db.session.rollback()
    return f"/beheer/{world.HOME}/mensen/{public_id}"


def test_an_admin_sees_the_people_and_everybody_else_is_refused(
    client: PageClient, admin: PageClient
) -> None:
    assert admin.get("/beheer/").location == PEOPLE
    assert "Privacy Officer Vlierwoude" in admin.get(PEOPLE).text
    for name in world.PEOPLE:
        if name != "admin":
            world.sign_in(client, name)
            assert client.get(PEOPLE).status_code == 403, name


def test_an_admin_of_one_organisation_is_nobody_in_another(admin: PageClient, app: Flask) -> None:
    assert admin.get(f"/beheer/{world.ELSEWHERE}/mensen").status_code == 404
    assert admin.get(f"/beheer/{world.ELSEWHERE}/organisatie").status_code == 404
    assert admin.get(address(app, "member", world.ELSEWHERE)).status_code == 404
    stranger = address(app, "member", world.ELSEWHERE)
    for act in ("rollen", "uitschakelen", "wachtwoord", "mandaten"):
        data = {"role": "admin", "body": "x", "title": "x", "weighing": "full", "band": "hoog"}
        assert admin.post(f"{stranger}/{act}", data=data).status_code == 404, act
    form = {"name": "X", "email": "x@y.example", "role": "member"}
    assert admin.post(f"/beheer/{world.ELSEWHERE}/mensen", data=form).status_code == 403


def test_a_new_person_gets_a_password_that_is_shown_once(admin: PageClient, app: Flask) -> None:
    form = {
        "name": "Noor de Wit",
        "email": "Noor@Vlierwoude.example",
        "title": "projectleider",
        "role": "member",
    }
    page = admin.post(PEOPLE, data=form)
    assert page.status_code == 201
    once = re.search(r"<code>([a-z0-9-]{19})</code>", page.text)
    assert once is not None
    newcomer = app.test_client()
    entered = newcomer.post("/inloggen", data={"email": "noor@vlierwoude.example", "password": once[1]})
    assert entered.status_code == 303
    assert newcomer.get("/werk/mijn").location == "/werk/mijn/wachtwoord"
    assert newcomer.get("/werk/mijn/wachtwoord").status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"name": "Noor", "email": "geen adres", "role": "member"},
        {"name": " ", "email": "a@b.example", "role": "member"},
        {"name": "x" * 101, "email": "a@b.example", "role": "member"},
        {"name": "Noor", "email": "a@b.example", "role": "boss"},
        {"name": "Noor", "email": "a@b.example\r\nBcc: x@y.example", "role": "member"},
    ],
)
def test_a_bad_person_is_refused_with_what_was_typed(admin: PageClient, form: dict[str, str]) -> None:
    page = admin.post(PEOPLE, data=form)
    assert page.status_code == 422
    assert (
        form.get("email", "") in page.text.replace("&#13;", "\r").replace("&#10;", "\n")
        or "\n" in form["email"]
    )


def test_roles_are_given_and_taken_and_the_ledger_knows(admin: PageClient, app: Flask) -> None:
    person = address(app, "member")
    assert admin.post(f"{person}/rollen", data={"role": "editor", "discipline": ""}).status_code == 303
    assert "redacteur van het register" in admin.get(person).text
    assert admin.post(f"{person}/rollen/editor/intrekken").status_code == 303
    assert admin.post(f"{person}/rollen/editor/intrekken").status_code == 404
    with app.app_context():
        verbs = db.session.scalars(
            select(Event.verb).where(Event.chain == world.HOME).order_by(Event.number.desc()).limit(2)
        ).all()
    assert verbs == ["role.taken", "role.given"]


@pytest.mark.parametrize("role", sorted(NOT_BESIDE_FG))
def test_the_fg_is_none_of_those_whose_work_the_fg_judges(admin: PageClient, app: Flask, role: str) -> None:
    refused = admin.post(f"{address(app, 'fg')}/rollen", data={"role": role, "discipline": ""})
    assert refused.status_code == 422
    assert "De FG houdt toezicht" in refused.text
    assert (
        admin.post(f"{address(app, role)}/rollen", data={"role": "fg", "discipline": ""}).status_code == 422
    )


def test_the_fg_may_be_that_in_another_organisation(session: Session) -> None:
    with writing(session):
        elsewhere = world.organisation(session, world.ELSEWHERE)
        operations.give_role(session, None, elsewhere, world.person(session, "fg"), "editor", now=world.NOW)


def test_there_is_always_an_admin(
    admin: PageClient, app: Flask, session: Session, settings: Settings
) -> None:
    last = address(app, "admin")
    assert admin.post(f"{last}/rollen/admin/intrekken").status_code == 409
    assert admin.post(f"{last}/uitschakelen").status_code == 409
    with pytest.raises(WrongState), writing(session):
        operations.disable(
            session, None, world.organisation(session), world.person(session, "admin"), now=world.NOW
        )


def test_a_disabled_person_is_out_at_once(admin: PageClient, app: Flask) -> None:
    inside = app.test_client()
    world.sign_in(inside, "member")
    assert inside.get("/werk/mijn").status_code == 200
    assert admin.post(f"{address(app, 'member')}/uitschakelen").status_code == 303
    assert inside.get("/werk/mijn").status_code == 303
    assert "uitgeschakeld" in admin.get(PEOPLE).text
    assert admin.post(f"{address(app, 'member')}/inschakelen").status_code == 303
    assert inside.get("/werk/mijn").status_code == 303, "the session stays ended"


def test_a_new_password_ends_the_sessions(admin: PageClient, app: Flask) -> None:
    inside = app.test_client()
    world.sign_in(inside, "member")
    page = admin.post(f"{address(app, 'member')}/wachtwoord")
    assert page.status_code == 200
    assert inside.get("/werk/mijn").status_code == 303


def test_nobody_is_locked_out_of_another_organisation(session: Session, settings: Settings) -> None:
    with writing(session):
        home, elsewhere = world.organisation(session), world.organisation(session, world.ELSEWHERE)
        person = world.person(session, "member")
        operations.give_role(session, None, elsewhere, person, "member", now=world.NOW)
        actor = world.actor(session, settings, "admin")
        for act in (operations.disable, operations.enable):
            with pytest.raises(NotAllowed):
                act(session, actor, home, person, now=world.NOW)
        with pytest.raises(NotAllowed):
            operations.issue_password(session, actor, home, person, "x", now=world.NOW)
        operations.take_role(session, actor, home, person, "member", now=world.NOW)


def test_somebody_known_elsewhere_keeps_account_and_password(session: Session) -> None:
    with writing(session):
        before = world.person(session, "member").password_hash
        person = operations.add_person(
            session,
            None,
            world.organisation(session, world.ELSEWHERE),
            email=world.email_of("member"),
            name="Another name",
            role="adviser",
            password_hash="another",
            now=world.NOW,
        )
        assert (person.id, person.password_hash) == (world.person(session, "member").id, before)
        roles = session.scalars(select(Role.role).where(Role.person_id == person.id)).all()
        assert sorted(roles) == ["adviser", "member"]


def test_a_mandate_lets_somebody_decide_until_it_is_taken(
    admin: PageClient, app: Flask, session: Session, settings: Settings
) -> None:
    officer = address(app, "privacy_officer")
    form = {"body": "college", "title": "directeur", "weighing": "short", "band": "midden"}
    assert admin.post(f"{officer}/mandaten", data=form).status_code == 303
    assert "Namens college" in admin.get(officer).text
    home = world.organisation(session).id
    with writing(session):
        actor = world.actor(session, settings, "privacy_officer", now=datetime.now(UTC))
    assert actor.mandate_for(home, "short", "midden")
    assert not actor.mandate_for(home, "full", "midden")
    assert not actor.mandate_for(home, "short", "hoog")
    number = queries.mandates(
        session, world.organisation(session), world.person(session, "privacy_officer"), world.NOW
    )[0].id
    session.rollback()
    assert admin.post(f"{officer}/mandaten/{number}/intrekken").status_code == 303
    assert "geen mandaat" in admin.get(officer).text


def test_a_mandate_ends_with_the_role_that_bears_it(
    admin: PageClient, app: Flask, session: Session, settings: Settings
) -> None:
    """Else a former officer who becomes FG could go on deciding (AVG art. 38 lid 6)."""
    holder = address(app, "mandate_holder")
    assert admin.post(f"{holder}/rollen/mandate_holder/intrekken").status_code == 303
    assert admin.post(f"{holder}/rollen", data={"role": "fg"}).status_code == 303
    now = datetime.now(UTC)
    assert not queries.mandates(
        session, world.organisation(session), world.person(session, "mandate_holder"), now
    )
    session.rollback()
    with writing(session):
        assert world.actor(session, settings, "mandate_holder", now=now).mandates == ()


def test_a_mandate_without_its_role_decides_nothing() -> None:
    mandate = MandateOf(1, "college", "directeur", "full", "zeer_hoog")
    bare = Actor(person_id=1, public_id="x", mandates=(mandate,), roles={1: frozenset({"member"})})
    assert not may(bare, "decide", CaseFacts(1))
    assert may(replace(bare, roles={1: frozenset({"mandate_holder"})}), "decide", CaseFacts(1))


def test_a_mandate_needs_the_role_for_it(admin: PageClient, app: Flask) -> None:
    form = {"body": "college", "title": "directeur", "weighing": "short", "band": "midden"}
    assert admin.post(f"{address(app, 'member')}/mandaten", data=form).status_code == 409
    assert (
        admin.post(f"{address(app, 'mandate_holder')}/mandaten", data=form | {"band": "rood"}).status_code
        == 422
    )


def test_the_organisation_is_changed_and_bad_values_are_refused_at_their_field(
    admin: PageClient, app: Flask
) -> None:
    page = f"/beheer/{world.HOME}/organisatie"
    good = {"name": "Vlierwoude", "colour": "#0b5563", "contact_email": "privacy@vlierwoude.example"}
    assert admin.get(page).status_code == 200
    assert admin.post(page, data=good).status_code == 303
    assert "privacy@vlierwoude.example" in admin.get(page).text
    for bad, message in (
        ({"colour": "#ffff00"}, "te licht"),
        ({"colour": "url(x)"}, "#073b45"),
        ({"name": ""}, "Vul dit in"),
        ({"website": "javascript:alert(1)"}, "https://"),
    ):
        refused = admin.post(page, data=good | bad)
        assert refused.status_code == 422
        assert message in refused.text


def test_an_unknown_organisation_code_is_refused(session: Session) -> None:
    for code in ("", "GM0344", "gm 0344", "../etc", "x" * 21):
        with pytest.raises(Invalid), writing(session):
            operations.add_organisation(session, code, "X", now=world.NOW)


def test_the_list_of_people_takes_the_same_few_queries_whoever_is_on_it(
    admin: PageClient, app: Flask
) -> None:
    from sqlalchemy import event

    counted: list[str] = []
    with app.app_context():
        engine = db.engine
    listener = lambda _c, _cu, statement, *_rest: counted.append(statement)  # noqa: E731
    event.listen(engine, "before_cursor_execute", listener)
    try:
        admin.get(PEOPLE)
    finally:
        event.remove(engine, "before_cursor_execute", listener)
    assert len([statement for statement in counted if statement.startswith("SELECT")]) <= 4
    assert db.metadata is not None
    assert Person.__tablename__ == "person"


GUEST = {"name": "Bo Leverancier", "email": "bo@leverancier.example", "role": "guest"}


def guest_address(app: Flask) -> str:
    with app.app_context():
        public_id = db.session.scalars(select(Person.public_id).where(Person.email == GUEST["email"])).one()
        db.session.rollback()
    return f"{PEOPLE}/{public_id}"


def test_a_guest_is_added_seen_disabled_and_let_in_again(admin: PageClient, app: Flask) -> None:
    assert admin.post(PEOPLE, data=GUEST).status_code == 201
    assert "Bo Leverancier" in admin.get(PEOPLE).text
    guest = guest_address(app)
    assert "is gast" in admin.get(guest).text
    with app.app_context():
        assert not db.session.scalars(select(Role).join(Person).where(Person.email == GUEST["email"])).all()
    assert admin.post(f"{guest}/uitschakelen").status_code == 303
    assert "Weer inschakelen" in admin.get(guest).text
    assert admin.post(f"{guest}/inschakelen").status_code == 303
    assert "één keer" in admin.post(f"{guest}/wachtwoord").text
    assert admin.post(f"{guest}/rollen", data={"role": "member"}).status_code == 303
    assert "is gast" not in admin.get(guest).text
    assert admin.post(f"{guest}/rollen/member/intrekken").status_code == 303
    assert "is gast" in admin.get(guest).text


def test_another_organisation_neither_sees_a_guest_nor_takes_over_the_account(
    admin: PageClient, app: Flask
) -> None:
    admin.post(PEOPLE, data=GUEST)
    guest = guest_address(app).replace(world.HOME, world.ELSEWHERE)
    world.sign_in(admin, "admin", world.ELSEWHERE)
    people = f"/beheer/{world.ELSEWHERE}/mensen"
    assert admin.get(guest).status_code == 404
    assert admin.post(f"{guest}/wachtwoord").status_code == 404
    page = admin.post(people, data=GUEST)
    assert "had al een account" in page.text
    assert admin.get(guest).status_code == 404, "adding again makes no guest of ours of somebody else's"
    assert admin.post(people, data=GUEST | {"role": "member"}).status_code == 201
    assert admin.post(f"{guest}/wachtwoord").status_code == 403, "the account is in dossiers elsewhere"
    assert admin.post(f"{guest}/uitschakelen").status_code == 403
