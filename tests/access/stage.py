"""A case with something of everything in it, and everybody who could come knocking."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from afweging.case.authoring import operations as authoring
from afweging.case.authoring.models import QuestionnaireDraft
from afweging.case.disclosure import operations as disclosure
from afweging.case.dossier import operations as dossiers
from afweging.case.dossier.models import Assignment, Evidence
from afweging.case.publication import operations as publication
from afweging.case.report import operations as reports
from afweging.case.review import operations as review
from afweging.case.review.operations import ConditionDraft
from afweging.case.review.standing import section_ids_to_judge
from afweging.foundation.database import Session
from afweging.foundation.files import FolderStore
from afweging.foundation.identity import operations as identity
from afweging.foundation.identity import passwords
from afweging.foundation.identity.models import ROLES
from afweging.settings import Settings
from tests.support import cases, world
from tests.support.cases import NOW, Case

ANONYMOUS = "anonymous"
OFFICE = (
    "member3",
    "privacy_officer",
    "privacy_officer2",
    "mandate_holder",
    "fg",
    "adviser",
    "secretary",
    "editor",
    "manager",
    "auditor",
    "archivist",
    "admin",
)
DOSSIER = {
    "member": "owner",
    "member2": "contributor",
    "coach": "coach",
    "reader": "reader",
    "supplier": "supplier",
}
ELSEWHERE = ("elsewhere_all", "elsewhere_fg")  # the law keeps the FG apart from the others
VISITORS = (ANONYMOUS, "guest", *OFFICE, *DOSSIER, *ELSEWHERE)
WITHHELD = "field:provider"


@dataclass
class Stage:
    """What an address can name, and the tokens of everybody's session."""

    values: dict[str, dict[str, str]] = field(default_factory=dict)  # start of a rule → its parameters
    tokens: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def value(self, rule: str, parameter: str) -> str:
        """Return what stands for a parameter; the longest start of the rule that knows it decides."""
        for start in sorted(self.values, key=len, reverse=True):
            if rule.startswith(start) and parameter in self.values[start]:
                return self.values[start][parameter]
        raise LookupError(f"tests/access/stage.py has nothing for <{parameter}> in {rule}")


def people(session: Session, settings: Settings) -> None:
    """Add those whom the little world lacks: guests, and somebody elsewhere with every role."""
    hashed = passwords.of(settings).hash(world.PASSWORD)
    home, elsewhere = world.organisation(session), world.organisation(session, world.ELSEWHERE)
    for name, role in {"guest": None, "coach": "privacy_officer", "reader": None, "supplier": None}.items():
        identity.add_person(
            session,
            None,
            home,
            email=world.email_of(name),
            name=name.title(),
            role=role,
            password_hash=hashed,
            now=NOW,
        )
    everything = [role for role in ROLES if role != "fg"]
    person = identity.add_person(
        session,
        None,
        elsewhere,
        email=world.email_of("elsewhere_all", world.ELSEWHERE),
        name="Van Elders",
        role=everything[0],
        password_hash=hashed,
        now=NOW,
    )
    for role in everything[1:]:
        identity.give_role(
            session, None, elsewhere, person, role, discipline="lawyer" if role == "adviser" else "", now=NOW
        )
    identity.give_mandate(
        session,
        None,
        elsewhere,
        person,
        body="college",
        title="directeur",
        weighing="full",
        band="zeer_hoog",
        now=NOW,
    )


