"""The list says how many weighings run on a version."""

from __future__ import annotations

from flask import Flask

from afweging.foundation.database import db, writing
from afweging.settings import Settings
from tests.authoring.drafting import LIST
from tests.dossier import cases
from tests.support.pages import PageClient


def test_the_list_says_how_many_weighings_run_on_a_version(
    officer: PageClient, app: Flask, settings: Settings
) -> None:
    assert "loopt erop" not in officer.get(LIST).get_data(as_text=True)
    with app.app_context():
        with writing() as session:
            cases.equip(session)
            cases.weighing(session, cases.owner(session, settings))
        db.session.remove()
    assert "1 weging loopt erop" in officer.get(LIST).get_data(as_text=True)
