"""People: added, disabled, given a password to start with."""

from __future__ import annotations

import datetime as dt
import re

from flask_babel import gettext as _
from sqlalchemy import select

from afweging.foundation import ledger
from afweging.foundation.database import Session
from afweging.foundation.errors import Invalid, NotAllowed, Problem, WrongState
from afweging.foundation.identity import queries
from afweging.foundation.identity.access import OrganisationFacts, may, require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Organisation, Person, Role
from afweging.foundation.identity.operations import roles
from afweging.foundation.identity.operations.sign_in import revoke_others
from afweging.foundation.web.language import LANGUAGES

EMAIL = re.compile(r"[^@\s<>\"',;:]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.?[a-z0-9-]+")


def add_person(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    *,
    email: str,
    name: str,
    title: str = "",
    role: str | None = "member",
    password_hash: str | None = None,
    language: str = "nl",
    now: dt.datetime,
) -> Person:
    """Add somebody with a first role; without an actor the installation itself does (command line).

    Without a role they are a guest, who comes in through a dossier.
    Somebody who works for another organisation here already gets the role in this one too.
    """
    if actor is not None:
        require(actor, "manage_people", OrganisationFacts(organisation.id))
    email = email.strip().lower()
    _check(email, name)
    person = session.scalar(select(Person).where(Person.email == email))
    if person is None:
        person = Person(
            email=email,
            name=name.strip(),
            title=title.strip(),
            password_hash=password_hash,
            language=language,
            created_at=now,
        )
        session.add(person)
        session.flush()
        _record(session, organisation, actor, queries.ADDED, person, {}, now)
    if role is not None:
        roles.give_role(session, actor, organisation, person, role, now=now)
    return person


def disable(
    session: Session, actor: Actor | None, organisation: Organisation, person: Person, *, now: dt.datetime
) -> None:
    """Let somebody in no more, and end their sessions. What they did stays theirs."""
    _require_whole(session, actor, organisation, person)
    if actor is not None and actor.person_id == person.id:
        raise WrongState("not_yourself", _("U kunt uzelf niet uitschakelen."))
    roles.refuse_last_admin(session, organisation, person)
    person.active = False
    revoke_others(session, person.id, None, now=now)
    _record(session, organisation, actor, "person.disabled", person, {}, now)


def enable(
    session: Session, actor: Actor | None, organisation: Organisation, person: Person, *, now: dt.datetime
) -> None:
    """Let somebody in again."""
    _require_whole(session, actor, organisation, person)
    person.active = True
    _record(session, organisation, actor, "person.enabled", person, {}, now)


def issue_password(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    person: Person,
    password_hash: str,
    *,
    now: dt.datetime,
) -> None:
    """Give somebody a one-time password, and end their sessions."""
    _require_whole(session, actor, organisation, person)
    person.password_hash = password_hash
    revoke_others(session, person.id, None, now=now)
    _record(session, organisation, actor, "person.password_issued", person, {}, now)


def choose_language(session: Session, person: Person, language: str) -> None:
    """Set the language of one's own screens. Raises Invalid for one that the interface does not speak."""
    if language not in LANGUAGES:
        message = _("Deze taal kennen wij niet.")
        raise Invalid("unknown_language", message, (Problem("language", message),))
    person.language = language


def _check(email: str, name: str) -> None:
    problems = []
    if not EMAIL.fullmatch(email) or len(email) > 254:
        problems.append(Problem("email", _("Vul een geldig e-mailadres in, zoals naam@gemeente.nl.")))
    if not 1 <= len(name.strip()) <= 100:
        problems.append(Problem("name", _("Vul een naam in van hoogstens 100 tekens.")))
    if problems:
        raise Invalid("person_invalid", _("Deze persoon kan zo niet worden toegevoegd."), tuple(problems))


def _require_whole(session: Session, actor: Actor | None, organisation: Organisation, person: Person) -> None:
    """Raise NotAllowed unless the actor manages every organisation that the person works for.

    An account is one for all organisations: the admin of one must not lock somebody out of another.
    """
    if actor is None:
        return
    require(actor, "manage_people", OrganisationFacts(organisation.id))
    theirs = set(session.scalars(select(Role.organisation_id).where(Role.person_id == person.id)))
    theirs |= {host.id for host in queries.hosts(session, person)}  # where a guest may be in dossiers
    if organisation.id not in theirs or not all(
        may(actor, "manage_people", OrganisationFacts(other)) for other in theirs
    ):
        raise NotAllowed(
            "works_elsewhere_too",
            _("Deze persoon werkt ook voor een andere organisatie. U kunt wel de rollen hier intrekken."),
        )


def _record(
    session: Session,
    organisation: Organisation,
    actor: Actor | None,
    verb: str,
    person: Person,
    detail: dict[str, object],
    now: dt.datetime,
) -> None:
    ledger.append(
        session,
        chain=organisation.code,
        actor=actor or "system",
        verb=verb,
        object=f"person:{person.public_id}",
        detail=detail,
        now=now,
    )
