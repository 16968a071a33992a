"""Why something is so, and which other answers would change it: computed only when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from afweging.case.dossier import addresses
from afweging.case.dossier.sheet import Sheet
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.views.common import Answer, blueprint, in_queries, read
from afweging.questionnaire import Trace
from afweging.questionnaire.explain import Target, sentences, what_would_change


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: its title, why it is as it is, and the target of a change."""

    title: str
    trace: Trace
    target: Target


@blueprint.get("/wegingen/<public_id>/waarom")
@in_queries
def why(public_id: str) -> Answer:
    """Show every question, score and outcome, those that do not show too, each with the way to its why."""
    page = _whole(public_id)
    holding = set(page.case.evaluation.outcomes)
    return render_template(
        "dossier/why.html",
        place=page.place,
        addresses=addresses,
        sheet=page,
        applicable=set(page.case.evaluation.applicable),
        scores=[score for score in page.questionnaire.scores if score.bands],
        outcomes=sorted(page.questionnaire.outcomes, key=lambda outcome: outcome.id not in holding),
        holding=holding,
    )


@blueprint.get("/wegingen/<public_id>/waarom/<kind>/<name>")
@in_queries
def why_one(public_id: str, kind: str, name: str) -> Answer:
    """Say why one thing is so, and what would change it."""
    page = _whole(public_id)
    finder = _FINDERS.get(kind)
    try:
        asked = finder(page, name) if finder else None
    except KeyError:
        asked = None
    if asked is None:
        raise not_found()
    case = page.case
    change = what_would_change(
        page.questionnaire,
        case.values,
        asked.target,
        today=case.today,
        phase=case.phase,
        clock=time.monotonic,
    )
    return render_template(
        "dossier/why_one.html",
        place=page.place,
        addresses=addresses,
        asked=asked,
        lead=asked.trace.lead.sentence(page.lang),
        reasons=_reasons(asked.trace, page.lang),
        change=sentences(page.questionnaire, change, page.lang),
    )


def _whole(public_id: str) -> Sheet:
    """The case as a whole: what is said here tells of other answers, so a supplier does not get it."""
    page = read(public_id, with_remarks=False)
    page.place.sight.require_whole_case()
    return page


def _reasons(trace: Trace, lang: str) -> list[str]:
    lead = trace.lead.sentence(lang)
    told = dict.fromkeys(reason.sentence(lang) for reason in trace.reasons)
    return [sentence for sentence in told if sentence != lead]


def _question(page: Sheet, name: str) -> Asked:
    question = page.questionnaire.question(name)
    number = page.questionnaire.number(name)
    title = f"{number} {question.label.to(page.lang)}".strip()
    return Asked(title, page.case.evaluation.why_shown(name), Target("shown", name))


def _outcome(page: Sheet, name: str) -> Asked:
    outcome = page.questionnaire.outcome(name)
    title = (outcome.title or outcome.text).to(page.lang)
    return Asked(title, page.case.evaluation.why_outcome(name), Target("outcome", name))


def _score(page: Sheet, name: str) -> Asked:
    score = page.questionnaire.score(name)
    title = _("Score ‘%(title)s’", title=score.title.to(page.lang))
    return Asked(title, page.case.evaluation.why_score(name), Target("band", name))


_FINDERS: Mapping[str, Callable[[Sheet, str], Asked]] = {
    "vraag": _question,
    "uitkomst": _outcome,
    "score": _score,
}
