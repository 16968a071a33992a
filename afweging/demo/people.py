"""Vlierwoude itself: the organisation, its people, its questionnaires."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from afweging.case.library import operations as library
from afweging.demo.stage import FILES, Facts, Stage, read
from afweging.foundation.identity import operations as identity
from afweging.foundation.identity.models import Organisation, Person


def build(session: Session, password_hash: str, *, now: dt.datetime) -> Stage:
    """Write the organisation, everybody in it with the same password, and the three questionnaires."""
    told = read(FILES / "people.yaml")
    organisation = _organisation(session, told["organisation"], now=now)
    people = {p["key"]: _person(session, organisation, p, password_hash, now=now) for p in told["people"]}
    library.install_shipped(session, organisation, now=now)
    return Stage(organisation, people, {p["key"]: p for p in told["people"]})


def _organisation(session: Session, told: Facts, *, now: dt.datetime) -> Organisation:
    organisation = identity.add_organisation(session, told["code"], told["name"], now=now)
    for key in ("colour", "contact_email", "contact_phone", "address", "website", "terms"):
        setattr(organisation, key, told[key])
    organisation.logo = (FILES / told["logo"]).read_text(encoding="utf-8").strip()
    return organisation


def _person(
    session: Session, organisation: Organisation, told: Facts, password_hash: str, *, now: dt.datetime
) -> Person:
    roles = told["roles"]
    person = identity.add_person(
        session,
        None,
        organisation,
        email=told["email"],
        name=told["name"],
        title=told["title"],
        role=roles[0] if roles else None,
        password_hash=password_hash,
        now=now,
    )
    for role in roles:
        discipline = told.get("adviser_for", "") if role == "adviser" else ""
        identity.give_role(session, None, organisation, person, role, discipline=discipline, now=now)
    if "mandate" in told:
        identity.give_mandate(
            session,
            None,
            organisation,
            person,
            **told["mandate"],
            now=now,
        )
    return person
