"""A draft beside a version that is installed, or beside what it builds on."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from afweging.case.authoring.differences import differences
from afweging.case.authoring.views.common import DRAFT, Answer, Desk, blueprint, desk_of, in_query, show
from afweging.case.library.queries import installed_here, pinned
from afweging.foundation.database import db
from afweging.foundation.errors import NotFound
from afweging.foundation.web.language import current_language


@dataclass(frozen=True, slots=True)
class Other:
    """A text to compare with: its hash, and what it is called."""

    sha256: str
    name: str


@blueprint.get(f"{DRAFT}/vergelijken")
@in_query
def comparing(public_id: str) -> Answer:
    """Show what differs from the version that was chosen; from where the draft began when none was."""
    desk, lang = desk_of(public_id), current_language()
    others = _others(desk, lang)
    asked = request.args.get("met", "")
    known = {each.sha256: each for each in others}
    if asked and asked not in known:
        raise NotFound("version_unknown", _("Deze versie is hier niet geïnstalleerd."))
    chosen = known.get(asked) or known.get(desk.draft.started_from or "") or next(iter(others), None)
    now = desk.reading.questionnaire
    found = differences(pinned(db.session(), chosen.sha256), now, lang) if chosen and now else {}
    return show("comparing.html", desk, others=others, chosen=chosen, found=found, readable=now is not None)


def _others(desk: Desk, lang: str) -> list[Other]:
    """What the draft builds on, then the versions of the same questionnaire, then all other ones."""
    session = db.session()
    base, now = desk.reading.base, desk.reading.questionnaire
    rows = installed_here(session, desk.organisation.id)
    own = now.id if now else ""
    rows.sort(key=lambda row: row.questionnaire_id != own)
    found = [Other(base.sha256, f"{base.title.to(lang)} {base.version}")] if base else []
    found += [Other(row.sha256, f"{_title(row.sha256, lang)} {row.version}") for row in rows]
    return list({each.sha256: each for each in found}.values())


def _title(sha256: str, lang: str) -> str:
    return pinned(db.session(), sha256).title.to(lang)
