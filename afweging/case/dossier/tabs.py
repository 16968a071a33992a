"""The tabs of a dossier: one registry that every room adds its page to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.models import Dossier, Evidence
from afweging.case.dossier.sight import Sight


def _nothing(_session: Session, _dossier: Dossier) -> int:
    return 0


def _always(_dossier: Dossier) -> bool:
    return True


def _weighed(dossier: Dossier) -> bool:
    return any(each.kind != "quick_scan" for each in dossier.assessments)


def _whole_case(sight: Sight) -> bool:
    return not sight.only_assigned


def _reads_reports(sight: Sight) -> bool:
    return _whole_case(sight) and sight.may("read_report")


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a dossier: its page is `/werk/dossiers/<public id>/<page>`.

    `order` places it; `count` is shown beside its word when it is not 0; `shown_to` says who finds it,
    `there` whether the dossier has anything for it yet; it stays away
    while the blueprint named `room` is not there.
    """

    id: str
    text: str | LazyString
    page: str
    order: int
    room: str = "dossier"
    count: Callable[[Session, Dossier], int] = _nothing
    shown_to: Callable[[Sight], bool] = _whole_case
    there: Callable[[Dossier], bool] = _always


@dataclass(frozen=True, slots=True)
class TabShown:
    """A tab as the template draws it."""

    text: str
    url: str
    current: bool
    count: int


_tabs: dict[str, Tab] = {}


def register_tab(tab: Tab) -> Tab:
    """Add a tab, or replace the one with the same id."""
    _tabs[tab.id] = tab
    return tab


def tabs_of(session: Session, dossier: Dossier, sight: Sight, current: str) -> list[TabShown]:
    """Return the tabs that somebody finds in a dossier, in their order."""
    return [
        TabShown(
            str(tab.text),
            dossier_url(dossier.public_id, tab.page),
            tab.id == current,
            tab.count(session, dossier),
        )
        for tab in sorted(_tabs.values(), key=lambda tab: tab.order)
        if tab.room in current_app.blueprints and tab.shown_to(sight) and tab.there(dossier)
    ]


def _evidence(session: Session, dossier: Dossier) -> int:
    query = (
        select(func.count())
        .select_from(Evidence)
        .where(Evidence.dossier_id == dossier.id, Evidence.removed_at.is_(None))
    )
    return session.scalar(query) or 0


register_tab(Tab("overview", _l("Overzicht"), "", 10, shown_to=lambda _sight: True))
register_tab(Tab("weighing", _l("Weging"), "weging", 20, shown_to=lambda _sight: True))
register_tab(Tab("review", _l("Beoordeling"), "beoordeling", 30, room="review", there=_weighed))
register_tab(Tab("conditions", _l("Voorwaarden"), "voorwaarden", 40, room="review"))
register_tab(Tab("evidence", _l("Bewijs"), "bewijs", 50, count=_evidence))
register_tab(Tab("publication", _l("Publicatie"), "publicatie", 60, room="publication"))
register_tab(Tab("report", _l("Rapport"), "rapport", 65, room="report", shown_to=_reads_reports))
register_tab(Tab("history", _l("Geschiedenis"), "geschiedenis", 70))
