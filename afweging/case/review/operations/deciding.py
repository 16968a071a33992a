"""The decision, in the name of a body; and judgement and decision in one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import DECIDED_STATES, Assessment
from afweging.case.dossier.operations.common import move, record, require_state
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.dossier.walk import Walk
from afweging.case.review.facts import review_facts
from afweging.case.review.models import (
    OUTCOMES_BEFOREHAND,
    OUTCOMES_CATCHING_UP,
    Condition,
    Decision,
    Judgement,
)
from afweging.case.review.operations.conditions import (
    ConditionDraft,
    conditions_of,
    drop_undecided_conditions,
    lay_down,
    planned_conditions,
)
from afweging.case.review.operations.judging import write_judgement
from afweging.case.review.standing import advice_gaps, is_outdated, latest_advice
from afweging.foundation.errors import FreshSignInNeeded, Invalid, NotAllowed, Problem, WrongState
from afweging.foundation.identity.access import UNKNOWN_BAND, require
from afweging.foundation.identity.actor import Actor, MandateOf

STATE_AFTER = {
    "approved": "approved",
    "approved_with_conditions": "approved_with_conditions",
    "rejected": "rejected",
    "may_continue": "approved",
    "may_continue_provided": "approved_with_conditions",
    "stops_on": "rejected",
    "pause_now": "rejected",
}
STATE_JUDGED = {"agreed": "approved", "agreed_provided": "approved_with_conditions", "not_agreed": "rejected"}
NEEDS_DATE = ("may_continue_provided", "stops_on")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a mandate holder decides. `before_date`: continue provided … before, or stops on."""

    outcome: str
    reasons: str
    deviates_from_judgement: str = ""
    deviates_from_advice: str = ""
    before_date: dt.date | None = None
    review_on: dt.date | None = None
    conditions: tuple[ConditionDraft, ...] = ()


def outcomes_for(assessment: Assessment) -> tuple[str, ...]:
    """Return the outcomes that can be decided: what already runs has its own (route *inhaalslag*)."""
    catching_up = assessment.dossier.route == "catching_up"
    return OUTCOMES_CATCHING_UP if catching_up else OUTCOMES_BEFOREHAND


def decide(
    session: Session, actor: Actor, assessment: Assessment, case: Walk, ruling: Ruling, *, now: dt.datetime
) -> Decision:
    """Decide on a judged case.

    Raises NotAllowed (no mandate that reaches, or barred), FreshSignInNeeded, WrongState (not judged, advice
    missing or outdated), Invalid (workflow: decide).
    """
    require(actor, "decide", review_facts(session, actor, assessment, case))
    _require_fresh(actor, now)
    require_state(assessment, "judged")
    judgement = session.scalars(
        select(Judgement).where(
            Judgement.assessment_id == assessment.id, Judgement.submission == assessment.submission
        )
    ).one()
    return _decide(session, actor, assessment, case, judgement, ruling, one_act=False, now=now)


def judge_and_decide(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    case: Walk,
    *,
    conclusion: str,
    ruling: Ruling,
    deviation: str = "",
    conditions: Iterable[ConditionDraft] | None = None,
    now: dt.datetime,
) -> Decision:
    """Judge and decide in one act, where the officer holds the mandate."""
    require(actor, "judge_and_decide", review_facts(session, actor, assessment, case))
    _require_fresh(actor, now)
    require_state(assessment, "in_review")
    judgement = write_judgement(
        session,
        actor,
        assessment,
        case,
        conclusion=conclusion,
        reasons=ruling.reasons,
        deviation=deviation,
        conditions=conditions,
        now=now,
    )
    session.flush()
    return _decide(session, actor, assessment, case, judgement, ruling, one_act=True, now=now)


def _decide(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    case: Walk,
    judgement: Judgement,
    ruling: Ruling,
    *,
    one_act: bool,
    now: dt.datetime,
) -> Decision:
    _require_advised(session, assessment, case)
    mandate = _mandate(actor, assessment, case)
    standing = conditions_of(session, assessment)
    by_law = _by_law(session, assessment, case)
    problems = tuple(_problems(session, assessment, judgement, ruling, standing, by_law, local_date(now)))
    if problems:
        raise Invalid("decision_invalid", _("Het besluit is nog niet af."), problems)
    state = STATE_AFTER[ruling.outcome]
    if state == "approved_with_conditions":
        lay_down(session, assessment, [*ruling.conditions, *_not_covered(by_law, standing)])
    else:
        drop_undecided_conditions(session, assessment)
    decision = _decision(actor, assessment, mandate, ruling, one_act=one_act, now=now)
    session.add(decision)
    assessment.dossier.review_on = ruling.review_on or assessment.dossier.review_on
    _supersede(assessment, now=now)
    move(assessment, state, now=now)
    record(
        session,
        actor,
        "assessment.decided",
        assessment,
        now=now,
        outcome=ruling.outcome,
        body=mandate.body,
        reasons=decision.reasons,
        deviates_from_judgement=decision.deviates_from_judgement,
        deviates_from_advice=decision.deviates_from_advice,
        one_act=one_act,
    )
    return decision