def draft(session: Session, settings: Settings) -> Case:
    """Start a weighing with its team, evidence, remarks, a question for the supplier and a withholding."""
    case = cases.drafted(session, settings)
    owner = case.as_("member")
    for name, role in DOSSIER.items():
        if role != "owner":
            dossiers.invite(session, owner, case.dossier, world.person(session, name), role, now=NOW)
    questions = list(case.walk().questionnaire.questions.values())
    asked = next(q for q in questions if q.type == "longtext")
    # The short weighing asks no file and nothing of a supplier, so the operations would refuse: this question
    # stands for one.
    supplier = world.person(session, "supplier")
    session.add(Assignment(assessment_id=case.assessment.id, target=asked.id, person=supplier))
    data = b"een meting"
    sha256 = hashlib.sha256(data).hexdigest()
    FolderStore(settings.instance / "files").put(data)
    session.add(
        Evidence(
            dossier_id=case.dossier.id,
            assessment_id=case.assessment.id,
            question_id=asked.id,
            name="meting.txt",
            media_type="text/plain",
            size=len(data),
            sha256=sha256,
            added_at=NOW,
            added_by_id=owner.person_id,
        )
    )
    coach = case.as_("coach")
    dossiers.comment(session, coach, case.assessment, asked.id, "Korter?", proposal="Korter dus.", now=NOW)
    return case


def reviewed(session: Session, settings: Settings) -> Case:
    """Hand it in and judge it, after the FG's advice."""
    case = draft(session, settings)
    dossiers.submit(session, case.as_("member"), case.assessment, now=NOW)
    session.expire(case.assessment, ["submissions"])
    officer = case.as_("privacy_officer")
    review.take(session, officer, case.assessment, now=NOW)
    day = NOW.date() + dt.timedelta(days=14)
    review.ask_advice(session, officer, case.assessment, "fg", due_on=day, required=False, now=NOW)
    fg = case.as_("fg")
    review.give_advice(session, fg, case.assessment, "fg", position="positive", text="Akkoord.", now=NOW)
    for section in section_ids_to_judge(case.assessment, case.walk()):
        text = review.FindingText("acceptable", "Goed onderbouwd.")
        review.record_finding(session, officer, case.assessment, case.walk(), section, text, now=NOW)
    return case


def decided(session: Session, settings: Settings) -> Case:
    """Decide with a condition, publish, report, and ask for a correction."""
    case = reviewed(session, settings)
    officer = case.as_("privacy_officer")
    condition = ConditionDraft("Meet het na een jaar.", "projectleider", due_on=cases.LATER.date())
    review.judge(
        session,
        officer,
        case.assessment,
        case.walk(),
        conclusion="agreed_provided",
        reasons="Het nut is bewezen.",
        conditions=(condition,),
        now=NOW,
    )
    ruling = review.Ruling("approved_with_conditions", "De lantaarns branden eerder.")
    review.decide(session, case.as_("mandate_holder"), case.assessment, case.walk(), ruling, now=NOW)
    editor = case.as_("editor")
    told = publication.upcoming(session, case.dossier, now=NOW)
    publication.publish(session, editor, case.dossier, reason="", seen=told.token, now=NOW)
    publication.request_change(
        session, case.as_("editor"), case.dossier, act="retract", reason="Toch niet.", now=NOW
    )
    withholding = disclosure.Proposal(
        WITHHELD,
        "withheld",
        "5.1.2.i",
        "Het belang weegt zwaarder.",
        "Niet openbaar.",
        cases.LATER.date(),
    )
    disclosure.propose(session, officer, case.dossier, withholding, now=NOW)
    report = reports.ask_report(session, officer, case.assessment, audience="internal", now=NOW)
    pdf = b"%PDF-1.7 een rapport"
    FolderStore(settings.instance / "files").put(pdf)
    sealed = reports.SealedFile(hashlib.sha256(pdf).hexdigest(), len(pdf), 1, NOW)
    reports.mark_ready(session, report, sealed, now=NOW)
    return case


STAGES = {"draft": draft, "reviewed": reviewed, "decided": decided}


def build(session: Session, settings: Settings, stage: str) -> Stage:
    """Bring the case to a stage, and write down what its addresses name."""
    people(session, settings)
    return _written_down(session, STAGES[stage](session, settings))


