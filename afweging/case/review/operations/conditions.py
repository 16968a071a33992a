"""Conditions: where they come from, how they are met, and how they are waived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.operations.common import record
from afweging.case.dossier.walk import Walk
from afweging.case.review.facts import review_facts
from afweging.case.review.models import Condition, Decision
from afweging.case.review.standing import section_ids_to_judge, standing_findings
from afweging.foundation.errors import Invalid, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.web.dutch import always_dutch

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class ConditionDraft:
    """A condition before it is laid down. `always` holds for as long as the application runs.

    `origin` names what it came from, several with commas: `finding:<section>`, `unknown:<question>`,
    `outcome:<id>`, `judgement` or `decision`.
    """

    text: str
    owner: str
    due_on: dt.date | None = None
    always: bool = False
    before_go_live: bool = False
    origin: str = "judgement"

    @property
    def origins(self) -> frozenset[str]:
        """Return what it came from, one by one."""
        return frozenset(self.origin.split(","))


@always_dutch
def planned_conditions(session: Session, assessment: Assessment, case: Walk) -> list[ConditionDraft]:
    """Return what becomes a condition by itself, in document order.

    Each finding *improve*, each answer "unknown" (practice.md: it needs who and when, and becomes a
    condition), another assessment that an outcome asks for, such as the DPIA (AVG 35), and a prior
    consultation (AVG 36). The last two must be done before go-live.
    """
    findings = standing_findings(session, assessment, case)
    improve = [
        ConditionDraft(
            text=f.measure, owner=f.measure_owner, due_on=f.measure_due, origin=f"finding:{f.section_id}"
        )
        for key in section_ids_to_judge(assessment, case)
        if (f := findings.get(key)) is not None and f.verdict == "improve"
    ]
    return [*improve, *_unknowns(case), *_other_assessments(case), *_consultations(case)]


def _unknowns(case: Walk) -> Iterable[ConditionDraft]:
    for key, status in case.evaluation.status.items():
        value = case.values.get(key)
        if status.value != "unknown" or not isinstance(value, dict):
            continue
        label = case.questionnaire.question(key).label.to(case.questionnaire.language)
        yield ConditionDraft(
            text=_("Beantwoord alsnog: %(question)s", question=label),
            owner=str(value.get("who") or ""),
            due_on=_date(value.get("by")),
            before_go_live=True,
            origin=f"unknown:{key}",
        )


def _other_assessments(case: Walk) -> Iterable[ConditionDraft]:
    for outcome in case.questionnaire.outcomes:
        asked = outcome.requires.questionnaire if outcome.requires is not None else ""
        if asked and outcome.id in case.evaluation.outcomes:
            name = asked.upper() if asked == "dpia" else asked
            yield ConditionDraft(
                text=_("De %(name)s is gedaan.", name=name),
                owner=_("proceseigenaar"),
                before_go_live=True,
                origin=f"outcome:{outcome.id}",
            )


def _consultations(case: Walk) -> Iterable[ConditionDraft]:
    for outcome in case.questionnaire.outcomes:
        asks = outcome.requires is not None and outcome.requires.consultation
        if outcome.id in case.evaluation.outcomes and asks:
            yield ConditionDraft(
                text=_("De voorafgaande raadpleging van de toezichthouder is afgerond."),
                owner=_("FG"),
                before_go_live=True,
                origin=f"outcome:{outcome.id}",
            )


def _date(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None


def lay_down(session: Session, assessment: Assessment, drafts: Iterable[ConditionDraft]) -> list[Condition]:
    """Write conditions with the dossier's next numbers. Raises Invalid at each one that is not whole."""
    drafts = list(drafts)
    problems = tuple(p for place, draft in enumerate(drafts) for p in _problems(draft, place))
    if problems:
        raise Invalid("condition_invalid", _("Maak elke voorwaarde af."), problems)
    last = session.scalar(
        select(func.max(Condition.number)).where(Condition.dossier_id == assessment.dossier_id)
    )
    rows = [
        Condition(
            dossier_id=assessment.dossier_id,
            assessment_id=assessment.id,
            number=number,
            text=draft.text.strip(),
            owner=draft.owner.strip(),
            due_on=draft.due_on,
            always=draft.always,
            before_go_live=draft.before_go_live,
            origin=draft.origin,
        )
        for number, draft in enumerate(drafts, start=(last or 0) + 1)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def conditions_of(session: Session, assessment: Assessment) -> list[Condition]:
    """Return an assessment's conditions by number."""
    query = select(Condition).where(Condition.assessment_id == assessment.id).order_by(Condition.number)
    return list(session.scalars(query))


def drop_undecided_conditions(session: Session, assessment: Assessment) -> None:
    """Forget what a judgement drafted, when the case goes back before it was decided."""
    decided = session.scalar(select(Decision.id).where(Decision.assessment_id == assessment.id))
    if decided is None:
        session.execute(delete(Condition).where(Condition.assessment_id == assessment.id))


def prove_condition(
    session: Session, actor: Actor, condition: Condition, proof: str, *, now: dt.datetime
) -> None:
    """Say, as the team, how a condition was met; an officer still has to agree."""
    assessment = _assessment(session, condition)
    require(actor, "prove_condition", case_facts(session, actor, assessment.dossier, assessment))
    _require_open(assessment, condition)
    _check_text("proof", proof, _("Schrijf hoe u aan de voorwaarde voldoet, en waar dat te zien is."))
    condition.proof = proof.strip()
    record(
        session, actor, "condition.proved", assessment, now=now, number=condition.number, proof=proof.strip()
    )


def meet_condition(session: Session, actor: Actor, condition: Condition, *, now: dt.datetime) -> None:
    """Agree, as an officer or decider, that a condition is met."""
    assessment = _assessment(session, condition)
    require(actor, "settle_condition", review_facts(session, actor, assessment))
    _require_open(assessment, condition)
    if not condition.proof:
        raise WrongState("no_proof", _("Het team schreef nog niet hoe het aan deze voorwaarde voldoet."))
    _settle(session, actor, assessment, condition, "met", now=now)


def waive_condition(
    session: Session,
    actor: Actor,
    condition: Condition,
    case: Walk,
    because: str,
    *,
    now: dt.datetime,
) -> None:
    """Let a condition go, at the decider's level, with a reason that the public reads."""
    assessment = _assessment(session, condition)
    require(actor, "waive_condition", review_facts(session, actor, assessment, case))
    _require_open(assessment, condition)
    _check_text("because", because, _("Schrijf waarom deze voorwaarde vervalt. Deze reden wordt openbaar."))
    condition.waived_because = because.strip()
    _settle(session, actor, assessment, condition, "waived", now=now)


def _check_text(field: str, text: str, missing: str) -> None:
    message = missing if not text.strip() else ""
    if len(text) > LONGEST:
        message = _("Deze tekst is te lang: hooguit %(most)s tekens.", most=LONGEST)
    if message:
        raise Invalid(f"{field}_invalid", message, (Problem(field, message),))


def _settle(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    condition: Condition,
    state: str,
    *,
    now: dt.datetime,
) -> None:
    condition.state, condition.settled_at, condition.settled_by_id = state, now, actor.person_id
    record(
        session,
        actor,
        f"condition.{state}",
        assessment,
        now=now,
        number=condition.number,
        because=condition.waived_because,
    )


def _assessment(session: Session, condition: Condition) -> Assessment:
    return session.get_one(Assessment, condition.assessment_id)


def _require_open(assessment: Assessment, condition: Condition) -> None:
    if assessment.open:
        raise WrongState("not_decided", _("Deze voorwaarde geldt pas als er besloten is."))
    if condition.state != "open":
        raise WrongState("condition_settled", _("Deze voorwaarde is al afgedaan."))


def _problems(draft: ConditionDraft, place: int) -> Iterable[Problem]:
    if not draft.text.strip():
        yield Problem(f"condition-{place}-text", _("Schrijf wat er moet gebeuren."))
    if not draft.owner.strip():
        yield Problem(f"condition-{place}-owner", _("Noem wie dit doet."))
    if draft.due_on is None and not draft.always and not draft.before_go_live:
        yield Problem(
            f"condition-{place}-due_on",
            _("Kies een datum, of zeg dat dit altijd of vóór ingebruikname geldt."),
        )
