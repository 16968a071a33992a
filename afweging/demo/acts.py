"""What each act of the demonstration's files does: one real operation, as the person who did it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure import operations as disclosure
from afweging.case.disclosure.queries import rulings
from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.models import Answer, Assessment
from afweging.case.lifecycle import operations as lifecycle
from afweging.case.publication import operations as publication
from afweging.case.publication.models import Draft
from afweging.case.review import operations as review
from afweging.case.review.models import Condition
from afweging.case.review.operations.conditions import planned_conditions
from afweging.demo.stage import Facts, Stage, day
from afweging.foundation.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Scene:
    """One act: where, who, when, and its facts in the file."""

    session: Session
    stage: Stage
    told: Facts  # the dossier's whole file
    event: Facts
    now: dt.datetime

    @property
    def actor(self) -> Actor:
        """Return who acts."""
        return self.stage.actor(self.session, self.event["who"], self.now)

    @property
    def dossier(self) -> Any:
        """Return the dossier it is about."""
        return self.stage.dossiers[self.told["number"]]

    @property
    def assessment(self) -> Assessment:
        """Return the assessment that runs in it."""
        found: Assessment = self.dossier.assessments[-1]
        return found

    def case(self) -> Any:
        """Return the walk through it."""
        return self.stage.weighing(self.session, self.told["number"], self.now)[1]


def create(scene: Scene) -> None:
    """Start the dossier with its members, and answer the quick scan."""
    told = scene.told
    facts = dossiers.StartFacts(
        name=told["name"],
        kind=told["kind"],
        route=told["route"],
        phase=told.get("phase_at_start") or told["phase"],
        lifecycle="in_use" if told["route"] == "catching_up" else "development",
        summary=told["summary"],
        hardest_question=told["hardest_question"],
        in_use_since=told.get("in_use_since") if told["route"] == "catching_up" else None,
        pilot_until=day(told.get("pilot_until")),
        pilot_place=told.get("pilot_place", ""),
        pilot_most_people=told.get("pilot_most_people"),
    )
    session, stage = scene.session, scene.stage
    dossier = dossiers.start_dossier(session, scene.actor, stage.organisation, facts, now=scene.now)
    dossier.number = told["number"]  # as the tour in the README names it
    stage.dossiers[told["number"]] = dossier
    session.flush()
    for member in told["members"]:
        if member["role"] != "owner":
            person = stage.people[member["person"]]
            dossiers.invite(session, scene.actor, dossier, person, member["role"], now=scene.now)
    session.refresh(dossier)
    for question, value in told["quick_scan"]["answers"].items():
        answer(scene, scene.event["who"], question, value)


def answer(scene: Scene, who: str, question: str, value: Any) -> None:
    """Save one answer over whatever stands."""
    standing = scene.session.scalar(
        select(Answer.revision).where(
            Answer.assessment_id == scene.assessment.id, Answer.question_id == question
        )
    )
    actor = scene.stage.actor(scene.session, who, scene.now)
    dossiers.save_answer(
        scene.session,
        actor,
        scene.assessment,
        question,
        value,
        base_revision=standing or 0,
        now=scene.now,
    )


def save(scene: Scene) -> None:
    """Save an answer of the weighing, in an act that the player made from the file's answers."""
    answer(scene, scene.event["who"], scene.event["question"], scene.event["value"])


def conclude_quick_scan(scene: Scene) -> None:
    """Conclude the scan, and see that it led where the file says."""
    conclusion = dossiers.conclude_quick_scan(scene.session, scene.actor, scene.assessment, now=scene.now)
    expected = scene.told["quick_scan"]["conclusion"]
    if conclusion != expected:
        raise ValueError(f"dossier {scene.told['number']}: the scan gives {conclusion}, not {expected}")


def start(scene: Scene) -> None:
    """Start the weighing."""
    kind = "short" if scene.told["assessment"]["questionnaire"] == "korte-afweging" else "full"
    dossiers.start_assessment(scene.session, scene.actor, scene.dossier, kind, now=scene.now)
    scene.session.refresh(scene.dossier)


def argue(scene: Scene) -> None:
    """Argue, as the team, at an outcome that says to stop."""
    dossiers.argue_outcome(
        scene.session,
        scene.actor,
        scene.assessment,
        scene.event["outcome"],
        scene.event["text"],
        now=scene.now,
    )


