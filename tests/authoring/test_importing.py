"""A file of another program becomes a draft, with a report of what had no place in it."""

from __future__ import annotations

import io
import json

from flask import Flask

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
    assert "showProgressBar" in report
    assert "Hoe heet het?" in kept(app, done.location.removesuffix("/verslag")).text


def test_what_cannot_be_read_says_where(officer: PageClient) -> None:
    for data, words in (
        ({"kind": "surveyjs"}, "Kies een bestand."),
        ({"kind": "weg", "file": (io.BytesIO(b"{}"), "s.json")}, "Kies wat voor bestand het is."),
        ({"kind": "surveyjs", "file": (io.BytesIO(b"{"), "s.json")}, "s.json:1"),
        ({"kind": "surveyjs/weg", "file": (io.BytesIO(b"{}"), "s.json")}, "Kies wat voor bestand het is."),
        ({"kind": "surveyjs", "file": (io.BytesIO(b" " * (2**21 + 1)), "s.json")}, "groter dan 2 MiB"),
    ):
        answer = officer.post(f"{LIST}/importeren", data=data)
        assert answer.status_code == 422
        assert words in answer.get_data(as_text=True)
