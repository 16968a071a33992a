"""Reading installed questionnaires; a pinned one is parsed once per process."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from afweging.case.library.models import InstalledQuestionnaire, QuestionnaireText
from afweging.foundation.errors import NotFound
from afweging.questionnaire import Questionnaire, read_canonical

_parsed: dict[str, Questionnaire] = {}
MOST_PARSED = 64


def pinned(session: Session, sha256: str) -> Questionnaire:
    """Return the questionnaire with this hash. Raises NotFound when its text is not kept here."""
    if sha256 not in _parsed:
        text = session.get(QuestionnaireText, sha256, options=[undefer(QuestionnaireText.canonical)])
        if text is None:
            raise NotFound("questionnaire_unknown", f"no questionnaire is kept with SHA-256 {sha256}")
        _remember(sha256, read_canonical(text.canonical))
    return _parsed[sha256]


def _remember(sha256: str, questionnaire: Questionnaire) -> None:
    if len(_parsed) >= MOST_PARSED:
        _parsed.pop(next(iter(_parsed)))
    _parsed.setdefault(sha256, questionnaire)  # two threads that parse at once end with one object


def newest(session: Session, organisation_id: int, questionnaire_id: str) -> InstalledQuestionnaire:
    """Return the published questionnaire that new assessments start with. Raises NotFound."""
    query = (
        select(InstalledQuestionnaire)
        .where(
            InstalledQuestionnaire.organisation_id == organisation_id,
            InstalledQuestionnaire.questionnaire_id == questionnaire_id,
            InstalledQuestionnaire.state == "published",
        )
        .order_by(InstalledQuestionnaire.installed_at.desc(), InstalledQuestionnaire.id.desc())
        .limit(1)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound("questionnaire_not_installed", f"{questionnaire_id} is not installed here")
    return found