def submit(scene: Scene) -> None:
    """Hand it in."""
    dossiers.submit(
        scene.session, scene.actor, scene.assessment, note=scene.event.get("note", ""), now=scene.now
    )
    scene.session.expire(scene.assessment, ["submissions"])


def take(scene: Scene) -> None:
    """Take it up."""
    review.take(scene.session, scene.actor, scene.assessment, now=scene.now)


def ask_advice(scene: Scene) -> None:
    """Ask an adviser."""
    event = scene.event
    due_on = day(event["due_on"])
    assert due_on is not None
    review.ask_advice(
        scene.session,
        scene.actor,
        scene.assessment,
        event["role"],
        due_on=due_on,
        question=event.get("question", ""),
        now=scene.now,
    )


def advise(scene: Scene) -> None:
    """Give advice."""
    event = scene.event
    review.give_advice(
        scene.session,
        scene.actor,
        scene.assessment,
        event["role"],
        position=event["position"],
        text=event["text"],
        public_summary=event.get("public_summary", ""),
        now=scene.now,
    )


def finding(scene: Scene) -> None:
    """Judge a section."""
    event = scene.event
    text = review.FindingText(
        verdict=event["verdict"],
        comment=event.get("comment", ""),
        measure=event.get("measure", ""),
        measure_owner=event.get("measure_owner", ""),
        measure_due=day(event.get("measure_due")),
    )
    review.record_finding(
        scene.session, scene.actor, scene.assessment, scene.case(), event["section"], text, now=scene.now
    )


def give_back(scene: Scene) -> None:
    """Return it to the team."""
    review.return_to_team(scene.session, scene.actor, scene.assessment, scene.case(), now=scene.now)


def judge(scene: Scene) -> None:
    """Conclude the review, with the conditions as the file words them."""
    case = scene.case()
    review.judge(
        scene.session,
        scene.actor,
        scene.assessment,
        case,
        conclusion=scene.event["conclusion"],
        reasons=scene.event["reasons"],
        deviation=scene.event.get("deviation", ""),
        conditions=conditions(scene, case),
        now=scene.now,
    )


def conditions(scene: Scene, case: Any) -> list[review.ConditionDraft]:
    """Return the file's conditions; an unknown that none of them names joins the one of its section."""
    drafts = [
        review.ConditionDraft(
            text=c["text"],
            owner=c["owner"],
            due_on=day(c["due_on"]),
            always=c["always"],
            before_go_live=c["before_go_live"],
            origin=c["origin"],
        )
        for c in scene.told.get("conditions") or []
    ]
    covered = {origin for draft in drafts for origin in draft.origins}
    for planned in planned_conditions(scene.session, scene.assessment, case):
        if drafts and not planned.origins <= covered:
            _join(drafts, planned, case)
    return drafts


def _join(drafts: list[review.ConditionDraft], planned: review.ConditionDraft, case: Any) -> None:
    kind, _colon, key = planned.origin.partition(":")
    section = case.questionnaire.section_of(key).id if kind == "unknown" else key
    for place, draft in enumerate(drafts):
        if f"finding:{section}" in draft.origins:
            drafts[place] = review.ConditionDraft(
                draft.text,
                draft.owner,
                draft.due_on,
                draft.always,
                draft.before_go_live,
                f"{draft.origin},{planned.origin}",
            )
            return
    drafts.append(planned)


def _ruling(scene: Scene) -> review.Ruling:
    event = scene.event
    return review.Ruling(
        outcome=event["outcome"],
        reasons=event["reasons"],
        deviates_from_judgement=event.get("deviates_from_judgement", ""),
        deviates_from_advice=event.get("deviates_from_advice", ""),
        before_date=day(event.get("before_date")),
        review_on=day(scene.told.get("review_on")),
    )


def decide(scene: Scene) -> None:
    """Decide."""
    review.decide(scene.session, scene.actor, scene.assessment, scene.case(), _ruling(scene), now=scene.now)


def judge_and_decide(scene: Scene) -> None:
    """Judge and decide in one act."""
    case = scene.case()
    review.judge_and_decide(
        scene.session,
        scene.actor,
        scene.assessment,
        case,
        conclusion=scene.event["conclusion"],
        ruling=_ruling(scene),
        conditions=conditions(scene, case),
        now=scene.now,
    )


