"""Reading a case for its review: who may see it, what it holds, what was said of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, joinedload

from afweging.case.dossier.models import (
    AnswerRevision,
    Assessment,
    Comment,
    Dossier,
    Member,
    Submission,
)
from afweging.case.dossier.sight import Sight
from afweging.case.dossier.walk import Walk, walk
from afweging.case.library.queries import pinned
from afweging.case.review.facts import review_facts
from afweging.case.review.models import Advice, AdviceRequest, Condition, Decision, Finding, Judgement
from afweging.case.review.standing import (
    Gap,
    advice_gaps,
    changed_questions,
    finding_gaps,
    latest_advice,
    required_advice,
    section_ids_to_judge,
    standing_findings,
)
from afweging.foundation.errors import NotFound
from afweging.foundation.identity.access import CaseFacts, denial, may
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Person, Role
from afweging.questionnaire import Questionnaire

SEES_FINDINGS_ALWAYS = ("privacy_officer", "fg", "mandate_holder")
TOLD_TO_TEAM = ("returned", "judged", "approved", "approved_with_conditions", "rejected", "superseded")


@dataclass(frozen=True)
class Room:
    """One weighing as somebody finds it in the review room."""

    session: Session
    actor: Actor
    dossier: Dossier
    assessment: Assessment
    case: Walk
    facts: CaseFacts

    def may(self, action: str) -> bool:
        """Tell whether the reader may do this, apart from the state."""
        return may(self.actor, action, self.facts)

    def why_not(self, action: str) -> str:
        """Say in a sentence why not."""
        return denial(action, self.facts)

    @property
    def state(self) -> str:
        """Return the state of the weighing."""
        return self.assessment.state

    @cached_property
    def sees_findings(self) -> bool:
        """Tell whether the reader may see the officer's findings: the team when they were sent to it."""
        inside = self.actor.has(self.dossier.organisation_id, *SEES_FINDINGS_ALWAYS)
        return inside or self.state in TOLD_TO_TEAM

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Return the findings that stand, by section."""
        return standing_findings(self.session, self.assessment, self.case) if self.sees_findings else {}

    @cached_property
    def stale(self) -> dict[str, Finding]:
        """Return the findings on answers that changed since: shown to start from, but they do not count."""
        if not self.sees_findings:
            return {}
        rows = self.session.scalars(select(Finding).where(Finding.assessment_id == self.assessment.id))
        return {row.section_id: row for row in rows if row.section_id not in self.findings}

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Return where a finding is due."""
        return section_ids_to_judge(self.assessment, self.case)

    @cached_property
    def finding_gaps(self) -> list[Gap]:
        """Return what the judgement waits for."""
        return list(finding_gaps(self.assessment, self.case, self.findings))

    @cached_property
    def advice_gaps(self) -> list[Gap]:
        """Return what the decision waits for."""
        return list(advice_gaps(self.session, self.assessment, self.case))

    @cached_property
    def advice(self) -> dict[str, Advice]:
        """Return the last advice by role."""
        return latest_advice(self.session, self.assessment)

    @cached_property
    def required_advice(self) -> tuple[str, ...]:
        """Return the roles whose advice the decision needs."""
        return required_advice(self.session, self.assessment, self.case)

    @cached_property
    def requests(self) -> dict[str, AdviceRequest]:
        """Return the last request for advice by role."""
        query = (
            select(AdviceRequest)
            .where(AdviceRequest.assessment_id == self.assessment.id)
            .order_by(AdviceRequest.asked_at, AdviceRequest.id)
        )
        return {row.role: row for row in self.session.scalars(query)}

    @cached_property
    def judgement(self) -> Judgement | None:
        """Return the judgement on what is submitted now."""
        return self.session.scalar(
            select(Judgement).where(
                Judgement.assessment_id == self.assessment.id,
                Judgement.submission == self.assessment.submission,
            )
        )

    @cached_property
    def decision(self) -> Decision | None:
        """Return the decision, if there is one."""
        return self.session.scalar(select(Decision).where(Decision.assessment_id == self.assessment.id))

    @cached_property
    def conditions(self) -> list[Condition]:
        """Return the conditions by number."""
        query = select(Condition).where(Condition.assessment_id == self.assessment.id)
        return list(self.session.scalars(query.order_by(Condition.number)))

    @cached_property
    def was_coach(self) -> bool:
        """Tell whether the reader coached the team, now or before: the report says so."""
        query = select(Member.id).where(
            Member.dossier_id == self.dossier.id,
            Member.person_id == self.actor.person_id,
            Member.role == "coach",
        )
        return self.session.scalar(query.limit(1)) is not None


