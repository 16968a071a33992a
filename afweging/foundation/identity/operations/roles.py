"""Roles and mandates: who is what, with the combinations that the law forbids."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import func, select

from afweging.foundation import ledger
from afweging.foundation.database import Session
from afweging.foundation.errors import DomainError, Invalid, NotFound, Problem, WrongState
from afweging.foundation.identity.access import OrganisationFacts, require
from afweging.foundation.identity.actor import SYSTEM, Actor
from afweging.foundation.identity.models import BANDS, ROLES, WEIGHINGS, Mandate, Organisation, Person, Role

# The FG judges the work of these, so cannot be one of them (AVG art. 38 lid 6; workflow: Roles).
NOT_BESIDE_FG = frozenset({"privacy_officer", "mandate_holder", "editor", "admin"})
WITH_A_MANDATE = frozenset({"privacy_officer", "mandate_holder"})


def give_role(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    person: Person,
    role: str,
    *,
    substitute: bool = False,
    discipline: str = "",
    until: dt.datetime | None = None,
    now: dt.datetime,
) -> Role:
    """Give somebody a role in an organisation; giving it again changes its particulars."""
    if actor is not None:
        require(actor, "manage_people", OrganisationFacts(organisation.id))
    if role not in ROLES:
        raise _invalid("role", _("Deze rol bestaat niet."))
    held = {row.role: row for row in _roles(session, organisation, person)}
    _refuse_beside_fg(role, set(held))
    row = held.get(role)
    if row is None:
        row = Role(organisation_id=organisation.id, person_id=person.id, role=role, granted_at=now)
        session.add(row)
    row.substitute, row.discipline, row.until = substitute, discipline, until
    _record(session, organisation, actor, "role.given", person, {"role": role, "discipline": discipline}, now)
    return row


def take_role(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    person: Person,
    role: str,
    *,
    now: dt.datetime,
) -> None:
    """Take a role away, and with the last role that can bear a mandate the mandates too.

    Raises WrongState for the last admin: somebody must be able to give it back.
    """
    if actor is not None:
        require(actor, "manage_people", OrganisationFacts(organisation.id))
    row = next((row for row in _roles(session, organisation, person) if row.role == role), None)
    if row is None:
        raise NotFound("no_such_role", _("Deze persoon heeft deze rol niet."))
    if role == "admin":
        refuse_last_admin(session, organisation, person)
    session.delete(row)
    session.flush()
    _record(session, organisation, actor, "role.taken", person, {"role": role}, now)
    if not _bears_a_mandate(session, organisation, person):
        for mandate in _mandates(session, organisation, person):
            take_mandate(session, actor, organisation, mandate, now=now)


def give_mandate(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    person: Person,
    *,
    body: str,
    title: str,
    weighing: str,
    band: str,
    now: dt.datetime,
) -> Mandate:
    """Let somebody decide in the name of a body, up to a weighing and a risk band."""
    if actor is not None:
        require(actor, "manage_people", OrganisationFacts(organisation.id))
    if weighing not in WEIGHINGS:
        raise _invalid("weighing", _("Kies de korte of de volledige afweging."))
    if band not in BANDS:
        raise _invalid("band", _("Kies een risicoklasse."))
    if not body.strip():
        raise _invalid("body", _("Vul in namens welk bestuursorgaan."))
    if not _bears_a_mandate(session, organisation, person):
        raise WrongState(
            "no_role_for_mandate", _("Een mandaat hoort bij een mandaathouder of privacy officer.")
        )
    mandate = Mandate(
        organisation_id=organisation.id,
        person_id=person.id,
        body=body.strip(),
        title=title.strip(),
        weighing=weighing,
        band=band,
        since=now,
    )
    session.add(mandate)
    detail = {"body": mandate.body, "weighing": weighing, "band": band}
    _record(session, organisation, actor, "mandate.given", person, detail, now)
    return mandate


def take_mandate(
    session: Session, actor: Actor | None, organisation: Organisation, mandate: Mandate, *, now: dt.datetime
) -> None:
    """End a mandate; it stays on record."""
    if actor is not None:
        require(actor, "manage_people", OrganisationFacts(organisation.id))
    mandate.until = now
    _record(session, organisation, actor, "mandate.taken", mandate.person, {"body": mandate.body}, now)


def refuse_last_admin(session: Session, organisation: Organisation, person: Person) -> None:
    """Raise WrongState when the person is the only admin that can still come in."""
    others = session.scalar(
        select(func.count())
        .select_from(Role)
        .join(Person, Person.id == Role.person_id)
        .where(
            Role.organisation_id == organisation.id,
            Role.role == "admin",
            Role.until.is_(None),
            Person.active.is_(True),
            Person.id != person.id,
        )
    )
    is_admin = any(row.role == "admin" for row in _roles(session, organisation, person))
    if is_admin and not others:
        raise WrongState("last_admin", _("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."))


def _refuse_beside_fg(role: str, held: set[str]) -> None:
    clash = (role == "fg" and held & NOT_BESIDE_FG) or (role in NOT_BESIDE_FG and "fg" in held)
    if clash:
        raise _invalid(
            "role",
            _(
                "De FG houdt toezicht en mag daarom geen privacy officer, mandaathouder, "
                "redacteur of beheerder zijn."
            ),
        )


def _bears_a_mandate(session: Session, organisation: Organisation, person: Person) -> bool:
    return any(row.role in WITH_A_MANDATE for row in _roles(session, organisation, person))


def _mandates(session: Session, organisation: Organisation, person: Person) -> list[Mandate]:
    query = select(Mandate).where(
        Mandate.organisation_id == organisation.id, Mandate.person_id == person.id, Mandate.until.is_(None)
    )
    return list(session.scalars(query))


def _roles(session: Session, organisation: Organisation, person: Person) -> list[Role]:
    return list(
        session.scalars(
            select(Role).where(Role.organisation_id == organisation.id, Role.person_id == person.id)
        )
    )


def _invalid(field: str, message: str) -> DomainError:
    return Invalid(f"{field}_invalid", message, (Problem(field, message),))


def _record(
    session: Session,
    organisation: Organisation,
    actor: Actor | None,
    verb: str,
    person: Person,
    detail: dict[str, str],
    now: dt.datetime,
) -> None:
    session.flush()
    ledger.append(
        session,
        chain=organisation.code,
        actor=actor or SYSTEM,
        verb=verb,
        object=f"person:{person.public_id}",
        detail=detail,
        now=now,
    )
