"""A form that came in, as acts of the dossier: what could be kept is kept, the rest comes back as typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict

from afweging.case.dossier import operations
from afweging.case.dossier.fields import (
    FieldError,
    answer_name,
    base_revision,
    in_form,
    parse,
    pressed,
    request_key,
    version_mark,
    versions_in,
)
from afweging.case.dossier.models import AnswerRevision, Assessment
from afweging.case.dossier.operations.answering import Saved, save_at
from afweging.case.dossier.operations.evidence import Upload, check_upload
from afweging.case.dossier.queries.cases import evidence_file
from afweging.case.dossier.sheet import Sheet, Typed, numbers_of
from afweging.foundation.errors import Conflict, Invalid, NotFound, WrongState
from afweging.foundation.files import FolderStore
from afweging.foundation.identity.actor import Actor
from afweging.questionnaire import Question, Words, answer_in_words

Form = MultiDict[str, str]
Files = MultiDict[str, FileStorage]


@dataclass(slots=True)
class Kept:
    """What became of a form. `typed` holds what could not be kept, by question."""

    saved: list[str] = field(default_factory=list)
    typed: dict[str, Typed] = field(default_factory=dict)

    @property
    def conflicts(self) -> bool:
        """Tell whether somebody else wrote meanwhile."""
        return any(each.conflict for each in self.typed.values())


def clean(form: Mapping[str, str]) -> Form:
    """Return a form without the control signs that no page can show and no keyboard types."""
    pairs = form.items(multi=True) if isinstance(form, MultiDict) else form.items()
    return MultiDict([(key, _CONTROL.sub("", value)) for key, value in pairs])


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def value_of(form: Form, question: Question, before: Sheet) -> Any:
    """Return the answer that a form holds. Files are not in it: they come and go by acts of their own."""
    value = parse(form, question, numbers_of(before.questionnaire))
    if question.type == "file" and not isinstance(value, dict):
        return [file.id for file in before.files.get(question.id, ())] or None
    return value


def require_same_text(form: Mapping[str, str], sha256: str) -> None:
    """Raise WrongState for a form of another version: its questions may mean another thing, or be gone.

    Forms that do not say of which version they are pass: they were not made from a page of ours.
    """
    if versions_in(form) <= {version_mark(sha256)}:
        return
    message = _(
        "Een collega zette deze weging intussen op een andere versie van de vragenlijst. Wat u typte, is "
        "niet bewaard: kopieer het, laad de pagina opnieuw, en kijk of de vraag nog dezelfde is."
    )
    raise WrongState("questionnaire_moved", message)


def save_form(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    before: Sheet,
    questions: Iterable[Question],
    form: Form,
    *,
    now: dt.datetime,
) -> Kept:
    """Save every question of the form that its writer changed. A conflict at one leaves the others be."""
    kept = Kept()
    require_same_text(form, assessment.questionnaire_sha256)
    for question in questions:
        if question.type != "info" and in_form(form, question) and before.shown(question):
            _save(session, actor, assessment, before, question, form, kept, now)
    return kept


def _save(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    before: Sheet,
    question: Question,
    form: Form,
    kept: Kept,
    now: dt.datetime,
) -> None:
    value = value_of(form, question, before)
    base = base_revision(form, question)
    stands = before.standing.get(question.id)
    if value == (stands.value if stands else None):
        return
    if base != (stands.revision if stands else 0) and value == _seen(session, assessment, question, base):
        return  # it was another who changed it; this writer left it alone
    try:
        operations.save_answer(
            session,
            actor,
            assessment,
            question.id,
            value,
            base_revision=base,
            now=now,
            request_key=request_key(form),
        )
        kept.saved.append(question.id)
    except Conflict as conflict:
        error = FieldError(conflict.message)
        kept.typed[question.id] = Typed(value, (error,), conflict=True)
    except Invalid as invalid:
        kept.typed[question.id] = Typed(value, (FieldError(invalid.message),))


def save_one(
    session: Session,
    actor: Actor,
    before: Sheet,
    question: Question,
    value: Any,
    form: Form,
    *,
    now: dt.datetime,
) -> Saved:
    """Save one question over a sheet that was read in this same transaction."""
    return save_at(
        session,
        actor,
        before.place.desk,
        question.id,
        value,
        current=before.standing.get(question.id),
        base_revision=base_revision(form, question),
        now=now,
        request_key=request_key(form),
    )


def _seen(session: Session, assessment: Assessment, question: Question, base: int) -> Any:
    """Return the value that the writer saw when the page was drawn."""
    return session.scalar(
        select(AnswerRevision.value).where(
            AnswerRevision.assessment_id == assessment.id,
            AnswerRevision.question_id == question.id,
            AnswerRevision.revision == base,
        )
    )


def press(
    session: Session, actor: Actor, assessment: Assessment, before: Sheet, form: Form, *, now: dt.datetime
) -> str:
    """Do what a button inside a question asks; return the question to come back to, if any."""
    confirmed = form.get("confirm", "")
    if confirmed in before.questionnaire.questions and before.shown(before.questionnaire.question(confirmed)):
        operations.confirm_answer(session, actor, assessment, confirmed, now=now)
        return confirmed
    button = pressed(form)
    if button is None or button.question_id not in before.questionnaire.questions:
        return ""
    question = before.questionnaire.question(button.question_id)
    if question.type == "file" and button.act == "remove":
        _remove_file(session, actor, assessment, button.what, now)
    return question.id


def _remove_file(
    session: Session, actor: Actor, assessment: Assessment, public_id: str, now: dt.datetime
) -> None:
    try:
        found = evidence_file(session, actor, public_id)[0]
        operations.remove_evidence(session, actor, assessment, found, now=now)
    except NotFound:
        return  # taken away already: the page shows that


def store_files(
    store: FolderStore, questions: Iterable[Question], files: Files
) -> tuple[dict[str, list[Upload]], dict[str, str]]:
    """Check and store the files that came along, before the transaction that names them.

    Returns uploads and refusals, both by question.
    """
    uploads: dict[str, list[Upload]] = {}
    refused: dict[str, str] = {}
    for question in questions:
        for file in files.getlist(f"{answer_name(question.id)}-file"):
            if not file.filename or question.type != "file":
                continue
            try:
                uploads.setdefault(question.id, []).append(store_file(store, question, file))
            except Invalid as invalid:
                refused[question.id] = invalid.message
    return uploads, refused


def store_file(store: FolderStore, question: Question, file: FileStorage) -> Upload:
    """Check one file and keep its bytes. Raises Invalid, with what to do instead."""
    data = file.stream.read()
    name, media_type = check_upload(file.filename or "", data, answer_name(question.id))
    return Upload(name, media_type, len(data), store.put(data))


def add_files(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    uploads: Mapping[str, list[Upload]],
    *,
    now: dt.datetime,
) -> None:
    """Name the stored files at their questions."""
    for question_id, many in uploads.items():
        for upload in many:
            operations.add_evidence(session, actor, assessment, question_id, upload, now=now)


def appeared(before: Sheet, after: Sheet, questions: Iterable[Question]) -> tuple[str, ...]:
    """Return the questions that are shown now and were not before."""
    return tuple(
        question.id for question in questions if after.shown(question) and not before.shown(question)
    )


def problems_of(sheet: Sheet, questions: Iterable[Question], kept: Kept) -> list[dict[str, str]]:
    """Return what is wrong on the page, each with the element to go to."""
    found = []
    for question in sheet.shown_in(questions):
        typed = kept.typed.get(question.id)
        for error in typed.errors if typed else sheet.errors(question):
            number = sheet.questionnaire.number(question.id)
            message = _("Vraag %(number)s: %(message)s", number=number, message=error.message)
            found.append({"field": f"q-{question.id}", "message": message})
    return found


def in_words(page: Sheet, question: Question, value: Any) -> str:
    """Return an answer as plain text, to put beside another."""
    return plain_words(answer_in_words(page.questionnaire, question, value, page.lang))


def plain_words(words: Words) -> str:
    """Return an answer in words as plain text."""
    rows = ["; ".join(cell for cell in row if cell) for row in words.rows]
    return "\n".join(part for part in (*words.items, *rows, words.text) if part)
