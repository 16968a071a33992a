"""What the confined child does for `Verifier`: one file in, one verdict out."""

from __future__ import annotations

from datetime import datetime

from afweging.foundation.confinement import Message, Report


def prepare() -> None:
    """Import pyHanko, here and nowhere else in a web process's family."""
    from afweging.foundation.seal import checking  # noqa: F401


def handle(request: Message, _: Report) -> Message:
    """First blob: the file; the others: the certificates to trust."""
    from afweging.foundation.seal.checking import check_pdf

    pdf, *roots = request.blobs
    return Message(
        {"verdict": check_pdf(pdf, roots, datetime.fromisoformat(request.fields["now"])).as_fields()}
    )