def _written_down(session: Session, case: Case) -> Stage:
    from sqlalchemy import select

    from afweging.case.dossier.models import Comment, Member
    from afweging.case.publication.models import Entry, PublicationRequest
    from afweging.case.report.models import Report
    from afweging.case.review.models import Advice
    from afweging.foundation.identity.models import Mandate

    def one(query: object, instead: str) -> str:
        return str(session.scalar(query) or instead)  # type: ignore[call-overload]

    assessment, walk = case.assessment, case.walk()
    question = session.scalars(select(Evidence.question_id)).one()
    section = walk.questionnaire.section_of(question).id
    member = select(Member.id).join(Member.person).where(Member.role == "reader")
    person = world.person(session, "member3")
    written = _draft_of_a_questionnaire(session, case)
    stage = Stage()
    stage.values = {
        "/beheer/vragenlijsten/": {
            "code": world.HOME,
            "questionnaire_id": "korte-afweging",
            "version": "1.0.0",
            "public_id": written.public_id,
            "kind": "question",
            "name": "omschrijving",
            "act": "omlaag",
        },
        "/beheer/vragenlijsten/concept/<public_id>/nieuw/": {"kind": "section"},
        "/": {"filename": "css/base.css", "language": "en", "slug": "x", "version": "1", "code": world.HOME},
        "/algoritmes/": {"number": one(select(Entry.number), "12345678")},
        "/en/algoritmes/": {"number": one(select(Entry.number), "12345678")},
        "/v1/algoritmes/": {"number": one(select(Entry.number), "12345678")},
        "/beheer/": {"code": world.HOME, "public_id": person.public_id, "role": "member"},
        "/beheer/vragenlijsten/<code>/versie/": {"questionnaire_id": "korte-afweging", "version": "1.0.0"},
        "/beheer/<code>/mensen/<public_id>/mandaten/": {"number": one(select(Mandate.id), "1")},
        "/beheer/<code>/gasten/": {"public_id": world.person(session, "guest").public_id},
        "/werk/dossiers/": {
            "public_id": case.dossier.public_id,
            "number": "1",
            "place": "zaak",
            "question_id": question,
            "advice_id": one(select(Advice.public_id), "0123456789"),
            "request_id": one(select(PublicationRequest.public_id), "0123456789"),
            "code": one(select(Report.code).where(Report.audience == "internal"), "ABCDEFGHJKMN"),
            "target": WITHHELD,
        },
        "/werk/dossiers/<public_id>/mensen/": {"number": one(member, "1")},
        "/werk/dossiers/<public_id>/mensen/vragen/": {"number": one(select(Assignment.id), "1")},
        "/werk/wegingen/": {
            "public_id": assessment.public_id,
            "section_id": section,
            "question_id": question,
            "remark_id": one(select(Comment.public_id), "0123456789"),
        },
        "/werk/wegingen/<public_id>/toets": {"public_id": case.dossier.assessments[0].public_id},
        "/werk/wegingen/<public_id>/waarom/": {"kind": "vraag", "name": question},
        "/werk/wegingen/<public_id>/uitkomst": {"public_id": case.dossier.assessments[0].public_id},
        "/werk/bewijs/": {"public_id": one(select(Evidence.public_id), "0123456789")},
        "/werk/mijn/sessies/": {"number": "1"},
    }
    for name in VISITORS[1:]:
        stage.tokens[name] = _token(session, name)
    return stage


def _draft_of_a_questionnaire(session: Session, case: Case) -> QuestionnaireDraft:
    """Start the next version of the short weighing, for whom keeps the questionnaires."""
    text = (cases.QUESTIONNAIRES / "korte-afweging.yaml").read_text("utf-8")
    return authoring.start(
        session,
        case.as_("privacy_officer"),
        world.organisation(session),
        text,
        title="Korte afweging",
        now=NOW,
    )


def _token(session: Session, name: str) -> str:
    code, email_name = world.HOME, name
    if name in ELSEWHERE:
        code, email_name = world.ELSEWHERE, "fg" if name == "elsewhere_fg" else name
    return world.open_session(session, world.person(session, email_name, code), dt.datetime.now(dt.UTC))