def open_room(session: Session, actor: Actor, public_id: str, *, today: dt.date) -> Room:
    """Return the last weighing of a dossier. Raises NotFound when there is none, or not for this person."""
    dossier = readable_dossier(session, actor, public_id)
    weighings = [a for a in dossier.assessments if a.kind != "quick_scan"]
    if not weighings:
        raise NotFound("no_weighing", _("In dit dossier is nog geen weging begonnen."))
    return room_of(session, actor, weighings[-1], today=today)


def room_of(session: Session, actor: Actor, assessment: Assessment, *, today: dt.date) -> Room:
    """Return one weighing for somebody who may read it, the last or an earlier one."""
    case = walk(session, assessment, today=today)
    facts = review_facts(session, actor, assessment, case)
    if not may(actor, "read_case", facts) or facts.dossier_roles == {"supplier"}:
        raise NotFound("no_weighing", _("Deze pagina bestaat niet, of is niet voor u bedoeld."))
    return Room(session, actor, assessment.dossier, assessment, case, facts)


def readable_dossier(session: Session, actor: Actor, public_id: str) -> Dossier:
    """Return a dossier that the actor may read through some weighing in it. Raises NotFound."""
    dossier = session.scalar(
        select(Dossier).where(Dossier.public_id == public_id).options(joinedload(Dossier.organisation))
    )
    if dossier is None or not _readable(session, actor, dossier):
        raise NotFound("no_dossier", _("Deze pagina bestaat niet, of is niet voor u bedoeld."))
    return dossier


def _readable(session: Session, actor: Actor, dossier: Dossier) -> bool:
    """Tell whether the actor may read it as a whole, and not only what was assigned to a supplier."""
    return any(
        may(actor, "read_case", facts) and not Sight(actor, facts).only_assigned
        for assessment in reversed(dossier.assessments)
        if (facts := review_facts(session, actor, assessment))
    )


def quick_scan(session: Session, actor: Actor, public_id: str) -> Assessment:
    """Return a dossier's concluded quick scan. Raises NotFound."""
    dossier = readable_dossier(session, actor, public_id)
    scans = [a for a in dossier.assessments if a.kind == "quick_scan" and a.state == "concluded"]
    if not scans:
        raise NotFound("no_scan", _("In dit dossier is nog geen snelle toets afgerond."))
    return scans[-1]


