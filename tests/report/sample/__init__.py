"""A report as the program will make them, with made-up but realistic content: what the tests render."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import segno
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup

from afweging.case.report.making import SHEETS
from afweging.foundation.pdf import Attachment, RenderJob, SealOrder

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
STATIC = ROOT / "static"
CREATED = datetime(2026, 6, 10, 12, 2, tzinfo=UTC)
TITLE = "Vroeg erbij bij achterstanden"
CASE = Attachment(
    "beoordeling.json",
    b'{"id": "7K3F9QXD2M"}',
    "De antwoorden waaruit dit rapport is gemaakt",
    "application/json",
    CREATED,
)


@dataclass(frozen=True)
class Chapter:
    id: str
    number: str
    heading: str


def sample_html(answer_chapters: int = 1) -> str:
    """8 pages with one chapter of answers; every further chapter adds one or two."""
    chapters = [
        Chapter(f"antwoorden-{n}", f"2.{n}", "Antwoorden: eerlijkheid en rechten")
        for n in range(1, answer_chapters + 1)
    ]
    contents = [
        ("besluit-in-het-kort", "", "Het besluit in het kort"),
        ("weging", "1", "De weging"),
        *((chapter.id, chapter.number, chapter.heading) for chapter in chapters),
        ("bevindingen", "3", "Bevindingen en adviezen"),
        ("tegenstem", "4", "Tegenstem"),
        ("colofon", "5", "Colofon"),
    ]
    return (
        _environment()
        .get_template("report.html")
        .render(
            language="nl",
            title=TITLE,
            organisation="Gemeente Vlierwoude",
            foot="Gemeente Vlierwoude, 8 juni 2026",
            description="Rapport van de weging van 8 juni 2026: goedgekeurd met voorwaarden.",
            contents=contents,
            answer_chapters=chapters,
            qr=_qr("https://data.vlierwoude.example/controleren?code=7K3F9QXD2MVT"),
        )
    )


def sample_job(answer_chapters: int = 1, seal: SealOrder | None = None, html: str | None = None) -> RenderJob:
    return RenderJob(
        html=html or sample_html(answer_chapters),
        title=TITLE,
        language="nl",
        identifier=b"7K3F9QXD2M-1",
        created=CREATED,
        sheets=SHEETS,
        attachments=(CASE,),
        seal=seal,
    )


def _environment() -> Environment:
    loader = ChoiceLoader([FileSystemLoader(HERE), FileSystemLoader(ROOT / "templates")])
    environment = Environment(loader=loader, autoescape=True)
    environment.globals.update(_=lambda text: text, svg=_svg, band=_band)
    return environment


def _svg(name: str) -> Markup:
    return Markup((HERE / f"{name}.svg").read_text("utf-8"))


def _qr(address: str) -> Markup:
    out = BytesIO()
    segno.make(address, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        border=0,
        svgclass="seal__qr",
        lineclass=None,
        title="QR-code naar de pagina waar u dit rapport controleert",
        omitsize=True,
    )
    return Markup(out.getvalue().decode())


def _band(place: int, word: str) -> Markup:
    boxes = "".join(
        f'<rect x="{0.75 + 26 * n}" y=".75" width="22.5" height="8.5" stroke-width="1" '
        + ('fill="#0b5563" stroke="#0b5563"/>' if n + 1 == place else 'fill="none" stroke="#767065"/>')
        for n in range(4)
    )
    title = f"<title>Band {place} van 4: {word}</title>"
    return Markup(f'<svg class="band" viewBox="0 0 102 10" role="img">{title}{boxes}</svg>')