def _decision(
    actor: Actor,
    assessment: Assessment,
    mandate: MandateOf,
    ruling: Ruling,
    *,
    one_act: bool,
    now: dt.datetime,
) -> Decision:
    return Decision(
        assessment_id=assessment.id,
        outcome=ruling.outcome,
        reasons=ruling.reasons.strip(),
        deviates_from_judgement=ruling.deviates_from_judgement.strip(),
        deviates_from_advice=ruling.deviates_from_advice.strip(),
        before_date=ruling.before_date,
        body=mandate.body,
        title=mandate.title,
        one_act=one_act,
        decided_on=local_date(now),
        at=now,
        by_id=actor.person_id,
    )


def _not_covered(by_law: Iterable[ConditionDraft], standing: Iterable[Condition]) -> list[ConditionDraft]:
    """Return the conditions that the law asks for and no standing one comes from."""
    covered = {origin for row in standing for origin in row.origin.split(",")}
    return [draft for draft in by_law if not draft.origins <= covered]


def _require_fresh(actor: Actor, now: dt.datetime) -> None:
    if not actor.is_fresh(now):
        raise FreshSignInNeeded(
            "fresh_sign_in_needed", _("Voer voor een besluit eerst uw wachtwoord opnieuw in.")
        )


def _require_advised(session: Session, assessment: Assessment, case: Walk) -> None:
    gaps = [gap.message for gap in advice_gaps(session, assessment, case)]
    if gaps:
        raise WrongState("advice_missing", " ".join(gaps))


def _mandate(actor: Actor, assessment: Assessment, case: Walk) -> MandateOf:
    weighing = "full" if assessment.kind == "full" else "short"
    mandate = actor.mandate_for(assessment.dossier.organisation_id, weighing, case.band or UNKNOWN_BAND)
    if mandate is None:
        raise NotAllowed("may_not_decide", _("Uw mandaat reikt niet tot deze zaak."))
    return mandate


def _problems(
    session: Session,
    assessment: Assessment,
    judgement: Judgement,
    ruling: Ruling,
    standing: list[Condition],
    by_law: list[ConditionDraft],
    today: dt.date,
) -> Iterator[Problem]:
    if ruling.outcome not in outcomes_for(assessment):
        yield Problem("outcome", _("Kies een van de besluiten die bij deze route horen."))
        return
    if not ruling.reasons.strip():
        yield Problem("reasons", _("Schrijf op waarom u zo beslist."))
    if ruling.outcome in NEEDS_DATE and (ruling.before_date is None or ruling.before_date <= today):
        yield Problem("before_date", _("Kies een datum in de toekomst."))
    yield from _condition_problems(ruling, standing, by_law)
    yield from _deviation_problems(session, assessment, judgement, ruling)


def _by_law(session: Session, assessment: Assessment, case: Walk) -> list[ConditionDraft]:
    """Return the conditions that an outcome asks for: no deviation from a judgement lifts those."""
    planned = planned_conditions(session, assessment, case)
    return [draft for draft in planned if draft.origin.startswith("outcome:")]


def _condition_problems(
    ruling: Ruling, standing: list[Condition], by_law: list[ConditionDraft]
) -> Iterator[Problem]:
    any_condition = bool(standing or ruling.conditions or by_law)
    state = STATE_AFTER[ruling.outcome]
    if state == "approved" and by_law:
        yield Problem(
            "outcome",
            _(
                "De wet vraagt eerst nog iets: %(text)s Kies een besluit met voorwaarden.",
                text=by_law[0].text,
            ),
        )
    if state == "approved_with_conditions" and not any_condition:
        yield Problem("outcome", _("Er zijn geen voorwaarden. Voeg er een toe, of kies een ander besluit."))


def _deviation_problems(
    session: Session, assessment: Assessment, judgement: Judgement, ruling: Ruling
) -> Iterator[Problem]:
    state = STATE_AFTER[ruling.outcome]
    if state != STATE_JUDGED[judgement.conclusion] and not ruling.deviates_from_judgement.strip():
        yield Problem(
            "deviates_from_judgement",
            _("U wijkt af van het oordeel van de privacy officer. Schrijf waarom; dit wordt openbaar."),
        )
    negative = [
        advice
        for advice in latest_advice(session, assessment).values()
        if advice.position == "negative" and not is_outdated(assessment, advice)
    ]
    if negative and state != "rejected" and not ruling.deviates_from_advice.strip():
        yield Problem(
            "deviates_from_advice",
            _("U wijkt af van een negatief advies. Schrijf waarom; dit wordt openbaar."),
        )


def _supersede(assessment: Assessment, *, now: dt.datetime) -> None:
    """A newer decided weighing of the same questionnaire takes the place of the earlier one."""
    for earlier in assessment.dossier.assessments:
        same = earlier.kind == assessment.kind and earlier.id != assessment.id
        if same and earlier.state in DECIDED_STATES:
            move(earlier, "superseded", now=now)
