"""The files of an answer by their names: an answer itself holds only their ids."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment, Evidence
from afweging.questionnaire import Question


def file_names(session: Session, assessment: Assessment, *, digests: bool = False) -> dict[str, str]:
    """Return the name of each file of a dossier by its id; its SHA-256 too for whoever must find it back."""
    query = select(Evidence.public_id, Evidence.name, Evidence.sha256).where(
        Evidence.dossier_id == assessment.dossier_id
    )
    return {
        public_id: f"{name}, SHA-256 {sha256}" if digests else name
        for public_id, name, sha256 in session.execute(query)
    }


def with_file_names(question: Question, value: object, names: Mapping[str, str]) -> object:
    """Return the answer with names for ids; an answer that is no list of files as it is."""
    if question.type != "file" or not isinstance(value, list):
        return value
    return [names.get(str(each), str(each)) for each in value]
