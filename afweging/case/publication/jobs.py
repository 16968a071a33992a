"""What the worker does for the public: projects publications, reports and organisations into the register.

Each row of the outbox is applied once, by its id; a register that was lost is made again from the cases.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Dossier
from afweging.case.publication.models import Entry, Publication
from afweging.case.publication.operations import ANCHOR, PROJECT
from afweging.case.publication.overdue import as_it_stands
from afweging.case.publication.queries import latest_publication
from afweging.case.report.models import Report
from afweging.case.report.operations import SEALED
from afweging.foundation import jobs, ledger
from afweging.foundation.database import reading, writing
from afweging.foundation.files import FolderStore
from afweging.foundation.identity.models import Organisation
from afweging.foundation.identity.operations import CHANGED
from afweging.foundation.jobs import Job, handler
from afweging.foundation.web.dates import local_day, now
from afweging.register import operations as register
from afweging.register import records
from afweging.register.configuration import published_heads, register_of
from afweging.settings import Settings


@handler(PROJECT)
def project(job: Job) -> None:
    """Show one published version, or take an entry away."""
    with reading() as session:
        publication = session.get_one(Publication, job.payload["publication"])
        entry = session.get_one(Entry, publication.entry_id)
        organisation = told_organisation(session.get_one(Organisation, entry.organisation_id))
        report = public_report(session, publication)
        stands = latest_publication(session, entry)
        record = _told(session, publication, stands=stands is publication)
        before = _version_before(session, publication)
    open_register = register_of(_settings())
    register.apply_organisation(open_register, f"organisation:{_digest(organisation)}", organisation)
    if publication.act == "retract":
        tombstone = records.Tombstone(entry.number, publication.published_at, publication.reason)
        register.retract(open_register, str(job.id), tombstone)
        return
    if before is not None:  # what it told of overdue conditions while it stood is not what was published
        register.apply_publication(open_register, f"{job.id}:before", *before)
    register.apply_publication(open_register, str(job.id), record, report)


@handler(SEALED)
def show_report(job: Job) -> None:
    """Tell the register of a sealed report; show a public one at the version that it belongs to."""
    with reading() as session:
        report = session.get_one(Report, job.payload["report"])
        publication = session.scalar(select(Publication).where(Publication.report_id == report.id))
        issued = [] if publication else list(_issued_beside(session, report))
    if publication is None:
        for each in issued:
            register.apply_report_status(register_of(_settings()), f"{job.id}:{each.code}", each)
        return
    with writing() as session:
        key = f"{publication.id}:{report.code}"
        jobs.enqueue(session, PROJECT, {"publication": publication.id}, key=key, now=job.now)


@handler(CHANGED)
def show_organisation(job: Job) -> None:
    """Tell the public of a new name, colour or contact; of an organisation that publishes, that is."""
    with reading() as session:
        organisation = session.get_one(Organisation, job.payload["organisation"])
        published = session.scalar(select(Entry.id).where(Entry.organisation_id == organisation.id).limit(1))
        told = told_organisation(organisation)
    if published is not None:
        register.apply_organisation(register_of(_settings()), str(job.id), told)


@handler(ANCHOR)
def publish_head(job: Job) -> None:
    """Publish the head of an organisation's ledger, outside the table that it guards."""
    with reading() as session:
        head = ledger.head_of(session, job.payload["chain"])
    if head is not None:
        register.apply_head(register_of(_settings()), str(job.id), told_head(head))


def public_report(session: Session, publication: Publication) -> records.PublicReport | None:
    """Return the sealed public report of a version, or none while it is being made."""
    report = session.get(Report, publication.report_id) if publication.report_id else None
    if report is None or report.state != "ready" or report.sha256 is None or report.sealed_at is None:
        return None
    told = records.EntryRecord.from_json(publication.record).decision
    return records.PublicReport(
        code=report.code,
        sha256=report.sha256,
        pdf=FolderStore(_settings().instance / "files").get(report.sha256),
        pages=report.pages or 0,
        issued_at=report.sealed_at,
        decided_on=told.decided_on if told else None,
    )


