"""Deciding what the public may read: one proposes, another authorised person agrees or refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.models import LEVELS, Disclosure
from afweging.case.disclosure.targets import Target, targets
from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.operations.common import record
from afweging.case.dossier.operations.handing_in import local_date
from afweging.foundation.errors import Invalid, NotAllowed, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor

LONGEST_PLACEHOLDER = 200


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

    Withholding needs a second person, and so does ending a withholding that two people agreed to; until then
    it stays. Anything else holds at once.
    Raises NotAllowed, Invalid (an unknown target, a level it cannot have, no ground, no weighing where
    art. 5.1 lid 2 Woo asks it, no date to look again).
    """
    require(actor, "propose_disclosure", case_facts(session, actor, dossier))
    known = targets(session, dossier).get(proposal.target)
    problems = tuple(_problems(proposal, known, local_date(now)))
    if problems:
        raise Invalid("disclosure_invalid", _("Dit voorstel is nog niet af."), problems)
    row = session.scalar(
        select(Disclosure).where(Disclosure.dossier_id == dossier.id, Disclosure.target == proposal.target)
    ) or Disclosure(dossier_id=dossier.id, target=proposal.target, level=proposal.level)
    row.held = row.id is not None and row.withholds
    row.level = proposal.level
    if proposal.level == "withheld":
        row.woo_ground, row.weighing = proposal.woo_ground, proposal.weighing.strip()
        row.placeholder, row.review_by = proposal.placeholder.strip(), proposal.review_by
    elif not row.held:
        _forget_ground(row)
    row.proposed_at, row.proposed_by_id = now, actor.person_id
    row.agreed_at, row.agreed_by_id = None, None
    row.refused_at, row.refused_by_id, row.refused_because = None, None, ""
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
    """Agree, as the second person, that something is withheld, or no longer is."""
    _require_second(session, actor, dossier, row)
    row.agreed_at, row.agreed_by_id, row.held = now, actor.person_id, False
    record(
        session,
        actor,
        "disclosure.agreed",
        dossier,
        now=now,
        target=row.target,
        level=row.level,
        ground=row.woo_ground,
    )
    if row.level != "withheld":
        _forget_ground(row)


def refuse(
    session: Session, actor: Actor, dossier: Dossier, row: Disclosure, *, because: str, now: dt.datetime
) -> None:
    """Refuse, as the second person. What held before the proposal goes on to hold."""
    _require_second(session, actor, dossier, row)
    if not because.strip():
        message = _("Schrijf waarom u het er niet mee eens bent. Wie het voorstelde, leest dat.")
        raise Invalid("reason_missing", message, (Problem("because", message),))
    row.refused_at, row.refused_by_id, row.refused_because = now, actor.person_id, because.strip()
    record(
        session,
        actor,
        "disclosure.refused",
        dossier,
        now=now,
        target=row.target,
        level=row.level,
        because=row.refused_because,
    )


def _require_second(session: Session, actor: Actor, dossier: Dossier, row: Disclosure) -> None:
    require(actor, "agree_disclosure", case_facts(session, actor, dossier))
    if row.proposed_by_id == actor.person_id:
        raise NotAllowed("second_person", _("U stelde dit zelf voor. Een ander moet ermee instemmen."))
    if not row.waits:
        raise WrongState("settled", _("Over dit voorstel is al beslist."))


def _forget_ground(row: Disclosure) -> None:
    row.woo_ground = row.weighing = row.placeholder = ""
    row.review_by = None


def _problems(proposal: Proposal, target: Target | None, today: dt.date) -> Iterator[Problem]:
    if target is None:
        yield Problem("target", _("Dit antwoord of veld bestaat niet in dit dossier."))
        return
    if proposal.level not in LEVELS:
        yield Problem("level", _("Kies openbaar, intern of niet openbaar."))
    elif proposal.level not in target.levels:
        yield Problem("level", _refusal_of(target))
    elif proposal.level == "withheld":
        yield from _withholding_problems(proposal, today)


def _refusal_of(target: Target) -> str:
    if "withheld" not in target.levels:
        return _("Dit staat altijd in het register: zonder dit kan een bewoner de toepassing niet vinden.")
    return _("Dit is openbaar. Wilt u het weghouden, kies dan “niet openbaar” en noem de grond.")


def _withholding_problems(proposal: Proposal, today: dt.date) -> Iterator[Problem]:
    ground = GROUNDS.get(proposal.woo_ground)
    if ground is None:
        yield Problem("woo_ground", _("Kies de grond uit de Woo."))
    elif ground.weighed and not proposal.weighing.strip():
        message = _("Deze grond vraagt om een afweging: waarom weegt dit belang zwaarder dan openheid?")
        yield Problem("weighing", message)
    if len(proposal.placeholder.strip()) > LONGEST_PLACEHOLDER:
        message = _("Dit mag hoogstens %(most)d tekens zijn.", most=LONGEST_PLACEHOLDER)
        yield Problem("placeholder", message)
    if proposal.review_by is None or proposal.review_by <= today:
        yield Problem("review_by", _("Kies een datum om opnieuw te kijken of dit nog nodig is."))
