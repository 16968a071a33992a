"""From the text to the page that residents read: written, looked at, published, visible."""

from __future__ import annotations

import re

from tests.publication.conftest import ARREARS, Stage
from tests.support.pages import PageClient


def address(stage: Stage, number: int) -> str:
    with stage.app.app_context():
        from afweging.foundation.database import db

        return f"/werk/dossiers/{stage.dossier(db.session(), number).public_id}/publicatie"


def fields(client: PageClient, here: str) -> dict[str, str]:
    """The form as it stands: the hidden marks and the revision."""
    html = client.get(here).text
    found = dict(re.findall(r'<input type="hidden" name="(was-[a-z_]+|revision)" value="([^"]*)">', html))
    assert "was-goal" in found
    return found


def test_what_is_written_becomes_visible_when_it_is_published(stage: Stage) -> None:
    client = stage.client("samira")
    here = address(stage, ARREARS)
    form = fields(client, here)
    text = "Wij schrijven eerst een brief. Pas daarna kijken wij of wij langs mogen komen."
    sent = {key: form[key] for key in ("was-goal", "revision")}
    saved = client.post(here, data={**sent, "goal": text, "preview": "1"})
    assert saved.status_code == 303, saved.text
    preview = client.get(saved.location)
    assert text in preview.text
    assert "Voorbeeld, nog niet openbaar" in preview.text
    onward = re.search(r'href="([^"]+/publiceren\?gezien=[0-9a-f]{64})"', preview.text)
    assert onward
    page = client.get(onward[1])
    assert page.status_code == 200
    assert "Wij schrijven eerst een brief." in page.text
    seen = onward[1].rpartition("=")[2]
    done = client.post(
        f"{here}/publiceren", data={"seen": seen, "sure": "1", "reason": "Het doel staat er korter."}
    )
    assert done.status_code == 303, done.text
    stage.work()
    public = re.search(r'href="(/algoritmes/\d{8})"', client.get(here).text)
    assert public
    shown = stage.app.test_client().get(public[1], follow_redirects=True)
    assert text in shown.text
    assert "Het doel staat er korter." in shown.text
