"""`afweging questionnaire print`: a file as a PDF for a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .files import BASE_OPTION, FILE, Read, read_or_stop, write_whole

if TYPE_CHECKING:
    from afweging.case.printing.making import Paper
    from afweging.questionnaire.stewards import Steward


@click.command("print")
@click.argument("file", type=FILE, metavar="FILE")
@BASE_OPTION
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def print_file(file: Path, bases: tuple[Path, ...], out: Path, lang: str) -> None:
    """Make a PDF of the questionnaire or variant in FILE, to fill in together at a table.

    Every question with its help, its conditions in words and room to write; behind them what follows from
    the answers, the words explained, and whose it is. The PDF is PDF/A-3a and PDF/UA-1.
    """
    paper = _printed(read_or_stop(file, bases), lang)
    write_whole(out, paper.pdf)
    click.echo(f"{out}: {paper.pages} pages, {len(paper.pdf) // 1024} kB")


def _printed(found: Read, lang: str) -> Paper:
    from afweging import resources
    from afweging.case.printing.language import language
    from afweging.case.printing.making import make, render_job
    from afweging.case.printing.sheet import Sheet
    from afweging.foundation.pdf import Renderer, RenderingFailed

    text = found.resolved or found.questionnaire
    assert text is not None  # it would have stopped
    sheet = Sheet.of(text, language(lang), tuple(_line(found)))
    with Renderer(resources.static()) as renderer:
        try:
            return make(renderer, sheet, render_job(sheet, datetime.now(UTC)))
        except RenderingFailed as error:
            raise click.ClickException(f"{found.file}: {error.message}") from error


def _line(found: Read) -> Iterator[Steward]:
    """Who answers for a file and for all that it extends, the file itself first."""
    from afweging.questionnaire.stewards import steward

    at: Read | None = found
    while at is not None:
        assert at.questionnaire is not None  # what something rests on was read
        yield steward(at.questionnaire, at.resolved.variant if at.resolved else None)
        at = at.base
