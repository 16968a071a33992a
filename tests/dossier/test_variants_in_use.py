"""An organisation with variants of its own: everything that goes by questionnaire goes on as before."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table, insert, select
from sqlalchemy.exc import IntegrityError

from afweging.case.dossier import operations
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.moving import plan_move
from afweging.case.library import operations as library
from afweging.case.library.queries import newest, pinned
from afweging.case.report.document import case_document
from afweging.case.report.page import Issue
from afweging.case.report.rows import colophon
from afweging.case.review import operations as review
from afweging.case.review.page import screen
from afweging.case.review.queries import room_of
from afweging.case.review.standing import section_ids_to_judge
from afweging.foundation.database import Session
from afweging.foundation.identity.actor import OPERATOR
from afweging.questionnaire import read_bytes
from afweging.questionnaire.variants import read_variant, resolve
from afweging.settings import Settings
from tests.dossier import cases as small
from tests.dossier.test_moving import GIVEN, NEXT
from tests.questionnaire import varying
from tests.support import cases, world
from tests.support.cases import NOW, Case


def publish_variant(session: Session, base: str, *changes: dict[str, Any], name: str = "vlier") -> str:
    """Publish a variant of what is in force; return its hash."""
    here = world.organisation(session)
    national = pinned(session, newest(session, here.id, base).sha256)
    content = varying.content(
        *changes,
        variant=name,
        title={"nl": f"Vlierwoudse {base}"},
        owner={"name": "Gemeente Vlierwoude"},
        extends={"id": national.id, "version": national.version},
    )
    text = resolve(national, read_variant(content, "v.yaml"))
    return library.install(session, OPERATOR, here, text, now=NOW).sha256


OWN = {
    "add_question": {
        "section": "gegevens",
        "question": {"id": "vlier.wijk", "type": "text", "label": "In welke wijk?"},
    }
}
REWORD = {"change_question": {"id": "doel", "set": {"label": {"nl": "Wat is er mis?"}}, "because": "Korter."}}


def decide(case: Case, outcome: str = "approved") -> None:
    """Judge and decide what was handed in."""
    session, officer = case.session, case.as_("privacy_officer")
    review.take(session, officer, case.assessment, now=NOW)
    for section in section_ids_to_judge(case.assessment, case.walk()):
        text = review.FindingText("acceptable", "Goed onderbouwd.")
        review.record_finding(session, officer, case.assessment, case.walk(), section, text, now=NOW)
    review.judge(
        session, officer, case.assessment, case.walk(), conclusion="agreed", reasons="Bewezen nut.", now=NOW
    )
    ruling = review.Ruling(outcome, "Niemand verliest iets.")
    review.decide(session, case.as_("mandate_holder"), case.assessment, case.walk(), ruling, now=NOW)


def test_a_dossier_walks_through_the_variants_of_its_organisation(
    session: Session, settings: Settings
) -> None:
    small.equip(session)
    scan = publish_variant(session, "snelle-toets", name="toets")
    model = publish_variant(session, "model-afwegingsraamwerk", OWN)
    at = small.weighing(session, small.owner(session, settings))
    first, second = at.dossier.assessments
    assert [(each.kind, each.questionnaire_sha256) for each in (first, second)] == [
        ("quick_scan", scan),
        ("full", model),
    ]
    assert first.conclusion == "full" and second.questionnaire_id == "vlier"


def test_a_scan_without_its_mildest_outcome_asks_for_a_whole_weighing(
    session: Session, settings: Settings
) -> None:
    small.equip(session)
    publish_variant(session, "snelle-toets", {"hide": {"outcome": "geen", "because": "Wij wegen altijd."}})
    owner = small.owner(session, settings)
    scan = small.start(session, owner).assessments[0]
    small.answer(session, owner, scan, **small.LIGHT)
    assert operations.conclude_quick_scan(session, owner, scan, now=NOW) == "full"


def test_the_next_weighing_on_a_variant_follows_the_last_on_the_model(
    session: Session, settings: Settings
) -> None:
    case = cases.decided(session, settings)
    first = case.assessment
    publish_variant(session, "korte-afweging")
    operations.start_assessment(session, case.as_("member"), case.dossier, "short", now=NOW)
    session.refresh(case.dossier)
    again = case.assessment
    assert (again.questionnaire_id, again.previous_id) == ("vlier", first.id)
    waiting = case.walk().to_confirm
    assert waiting
    for question in waiting:
        operations.confirm_answer(session, case.as_("member"), again, question, now=NOW)
    operations.submit(session, case.as_("member"), again, now=NOW)
    session.expire(again, ["submissions"])
    room = room_of(session, case.as_("privacy_officer"), again, today=NOW.date())
    assert screen(session, room, "nl").moved == ("Korte afweging 1.0.0", "Vlierwoudse korte-afweging 1.0.0")
    decide(case)
    assert (first.state, again.state) == ("superseded", "approved")


def test_one_of_a_kind_is_open_whatever_its_questionnaire_is_called(
    session: Session, settings: Settings
) -> None:
    small.equip(session)
    at = small.weighing(session, small.owner(session, settings))
    table: Table = Assessment.__table__  # type: ignore[assignment]  # declared as what it could be at most
    row = dict(session.execute(select(table).where(table.c.id == at.id)).mappings().one())
    with pytest.raises(IntegrityError):
        session.execute(
            insert(table).values(row | {"id": None, "public_id": "0" * 10, "questionnaire_id": "vlier"})
        )


def test_report_and_review_say_what_is_local_and_who_keeps_each_text(
    session: Session, settings: Settings
) -> None:
    small.equip(session)
    publish_variant(session, "model-afwegingsraamwerk", OWN, REWORD)
    at = small.weighing(session, small.owner(session, settings))
    small.answer(session, small.owner(session, settings), at, doel="Tellen.", **{"vlier.wijk": "Noord"})
    told = case_document(session, at, audience="internal", language="nl", now=NOW)
    origins = {answer.id: answer.origin for section in told.sections for answer in section.answers}
    assert origins["vlier.wijk"] == "Gemeente Vlierwoude"
    assert origins["doel"] == "landelijk, hier gewijzigd" and origins["termijn"] == ""
    assert [each.id for each in told.questionnaire.extends] == ["model-afwegingsraamwerk"]
    assert told.questionnaire.owner == "Gemeente Vlierwoude"
    said = " ".join(
        f"{name}: {words}" for name, words in colophon(told, Issue("", 0, "https://x.example", ""))
    )
    assert "Van wie: Gemeente Vlierwoude" in said
    assert "Gebaseerd op: Kleine weging 1.0.0 (model-afwegingsraamwerk)." in said
    room = room_of(session, world.actor(session, settings, "privacy_officer"), at, today=NOW.date())
    shown = {
        answer.id: answer.origin for part in screen(session, room, "nl").parts for answer in part.answers
    }
    assert shown["vlier.wijk"] == "Gemeente Vlierwoude" and shown["termijn"] == ""


def test_findings_on_a_section_that_is_gone_are_left_behind(session: Session, settings: Settings) -> None:
    small.equip(session)
    owner = small.owner(session, settings)
    at = small.weighing(session, owner)
    small.answer(session, owner, at, **{**GIVEN, "gevoelig": ["gezondheid"]})
    for question in ("wie_ziet", "arts"):
        operations.save_answer(session, owner, at, question, "De arts.", base_revision=0, now=NOW)
    operations.submit(session, owner, at, now=NOW)
    session.expire(at, ["submissions"])
    case = Case(session, settings, at.dossier)
    session.refresh(at.dossier)
    officer = case.as_("privacy_officer")
    review.take(session, officer, at, now=NOW)
    for section in section_ids_to_judge(at, case.walk()):
        text = review.FindingText("insufficient", "Nog niet goed.")
        review.record_finding(session, officer, at, case.walk(), section, text, now=NOW)
    review.return_to_team(session, officer, at, case.walk(), now=NOW)
    library.install(
        session, OPERATOR, world.organisation(session), read_bytes(NEXT.read_bytes(), "n.yaml"), now=NOW
    )
    plan = plan_move(session, at, today=NOW.date())
    assert plan is not None
    assert ("findings", "verborgen", 1) in {(each.kind, each.id, each.count) for each in plan.behind}
    operations.move_to_published(session, owner, at, seen=plan.token, now=NOW)
    room = room_of(session, officer, at, today=NOW.date())
    assert screen(session, room, "nl").squares  # what is judged of the rest still stands
