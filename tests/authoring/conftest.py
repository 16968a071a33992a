"""An organisation with the shipped questionnaires and a small one of its own, and its privacy officer."""

from __future__ import annotations

import pytest
from flask import Flask

from afweging.case.library import operations as library
from afweging.foundation.database import writing
from afweging.foundation.identity.actor import OPERATOR
from afweging.questionnaire import read_bytes
from tests.questionnaire.varying import BASE
from tests.support import world
from tests.support.pages import PageClient
from tests.support.world import NOW


@pytest.fixture
def officer(app: Flask, client: PageClient) -> PageClient:
    """The privacy officer at the editor, with the small questionnaire installed."""
    with app.app_context(), writing() as session:
        organisation = world.organisation(session)
        library.install(
            session, OPERATOR, organisation, read_bytes(BASE.encode(), "b"), source=BASE.encode(), now=NOW
        )
    world.sign_in(client, "privacy_officer")
    return client
