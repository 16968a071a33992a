"""Reads of people, their roles and their sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Select, exists, literal, select

from afweging.foundation.database import Session
from afweging.foundation.errors import NotFound
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Mandate, Organisation, Person, Role, SignIn
from afweging.foundation.ledger.models import Event

ADDED = "person.added"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in an organisation, with their roles there; a guest has none, and comes in by a dossier."""

    person: Person
    roles: tuple[Role, ...]

    @property
    def is_guest(self) -> bool:
        """Tell whether somebody has no role."""
        return not self.roles


def person_of(session: Session, actor: Actor) -> Person:
    """Return the person who acts."""
    return session.get_one(Person, actor.person_id)


def person_by_email(session: Session, email: str) -> Person | None:
    """Return the person of an e-mail address."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def organisation(session: Session, code: str) -> Organisation:
    """Return an organisation. Raises NotFound."""
    found = session.scalar(select(Organisation).where(Organisation.code == code))
    if found is None:
        raise NotFound("no_such_organisation", _("Deze organisatie bestaat niet."))
    return found


def first_organisation(session: Session, person: Person) -> Organisation | None:
    """Return the organisation that a person got their first role in; of a guest, the one that added them."""
    first_role = (
        select(Organisation)
        .join(Role, Role.organisation_id == Organisation.id)
        .where(Role.person_id == person.id)
        .order_by(Role.id)
        .limit(1)
    )
    return session.scalar(first_role) or next(iter(hosts(session, person)), None)


def hosts(session: Session, person: Person) -> list[Organisation]:
    """Return the organisations whose ledger tells that they added this person."""
    chains = select(Event.chain).where(Event.verb == ADDED, Event.object == f"person:{person.public_id}")
    return list(session.scalars(select(Organisation).where(Organisation.code.in_(chains))))


def _guests(of: Organisation) -> Select[Person]:
    """Select those whom the organisation's ledger tells it added, and who have no role anywhere."""
    added = select(Event.object).where(Event.chain == of.code, Event.verb == ADDED)
    return select(Person).where(
        (literal("person:") + Person.public_id).in_(added), ~exists().where(Role.person_id == Person.id)
    )


def managed(session: Session, actor: Actor) -> list[Organisation]:
    """Return the organisations that the actor is admin of, by name."""
    ids = [number for number, roles in actor.roles.items() if "admin" in roles]
    return list(
        session.scalars(select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.name))
    )


def managed_organisation(session: Session, actor: Actor, code: str) -> Organisation:
    """Return an organisation that the actor is admin of. Raises NotFound for any other."""
    found = organisation(session, code)
    if not actor.has(found.id, "admin"):
        raise NotFound("no_such_organisation", _("Deze organisatie bestaat niet."))
    return found


def members(session: Session, of: Organisation) -> list[Member]:
    """Return everybody with a role in the organisation, by name; after them its guests."""
    rows = session.execute(
        select(Person, Role)
        .join(Role, Role.person_id == Person.id)
        .where(Role.organisation_id == of.id)
        .order_by(Person.name, Person.id, Role.id)
    ).all()
    grouped: dict[int, tuple[Person, list[Role]]] = {}
    for person, role in rows:
        grouped.setdefault(person.id, (person, []))[1].append(role)
    guests = session.scalars(_guests(of).order_by(Person.name, Person.id))
    with_roles = [Member(person, tuple(roles)) for person, roles in grouped.values()]
    return with_roles + [Member(guest, ()) for guest in guests]


def member(session: Session, of: Organisation, public_id: str) -> Member:
    """Return one person of the organisation, or a guest of it. Raises NotFound for anybody else."""
    rows = session.execute(
        select(Person, Role)
        .join(Role, Role.person_id == Person.id)
        .where(Role.organisation_id == of.id, Person.public_id == public_id)
        .order_by(Role.id)
    ).all()
    if rows:
        return Member(rows[0][0], tuple(role for _person, role in rows))
    guest = session.scalar(_guests(of).where(Person.public_id == public_id))
    if guest is None:
        raise NotFound("no_such_person", _("Deze persoon hoort niet bij de organisatie."))
    return Member(guest, ())


def mandates(session: Session, of: Organisation, person: Person, now: dt.datetime) -> list[Mandate]:
    """Return the mandates in force of a person."""
    return list(
        session.scalars(
            select(Mandate)
            .where(
                Mandate.organisation_id == of.id,
                Mandate.person_id == person.id,
                Mandate.until.is_(None) | (Mandate.until > now),
            )
            .order_by(Mandate.id)
        )
    )


def mandate(session: Session, of: Organisation, number: int) -> Mandate:
    """Return a mandate of the organisation. Raises NotFound."""
    found = session.get(Mandate, number)
    if found is None or found.organisation_id != of.id:
        raise NotFound("no_such_mandate", _("Dit mandaat bestaat niet."))
    return found


def open_sessions(session: Session, actor: Actor, idle: dt.timedelta, now: dt.datetime) -> list[SignIn]:
    """Return one's own sessions that still open something, the last used first."""
    return list(
        session.scalars(
            select(SignIn)
            .where(
                SignIn.person_id == actor.person_id,
                SignIn.revoked_at.is_(None),
                SignIn.expires_at > now,
                SignIn.last_seen_at > now - idle,
            )
            .order_by(SignIn.last_seen_at.desc())
        )
    )
