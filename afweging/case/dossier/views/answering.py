"""Answering: a section at a time, saved as a whole or question by question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _

from afweging.case.dossier import addresses, operations, queries, saving
from afweging.case.dossier.fields import FieldError
from afweging.case.dossier.fields.words import words_of
from afweging.case.dossier.moments import when
from afweging.case.dossier.queries.places import Place
from afweging.case.dossier.sheet import Asked, Sheet, Typed, glossary_of
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.views.common import Answer, again, blueprint, in_queries, read, store
from afweging.foundation.database import writing
from afweging.foundation.errors import Conflict
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.errors import wants_json
from afweging.questionnaire import Question, Section


@blueprint.get("/wegingen/<public_id>/<section_id>")
@blueprint.get("/wegingen/<public_id>/onderdeel/<section_id>", endpoint="long_section")
@in_queries
def section(public_id: str, section_id: str) -> Answer:
    """Show one section to answer, or to read."""
    page = read(public_id)
    return section_page(page, shown_section(page, section_id), asked())


@blueprint.post("/wegingen/<public_id>/<section_id>")
@blueprint.post("/wegingen/<public_id>/onderdeel/<section_id>", endpoint="save_long_section")
@in_queries
def save_section(public_id: str, section_id: str) -> Answer:
    """Save a whole section, and go on; or show what could not be kept."""
    before = read(public_id, with_remarks=False)
    saving.require_same_text(request.form, before.place.sha256)  # before a section that went is a 404
    at = shown_section(before, section_id)
    kept, pressed, after = keep(before, at.questions)
    problems = saving.problems_of(after, at.questions, kept)
    if kept.typed or (problems and not pressed):
        page = section_page(after, at, Asked(current=pressed), kept)
        return page, 409 if kept.conflicts else 422
    new = saving.appeared(before, after, at.questions)
    return redirect(_next(after, at, pressed, new), 303)


@blueprint.post("/wegingen/<public_id>/vragen/<question_id>")
@in_queries
def save_question(public_id: str, question_id: str) -> Answer:
    """Save one question while it is being answered."""
    moment = now()
    try:
        with writing() as session:
            before = read(public_id, with_remarks=False)
            form = saving.clean(request.form)
            saving.require_same_text(form, before.place.sha256)
            question = before.asked_for(question_id)
            value = saving.value_of(form, question, before)
            saved = saving.save_one(session, current_actor(), before, question, value, form, now=moment)
    except Conflict as conflict:
        return _conflict(before.place, question, conflict, value)
    if not wants_json():
        return redirect(_where(before, question), 303)
    return jsonify(_changes(before, question, value, saved))


def keep(before: Sheet, questions: Sequence[Question]) -> tuple[saving.Kept, str, Sheet]:
    """Save what a form holds, in one transaction; return what became of it and how the sheet is now."""
    form = saving.clean(request.form)
    uploads, refused = saving.store_files(store(), before.shown_in(questions), request.files)
    with writing() as session:
        assessment = queries.assessment(session, current_actor(), before.place.public_id)
        kept = saving.save_form(session, current_actor(), assessment, before, questions, form, now=now())
        saving.add_files(session, current_actor(), assessment, uploads, now=now())
        pressed = ""
        if not kept.typed:
            pressed = saving.press(session, current_actor(), assessment, before, form, now=now())
    after = again(before)
    for question_id, message in refused.items():
        stands = after.standing.get(question_id)
        kept.typed[question_id] = Typed(stands.value if stands else None, (FieldError(message),))
    return kept, pressed, after


def section_page(page: Sheet, at: Section, wish: Asked, kept: saving.Kept | None = None) -> str:
    """Return the page of a section."""
    numbers = [each.id for each in page.sections]
    place = numbers.index(at.id)
    return render_template(
        "dossier/section.html",
        sheet=page,
        place=page.place,
        section=at,
        number=page.questionnaire.sections.index(at) + 1,
        drawn=list(page.draw(at.questions, wish, kept.typed if kept else None)),
        problems=saving.problems_of(page, at.questions, kept) if kept else [],
        current=page.questionnaire.questions.get(wish.current),
        previous=page.sections[place - 1] if place else None,
        following=page.sections[place + 1] if place + 1 < len(numbers) else None,
        glossary=glossary_of(page.questionnaire, at.id, page.lang),
        said=words_of(page.lang),
        addresses=addresses,
    )


def shown_section(page: Sheet, section_id: str) -> Section:
    """Return a section that is on the reader's path. Raises NotFound."""
    found = next((each for each in page.sections if each.id == section_id), None)
    if found is None:
        raise not_found()
    return found