def comments_of(session: Session, assessment: Assessment) -> dict[str, list[Comment]]:
    """Return the comments by question, oldest first."""
    query = (
        select(Comment)
        .where(Comment.assessment_id == assessment.id)
        .order_by(Comment.at, Comment.id)
        .options(joinedload(Comment.by))
    )
    found: dict[str, list[Comment]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.question_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the reader saw before: values by question, and when it was handed in or decided."""

    values: Mapping[str, object]
    on: dt.datetime | None
    changed: frozenset[str]
    returned: bool  # an earlier submission of this weighing; else an earlier weighing
    questionnaire: Questionnaire  # on which the earlier answers were given


def earlier_of(session: Session, assessment: Assessment, case: Walk) -> Earlier | None:
    """Return what the answers are compared with: the submission before, else the weighing before."""
    by_number = {s.number: s for s in assessment.submissions}
    before, now = by_number.get(assessment.submission - 1), by_number.get(assessment.submission)
    if before is not None and now is not None:
        changed = changed_questions(before, now)
        values = _values(session, assessment, before, changed)
        asked = pinned(session, before.questionnaire_sha256)
        return Earlier(values, before.at, changed, returned=True, questionnaire=asked)
    if assessment.previous_id is None:
        return None
    return _previous(session, assessment.previous_id, case)


def _previous(session: Session, previous_id: int, case: Walk) -> Earlier:
    previous = session.get_one(Assessment, previous_id)
    values = {answer.question_id: answer.value for answer in previous.answers}
    keys = values.keys() | case.values.keys()
    changed = frozenset(key for key in keys if values.get(key) != case.values.get(key))
    asked = pinned(session, previous.questionnaire_sha256)
    return Earlier(values, previous.ended_at, changed, returned=False, questionnaire=asked)


def _values(
    session: Session, assessment: Assessment, submission: Submission, keys: frozenset[str]
) -> dict[str, object]:
    pairs = [(key, submission.revisions[key]) for key in keys if key in submission.revisions]
    if not pairs:
        return {}
    query = select(AnswerRevision.question_id, AnswerRevision.value).where(
        AnswerRevision.assessment_id == assessment.id,
        tuple_(AnswerRevision.question_id, AnswerRevision.revision).in_(pairs),
    )
    return dict(session.execute(query).tuples().all())


def other_officers(session: Session, room: Room, now: dt.datetime) -> list[Person]:
    """Return who could take the case over: officers of the organisation who did not work on it."""
    query = (
        select(Person)
        .join(Role, Role.person_id == Person.id)
        .where(
            Role.organisation_id == room.dossier.organisation_id,
            Role.role == "privacy_officer",
            (Role.until.is_(None)) | (Role.until > now),
            Person.active,
            Person.id != room.assessment.officer_id,
        )
        .order_by(Person.name)
    )
    return [person for person in session.scalars(query) if _may_take(session, room, person)]


def _may_take(session: Session, room: Room, person: Person) -> bool:
    roles = {room.dossier.organisation_id: frozenset({"privacy_officer"})}
    receiver = Actor(person_id=person.id, public_id=person.public_id, roles=roles)
    return may(receiver, "take", review_facts(session, receiver, room.assessment, room.case))


def names_of(session: Session, ids: Sequence[int | None]) -> dict[int, Person]:
    """Return people by their id."""
    wanted = {i for i in ids if i is not None}
    if not wanted:
        return {}
    return {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(wanted)))}


def conditions_of_dossier(session: Session, dossier: Dossier) -> list[Condition]:
    """Return every condition of a dossier by number."""
    query = select(Condition).where(Condition.dossier_id == dossier.id).order_by(Condition.number)
    return list(session.scalars(query.options(joinedload(Condition.settled_by))))


def one_condition(session: Session, dossier: Dossier, number: int) -> Condition:
    """Return a condition by its number. Raises NotFound."""
    found = session.scalar(
        select(Condition).where(Condition.dossier_id == dossier.id, Condition.number == number)
    )
    if found is None:
        raise NotFound("no_condition", _("Deze voorwaarde bestaat niet."))
    return found


def conditions_of_organisations(session: Session, actor: Actor) -> list[tuple[Condition, Dossier]]:
    """Return the conditions of decided weighings that the actor may see, open ones first, by date.

    Whoever reads all cases of an organisation sees all of them; others those of their own dossiers.
    """
    everywhere = [o for o in actor.roles if actor.has(o, *SEES_FINDINGS_ALWAYS, "editor")]
    mine = select(Member.dossier_id).where(
        Member.person_id == actor.person_id, Member.removed_at.is_(None), Member.role != "supplier"
    )
    query = (
        select(Condition, Dossier)
        .join(Dossier, Dossier.id == Condition.dossier_id)
        .join(Assessment, Assessment.id == Condition.assessment_id)
        .where(
            Assessment.open.is_(False),
            Dossier.organisation_id.in_(everywhere) | Dossier.id.in_(mine),
        )
        .order_by(
            Condition.state != "open",
            Condition.due_on.is_(None),
            Condition.due_on,
            Dossier.number,
            Condition.number,
        )
    )
    return [(row[0], row[1]) for row in session.execute(query)]
