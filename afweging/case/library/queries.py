"""Reading installed questionnaires; a pinned one is parsed once per process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, undefer

from afweging.case.library.models import InstalledQuestionnaire, QuestionnaireText
from afweging.foundation.errors import NotFound, WrongState
from afweging.questionnaire import Questionnaire, QuestionnaireInvalid, read_canonical
from afweging.questionnaire.stewards import Steward, steward
from afweging.questionnaire.variants import Extends, Resolved, Variant, read_variant_canonical, resolve

Kept = TypeVar("Kept")
MOST_PARSED = 64
_parsed: dict[str, Questionnaire] = {}
_resolved: dict[str, Resolved] = {}
_lines: dict[str, tuple[Steward, ...]] = {}


def pinned(session: Session, sha256: str) -> Questionnaire:
    """Return the questionnaire with this hash.

    Raises NotFound when its text is not kept here, and WrongState when only a later version of this program
    can read it.
    """
    found = _parsed.get(sha256)
    if found is not None:
        return found
    text = session.get(QuestionnaireText, sha256, options=[undefer(QuestionnaireText.canonical)])
    if text is None:
        raise NotFound("questionnaire_unknown", f"no questionnaire is kept with SHA-256 {sha256}")
    return _remember(_parsed, sha256, _readable(text))


def _readable(text: QuestionnaireText) -> Questionnaire:
    """Read a kept text. Only one that a later version of this program wrote cannot be read."""
    try:
        return read_canonical(text.canonical)
    except QuestionnaireInvalid as error:
        message = _(
            "De vragenlijst %(name)s %(version)s is met een nieuwere versie van Afweging gemaakt. Vraag uw "
            "beheerder om het programma bij te werken.",
            name=text.questionnaire_id,
            version=text.version,
        )
        raise WrongState("questionnaire_from_the_future", message) from error


def resolved_of(session: Session, sha256: str) -> Resolved | None:
    """Return a variant as laid over its base, to tell where each of its texts comes from.

    None for a text that extends nothing, and for one that this program cannot lay over its base again: what
    is pinned renders all the same.
    """
    known = _resolved.get(sha256)
    if known is not None:
        return known
    variant, base_sha256 = _variant_of(session, sha256)
    if variant is None or base_sha256 is None:
        return None
    try:
        return _remember(_resolved, sha256, resolve(pinned(session, base_sha256), variant))
    except (QuestionnaireInvalid, WrongState):
        return None


def lineage(session: Session, sha256: str) -> tuple[Steward, ...]:
    """Return a text and what it extends, each with who answers for it: the variant first, then its base…

    Raises NotFound when the text is not kept here.
    """
    return _lines.get(sha256) or _remember(_lines, sha256, tuple(_stewards(session, sha256)))


def forget_line(sha256: str) -> None:
    """Read a text's line anew the next time: it turned out to extend another."""
    _lines.pop(sha256, None)


def root_id(session: Session, sha256: str) -> str:
    """Return the id of the questionnaire at the end of a text's line. Raises NotFound."""
    return lineage(session, sha256)[-1].id


def newest(session: Session, organisation_id: int, questionnaire_id: str) -> InstalledQuestionnaire:
    """Return the published questionnaire that new assessments start with, or raise NotFound.

    An organisation that published a variant of its own starts with that.
    """
    query = (
        _installed(organisation_id)
        .where(
            InstalledQuestionnaire.state == "published",
            or_(
                InstalledQuestionnaire.questionnaire_id == questionnaire_id,
                InstalledQuestionnaire.extends_id == questionnaire_id,
            ),
        )
        .order_by(
            InstalledQuestionnaire.extends_id.is_(None),
            InstalledQuestionnaire.installed_at.desc(),
            InstalledQuestionnaire.id.desc(),
        )
    )
    found = session.scalar(query.limit(1))
    if found is None:
        raise NotFound("questionnaire_not_installed", f"{questionnaire_id} is not installed here")
    return found


def installed_here(session: Session, organisation_id: int) -> list[InstalledQuestionnaire]:
    """Return everything that an organisation installed, by name, the latest version first."""
    query = _installed(organisation_id).order_by(
        InstalledQuestionnaire.questionnaire_id,
        InstalledQuestionnaire.installed_at.desc(),
        InstalledQuestionnaire.id.desc(),
    )
    return list(session.scalars(query))


def installed_version(
    session: Session, organisation_id: int, questionnaire_id: str, version: str
) -> InstalledQuestionnaire:
    """Return one version that an organisation installed, published or retired. Raises NotFound."""
    found = session.scalar(
        _installed(organisation_id).where(
            InstalledQuestionnaire.questionnaire_id == questionnaire_id,
            InstalledQuestionnaire.version == version,
        )
    )
    if found is None:
        raise NotFound("questionnaire_not_installed", f"{questionnaire_id} {version} is not installed here")
    return found


def base_at_hand(session: Session, organisation_id: int, extends: Extends) -> Questionnaire | None:
    """Return the text that a variant extends, when it is kept: by its hash, or else as it is installed here.

    What an installed variant extends is at hand too. None when there is no such text.
    """
    here = select(InstalledQuestionnaire.sha256).where(
        InstalledQuestionnaire.organisation_id == organisation_id
    )
    below = select(QuestionnaireText.base_sha256).where(QuestionnaireText.sha256.in_(here))
    query = select(QuestionnaireText.sha256).where(
        QuestionnaireText.questionnaire_id == extends.id, QuestionnaireText.version == extends.version
    )
    if extends.sha256 is not None:
        query = query.where(QuestionnaireText.sha256 == extends.sha256)
    else:
        query = query.where(QuestionnaireText.sha256.in_(here) | QuestionnaireText.sha256.in_(below))
    found = session.scalar(query.order_by(QuestionnaireText.added_at.desc()).limit(1))
    return None if found is None else pinned(session, found)


def _installed(organisation_id: int) -> Select[InstalledQuestionnaire]:
    return select(InstalledQuestionnaire).where(InstalledQuestionnaire.organisation_id == organisation_id)


def _remember(kept: dict[str, Kept], sha256: str, found: Kept) -> Kept:
    if len(kept) >= MOST_PARSED:
        kept.pop(next(iter(kept)), None)
    return kept.setdefault(sha256, found)  # two threads that parse at once end with one object


def _variant_of(session: Session, sha256: str) -> tuple[Variant | None, str | None]:
    """Return the changes that make a text, and the hash of what they are laid over; none for other texts.

    Changes that a later version of this program wrote cannot be read: then only what they lie over is known.
    """
    row = session.execute(
        select(QuestionnaireText.variant, QuestionnaireText.base_sha256).where(
            QuestionnaireText.sha256 == sha256
        )
    ).one_or_none()
    if row is None or row.variant is None:
        return None, None
    try:
        return read_variant_canonical(row.variant), row.base_sha256
    except QuestionnaireInvalid:
        return None, row.base_sha256


def _stewards(session: Session, sha256: str) -> Iterator[Steward]:
    at: str | None = sha256
    while at is not None:
        variant, below = _variant_of(session, at)
        yield steward(pinned(session, at), variant)
        at = below
