"""One installed version of a questionnaire: who keeps it, whether it is published, proposing its changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.library import operations, paper, queries
from afweging.case.library.models import InstalledQuestionnaire
from afweging.case.library.origins import changes_here
from afweging.case.library.stewardship import not_asked
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import NotFound
from afweging.foundation.identity.access import OrganisationFacts, may
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.models import Organisation
from afweging.foundation.identity.queries import organisation
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import requires
from afweging.foundation.web.language import current_language
from afweging.questionnaire.proposal_words import changes_in_words
from afweging.questionnaire.proposing import CannotPropose, Proposer, proposal_yaml, propose
from afweging.questionnaire.variants import Resolved

blueprint = Blueprint("library", __name__, url_prefix="/beheer/vragenlijsten")
Answer = Response | str | tuple[str, int]
ACTION = "install_questionnaire"
LONGEST = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
VERSION = "/<code>/versie/<questionnaire_id>/<version>"


@dataclass(frozen=True, slots=True)
class Choice:
    """A change that may be proposed: its number, what it is, and the reason that the variant gives."""

    number: int
    words: str
    because: str
    chosen: bool


@blueprint.get(VERSION)
@requires(ACTION)
def version(code: str, questionnaire_id: str, version: str) -> Answer:
    """Show an installed version: who keeps it, what it does not ask, and what is its own."""
    of, row = _installed(db.session(), code, questionnaire_id, version)
    text = queries.pinned(db.session(), row.sha256)
    return render_template(
        "library/version.html",
        organisation=of,
        installed=row,
        title=text.title.to(current_language()),
        description=text.description.to(current_language()),
        hidden=not_asked(text, current_language()),
        changed=changes_here(db.session(), row.sha256),
        can_propose=queries.resolved_of(db.session(), row.sha256) is not None,
    )


@blueprint.get(f"{VERSION}/afdruk.pdf")
@requires(ACTION)
def on_paper(code: str, questionnaire_id: str, version: str) -> Response:
    """Give an installed version as a PDF, to fill in together."""
    _of, row = _installed(db.session(), code, questionnaire_id, version)
    return paper.download(row.sha256)


@blueprint.post(f"{VERSION}/intrekken")
@requires(ACTION)
def retire(code: str, questionnaire_id: str, version: str) -> Answer:
    """Let no new assessment start with a version."""
    with writing() as session:
        of, row = _installed(session, code, questionnaire_id, version)
        operations.retire(session, current_actor(), of, row, now=now())
    flash(_("Nieuwe wegingen beginnen niet meer met deze versie. Wat loopt, houdt haar."), "success")
    return redirect(_address(code, questionnaire_id, version), 303)


@blueprint.post(f"{VERSION}/publiceren")
@requires(ACTION)
def publish_again(code: str, questionnaire_id: str, version: str) -> Answer:
    """Let new assessments start with a retired version again."""
    with writing() as session:
        of, row = _installed(session, code, questionnaire_id, version)
        operations.publish_again(session, current_actor(), of, row, now=now())
    flash(_("Nieuwe wegingen beginnen weer met deze versie."), "success")
    return redirect(_address(code, questionnaire_id, version), 303)


@blueprint.get(f"{VERSION}/voorstel")
@requires(ACTION)
def proposing(code: str, questionnaire_id: str, version: str) -> Answer:
    """Show which changes of a variant can be proposed to who keeps its base."""
    of, resolved = _variant(code, questionnaire_id, version)
    owner = resolved.variant.owner
    by = Proposer(str(owner.name) or of.name, owner.email or of.contact_email, owner.url or of.website)
    return _proposal_page(of, resolved, by, frozenset(), "", ())


@blueprint.post(f"{VERSION}/voorstel")
@requires(ACTION)
def propose_changes(code: str, questionnaire_id: str, version: str) -> Answer:
    """Give the chosen changes as a file, with their reasons and who proposes them."""
    of, resolved = _variant(code, questionnaire_id, version)
    numbers = frozenset(
        int(each) for each in request.form.getlist("change") if re.fullmatch("[0-9]{1,5}", each)
    )
    by = Proposer(_typed("name"), _typed("email"), _typed("url"))
    because = _typed("because")
    try:
        data = propose(resolved, sorted(numbers), by, because=because, lang=current_language())
    except CannotPropose as refused:
        told = tuple(each.sentence(current_language()) for each in refused.problems)
        page = _proposal_page(of, resolved, by, numbers, because, told)
        return page, 422
    response = make_response(proposal_yaml(data))
    response.headers["Content-Type"] = "application/yaml; charset=utf-8"
    name = f"voorstel-{questionnaire_id}-{version}.yaml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _proposal_page(
    of: Organisation,
    resolved: Resolved,
    by: Proposer,
    chosen: frozenset[int],
    because: str,
    problems: tuple[str, ...],
) -> str:
    lang, variant = current_language(), resolved.variant
    words = changes_in_words(resolved, lang)
    choices = [
        Choice(number, words[number - 1], change.because.to(lang), number in chosen)
        for number, change in enumerate(variant.changes, start=1)
    ]
    return render_template(
        "library/propose.html",
        organisation=of,
        id=variant.id,
        version=variant.version,
        title=variant.title.to(lang),
        base=resolved.base,
        lang=lang,
        choices=choices,
        by=by,
        because=because,
        problems=problems,
        back=_address(of.code, variant.id, variant.version),
    )


def _variant(code: str, questionnaire_id: str, version: str) -> tuple[Organisation, Resolved]:
    of, row = _installed(db.session(), code, questionnaire_id, version)
    resolved = queries.resolved_of(db.session(), row.sha256)
    if resolved is None:
        raise NotFound("no_variant", _("Deze vragenlijst is geen variant: er is niets voor te stellen."))
    return of, resolved


def _installed(
    session: Session, code: str, questionnaire_id: str, version: str
) -> tuple[Organisation, InstalledQuestionnaire]:
    """Return an installed version of an organisation that the actor may manage. Raises NotFound."""
    of = organisation(session, code)
    if not may(current_actor(), ACTION, OrganisationFacts(of.id)):
        raise NotFound("no_such_organisation", _("Deze organisatie bestaat niet."))
    return of, queries.installed_version(session, of.id, questionnaire_id, version)


def _typed(name: str) -> str:
    return _CONTROL.sub("", request.form.get(name, ""))[:LONGEST].strip()


def _address(code: str, questionnaire_id: str, version: str) -> str:
    return url_for("library.version", code=code, questionnaire_id=questionnaire_id, version=version)
