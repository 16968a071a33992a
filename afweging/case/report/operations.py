"""Asking for a report, and what becomes of it; the worker makes and seals it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import cast

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.operations.common import record
from afweging.case.report.document import CaseDocument, case_document
from afweging.case.report.document.told import Audience
from afweging.case.report.models import AUDIENCES, Report
from afweging.case.review.models import Decision
from afweging.foundation import jobs, ledger
from afweging.foundation.database import new_public_id
from afweging.foundation.errors import Invalid, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor
from afweging.foundation.web.language import LANGUAGES

RENDER = "report.render"
SEALED = "report.sealed"  # the publication room's handler tells the register
CODE_LENGTH = 12  # 60 bits: printed as 4-4-4, not to be guessed


def ask_report(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    *,
    audience: str,
    now: dt.datetime,
    language: str = "nl",
) -> Report:
    """Ask for a sealed report of the case as it stands now: the report tells nothing later than this moment.

    Asking twice for an internal report while one waits gives that one.
    Raises NotAllowed, Invalid, and WrongState before anything was submitted, and for the public before the
    decision: until then a weighing stays inside.
    """
    require(actor, "ask_report", case_facts(session, actor, assessment.dossier, assessment))
    _require_reportable(session, assessment, audience, language)
    waiting = _waiting(session, assessment) if audience == "internal" else None
    if waiting is not None:
        return waiting
    told = snapshot(session, assessment, cast(Audience, audience), language, now)
    report = Report(
        code=new_public_id(CODE_LENGTH),
        dossier_id=assessment.dossier_id,
        assessment_id=assessment.id,
        audience=audience,
        version=_last_version(session, assessment, audience) + 1,
        asked_at=now,
        asked_by_id=actor.person_id,
        document=told.to_json(),
        content_sha256=hashlib.sha256(case_json(told)).hexdigest(),
    )
    session.add(report)
    session.flush()
    jobs.enqueue(session, RENDER, {"report": report.id}, key=str(report.id), now=now)
    record(
        session,
        actor,
        "report.asked",
        assessment,
        now=now,
        code=report.code,
        audience=audience,
        version=report.version,
    )
    return report


def _require_reportable(session: Session, assessment: Assessment, audience: str, language: str) -> None:
    if audience not in AUDIENCES:
        raise Invalid("audience_unknown", _("Kies een intern of een openbaar rapport."))
    if language not in LANGUAGES:
        raise Invalid("language_unknown", _("Kies een taal: Nederlands of Engels."))
    if assessment.submission == 0 and assessment.kind != "quick_scan":
        raise WrongState("nothing_to_report", _("Een rapport kan zodra de weging is ingediend."))
    if audience == "public" and not _is_settled(session, assessment):
        message = _("Een openbaar rapport kan zodra er een besluit is. Tot die tijd kan een intern rapport.")
        raise WrongState("not_decided", message)


def _waiting(session: Session, assessment: Assessment) -> Report | None:
    return session.scalar(
        select(Report).where(
            Report.assessment_id == assessment.id, Report.audience == "internal", Report.state == "waiting"
        )
    )


def _last_version(session: Session, assessment: Assessment, audience: str) -> int:
    last = session.scalar(
        select(func.max(Report.version)).where(
            Report.dossier_id == assessment.dossier_id, Report.audience == audience
        )
    )
    return last or 0


def _is_settled(session: Session, assessment: Assessment) -> bool:
    if assessment.kind == "quick_scan":
        return assessment.state == "concluded"
    return session.scalar(select(Decision.id).where(Decision.assessment_id == assessment.id)) is not None


def snapshot(
    session: Session, assessment: Assessment, audience: Audience, language: str, now: dt.datetime
) -> CaseDocument:
    """Return the case as it stands now, told in a language."""
    with force_locale(language):
        return case_document(session, assessment, audience=audience, language=language, now=now)


def case_json(told: CaseDocument) -> bytes:
    """Return the case as the file that goes with its report: the same bytes for the same case."""
    return json.dumps(told.to_json(), ensure_ascii=False, indent=2, sort_keys=True).encode()


def retry_report(session: Session, actor: Actor, report: Report, *, now: dt.datetime) -> None:
    """Give a report that failed a new start, from what was told when it was asked for."""
    assessment = session.get_one(Assessment, report.assessment_id)
    require(actor, "ask_report", case_facts(session, actor, assessment.dossier, assessment))
    if report.state != "failed":
        raise WrongState("not_failed", _("Dit rapport is niet mislukt."))
    report.state, report.error, report.progress = "waiting", "", ""
    jobs.enqueue(session, RENDER, {"report": report.id}, key=f"{report.id}:{now.isoformat()}", now=now)
    record(session, actor, "report.retried", assessment, now=now, code=report.code)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What is known of a finished file: its bytes are in the file store, under their hash."""

    sha256: str
    size: int
    pages: int
    sealed_at: dt.datetime


def mark_ready(session: Session, report: Report, file: SealedFile, *, now: dt.datetime) -> None:
    """Make a sealed file the report, once: one that is ready stays as it is.

    The register hears of it, and of the one that is no longer the newest.
    """
    if report.state == "ready":
        return
    report.state, report.progress, report.error = "ready", "", ""
    report.sha256, report.size, report.pages = file.sha256, file.size, file.pages
    report.sealed_at = file.sealed_at
    session.flush()
    jobs.enqueue(session, SEALED, {"report": report.id}, key=str(report.id), now=now)
    for older in _last_before(session, report):
        jobs.enqueue(session, SEALED, {"report": older.id}, key=f"{older.id}:{report.id}", now=now)
    assessment = session.get_one(Assessment, report.assessment_id)
    ledger.append(
        session,
        chain=assessment.dossier.organisation.code,
        actor="system",
        verb="report.sealed",
        object=f"assessment:{assessment.public_id}",
        detail={
            "code": report.code,
            "audience": report.audience,
            "version": report.version,
            "sha256": file.sha256,
            "content_sha256": report.content_sha256,
        },
        now=now,
    )


def note_progress(session: Session, report_id: int, words: str) -> None:
    """Note how far a report is, as `laying_out 7`; words for people are made where it is shown."""
    session.execute(
        update(Report).where(Report.id == report_id, Report.state == "waiting").values(progress=words[:40])
    )


def mark_failed(session: Session, report: Report, words: str) -> None:
    """Say in plain words why no report came out. One that is ready stays ready."""
    if report.state == "waiting":
        report.state, report.progress, report.error = "failed", "", words


def printed(code: str) -> str:
    """Return a code as it is printed: 7K3F-9QXD-2MVT."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def _last_before(session: Session, report: Report) -> list[Report]:
    query = (
        select(Report)
        .where(
            Report.dossier_id == report.dossier_id,
            Report.audience == report.audience,
            Report.state == "ready",
            Report.version < report.version,
        )
        .order_by(Report.version.desc())
        .limit(1)
    )
    return list(session.scalars(query))
