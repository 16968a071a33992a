"""The path that a team walks, without scripts: start, quick scan, answer, submit."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict

from afweging.foundation.database import db, writing
from tests.dossier import cases
from tests.support import world
from tests.support.pages import PageClient
from tests.web.browser_form import as_sent


def equip(app: Flask, *, small: bool = True) -> None:
    with app.app_context(), writing() as session:
        cases.equip(session, small=small)


def start(client: PageClient) -> str:
    response = client.post(
        "/werk/dossiers/nieuw",
        data={
            "organisation": world.HOME,
            "name": "Sensor op het plein",
            "kind": "sensor",
            "route": "beforehand",
            "phase": "idee",
            "summary": "Telt mensen.",
        },
    )
    assert response.status_code == 303, response.text
    return response.headers["Location"]


def fill(client: PageClient, address: str, **typed: Any) -> tuple[str, MultiDict[str, str]]:
    """Take the form as a browser would send it, with other answers."""
    form = as_sent(client.get(address).text)
    for name, value in typed.items():
        form.setlist(f"a-{name.replace('__', '-')}", value if isinstance(value, list) else [value])
    return address, form


def test_a_team_walks_from_start_to_submission(app: Flask, client: PageClient) -> None:
    equip(app)
    world.sign_in(client, "member")
    assert client.get("/werk/dossiers").status_code == 200
    assert client.get("/werk/dossiers/nieuw").status_code == 200
    scan = start(client)
    assert scan.endswith("/toets")
    assert "Rond de toets af" in client.get(scan).text

    address, form = fill(client, scan, **cases.FULL)
    form["conclude"] = "1"
    response = client.post(address, data=form)
    assert response.status_code == 303, response.text
    outcome = client.get(response.headers["Location"]).text
    assert "volledige weging" in outcome
    assert "Begin de volledige weging" in outcome

    dossier = re.search(r"/werk/dossiers/([0-9A-Z]{10})", outcome)
    assert dossier
    response = client.post(f"{dossier[0]}/weging", data={"kind": "full"})
    assert response.status_code == 303, response.text
    weighing = response.headers["Location"]
    assert "dingen moeten nog" in client.get(weighing).text
    assert client.get(dossier[0]).status_code == 200

    address, form = fill(
        client, f"{weighing}/gegevens", doel="Drukte meten.", termijn="24", gevoelig=["geen"]
    )
    response = client.post(address, data=form)
    assert response.status_code == 303, response.text
    assert response.headers["Location"].endswith("/belangen")

    address, form = fill(
        client,
        f"{weighing}/belangen",
        weging__0__interest="Rust op straat",
        weging__0__side="benefit",
        weging__0__value="veiligheid",
        weging__0__weight="4",
        weging__0__certainty="likely",
        weging__1__interest="Bekeken worden",
        weging__1__side="burden",
        weging__1__value="privacy",
        weging__1__weight="3",
        weging__1__certainty="proven",
        weging__counter_argument="Tellen kan ook met de hand.",
    )
    response = client.post(address, data=form)
    assert response.status_code == 303, response.text
    assert "Alles is er" in client.get(weighing).text
    assert client.get(f"{weighing}/indienen").status_code == 200
    response = client.post(f"{weighing}/indienen", data={})
    assert response.status_code == 303, response.text
    page = client.get(response.headers["Location"]).text
    assert "Ingediend" in page and "Haal terug" in page
    with app.app_context():
        from sqlalchemy import select

        from afweging.case.dossier.models import Assessment

        states = db.session.scalars(select(Assessment.state)).all()
        assert sorted(states) == ["concluded", "submitted"]
