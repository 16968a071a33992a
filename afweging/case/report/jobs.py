"""What the worker does for a report: renders the case as it was told, seals it, stores it, says it is ready.

Killed at any moment, the job is simply done again: files are stored by their hash before the row names them,
and a report that is ready is never given another seal.
"""

from __future__ import annotations

import atexit
import time
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from afweging import resources
from afweging.case.report.document import CaseDocument
from afweging.case.report.making import MadeReport, make
from afweging.case.report.models import Report
from afweging.case.report.operations import RENDER, mark_failed, mark_ready, note_progress
from afweging.foundation.database import Session, db, reading, writing
from afweging.foundation.files import FolderStore
from afweging.foundation.jobs import Job, Permanent, handler
from afweging.foundation.jobs.operations import MOST_ATTEMPTS
from afweging.foundation.pdf import Renderer, RenderingFailed, Stage
from afweging.foundation.seal import SealUnusable
from afweging.settings import Settings

FAILED_FOR_GOOD = ("failed", "limit")  # the same document would fail again
TELL_EVERY = 0.25  # seconds between two pages that are told: each is a write


@handler(RENDER)
def render(job: Job) -> None:
    """Make the report that a row asks for, unless it is there. Raises Permanent if another try is no use."""
    report_id = int(job.payload["report"])
    with reading() as session:
        report = session.get(Report, report_id)
        if report is None:
            raise Permanent(f"there is no report {report_id}")
        if report.state == "ready":
            return
        told = CaseDocument.from_json(report.document)
        code, version = report.code, report.version
    try:
        made = make(_renderer(), settings(), told, code, version, now=job.now, tell=_Teller(job, report_id))
    except (RenderingFailed, SealUnusable) as error:
        _give_up(job, report_id, error)
        raise
    except Exception:
        _give_up_after_last(job, report_id)
        raise
    _keep(job, report_id, made)


def _keep(job: Job, report_id: int, made: MadeReport) -> None:
    """Store the bytes first: a file that nobody names does no harm, a name without its file would."""
    store().put(made.pdf)
    with writing() as session:
        mark_ready(session, session.get_one(Report, report_id), made.file, now=job.now)


def _give_up(job: Job, report_id: int, error: RenderingFailed | SealUnusable) -> None:
    """Say in plain words what went wrong, when trying again would give the same."""
    if isinstance(error, SealUnusable):
        _fail(
            report_id, _("Het zegel van de organisatie is niet te openen. Vraag de beheerder om de sleutel.")
        )
        raise Permanent(str(error)) from error
    if error.code in FAILED_FOR_GOOD:
        _fail(report_id, _REASONS[error.code]())
        raise Permanent(error.message) from error
    _give_up_after_last(job, report_id)


def _give_up_after_last(job: Job, report_id: int) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        _fail(report_id, _("Het maken van dit rapport lukte niet, ook niet na meerdere pogingen."))


_REASONS = {
    "failed": lambda: _(
        "Iets in de antwoorden past niet in een toegankelijk document. Meld dit de beheerder."
    ),
    "limit": lambda: _("Dit rapport is te groot om te maken. Kort lange tabellen of teksten in."),
}


def _fail(report_id: int, words: str) -> None:
    db.session.rollback()
    with writing() as session:
        mark_failed(session, session.get_one(Report, report_id), words)


class _Teller:
    """Passes on how far a report is: to its own row for people, to the job for the worker."""

    def __init__(self, job: Job, report_id: int) -> None:
        self._job, self._report_id, self._told_at = job, report_id, 0.0

    def __call__(self, stage: Stage, number: int) -> None:
        if stage is Stage.LAYING_OUT and time.monotonic() - self._told_at < TELL_EVERY:
            return
        self._told_at = time.monotonic()
        words = f"{stage} {number}"
        self._job.progress(words)
        # The handler may be reading in the other session.
        with Session(db.engine) as own, writing(own) as session:
            note_progress(session, self._report_id, words)


_RENDERERS: dict[Path, Renderer] = {}


def _renderer() -> Renderer:
    """Return this process's renderer. Its child stays warm from one report to the next."""
    static = resources.static()
    if static not in _RENDERERS:
        _RENDERERS[static] = Renderer(static)
        atexit.register(_RENDERERS[static].close)
    return _RENDERERS[static]


def settings() -> Settings:
    """Return the settings of the running app."""
    found: Settings = current_app.config["AFWEGING"]
    return found


def store() -> FolderStore:
    """Return where the bytes of reports are."""
    return FolderStore(settings().instance / "files")
