"""HTML → PDF/A-3a and PDF/UA-1 in one file, the same bytes every time. Imports WeasyPrint: for the child and
tests.

What WeasyPrint logs as an error (a picture without its text, a file it may not read, a link to nowhere) fails
the render: a document that is not whole is no document.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.logger import LOGGER, PROGRESS_LOGGER

from afweging.foundation.pdf.house import BASE, House, house
from afweging.foundation.pdf.job import Attachment, RenderJob, Stage
from afweging.foundation.pdf.languages import mark_languages
from afweging.foundation.pdf.legible import spelled_out, without_the_meaningless
from afweging.foundation.pdf.outline import without_jumps
from afweging.foundation.pdf.streams import end_streams_clearly

Progress = Callable[[Stage, int], None]
_VARIANT = "pdf/a-3a"
_PAGE = re.compile(r"Page (\d+)")
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
_SVG = "{http://www.w3.org/2000/svg}"
end_streams_clearly()
mark_languages()


class DocumentUnfit(Exception):
    """The HTML cannot become an accessible, archivable document; the message lists what is wrong."""


def render_pdf(
    html: str,
    *,
    title: str,
    language: str,
    identifier: bytes,
    created: datetime,
    sheets: Sequence[str],
    attachments: Sequence[Attachment] = (),
    static: Path,
    progress: Progress | None = None,
) -> bytes:
    """The finished, unsealed file. Raises `DocumentUnfit`.

    `sheets` are stylesheets by their names under `static`. `created` (aware) dates the document and is all
    the time there is in it; `identifier` becomes the file's /ID.
    """
    job = RenderJob(html, title, language, identifier, created, tuple(sheets), tuple(attachments))
    return render_job(job, static=static, progress=progress or (lambda _stage, _number: None))[0]


def render_job(job: RenderJob, *, static: Path, progress: Progress) -> tuple[bytes, int]:
    """The file and its number of pages."""
    resources = house(static)
    job = replace(job, html=without_the_meaningless(job.html))
    pdf, pages, unknown = _rendered(job, resources, progress)
    if unknown:
        spelled = replace(job, html=spelled_out(job.html, unknown))
        pdf, pages, unknown = _rendered(spelled, resources, progress)
    if unknown:
        raise DocumentUnfit(f"no font has: {' '.join(sorted(unknown))}")
    return pdf, pages


def _rendered(job: RenderJob, resources: House, progress: Progress) -> tuple[bytes, int, set[str]]:
    """The file, its pages, and the characters that no font on this machine has."""
    with _listening(progress) as heard:
        document = _laid_out(job, resources, heard)
        pages = len(document.pages)
        progress(Stage.PAGES, pages)
        _describe(document, job)
        heard.problems.extend(_stray_links(document))
        progress(Stage.WRITING, pages)
        pdf = document.write_pdf(pdf_variant=_VARIANT, pdf_identifier=job.identifier)
    if heard.problems:
        raise DocumentUnfit("; ".join(sorted(set(heard.problems))[:10]))
    return pdf, pages, heard.unknown


def _laid_out(job: RenderJob, resources: House, heard: _Heard) -> Any:
    source = weasyprint.HTML(string=job.html, base_url=BASE, url_fetcher=resources.fetcher)
    source.etree_element.set("lang", job.language)
    without_jumps(source.etree_element)
    heard.problems.extend(_pictures_without_words(source.etree_element))
    return source.render(
        font_config=resources.fonts,
        stylesheets=resources.sheets(job.sheets),
        pdf_variant=_VARIANT,
        pdf_identifier=job.identifier,
    )


def _describe(document: Any, job: RenderJob) -> None:
    """Title, dates and attachments come from the job, not from what the HTML says of itself."""
    moment = job.created.isoformat(timespec="seconds")
    about = document.metadata
    about.title, about.lang, about.created, about.modified = job.title, job.language, moment, moment
    about.attachments = [_attached(attachment) for attachment in job.attachments]
    _identify(about)


def _attached(attachment: Attachment) -> Any:
    """WeasyPrint writes dates as if in UTC, and takes the media type from a source only."""
    created = attachment.created.astimezone(UTC)
    attached = weasyprint.Attachment(
        string="",
        name=attachment.name,
        description=attachment.description,
        created=created,
        modified=created,
        relationship="Source",
    )
    attached.source = nullcontext((io.BytesIO(attachment.data), None, None, attachment.media_type))
    return attached


@dataclass
class _Heard:
    """What WeasyPrint complained of."""

    problems: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


@contextmanager
def _listening(progress: Progress) -> Iterator[_Heard]:
    """Collect complaints and pass pages on while WeasyPrint works."""
    heard = _Heard()
    complaints, steps = _Complaints(heard), _Steps(progress)
    level = PROGRESS_LOGGER.level
    PROGRESS_LOGGER.setLevel(logging.INFO)
    LOGGER.addHandler(complaints)
    PROGRESS_LOGGER.addHandler(steps)
    try:
        yield heard
    finally:
        LOGGER.removeHandler(complaints)
        PROGRESS_LOGGER.removeHandler(steps)
        PROGRESS_LOGGER.setLevel(level)


class _Complaints(logging.Handler):
    def __init__(self, heard: _Heard) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.ERROR:
            self._heard.problems.append(message[:300])
        elif message.startswith(".notdef"):
            self._heard.unknown.update(chr(int(code, 16)) for code in _CODE_POINT.findall(message))


class _Steps(logging.Handler):
    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        page = _PAGE.search(record.getMessage())
        if page:
            self._progress(Stage.LAYING_OUT, int(page[1]))


def _pictures_without_words(root: Any) -> list[str]:
    """WeasyPrint complains of an <img> without alt, but not of an inline <svg> without <title>."""
    parents = {child: parent for parent in root.iter() for child in parent}
    return [
        "a drawing has no title"
        for drawing in root.iter(f"{_SVG}svg")
        if not str(parents[drawing].tag).startswith(_SVG) and not _title_of(drawing)
    ]


def _title_of(drawing: Any) -> str:
    title = drawing.find(f"{_SVG}title")
    return (title.text or "").strip() if title is not None else ""


def _stray_links(document: Any) -> list[str]:
    """Links must be whole: a paper reader knows no page that they would be relative to."""
    return [
        f"link is not absolute: {target.removeprefix(BASE)}"
        for page in document.pages
        for kind, target, *_ in page.links
        if kind == "external" and target.startswith(BASE)
    ]


def _identify(about: Any) -> None:
    """Say in the one XMP packet that the file is PDF/UA-1 too, with the schema PDF/A wants for saying so.

    WeasyPrint's own option adds a second `rdf:RDF`, which veraPDF does not read. The packet stays
    uncompressed, since PDF/A readers that know nothing else must find it.
    """
    rdf, include = about.generate_rdf_metadata, about.include_in_pdf
    about.generate_rdf_metadata = lambda *args: rdf(*args).replace(b"</rdf:RDF>", _UA_IDENTITY)
    about.include_in_pdf = lambda pdf, variant, version, conformance, _: include(
        pdf, variant, version, conformance, False
    )


def _property(name: str, value: str) -> str:
    return f"<pdfaProperty:{name}>{escape(value)}</pdfaProperty:{name}>"


_UA_IDENTITY = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    + _property("name", "part")
    + _property("valueType", "Integer")
    + _property("category", "internal")
    + _property("description", "PDF/UA part")
    + "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    "</rdf:Description></rdf:RDF>"
).encode()
