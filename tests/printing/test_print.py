"""A printed questionnaire as a file: accessible, archivable, whole on its pages, and made at arm's length."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import weasyprint
from click.testing import CliRunner
from flask import Flask

from afweging.case.printing import press
from afweging.case.printing.making import Paper, make, render_job
from afweging.case.printing.press import Press
from afweging.cli import main
from afweging.foundation.confinement import Limits
from afweging.foundation.errors import WrongState
from afweging.foundation.pdf import Renderer
from afweging.foundation.pdf.document import _laid_out, _listening
from afweging.foundation.pdf.house import house
from afweging.questionnaire import Questionnaire
from tests.printing.sheets import NOW, SHIPPED, STATIC, drawn, everything, sheet, shipped, variant
from tests.questionnaire.making import data, question, read
from tests.questionnaire.making import make as questionnaire
from tests.tools import pdf as judge

pytestmark = pytest.mark.slow

MOST_PAGES = {"snelle-toets": 12, "korte-afweging": 13, "model-afwegingsraamwerk": 85}
LONG = "model-afwegingsraamwerk"
SHIPPED_FILES = [pytest.param(name, marks=[pytest.mark.slow] if name == LONG else []) for name in SHIPPED]

HOSTILE = """# Kop

###### Diepe kop

[nergens](#weg), [hier](/werk), [uit](javascript:alert(1)), <https://vng.nl>

<script>alert(1)</script></div></section> | a | b |

| a | b |
|---|---|
| 1 | 2 |

\U0001f600 שלום \u0378"""


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(STATIC) as one:
        yield one


def printed(renderer: Renderer, asked: Questionnaire, lang: str = "nl") -> Paper:
    here = sheet(asked, lang)
    return make(renderer, here, render_job(here, NOW))


@pytest.mark.parametrize("name", SHIPPED_FILES)
def test_a_shipped_questionnaire_is_pdf_a3a_and_pdf_ua1_and_not_too_long(
    renderer: Renderer, name: str
) -> None:
    paper = printed(renderer, shipped(name))
    judge.assert_pdf_a3a_ua1(paper.pdf)
    assert paper.pages <= MOST_PAGES[name]
    assert judge.text(paper.pdf).count("\f") == paper.pages
    assert paper.file_name == f"{name}-1.0.0-nl.pdf"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["digitale-stad", "kleine-gemeente"])
def test_a_variant_is_pdf_a3a_and_pdf_ua1(name: str) -> None:
    judge.assert_pdf_a3a_ua1(drawn(render_job(sheet(variant(name)), NOW)))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_type_is_pdf_a3a_and_pdf_ua1(lang: str) -> None:
    judge.assert_pdf_a3a_ua1(drawn(render_job(sheet(everything(), lang), NOW)))


def test_whatever_a_text_says_the_paper_stays_accessible() -> None:
    text = {"label": "Wat <b>nu</b>?\n\nEn dan", "help": HOSTILE + "a" * 400, "why": HOSTILE}
    content = data(
        question("choice", **text, options=[{"id": "a", "label": "A " * 40, "help": HOSTILE}]),
        question("info", "y", label="Info", help=HOSTILE),
        question("matrix", "z", rows=[{"id": "r", "label": HOSTILE}]),
        description=HOSTILE,
        glossary=[{"id": "g", "title": "G", "text": HOSTILE}],
        source="javascript:alert(1)",
    )
    asked = read(json.dumps(content, ensure_ascii=False))
    judge.assert_pdf_a3a_ua1(drawn(render_job(sheet(asked), NOW)))


def test_the_questionnaire_travels_with_its_paper(renderer: Renderer) -> None:
    asked = shipped("snelle-toets")
    with pikepdf.open(BytesIO(printed(renderer, asked, "en").pdf)) as pdf:
        (name,) = pdf.attachments
        inside = pdf.attachments[name].get_file().read_bytes()
        assert (name, str(pdf.docinfo.Title), str(pdf.Root.Lang)) == (
            "snelle-toets-1.0.0.json",
            "Quick scan",
            "en",
        )
    assert hashlib.sha256(inside).hexdigest() == asked.sha256


def test_it_has_bookmarks_a_running_title_and_numbered_pages(renderer: Renderer) -> None:
    paper = printed(renderer, shipped("snelle-toets"))
    pages = judge.text(paper.pdf).split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert f"Bladzijde {number} van {paper.pages}" in page
        assert "snelle-toets 1.0.0, SHA-256" in page
        assert number == 1 or "Snelle toets" in page.splitlines()[0]
    with pikepdf.open(BytesIO(paper.pdf)) as pdf, pdf.open_outline() as outline:
        told = {item.title: [child.title for child in item.children] for item in outline.root}
    questions = next(children for title, children in told.items() if title.startswith("1 "))
    assert questions[0].startswith("1.1 ")


def test_the_same_questionnaire_gives_the_same_bytes(renderer: Renderer) -> None:
    asked = shipped("snelle-toets")
    assert printed(renderer, asked).pdf == drawn(render_job(sheet(asked), NOW))


@pytest.mark.parametrize("name", SHIPPED_FILES)
def test_no_row_and_no_question_is_torn_over_two_pages(name: str) -> None:
    pages = laid_out(shipped(name))
    torn = [who for who, where in pages.items() if len(where) > 1]
    assert torn == []


def laid_out(asked: Questionnaire) -> dict[str, set[int]]:
    """Every row of a table and every question that is no table of cards, with the pages it stands on."""
    job = render_job(sheet(asked), NOW)
    with _listening(lambda _stage, _number: None) as heard:
        document = _laid_out(job, house(STATIC), heard)
    found: dict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            element = box.element
            if element is not None and _stays_whole(element):
                found[f"{element.tag} {id(element)} {' '.join(element.itertext())[:60]}"].add(number)
    return found


def _stays_whole(element: Any) -> bool:
    classes = (element.get("class") or "").split()
    row = element.tag == "tr" and element.find("td") is not None
    return row or ("ask" in classes and "ask--long" not in classes)


def test_the_test_for_torn_questions_sees_one(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = house(STATIC).sheets
    loose = weasyprint.CSS(string=".ask { break-inside: auto !important } .line { height: 20mm !important }")
    monkeypatch.setattr(house(STATIC), "sheets", lambda names: [*plain(names), loose])
    many = questionnaire(*(question("longtext", f"q{n}") for n in range(12)))
    assert any(len(where) > 1 for where in laid_out(many).values())


def test_a_press_prints_the_same_paper_once() -> None:
    one = Press(STATIC)
    try:
        asked = sheet(questionnaire(question("text")))
        first = one.print(asked, NOW)
        assert one.print(asked, NOW.replace(year=2027)) is first
        other = one.print(sheet(questionnaire(question("text")), "en"), NOW)
        assert other.pdf != first.pdf
    finally:
        one.close()


def test_a_press_forgets_the_oldest_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "MOST_KEPT", 2)
    monkeypatch.setattr(press, "make", lambda _renderer, asked, _job: Paper(asked.lang.encode(), "x.pdf", 1))
    one = Press(STATIC)
    sheets = [sheet(questionnaire(question("text", f"q{n}"))) for n in range(3)]
    papers = [one.print(each, NOW) for each in sheets]
    assert one.print(sheets[2], NOW) is papers[2]
    assert one.print(sheets[0], NOW) is not papers[0]


def test_who_waits_too_long_is_told_to_come_back(app: Flask) -> None:
    one = Press(STATIC, patience=0.01)
    one._at_work.acquire()
    with app.app_context(), pytest.raises(WrongState, match="wordt al een vragenlijst afgedrukt") as refused:
        one.print(sheet(questionnaire(question("text"))), NOW)
    assert refused.value.code == "printing_busy"


def test_what_cannot_be_printed_is_told_in_words_and_the_next_can(app: Flask) -> None:
    one = Press(STATIC, Limits(memory=1536, seconds=0.05, idle=60))
    with app.app_context(), pytest.raises(WrongState, match="te groot") as refused:
        one.print(sheet(shipped("korte-afweging")), NOW)
    assert refused.value.code == "printing_limit"
    assert not one._at_work.locked()
    one.close()


def test_many_who_want_the_same_at_once_get_one_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Paper] = []

    def slowly(*_order: object) -> Paper:
        made.append(Paper(b"%PDF", "x.pdf", 1))
        return made[-1]

    monkeypatch.setattr(press, "make", slowly)
    one, asked, got = Press(STATIC), sheet(questionnaire(question("text"))), []
    threads = [threading.Thread(target=lambda: got.append(one.print(asked, NOW))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 6
    assert len(made) == 1


def run(*args: object) -> Any:
    return CliRunner().invoke(main, ["questionnaire", "print", *map(str, args)])


def test_the_command_prints_a_file(tmp_path: Path) -> None:
    out = tmp_path / "scan.pdf"
    told = run(file_of("snelle-toets"), "--out", out, "--lang", "en")
    assert told.exit_code == 0, told.output
    assert "pages" in told.output
    assert "Quick scan" in judge.text(out.read_bytes())


def test_the_command_names_every_error_of_a_file_and_writes_nothing(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.yaml", tmp_path / "bad.pdf"
    bad.write_text("format: 1\nid: x\n", encoding="utf-8")
    told = run(bad, "--out", out)
    assert (told.exit_code, out.exists()) == (1, False)
    assert f"{bad}:1:1: a questionnaire needs the key “sections”" in told.output


def test_the_command_finds_the_base_of_a_variant_and_says_where_it_cannot_write(tmp_path: Path) -> None:
    small = tmp_path / "v.yaml"
    small.write_text(
        "format: 1\nvariant: v\nversion: 1.0.0\ntitle: {nl: Ons}\nlanguage: nl\n"
        "extends: {id: snelle-toets, version: 1.0.0}\nchanges: []\n",
        encoding="utf-8",
    )
    told = run(small, "--out", tmp_path / "none" / "v.pdf")
    assert (told.exit_code, "cannot be written" in told.output) == (1, True)
    assert run(small, "--out", tmp_path / "v.pdf").exit_code == 0
    said = judge.text((tmp_path / "v.pdf").read_bytes())
    assert "snelle-toets 1.0.0" in said


def file_of(name: str) -> Path:
    from afweging import resources

    return resources.questionnaires() / f"{name}.yaml"
