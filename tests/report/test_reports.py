"""A report tells its own moment and its own audience, is sealed once, and says what went wrong."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from afweging.case.dossier import operations as dossiers
from afweging.case.report import jobs as rooms_jobs
from afweging.case.report import operations
from afweging.case.report.document import CaseDocument
from afweging.case.report.document.told import Audience
from afweging.case.report.page import Issue, report_html
from afweging.case.report.rows import colophon
from afweging.foundation.database import Session, writing
from afweging.foundation.errors import Invalid, NotAllowed, WrongState
from afweging.foundation.files import FolderStore
from afweging.foundation.jobs.models import OutboxRow
from afweging.foundation.ledger.models import Event
from afweging.foundation.pdf import RenderingFailed
from afweging.foundation.plain import ShapeInvalid
from afweging.foundation.seal import trust_roots, verify
from tests.report.cases import again, asked, settings_of, worker
from tests.support import cases, world
from tests.support.cases import LATER, Case

NOW = world.NOW
pytestmark = pytest.mark.xdist_group("report")


@pytest.fixture
def decided(app: Flask, session: Session) -> Case:
    with writing(session):
        return cases.decided(session, settings_of(app))


@pytest.fixture
def no_renderer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fail at once in place of rendering, with the codes that a test puts in."""
    codes: list[str] = []

    def fail(*_args: object, **_kwargs: object) -> None:
        raise RenderingFailed(codes[0], "kapot")

    monkeypatch.setattr(rooms_jobs, "make", fail)
    return codes


def test_the_told_case_is_the_same_after_json(session: Session, decided: Case) -> None:
    for audience in ("internal", "public"):
        told = operations.snapshot(session, decided.assessment, audience, "nl", NOW)
        assert CaseDocument.from_json(json.loads(operations.case_json(told))) == told


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_a_case_told_before_variants_were_still_becomes_a_report(
    app: Flask, session: Session, decided: Case, audience: Audience
) -> None:
    plain = json.loads(
        operations.case_json(operations.snapshot(session, decided.assessment, audience, "nl", NOW))
    )
    del plain["questionnaire"]["extends"]
    for section in plain["sections"]:
        for answer in section["answers"]:
            del answer["origin"]
    told = CaseDocument.from_json(plain)
    asked = told.questionnaire
    assert asked.extends == ()
    html = report_html(told, Issue("7K3F9QXD2MVT", 1, "https://data.example/controleren", "0" * 64))
    colophon = html[html.index('id="colofon"') :]
    assert f"{asked.title} {asked.version} ({asked.id})." in colophon
    assert f"{asked.owner}, onder licentie {asked.licence}." in colophon
    assert asked.sha256[:4] in colophon


def test_a_source_is_named_where_nobody_else_is(session: Session, decided: Case) -> None:
    told = operations.snapshot(session, decided.assessment, "public", "nl", NOW)
    asked = replace(told.questionnaire, owner="", licence="", source="https://vng.example/model")
    rows = dict(colophon(replace(told, questionnaire=asked), Issue("", 0, "https://x.example", "")))
    assert str(rows["Van wie"]).endswith("https://vng.example/model")


def test_a_told_case_of_another_shape_is_refused(session: Session, decided: Case) -> None:
    plain = operations.snapshot(session, decided.assessment, "public", "nl", NOW).to_json()
    with pytest.raises(ShapeInvalid, match=r"case\.schema"):
        CaseDocument.from_json(plain | {"schema": "afweging-case-9"})
    with pytest.raises(ShapeInvalid, match="surprise"):
        CaseDocument.from_json(plain | {"surprise": 1})


def test_a_report_tells_nothing_later_than_its_own_moment(
    app: Flask, session: Session, decided: Case
) -> None:
    report = asked(session, decided, now=NOW)
    before = dict(report.document)
    with writing(session):
        dossiers.close_dossier(session, decided.as_("member"), decided.dossier, "Gestopt.", now=LATER)
        decided.dossier.name = "Een andere naam"
    later = asked(session, decided, "public", now=LATER)
    told = CaseDocument.from_json(again(report.id).document)
    assert told.to_json() == before
    assert told.dossier.name == "Welke lantaarn eerst"
    assert CaseDocument.from_json(later.document).dossier.name == "Een andere naam"


def test_who_may_not_ask_gets_nothing(session: Session, decided: Case) -> None:
    with pytest.raises(NotAllowed), writing(session):
        operations.ask_report(
            session, decided.as_("member2"), decided.assessment, audience="internal", now=NOW
        )
    with pytest.raises(Invalid), writing(session):
        operations.ask_report(
            session, decided.as_("privacy_officer"), decided.assessment, audience="everybody", now=NOW
        )


def test_a_report_before_anything_was_handed_in_is_refused(app: Flask, session: Session) -> None:
    with writing(session):
        case = cases.drafted(session, settings_of(app))
    with pytest.raises(WrongState, match="ingediend"):
        asked(session, case, now=NOW)


def test_asking_twice_while_one_waits_gives_that_one(session: Session, decided: Case) -> None:
    assert asked(session, decided, now=NOW).id == asked(session, decided, now=LATER).id


