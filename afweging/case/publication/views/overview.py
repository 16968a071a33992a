"""`/werk/register`: the register as an organisation's editors see it."""

from __future__ import annotations

from flask import Flask, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from afweging.case.dossier import addresses
from afweging.case.publication.overview import EDITORS, register_rows
from afweging.case.publication.views.common import Answer, blueprint
from afweging.foundation.database import db
from afweging.foundation.identity.chrome import Link, add_navigation
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.sessions import Account
from afweging.foundation.web.doors import requires


@blueprint.get("/register")
@requires("publish")
def register() -> Answer:
    """List the entries of my organisations, what waits first."""
    rows = register_rows(db.session(), current_actor())
    waiting = sum(bool(row.waits) for row in rows)
    return render_template("publication/register.html", rows=rows, waiting=waiting, addresses=addresses)


@blueprint.record_once
def _in_the_menu(state: BlueprintSetupState) -> None:
    assert isinstance(state.app, Flask)
    add_navigation(state.app, _entry)


def _entry(account: Account) -> Link | None:
    if not any(not roles.isdisjoint(EDITORS) for roles in account.actor.roles.values()):
        return None
    return Link(_("Register"), url_for("publication.register"), request.path.startswith("/werk/register"))
