"""The dossiers that I may read."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from afweging.case.dossier import addresses, names
from afweging.case.dossier.queries import my_dossiers
from afweging.case.dossier.views.common import Answer, blueprint, in_queries, today
from afweging.foundation.database import db
from afweging.foundation.identity.access import OrganisationFacts, may
from afweging.foundation.identity.guard import current_actor


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
