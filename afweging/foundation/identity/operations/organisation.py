"""The organisation: its name, look and how to reach it."""

from __future__ import annotations

import datetime as dt
import re

from flask_babel import gettext as _
from sqlalchemy import select

from afweging.foundation import jobs, ledger
from afweging.foundation.database import Session
from afweging.foundation.errors import Invalid, Problem
from afweging.foundation.identity.access import OrganisationFacts, require
from afweging.foundation.identity.actor import SYSTEM, Actor
from afweging.foundation.identity.models import Organisation

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
CHANGED = "organisation.changed"  # the room that tells the public handles it
ENOUGH_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: white text stands on this colour
CHANGEABLE = ("name", "colour", "contact_email", "contact_phone", "address", "website")
LONGEST = {"name": 100, "contact_email": 254, "contact_phone": 40, "address": 300, "website": 500}


def add_organisation(session: Session, code: str, name: str, *, now: dt.datetime) -> Organisation:
    """Add an organisation, or return the one of that code. Raises Invalid for a code that is none."""
    if not CODE.fullmatch(code):
        message = _("Een code bestaat uit kleine letters en cijfers, zoals gm0344.")
        raise Invalid("code_invalid", message, (Problem("code", message),))
    found = session.scalar(select(Organisation).where(Organisation.code == code))
    if found is not None:
        return found
    organisation = Organisation(code=code, name=name, created_at=now)
    session.add(organisation)
    session.flush()
    ledger.append(
        session,
        chain=code,
        actor=SYSTEM,
        verb="organisation.added",
        object=f"organisation:{code}",
        detail={"name": name},
        now=now,
    )
    return organisation


def change_organisation(
    session: Session, actor: Actor, organisation: Organisation, changes: dict[str, str], *, now: dt.datetime
) -> None:
    """Change the name, colour or contact. Raises Invalid with every problem at once."""
    require(actor, "manage_organisation", OrganisationFacts(organisation.id))
    changes = {name: value.strip() for name, value in changes.items() if name in CHANGEABLE}
    problems = tuple(_problems(changes))
    if problems:
        raise Invalid("organisation_invalid", _("Er klopt nog iets niet."), problems)
    changed = {name: value for name, value in changes.items() if getattr(organisation, name) != value}
    for name, value in changed.items():
        setattr(organisation, name, value)
    if changed:
        session.flush()
        jobs.enqueue(session, CHANGED, {"organisation": organisation.id}, now=now)
        ledger.append(
            session,
            chain=organisation.code,
            actor=actor,
            verb="organisation.changed",
            object=f"organisation:{organisation.code}",
            detail=dict(changed),
            now=now,
        )


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of white on a colour `#rrggbb` (WCAG 2.2, relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _problems(changes: dict[str, str]) -> list[Problem]:
    problems = [
        Problem(name, _("Dit mag hoogstens %(most)d tekens zijn.", most=LONGEST[name]))
        for name, value in changes.items()
        if len(value) > LONGEST.get(name, 10_000)
    ]
    if "name" in changes and not changes["name"]:
        problems.append(Problem("name", _("Vul de naam van de organisatie in.")))
    colour = changes.get("colour")
    if colour is not None and not COLOUR.fullmatch(colour):
        problems.append(Problem("colour", _("Schrijf de kleur als #073b45.")))
    elif colour is not None and contrast_with_white(colour) < ENOUGH_CONTRAST:
        problems.append(
            Problem("colour", _("Deze kleur is te licht: witte letters zijn er niet op te lezen."))
        )
    website = changes.get("website")
    if website and not website.startswith("https://"):
        problems.append(Problem("website", _("Een adres begint met https://.")))
    return problems
