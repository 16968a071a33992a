"""Telling the team that another version of the questionnaire is published, where it comes by."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from afweging.case.dossier.addresses import assessment_url
from afweging.case.dossier.models import EDITABLE_STATES, Assessment
from afweging.case.dossier.moving import other_version
from afweging.case.dossier.sight import Sight
from afweging.case.library.queries import pinned


@dataclass(frozen=True, slots=True)
class Offer:
    """A version to move to; `same` says that it is one of the same questionnaire."""

    title: str
    version: str
    same: bool
    url: str


def offer_of(session: Session, at: Assessment | None, sight: Sight, lang: str) -> Offer | None:
    """Return what this reader can move an assessment to now; none when there is nothing, or not for them."""
    if at is None or at.state not in EDITABLE_STATES or at.dossier.closed_at is not None:
        return None
    if not sight.may("move_assessment"):
        return None
    found = other_version(session, at)
    if found is None:
        return None
    return Offer(
        pinned(session, found.sha256).title.to(lang),
        found.version,
        found.questionnaire_id == at.questionnaire_id,
        assessment_url(at.public_id, "vragenlijst/overstap"),
    )
