"""What the views of this room share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from afweging.case.dossier import addresses, names
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.queries.cases import main_assessment
from afweging.case.dossier.queries.places import place
from afweging.case.dossier.sheet import Sheet, sheet
from afweging.case.dossier.sight import Sight
from afweging.case.dossier.tabs import tabs_of
from afweging.foundation.database import db
from afweging.foundation.files import FolderStore
from afweging.foundation.identity.guard import current_actor, settings
from afweging.foundation.web.dates import local, now
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.language import current_language

blueprint = Blueprint("dossier", __name__, url_prefix="/werk")
Answer = Response | str | tuple[str, int]
View = TypeVar("View", bound=Callable[..., Any])


def in_queries(view: View) -> View:
    """Mark a view of this room: its queries give a case only to who may read it."""
    marked: View = checked_in_operation("dossier.queries")(view)
    return marked


def today() -> dt.date:
    """Return the day it is in the Netherlands."""
    return local(now()).date()


def store() -> FolderStore:
    """Return where the files of this installation are."""
    return FolderStore(settings().instance / "files")


def read(public_id: str, *, with_remarks: bool = True) -> Sheet:
    """Return an assessment as the one who asks sees it. Raises NotFound."""
    at = place(db.session(), current_actor(), public_id)
    return sheet(db.session(), at, lang=current_language(), today=today(), with_remarks=with_remarks)


def again(page: Sheet) -> Sheet:
    """Return the same page as it is after a change."""
    return sheet(db.session(), page.place, lang=page.lang, today=page.today)


def in_dossier(template: str, dossier: Dossier, sight: Sight, current: str, **context: Any) -> str:
    """Return a page of a dossier, with its head and tabs."""
    return render_template(
        template,
        dossier=dossier,
        sight=sight,
        main=main_assessment(dossier),
        tabs=tabs_of(db.session(), dossier, sight, current),
        names=names,
        addresses=addresses,
        **context,
    )
