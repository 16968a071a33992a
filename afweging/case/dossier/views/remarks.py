"""Comments at questions, and a coach's proposals."""

from __future__ import annotations

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.dossier import addresses, operations, queries
from afweging.case.dossier.forms import CommentForm
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.views.common import Answer, blueprint, in_queries, read
from afweging.case.library.queries import pinned
from afweging.foundation.database import Session, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now


@blueprint.post("/wegingen/<public_id>/opmerkingen")
@in_queries
def comment(public_id: str) -> Answer:
    """Write a comment, or propose a text."""
    form = CommentForm()
    question_id = form.question.data or ""
    if not form.validate():
        messages = [str(message) for errors in form.errors.values() for message in errors]
        raise Invalid("comment_invalid", " ".join(messages))
    read(public_id, with_remarks=False).asked_for(question_id)  # off the path nothing is there to remark on
    with writing() as session:
        at = queries.assessment(session, current_actor(), public_id)
        operations.comment(
            session,
            current_actor(),
            at,
            question_id,
            form.text.data or "",
            proposal=form.proposal.data or None,
            now=now(),
        )
        where = _back(session, at, question_id)
    return redirect(where, 303)


@blueprint.post("/wegingen/<public_id>/opmerkingen/<remark_id>/afgehandeld")
@in_queries
def resolve(public_id: str, remark_id: str) -> Response:
    """Fold a comment away."""
    with writing() as session:
        at = queries.assessment(session, current_actor(), public_id)
        remark = queries.remark(session, at, remark_id)
        read(public_id, with_remarks=False).asked_for(remark.question_id)
        operations.resolve_comment(session, current_actor(), at, remark, now=now())
        where = _back(session, at, remark.question_id)
    return redirect(where, 303)


@blueprint.post("/wegingen/<public_id>/opmerkingen/<remark_id>/overnemen")
@in_queries
def take_over(public_id: str, remark_id: str) -> Response:
    """Make a coach's proposal the team's answer."""
    revision = request.form.get("revision", 0, type=int) or 0
    with writing() as session:
        at = queries.assessment(session, current_actor(), public_id)
        remark = queries.remark(session, at, remark_id)
        operations.take_over_proposal(session, current_actor(), at, remark, base_revision=revision, now=now())
        where = _back(session, at, remark.question_id)
    flash(_("De tekst van de coach is nu uw antwoord. U kunt hem nog veranderen."), "success")
    return redirect(where, 303)


def _back(session: Session, at: Assessment, question_id: str) -> str:
    """Return the page of the question, with its comments in sight."""
    questionnaire = pinned(session, at.questionnaire_sha256)
    if question_id not in questionnaire.questions:
        raise not_found()
    if at.kind == "quick_scan":
        page = addresses.assessment_url(at.public_id, "toets")
    else:
        page = addresses.section_url(at.public_id, questionnaire.section_of(question_id).id)
    return f"{page}?vraag={question_id}#opmerkingen"
