"""The report as a file: the same every time, accessible, archivable, sealed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from afweging.foundation.confinement import Limits
from afweging.foundation.pdf import Renderer, RenderingFailed, SealOrder, Stage
from afweging.foundation.pdf.document import render_job
from afweging.foundation.seal import make_keys, trust_roots, verify
from tests.report.sample import CASE, STATIC, sample_html, sample_job
from tests.tools import pdf as judge

NOW = datetime(2026, 6, 10, 12, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance") / "keys"
    make_keys(folder, "gm9990", "Gemeente Vlierwoude", now=NOW)
    return folder


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(STATIC, Limits(memory=1536, seconds=60, idle=300)) as one:
        yield one


@pytest.fixture(scope="module")
def sealed(renderer: Renderer, keys: Path) -> bytes:
    order = SealOrder(make_keys(keys, "gm9990", "Gemeente Vlierwoude", now=NOW), "Organisatiezegel", NOW)
    return renderer.render(sample_job(seal=order))


def test_a_sealed_report_is_pdf_a3a_and_pdf_ua1(sealed: bytes) -> None:
    judge.assert_pdf_a3a_ua1(sealed)


def test_an_unsealed_report_is_pdf_a3a_and_pdf_ua1(renderer: Renderer) -> None:
    judge.assert_pdf_a3a_ua1(renderer.render(sample_job()))


def test_the_seal_on_a_report_is_valid_for_poppler_and_for_us(sealed: bytes, keys: Path) -> None:
    judge.assert_pdfsig_valid(sealed)
    assert verify(sealed, trust_roots(keys), now=NOW).genuine


def test_two_renders_are_the_same_byte_for_byte_also_in_another_process(renderer: Renderer) -> None:
    first = renderer.render(sample_job())
    assert renderer.render(sample_job()) == first
    here, _pages = render_job(sample_job(), static=STATIC, progress=lambda _stage, _number: None)
    assert here == first


def test_the_case_travels_with_its_report(sealed: bytes) -> None:
    with pikepdf.open(BytesIO(sealed)) as pdf:
        attached = pdf.Root.AF[0]
        assert attached.AFRelationship == "/Source"
        assert CASE.name == attached.UF
        assert attached.EF.F.Subtype == "/application/json"
        assert attached.EF.F.read_bytes() == CASE.data


def test_pages_bear_the_running_title_and_their_number(sealed: bytes) -> None:
    pages = judge.text(sealed).split("\f")
    last = len(pages) - 1
    assert last >= 6
    assert all(f"Bladzijde {number} van {last}" in page for number, page in enumerate(pages[:last], 1))
    assert all("Gemeente Vlierwoude, 8 juni 2026" in page for page in pages[:last])
    assert "Vroeg erbij bij achterstanden" in pages[2].splitlines()[0]
    assert re.search(r"De weging +3$", pages[1], re.M)


def test_the_structure_has_headings_tables_lists_figures_and_links(sealed: bytes) -> None:
    tree = judge.structure(sealed)
    for tag in ("H1 ", "H2 ", "H3 ", "Table", "TH ", "TD ", "LI", "Figure", "Link"):
        assert re.search(rf"^ *{tag.strip()}\b", tree, re.M), tag


def test_progress_goes_from_laying_out_to_sealing(renderer: Renderer, keys: Path) -> None:
    told: list[tuple[Stage, int]] = []
    order = SealOrder(make_keys(keys, "gm9990", "Gemeente Vlierwoude", now=NOW), "Organisatiezegel", NOW)
    renderer.render(sample_job(seal=order), lambda stage, number: told.append((stage, number)))
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages == [Stage.LAYING_OUT, Stage.PAGES, Stage.WRITING, Stage.SEALING]
    assert (Stage.PAGES, 7) in told


def test_a_job_that_takes_too_long_ends_plainly_and_the_next_one_works() -> None:
    with Renderer(STATIC, Limits(memory=1536, seconds=1.5, idle=300)) as slow:
        slow.warm()
        with pytest.raises(RenderingFailed) as stopped:
            slow.render(sample_job(html=sample_html(60)))
        assert stopped.value.code == "limit"
        assert slow.render(sample_job(html="<title>Proef</title><h1>Proef</h1>")).startswith(b"%PDF-1.7")
