"""Reads of the report room: what was issued, how far what is being made is, and the bytes."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.queries import readable_dossier
from afweging.case.dossier.sight import Sight, not_found
from afweging.case.report.models import Report
from afweging.foundation.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """A dossier with its reports, newest first, and what the reader may do."""

    dossier: Dossier
    sight: Sight
    reports: tuple[Report, ...]

    @property
    def reportable(self) -> Assessment | None:
        """Return the assessment that a report tells: the last one handed in, else the quick scan."""
        return reportable(self.dossier)

    @property
    def waiting(self) -> tuple[Report, ...]:
        """Return the reports that are being made."""
        return tuple(report for report in self.reports if report.state == "waiting")


def place(session: Session, actor: Actor, public_id: str) -> Place:
    """Return a dossier's reports. Raises NotFound for whoever may not read the case or its reports."""
    dossier, sight = readable_dossier(session, actor, public_id)
    sight.require_whole_case()
    if not sight.may("read_report"):
        raise not_found()
    query = select(Report).where(Report.dossier_id == dossier.id).order_by(Report.id.desc())
    return Place(dossier, sight, tuple(session.scalars(query)))


def reportable(dossier: Dossier) -> Assessment | None:
    """Return the assessment that a report would tell now; none before anything was handed in."""
    walks = list(dossier.assessments)
    submitted = [walk for walk in walks if walk.submission]
    scans = [walk for walk in walks if walk.kind == "quick_scan" and walk.state == "concluded"]
    return (submitted or scans)[-1] if submitted or scans else None


def report(session: Session, actor: Actor, public_id: str, code: str) -> Report:
    """Return one report of a dossier that the actor may read. Raises NotFound."""
    there = place(session, actor, public_id)
    found = next((one for one in there.reports if one.code == code), None)
    if found is None:
        raise not_found()
    return found


def issued(session: Session, sha256: str) -> Report | None:
    """Return the issued report with these very bytes, if there is one."""
    return session.scalar(select(Report).where(Report.sha256 == sha256, Report.state == "ready"))


def by_number(session: Session, given: str) -> Dossier | None:
    """Return a dossier by its public id, or by its number where only one organisation has it."""
    found = session.scalar(select(Dossier).where(Dossier.public_id == given.upper()))
    if found is not None or not given.isdecimal():
        return found
    numbered = session.scalars(select(Dossier).where(Dossier.number == int(given)).limit(2)).all()
    return numbered[0] if len(numbered) == 1 else None


def progress_in_words(report: Report) -> str:
    """Return how far a report is, as people say it."""
    stage, _space, number = report.progress.partition(" ")
    words = {
        "": _("In de wachtrij"),
        "laying_out": _("Bladzijde %(number)s opmaken", number=number),
        "pages": _("%(number)s bladzijden opgemaakt", number=number),
        "writing": _("%(number)s bladzijden wegschrijven", number=number),
        "sealing": _("Het zegel zetten"),
    }
    return words.get(stage, words[""])


def file_name(report: Report, dossier: Dossier) -> str:
    """Return the name under which a report is downloaded: made of signs that every system takes."""
    audience = _("openbaar") if report.audience == "public" else _("intern")
    return f"{_('rapport')}-{dossier.number}-{audience}-{report.version}.pdf"
