"""Every version of an answer, and the way back to one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from afweging.case.dossier import addresses, operations, queries
from afweging.case.dossier.queries.cases import revisions as revisions_of
from afweging.case.dossier.saving import plain_words
from afweging.case.dossier.sheet import Sheet
from afweging.case.dossier.versions import version_words
from afweging.case.dossier.views.common import Answer, blueprint, in_queries, read
from afweging.case.library.queries import pinned
from afweging.foundation.database import db, writing
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import datum_tijd, now
from afweging.foundation.web.differences import marked, word_differences
from afweging.questionnaire import Question, Questionnaire, answer_in_words
from afweging.questionnaire.carrying import has_room


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an answer, and what it changed."""

    number: int
    when: str
    by: str
    difference: Markup
    text: str
    standing: bool
    restorable: bool
    questionnaire: str = ""
    """The version of the questionnaire that it was an answer to, when that is another."""


@blueprint.get("/wegingen/<public_id>/vragen/<question_id>/versies")
@in_queries
def revisions(public_id: str, question_id: str) -> Answer:
    """Show who wrote what, and when."""
    page, question = _question(public_id, question_id)
    return render_template(
        "dossier/revisions.html",
        sheet=page,
        place=page.place,
        question=question,
        number=page.questionnaire.number(question_id),
        versions=_versions(page, question),
        back=_back(page, question),
        addresses=addresses,
    )


@blueprint.post("/wegingen/<public_id>/vragen/<question_id>/versies")
@in_queries
def restore(public_id: str, question_id: str) -> Answer:
    """Make an earlier version the answer again: a new revision."""
    page, question = _question(public_id, question_id)
    number = request.form.get("revision", 0, type=int)
    with writing() as session:
        at = queries.assessment(session, current_actor(), public_id)
        operations.restore_answer(session, current_actor(), at, question_id, number or 0, now=now())
    flash(_("Versie %(number)s staat er weer, als nieuwe versie.", number=number), "success")
    return redirect(_back(page, question), 303)


def _question(public_id: str, question_id: str) -> tuple[Sheet, Question]:
    page = read(public_id)
    return page, page.asked_for(question_id)


def _versions(page: Sheet, question: Question) -> list[Version]:
    rows = revisions_of(db.session(), page.place.assessment_id, question.id)
    asked = {sha256: pinned(db.session(), sha256) for sha256 in {row.questionnaire_sha256 for row, _ in rows}}
    texts = [_words(page, asked[row.questionnaire_sha256], question, row.value) for row, _name in rows]
    return [
        Version(
            row.revision,
            datum_tijd(row.at),
            name,
            marked(word_differences(texts[place + 1] if place + 1 < len(texts) else "", texts[place])),
            texts[place],
            standing=place == 0,
            restorable=place > 0
            and _is_restorable(page, asked[row.questionnaire_sha256], question, row.value),
            questionnaire=_version(page, asked[row.questionnaire_sha256]),
        )
        for place, (row, name) in enumerate(rows)
    ]


def _words(page: Sheet, asked: Questionnaire, question: Question, value: object) -> str:
    """Return an answer in the words of the text that it was an answer to."""
    return plain_words(answer_in_words(asked, asked.questions.get(question.id, question), value, page.lang))


def _version(page: Sheet, asked: Questionnaire) -> str:
    here = page.questionnaire
    return "" if asked.sha256 == here.sha256 else version_words(here, asked, page.lang)


def _is_restorable(page: Sheet, asked: Questionnaire, question: Question, value: object) -> bool:
    if not page.place.editable or question.type == "file":
        return False
    here = page.questionnaire
    return asked.sha256 == here.sha256 or has_room(asked, here, question.id, value, today=page.today)


def _back(page: Sheet, question: Question) -> str:
    section = page.questionnaire.section_of(question.id)
    return addresses.question_url(page.place.public_id, page.place.kind, section.id, question.id)
