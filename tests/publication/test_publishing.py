"""What may be published when, by whom, and that two people are needed to correct or take away."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, select

from afweging.case.disclosure import operations as disclosure
from afweging.case.disclosure.operations import Proposal
from afweging.case.disclosure.queries import rulings
from afweging.case.dossier.models import Answer, Dossier
from afweging.case.publication import jobs as handlers
from afweging.case.publication import operations
from afweging.case.publication.fields import FIELDS
from afweging.case.publication.models import Draft, Entry, Publication, PublicationRequest
from afweging.case.publication.operations.requesting import open_request
from afweging.case.publication.queries import publications
from afweging.case.report.models import Report
from afweging.foundation import jobs as outbox
from afweging.foundation import ledger
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Conflict, Invalid, NotAllowed, WrongState
from afweging.foundation.files import FolderStore
from afweging.foundation.jobs import Job
from afweging.foundation.jobs.models import OutboxRow
from afweging.register.configuration import register_path
from afweging.register.records import EntryRecord
from tests.publication.conftest import ARREARS, HOUSES, NOW, Stage

SECRET = "Zeldzaamwoordje"


def edit(session: Session, stage: Stage, dossier: Dossier, **values: object) -> Draft:
    draft = session.get(Draft, dossier.id)
    base = draft.revision if draft else 0
    return operations.save_draft(
        session, stage.actor(session, "samira"), dossier, values, base_revision=base, now=NOW
    )


def publish(session: Session, stage: Stage, dossier: Dossier, reason: str = "Beter gezegd.") -> Publication:
    seen = operations.upcoming(session, dossier, now=NOW).token
    actor = stage.actor(session, "samira")
    return operations.publish(session, actor, dossier, reason=reason, seen=seen, now=NOW)


@pytest.fixture
def session(stage: Stage) -> Iterator[Session]:
    with stage.app.app_context():
        yield db.session()
        db.session.rollback()


def test_a_preview_of_an_older_text_does_not_count(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    seen = operations.upcoming(session, dossier, now=NOW).token
    edit(session, stage, dossier, goal="Een andere tekst.")
    with pytest.raises(WrongState) as refused:
        operations.publish(
            session, stage.actor(session, "samira"), dossier, reason="Anders.", seen=seen, now=NOW
        )
    assert refused.value.code == "preview_first"


def test_what_was_published_cannot_be_published_again_by_the_same_preview(
    stage: Stage, session: Session
) -> None:
    dossier = stage.dossier(session, ARREARS)
    edit(session, stage, dossier, goal="Een andere tekst.")
    seen = operations.upcoming(session, dossier, now=NOW).token
    actor = stage.actor(session, "samira")
    operations.publish(session, actor, dossier, reason="Anders.", seen=seen, now=NOW)
    with pytest.raises(WrongState):
        operations.publish(session, actor, dossier, reason="Anders.", seen=seen, now=NOW)


def test_who_edits_but_may_not_publish_does_not(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    seen = operations.upcoming(session, dossier, now=NOW).token
    for name in ("sanne", "wouter", "noor"):
        with pytest.raises(NotAllowed):
            operations.publish(session, stage.actor(session, name), dossier, reason="x", seen=seen, now=NOW)


def test_a_further_version_says_what_changed(stage: Stage, session: Session) -> None:
    with pytest.raises(Invalid) as refused:
        publish(session, stage, stage.dossier(session, ARREARS), reason=" ")
    assert [problem.field for problem in refused.value.problems] == ["reason"]


@pytest.mark.parametrize("key", [key for key, field in FIELDS.items() if field.shape in ("plain", "rich")])
def test_no_text_is_longer_than_its_field(stage: Stage, session: Session, key: str) -> None:
    dossier = stage.dossier(session, ARREARS)
    edit(session, stage, dossier, **{key: "a" * FIELDS[key].most})
    assert key == "contact_email" or not operations.upcoming(session, dossier, now=NOW).drafts[key].problem
    edit(session, stage, dossier, **{key: "a" * (FIELDS[key].most + 1)})
    assert operations.upcoming(session, dossier, now=NOW).drafts[key].problem
    with pytest.raises(Invalid) as refused:
        publish(session, stage, dossier)
    assert key in [problem.field for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("begin_date", "2024-13"),
        ("begin_date", "01-2024"),
        ("website", "javascript:alert(1)"),
        ("contact_email", "geen adres"),
        ("lawful_basis_grouping", [{"title": "Wet", "link": "wetten.nl"}]),
        ("numbers", [{"figure": str(n), "words": "keer"} for n in range(4)]),
        ("numbers", [{"figure": "", "words": "keer"}]),
        ("name", ""),
    ],
)
def test_what_does_not_fit_is_kept_but_not_published(
    stage: Stage, session: Session, key: str, value: object
) -> None:
    dossier = stage.dossier(session, ARREARS)
    edit(session, stage, dossier, **{key: value})
    assert operations.upcoming(session, dossier, now=NOW).drafts[key].value == value
    with pytest.raises(Invalid):
        publish(session, stage, dossier)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "Misschien"),
        ("status", ""),
        ("category", ["Geen thema"]),
        ("goal", ["lijst"]),
        ("numbers", "3"),
    ],
)
def test_what_no_form_can_give_is_refused(stage: Stage, session: Session, key: str, value: object) -> None:
    with pytest.raises(Invalid):
        edit(session, stage, stage.dossier(session, ARREARS), **{key: value})


def test_a_text_that_equals_the_answers_follows_them_again(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    edit(session, stage, dossier, goal="Eigen tekst.")
    drafted = operations.upcoming(session, dossier, now=NOW).drafts["goal"].drafted
    assert drafted
    draft = edit(session, stage, dossier, goal=drafted)
    assert "goal" not in draft.fields


def test_who_saved_on_an_older_text_gets_both(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    base = edit(session, stage, dossier, goal="De eerste.").revision
    edit(session, stage, dossier, goal="De tweede.")
    with pytest.raises(Conflict) as conflict:
        operations.save_draft(
            session,
            stage.actor(session, "samira"),
            dossier,
            {"goal": "De derde."},
            base_revision=base,
            now=NOW,
        )
    assert conflict.value.mine == {"goal": "De derde."}
    assert conflict.value.theirs == {"goal": "De tweede."}


def test_every_record_reads_back_as_it_was_written(stage: Stage, session: Session) -> None:
    rows = session.scalars(select(Publication)).all()
    assert len(rows) >= 4
    for row in rows:
        assert EntryRecord.from_json(row.record).to_json() == row.record


def test_before_the_decision_no_answer_and_no_weighing_is_told(stage: Stage, session: Session) -> None:
    first = session.scalars(
        select(Publication).join(Entry).where(Entry.dossier_id == stage.dossier(session, ARREARS).id)
    ).first()
    assert first is not None
    record = EntryRecord.from_json(first.record)
    assert record.weighed.state in ("not_yet", "under_way")
    assert (record.decision, record.judgement) == (None, None)
    empty = (record.weighing.rows, record.options, record.risks, record.dilemmas, record.scores)
    assert not any(empty)
    assert not any((record.advice, record.conditions, record.dissent, record.weighing.counter_argument))


def test_answers_are_only_offered_until_the_decision(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    for assessment in dossier.assessments:
        if assessment.kind != "quick_scan":
            assessment.state = "in_review"
    session.flush()
    session.delete(session.get_one(Draft, dossier.id))
    session.flush()
    drafts = operations.upcoming(session, dossier, now=NOW).drafts
    assert drafts["goal"].offered
    assert drafts["goal"].value == ""
    assert drafts["status"].value
    assert drafts["publication_category"].value != "Overige algoritmes"


def test_a_withheld_answer_leaves_the_draft_and_the_record(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    draft = session.get_one(Draft, dossier.id)
    draft.fields = {key: value for key, value in draft.fields.items() if key != "source_data"}
    session.flush()
    before = operations.upcoming(session, dossier, now=NOW).drafts["source_data"]
    assert before.value
    for question in before.questions:
        withhold(session, stage, dossier, f"answer:{question}")
    after = operations.upcoming(session, dossier, now=NOW)
    assert after.drafts["source_data"].value == ""
    assert set(after.drafts["source_data"].hidden) == set(before.questions)
    assert after.record.fields.source_data == ""


def withhold(session: Session, stage: Stage, dossier: Dossier, target: str) -> None:
    proposal = Proposal(
        target, "withheld", "5.1.1.c", placeholder="Dit is bedrijfsinformatie.", review_by=dt.date(2028, 1, 1)
    )
    row = disclosure.propose(session, stage.actor(session, "samira"), dossier, proposal, now=NOW)
    with pytest.raises(WrongState):
        publish(session, stage, dossier)
    disclosure.agree(session, stage.actor(session, "ilse"), dossier, row, now=NOW)


def test_what_is_withheld_is_nowhere(stage: Stage) -> None:
    """Not in the record, the pages, the search or the JSON; only its label and its ground are."""
    keys = [key for key, field in FIELDS.items() if field.shape in ("plain", "rich") and not field.required]

    def withheld_everywhere(session: Session) -> None:
        dossier = stage.dossier(session, ARREARS)
        edit(session, stage, dossier, **dict.fromkeys(keys, f"{SECRET}"))
        for key in keys:
            withhold(session, stage, dossier, f"field:{key}")
        publish(session, stage, dossier)

    stage.act(withheld_everywhere)
    stage.work()
    with stage.app.app_context():
        newest = db.session().scalars(select(Publication).order_by(Publication.id.desc())).first()
        assert newest is not None
        assert SECRET not in str(newest.record)
        assert len(newest.record["withheld"]) >= len(keys)
    assert SECRET.lower() not in whole_register(stage)
    shown = stage.app.test_client().get(f"/algoritmes/{newest.record['number']}", follow_redirects=True)
    assert "5.1.1.c" in shown.text
    assert "Dit is bedrijfsinformatie." in shown.text


def whole_register(stage: Stage) -> str:
    """Every text in the register, and every page as it is sent, in lower case."""
    connection = sqlite3.connect(register_path(stage.settings))
    dump = "\n".join(connection.iterdump())
    connection.close()
    sent = (body.decode() for (_address, coding), body in pages(stage).items() if coding == "identity")
    return "\n".join((dump, *sent)).lower()


def test_a_withheld_answer_is_in_no_record_no_report_and_no_page(stage: Stage) -> None:
    def withhold_answers(session: Session) -> None:
        dossier = stage.dossier(session, ARREARS)
        draft = session.get_one(Draft, dossier.id)
        draft.fields = {key: value for key, value in draft.fields.items() if key != "goal"}
        questions = operations.upcoming(session, dossier, now=NOW).drafts["goal"].questions
        for answer in session.scalars(select(Answer).where(Answer.question_id.in_(questions))):
            answer.value = f"Hier staat {SECRET} in."
        session.flush()
        assert SECRET in operations.upcoming(session, dossier, now=NOW).record.fields.goal
        for question in questions:
            withhold(session, stage, dossier, f"answer:{question}")
        publish(session, stage, dossier)

    stage.act(withhold_answers)
    stage.work()
    assert SECRET.lower() not in whole_register(stage)
    with stage.app.app_context():
        newest = db.session().scalars(select(Publication).order_by(Publication.id.desc())).first()
        assert newest is not None
        report = db.session().get_one(Report, newest.report_id)
        assert report.audience == "public"
        assert SECRET not in str(report.document)
        assert SECRET not in str(newest.record)


def test_what_the_register_cannot_do_without_cannot_be_withheld(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    for key in ("name", "status", "publication_category", "contact_email", "description_short"):
        proposal = Proposal(f"field:{key}", "withheld", "5.1.1.c", review_by=dt.date(2028, 1, 1))
        with pytest.raises(Invalid):
            disclosure.propose(session, stage.actor(session, "samira"), dossier, proposal, now=NOW)


def ask(session: Session, stage: Stage, act: str) -> PublicationRequest:
    dossier = stage.dossier(session, ARREARS)
    seen = operations.upcoming(session, dossier, now=NOW).token
    return operations.request_change(
        session,
        stage.actor(session, "samira"),
        dossier,
        act=act,
        reason="Er stond een verkeerd bedrag.",
        seen=seen,
        now=NOW,
    )


def test_nobody_confirms_what_they_asked(stage: Stage, session: Session) -> None:
    asked = ask(session, stage, "retract")
    dossier = stage.dossier(session, ARREARS)
    for name in ("samira", "sanne", "wouter"):
        with pytest.raises(NotAllowed):
            operations.confirm(session, stage.actor(session, name), dossier, asked, now=NOW)
    assert publications(session, dossier)[0].act == "publish"


def test_a_correction_is_the_text_that_was_asked_for(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    edit(session, stage, dossier, goal="Het goede bedrag is 12 euro.")
    asked = ask(session, stage, "rectify")
    done = operations.confirm(session, stage.actor(session, "ilse"), dossier, asked, now=NOW)
    assert done.act == "rectify"
    assert done.published_by_id != done.confirmed_by_id
    assert done.record["fields"]["goal"] == "<p>Het goede bedrag is 12 euro.</p>"
    assert done.reason == "Er stond een verkeerd bedrag."


def test_a_correction_whose_text_changed_must_be_asked_again(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    edit(session, stage, dossier, goal="Het goede bedrag is 12 euro.")
    asked = ask(session, stage, "rectify")
    edit(session, stage, dossier, goal="Iets dat niemand zag.")
    with pytest.raises(WrongState):
        operations.confirm(session, stage.actor(session, "ilse"), dossier, asked, now=NOW)


def test_a_request_can_be_declined_with_a_reason(stage: Stage, session: Session) -> None:
    asked = ask(session, stage, "retract")
    dossier, second = stage.dossier(session, ARREARS), stage.actor(session, "ilse")
    with pytest.raises(Invalid):
        operations.decline(session, second, dossier, asked, because=" ", now=NOW)
    operations.decline(session, second, dossier, asked, because="Het klopt wel.", now=NOW)
    assert open_request(session, dossier) is None
    with pytest.raises(WrongState):
        operations.confirm(session, second, dossier, asked, now=NOW)


def test_a_retracted_entry_leaves_a_tombstone_and_nothing_else(stage: Stage) -> None:
    stage.work()

    def retract(session: Session) -> str:
        asked = ask(session, stage, "retract")
        dossier = stage.dossier(session, ARREARS)
        edit(session, stage, dossier, goal="Nog een versie die te laat komt.")
        done = operations.confirm(session, stage.actor(session, "ilse"), dossier, asked, now=NOW)
        with pytest.raises(WrongState):
            publish(session, stage, dossier)
        return str(done.record["number"])

    number = str(stage.act(retract))
    stage.work()
    client = stage.app.test_client()
    assert_gone(client, number)
    with stage.app.app_context():  # an older version whose report arrives late does not come back
        old = db.session().scalars(select(Publication).where(Publication.version == 1)).first()
        assert old is not None
        job = Job(10_001, operations.PROJECT, "late", {"publication": old.id}, 1, NOW, lambda _t: None)
        handlers.project(job)
    assert_gone(client, number)
    with stage.app.app_context():
        handlers.rebuild()
    assert_gone(client, number)


def assert_gone(client: object, number: str) -> None:
    for address in (f"/algoritmes/{number}", f"/v1/algoritmes/{number}"):
        answer = client.get(address)  # type: ignore[attr-defined]
        assert answer.status_code == 410, address
        assert "Er stond een verkeerd bedrag." in answer.text
    for address in (f"/algoritmes/{number}/versies/1", f"/algoritmes/{number}/versies"):
        assert client.get(address).status_code in (404, 410), address  # type: ignore[attr-defined]


def pages(stage: Stage) -> dict[tuple[str, str], bytes]:
    connection = sqlite3.connect(register_path(stage.settings))
    rows = connection.execute("SELECT address, encoding, body FROM pages").fetchall()
    connection.close()
    return {(address, encoding): body for address, encoding, body in rows}


def test_a_rebuilt_register_holds_the_same_bytes(stage: Stage) -> None:
    stage.work()
    before = pages(stage)
    with stage.app.app_context():
        assert handlers.rebuild() == 2
    after = pages(stage)
    assert before.keys() == after.keys()
    differing = [key for key in before if before[key] != after[key]]
    assert differing == []


def test_a_job_that_is_done_twice_changes_nothing(stage: Stage) -> None:
    stage.work()
    before = pages(stage)
    with stage.app.app_context():
        for row in db.session().scalars(select(OutboxRow).where(OutboxRow.kind == operations.PROJECT)).all():
            job = Job(row.id, row.kind, row.key, row.payload, 2, NOW, lambda _text: None)
            handlers.project(job)
    assert pages(stage) == before


def test_the_published_head_shows_a_ledger_that_was_cut(stage: Stage) -> None:
    stage.work()
    from afweging.register.configuration import published_heads

    heads = published_heads(stage.settings)
    assert heads
    told = [ledger.Head(h.chain, h.sequence, h.hash, h.at.isoformat()) for h in heads]
    with stage.app.app_context():
        from afweging.foundation.database import writing
        from afweging.foundation.ledger.models import Event

        assert ledger.verify(db.session(), told) == []
        with writing() as session:
            session.execute(delete(Event).where(Event.number >= heads[-1].sequence))
        assert not [found for found in ledger.verify(db.session()) if found.chain == told[-1].chain]
        assert any("cut off" in str(found) for found in ledger.verify(db.session(), told))


def test_of_two_who_publish_at_once_one_succeeds(stage: Stage) -> None:
    """Both saw the same preview; the second one would publish a text after a version that they never saw."""

    def publish_now(name: str) -> str:
        with stage.app.app_context(), writing() as session:
            dossier = stage.dossier(session, ARREARS)
            actor = stage.actor(session, name)
            try:
                operations.publish(session, actor, dossier, reason="Tegelijk.", seen=seen, now=NOW)
            except WrongState as error:
                return error.code
        return "published"

    with stage.app.app_context():
        seen = operations.upcoming(db.session(), stage.dossier(db.session(), ARREARS), now=NOW).token
    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(publish_now, ("samira", "ilse"))) == ["preview_first", "published"]


def test_a_sealed_report_joins_its_version(stage: Stage) -> None:
    stage.work()

    def seal(session: Session) -> str:
        newest = publications(session, stage.dossier(session, ARREARS))[0]
        report = session.get_one(Report, newest.report_id)
        pdf = b"%PDF-1.7 a report"
        report.sha256 = FolderStore(stage.settings.instance / "files").put(pdf)
        report.state, report.pages, report.sealed_at = "ready", 3, NOW
        outbox.enqueue(session, "report.sealed", {"report": report.id}, key=str(report.id), now=NOW)
        return str(newest.record["number"])

    number = str(stage.act(seal))
    stage.work()
    answer = stage.app.test_client().get(f"/algoritmes/{number}/rapport.pdf")
    assert (answer.status_code, answer.data) == (200, b"%PDF-1.7 a report")
    before = pages(stage)
    with stage.app.app_context():
        handlers.rebuild()
    assert pages(stage) == before


def test_a_new_telephone_number_reaches_the_public(stage: Stage) -> None:
    stage.work()
    from afweging.foundation.identity import operations as identity

    def change(session: Session) -> None:
        of = stage.dossier(session, ARREARS).organisation
        for phone in ("14 0991", "14 0990", "14 0991"):
            actor = stage.actor(session, "noor")
            identity.change_organisation(session, actor, of, {"contact_phone": phone}, now=NOW)

    stage.act(change)
    stage.work()
    assert "tel:140991" in stage.app.test_client().get("/organisaties/gm9990").text


def test_an_idea_that_ended_after_the_quick_scan_reads_well(stage: Stage) -> None:
    stage.work()
    with stage.app.app_context():
        last = publications(db.session(), stage.dossier(db.session(), HOUSES))[0]
    page = stage.app.test_client().get(f"/algoritmes/{last.record['number']}", follow_redirects=True).text
    assert "<strong>Gestopt</strong>; na de snelle toets." in page
    english = (
        stage.app.test_client().get(f"/en/algoritmes/{last.record['number']}", follow_redirects=True).text
    )
    assert "after the quick scan" in english


def test_without_an_editor_an_ended_idea_tells_what_happened(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, HOUSES)
    session.delete(session.get_one(Draft, dossier.id))
    session.flush()
    told = operations.upcoming(session, dossier, now=NOW).drafts["goal"].value
    assert told.startswith(dossier.summary.strip())
    assert "na de snelle toets" in told


def test_nothing_needed_needs_the_officers_signature(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, HOUSES)
    scan = dossier.assessments[0]
    dossier.closed_at, dossier.lifecycle = None, "in_use"
    scan.conclusion, scan.state, scan.countersigned_by_id = "none", "concluded", None
    session.flush()
    assert operations.upcoming(session, dossier, now=NOW).record.weighed.state == "not_yet"
    scan.countersigned_by_id = stage.actor(session, "ilse").person_id
    assert operations.upcoming(session, dossier, now=NOW).record.weighed.state == "none_needed"


def test_an_advice_is_shown_once_its_adviser_approved_the_summary(stage: Stage, session: Session) -> None:
    from afweging.case.review.models import Advice

    dossier = stage.dossier(session, ARREARS)
    shown = operations.upcoming(session, dossier, now=NOW).record.advice
    assert shown
    for advice in session.scalars(select(Advice)):
        advice.summary_agreed_at = None
    session.flush()
    assert operations.upcoming(session, dossier, now=NOW).record.advice == ()


def test_nobody_withholds_alone(stage: Stage, session: Session) -> None:
    dossier = stage.dossier(session, ARREARS)
    proposal = Proposal("field:provider", "withheld", "5.1.1.c", review_by=dt.date(2028, 1, 1))
    samira = stage.actor(session, "samira")
    row = disclosure.propose(session, samira, dossier, proposal, now=NOW)
    with pytest.raises(NotAllowed):
        disclosure.agree(session, samira, dossier, row, now=NOW)
    assert rulings(session, dossier).level_of_field("provider") == "internal"
