"""Filling a draft in without keeping anything: the page itself carries the answers."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import MultiDict

from afweging.case.authoring.trying import trial_of
from afweging.case.authoring.views.common import DRAFT, Answer, blueprint, desk_of, in_query, show
from afweging.case.dossier.fields.words import words_of
from afweging.foundation.web.dates import local_day, now
from afweging.foundation.web.language import current_language

TRY = f"{DRAFT}/proberen"


@blueprint.get(TRY)
@in_query
def trying(public_id: str) -> Answer:
    """Show the first section, empty."""
    return _page(public_id, MultiDict())


@blueprint.post(TRY)
@in_query
def try_it(public_id: str) -> Answer:
    """Show what follows from what was filled in so far. Nothing is kept."""
    return _page(public_id, request.form)


def _page(public_id: str, form: MultiDict[str, str]) -> str:
    desk, lang = desk_of(public_id), current_language()
    questionnaire = desk.reading.questionnaire
    if questionnaire is None:
        return show("trying_not_yet.html", desk)
    trial = trial_of(questionnaire, form, lang, local_day(now()))
    section = trial.section(form.get("naar") or form.get("hier", ""))
    return show("trying.html", desk, trial=trial, section=section, lang=lang, said=words_of(lang))
