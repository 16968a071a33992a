"""The reports of the demonstration: real cases, whole files, and nothing for eyes they are not meant for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import yaml

from afweging import resources
from afweging.case.report.document import AnswerTold, CaseDocument
from afweging.case.report.making import render_job
from afweging.case.report.page import Issue, chapters, report_html
from afweging.foundation.pdf.document import render_job as draw
from afweging.questionnaire import Words
from tests.report.conftest import Demonstration, Made
from tests.report.sample import STATIC
from tests.tools import pdf as judge

NUMBERS = range(1, 9)
WEIGHED = (1, 2, 3, 4, 5)
pytestmark = pytest.mark.xdist_group("report")


def squeezed(text: str) -> str:
    """The text without white space and soft hyphens, as lines break where they like."""
    return re.sub(r"[\s\u00ad]+", "", text)


def attached(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert list(opened.attachments) == ["case.json"]
        text: str = opened.attachments["case.json"].get_file().read_bytes().decode()
        return text


def texts(answer: AnswerTold) -> Iterator[str]:
    """Everything of an answer that is long enough to be known again."""
    if answer.words is None:
        return
    cells = (cell for row in answer.words.rows for cell in row)
    for text in (answer.words.text, *answer.words.items, *cells):
        if len(text) >= 25:
            yield text


def people() -> list[str]:
    told = yaml.safe_load((resources.demonstration() / "people.yaml").read_text("utf-8"))
    return [person[key] for person in told["people"] for key in ("name", "email")]


@pytest.mark.slow
@pytest.mark.parametrize("number", NUMBERS)
def test_every_report_is_pdf_a3a_and_pdf_ua1_and_sealed(
    demonstration: Demonstration, made: Made, number: int
) -> None:
    if number not in demonstration.numbers:
        pytest.skip("nothing was handed in yet")
    pdf = made(number, "internal")
    judge.assert_pdf_a3a_ua1(pdf)
    judge.assert_pdfsig_valid(pdf)


@pytest.mark.slow
@pytest.mark.parametrize("number", WEIGHED)
def test_a_public_report_tells_no_internal_answer_and_no_name(
    demonstration: Demonstration, made: Made, number: int
) -> None:
    inside, outside = demonstration.told(number, "internal"), demonstration.told(number, "public")
    known = squeezed(json.dumps(outside.to_json(), ensure_ascii=False))
    pdf = made(number, "public")
    told = squeezed(judge.text(pdf)) + squeezed(attached(pdf))
    answers = [answer for section in inside.sections for answer in section.answers]
    public = squeezed(" ".join(t for answer in answers if answer.level == "public" for t in texts(answer)))
    kept = [t for answer in answers if answer.level != "public" for t in texts(answer)]
    assert kept
    leaks = [t for t in kept if squeezed(t) in told and squeezed(t) not in public]
    assert leaks == []
    assert [name for name in people() if squeezed(name) in told or squeezed(name) in known] == []


@pytest.mark.slow
@pytest.mark.parametrize("number", WEIGHED)
def test_the_public_case_is_a_part_of_the_internal_one(demonstration: Demonstration, number: int) -> None:
    inside, outside = demonstration.told(number, "internal"), demonstration.told(number, "public")
    assert outside.answers.items() <= inside.answers.items()
    assert len(outside.answers) < len(inside.answers)
    assert all(section.finding is None for section in outside.sections)
    assert outside.finding is None
    levels = {answer.level for section in outside.sections for answer in section.answers if answer.words}
    assert levels == {"public"}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("number", NUMBERS)
def test_every_report_reads_back_and_has_its_chapters(
    demonstration: Demonstration, number: int, language: str
) -> None:
    if number not in demonstration.numbers:
        pytest.skip("nothing was handed in yet")
    told = demonstration.told(number, "internal", language)
    assert CaseDocument.from_json(json.loads(json.dumps(told.to_json()))) == told
    issue = Issue("7K3F9QXD2MVT", 1, "https://data.vlierwoude.example/controleren", "0" * 64)
    with demonstration.app.app_context():
        html = report_html(told, issue)
        ids = [chapter.id for chapter in chapters(told)]
    assert f'<html lang="{language}">' in html
    assert ids[0] == "samenvatting"
    assert ids[-1] == "colofon"
    assert all(f'<h2 id="{id_}">' in html and f'href="#{id_}"' in html for id_ in ids)
    assert told.questionnaire.sha256[:4] in html
    assert not re.search(r"\bNone\b(?! of these)", re.sub(r"<[^>]*>", "", html))


@pytest.mark.slow
def test_the_mark_of_the_organisation_stands_on_page_1_alone(demonstration: Demonstration) -> None:
    with demonstration.app.app_context():
        html = report_html(
            demonstration.told(2, "public"), Issue("7K3F9QXD2MVT", 1, "https://x.example", "0")
        )
    assert html.count('class="brand__mark"') == 1
    assert "<title>Beeldmerk van Gemeente Vlierwoude</title>" in html.partition("<h1")[0]


@pytest.mark.slow
def test_whatever_markdown_an_answer_holds_the_report_stays_accessible(demonstration: Demonstration) -> None:
    told = demonstration.told(1, "internal")
    wild = Words("markdown", text="### Diep\n\n###### Dieper\n\n[nergens](#weg) en [hier](/werk)\n\n# Kop")
    first, *others = told.sections
    answers = tuple(
        replace(answer, words=wild) if answer.type == "longtext" else answer for answer in first.answers
    )
    with demonstration.app.app_context():
        changed = replace(told, sections=(replace(first, answers=answers), *others))
        job = render_job(demonstration.settings, changed, "7K3F9QXD2MVT", 1, seal=None)
    pdf, _pages = draw(job, static=STATIC, progress=lambda _stage, _number: None)
    assert "Dieper" in judge.text(pdf)
    judge.assert_pdf_a3a_ua1(pdf)


@pytest.mark.slow
def test_page_1_stays_one_page_however_much_there_is_to_tell(demonstration: Demonstration) -> None:
    told = demonstration.told(2, "internal")
    long = "Dit is een zin met zoveel woorden dat hij over meer regels loopt dan iemand had bedacht. "
    interest, condition, advice = told.interests[0], told.conditions[0], told.advice[0]
    full = replace(
        told,
        dossier=replace(told.dossier, name=long[:90], summary=long * 6),
        interests=tuple(
            replace(interest, interest=long, value=f"v{n % 12}", value_title=f"{n % 12} {long[:40]}")
            for n in range(30)
        ),
        conditions=tuple(replace(condition, number=n + 1, text=long * 3) for n in range(12)),
        advice=tuple(replace(advice, role=f"r{n}") for n in range(5)),
    )
    with demonstration.app.app_context():
        job = render_job(demonstration.settings, full, "7K3F9QXD2MVT", 1, seal=None)
    pdf, _pages = draw(job, static=STATIC, progress=lambda _stage, _number: None)
    second = judge.text(pdf).split("\f")[1]
    assert "Inhoud" in second
    assert "7K3F-9QXD-2MVT" not in second
