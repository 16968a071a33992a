"""From a questionnaire to a file for the printer: PDF/A-3a and PDF/UA-1, with the questionnaire inside."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from afweging.case.printing.paper import questionnaire_html
from afweging.case.printing.sheet import Sheet
from afweging.foundation.pdf import Attachment, Renderer, RenderJob, Stage

SHEETS = ("css/tokens.css", "css/report.css", "css/printing.css")


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed questionnaire: the bytes, the name to save them under, and how many pages they are."""

    pdf: bytes
    file_name: str
    pages: int


def make(renderer: Renderer, sheet: Sheet, job: RenderJob) -> Paper:
    """Print the job of a sheet. Raises RenderingFailed."""
    pages = 0

    def listen(stage: Stage, number: int) -> None:
        nonlocal pages
        pages = number if stage is Stage.PAGES else pages

    return Paper(renderer.render(job, listen), file_name(sheet), pages)


def render_job(sheet: Sheet, now: dt.datetime) -> RenderJob:
    """What the renderer is asked. The same words on paper have the same `identifier`, made when it may be."""
    html = questionnaire_html(sheet)
    asked, words = sheet.questionnaire, sheet.language.say("De vragenlijst zelf, voor programma’s")
    inside = Attachment(f"{asked.id}-{asked.version}.json", asked.canonical, words, "application/json", now)
    return RenderJob(
        html=html,
        title=asked.title.to(sheet.lang),
        language=sheet.lang,
        identifier=hashlib.sha256(html.encode("utf-8", "replace")).digest(),
        created=now,
        sheets=SHEETS,
        attachments=(inside,),  # the very bytes whose SHA-256 stands on the paper
    )


def file_name(sheet: Sheet) -> str:
    """The name of the file: “model-afwegingsraamwerk-1.0.0-nl.pdf”."""
    draft = "concept-" if sheet.is_draft else ""
    return f"{draft}{sheet.questionnaire.id}-{sheet.questionnaire.version}-{sheet.lang}.pdf"
