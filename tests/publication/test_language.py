"""The public record is Dutch, whatever language the editor at the screen reads; the preview is in theirs."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from afweging.case.publication.upcoming import upcoming
from afweging.foundation.database import db

from .conftest import ARREARS, HOUSES, NOW, Stage


@pytest.mark.parametrize("number", [ARREARS, HOUSES])
def test_the_record_is_the_same_from_an_english_screen(stage: Stage, number: int) -> None:
    with stage.app.test_request_context():
        dossier = stage.dossier(db.session(), number)
        found = []
        for language in ("nl", "en"):
            with force_locale(language):
                found.append(upcoming(db.session(), dossier, now=NOW))
    assert found[0].record == found[1].record
    assert found[0].token == found[1].token


def test_an_english_screen_previews_the_english_page_and_asks_its_questions(stage: Stage) -> None:
    samira = stage.client("samira")
    samira.get("/inloggen/taal/en")
    with stage.app.app_context():
        here = f"/werk/dossiers/{stage.dossier(db.session(), ARREARS).public_id}/publicatie"
    text = samira.get(here).text
    assert "What does this do?" in text
    assert '<p class="was" lang="nl">' in text, "what is written in Dutch says so"
    page = samira.get(f"{here}/voorbeeld").text
    assert '<html lang="en"' in page
    assert "Preview, not public yet." in page
