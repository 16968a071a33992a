"""Trying a draft: what follows shows at once, with the reason, and nothing is kept."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select

from afweging.case.authoring.trying import carried_in
from afweging.case.dossier.models import AnswerRevision
from afweging.foundation.database import db
from tests.authoring.drafting import draft, state, variant
from tests.questionnaire.varying import BASE, base
from tests.support.pages import PageClient


def carried(page: str) -> dict[str, object]:
    found = re.search(r'name="state" value="([^"]*)"', page)
    assert found is not None
    answers: dict[str, object] = json.loads(unescape(found[1]))
    return answers


def test_an_answer_shows_what_follows_and_why(officer: PageClient, app: Flask) -> None:
    url = f"{draft(app)}/proberen"
    first = officer.get(url).get_data(as_text=True)
    assert "Er wordt niets bewaard" in first
    assert "Welke bronnen?" not in first
    page = officer.post(
        url,
        data={
            "hier": "start",
            "r-soort": "0",
            "a-soort": "camera",
            "r-persoonsgegevens": "0",
            "a-persoonsgegevens": "ja",
        },
    ).get_data(as_text=True)
    assert "2 van 2" in page
    assert "DPIA." in page
    assert "U koos bij ‘Wat is het?’ ‘Camera’." in page
    assert "2. Gegevens" in page
    assert carried(page) == {}


def test_answers_walk_along_from_section_to_section(officer: PageClient, app: Flask) -> None:
    url = f"{draft(app)}/proberen"
    page = officer.post(
        url, data={"naar": "gegevens", "state": state(soort="camera", persoonsgegevens="ja", energie=500)}
    ).get_data(as_text=True)
    assert 'value="500"' in page
    assert "Hoe zuinig?" in page
    assert carried(page) == {"soort": "camera", "persoonsgegevens": "ja"}
    later = officer.post(
        url, data={"naar": "slot", "state": state(**carried(page)), "r-energie": "0", "a-energie": "veel"}
    ).get_data(as_text=True)
    assert carried(later)["energie"] == "veel"
    back = officer.post(url, data={"naar": "gegevens", "state": state(**carried(later))}).get_data(
        as_text=True
    )
    assert 'value="veel"' in back
    assert 'class="error"' in back


def test_what_is_hidden_says_why(officer: PageClient, app: Flask) -> None:
    page = officer.post(
        f"{draft(app)}/proberen", data={"naar": "gegevens", "state": state(persoonsgegevens="ja", energie=5)}
    ).get_data(as_text=True)
    assert "Eén vraag is nu niet te zien" in page
    assert "U vulde bij ‘Hoeveel energie?’ in: ‘5’." in page


def test_nothing_is_kept(officer: PageClient, app: Flask) -> None:
    officer.post(f"{draft(app)}/proberen", data={"r-soort": "0", "a-soort": "camera"})
    with app.app_context():
        assert db.session().scalar(select(func.count()).select_from(AnswerRevision)) == 0


@pytest.mark.parametrize("bad", ["", "null", "[]", "{", "[" * 5000, '{"weg": 1}', '{"soort": {"a": [1]}}'])
def test_a_broken_state_breaks_nothing(officer: PageClient, app: Flask, bad: str) -> None:
    assert officer.post(f"{draft(app)}/proberen", data={"state": bad, "naar": "weg"}).status_code == 200
    assert "weg" not in carried_in(base(), bad)


def test_what_a_variant_hides_is_not_asked(officer: PageClient, app: Flask) -> None:
    url = variant(app, {"hide": {"question": "energie", "because": "Dat meten wij niet."}})
    page = officer.post(f"{url}/proberen", data={"naar": "gegevens", "state": state(persoonsgegevens="ja")})
    text = page.get_data(as_text=True)
    assert "Welke bronnen?" in text
    assert "Hoeveel energie?" not in re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL)


def test_a_draft_with_errors_says_so(officer: PageClient, app: Flask) -> None:
    page = officer.get(f"{draft(app, BASE.replace('energie > 10', 'energi > 10'))}/proberen")
    assert "er zijn fouten" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("shown:bronnen", "Persoonsgegevens"),
        ("outcome:dpia", "gegevens"),
        ("band:risico", "Wat is het?"),
    ],
)
def test_it_says_what_would_change_what_is_asked_about(
    officer: PageClient, app: Flask, about: str, told: str
) -> None:
    url = f"{draft(app)}/proberen"
    page = officer.post(url, data={"hier": "start", "anders": about}).get_data(as_text=True)
    assert page.count('id="anders"') == 1
    answer = page.partition('id="anders"')[2].partition("</div>")[0]
    assert told.lower() in answer.lower()


@pytest.mark.parametrize("about", ["shown:nergens", "band:", "thing:soort", "outcome:dpia:x"])
def test_asking_about_nothing_changes_nothing(officer: PageClient, app: Flask, about: str) -> None:
    page = officer.post(f"{draft(app)}/proberen", data={"anders": about}).get_data(as_text=True)
    assert 'id="anders"' not in page
