"""Moving a running weighing to another version of its questionnaire, and back."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from afweging import resources
from afweging.case.dossier import operations
from afweging.case.dossier.models import Answer, AnswerRevision, Assessment, Move, Submission
from afweging.case.dossier.moving import WayBack, other_version, plan_move, way_back
from afweging.case.dossier.operations.evidence import Upload
from afweging.case.dossier.walk import Walk, walk
from afweging.case.library import operations as library
from afweging.case.library.queries import installed_version
from afweging.foundation import ledger
from afweging.foundation.database import Session, writing
from afweging.foundation.errors import NotAllowed, WrongState
from afweging.foundation.identity.actor import OPERATOR, Actor
from afweging.foundation.ledger.models import Event
from afweging.questionnaire import Questionnaire, read_bytes, read_file
from afweging.questionnaire.variants import read_variant, resolve
from afweging.settings import Settings
from tests.dossier import cases
from tests.dossier.test_operations import READY
from tests.questionnaire import varying
from tests.support import world

NOW, LATER, TODAY = cases.NOW, cases.LATER, cases.NOW.date()
NEXT = Path(__file__).with_name("small_next.yaml")
GIVEN: dict[str, Any] = READY | {
    "leverancier": "Met eigen mensen.",
    "velden": [{"veld": "Naam", "reden": "Om te bellen"}],
}


@pytest.fixture
def owner(session: Session, settings: Settings) -> Actor:
    cases.equip(session)
    return cases.owner(session, settings)


@pytest.fixture
def at(session: Session, owner: Actor) -> Assessment:
    """A weighing in which everything is answered, some of it remarked on."""
    found = cases.weighing(session, owner)
    cases.answer(session, owner, found, **GIVEN)
    return found


def publish(session: Session, questionnaire: Questionnaire | None = None) -> Questionnaire:
    """Publish the next version."""
    found = questionnaire or read_file(NEXT)
    library.install(session, OPERATOR, world.organisation(session), found, now=NOW)
    return found


def seen(session: Session, at: Assessment) -> str:
    plan = plan_move(session, at, today=TODAY)
    assert plan is not None
    return plan.token


def move(session: Session, actor: Actor, at: Assessment) -> Move:
    return operations.move_to_published(session, actor, at, seen=seen(session, at), now=LATER)


def back(session: Session, at: Assessment) -> WayBack:
    found = way_back(session, at, today=TODAY)
    assert found is not None
    return found


def go_back(session: Session, actor: Actor, at: Assessment) -> None:
    operations.move_back(session, actor, at, seen=back(session, at).token, now=LATER)


def case_of(session: Session, at: Assessment) -> Walk:
    return walk(session, at, today=TODAY)


def save(session: Session, actor: Actor, at: Assessment, question: str, value: Any) -> None:
    revision = session.scalar(
        select(Answer.revision).where(Answer.assessment_id == at.id, Answer.question_id == question)
    )
    operations.save_answer(session, actor, at, question, value, base_revision=revision or 0, now=LATER)


def stands(session: Session, at: Assessment) -> dict[str, Any]:
    """What stands of each answer, but for its number: restoring one is a new revision."""
    session.expire_all()
    rows = session.scalars(select(Answer).where(Answer.assessment_id == at.id))
    return {row.question_id: (row.value, row.question_revision, row.to_confirm) for row in rows}


def test_a_weighing_stays_where_it_was_pinned_until_its_team_moves_it(
    session: Session, owner: Actor, at: Assessment
) -> None:
    before = at.questionnaire_sha256
    assert other_version(session, at) is None
    found = publish(session)
    assert at.questionnaire_sha256 == before
    offered = other_version(session, at)
    assert offered is not None and offered.sha256 == found.sha256
    move(session, owner, at)
    assert (at.questionnaire_sha256, at.questionnaire_id) == (found.sha256, found.id)
    assert other_version(session, at) is None and plan_move(session, at, today=TODAY) is None


def test_what_becomes_of_every_answer(session: Session, owner: Actor, at: Assessment) -> None:
    publish(session)
    told = move(session, owner, at)
    assert told.fates == {
        "termijn": "to_confirm",
        "gevoelig": "to_confirm",
        "leverancier": "put_aside",
        "velden": "does_not_fit",
        "omvang": "new",
        "bijlage": "falls_away",
    }
    case = case_of(session, at)
    assert case.to_confirm == {"termijn", "gevoelig"}
    assert case.values["doel"] == "Tellen." and "leverancier" not in case.values
    assert [flaw.question for flaw in case.evaluation.invalid] == ["velden"]
    assert case.evaluation.missing == ("omvang",)


def test_nothing_is_handed_in_before_it_is_confirmed(session: Session, owner: Actor, at: Assessment) -> None:
    publish(session)
    move(session, owner, at)
    save(session, owner, at, "velden", [{"veld": "Naam"}])
    save(session, owner, at, "omvang", 3)
    for question in ("termijn", "gevoelig"):
        with pytest.raises(Exception, match="nog niet ingediend"):
            operations.submit(session, owner, at, now=LATER)
        operations.confirm_answer(session, owner, at, question, now=LATER)
    handed_in = operations.submit(session, owner, at, now=LATER)
    assert handed_in.questionnaire_sha256 == at.questionnaire_sha256
    assert "bijlage" not in handed_in.revisions and "leverancier" not in handed_in.revisions


def test_answers_keep_their_revisions_and_what_is_put_aside_is_kept_among_them(
    session: Session, owner: Actor, at: Assessment
) -> None:
    first = at.questionnaire_sha256
    publish(session)
    move(session, owner, at)
    rows = session.execute(
        select(AnswerRevision.question_id, AnswerRevision.value, AnswerRevision.questionnaire_sha256)
        .where(AnswerRevision.assessment_id == at.id, AnswerRevision.question_id.in_(("doel", "leverancier")))
        .order_by(AnswerRevision.question_id, AnswerRevision.revision)
    ).all()
    assert [tuple(row) for row in rows] == [
        ("doel", "Tellen.", first),
        ("leverancier", "Met eigen mensen.", first),
        ("leverancier", None, at.questionnaire_sha256),
    ]


def test_going_back_at_once_restores_everything(session: Session, owner: Actor, at: Assessment) -> None:
    before, sha256 = stands(session, at), at.questionnaire_sha256
    publish(session)
    moved = move(session, owner, at)
    assert not back(session, at).of("lost") and not back(session, at).of("left")
    go_back(session, owner, at)
    assert stands(session, at) == before
    assert (at.questionnaire_sha256, at.move, moved.undone_at) == (sha256, None, LATER)
    assert way_back(session, at, today=TODAY) is None
    assert other_version(session, at) is not None  # and forward again, if they wish
    move(session, owner, at)
    assert at.move == 2


def test_what_was_answered_since_is_kept_where_it_fits_and_listed_where_it_does_not(
    session: Session, owner: Actor, at: Assessment
) -> None:
    publish(session)
    move(session, owner, at)
    save(session, owner, at, "doel", "Beter tellen.")  # the same question
    save(session, owner, at, "termijn", 36)  # a question with another meaning
    save(session, owner, at, "gevoelig", ["bsn"])  # an option that was not there
    save(session, owner, at, "leverancier", "zelf")  # a text once, and so it fits, with another meaning
    save(session, owner, at, "omvang", 12)  # a question that was not there
    way = back(session, at)
    assert {each.id: each.how for each in way.answers if each.how != "restored"} == {
        "doel": "kept",
        "termijn": "to_confirm",
        "gevoelig": "lost",
        "leverancier": "to_confirm",
        "omvang": "left",
    }
    go_back(session, owner, at)
    found = stands(session, at)
    assert found["doel"] == ("Beter tellen.", 1, False)
    assert found["termijn"][0] == 36 and found["termijn"][2]
    assert found["gevoelig"] == (["geen"], 1, False)
    assert found["omvang"][0] == 12 and "omvang" not in case_of(session, at).values
    lost = select(AnswerRevision.value).where(
        AnswerRevision.assessment_id == at.id, AnswerRevision.question_id == "gevoelig"
    )
    assert ["bsn"] in session.scalars(lost).all()


def test_an_answer_that_waits_comes_back_with_its_question_to_be_confirmed(
    session: Session, owner: Actor, at: Assessment
) -> None:
    publish(session)
    move(session, owner, at)
    save(session, owner, at, "omvang", 12)
    go_back(session, owner, at)
    move(session, owner, at)
    case = case_of(session, at)
    assert case.values["omvang"] == 12 and "omvang" in case.to_confirm


def test_confirming_is_undone_with_the_move(session: Session, owner: Actor, at: Assessment) -> None:
    """Confirmed in the new version, unchanged: then it stands in the old one as it did."""
    before = stands(session, at)
    publish(session)
    move(session, owner, at)
    operations.confirm_answer(session, owner, at, "termijn", now=LATER)
    go_back(session, owner, at)
    assert stands(session, at) == before


def test_an_emptied_answer_stays_empty(session: Session, owner: Actor, at: Assessment) -> None:
    publish(session)
    move(session, owner, at)
    save(session, owner, at, "doel", None)
    go_back(session, owner, at)
    assert stands(session, at)["doel"][0] is None


def test_several_moves_go_back_one_by_one(session: Session, owner: Actor, at: Assessment) -> None:
    before = stands(session, at)
    publish(session)
    move(session, owner, at)
    third = (
        NEXT.read_text("utf-8")
        .replace("version: 1.1.0", "version: 2.0.0")
        .replace("revision: 2", "revision: 3")
    )
    publish(session, read_bytes(third.encode(), "third.yaml"))
    move(session, owner, at)
    assert case_of(session, at).questionnaire.version == "2.0.0"
    go_back(session, owner, at)
    assert (case_of(session, at).questionnaire.version, at.move) == ("1.1.0", 1)
    go_back(session, owner, at)
    assert (case_of(session, at).questionnaire.version, at.move) == ("1.0.0", None)
    assert stands(session, at) == before


def test_a_submission_pins_the_move(session: Session, owner: Actor, at: Assessment) -> None:
    publish(session)
    move(session, owner, at)
    for question, value in (("velden", None), ("omvang", 3)):
        save(session, owner, at, question, value)
    for question in ("termijn", "gevoelig"):
        operations.confirm_answer(session, owner, at, question, now=LATER)
    operations.submit(session, owner, at, now=LATER)
    operations.recall(session, owner, at, now=LATER)
    assert at.state == "draft" and way_back(session, at, today=TODAY) is None
    with pytest.raises(WrongState):
        operations.move_back(session, owner, at, seen="", now=LATER)


def test_nobody_moves_a_weighing_that_is_handed_in(session: Session, owner: Actor, at: Assessment) -> None:
    operations.submit(session, owner, at, now=NOW)
    publish(session)
    with pytest.raises(WrongState) as refused:
        operations.move_to_published(session, owner, at, seen=seen(session, at), now=LATER)
    assert refused.value.code == "not_editable"


@pytest.mark.parametrize("name", ["privacy_officer", "member2", "admin", "fg"])
def test_only_the_team_moves(
    session: Session, settings: Settings, owner: Actor, at: Assessment, name: str
) -> None:
    publish(session)
    other = world.actor(session, settings, name)
    with pytest.raises(NotAllowed):
        move(session, other, at)
    operations.invite(session, owner, at.dossier, world.person(session, "member2"), "contributor", now=NOW)
    if name == "member2":
        move(session, other, at)


def test_who_comes_second_is_told(session: Session, owner: Actor, at: Assessment) -> None:
    publish(session)
    mine = seen(session, at)
    move(session, owner, at)
    with pytest.raises(WrongState) as refused:
        operations.move_to_published(session, owner, at, seen=mine, now=LATER)
    assert refused.value.code == "nothing_to_move_to"
    theirs = back(session, at).token
    go_back(session, owner, at)
    with pytest.raises(WrongState) as refused:
        operations.move_back(session, owner, at, seen=theirs, now=LATER)
    assert refused.value.code == "no_way_back"


def test_what_happens_is_what_was_seen(session: Session, owner: Actor, at: Assessment) -> None:
    """Typing that changes no fate is no obstacle; what would be lost must have been on the page."""
    publish(session)
    mine = seen(session, at)
    save(session, owner, at, "doel", "Anders verwoord.")
    assert mine == seen(session, at)
    save(session, owner, at, "leverancier", None)
    with pytest.raises(WrongState) as refused:
        operations.move_to_published(session, owner, at, seen=mine, now=LATER)
    assert refused.value.code == "seen_otherwise"
    move(session, owner, at)
    theirs = back(session, at).token
    save(session, owner, at, "gevoelig", ["bsn"])
    with pytest.raises(WrongState) as refused:
        operations.move_back(session, owner, at, seen=theirs, now=LATER)
    assert refused.value.code == "seen_otherwise"


def test_an_earlier_version_that_is_published_again_is_not_offered(
    session: Session, settings: Settings, owner: Actor, at: Assessment
) -> None:
    here, officer = world.organisation(session), world.actor(session, settings, "privacy_officer")
    publish(session)
    move(session, owner, at)
    old = installed_version(session, here.id, "model-afwegingsraamwerk", "1.0.0")
    library.publish_again(session, officer, here, old, now=LATER)
    assert other_version(session, at) is None  # no way to a lower version but back


def test_what_stands_at_what_is_gone_is_named(session: Session, owner: Actor, at: Assessment) -> None:
    operations.comment(session, owner, at, "bijlage", "Welke?", now=NOW)
    operations.comment(session, owner, at, "doel", "Blijft.", now=NOW)
    operations.add_evidence(
        session, owner, at, "bijlage", Upload("c.txt", "text/plain", 3, "0" * 64), now=NOW
    )
    operations.argue_outcome(session, owner, at, "stoppen", "Toch.", now=NOW)
    publish(session)
    plan = plan_move(session, at, today=TODAY)
    assert plan is not None
    assert {(each.kind, each.id, each.count) for each in plan.behind} == {
        ("comments", "bijlage", 1),
        ("evidence", "bijlage", 1),
        ("notes", "stoppen", 1),
    }


def test_a_file_that_was_taken_away_since_does_not_come_back(
    session: Session, owner: Actor, at: Assessment
) -> None:
    kept, taken = (
        operations.add_evidence(
            session, owner, at, "bijlage", Upload(name, "text/plain", 3, "0" * 64), now=NOW
        )
        for name in ("a.txt", "b.txt")
    )
    text = NEXT.read_text("utf-8").replace(
        "{id: omvang, type: number,",
        "{id: bijlage, type: text, label: {nl: Welk contract?}}\n      - {id: omvang, type: number,",
    )
    publish(session, read_bytes(text.encode(), "next.yaml"))
    move(session, owner, at)
    taken.removed_at = LATER
    go_back(session, owner, at)
    assert stands(session, at)["bijlage"][0] == [kept.public_id]


def test_both_ways_are_told_in_the_ledger_and_counted(session: Session, owner: Actor, at: Assessment) -> None:
    with writing(session):
        cases.equip(session)
        weighing = cases.weighing(session, owner)
        cases.answer(session, owner, weighing, **GIVEN)
        publish(session)
        move(session, owner, weighing)
        go_back(session, owner, weighing)
    told = session.scalars(select(Event).where(Event.verb.startswith("assessment.moved"))).all()
    assert [event.verb for event in told] == ["assessment.moved", "assessment.moved_back"]
    assert told[0].detail is not None
    assert told[0].detail["questionnaire"] == "model-afwegingsraamwerk 1.1.0"
    assert told[0].detail["answers"]["put_aside"] == ["leverancier"]
    assert ledger.verify(session) == []
    with writing(session):
        session.delete(session.scalars(select(Move)).one())
    assert {found.chain for found in ledger.verify(session)} == {"moves", "moves back"}


def test_nobody_passes_an_answer_off_as_moved_by_a_forged_key(
    session: Session, owner: Actor, at: Assessment
) -> None:
    operations.save_answer(
        session, owner, at, "doel", "Vals.", base_revision=1, request_key="moved-9", now=LATER
    )
    keys = session.scalars(select(AnswerRevision.request_key).where(AnswerRevision.question_id == "doel"))
    assert "moved-9" not in keys.all()


def test_from_the_model_to_a_variant_and_what_it_hides_falls_away(
    session: Session, owner: Actor, at: Assessment
) -> None:
    content = varying.content(
        {"hide": {"question": "termijn", "because": "Dat staat in het archiefbesluit."}},
        extends={"id": "model-afwegingsraamwerk", "version": "1.0.0"},
    )
    variant = resolve(read_file(cases.SMALL), read_variant(content, "v.yaml"))
    library.install(session, OPERATOR, world.organisation(session), variant, now=NOW)
    told = move(session, owner, at)
    assert told.fates == {"termijn": "falls_away"}
    assert at.questionnaire_id == "vlier" and at.kind == "full"
    assert "termijn" not in case_of(session, at).values
    operations.submit(session, owner, at, now=LATER)
    assert session.scalars(select(Submission)).one().questionnaire_sha256 == variant.questionnaire.sha256


def test_a_dossier_in_which_a_weighing_moved_was_worked_in(session: Session, owner: Actor) -> None:
    dossier = cases.start(session, owner)
    scan = dossier.assessments[0]
    text = (resources.questionnaires() / "snelle-toets.yaml").read_text("utf-8")
    publish(session, read_bytes(text.replace("version: 1.0.0", "version: 1.0.1").encode(), "scan.yaml"))
    move(session, owner, scan)
    with pytest.raises(WrongState):
        operations.remove_dossier(session, owner, dossier, now=LATER)


VALUES: dict[str, list[Any]] = {
    "doel": ["Anders.", None, {"unknown": "Nog niet."}],
    "termijn": [3, 36.5, None],
    "gevoelig": [["bsn"], ["geen"], ["gezondheid"], None],
    "leverancier": ["zelf", "niet", None],
    "velden": [[{"veld": "Straat"}], None],
    "omvang": [1, 40, None],
    "wie_ziet": ["De arts."],
}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_answered_since_nothing_is_lost_on_the_way_back(
    session: Session, owner: Actor, at: Assessment, seed: int
) -> None:
    chance = random.Random(seed)
    before = stands(session, at)
    publish(session)
    move(session, owner, at)
    saved = {key: chance.choice(VALUES[key]) for key in chance.sample(sorted(VALUES), chance.randint(0, 5))}
    for question, value in saved.items():
        save(session, owner, at, question, value)
    way = {each.id: each.how for each in back(session, at).answers}
    go_back(session, owner, at)
    after = stands(session, at)
    assert {key: after[key] for key in before.keys() - saved.keys()} == {
        key: before[key] for key in before.keys() - saved.keys()
    }
    known = case_of(session, at).questionnaire.questions
    for question, value in saved.items():
        rows = session.scalars(
            select(AnswerRevision.value).where(
                AnswerRevision.assessment_id == at.id, AnswerRevision.question_id == question
            )
        )
        assert value is None or value in rows.all(), question
        if question in known and way[question] in ("kept", "to_confirm"):
            assert after[question][0] == value
        elif question in known and question in before:
            assert after[question] == before[question]
    assert not case_of(session, at).evaluation.invalid
