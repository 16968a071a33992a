"""What the acts of this room share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import Session

from afweging.case.dossier.models import (
    EDITABLE_STATES,
    OPEN_STATES,
    AnswerRevision,
    Assessment,
    Dossier,
)
from afweging.foundation import ledger
from afweging.foundation.errors import WrongState
from afweging.foundation.identity.actor import Actor

CARRIED = "carried-over"  # the request key of answers that the program filled in itself
MOVED = "moved-"  # how the request keys start of answers that a move to another version put aside or put back


def written_by_people() -> ColumnElement[bool]:
    """Return the condition on revisions that leaves out what the program wrote by itself."""
    key = func.coalesce(AnswerRevision.request_key, "")
    return (key != CARRIED) & ~key.startswith(MOVED)


def is_reserved(request_key: str) -> bool:
    """Tell whether a request bears a key that only the program itself may write."""
    return request_key == CARRIED or request_key.startswith(MOVED)


def record(
    session: Session,
    actor: Actor,
    verb: str,
    thing: Dossier | Assessment,
    *,
    now: dt.datetime,
    **detail: Any,
) -> None:
    """Write the ledger event of an act: always its last line."""
    dossier = thing.dossier if isinstance(thing, Assessment) else thing
    kind = "assessment" if isinstance(thing, Assessment) else "dossier"
    session.flush()
    ledger.append(
        session,
        chain=dossier.organisation.code,
        actor=actor,
        verb=verb,
        object=f"{kind}:{thing.public_id}",
        detail={"dossier": dossier.public_id, **detail},
        now=now,
    )


def move(assessment: Assessment, state: str, *, now: dt.datetime) -> None:
    """Bring an assessment into a state, and keep what derives from it in step."""
    assessment.state = state
    assessment.open = state in OPEN_STATES
    if not assessment.open and assessment.ended_at is None:
        assessment.ended_at, assessment.due_on = now, None


def require_state(assessment: Assessment, *states: str) -> None:
    """Raise WrongState, in words, unless the assessment is in one of these states."""
    if assessment.state not in states:
        raise WrongState(
            "wrong_state",
            _("Dit kan nu niet: de zaak staat op “%(state)s”.", state=state_in_words(assessment.state)),
        )


def require_editable(assessment: Assessment) -> None:
    """Raise WrongState unless the team may write."""
    require_editable_state(assessment.state)


def require_editable_state(state: str) -> None:
    """Raise WrongState unless the team may write in this state."""
    if state not in EDITABLE_STATES:
        raise WrongState(
            "not_editable",
            _(
                "Deze weging is %(state)s. Antwoorden veranderen kan pas weer als de zaak bij u terug is.",
                state=state_in_words(state),
            ),
        )


def require_open_dossier(dossier: Dossier) -> None:
    """Raise WrongState when the dossier was closed."""
    if dossier.closed_at is not None:
        raise WrongState("dossier_closed", _("Dit dossier is gesloten."))


def state_in_words(state: str) -> str:
    """Return a state as people say it."""
    return str(_STATES[state])


_STATES = {
    "draft": _l("concept"),
    "submitted": _l("ingediend"),
    "in_review": _l("in beoordeling"),
    "returned": _l("teruggestuurd"),
    "judged": _l("beoordeeld"),
    "before_body": _l("bij het bestuur"),
    "deferred": _l("aangehouden"),
    "approved": _l("goedgekeurd"),
    "approved_with_conditions": _l("goedgekeurd met voorwaarden"),
    "rejected": _l("afgewezen"),
    "withdrawn": _l("ingetrokken"),
    "superseded": _l("vervangen door een nieuwere weging"),
    "concluded": _l("afgerond"),
}
