"""Two small organisations with one person per role, and the way to be signed in as any of them."""

from __future__ import annotations

import datetime as dt

from flask.testing import FlaskClient
from sqlalchemy import select

from afweging.foundation.database import Session, db, writing
from afweging.foundation.identity import operations, passwords, sessions
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import ROLES, Organisation, Person, SignIn
from afweging.settings import Settings

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
HOME, ELSEWHERE = "gm9990", "gm9991"
PASSWORD = "vier woorden in een rij"
# Three members make a team; two officers make four eyes; each other role has one person.
PEOPLE = {
    "member": "member",
    "member2": "member",
    "member3": "member",
    "privacy_officer": "privacy_officer",
    "privacy_officer2": "privacy_officer",
    **{role: role for role in ROLES if role not in ("member", "privacy_officer")},
}


def email_of(name: str, organisation: str = HOME) -> str:
    """Return the address of somebody in this little world."""
    return f"{name}@{organisation}.example"


def build(session: Session, settings: Settings) -> None:
    """Write both organisations and their people."""
    hashed = passwords.of(settings).hash(PASSWORD)
    for code, title in ((HOME, "Vlierwoude"), (ELSEWHERE, "Elzendam")):
        organisation = operations.add_organisation(session, code, title, now=NOW)
        for name, role in PEOPLE.items():
            person = operations.add_person(
                session,
                None,
                organisation,
                email=email_of(name, code),
                name=f"{name.replace('_', ' ').title()} {title}",
                title=f"{role.replace('_', ' ')} van {title}",
                role=role,
                password_hash=hashed,
                now=NOW,
            )
            if role == "mandate_holder":
                operations.give_mandate(
                    session,
                    None,
                    organisation,
                    person,
                    body="college van burgemeester en wethouders",
                    title="directeur",
                    weighing="full",
                    band="zeer_hoog",
                    now=NOW,
                )


def organisation(session: Session, code: str = HOME) -> Organisation:
    """Return one of the two organisations."""
    return session.scalars(select(Organisation).where(Organisation.code == code)).one()


def person(session: Session, name: str, code: str = HOME) -> Person:
    """Return somebody by their name in `PEOPLE`."""
    return session.scalars(select(Person).where(Person.email == email_of(name, code))).one()


def actor(
    session: Session, settings: Settings, name: str, code: str = HOME, *, now: dt.datetime = NOW
) -> Actor:
    """Return somebody as they act, signed in a moment ago (so fresh), with all roles and mandates."""
    token = open_session(session, person(session, name, code), now)
    account = sessions.load(session, settings, token, now)
    assert account is not None
    return account.actor


def sign_in(client: FlaskClient, name: str, code: str = HOME, *, fresh: bool = True) -> Actor:
    """Be somebody in this client from now on; return them as they act. No password is hashed."""
    settings: Settings = client.application.config["AFWEGING"]
    now = dt.datetime.now(dt.UTC)
    with client.application.app_context():
        with writing() as session:
            fresh_at = now if fresh else now - dt.timedelta(hours=1)
            token = open_session(session, person(session, name, code), now, fresh_at=fresh_at)
        account = sessions.load(db.session(), settings, token, now)
    assert account is not None
    client.set_cookie(sessions.cookie_name(settings), token)
    return account.actor


def open_session(
    session: Session,
    person: Person,
    now: dt.datetime,
    *,
    fresh_at: dt.datetime | None = None,
    device: str = "test",
) -> str:
    """Sign somebody in without a password; return the token that their cookie bears."""
    token = sessions.new_token()
    session.add(
        SignIn(
            token_sha256=sessions.hash_token(token),
            person_id=person.id,
            created_at=now,
            last_seen_at=now,
            fresh_at=fresh_at or now,
            expires_at=now + dt.timedelta(hours=12),
            device=device,
        )
    )
    session.flush()
    return token
