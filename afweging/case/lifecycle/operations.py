"""After the decision: going live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.operations.common import record, require_open_dossier
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.publication.models import Entry, Publication
from afweging.case.review.models import Condition, Decision
from afweging.foundation.errors import Invalid, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor

APPROVAL_LASTS_MONTHS = 12
LONGEST_REASON = 2_000


def go_live(session: Session, actor: Actor, dossier: Dossier, on: dt.date, *, now: dt.datetime) -> None:
    """Take an approved application into use.

    Raises WrongState with everything that still stands in the way: no approval or a lapsed one, conditions
    before go-live that are open, nothing published and no officer who recorded why not (workflow: go live).
    Not for *inhaalslag*.
    """
    require(actor, "go_live", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    gaps = list(go_live_gaps(session, dossier, today=local_date(now)))
    if gaps:
        raise WrongState("not_ready_to_go_live", " ".join(gaps))
    if on > local_date(now):
        message = _("Kies vandaag of een eerdere dag: de dag waarop het echt in gebruik ging.")
        raise Invalid("date_in_future", message, (Problem("on", message),))
    dossier.went_live_on, dossier.lifecycle, dossier.phase = on, "in_use", "gebruik"
    record(session, actor, "dossier.went_live", dossier, now=now, on=on.isoformat())


def excuse_publication(
    session: Session, actor: Actor, dossier: Dossier, because: str, *, now: dt.datetime
) -> None:
    """Record, as an officer, why the application may be used while the register does not show it yet."""
    require(actor, "excuse_publication", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    if is_published(session, dossier):
        raise WrongState("already_published", _("De toepassing staat al in het register."))
    message = _("Schrijf waarom dit nog niet in het register staat, en wanneer wel.")
    if len(because) > LONGEST_REASON:
        message = _("Deze tekst is te lang: hooguit %(most)s tekens.", most=LONGEST_REASON)
    if not because.strip() or len(because) > LONGEST_REASON:
        raise Invalid("because_invalid", message, (Problem("because", message),))
    dossier.unpublished_because = because.strip()
    record(session, actor, "dossier.publication_excused", dossier, now=now, because=because.strip())


def go_live_gaps(session: Session, dossier: Dossier, *, today: dt.date) -> Iterator[str]:
    """Say what stands between a dossier and its use, in whole sentences."""
    if dossier.route == "catching_up":
        yield _("Deze toepassing liep al: ingebruikname hoort niet bij een inhaalslag.")
        return
    if dossier.lifecycle == "in_use":
        yield _("Deze toepassing is al in gebruik.")
        return
    approved = _approved(dossier)
    if approved is None:
        yield _("Er is nog geen goedkeuring.")
        return
    if _lapsed(session, approved, today):
        yield _("De goedkeuring is verlopen: zij geldt twaalf maanden. Begin een nieuwe weging.")
    for condition in _open_conditions(session, approved):
        yield _(
            "Voorwaarde %(number)s moet eerst vervuld zijn: %(text)s",
            number=condition.number,
            text=condition.text,
        )
    if not dossier.unpublished_because and not is_published(session, dossier):
        yield _("De toepassing staat nog niet in het register.")


def _approved(dossier: Dossier) -> Assessment | None:
    states = ("approved", "approved_with_conditions")
    return next((a for a in reversed(dossier.assessments) if a.state in states), None)


def _lapsed(session: Session, assessment: Assessment, today: dt.date) -> bool:
    decided = session.scalar(select(Decision.decided_on).where(Decision.assessment_id == assessment.id))
    if decided is None:
        return False
    months = (today.year - decided.year) * 12 + today.month - decided.month - (today.day < decided.day)
    return months >= APPROVAL_LASTS_MONTHS


def _open_conditions(session: Session, assessment: Assessment) -> list[Condition]:
    query = (
        select(Condition)
        .where(Condition.assessment_id == assessment.id, Condition.before_go_live, Condition.state == "open")
        .order_by(Condition.number)
    )
    return list(session.scalars(query))


def is_published(session: Session, dossier: Dossier) -> bool:
    """Tell whether residents can read about it now."""
    query = (
        select(Publication.act)
        .join(Entry)
        .where(Entry.dossier_id == dossier.id)
        .order_by(Publication.version.desc())
    )
    return session.scalar(query.limit(1)) in ("publish", "rectify")