def issued_report(session: Session, report: Report) -> records.IssuedReport:
    """Return what /controleren may know of a report that is not public itself."""
    newest = session.scalar(
        select(Report.id)
        .where(
            Report.dossier_id == report.dossier_id,
            Report.audience == report.audience,
            Report.state == "ready",
        )
        .order_by(Report.version.desc())
        .limit(1)
    )
    dossier = session.get_one(Dossier, report.dossier_id)
    assert report.sha256 is not None
    assert report.sealed_at is not None
    return records.IssuedReport(
        code=report.code,
        sha256=report.sha256,
        organisation=dossier.organisation.code,
        version=report.version,
        issued_at=report.sealed_at,
        latest=newest == report.id,
        status="valid" if report.withdrawn_at is None else "revoked",
    )


def told_organisation(organisation: Organisation) -> records.Organisation:
    """Return an organisation as the public knows it."""
    return records.Organisation(
        code=organisation.code,
        name=organisation.name,
        external=organisation.is_external,
        phone=organisation.contact_phone,
        email=organisation.contact_email,
        counter=organisation.address,
        website=organisation.website,
        colour=organisation.colour,
    )


def told_head(head: ledger.Head) -> records.LedgerHead:
    """Return the head of a chain as the public knows it."""
    return records.LedgerHead(head.chain, head.number, head.sha256, dt.datetime.fromisoformat(head.at))


def contents(session: Session) -> register.Contents:
    """Return everything the register holds, told again from the cases.

    Heads of ledgers are no part of it: those that were published are kept as they are, for they witness
    against the cases themselves.
    """
    published = session.scalars(select(Publication).order_by(Publication.id)).all()
    entries = {entry.id: entry for entry in session.scalars(select(Entry))}
    owners = {entry.organisation_id for entry in entries.values()}
    organisations = session.scalars(select(Organisation).order_by(Organisation.id)).all()
    last = {publication.entry_id: publication for publication in published}
    return register.Contents(
        organisations=[told_organisation(each) for each in organisations if each.id in owners],
        publications=[
            (_told(session, p, stands=last[p.entry_id] is p), public_report(session, p))
            for p in published
            if p.act != "retract"
        ],
        reports=list(_internal_reports(session)),
        tombstones=[
            records.Tombstone(entries[entry_id].number, p.published_at, p.reason)
            for entry_id, p in last.items()
            if p.act == "retract"
        ],
        heads=published_heads(_settings()),
    )


def rebuild() -> int:
    """Make the whole register again beside the old one and swap them; return how many entries it has."""
    with reading() as session:
        told = contents(session)
    return register.rebuild(register_of(_settings()), told)


def _version_before(
    session: Session, publication: Publication
) -> tuple[records.EntryRecord, records.PublicReport | None] | None:
    before = session.scalar(
        select(Publication).where(
            Publication.entry_id == publication.entry_id, Publication.version == publication.version - 1
        )
    )
    if before is None or not before.record.get("conditions"):
        return None
    return _told(session, before, stands=False), public_report(session, before)


def _told(session: Session, publication: Publication, *, stands: bool) -> records.EntryRecord:
    """Return a version as it was published; the one that stands, with its conditions of today."""
    if stands:
        return as_it_stands(session, publication, today=local_day(now()))
    return records.EntryRecord.from_json(publication.record)


def _internal_reports(session: Session) -> Iterator[records.IssuedReport]:
    query = select(Report).where(Report.audience == "internal", Report.state == "ready").order_by(Report.id)
    return (issued_report(session, row) for row in session.scalars(query))


def _issued_beside(session: Session, report: Report) -> Iterator[records.IssuedReport]:
    """Return a report with the older ones of its dossier: the newest makes them no longer the latest."""
    query = select(Report).where(
        Report.dossier_id == report.dossier_id, Report.audience == report.audience, Report.state == "ready"
    )
    return (issued_report(session, row) for row in session.scalars(query.order_by(Report.id)))


def _digest(organisation: records.Organisation) -> str:
    """Return an id that changes with what the public knows of it, so that the same is not applied twice."""
    return hashlib.sha256(repr(organisation).encode()).hexdigest()[:32]


def _settings() -> Settings:
    settings: Settings = current_app.config["AFWEGING"]
    return settings
