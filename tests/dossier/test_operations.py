"""What the acts of the room promise, whoever calls them: screens, the command line, the demonstration."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select

from afweging.case.dossier import operations
from afweging.case.dossier.facts import worked_on
from afweging.case.dossier.models import Answer, Assessment, Dossier, OutcomeNote
from afweging.case.dossier.operations.evidence import LARGEST, Upload, check_upload
from afweging.case.dossier.walk import Walk, walk
from afweging.foundation.database import Session
from afweging.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from afweging.foundation.identity.actor import Actor
from afweging.foundation.ledger.models import Event
from afweging.questionnaire import read_file
from afweging.settings import Settings
from tests.dossier import cases
from tests.support import world

NOW, TODAY = cases.NOW, cases.NOW.date()
READY: dict[str, Any] = {
    "doel": "Tellen.",
    "termijn": 24,
    "gevoelig": ["geen"],
    "weging": {
        "rows": [
            {
                "interest": "Rust",
                "side": "benefit",
                "value": "veiligheid",
                "weight": 4,
                "certainty": "likely",
            },
            {"interest": "Blik", "side": "burden", "value": "privacy", "weight": 3, "certainty": "proven"},
        ],
        "counter_argument": "Het kan met de hand.",
    },
}


@pytest.fixture
def owner(session: Session, settings: Settings) -> Actor:
    cases.equip(session)
    return cases.owner(session, settings)


@pytest.fixture
def at(session: Session, owner: Actor) -> Assessment:
    return cases.weighing(session, owner)


def other(session: Session, settings: Settings, name: str = "member2") -> Actor:
    return world.actor(session, settings, name)


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(Event.verb).order_by(Event.number)))


# Starting


def test_a_dossier_starts_with_its_owner_its_scan_and_an_event(session: Session, owner: Actor) -> None:
    dossier = cases.start(session, owner)
    assert [(m.person_id, m.role) for m in dossier.members] == [(owner.person_id, "owner")]
    assert [(a.kind, a.state) for a in dossier.assessments] == [("quick_scan", "draft")]
    assert verbs(session)[-2:] == ["dossier.started", "assessment.started"]
    assert cases.start(session, owner).number == dossier.number + 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 100}, "name"),
        ({"kind": "magic"}, "kind"),
        ({"route": "catching_up"}, "in_use_since"),
        ({"route": "catching_up", "in_use_since": "2099-01"}, "in_use_since"),
        ({"route": "pilot"}, "pilot_until"),
        ({"route": "pilot", "pilot_until": TODAY}, "pilot_until"),
        ({"route": "emergency"}, "ordered_by"),
    ],
)
def test_each_route_asks_its_own_facts(
    session: Session, owner: Actor, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        cases.start(session, owner, **given)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_only_members_and_officers_start(session: Session, settings: Settings, owner: Actor) -> None:
    with pytest.raises(NotAllowed):
        cases.start(session, other(session, settings, "mandate_holder"))


def test_a_weighing_waits_for_the_scan_and_is_as_deep_as_it_asks(session: Session, owner: Actor) -> None:
    dossier = cases.start(session, owner)
    with pytest.raises(WrongState):
        operations.start_assessment(session, owner, dossier, "full", now=NOW)
    cases.answer(session, owner, dossier.assessments[0], **cases.FULL)
    assert operations.conclude_quick_scan(session, owner, dossier.assessments[0], now=NOW) == "full"
    with pytest.raises(WrongState):
        operations.start_assessment(session, owner, dossier, "short", now=NOW)
    operations.start_assessment(session, owner, dossier, "full", now=NOW)
    session.refresh(dossier)
    with pytest.raises(WrongState):
        operations.start_assessment(session, owner, dossier, "full", now=NOW)


def test_a_scan_with_open_questions_is_not_concluded(session: Session, owner: Actor) -> None:
    scan = cases.start(session, owner).assessments[0]
    with pytest.raises(Invalid) as refused:
        operations.conclude_quick_scan(session, owner, scan, now=NOW)
    assert "persoonsgegevens" in {problem.field for problem in refused.value.problems}


def test_a_second_weighing_starts_from_the_first_to_confirm(
    session: Session, owner: Actor, at: Assessment
) -> None:
    cases.answer(session, owner, at, **READY)
    operations.withdraw(session, owner, at, "Later.", now=NOW)
    session.refresh(at.dossier)
    again = operations.start_assessment(session, owner, at.dossier, "full", now=NOW)
    case = walk(session, again, today=TODAY)
    assert case.values["doel"] == "Tellen." and case.answers["doel"].to_confirm
    with pytest.raises(Invalid):
        operations.submit(session, owner, again, now=NOW)
    for question in READY:
        operations.confirm_answer(session, owner, again, question, now=NOW)
    operations.submit(session, owner, again, now=NOW)
    assert again.state == "submitted"


def test_an_answer_of_the_scan_stands_where_the_weighing_asks_the_same(
    session: Session, settings: Settings
) -> None:
    cases.equip(session, small=False)
    case = walk(session, cases.weighing(session, cases.owner(session, settings)), today=TODAY)
    assert case.values["openbare_ruimte"] == "ja" and not case.answers["openbare_ruimte"].to_confirm
    # The weighing offers “misschien” as well, so “nee” may say something else here.
    assert case.values["verrassing"] == "nee" and case.answers["verrassing"].to_confirm
    assert "koppelen_of_delen" not in case.values  # the weighing does not ask it


def test_a_dossier_without_answers_goes_and_one_that_was_worked_in_stays(
    session: Session, owner: Actor
) -> None:
    empty = cases.start(session, owner)
    operations.remove_dossier(session, owner, empty, now=NOW)
    assert session.scalar(select(func.count()).select_from(Dossier)) == 0
    assert verbs(session)[-1] == "dossier.removed"
    worked = cases.start(session, owner)
    cases.answer(session, owner, worked.assessments[0], verrassing="nee")
    with pytest.raises(WrongState):
        operations.remove_dossier(session, owner, worked, now=NOW)


# Saving


def test_every_save_is_a_revision_and_an_event(session: Session, owner: Actor, at: Assessment) -> None:
    first = operations.save_answer(session, owner, at, "doel", "Een.", base_revision=0, now=NOW)
    second = operations.save_answer(session, owner, at, "doel", "Twee.", base_revision=1, now=NOW)
    same = operations.save_answer(session, owner, at, "doel", "Twee.", base_revision=2, now=NOW)
    assert (first.revision, second.revision, same.revision, same.changed) == (1, 2, 2, False)
    assert verbs(session)[-2:] == ["answer.saved", "answer.saved"]
    back = operations.restore_answer(session, owner, at, "doel", 1, now=NOW)
    assert back.revision == 3 and walk(session, at, today=TODAY).values["doel"] == "Een."


def test_a_stale_save_gives_both_texts_and_keeps_the_first(
    session: Session, owner: Actor, at: Assessment
) -> None:
    operations.save_answer(session, owner, at, "doel", "Een.", base_revision=0, now=NOW)
    with pytest.raises(Conflict) as refused:
        operations.save_answer(session, owner, at, "doel", "Twee.", base_revision=0, now=NOW)
    assert (refused.value.mine, refused.value.theirs, refused.value.revision) == ("Twee.", "Een.", 1)


def test_a_repeated_request_is_the_same_one(session: Session, owner: Actor, at: Assessment) -> None:
    given: dict[str, Any] = {"base_revision": 0, "now": NOW, "request_key": "k"}
    first = operations.save_answer(session, owner, at, "doel", "Een.", **given)
    operations.save_answer(session, owner, at, "doel", "Twee.", base_revision=1, now=NOW)
    assert operations.save_answer(session, owner, at, "doel", "Een.", **given).revision == first.revision
    assert walk(session, at, today=TODAY).values["doel"] == "Twee."


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53 + 1, [{"x": -(2**60)}], "\ud800"])
def test_what_canonical_json_cannot_hold_is_an_invalid_answer(
    session: Session, owner: Actor, at: Assessment, value: Any
) -> None:
    with pytest.raises(Invalid):
        operations.save_answer(session, owner, at, "termijn", value, base_revision=0, now=NOW)


def test_one_and_true_are_two_answers(session: Session, owner: Actor, at: Assessment) -> None:
    operations.save_answer(session, owner, at, "termijn", 1, base_revision=0, now=NOW)
    assert operations.save_answer(session, owner, at, "termijn", True, base_revision=1, now=NOW).changed


def test_who_is_not_of_the_team_saves_nothing(
    session: Session, settings: Settings, owner: Actor, at: Assessment
) -> None:
    for name in ("member2", "privacy_officer", "fg", "mandate_holder", "admin"):
        with pytest.raises(NotAllowed):
            operations.save_answer(
                session, other(session, settings, name), at, "doel", "x", base_revision=0, now=NOW
            )
    with pytest.raises(NotFound):
        operations.save_answer(session, owner, at, "bestaat_niet", "x", base_revision=0, now=NOW)


def test_nothing_is_saved_once_it_is_handed_in(session: Session, owner: Actor, at: Assessment) -> None:
    cases.answer(session, owner, at, **READY)
    operations.submit(session, owner, at, now=NOW)
    with pytest.raises(WrongState):
        operations.save_answer(session, owner, at, "doel", "x", base_revision=1, now=NOW)


def test_a_supplier_answers_what_was_asked_and_nothing_local(
    session: Session, settings: Settings, owner: Actor, at: Assessment
) -> None:
    guest = world.person(session, "member3", world.ELSEWHERE)
    operations.invite(session, owner, at.dossier, guest, "supplier", now=NOW)
    with pytest.raises(Invalid):
        operations.assign(session, owner, at, "doel", guest, now=NOW)
    operations.assign(session, owner, at, "leverancier", guest, now=NOW)
    actor = world.actor(session, settings, "member3", world.ELSEWHERE)
    assert operations.save_answer(
        session, actor, at, "leverancier", "Elk jaar.", base_revision=0, now=NOW
    ).changed
    with pytest.raises(NotAllowed):
        operations.save_answer(session, actor, at, "doel", "x", base_revision=0, now=NOW)


def test_a_supplier_neither_comments_nor_resolves_where_nothing_was_asked(
    session: Session, settings: Settings, owner: Actor, at: Assessment
) -> None:
    guest = world.person(session, "member3", world.ELSEWHERE)
    operations.invite(session, owner, at.dossier, guest, "supplier", now=NOW)
    operations.assign(session, owner, at, "leverancier", guest, now=NOW)
    supplier = world.actor(session, settings, "member3", world.ELSEWHERE)
    inside = operations.comment(session, owner, at, "doel", "Dit is van ons.", now=NOW)
    with pytest.raises(NotFound):
        operations.comment(session, supplier, at, "doel", "Wat staat hier?", now=NOW)
    with pytest.raises(NotFound):
        operations.resolve_comment(session, supplier, at, inside, now=NOW)
    assert inside.resolved_at is None
    asked = operations.comment(session, supplier, at, "leverancier", "Welke versie?", now=NOW)
    operations.resolve_comment(session, supplier, at, asked, now=NOW)
    assert asked.resolved_at == NOW


# Handing in


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"doel": None}, "doel"),
        ({"termijn": "lang"}, "termijn"),
        ({"doel": {"unknown": "Nog niet af."}}, "doel"),
        ({"weging": {"rows": READY["weging"]["rows"][:1], "counter_argument": "Toch."}}, "weging"),
        ({"weging": {"rows": READY["weging"]["rows"]}}, "weging"),
        ({"gevoelig": ["gezondheid"]}, "wie_ziet"),
    ],
)
def test_submit_names_what_is_in_the_way(
    session: Session, owner: Actor, at: Assessment, change: dict[str, Any], field: str
) -> None:
    cases.answer(session, owner, at, **{k: v for k, v in {**READY, **change}.items() if v is not None})
    with pytest.raises(Invalid) as refused:
        operations.submit(session, owner, at, now=NOW)
    assert field in {problem.field for problem in refused.value.problems}
    assert at.state == "draft"


def test_a_stop_needs_an_argument_and_a_prohibition_a_lawyer(
    session: Session, owner: Actor, at: Assessment
) -> None:
    cases.answer(session, owner, at, **{**READY, "termijn": 130})
    with pytest.raises(Invalid):
        operations.submit(session, owner, at, now=NOW)
    with pytest.raises(NotAllowed):
        operations.lift_forbidden(session, owner, at, "verboden", "Toch.", now=NOW)
    operations.argue_outcome(session, owner, at, "stoppen", "De wet eist het.", now=NOW)
    assert session.scalar(select(OutcomeNote.text)) == "De wet eist het."
    operations.submit(session, owner, at, now=NOW)


def test_submission_pins_date_answers_and_can_be_recalled(
    session: Session, owner: Actor, at: Assessment
) -> None:
    cases.answer(session, owner, at, **READY)
    submission = operations.submit(session, owner, at, now=NOW)
    assert at.rules_date == TODAY and submission.revisions["doel"] == 1 and at.due_on
    operations.recall(session, owner, at, now=NOW)
    assert at.state == "draft"
    with pytest.raises(Invalid) as refused:
        operations.submit(session, owner, at, now=NOW)
    assert [problem.field for problem in refused.value.problems] == ["note"]
    operations.submit(session, owner, at, note="Niets.", now=NOW)
    assert at.submission == 2


def test_only_the_owner_hands_in(session: Session, settings: Settings, owner: Actor, at: Assessment) -> None:
    operations.invite(session, owner, at.dossier, world.person(session, "member2"), "contributor", now=NOW)
    with pytest.raises(NotAllowed):
        operations.submit(session, other(session, settings), at, now=NOW)


# People


def test_an_invitation_never_leaves_nobody_to_review_or_decide(
    session: Session, owner: Actor, at: Assessment
) -> None:
    dossier = at.dossier
    operations.invite(
        session, owner, dossier, world.person(session, "privacy_officer"), "contributor", now=NOW
    )
    session.refresh(dossier)
    with pytest.raises(WrongState) as refused:
        operations.invite(
            session, owner, dossier, world.person(session, "privacy_officer2"), "contributor", now=NOW
        )
    assert refused.value.code == "nobody_reviews"
    with pytest.raises(WrongState) as refused:
        operations.invite(
            session, owner, dossier, world.person(session, "mandate_holder"), "contributor", now=NOW
        )
    assert refused.value.code == "nobody_decides"
    with pytest.raises(WrongState):
        operations.name_person(
            session, owner, dossier, "commissioner", world.person(session, "mandate_holder"), now=NOW
        )


def test_the_fg_and_who_is_no_officer_have_their_limits(
    session: Session, owner: Actor, at: Assessment
) -> None:
    for name, role in (("fg", "contributor"), ("member2", "coach"), ("member", "owner"), ("member2", "king")):
        with pytest.raises(Invalid):
            operations.invite(session, owner, at.dossier, world.person(session, name), role, now=NOW)


def test_who_wrote_stays_barred_and_who_never_wrote_is_free(
    session: Session, settings: Settings, owner: Actor, at: Assessment
) -> None:
    writer = other(session, settings)
    for name in ("member2", "member3"):
        operations.invite(session, owner, at.dossier, world.person(session, name), "contributor", now=NOW)
    operations.save_answer(session, writer, at, "doel", "Een.", base_revision=0, now=NOW)
    session.refresh(at.dossier)
    for member in [m for m in at.dossier.members if m.role == "contributor"]:
        operations.remove_member(session, owner, member, now=NOW)
    assert worked_on(session, at.dossier, writer.person_id)
    assert not worked_on(session, at.dossier, world.person(session, "member3").id)
    with pytest.raises(WrongState):
        operations.remove_member(session, owner, at.dossier.members[0], now=NOW)


# Evidence, comments


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.exe", b"MZ"), ("a.pdf", b"PK\x03\x04"), ("a.txt", b"\x00"), ("a.csv", b"\xff\xfe"), ("a.pdf", b"")],
)
def test_files_are_what_they_say_they_are(name: str, data: bytes, app: object) -> None:
    with app.app_context(), pytest.raises(Invalid):  # type: ignore[attr-defined]
        check_upload(name, data, "a-bijlage")


def test_names_of_files_lose_their_folders_and_large_ones_are_refused(session: Session) -> None:
    assert check_upload("..\\..\\etc/contract.pdf", b"%PDF-", "f") == ("contract.pdf", "application/pdf")
    with pytest.raises(Invalid):
        check_upload("a.pdf", b"%PDF-" + bytes(LARGEST), "f")


def test_evidence_belongs_to_its_answer_and_leaves_a_trace(
    session: Session, owner: Actor, at: Assessment
) -> None:
    upload = Upload("a.pdf", "application/pdf", 5, "0" * 64)
    evidence = operations.add_evidence(session, owner, at, "bijlage", upload, now=NOW)
    assert walk(session, at, today=TODAY).values["bijlage"] == [evidence.public_id]
    operations.remove_evidence(session, owner, at, evidence, now=NOW)
    assert "bijlage" not in walk(session, at, today=TODAY).values
    assert evidence.removed_at and verbs(session)[-1] == "evidence.removed"
    with pytest.raises(NotFound):
        operations.add_evidence(session, owner, at, "doel", upload, now=NOW)


def test_a_coach_proposes_and_the_team_takes_over(
    session: Session, settings: Settings, owner: Actor, at: Assessment
) -> None:
    coach = other(session, settings, "privacy_officer")
    operations.invite(session, owner, at.dossier, world.person(session, "privacy_officer"), "coach", now=NOW)
    remark = operations.comment(session, coach, at, "doel", "", proposal="Wij tellen fietsen.", now=NOW)
    with pytest.raises(NotAllowed):
        operations.take_over_proposal(session, coach, at, remark, base_revision=0, now=NOW)
    operations.take_over_proposal(session, owner, at, remark, base_revision=0, now=NOW)
    writer = session.scalar(select(Answer.saved_by_id).where(Answer.question_id == "doel"))
    assert writer == owner.person_id and remark.resolved_at
    with pytest.raises(WrongState):
        operations.take_over_proposal(session, owner, at, remark, base_revision=1, now=NOW)


# The walk


def test_an_evaluation_points_into_its_own_questionnaire(session: Session) -> None:
    """Two threads may each parse the same text: what is kept for one must not answer the other."""
    one, other = read_file(cases.SMALL), read_file(cases.SMALL)
    day = dt.date(2026, 11, 23)
    first, second = Walk(one, {}, day, "idee"), Walk(other, {}, day, "idee")
    assert first.evaluation.shown_sections[0] in one.sections
    assert second.evaluation.shown_sections[0] in other.sections
