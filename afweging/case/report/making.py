"""From a told case to a sealed file."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from afweging.case.report.document import CaseDocument
from afweging.case.report.operations import SealedFile, case_json
from afweging.case.report.page import Issue, report_html
from afweging.foundation.pdf import Attachment, Renderer, RenderJob, SealOrder, Stage
from afweging.foundation.pdf.renderer import Progress
from afweging.foundation.seal import ensure_seal
from afweging.settings import Settings

CASE_FILE = "case.json"
SHEETS = ("css/tokens.css", "css/report.css")


@dataclass(frozen=True, slots=True)
class MadeReport:
    """The bytes of a sealed report, and what is kept of them."""

    pdf: bytes
    file: SealedFile


def make(
    renderer: Renderer,
    settings: Settings,
    told: CaseDocument,
    code: str,
    version: int,
    *,
    now: dt.datetime,
    tell: Progress,
) -> MadeReport:
    """Render and seal. Raises RenderingFailed, and SealUnusable when the key cannot be opened.

    The file is the same every time but for its seal: everything in it comes from the told case.
    """
    pages = _Pages(tell)
    pdf = renderer.render(
        render_job(settings, told, code, version, seal=seal_order(settings, told, now)), pages
    )
    sha256 = hashlib.sha256(pdf).hexdigest()
    return MadeReport(pdf, SealedFile(sha256, len(pdf), pages.count, now))


def render_job(
    settings: Settings, told: CaseDocument, code: str, version: int, *, seal: SealOrder | None
) -> RenderJob:
    """Return what the renderer is asked: pages, properties, and the case itself as an attachment."""
    data = case_json(told)
    sha256 = hashlib.sha256(data).hexdigest()
    issue = Issue(code, version, f"{settings.public_url.rstrip('/')}/controleren", sha256)
    with force_locale(told.language):
        title = _("%(name)s: rapport van de weging", name=told.dossier.name)
        words = _("De zaak waarvan dit rapport is gemaakt, voor programma’s")
    return RenderJob(
        html=report_html(told, issue),
        title=title,
        language=told.language,
        identifier=f"{code}:{sha256}".encode(),
        created=told.told_at,
        sheets=SHEETS,
        attachments=(Attachment(CASE_FILE, data, words, "application/json", told.told_at),),
        seal=seal,
    )


def seal_order(settings: Settings, told: CaseDocument, now: dt.datetime) -> SealOrder:
    """Return the order to put the organisation's seal on it; the key is made when there is none yet."""
    organisation = told.organisation
    seal = ensure_seal(
        settings.instance / "keys",
        organisation.code,
        organisation.name,
        now=now,
        pkcs12=settings.seal_pkcs12,
        passphrase_file=settings.seal_passphrase_file,
    )
    with force_locale(told.language):
        reason = _("Zegel van %(organisation)s", organisation=organisation.name)
    return SealOrder(seal, reason, now, tsa_url=settings.tsa_url or None)


class _Pages:
    """Listens to the progress for the number of pages, and passes it on."""

    def __init__(self, tell: Progress) -> None:
        self._tell = tell
        self.count = 0

    def __call__(self, stage: Stage, number: int) -> None:
        if stage is Stage.PAGES:
            self.count = number
        self._tell(stage, number)
