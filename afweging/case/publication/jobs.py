"""What the worker does for the public: projects publications, reports and organisations into the register.

Each row of the outbox is applied once, by its id; a register that was lost is made again from the cases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Dossier
from afweging.case.publication.models import Entry, Publication
from afweging.case.publication.operations import PROJECT
from afweging.case.report.models import Report
from afweging.foundation import jobs
from afweging.foundation.database import reading, writing
from afweging.foundation.files import FolderStore
from afweging.foundation.identity.models import Organisation
from afweging.foundation.jobs import Job, handler
from afweging.register import operations as register
from afweging.register import records
from afweging.register.configuration import register_of
from afweging.settings import Settings

SEALED = "report.sealed"


@handler(PROJECT)
def project(job: Job) -> None:
    """Show one published version, or take an entry away."""
    with reading() as session:
        publication = session.get_one(Publication, job.payload["publication"])
        entry = session.get_one(Entry, publication.entry_id)
        organisation = session.get_one(Organisation, entry.organisation_id)
        report = public_report(session, publication)
        record = records.EntryRecord.from_json(publication.record)
    open_register = register_of(_settings())
    register.apply_organisation(
        open_register, f"organisation:{_digest(organisation)}", told_organisation(organisation)
    )
    if publication.act == "retract":
        tombstone = records.Tombstone(entry.number, publication.published_at, publication.reason)
        register.retract(open_register, str(job.id), tombstone)
    else:
        register.apply_publication(open_register, str(job.id), record, report)


@handler(SEALED)
def show_report(job: Job) -> None:
    """Tell the register of a sealed report; show a public one at the version that it belongs to."""
    with reading() as session:
        report = session.get_one(Report, job.payload["report"])
        publication = session.scalar(select(Publication).where(Publication.report_id == report.id))
        issued = issued_report(session, report)
    if publication is None:
        register.apply_report_status(register_of(_settings()), str(job.id), issued)
        return
    with writing() as session:
        key = f"{publication.id}:{report.code}"
        jobs.enqueue(session, PROJECT, {"publication": publication.id}, key=key, now=job.now)


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


def contents(session: Session) -> register.Contents:
    """Return everything the register holds, told again from the cases."""
    organisations = session.scalars(select(Organisation).order_by(Organisation.id)).all()
    published = session.scalars(select(Publication).order_by(Publication.id)).all()
    entries = {entry.id: entry for entry in session.scalars(select(Entry))}
    last = {publication.entry_id: publication for publication in published}
    return register.Contents(
        organisations=[told_organisation(organisation) for organisation in organisations],
        publications=[
            (records.EntryRecord.from_json(p.record), public_report(session, p))
            for p in published
            if p.act != "retract"
        ],
        reports=list(_internal_reports(session)),
        tombstones=[
            records.Tombstone(entries[entry_id].number, p.published_at, p.reason)
            for entry_id, p in last.items()
            if p.act == "retract"
        ],
    )


def rebuild() -> int:
    """Make the whole register again beside the old one and swap them; return how many entries it has."""
    with reading() as session:
        told = contents(session)
    return register.rebuild(register_of(_settings()), told)


def _internal_reports(session: Session) -> Iterator[records.IssuedReport]:
    rows = session.scalars(select(Report).where(Report.audience == "internal", Report.state == "ready"))
    return (issued_report(session, row) for row in rows)


def _digest(organisation: Organisation) -> str:
    """Return an id that changes with what the public knows of it, so that the same is not applied twice."""
    return hashlib.sha256(repr(told_organisation(organisation)).encode()).hexdigest()[:32]


def _settings() -> Settings:
    settings: Settings = current_app.config["AFWEGING"]
    return settings
