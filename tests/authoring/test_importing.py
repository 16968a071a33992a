"""A file of another program becomes a draft, with a report of what had no place in it."""

from __future__ import annotations

import io
import json
import re

import pytest
from flask import Flask

from afweging.case.authoring.import_report import MOST_OPEN, as_written
from afweging.foundation.web.language import COOKIE
from tests.authoring.drafting import LIST, kept
from tests.support.pages import PageClient

SURVEY = {
    "title": "Vragen",
    "showProgressBar": "top",
    "pages": [{"name": "een", "elements": [{"type": "text", "name": "naam", "title": "Hoe heet het?"}]}],
}


def test_a_survey_becomes_a_draft_with_its_report(officer: PageClient, app: Flask) -> None:
    assert "SurveyJS" in officer.get(f"{LIST}/importeren").get_data(as_text=True)
    file = (io.BytesIO(json.dumps(SURVEY).encode()), "s.json")
    done = officer.post(f"{LIST}/importeren", data={"kind": "surveyjs", "file": file})
    assert done.status_code == 303
    report = officer.get(done.location).get_data(as_text=True)
    assert "Hoe het eruitziet, heeft hier geen plaats: showProgressBar (top)" in report
    assert "has no place here" not in report
    on_draft = officer.get(done.location.removesuffix("/verslag")).get_data(as_text=True)
    assert "Hoe het eruitziet, heeft hier geen plaats: showProgressBar (top)" in on_draft
    assert "Hoe heet het?" in kept(app, done.location.removesuffix("/verslag")).text


def test_what_cannot_be_read_says_where(officer: PageClient) -> None:
    for data, words in (
        ({"kind": "surveyjs"}, "Kies een bestand."),
        ({"kind": "weg", "file": (io.BytesIO(b"{}"), "s.json")}, "Kies wat voor bestand het is."),
        (
            {"kind": "surveyjs", "file": (io.BytesIO(b"{"), "s.json")},
            "Regel 1: Het bestand houdt op voordat het af is.",
        ),
        ({"kind": "surveyjs/weg", "file": (io.BytesIO(b"{}"), "s.json")}, "Kies wat voor bestand het is."),
        ({"kind": "surveyjs", "file": (io.BytesIO(b" " * (2**21 + 1)), "s.json")}, "groter dan 2 MiB"),
    ):
        answer = officer.post(f"{LIST}/importeren", data=data)
        assert answer.status_code == 422
        assert words in answer.get_data(as_text=True)
        assert ("Kies het bestand daarna opnieuw" in answer.get_data(as_text=True)) == ("file" in data)


def test_in_english_the_report_is_english(officer: PageClient) -> None:
    at = taken_in(officer, SURVEY)
    officer.set_cookie(COOKIE, "en")
    assert "how it looks has no place here: showProgressBar (top)" in officer.get(at).get_data(as_text=True)


def test_a_long_report_is_folded_by_section_with_what_a_name_became(officer: PageClient) -> None:
    names = [f"naam{number}" for number in range(MOST_OPEN + 1)]
    asked = [
        {"type": "text", "name": name, "title": name.upper(), "width": "9", "tabIndex": 1} for name in names
    ]
    survey = {**SURVEY, "pages": [{"name": "een", "title": "Eerst", "elements": asked}]}
    at = taken_in(officer, survey)
    page = officer.get(at).get_data(as_text=True)
    groups = re.findall(r'<details class="outline"( open)?>\s*<summary><h2>([^<]*)</h2>', page)
    assert groups == [(" open", "Het bestand als geheel"), ("", "Eerst")]
    assert re.search(r'<dt><code>naam3</code> <a href="[^"]*/deel/question/naam3">NAAM3</a></dt>', page)
    draft = officer.get(at.removesuffix("/verslag")).get_data(as_text=True)
    assert at in draft
    assert "tabIndex" not in draft


def test_a_draft_that_became_something_else_keeps_its_report(officer: PageClient, app: Flask) -> None:
    at = taken_in(officer, SURVEY)
    address = at.removesuffix("/verslag")
    text = "format: 1\nsections: [1, {id: a, questions: {b: c}}]\n"
    officer.post(f"{address}/yaml", data={"text": text, "revision": kept(app, address).revision})
    assert "showProgressBar" in officer.get(at).get_data(as_text=True)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Dit <b>’s alles", "Dit &lt;b&gt;’s alles"),
        ("Een regel kan ‘a > 'x'’ niet zeggen", "Een regel kan <code>a &gt; &#39;x&#39;</code> niet zeggen"),
        ('Heeft geen plaats: {"a": [1]}', "Heeft geen plaats: <code>{&#34;a&#34;: [1]}</code>"),
        ('Zeg "ja"', "Zeg ”ja”"),
    ],
)
def test_what_a_file_says_in_signs_of_its_own_is_code(told: str, shown: str) -> None:
    assert as_written(told) == shown


def taken_in(officer: PageClient, survey: object) -> str:
    """Take a survey in, and return the address of its report."""
    file = (io.BytesIO(json.dumps(survey).encode()), "s.json")
    done = officer.post(f"{LIST}/importeren", data={"kind": "surveyjs", "file": file})
    assert done.status_code == 303
    return str(done.location)