def asked() -> Asked:
    """Return what the address asks of the page."""
    return Asked(
        current=request.args.get("vraag", ""),
        new=frozenset(request.args.get("nieuw", "").split(",")),
        more_rows=request.args.get("regel", ""),
    )


def _next(page: Sheet, at: Section, pressed: str, new: Sequence[str]) -> str:
    here = addresses.section_url(page.place.public_id, at.id)
    if new:
        flash(_("Door uw antwoord kwamen er vragen bij. Zij staan hieronder."), "message")
        return f"{here}?nieuw={','.join(new)}#q-{new[0]}"
    if pressed:
        more = f"?regel={pressed}" if f"a-{pressed}-add" in request.form else ""
        return f"{here}{more}#q-{pressed}"
    if "keep" in request.form:
        return here
    order = {each.id: place for place, each in enumerate(page.questionnaire.sections)}
    later = [each for each in page.sections if order[each.id] > order[at.id]]
    if not later:
        return addresses.assessment_url(page.place.public_id)
    return addresses.section_url(page.place.public_id, later[0].id)


def _where(page: Sheet, question: Question) -> str:
    at = page.questionnaire.section_of(question.id)
    return addresses.question_url(page.place.public_id, page.place.kind, at.id, question.id)


def _changes(before: Sheet, question: Question, value: Any, saved: operations.Saved) -> dict[str, Any]:
    """Return what autosave.js needs: the errors of this question, and the questions that came or went."""
    after = before.with_answer(question, value, saved.revision, saved.saved_at)
    touched = _on_this_page(after, question)
    new = frozenset(saving.appeared(before, after, touched))
    others = [each for each in touched if _is_other(before, after, each, new)]
    drawn = again(before) if others else after  # only a drawing needs the comments and the files
    return {
        "revision": saved.revision,
        "saved_at": when(saved.saved_at, after.today, after.lang),
        "errors": [
            {"message": error.message, "row": error.row, "column": error.column}
            for error in after.errors(question)
        ],
        "shown": {each.id: after.shown(each) for each in touched if after.place.sight.sees(each)},
        "html": {each.id: _html(drawn, each, new) for each in others},
    }


def _is_other(before: Sheet, after: Sheet, question: Question, new: frozenset[str]) -> bool:
    """Tell whether a question looks otherwise than before: it came, or asks something else."""
    if not after.shown(question):
        return False
    return question.id in new or before.asks(question) != after.asks(question)


def _html(page: Sheet, question: Question, new: frozenset[str] = frozenset()) -> str:
    return str(next(iter(page.draw([question], Asked(new=new)))).html)


def _on_this_page(page: Sheet, question: Question) -> list[Question]:
    known = page.questionnaire.questions
    dependents = [known[key] for key in page.questionnaire.dependents(question.id) if key != question.id]
    if page.place.kind == "quick_scan":
        return dependents
    here = page.questionnaire.section_of(question.id)
    return [each for each in dependents if page.questionnaire.section_of(each.id) is here]


def _conflict(at: Place, question: Question, conflict: Conflict, value: Any) -> Answer:
    page = read(at.public_id)
    if not wants_json():
        kept = saving.Kept(typed={question.id: Typed(value, (FieldError(conflict.message),), conflict=True)})
        return section_page(page, page.questionnaire.section_of(question.id), Asked(), kept), 409
    response = jsonify(
        error=conflict.code,
        message=conflict.message,
        mine=saving.in_words(page, question, value),
        theirs=saving.in_words(page, question, conflict.theirs),
        revision=conflict.revision,
        html={question.id: _html(page, question)},
    )
    response.status_code = 409
    return response
