"""What is public and what is not, per answer and field: one proposes, another agrees or refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.disclosure import forms, operations
from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.operations import Proposal
from afweging.case.disclosure.page import Line, Page, page
from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.queries import readable_dossier
from afweging.case.dossier.sight import Sight, not_found
from afweging.case.dossier.views.common import in_dossier
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation

blueprint = Blueprint("disclosure", __name__, url_prefix="/werk")
DOSSIER = "/dossiers/<public_id>/openbaarheid"
Answer = Response | str | tuple[str, int]
View = TypeVar("View", bound=Callable[..., Any])


def in_operation(view: View) -> View:
    """Mark a view whose query or operation decides who may."""
    return cast(View, checked_in_operation("disclosure.operations")(view))


@blueprint.get(DOSSIER)
@in_operation
def everything(public_id: str) -> Answer:
    """Show every answer and field with its level."""
    dossier, sight = _whole_dossier(public_id)
    return _show("all.html", dossier, sight, page=page(db.session(), dossier))


@blueprint.get(f"{DOSSIER}/<target>")
@in_operation
def one(public_id: str, target: str) -> Answer:
    """Show one answer or field: what is proposed about it, or the form to propose."""
    return _one(public_id, target)


@blueprint.post(f"{DOSSIER}/<target>")
@in_operation
def propose(public_id: str, target: str) -> Answer:
    """Propose; what was typed stays when it is not complete."""
    typed = forms.read(request.form, target)
    try:
        with writing() as session:
            dossier, _sight = _whole_dossier(public_id)
            row = operations.propose(session, current_actor(), dossier, typed, now=now())
            waits = row.waits
    except Invalid as error:
        return _one(public_id, target, typed, {p.field: p.message for p in error.problems}), 422
    flash(_("Voorgesteld. Een tweede persoon moet ernaar kijken.") if waits else _("Bewaard."))
    return _back(dossier)


@blueprint.post(f"{DOSSIER}/<target>/oordeel")
@in_operation
def settle(public_id: str, target: str) -> Answer:
    """Agree, or refuse with a reason, as the second person."""
    because = forms.tidy(request.form.get("because", ""))
    agrees = request.form.get("choice") == "agree"
    try:
        with writing() as session:
            dossier, _sight = _whole_dossier(public_id)
            line = _line(page(session, dossier), target)
            if line.row is None:
                raise not_found()
            if agrees:
                operations.agree(session, current_actor(), dossier, line.row, now=now())
            else:
                operations.refuse(session, current_actor(), dossier, line.row, because=because, now=now())
    except Invalid as error:
        problems = {p.field: p.message for p in error.problems}
        return _one(public_id, target, errors=problems, because=because), 422
    flash(_("U stemde ermee in.") if agrees else _("U stemde er niet mee in."))
    return _back(dossier)


def _whole_dossier(public_id: str) -> tuple[Dossier, Sight]:
    dossier, sight = readable_dossier(db.session(), current_actor(), public_id)
    sight.require_whole_case()
    return dossier, sight


def _one(
    public_id: str,
    target: str,
    typed: Proposal | None = None,
    errors: dict[str, str] | None = None,
    because: str = "",
) -> str:
    dossier, sight = _whole_dossier(public_id)
    line = _line(page(db.session(), dossier), target)
    return _show(
        "one.html",
        dossier,
        sight,
        line=line,
        typed=typed or _standing(line),
        grounds=GROUNDS.values(),
        errors=errors or {},
        because=because,
        is_mine=line.row is not None and line.row.proposed_by_id == current_actor().person_id,
    )


def _standing(line: Line) -> Proposal:
    row = line.row
    if row is None:
        return Proposal(line.target.key, line.level)
    return Proposal(line.target.key, row.level, row.woo_ground, row.weighing, row.placeholder, row.review_by)


def _line(of: Page, target: str) -> Line:
    found = of.line(target)
    if found is None:
        raise not_found()
    return found


def _back(dossier: Dossier) -> Response:
    return redirect(dossier_url(dossier.public_id, "openbaarheid"), 303)


def _show(template: str, dossier: Dossier, sight: Sight, **context: Any) -> str:
    here = dossier_url(dossier.public_id, "openbaarheid")
    return in_dossier(f"disclosure/{template}", dossier, sight, "publication", here=here, **context)