def withdraw(scene: Scene) -> None:
    """Withdraw the weighing; without one, close the dossier."""
    if scene.assessment.open:
        dossiers.withdraw(scene.session, scene.actor, scene.assessment, scene.event["reason"], now=scene.now)
    dossiers.close_dossier(scene.session, scene.actor, scene.dossier, scene.event["reason"], now=scene.now)


def go_live(scene: Scene) -> None:
    """Take it into use."""
    on = day(scene.event["on"])
    assert on is not None
    lifecycle.go_live(scene.session, scene.actor, scene.dossier, on, now=scene.now)


def condition_met(scene: Scene) -> None:
    """Prove a condition as the team, and agree as the officer."""
    condition = scene.session.scalars(
        select(Condition).where(
            Condition.assessment_id == scene.assessment.id, Condition.number == scene.event["number"]
        )
    ).one()
    owner = next(m["person"] for m in scene.told["members"] if m["role"] == "owner")
    team = scene.stage.actor(scene.session, owner, scene.now)
    review.prove_condition(scene.session, team, condition, scene.event["proof"], now=scene.now)
    review.meet_condition(scene.session, scene.actor, condition, now=scene.now)


def withhold(scene: Scene) -> None:
    """Propose to withhold something."""
    told = next(w for w in scene.told["withheld"] if w["target"] == scene.event["target"])
    proposal = disclosure.Proposal(
        target=told["target"],
        level="withheld",
        woo_ground=told["woo_ground"],
        weighing=told.get("weighing", ""),
        placeholder=told.get("placeholder", ""),
        review_by=day(told["review_by"]),
    )
    disclosure.propose(scene.session, scene.actor, scene.dossier, proposal, now=scene.now)


def agree_withheld(scene: Scene) -> None:
    """Agree to it, as another person."""
    row = rulings(scene.session, scene.dossier).rows[scene.event["target"]]
    disclosure.agree(scene.session, scene.actor, scene.dossier, row, now=scene.now)


def publish(scene: Scene) -> None:
    """Write the entry's text as it read at that time, and publish it."""
    draft = scene.session.get(Draft, scene.dossier.id)
    words = _fields({**scene.told["entry"], **scene.event.get("entry", {})})
    publication.save_draft(
        scene.session,
        scene.actor,
        scene.dossier,
        words,
        base_revision=draft.revision if draft else 0,
        now=scene.now,
    )
    publication.publish(
        scene.session,
        scene.actor,
        scene.dossier,
        reason=scene.event.get("note", ""),
        seen=publication.upcoming(scene.session, scene.dossier, now=scene.now).token,
        now=scene.now,
    )


def _fields(told: Facts) -> Facts:
    entry = dict(told)
    for key in ("lawful_basis_grouping", "impacttoetsen_grouping", "source_data_grouping"):
        if key in entry:
            entry[key] = [{"title": i["title"], "link": i.get("link")} for i in entry[key]]
    if "numbers" in entry:
        entry["numbers"] = [{"figure": str(n["value"]), "words": n["text"]} for n in entry["numbers"]]
    if entry.get("status") != "Buiten gebruik":  # otherwise it follows the dossier itself
        entry.pop("status", None)
    return entry


def comment(scene: Scene) -> None:
    """Write a comment, perhaps with a proposal."""
    event = scene.event
    dossiers.comment(
        scene.session,
        scene.actor,
        scene.assessment,
        event["question"],
        event.get("text", ""),
        proposal=event.get("proposal"),
        now=scene.now,
    )


def assign(scene: Scene) -> None:
    """Ask somebody for a section or a question."""
    event = scene.event
    dossiers.assign(
        scene.session,
        scene.actor,
        scene.assessment,
        event.get("question") or event["section"],
        scene.stage.people[event["person"]],
        due_on=day(event.get("due_on")),
        now=scene.now,
    )


ACTS: dict[str, Callable[[Scene], None]] = {
    "create": create,
    "conclude_quick_scan": conclude_quick_scan,
    "start": start,
    "answer": save,
    "comment": comment,
    "assign": assign,
    "argue": argue,
    "submit": submit,
    "take": take,
    "ask_advice": ask_advice,
    "advise": advise,
    "finding": finding,
    "return": give_back,
    "judge": judge,
    "decide": decide,
    "judge_and_decide": judge_and_decide,
    "withdraw": withdraw,
    "go_live": go_live,
    "condition_met": condition_met,
    "withhold": withhold,
    "agree_withheld": agree_withheld,
    "publish": publish,
}
