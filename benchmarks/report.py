"""How long a sealed report of a real case takes, warm, against what the renderer alone needs in one process.

The case is the demonstration's tree dossier for the public: 20 pages with two pictures and many tables.
Question: what do the child, the pipe and the seal cost on top of WeasyPrint? Target: at most 1.15 times.
The renderer alone is WeasyPrint as its documentation uses it, warm: parsed stylesheets and fonts shared, the
same PDF variant and attachment, garbage frozen as in the child, no listening to errors,
no seal. Both do the same document in turns; medians count, since the machine is shared.
Run: `python -m benchmarks.report [ROUNDS]`.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from afweging import resources
from afweging.foundation.pdf import Renderer, RenderJob
from afweging.settings import Settings

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STATIC = resources.static()
TARGET = 1.15
DOSSIER = 1


def real_job(folder: Path) -> tuple[RenderJob, tuple[float, float]]:
    """The job of a dossier of the demonstration, and what telling the case and writing its HTML took."""
    from sqlalchemy import select

    from afweging.app import create_app
    from afweging.case.dossier.models import Dossier
    from afweging.case.report.making import render_job, seal_order
    from afweging.case.report.operations import snapshot
    from afweging.case.report.queries import reportable
    from afweging.demo.play import play
    from afweging.foundation.database import db
    from afweging.migrations import tables

    settings = Settings(instance=folder, mode="test", secret_key="only for this benchmark " * 2)
    app = create_app(settings)
    with app.app_context():
        tables.load().create_all(db.engine)
        play(db.session(), "no password", tell=lambda _words: None)
        dossier = db.session.scalars(select(Dossier).where(Dossier.number == DOSSIER)).one()
        case = reportable(dossier)
        assert case is not None
        snapshot(db.session(), case, "public", "nl", NOW)
        start = time.perf_counter()
        told = snapshot(db.session(), case, "public", "nl", NOW)
        between = time.perf_counter()
        job = render_job(settings, told, "7K3F9QXD2MVT", 1, seal=seal_order(settings, told, NOW))
        return job, (between - start, time.perf_counter() - between)


def alone(job: RenderJob) -> bytes:
    """WeasyPrint and nothing else."""
    import weasyprint

    from afweging.foundation.pdf.house import BASE, house

    ours = house(STATIC)
    source = weasyprint.HTML(string=job.html, base_url=BASE, url_fetcher=ours.fetcher)
    options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": job.identifier}
    document = source.render(font_config=ours.fonts, stylesheets=ours.sheets(job.sheets), **options)
    attached = [
        weasyprint.Attachment(string=one.data.decode(), name=one.name, relationship="Source")
        for one in job.attachments
    ]
    document.metadata.attachments = attached
    pdf: bytes = document.write_pdf(**options)
    return pdf


def timed(work: Callable[[], bytes]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder, Renderer(STATIC) as renderer:
        job, (telling, writing) = real_job(Path(folder))
        start = time.perf_counter()
        renderer.warm()
        warming = time.perf_counter() - start
        told: list[tuple[str, int]] = []
        size = len(renderer.render(job, lambda stage, number: told.append((stage, number))))
        alone(job)
        gc.freeze()
        pairs = [(timed(lambda: alone(job)), timed(lambda: renderer.render(job))) for _ in range(rounds)]
    base, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    pages = next(number for stage, number in told if stage == "pages")
    print(f"{pages} pages, {size / 1024:.0f} KiB; child warm after {warming:.2f} s; {rounds} rounds in turns")
    print(f"telling the case       {telling:.3f} s, its HTML {writing:.3f} s")
    print(f"renderer alone         {base:.3f} s")
    print(f"sealed, through child  {ours:.3f} s")
    print(f"ratio {ours / base:.3f} (target at most {TARGET})")
    return 0 if ours / base <= TARGET else 3


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
