"""Starting a dossier and the assessments in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import (
    KINDS,
    LIFECYCLE,
    PHASES,
    QUESTIONNAIRE_OF,
    ROUTES,
    Answer,
    AnswerRevision,
    Assessment,
    Assignment,
    Comment,
    Dossier,
    Evidence,
    Member,
    Move,
    OutcomeNote,
    Submission,
)
from afweging.case.dossier.operations.common import (
    CARRIED,
    record,
    require_open_dossier,
    written_by_people,
)
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.library.queries import newest, pinned
from afweging.foundation.errors import Invalid, Problem, WrongState
from afweging.foundation.identity.access import OrganisationFacts, require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Organisation
from afweging.questionnaire import Question, Questionnaire
from afweging.questionnaire.carrying import Carried, Fate, carry, flaws_in

LONGEST_NAME = 99  # the national standard's strictest limit for `name`

# What the dossier already knows, so that nobody answers it twice: question → (dossier value → option).
KIND_OPTION = {
    "algorithm": "algoritme",
    "data_sharing": "gegevensdeling",
    "sensor": "sensor",
    "data_collection": "gegevensverzameling",
    "profiling": "profilering",
}
ROUTE_OPTION = {
    "beforehand": "vooraf",
    "catching_up": "inhaalslag",
    "pilot": "pilot",
    "emergency": "spoed",
}


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What is known of an application when its dossier starts."""

    name: str
    kind: str
    route: str = "beforehand"
    phase: str = "idee"
    lifecycle: str = "development"
    summary: str = ""
    hardest_question: str = ""
    in_use_since: str | None = None  # YYYY-MM, catching up
    pilot_until: dt.date | None = None
    pilot_place: str = ""
    pilot_most_people: int | None = None
    ordered_by: str = ""


def start_dossier(
    session: Session, actor: Actor, organisation: Organisation, facts: StartFacts, *, now: dt.datetime
) -> Dossier:
    """Open a dossier with the actor as owner, and the quick scan in it. Raises NotAllowed, Invalid."""
    require(actor, "start_dossier", OrganisationFacts(organisation.id))
    _check(facts, now)
    last = session.scalar(select(func.max(Dossier.number)).where(Dossier.organisation_id == organisation.id))
    dossier = Dossier(organisation=organisation, number=(last or 0) + 1, created_at=now, **_columns(facts))
    session.add(dossier)
    session.add(
        Member(
            dossier=dossier,
            person_id=actor.person_id,
            role="owner",
            added_at=now,
            added_by_id=actor.person_id,
        )
    )
    record(session, actor, "dossier.started", dossier, now=now, name=facts.name, kind=facts.kind)
    _start(session, actor, dossier, "quick_scan", now=now)
    return dossier


