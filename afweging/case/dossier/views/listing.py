"""The dossiers that I may read."""

from __future__ import annotations

from typing import cast

from flask import Flask, redirect, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from afweging.case.dossier import addresses, names
from afweging.case.dossier.queries import my_dossiers
from afweging.case.dossier.views.common import Answer, blueprint, in_queries, today
from afweging.foundation.database import db
from afweging.foundation.identity.access import OrganisationFacts, may
from afweging.foundation.identity.chrome import Link, add_navigation
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.sessions import Account


@blueprint.record_once
def in_main_menu(state: BlueprintSetupState) -> None:
    """Put the list in the main menu; a guest has it too."""
    add_navigation(cast(Flask, state.app), _menu_entry)


def _menu_entry(_account: Account) -> Link:
    here = request.path.startswith(("/werk/dossiers", "/werk/wegingen"))
    return Link(_("Dossiers"), url_for("dossier.dossiers"), here)


@blueprint.get("/dossiers")
@in_queries
def dossiers() -> Answer:
    """Show the list, a page at a time."""
    actor = current_actor()
    find = request.args.get("q", "")[:100]
    page = my_dossiers(
        db.session(), actor, number=request.args.get("pagina", 1, type=int) or 1, today=today(), find=find
    )
    may_start = any(may(actor, "start_dossier", OrganisationFacts(number)) for number in actor.roles)
    return render_template(
        "dossier/list.html", page=page, find=find, may_start=may_start, names=names, addresses=addresses
    )


@blueprint.get("/dossiers/")
@in_queries
def dossiers_with_slash() -> Answer:
    """Lead to the one address of the list."""
    return redirect(url_for("dossier.dossiers"), 301)
