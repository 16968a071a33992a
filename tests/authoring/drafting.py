"""Drafts for the tests of the tools: a text, or a variant of the small base."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask

from afweging.case.authoring import operations
from afweging.case.authoring.models import QuestionnaireDraft
from afweging.case.library import operations as library
from afweging.foundation.database import Session, db, writing
from afweging.foundation.identity.actor import OPERATOR
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.variants import Resolved
from afweging.settings import Settings
from tests.questionnaire.varying import BASE, base, content
from tests.support import world
from tests.support.world import NOW

HOME = "/beheer/vragenlijsten"
LIST = f"{HOME}/{world.HOME}"


def install(app: Flask, text: Questionnaire | Resolved) -> str:
    """Install a text, and return its hash."""
    with app.app_context(), writing() as session:
        return library.install(session, OPERATOR, world.organisation(session), text, now=NOW).sha256


def draft(app: Flask, text: str = BASE, base_sha256: str | None = None) -> str:
    """Start a draft, and return its address."""
    settings: Settings = app.config["AFWEGING"]
    with app.app_context():
        with writing() as session:
            actor = world.actor(session, settings, "privacy_officer")
            made = operations.start(
                session,
                actor,
                world.organisation(session),
                text,
                title="Proef",
                base_sha256=base_sha256,
                now=NOW,
            )
            public_id = made.public_id
        db.session.remove()
    return f"{HOME}/concept/{public_id}"


def variant(app: Flask, *changes: dict[str, Any], text: str = "") -> str:
    """Start a draft of a variant of the small base, and return its address."""
    sha256 = install(app, base())
    return draft(app, text or content(*changes).decode(), sha256)


def kept(app: Flask, url: str) -> QuestionnaireDraft:
    """Return a draft as it stands."""
    with app.app_context():
        session: Session = db.session()
        found = session.query(QuestionnaireDraft).filter_by(public_id=url.rpartition("/")[2]).one()
        assert found.text  # loaded while there is a session
        return found


def state(**answers: Any) -> str:
    """Return answers as a page carries them."""
    return json.dumps(answers)