def change_dossier(
    session: Session, actor: Actor, dossier: Dossier, facts: StartFacts, *, now: dt.datetime
) -> None:
    """Change what is known of the application. Raises NotAllowed, WrongState, Invalid."""
    require(actor, "edit_dossier", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    _check(facts, now)
    before = {key: getattr(dossier, key) for key in _columns(facts)}
    changed = {key: value for key, value in _columns(facts).items() if before[key] != value}
    for key, value in changed.items():
        setattr(dossier, key, value)
    if changed:
        record(session, actor, "dossier.changed", dossier, now=now, fields=sorted(changed))


def start_assessment(
    session: Session, actor: Actor, dossier: Dossier, kind: str, *, now: dt.datetime
) -> Assessment:
    """Start the weighing that the quick scan asked for, or a deeper one, from what is already answered.

    Raises WrongState while one is open, or when no quick scan was concluded.
    """
    require(actor, "edit_dossier", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    if kind not in QUESTIONNAIRE_OF or kind == "quick_scan":
        raise Invalid("kind_unknown", _("Kies een korte of een volledige weging."))
    if any(a.open for a in dossier.assessments):
        raise WrongState("already_open", _("Er loopt al een weging in dit dossier."))
    _require_scan_permits(dossier, kind)
    return _start(session, actor, dossier, kind, now=now)


def close_dossier(
    session: Session, actor: Actor, dossier: Dossier, because: str, *, now: dt.datetime
) -> None:
    """Close a dossier as discontinued; what was worked in stays until retention destroys it."""
    require(actor, "close_dossier", case_facts(session, actor, dossier))
    require_open_dossier(dossier)
    if not because.strip():
        raise Invalid(
            "reason_missing",
            _("Schrijf waarom het dossier sluit."),
            (Problem("because", _("Schrijf waarom het dossier sluit.")),),
        )
    if any(a.open for a in dossier.assessments):
        raise WrongState("assessment_open", _("Trek eerst de lopende weging in."))
    dossier.closed_at, dossier.closed_because = now, because.strip()
    record(session, actor, "dossier.closed", dossier, now=now, because=because.strip())


def remove_dossier(session: Session, actor: Actor, dossier: Dossier, *, now: dt.datetime) -> None:
    """Remove a dossier in which nobody ever did anything; the ledger keeps that it was there.

    Raises WrongState when something was done in it: then it is closed, and retention decides (workflow:
    Nothing lost).
    """
    require(actor, "close_dossier", case_facts(session, actor, dossier))
    if _was_worked_in(session, dossier):
        raise WrongState(
            "worked_in", _("In dit dossier is al gewerkt. U kunt het sluiten, niet verwijderen.")
        )
    record(session, actor, "dossier.removed", dossier, now=now, name=dossier.name)
    mine = select(Assessment.id).where(Assessment.dossier_id == dossier.id)
    for table in (AnswerRevision, Answer, Assignment, OutcomeNote):
        session.execute(delete(table).where(table.assessment_id.in_(mine)))
    session.execute(delete(Member).where(Member.dossier_id == dossier.id))
    session.execute(delete(Assessment).where(Assessment.dossier_id == dossier.id))
    session.execute(delete(Dossier).where(Dossier.id == dossier.id))
    session.expunge_all()


def _was_worked_in(session: Session, dossier: Dossier) -> bool:
    """What the program filled in by itself is no work, nor is a scan that began and stayed empty."""
    mine = select(Assessment.id).where(Assessment.dossier_id == dossier.id)
    works = (
        select(AnswerRevision.id).where(AnswerRevision.assessment_id.in_(mine), written_by_people()),
        select(Evidence.id).where(Evidence.dossier_id == dossier.id),
        select(Comment.id).where(Comment.assessment_id.in_(mine)),
        select(Submission.id).where(Submission.assessment_id.in_(mine)),
        select(Move.id).where(Move.assessment_id.in_(mine)),
    )
    moved = any(each.state not in ("draft", "withdrawn") for each in dossier.assessments)
    return moved or any(session.scalar(work.limit(1)) is not None for work in works)


def _require_scan_permits(dossier: Dossier, kind: str) -> None:
    scans = [a for a in dossier.assessments if a.kind == "quick_scan" and a.state == "concluded"]
    if not scans:
        raise WrongState("scan_first", _("Rond eerst de snelle toets af."))
    if scans[-1].conclusion == "full" and kind == "short":
        raise WrongState("full_needed", _("De snelle toets vraagt om een volledige weging."))


def _start(session: Session, actor: Actor, dossier: Dossier, kind: str, *, now: dt.datetime) -> Assessment:
    installed = newest(session, dossier.organisation_id, QUESTIONNAIRE_OF[kind])
    session.flush()
    earlier = [a for a in dossier.assessments if a.id is not None]
    same = [a for a in earlier if a.kind == kind]  # by kind: a variant has an id of its own
    assessment = Assessment(
        dossier=dossier,
        kind=kind,
        questionnaire_id=installed.questionnaire_id,
        questionnaire_sha256=installed.sha256,
        state="draft",
        open=True,
        started_at=now,
        started_by_id=actor.person_id,
        previous_id=same[-1].id if same else None,
    )
    session.add(assessment)
    session.flush()
    questionnaire = pinned(session, installed.sha256)
    _carry_over(session, actor, assessment, questionnaire, earlier, now=now)
    record(
        session,
        actor,
        "assessment.started",
        assessment,
        now=now,
        kind=kind,
        questionnaire=f"{installed.questionnaire_id} {installed.version}",
    )
    return assessment


def _carry_over(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    questionnaire: Questionnaire,
    earlier: list[Assessment],
    *,
    now: dt.datetime,
) -> None:
    """Fill in what is known already: the dossier's own facts, then answers to the same questions.

    An answer from the quick scan stands where it means the same here; one from an earlier weighing must be
    confirmed.
    """
    today = local_date(now)
    known = _known(assessment.dossier)
    wrong = flaws_in(questionnaire, known, today=today, phase=assessment.dossier.phase)
    values = {key: (value, False) for key, value in known.items() if key not in wrong}
    for before in earlier:
        for each in _carried_from(session, before, questionnaire, today=today):
            values[each.id] = (each.value, before.kind != "quick_scan" or each.fate is not Fate.CARRIES)
    for key, (value, to_confirm) in values.items():
        question = questionnaire.questions.get(key)
        if question is not None:
            _fill_in(session, actor, assessment, question, value, to_confirm=to_confirm, now=now)


def _carried_from(
    session: Session, before: Assessment, questionnaire: Questionnaire, *, today: dt.date
) -> Iterator[Carried]:
    """Give the answers of an earlier assessment that are answers here too."""
    rows = session.execute(select(Answer.question_id, Answer.value).where(Answer.assessment_id == before.id))
    given: dict[str, object] = {row[0]: row[1] for row in rows}
    old = pinned(session, before.questionnaire_sha256)
    found = carry(old, questionnaire, given, today=today, phase=before.dossier.phase)
    return (each for each in found.questions if each.stands)


def _fill_in(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    question: Question,
    value: object,
    *,
    to_confirm: bool,
    now: dt.datetime,
) -> None:
    revision = AnswerRevision(
        assessment_id=assessment.id,
        question_id=question.id,
        revision=1,
        value=value,
        at=now,
        by_id=actor.person_id,
        questionnaire_sha256=assessment.questionnaire_sha256,
        request_key=CARRIED,
    )
    answer = Answer(
        assessment_id=assessment.id,
        question_id=question.id,
        question_revision=question.revision,
        revision=1,
        value=value,
        saved_at=now,
        saved_by_id=actor.person_id,
        to_confirm=to_confirm,
    )
    session.add_all((revision, answer))


def _known(dossier: Dossier) -> dict[str, object]:
    known: dict[str, object] = {
        "soort": KIND_OPTION[dossier.kind],
        "route": ROUTE_OPTION[dossier.route],
        "fase": dossier.phase,
    }
    if dossier.in_use_since:
        known["in_gebruik_sinds"] = dossier.in_use_since
    return known


def _columns(facts: StartFacts) -> dict[str, object]:
    columns = {name: getattr(facts, name) for name in StartFacts.__slots__}
    columns["name"] = facts.name.strip()
    return columns


def _check(facts: StartFacts, now: dt.datetime) -> None:
    problems = [*_word_problems(facts), *_route_problems(facts, now)]
    if problems:
        raise Invalid("dossier_invalid", _("Het dossier is nog niet goed ingevuld."), tuple(problems))


def _word_problems(facts: StartFacts) -> list[Problem]:
    problems = []
    if not facts.name.strip():
        problems.append(Problem("name", _("Geef de toepassing een naam.")))
    elif len(facts.name.strip()) > LONGEST_NAME:
        message = _("Maak de naam korter: hooguit %(most)s tekens.", most=LONGEST_NAME)
        problems.append(Problem("name", message))
    for field, value, known in (
        ("kind", facts.kind, KINDS),
        ("route", facts.route, ROUTES),
        ("phase", facts.phase, PHASES),
        ("lifecycle", facts.lifecycle, LIFECYCLE),
    ):
        if value not in known:
            problems.append(Problem(field, _("Kies een van de mogelijkheden.")))
    return problems


def _route_problems(facts: StartFacts, now: dt.datetime) -> list[Problem]:
    if facts.route == "catching_up":
        if not facts.in_use_since:
            return [Problem("in_use_since", _("Vul in sinds welke maand dit al loopt."))]
        if facts.in_use_since > now.strftime("%Y-%m"):
            return [Problem("in_use_since", _("Deze maand ligt in de toekomst."))]
    if facts.route == "pilot":
        if facts.pilot_until is None:
            return [Problem("pilot_until", _("Vul in tot wanneer de pilot duurt."))]
        if facts.pilot_until <= now.date():
            return [Problem("pilot_until", _("Kies een einddatum in de toekomst."))]
    if facts.route == "emergency" and not facts.ordered_by.strip():
        return [Problem("ordered_by", _("Noem wie de spoed gelast heeft."))]
    return []
