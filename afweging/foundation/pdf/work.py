"""What the confined child does for `Renderer`: one job in, one PDF out, a word now and then on how far it
is."""

from __future__ import annotations

from pathlib import Path

from afweging.foundation.confinement import Message, Refusal, Report
from afweging.foundation.pdf.job import RenderJob


def prepare() -> None:
    """Import WeasyPrint, here and nowhere else."""
    from afweging.foundation.pdf import document  # noqa: F401


def handle(request: Message, report: Report) -> Message:
    """Render, telling each stage as `{"stage": …, "number": …}`."""
    from afweging.foundation.pdf.document import DocumentUnfit, render_job

    job = RenderJob.from_message(request)
    try:
        pdf, pages = render_job(
            job,
            static=Path(request.fields["static"]),
            progress=lambda stage, number: report({"stage": str(stage), "number": number}),
        )
    except DocumentUnfit as error:
        raise Refusal(str(error)) from error
    return Message({"pages": pages}, (pdf,))
