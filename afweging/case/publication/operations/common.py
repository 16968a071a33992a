"""What the acts of this room share."""

from __future__ import annotations

import datetime as dt
import secrets

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure.queries import rulings
from afweging.case.dossier.models import Dossier
from afweging.case.publication.models import Entry, Publication
from afweging.case.publication.queries import entry_of
from afweging.case.publication.upcoming import Upcoming
from afweging.foundation import jobs
from afweging.foundation.errors import Invalid, Problem, WrongState

PROJECT = "publication.project"
ANCHOR = "ledger.anchor"


def require_publishable(session: Session, dossier: Dossier, told: Upcoming, seen: str) -> None:
    """Raise unless the text may go out: seen as it is, complete, and nothing waits for a second person."""
    if told.last is not None and told.last.act == "retract":
        raise WrongState("retracted", _("Deze toepassing is uit het register gehaald. Dat is voorgoed."))
    if rulings(session, dossier).waiting:
        message = _("Iets dat niet openbaar zou worden, wacht nog op een tweede paar ogen.")
        raise WrongState("disclosure_waiting", message)
    if told.problems:
        raise Invalid("entry_invalid", _("De tekst past nog niet."), told.problems)
    if not secrets.compare_digest(seen.encode(), told.token.encode()):
        message = _("Bekijk eerst het voorbeeld. De tekst is nog niet bekeken zoals hij nu is.")
        raise WrongState("preview_first", message)


def require_reason(reason: str, message: str) -> str:
    """Return the reason. Raises Invalid, at its field, when there is none."""
    if not reason.strip():
        raise Invalid("reason_missing", message, (Problem("reason", message),))
    return reason.strip()


def entry_for(session: Session, dossier: Dossier, *, now: dt.datetime) -> Entry:
    """Return the dossier's place in the register; give it one when it has none."""
    entry = entry_of(session, dossier)
    if entry is None:
        entry = Entry(
            number=_free_number(session),
            organisation_id=dossier.organisation_id,
            dossier_id=dossier.id,
            created_at=now,
        )
        session.add(entry)
        session.flush()
    return entry


def announce(session: Session, dossier: Dossier, publication: Publication, *, now: dt.datetime) -> None:
    """Have the worker show a version, and publish the head of the ledger that records it."""
    key = str(publication.id)
    jobs.enqueue(session, PROJECT, {"publication": publication.id}, key=key, now=now)
    jobs.enqueue(session, ANCHOR, {"chain": dossier.organisation.code}, key=key, now=now)


def _free_number(session: Session) -> str:
    """Return eight digits that no entry bears: permanent and meaningless."""
    while True:
        number = str(10_000_000 + secrets.randbelow(90_000_000))
        if session.scalar(select(Entry.id).where(Entry.number == number)) is None:
            return number
