"""Publishing a version of the public text."""

from __future__ import annotations

import dataclasses
import datetime as dt

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.operations.common import record
from afweging.case.publication.models import Publication
from afweging.case.publication.operations.common import (
    announce,
    entry_for,
    require_publishable,
    require_reason,
)
from afweging.case.publication.upcoming import Upcoming, upcoming
from afweging.case.report.operations import ask_report
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor


def publish(
    session: Session, actor: Actor, dossier: Dossier, *, reason: str, seen: str, now: dt.datetime
) -> Publication:
    """Publish a version of the entry, at any state of the case. The worker shows it in the register.

    `seen` is the token of the preview (`Upcoming.token`): a preview of an older text does not count.
    Raises NotAllowed, WrongState (an unseen preview, a withholding that waits, an entry that was taken away)
    and Invalid with each field that does not fit, or no reason for a further version (workflow: publish).
    """
    require(actor, "publish", case_facts(session, actor, dossier))
    told = upcoming(session, dossier, now=now, reason=reason)
    require_publishable(session, dossier, told, seen)
    if told.last is not None:
        message = _("Schrijf in één zin wat er veranderde; bewoners lezen dat bij “Wat is er veranderd”.")
        require_reason(reason, message)
    return write_version(session, actor, dossier, told, act="publish", published_by=actor.person_id, now=now)


def write_version(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    told: Upcoming,
    *,
    act: str,
    published_by: int,
    confirmed_by: int | None = None,
    now: dt.datetime,
) -> Publication:
    """Keep a version, ask its report when there is a decision, and have it shown."""
    entry = entry_for(session, dossier, now=now)
    text = dataclasses.replace(told.record, number=entry.number)
    publication = Publication(
        entry_id=entry.id,
        version=text.version,
        act=act,
        reason=text.change_reason,
        record=text.to_json(),
        published_at=now,
        published_by_id=published_by,
        confirmed_by_id=confirmed_by,
    )
    session.add(publication)
    session.flush()
    if told.has_decision and told.assessment is not None:
        publication.report_id = ask_report(session, actor, told.assessment, audience="public", now=now).id
    announce(session, dossier, publication, now=now)
    record(
        session,
        actor,
        "publication.rectified" if act == "rectify" else "publication.published",
        dossier,
        now=now,
        number=entry.number,
        version=text.version,
        reason=text.change_reason,
    )
    return publication
