"""Evidence: what a dossier holds, putting a file in, getting it out."""

from __future__ import annotations

from flask import jsonify, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.utils import send_file
from werkzeug.wrappers import Response

from afweging.case.dossier import operations, queries, saving
from afweging.case.dossier.fields import answer_name
from afweging.case.dossier.models import Assessment, Evidence
from afweging.case.dossier.sheet import Asked
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.views.common import Answer, again, blueprint, in_dossier, in_queries, read, store
from afweging.case.library.queries import pinned
from afweging.foundation.database import db, writing
from afweging.foundation.identity.access import require
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language


@blueprint.get("/dossiers/<public_id>/bewijs")
@in_queries
def evidence(public_id: str) -> Answer:
    """Show every file of a dossier, with the question it belongs to."""
    session = db.session()
    dossier, sight = queries.readable_dossier(session, current_actor(), public_id)
    sight.require_whole_case()
    rows = session.scalars(
        select(Evidence)
        .where(Evidence.dossier_id == dossier.id, Evidence.removed_at.is_(None))
        .order_by(Evidence.added_at.desc())
        .options(joinedload(Evidence.added_by))
    ).all()
    at = {each.id: each for each in dossier.assessments}
    told = [(row, at[row.assessment_id], _label(at[row.assessment_id], row)) for row in rows]
    return in_dossier("dossier/evidence.html", dossier, sight, "evidence", rows=told, lang=current_language())


@blueprint.post("/wegingen/<public_id>/vragen/<question_id>/bewijs")
@in_queries
def upload(public_id: str, question_id: str) -> Answer:
    """Take a file that a script sends, and give the question back with it."""
    page = read(public_id)
    question = page.questionnaire.questions.get(question_id)
    if question is None or question.type != "file" or not page.shown(question):
        raise not_found()
    require(page.place.sight.actor, "upload", page.place.sight.facts)
    kept = [
        saving.store_file(store(), question, file)
        for file in request.files.getlist(f"{answer_name(question_id)}-file")
        if file.filename
    ]
    with writing() as session:
        at = queries.assessment(session, current_actor(), public_id)
        for each in kept:
            operations.add_evidence(session, current_actor(), at, question_id, each, now=now())
    html = next(iter(again(page).draw([question], Asked()))).html
    return jsonify(html={question_id: html})


@blueprint.get("/bewijs/<public_id>")
@in_queries
def download(public_id: str) -> Response:
    """Send a file, always as an attachment: nothing that was uploaded opens in this site."""
    found, sight = queries.evidence_file(db.session(), current_actor(), public_id)
    if sight.only_assigned and found.question_id not in sight.facts.assigned:
        raise not_found()
    path = store().path(found.sha256)
    if not path.exists():
        raise not_found()
    response = send_file(
        path,
        request.environ,
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.name,
        etag=found.sha256,
        conditional=True,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _label(at: Assessment, row: Evidence) -> str:
    questionnaire = pinned(db.session(), at.questionnaire_sha256)
    question = questionnaire.questions.get(row.question_id)
    if question is None:
        return row.question_id
    return f"{questionnaire.number(question.id)} {question.label.to(current_language())}"
