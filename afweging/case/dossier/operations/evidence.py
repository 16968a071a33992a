"""Evidence files: stored before the transaction, named in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import case_facts
from afweging.case.dossier.models import Answer, Assessment, Evidence
from afweging.case.dossier.operations.answering import save_answer
from afweging.case.dossier.operations.common import record, require_editable, require_open_dossier
from afweging.case.library.queries import pinned
from afweging.foundation.errors import Invalid, NotFound, Problem
from afweging.foundation.identity.access import require
from afweging.foundation.identity.actor import Actor

LARGEST = 50 * 1024 * 1024  # bytes

# Ending → media type and the first bytes such a file has (None: a text, checked by decoding).
KINDS: dict[str, tuple[str, bytes | None]] = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    ".odt": ("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".txt": ("text/plain", None),
    ".csv": ("text/csv", None),
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A checked file whose bytes are in the store already."""

    name: str
    media_type: str
    size: int
    sha256: str


def check_upload(name: str, data: bytes, field: str) -> tuple[str, str]:
    """Return the cleaned name and the media type. Raises Invalid: too large, empty, another kind.

    The kind is read from the file's first bytes as well as its name, since a name proves nothing.
    """
    clean = PurePath(name.replace("\\", "/")).name.strip()[-200:] or "bestand"
    ending = PurePath(clean).suffix.lower()
    if len(data) > LARGEST:
        raise _refused(field, _("Dit bestand is groter dan 50 MB. Maak het kleiner, of splits het."))
    if not data:
        raise _refused(field, _("Dit bestand is leeg."))
    if ending not in KINDS:
        endings = ", ".join(sorted(key[1:] for key in KINDS))
        raise _refused(field, _("Dit soort bestand kan hier niet. Wel kan: %(endings)s.", endings=endings))
    media_type, start = KINDS[ending]
    if not _starts_as(data, start):
        raise _refused(
            field, _("De inhoud van dit bestand past niet bij zijn naam (%(ending)s).", ending=ending)
        )
    return clean, media_type


def add_evidence(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    question_id: str,
    upload: Upload,
    *,
    now: dt.datetime,
) -> Evidence:
    """Add a stored file to an answer of type `file`. Raises NotAllowed, WrongState, NotFound, Invalid."""
    require(actor, "upload", case_facts(session, actor, assessment.dossier, assessment))
    require_open_dossier(assessment.dossier)
    require_editable(assessment)
    question = pinned(session, assessment.questionnaire_sha256).questions.get(question_id)
    if question is None or question.type != "file":
        raise NotFound("question_unknown", _("Bij deze vraag hoort geen bijlage."))
    evidence = Evidence(
        dossier_id=assessment.dossier_id,
        assessment_id=assessment.id,
        question_id=question_id,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        added_at=now,
        added_by_id=actor.person_id,
    )
    session.add(evidence)
    session.flush()
    _save_list(session, actor, assessment, question_id, add=evidence.public_id, now=now)
    record(
        session,
        actor,
        "evidence.added",
        assessment,
        now=now,
        question=question_id,
        evidence=evidence.public_id,
        sha256=upload.sha256,
    )
    return evidence


def remove_evidence(
    session: Session, actor: Actor, assessment: Assessment, evidence: Evidence, *, now: dt.datetime
) -> None:
    """Take a file from an answer. Its row and bytes stay, so that the ledger can be followed."""
    require(actor, "upload", case_facts(session, actor, assessment.dossier, assessment))
    require_editable(assessment)
    if evidence.removed_at is not None or evidence.assessment_id != assessment.id:
        raise NotFound("evidence_unknown", _("Deze bijlage is er niet meer."))
    evidence.removed_at = now
    _save_list(session, actor, assessment, evidence.question_id, remove=evidence.public_id, now=now)
    record(session, actor, "evidence.removed", assessment, now=now, evidence=evidence.public_id)


def _save_list(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    question_id: str,
    *,
    add: str | None = None,
    remove: str | None = None,
    now: dt.datetime,
) -> None:
    answer = session.execute(
        select(Answer.revision, Answer.value).where(
            Answer.assessment_id == assessment.id, Answer.question_id == question_id
        )
    ).one_or_none()
    standing = answer.value if answer is not None and isinstance(answer.value, list) else []
    ids = [item for item in standing if item != remove] + ([add] if add else [])
    save_answer(
        session,
        actor,
        assessment,
        question_id,
        ids or None,
        base_revision=answer.revision if answer else 0,
        now=now,
    )


def _starts_as(data: bytes, start: bytes | None) -> bool:
    if start is not None:
        return data.startswith(start)
    try:
        return "\x00" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _refused(field: str, message: str) -> Invalid:
    return Invalid("file_refused", message, (Problem(field, message),))
