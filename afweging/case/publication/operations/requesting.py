"""Correcting what was published, or taking it back: one asks with a reason, another person confirms."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.operations.common import record
from afweging.case.publication.models import REQUESTED_ACTS, Publication, PublicationRequest
from afweging.case.publication.operations.common import announce, require_publishable, require_reason
from afweging.case.publication.operations.publishing import write_version
from afweging.case.publication.queries import entry_of, latest_publication
from afweging.case.publication.upcoming import upcoming
from afweging.foundation.errors import Invalid, NotAllowed, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor


def request_change(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    *,
    act: str,
    reason: str,
    seen: str = "",
    now: dt.datetime,
) -> PublicationRequest:
    """Ask to correct (`rectify`) or to take away (`retract`) what stands in the register.

    A correction is the text of the preview that was seen: `seen` is its token. One request at a time.
    Raises NotAllowed, WrongState, Invalid.
    """
    require(actor, "rectify", case_facts(session, actor, dossier))
    if act not in REQUESTED_ACTS:
        raise Invalid("act_unknown", _("Kies verbeteren of weghalen."))
    last = _standing(session, dossier)
    if open_request(session, dossier) is not None:
        raise WrongState("request_open", _("Er wacht al een verzoek op een tweede persoon."))
    told = upcoming(session, dossier, now=now, reason=reason)
    if act == "rectify":
        require_publishable(session, dossier, told, seen)
    asked = PublicationRequest(
        dossier_id=dossier.id,
        act=act,
        reason=require_reason(reason, _("Schrijf waarom. Dit wordt openbaar.")),
        token=told.token if act == "rectify" else "",
        asked_at=now,
        asked_by_id=actor.person_id,
    )
    session.add(asked)
    session.flush()
    record(
        session,
        actor,
        f"publication.{act}_asked",
        dossier,
        now=now,
        request=asked.id,
        version=last.version,
        reason=asked.reason,
    )
    return asked


def confirm(
    session: Session, actor: Actor, dossier: Dossier, asked: PublicationRequest, *, now: dt.datetime
) -> Publication:
    """Do, as the second person, what was asked.

    Raises NotAllowed to whoever asked, and WrongState when it was settled, or the text is not what was seen.
    """
    _require_second(session, actor, dossier, asked)
    asked.settled_at, asked.settled_by_id, asked.outcome = now, actor.person_id, "confirmed"
    if asked.act == "retract":
        return _retract(session, actor, dossier, asked, now=now)
    told = upcoming(session, dossier, now=now, reason=asked.reason)
    require_publishable(session, dossier, told, asked.token)
    return write_version(
        session,
        actor,
        dossier,
        told,
        act="rectify",
        published_by=asked.asked_by_id,
        confirmed_by=actor.person_id,
        now=now,
    )


def decline(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    asked: PublicationRequest,
    *,
    because: str,
    now: dt.datetime,
) -> None:
    """Say no as the second person, with a reason; whoever asked may take it back this way, too."""
    if actor.person_id == asked.asked_by_id:
        require(actor, "rectify", case_facts(session, actor, dossier))
        _require_open(asked)
        outcome = "taken_back"
    else:
        _require_second(session, actor, dossier, asked)
        require_reason(because, _("Schrijf waarom niet. Wie het vroeg, leest dat."))
        outcome = "declined"
    asked.settled_at, asked.settled_by_id = now, actor.person_id
    asked.outcome, asked.declined_because = outcome, because.strip()
    record(
        session,
        actor,
        f"publication.{asked.act}_{outcome}",
        dossier,
        now=now,
        request=asked.id,
        because=because.strip(),
    )


def open_request(session: Session, dossier: Dossier) -> PublicationRequest | None:
    """Return what waits for a second person, if anything."""
    query = select(PublicationRequest).where(
        PublicationRequest.dossier_id == dossier.id, PublicationRequest.settled_at.is_(None)
    )
    return session.scalar(query.limit(1))


def _retract(
    session: Session, actor: Actor, dossier: Dossier, asked: PublicationRequest, *, now: dt.datetime
) -> Publication:
    last = _standing(session, dossier)
    publication = Publication(
        entry_id=last.entry_id,
        version=last.version + 1,
        act="retract",
        reason=asked.reason,
        record=last.record,
        published_at=now,
        published_by_id=asked.asked_by_id,
        confirmed_by_id=actor.person_id,
    )
    session.add(publication)
    session.flush()
    announce(session, dossier, publication, now=now)
    record(
        session,
        actor,
        "publication.retracted",
        dossier,
        now=now,
        number=last.record["number"],
        reason=asked.reason,
    )
    return publication


def _standing(session: Session, dossier: Dossier) -> Publication:
    entry = entry_of(session, dossier)
    last = latest_publication(session, entry) if entry else None
    if last is None or last.act == "retract":
        raise WrongState("not_published", _("Deze toepassing staat niet in het register."))
    return last


def _require_second(session: Session, actor: Actor, dossier: Dossier, asked: PublicationRequest) -> None:
    require(actor, "publish", case_facts(session, actor, dossier))
    if asked.asked_by_id == actor.person_id:
        raise NotAllowed("second_person", _("U vroeg dit zelf. Een ander moet ermee instemmen."))
    _require_open(asked)


def _require_open(asked: PublicationRequest) -> None:
    if asked.settled_at is not None:
        raise WrongState("request_settled", _("Over dit verzoek is al beslist."))
