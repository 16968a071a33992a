"""The questionnaire of a weighing: who keeps it, what it does not ask, and moving to another version."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request
from flask_babel import gettext as _

from afweging.case.dossier import addresses, operations, queries
from afweging.case.dossier.fields.words import words_of
from afweging.case.dossier.models import Assessment, Move
from afweging.case.dossier.moving import moves_of, plan_move, way_back
from afweging.case.dossier.offering import offer_of
from afweging.case.dossier.operations.moving import SEEN_OTHERWISE
from afweging.case.dossier.sheet import Sheet
from afweging.case.dossier.versions import (
    backward,
    behind_in_words,
    forward,
    outcome_changes,
    teller,
    version_words,
)
from afweging.case.dossier.views.common import Answer, blueprint, in_dossier, in_queries, read, today
from afweging.case.library import paper
from afweging.case.library.origins import changes_here
from afweging.case.library.queries import pinned
from afweging.case.library.stewardship import not_asked
from afweging.foundation.database import db, writing
from afweging.foundation.errors import WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language

PAGE = "vragenlijst"


@blueprint.get("/wegingen/<public_id>/vragenlijst")
@in_queries
def questionnaire(public_id: str) -> Answer:
    """Show on which text a weighing is answered, what is not asked here, and how it moved."""
    page = _whole(public_id)
    at = queries.assessment(db.session(), current_actor(), public_id)
    return _page(
        "dossier/questionnaire.html",
        page,
        at,
        offered=offer_of(db.session(), at, page.place.sight, page.lang),
        hidden=not_asked(page.questionnaire, page.lang),
        changed=changes_here(db.session(), page.place.sha256),
        moves=[_told(each) for each in moves_of(db.session(), at.id)],
    )


@blueprint.get("/wegingen/<public_id>/vragenlijst/afdruk.pdf")
@in_queries
def on_paper(public_id: str) -> Answer:
    """Give the text of a weighing as a PDF, to fill in together at a table."""
    return paper.download(_whole(public_id).place.sha256)


@blueprint.get("/wegingen/<public_id>/vragenlijst/overstap")
@in_queries
def moving(public_id: str) -> Answer:
    """Show, before anything happens, what becomes of every answer in the newer version."""
    return _moving(_writable(public_id), "")


@blueprint.post("/wegingen/<public_id>/vragenlijst/overstap")
@in_queries
def move(public_id: str) -> Answer:
    """Move to the newer version, as the page showed it."""
    return _moved(
        public_id,
        operations.move_to_published,
        _moving,
        lambda on: _("De weging staat nu op %(version)s. Wat u moet doen, staat hieronder.", version=on),
    )


@blueprint.get("/wegingen/<public_id>/vragenlijst/terug")
@in_queries
def moving_back(public_id: str) -> Answer:
    """Show, before anything happens, what going back to the version before does."""
    return _moving_back(_writable(public_id), "")


@blueprint.post("/wegingen/<public_id>/vragenlijst/terug")
@in_queries
def move_back(public_id: str) -> Answer:
    """Go back to the version before, as the page showed it."""
    return _moved(
        public_id,
        operations.move_back,
        _moving_back,
        lambda on: _("De weging staat weer op %(version)s.", version=on),
    )


def _moved(
    public_id: str,
    act: Callable[..., object],
    again: Callable[[Sheet, str], Answer],
    told: Callable[[str], str],
) -> Answer:
    """Do a move, one way or the other; show its page again when something else would happen than it said."""
    page = _writable(public_id)
    try:
        with writing() as session:
            at = queries.assessment(session, current_actor(), public_id)
            act(session, current_actor(), at, seen=request.form.get("seen", ""), now=now())
            on = version_words(page.questionnaire, pinned(session, at.questionnaire_sha256), page.lang)
    except WrongState as refused:
        if refused.code != SEEN_OTHERWISE:
            raise
        return again(page, refused.message)
    flash(told(on), "success")
    return redirect(addresses.assessment_url(public_id), 303)


def _moving(page: Sheet, refused: str) -> Answer:
    session = db.session()
    at = queries.assessment(session, current_actor(), page.place.public_id)
    plan = plan_move(session, at, today=today())
    if plan is None or not page.place.editable:
        return redirect(addresses.assessment_url(at.public_id, PAGE), 303)
    came, went = outcome_changes(plan, page.lang)
    return _page(
        "dossier/move.html",
        page,
        at,
        plan=plan,
        to=version_words(plan.old, plan.new, page.lang),
        groups=forward(plan, teller(session, at, page.lang)),
        behind=behind_in_words(plan.behind, plan.old, page.lang),
        came=came,
        went=went,
        hidden=not_asked(plan.new, page.lang),
        refused=refused,
    ), 409 if refused else 200


def _moving_back(page: Sheet, refused: str) -> Answer:
    session = db.session()
    at = queries.assessment(session, current_actor(), page.place.public_id)
    back = way_back(session, at, today=today())
    if back is None or not page.place.editable:
        return redirect(addresses.assessment_url(at.public_id, PAGE), 303)
    return _page(
        "dossier/move_back.html",
        page,
        at,
        back=back,
        from_=version_words(back.then, back.now, page.lang),
        to=version_words(back.now, back.then, page.lang),
        groups=backward(back, teller(session, at, page.lang)),
        behind=behind_in_words(back.behind, back.now, page.lang),
        refused=refused,
    ), 409 if refused else 200


def _told(each: Move) -> dict[str, object]:
    """Return a move as the page tells it."""
    session = db.session()
    old, new = pinned(session, each.from_sha256), pinned(session, each.to_sha256)
    return {
        "move": each,
        "old": old,
        "new": new,
        "by": each.by.name,
        "back_to": version_words(new, old, current_language()),
    }


def _whole(public_id: str) -> Sheet:
    page = read(public_id, with_remarks=False)
    page.place.sight.require_whole_case()
    return page


def _writable(public_id: str) -> Sheet:
    page = _whole(public_id)
    require(page.place.sight.actor, "move_assessment", page.place.sight.facts)
    return page


def _page(template: str, page: Sheet, at: Assessment, **context: object) -> str:
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), page.place.dossier_public_id)
    return in_dossier(
        template,
        dossier,
        sight,
        "weighing",
        sheet=page,
        place=page.place,
        assessment=at,
        lang=page.lang,
        said=words_of(page.lang),
        **context,
    )
