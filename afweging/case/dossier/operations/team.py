"""Who works on a dossier: invitations, removals, assignments, named people."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts, present_roles, worked_on
from afweging.case.dossier.models import DOSSIER_ROLES, Assessment, Assignment, Dossier, Member
from afweging.case.dossier.operations.common import record, require_editable, require_open_dossier
from afweging.case.library.queries import pinned
from afweging.foundation.errors import Invalid, NotFound, Problem, WrongState
from afweging.foundation.identity.access import TEAM, UNKNOWN_BAND, require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Mandate, Person, Role

NAMED = ("commissioner", "process_owner", "budget_holder")
ANSWERING = TEAM | {"supplier"}


def invite(
    session: Session, actor: Actor, dossier: Dossier, person: Person, role: str, *, now: dt.datetime
) -> Member:
    """Give somebody a part in the dossier.

    Raises Invalid for an unknown role or somebody who may not have it, and WrongState when nobody would be
    left to review or to decide (workflow: Barred).
    """
    require(actor, "invite", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    _check_invitation(session, dossier, person, role)
    member = Member(dossier=dossier, person=person, role=role, added_at=now, added_by_id=actor.person_id)
    session.add(member)
    record(session, actor, "member.added", dossier, now=now, person=person.public_id, role=role)
    return member


def remove_member(session: Session, actor: Actor, member: Member, *, now: dt.datetime) -> None:
    """End somebody's part. What they wrote stays theirs; who never wrote is free again.

    Nobody removes themselves as the last owner: a dossier always has one.
    """
    dossier = member.dossier
    require(actor, "remove_member", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    if member.removed_at is not None:
        return
    owners = [m for m in dossier.members if m.role == "owner" and m.removed_at is None]
    if member.role == "owner" and len(owners) == 1:
        raise WrongState("last_owner", _("Een dossier heeft altijd een eigenaar. Wijs eerst een ander aan."))
    if member.person_id == actor.person_id and member.role != "owner":
        raise WrongState("not_yourself", _("Een ander haalt u uit het dossier, niet u zelf."))
    member.removed_at, member.removed_by_id = now, actor.person_id
    record(
        session,
        actor,
        "member.removed",
        dossier,
        now=now,
        person=member.person.public_id,
        role=member.role,
    )


def name_person(
    session: Session, actor: Actor, dossier: Dossier, part: str, person: Person | None, *, now: dt.datetime
) -> None:
    """Name the commissioner, process owner or budget holder, who never decides on it."""
    require(actor, "edit_dossier", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    if part not in NAMED:
        raise Invalid("part_unknown", _("Kies een van de mogelijkheden."))
    if person is not None:
        _refuse_if_nobody_left(session, dossier, decides=frozenset({person.id}))
    setattr(dossier, f"{part}_id", person.id if person else None)
    record(
        session,
        actor,
        "dossier.named",
        dossier,
        now=now,
        part=part,
        person=person.public_id if person else None,
    )


def assign(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    target: str,
    person: Person,
    *,
    due_on: dt.date | None = None,
    now: dt.datetime,
) -> Assignment:
    """Ask somebody of the dossier for a section or question. Repeating it changes the date.

    Raises Invalid when a supplier is asked what only the municipality can answer: legal basis, necessity and
    proportionality are `scope: local` in the questionnaire.
    """
    dossier = assessment.dossier
    require(actor, "assign", case_facts(session, actor, dossier, assessment))
    require_editable(assessment)
    _check_target(session, assessment, target, present_roles(session, dossier, person.id))
    found = session.scalar(
        select(Assignment).where(
            Assignment.assessment_id == assessment.id,
            Assignment.target == target,
            Assignment.person_id == person.id,
        )
    )
    assignment = found or Assignment(assessment_id=assessment.id, target=target, person=person)
    assignment.due_on = due_on
    session.add(assignment)
    record(session, actor, "question.assigned", assessment, now=now, target=target, person=person.public_id)
    return assignment


def unassign(
    session: Session, actor: Actor, assessment: Assessment, assignment: Assignment, *, now: dt.datetime
) -> None:
    """Take a request for an answer back."""
    require(actor, "assign", case_facts(session, actor, assessment.dossier, assessment))
    target, person = assignment.target, assignment.person.public_id
    session.delete(assignment)
    record(session, actor, "question.unassigned", assessment, now=now, target=target, person=person)


def _check_target(session: Session, assessment: Assessment, target: str, roles: frozenset[str]) -> None:
    questionnaire = pinned(session, assessment.questionnaire_sha256)
    question = questionnaire.questions.get(target)
    if question is None and target not in {section.id for section in questionnaire.sections}:
        raise NotFound("target_unknown", _("Deze vraag staat niet in de vragenlijst."))
    if not roles:
        raise Invalid("not_in_dossier", _("Nodig deze persoon eerst uit voor het dossier."))
    outsider = "supplier" in roles and roles.isdisjoint(TEAM)
    if outsider and (question is None or question.scope == "local"):
        message = _("Een leverancier beantwoordt alleen vragen over het product. Deze beantwoordt u zelf.")
        raise Invalid("local_question", message, (Problem("person", message),))


def _check_invitation(session: Session, dossier: Dossier, person: Person, role: str) -> None:
    if role not in DOSSIER_ROLES:
        raise Invalid("role_unknown", _("Kies een van de mogelijkheden."))
    if not person.active:
        raise Invalid("person_inactive", _("Deze persoon kan niet meer inloggen."))
    here = present_roles(session, dossier, person.id)
    if role in here:
        message = _("%(name)s heeft deze rol al.", name=person.name)
        raise Invalid("already_member", message, (Problem("person", message),))
    org_roles = _roles_of(session, dossier.organisation_id, person.id)
    if role in ANSWERING and "fg" in org_roles:
        message = _("De FG adviseert onafhankelijk en werkt daarom niet mee aan een dossier.")
        raise Invalid("fg_independent", message, (Problem("person", message),))
    if role == "coach" and "privacy_officer" not in org_roles:
        message = _("Een coach is een privacy officer van deze organisatie.")
        raise Invalid("coach_is_officer", message, (Problem("person", message),))
    if role in TEAM:
        _refuse_if_nobody_left(
            session, dossier, reviews=frozenset({person.id}), decides=frozenset({person.id})
        )
    elif role == "coach":
        _refuse_if_nobody_left(session, dossier, decides=frozenset({person.id}))


def who_can_review(session: Session, dossier: Dossier) -> frozenset[int]:
    """Return the person ids of officers who are not barred from reviewing. Who only stays until a day does
    not count: a case may take longer."""
    officers = session.scalars(
        select(Role.person_id)
        .join(Person, Person.id == Role.person_id)
        .where(
            Role.organisation_id == dossier.organisation_id,
            Role.role == "privacy_officer",
            Role.until.is_(None),
            Person.active,
        )
    )
    return frozenset(person_id for person_id in officers if not _on_the_case(session, dossier, person_id))


def who_can_decide(session: Session, dossier: Dossier) -> frozenset[int]:
    """Return the person ids of mandate holders, up to the highest band, who are not barred from deciding."""
    holders = session.scalars(
        select(Mandate.person_id)
        .join(Person, Person.id == Mandate.person_id)
        .where(
            Mandate.organisation_id == dossier.organisation_id,
            Mandate.weighing == "full",
            Mandate.band == UNKNOWN_BAND,
            Mandate.until.is_(None),
            Person.active,
        )
    )
    named = {dossier.commissioner_id, dossier.process_owner_id, dossier.budget_holder_id}
    return frozenset(
        person_id
        for person_id in holders
        if person_id not in named
        and not _on_the_case(session, dossier, person_id)
        and "coach" not in present_roles(session, dossier, person_id)
    )


def _on_the_case(session: Session, dossier: Dossier, person_id: int) -> bool:
    in_team = not present_roles(session, dossier, person_id).isdisjoint(TEAM)
    return in_team or worked_on(session, dossier, person_id)


def _refuse_if_nobody_left(
    session: Session,
    dossier: Dossier,
    *,
    reviews: frozenset[int] = frozenset(),
    decides: frozenset[int] = frozenset(),
) -> None:
    """Raise WrongState when barring these people leaves nobody, where there was somebody."""
    reviewers, deciders = who_can_review(session, dossier), who_can_decide(session, dossier)
    if reviewers and not reviewers - reviews:
        raise WrongState(
            "nobody_reviews",
            _("Dan kan niemand deze zaak nog beoordelen. Vraag deze persoon als coach, of een buurgemeente."),
        )
    if deciders and not deciders - decides:
        raise WrongState(
            "nobody_decides", _("Dan kan niemand meer op deze zaak beslissen. Kies iemand anders.")
        )


def _roles_of(session: Session, organisation_id: int, person_id: int) -> frozenset[str]:
    query = select(Role.role).where(Role.organisation_id == organisation_id, Role.person_id == person_id)
    return frozenset(session.scalars(query))
