"""A kept questionnaire on paper, as the answer to a request."""

from __future__ import annotations

from io import BytesIO

from flask import request, send_file
from werkzeug.wrappers import Response

from afweging.case.library import queries
from afweging.case.printing.making import Paper
from afweging.case.printing.press import printed
from afweging.foundation.database import reading
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language


def download(sha256: str) -> Response:
    """Give the text with this hash as a PDF, in the language that `taal` asks for or else that of the page.

    Printing takes seconds, so the database is let go of first. Raises NotFound, and WrongState when it cannot
    be printed now.
    """
    with reading() as session:
        text = queries.resolved_of(session, sha256) or queries.pinned(session, sha256)
        line = queries.lineage(session, sha256)
    return sent(printed(text, lang=language_asked(), now=now(), line=line))


def language_asked() -> str:
    """The language that `taal` asks for, or else that of the page."""
    return request.args.get("taal", current_language())


def sent(paper: Paper) -> Response:
    """Give a paper to save."""
    return send_file(
        BytesIO(paper.pdf), "application/pdf", as_attachment=True, download_name=paper.file_name, etag=False
    )