@pytest.mark.slow
def test_the_worker_seals_stores_and_says_so(app: Flask, session: Session, decided: Case) -> None:
    report_id = asked(session, decided, now=NOW).id
    worker(app).work_all()
    report = again(report_id)
    assert (report.state, report.progress, report.error) == ("ready", "", "")
    assert report.sha256
    pdf = FolderStore(settings_of(app).instance / "files").get(report.sha256)
    assert (hashlib.sha256(pdf).hexdigest(), len(pdf)) == (report.sha256, report.size)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == report.pages
        attached = opened.attachments["case.json"].get_file().read_bytes()
    assert hashlib.sha256(attached).hexdigest() == report.content_sha256
    assert CaseDocument.from_json(json.loads(attached)) == CaseDocument.from_json(report.document)
    roots = trust_roots(settings_of(app).instance / "keys")
    assert verify(pdf, roots, now=dt.datetime.now(dt.UTC)).genuine
    verbs = list(session.scalars(select(Event.verb).where(Event.verb.like("report.%")).order_by(Event.id)))
    assert verbs == ["report.asked", "report.sealed"]
    told = session.scalars(select(OutboxRow).where(OutboxRow.kind == "report.sealed")).one()
    assert (told.payload, told.error) == ({"report": report_id}, None)


@pytest.mark.slow
@pytest.mark.parametrize("killed", ["before_file", "after_file", "after_ready"])
def test_killed_at_any_moment_it_is_sealed_once(
    app: Flask, session: Session, decided: Case, monkeypatch: pytest.MonkeyPatch, killed: str
) -> None:
    """A killed worker leaves a claimed row; the next one takes it up when the lease is over."""
    report_id = asked(session, decided, now=NOW).id
    kept, ready = rooms_jobs._keep, operations.mark_ready

    def die(*args: object, **kwargs: object) -> None:
        if killed == "after_file":
            rooms_jobs.store().put(args[2].pdf)  # type: ignore[attr-defined]
        if killed == "after_ready":
            kept(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    start = dt.datetime.now(dt.UTC)
    with monkeypatch.context() as patched:
        patched.setattr(rooms_jobs, "_keep", die)
        with pytest.raises(KeyboardInterrupt):
            worker(app, start).work_one()
    first = again(report_id)
    assert first.state == ("ready" if killed == "after_ready" else "waiting")
    seal_before = first.sha256
    worker(app, start + dt.timedelta(hours=1)).work_all()
    report = again(report_id)
    assert report.state == "ready"
    assert seal_before in (None, report.sha256)
    with writing(session):
        other = operations.SealedFile("0" * 64, 1, 1, LATER)
        ready(session, again(report_id), other, now=LATER)
    assert again(report_id).sha256 == report.sha256
    sealed = session.scalars(select(Event).where(Event.verb == "report.sealed")).all()
    assert len(sealed) == 1


@pytest.mark.slow
def test_progress_is_told_while_it_is_made(
    app: Flask, session: Session, decided: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(session, decided, now=NOW)
    heard: list[str] = []
    note = operations.note_progress

    def listen(session: Session, report_id: int, words: str) -> None:
        heard.append(words.split()[0])
        note(session, report_id, words)

    monkeypatch.setattr(rooms_jobs, "note_progress", listen)
    worker(app).work_all()
    assert heard[0] == "laying_out"
    assert list(dict.fromkeys(heard)) == ["laying_out", "pages", "writing", "sealing"]


@pytest.mark.parametrize("code", ["failed", "limit"])
def test_what_would_fail_again_fails_in_plain_words_and_can_be_retried(
    app: Flask, session: Session, decided: Case, no_renderer: list[str], code: str
) -> None:
    no_renderer.append(code)
    report_id = asked(session, decided, now=NOW).id
    worker(app).work_one()
    report = again(report_id)
    assert report.state == "failed"
    assert report.error.endswith(".")
    assert "kapot" not in report.error
    with writing(session):
        operations.retry_report(session, decided.as_("privacy_officer"), report, now=LATER)
    waiting = session.scalars(
        select(OutboxRow).where(OutboxRow.kind == operations.RENDER, OutboxRow.failed_at.is_(None))
    ).all()
    assert (again(report_id).state, len(waiting)) == ("waiting", 1)


def test_a_child_that_crashed_is_tried_again(
    app: Flask, session: Session, decided: Case, no_renderer: list[str]
) -> None:
    no_renderer.append("crashed")
    report_id = asked(session, decided, now=NOW).id
    worker(app).work_one()
    row = session.scalars(select(OutboxRow).where(OutboxRow.kind == operations.RENDER)).one()
    assert (again(report_id).state, row.failed_at, row.attempts) == ("waiting", None, 1)
    for day in range(1, 9):
        worker(app, dt.datetime.now(dt.UTC) + dt.timedelta(days=day)).work_one()
    assert again(report_id).state == "failed"


def test_only_a_failed_report_is_retried(session: Session, decided: Case) -> None:
    report = asked(session, decided, now=NOW)
    with pytest.raises(WrongState), writing(session):
        operations.retry_report(session, decided.as_("privacy_officer"), report, now=LATER)


def test_the_register_hears_of_the_report_that_is_no_longer_the_newest(
    session: Session, decided: Case
) -> None:
    first = asked(session, decided, now=NOW)
    with writing(session):
        operations.mark_ready(session, first, operations.SealedFile("a" * 64, 1, 1, NOW), now=NOW)
    second = asked(session, decided, now=LATER)
    with writing(session):
        operations.mark_ready(session, second, operations.SealedFile("b" * 64, 1, 1, LATER), now=LATER)
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == operations.SEALED)).all()
    assert [row.payload["report"] for row in rows] == [first.id, second.id, first.id]


def test_codes_are_printed_in_fours() -> None:
    assert operations.printed("7K3F9QXD2MVT") == "7K3F-9QXD-2MVT"
