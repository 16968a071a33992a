"""Documents as files: accessible and archivable whatever is in them, and made at arm's length."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pydyf
import pytest

from afweging import resources
from afweging.foundation.confinement import Limits
from afweging.foundation.pdf import Attachment, Renderer, RenderingFailed, RenderJob
from afweging.foundation.pdf.document import DocumentUnfit, render_job
from tests.tools import pdf as judge

pytestmark = pytest.mark.slow

STATIC = resources.static()
SHEETS = ("css/tokens.css", "css/report.css")
CREATED = datetime(2026, 6, 10, 12, 2, tzinfo=UTC)
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(STATIC, Limits(memory=1536, seconds=60, idle=300)) as one:
        yield one


def small(body: str, **changes: Any) -> RenderJob:
    html = f'<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body>{body}</body></html>'
    return replace(RenderJob(html, "Proef", "nl", b"proef", CREATED, SHEETS), **changes)


def here(job: RenderJob) -> bytes:
    return render_job(job, static=STATIC, progress=lambda _stage, _number: None)[0]


def test_title_language_and_date_come_from_the_job(renderer: Renderer) -> None:
    made = renderer.render(replace(small("<h1>Proef</h1>"), title="Iets anders", language="en"))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.docinfo.Title == "Iets anders"
        assert pdf.Root.Lang == "en"
        assert str(pdf.docinfo.CreationDate).startswith("D:20260610120200")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('<svg viewBox="0 0 1 1" width="9"><rect width="1" height="1"/></svg>', "a drawing has no title"),
        (f'<img src="{PICTURE}">', "no required alt description"),
        ('<p><a href="#nergens">weg</a></p>', "nergens"),
        ('<p><a href="/algoritmes">hier</a></p>', "not absolute: algoritmes"),
        ('<img alt="x" src="file:///etc/passwd">', "Failed to load image"),
        ('<img alt="x" src="https://example.org/x.png">', "Failed to load image"),
        ('<img alt="x" src="/static/../pyproject.toml">', "Failed to load image"),
    ],
)
def test_a_document_that_is_not_whole_or_reaches_out_is_refused(body: str, complaint: str) -> None:
    with pytest.raises(DocumentUnfit, match=complaint):
        here(small(body))


def test_a_document_cannot_bring_its_own_attachment() -> None:
    job = small('<link rel="attachment" href="file:///etc/passwd"><h1>Proef</h1>')
    with pikepdf.open(BytesIO(here(job))) as pdf:
        assert not pdf.attachments


def test_letters_outside_western_europe_are_set_in_the_same_face() -> None:
    names = "Łódź, Şirin, Đorđe, Ģirts"
    made = here(small(f"<h1>Proef</h1><p>{names}</p>"))
    assert names in judge.text(made)
    assert re.findall(r"[A-Z]{6}[+](\S+)", judge.fonts(made)) == ["Open-Sans-Bold", "Open-Sans"]


def test_a_part_in_another_language_says_so() -> None:
    made = here(small("<h1>Proef</h1><p lang='en'>Hello</p><p>En <span lang='fr'>bonjour</span></p>"))
    with pikepdf.open(BytesIO(made)) as pdf:
        said = {str(each.Lang): str(each.S) for each in pdf.objects if _is_element(each) and "/Lang" in each}
    assert said == {"en": "/P", "fr": "/Span"}
    judge.assert_pdf_a3a_ua1(made)


def _is_element(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"


def test_what_no_font_has_is_spelled_out() -> None:
    made = here(small("<h1>Proef</h1><p>Goed \U0001f44d en \x01 klaar</p>"))
    assert "Goed [thumbs up sign] en \ufffd klaar" in judge.text(made)


def test_refusal_comes_through_the_child_with_its_reason(renderer: Renderer) -> None:
    with pytest.raises(RenderingFailed, match="nergens") as refused:
        renderer.render(small('<p><a href="#nergens">weg</a></p>'))
    assert refused.value.code == "failed"


@pytest.mark.parametrize(
    "words",
    [
        "ça coûte 5 € – niks",
        "Łódź, Şirin, Đorđe",
        "Ελληνικά и кириллица",
        "😀 👍🏽",
        "a\x00b\x01c\ufffe\U000f0000",
        "שלום مرحبا",
        "→ ≥ ✓",
    ],
)
def test_whatever_people_type_the_document_stays_archivable(words: str) -> None:
    job = small(f"<h1>Proef</h1><p>{words}</p>")
    judge.assert_pdf_a3a_ua1(here(job))


@pytest.mark.parametrize(
    ("levels", "kept"),
    [
        ((1, 3, 5, 2, 4), (1, 2, 3, 2, 3)),
        ((3, 3, 6), (1, 1, 2)),
        ((1, 4, 3, 6), (1, 2, 2, 3)),
        ((1, 2, 3, 2), (1, 2, 3, 2)),
    ],
)
def test_headings_leave_no_level_out(levels: tuple[int, ...], kept: tuple[int, ...]) -> None:
    made = here(small("".join(f"<h{level}>Kop</h{level}>" for level in levels)))
    assert tuple(map(int, re.findall(r"^ *H(\d)\b", judge.structure(made), re.M))) == kept
    judge.assert_pdf_a3a_ua1(made)


def test_a_very_long_word_and_a_very_long_row_stay_on_the_page() -> None:
    row = f"<tr><th scope='row'>Kop</th><td>{'woord ' * 3000}</td></tr>"
    body = f"<h1>Proef</h1><p>{'a' * 3000}</p><table>{row}</table>"
    judge.assert_pdf_a3a_ua1(here(small(body)))


def test_a_job_that_eats_memory_ends_plainly_and_the_next_one_works() -> None:
    with Renderer(STATIC, Limits(memory=450, seconds=60, idle=300)) as narrow:
        narrow.warm()
        large = Attachment("zwaar.bin", bytes(200_000_000), "Zwaar", "application/octet-stream", CREATED)
        with pytest.raises(RenderingFailed) as stopped:
            narrow.render(small("<h1>Proef</h1>", attachments=(large,)))
        assert stopped.value.code == "limit"
        assert narrow.render(small("<h1>Proef</h1>")).startswith(b"%PDF-1.7")


def test_a_child_that_is_killed_is_replaced(renderer: Renderer) -> None:
    renderer.warm()
    first = renderer.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert renderer.render(small("<h1>Proef</h1>")).startswith(b"%PDF-1.7")
    assert renderer.pid != first


def test_the_child_is_reused(renderer: Renderer) -> None:
    renderer.warm()
    first = renderer.pid
    renderer.warm()
    assert renderer.pid == first


def test_a_stream_that_ends_with_a_carriage_return_ends_clearly() -> None:
    written = pydyf.Stream([b"x\r"]).data
    assert written.endswith(b"stream\nx\r\r\nendstream")
    assert b"/Length 2" in written
