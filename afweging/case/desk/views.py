"""The first page after sign-in."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from afweging.case.desk.agenda import in_order, items_of
from afweging.case.desk.queries import my_cases
from afweging.case.desk.rows import FILTERS, DossierRow, row_of
from afweging.case.dossier.moments import long_day
from afweging.case.dossier.names import KIND_NAMES, ROUTE_NAMES
from afweging.foundation.database import db
from afweging.foundation.identity.access import OrganisationFacts, may
from afweging.foundation.identity.chrome import Link, add_navigation
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.sessions import Account
from afweging.foundation.web.dates import local_day, now
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.language import current_language

blueprint = Blueprint("desk", __name__)


@blueprint.get("/werk/")
@checked_in_operation
def desk() -> str:
    """Show what waits for the reader, by date, and their dossiers."""
    actor, day = current_actor(), local_day(now())
    cases = my_cases(db.session(), actor, today=day)
    items = in_order([item for case in cases for item in items_of(case)])
    rows = [row_of(case, items) for case in cases]
    wish = request.args.get("toon", "alle")
    chosen = wish if wish in FILTERS else "alle"
    return render_template(
        "desk/desk.html",
        items=items,
        late=sum(item.late for item in items),
        rows=[row for row in rows if chosen in ("alle", row.group)],
        every=rows,
        filters=_filters(rows, chosen),
        may_start=any(may(actor, "start_dossier", OrganisationFacts(o)) for o in actor.roles),
        kind_names=KIND_NAMES,
        route_names=ROUTE_NAMES,
        today=day,
        today_words=_capital(long_day(day, current_language())),
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _filters(rows: list[DossierRow], chosen: str) -> list[dict[str, object]]:
    names = {
        "alle": _("Alle"),
        "ik": _("Ik ben aan zet"),
        "anderen": _("Anderen zijn aan zet"),
        "klaar": _("Afgerond"),
    }
    return [
        {
            "text": names[key],
            "url": url_for("desk.desk", toon=key, _anchor="dossiers"),
            "count": len(rows) if key == "alle" else sum(row.group == key for row in rows),
            "current": key == chosen,
        }
        for key in FILTERS
    ]


def _desk_link(_account: Account) -> Link:
    here = request.path.rstrip("/") == "/werk"
    return Link(_("Mijn bureau"), url_for("desk.desk"), "page" if here else False)


def _conditions_link(_account: Account) -> Link:
    url = url_for("review.all_conditions")
    return Link(_("Voorwaarden"), url, "page" if request.path == url else False)


@blueprint.record_once
def _navigate(state: BlueprintSetupState) -> None:
    """Put the desk first in the menu, and all conditions in it."""
    app = cast(Flask, state.app)
    add_navigation(app, _conditions_link)
    app.extensions["afweging_navigation"].insert(0, _desk_link)
