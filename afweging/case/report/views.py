"""The screen of reports: what there is, asking for one, how far it is, downloading it."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.dossier.sight import not_found
from afweging.case.report import operations, queries
from afweging.case.report.forms import AskForm
from afweging.case.report.jobs import store
from afweging.case.report.models import Report
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import WrongState
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation

blueprint = Blueprint("report", __name__, url_prefix="/werk/dossiers/<public_id>/rapport")
Answer = Response | str | tuple[str, int]


@blueprint.get("")
@checked_in_operation
def reports(public_id: str) -> Answer:
    """Show the reports of a dossier."""
    return _page(public_id, AskForm(formdata=None))


@blueprint.post("")
@checked_in_operation
def ask(public_id: str) -> Answer:
    """Ask for a report of the case as it stands now."""
    form = AskForm()
    if not form.validate():
        return _page(public_id, form), 422
    try:
        with writing() as session:
            _ask(session, public_id, str(form.audience.data), str(form.language.data))
    except WrongState as error:
        form.audience.errors = [error.message]
        return _page(public_id, form), 409
    flash(_("Het rapport wordt gemaakt. Dat duurt meestal minder dan een minuut."))
    return _back(public_id)


@blueprint.get("/<code>/voortgang")
@checked_in_operation
def progress(public_id: str, code: str) -> Response:
    """Say how far a report is, for the script that asks."""
    report = queries.report(db.session(), current_actor(), public_id, code)
    return jsonify(state=report.state, words=queries.progress_in_words(report))


@blueprint.get("/<code>.pdf")
@checked_in_operation
def download(public_id: str, code: str) -> Response:
    """Give the sealed file."""
    report = queries.report(db.session(), current_actor(), public_id, code)
    if report.state != "ready" or report.sha256 is None:
        raise not_found()
    place = queries.place(db.session(), current_actor(), public_id)
    answer = send_file(
        store().path(report.sha256).absolute(),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=queries.file_name(report, place.dossier),
        etag=report.sha256,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/<code>/opnieuw")
@checked_in_operation
def retry(public_id: str, code: str) -> Response:
    """Try again to make a report that failed."""
    with writing() as session:
        report = queries.report(session, current_actor(), public_id, code)
        operations.retry_report(session, current_actor(), report, now=now())
    flash(_("Wij proberen het opnieuw."))
    return _back(public_id)


def _ask(session: Session, public_id: str, audience: str, language: str) -> None:
    place = queries.place(session, current_actor(), public_id)
    if place.reportable is None:
        raise WrongState("nothing_to_report", _("Een rapport kan zodra de weging is ingediend."))
    operations.ask_report(
        session, current_actor(), place.reportable, audience=audience, language=language, now=now()
    )


def _page(public_id: str, form: AskForm) -> str:
    place = queries.place(db.session(), current_actor(), public_id)
    return render_template(
        "report/screen.html",
        place=place,
        dossier=place.dossier,
        form=form,
        may_ask=place.sight.may("ask_report") and place.reportable is not None,
        in_words=queries.progress_in_words,
        printed=operations.printed,
        shape=_shape,
    )


def _shape(report: Report) -> tuple[str, str]:
    """Return a report's state as a word and the shape beside it."""
    if report.withdrawn_at is not None:
        return _("ingetrokken"), "square"
    states = {
        "waiting": (_("wordt gemaakt"), "half"),
        "ready": (_("klaar"), "full"),
        "failed": (_("mislukt"), "diamond"),
    }
    return states[report.state]


def _back(public_id: str) -> Response:
    return redirect(url_for("report.reports", public_id=public_id), 303)
