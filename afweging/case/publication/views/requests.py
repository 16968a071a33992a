"""Correcting or taking away what was published: one asks, another confirms."""

from __future__ import annotations

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy import select

from afweging.case.disclosure.forms import tidy
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.sight import not_found
from afweging.case.publication import operations
from afweging.case.publication.comparing import changes
from afweging.case.publication.models import PublicationRequest
from afweging.case.publication.views.common import (
    DOSSIER,
    Answer,
    blueprint,
    in_operation,
    in_queries,
    show,
    to_text,
    whole_dossier,
)
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Invalid, WrongState
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.models import Person
from afweging.foundation.web.dates import now


@blueprint.get(f"{DOSSIER}/verbeteren")
@in_queries
def asking(public_id: str) -> Answer:
    """Show what asking for a correction, or for a removal, means."""
    return _asking_page(public_id, request.args.get("wat", "rectify"), tidy(request.args.get("gezien", "")))


@blueprint.post(f"{DOSSIER}/verbeteren")
@in_operation
def ask(public_id: str) -> Answer:
    """Ask; a second person is told."""
    act, reason = request.form.get("act", ""), tidy(request.form.get("reason", ""))
    seen = tidy(request.form.get("seen", ""))
    try:
        with writing() as session:
            dossier, _sight = whole_dossier(public_id)
            operations.request_change(
                session, current_actor(), dossier, act=act, reason=reason, seen=seen, now=now()
            )
    except Invalid as error:
        return _asking_page(public_id, act, seen, reason, {p.field: p.message for p in error.problems}), 422
    except WrongState as error:
        return _asking_page(public_id, act, seen, reason, {"": error.message}), 409
    flash(_("Gevraagd. Een andere bevoegde persoon moet het bevestigen."))
    return to_text(dossier)


@blueprint.get(f"{DOSSIER}/verzoeken/<request_id>")
@in_queries
def asked(public_id: str, request_id: str) -> Answer:
    """Show what was asked, for the second person."""
    return _asked_page(public_id, request_id)


@blueprint.post(f"{DOSSIER}/verzoeken/<request_id>")
@in_operation
def settle(public_id: str, request_id: str) -> Answer:
    """Confirm, or say no with a reason."""
    because, agrees = tidy(request.form.get("because", "")), request.form.get("choice") == "confirm"
    try:
        with writing() as session:
            dossier, _sight = whole_dossier(public_id)
            row = _request(session, dossier, request_id)
            if agrees:
                operations.confirm(session, current_actor(), dossier, row, now=now())
            else:
                operations.decline(session, current_actor(), dossier, row, because=because, now=now())
    except Invalid as error:
        return _asked_page(public_id, request_id, because, {p.field: p.message for p in error.problems}), 422
    except WrongState as error:
        return _asked_page(public_id, request_id, because, {"": error.message}), 409
    flash(_("Bevestigd. Het register volgt binnen een minuut.") if agrees else _("Het verzoek is gesloten."))
    return to_text(dossier)


def _request(session: Session, dossier: Dossier, request_id: str) -> PublicationRequest:
    found = session.scalar(
        select(PublicationRequest).where(
            PublicationRequest.dossier_id == dossier.id, PublicationRequest.public_id == request_id
        )
    )
    if found is None:
        raise not_found()
    return found


def _asking_page(
    public_id: str, act: str, seen: str, reason: str = "", errors: dict[str, str] | None = None
) -> str:
    dossier, sight = whole_dossier(public_id)
    told = operations.upcoming(db.session(), dossier, now=now())
    return show(
        "ask.html",
        dossier,
        sight,
        told=told,
        act="retract" if act == "retract" else "rectify",
        is_seen=seen == told.token,
        seen=seen,
        reason=reason,
        errors=errors or {},
    )


def _asked_page(
    public_id: str, request_id: str, because: str = "", errors: dict[str, str] | None = None
) -> str:
    dossier, sight = whole_dossier(public_id)
    row = _request(db.session(), dossier, request_id)
    told = operations.upcoming(db.session(), dossier, now=now())
    return show(
        "asked.html",
        dossier,
        sight,
        told=told,
        row=row,
        asker=db.session().get_one(Person, row.asked_by_id),
        is_mine=row.asked_by_id == current_actor().person_id,
        changes=changes(told) if row.act == "rectify" else [],
        same_text=row.act != "rectify" or row.token == told.token,
        because=because,
        errors=errors or {},
    )
