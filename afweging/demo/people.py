"""Vlierwoude itself: the organisation, its people, its questionnaires."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from afweging import resources
from afweging.case.library import operations as library
from afweging.demo.stage import FILES, Facts, Stage, read
from afweging.foundation.identity import operations as identity
from afweging.foundation.identity.actor import OPERATOR
from afweging.foundation.identity.models import Organisation, Person
from afweging.questionnaire import read_file

QUESTIONNAIRES = ("snelle-toets", "korte-afweging", "model-afwegingsraamwerk")


def build(session: Session, password_hash: str, *, now: dt.datetime) -> Stage:
    """Write the organisation, everybody in it with the same password, and the three questionnaires."""
    told = read(FILES / "people.yaml")
    organisation = _organisation(session, told["organisation"], now=now)
    people = {p["key"]: _person(session, organisation, p, password_hash, now=now) for p in told["people"]}
    for name in QUESTIONNAIRES:
        questionnaire = read_file(resources.questionnaires() / f"{name}.yaml")
        library.install(session, OPERATOR, organisation, questionnaire, now=now)
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
