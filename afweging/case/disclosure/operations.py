"""Deciding what the public may read: one proposes, another authorised person agrees."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.models import LEVELS, Disclosure
from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.operations.common import record
from afweging.case.dossier.operations.handing_in import local_date
from afweging.foundation.errors import Invalid, NotAllowed, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one answer or field. `target`: `answer:<question id>` or `field:<key>`."""

    target: str
    level: str
    woo_ground: str = ""
    weighing: str = ""
    placeholder: str = ""
    review_by: dt.date | None = None


def propose(
    session: Session, actor: Actor, dossier: Dossier, proposal: Proposal, *, now: dt.datetime
) -> Disclosure:
    """Propose what the public may read of a target. Proposing anew needs a new agreement.

    Only withholding needs a second person; making public or keeping to internal use holds at once.
    Raises NotAllowed, Invalid (no ground, no weighing where art. 5.1 lid 2 Woo asks it, no date to look again).
    """
    require(actor, "propose_disclosure", case_facts(session, actor, dossier))
    problems = tuple(_problems(proposal, local_date(now)))
    if problems:
        raise Invalid("disclosure_invalid", _("Dit voorstel is nog niet af."), problems)
    row = session.scalar(
        select(Disclosure).where(Disclosure.dossier_id == dossier.id, Disclosure.target == proposal.target)
    ) or Disclosure(dossier_id=dossier.id, target=proposal.target)
    withheld = proposal.level == "withheld"
    row.level = proposal.level
    row.woo_ground = proposal.woo_ground if withheld else ""
    row.weighing = proposal.weighing.strip() if withheld else ""
    row.placeholder = proposal.placeholder.strip() if withheld else ""
    row.review_by = proposal.review_by if withheld else None
    row.proposed_at, row.proposed_by_id = now, actor.person_id
    row.agreed_at, row.agreed_by_id = None, None
    session.add(row)
    record(
        session,
        actor,
        "disclosure.proposed",
        dossier,
        now=now,
        target=proposal.target,
        level=proposal.level,
        ground=row.woo_ground,
        weighing=row.weighing,
    )
    return row


def agree(session: Session, actor: Actor, dossier: Dossier, row: Disclosure, *, now: dt.datetime) -> None:
    """Agree, as the second person, that something is withheld."""
    require(actor, "agree_disclosure", case_facts(session, actor, dossier))
    if row.agreed_at is not None:
        raise WrongState("agreed", _("Hierover is het eens."))
    if row.proposed_by_id == actor.person_id:
        raise NotAllowed("second_person", _("U stelde dit zelf voor. Een ander moet ermee instemmen."))
    row.agreed_at, row.agreed_by_id = now, actor.person_id
    record(session, actor, "disclosure.agreed", dossier, now=now, target=row.target, ground=row.woo_ground)


def _problems(proposal: Proposal, today: dt.date) -> list[Problem]:
    if proposal.level not in LEVELS:
        return [Problem("level", _("Kies openbaar, intern of niet openbaar."))]
    if proposal.level != "withheld":
        return []
    problems = []
    ground = GROUNDS.get(proposal.woo_ground)
    if ground is None:
        problems.append(Problem("woo_ground", _("Kies de grond uit de Woo.")))
    elif ground.weighed and not proposal.weighing.strip():
        message = _("Deze grond vraagt om een afweging: waarom weegt dit belang zwaarder dan openheid?")
        problems.append(Problem("weighing", message))
    if proposal.review_by is None or proposal.review_by <= today:
        problems.append(Problem("review_by", _("Kies een datum om opnieuw te kijken of dit nog nodig is.")))
    return problems
