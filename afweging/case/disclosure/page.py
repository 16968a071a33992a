"""What the page of disclosure shows: all that the public may or may not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.models import Disclosure
from afweging.case.disclosure.queries import rulings
from afweging.case.disclosure.targets import Target, targets
from afweging.case.dossier.models import Dossier
from afweging.foundation.identity.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One answer or field, its level as it holds now, and the proposal about it."""

    target: Target
    level: str
    row: Disclosure | None
    names: Mapping[int, str]

    @property
    def anchor(self) -> str:
        """Return the id of its place on the page."""
        return self.target.key.replace(":", "-")

    @property
    def ground_name(self) -> str:
        """Return the name of the Woo ground."""
        ground = GROUNDS.get(self.row.woo_ground) if self.row else None
        return str(ground.name) if ground else ""

    def name(self, person_id: int | None) -> str:
        """Return somebody's name."""
        return self.names.get(person_id or 0, "")


@dataclass(frozen=True)
class Page:
    """Everything, by the section or page it belongs to."""

    lines: tuple[Line, ...]

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """Return the lines by group, in the order of the pages."""
        names = list(dict.fromkeys(line.target.group for line in self.lines))
        return [(name, [line for line in self.lines if line.target.group == name]) for name in names]

    @property
    def waiting(self) -> list[Line]:
        """Return what waits for a second person."""
        return [line for line in self.lines if line.row is not None and line.row.waits]

    def line(self, key: str) -> Line | None:
        """Return a line by its target, if there is one."""
        return next((line for line in self.lines if line.target.key == key), None)


def page(session: Session, dossier: Dossier) -> Page:
    """Read the page."""
    ruled = rulings(session, dossier)
    people = {
        number
        for row in ruled.rows.values()
        for number in (row.proposed_by_id, row.agreed_by_id, row.refused_by_id)
        if number
    }
    query = select(Person.id, Person.name).where(Person.id.in_(people))
    names = {row[0]: row[1] for row in session.execute(query)}
    return Page(
        tuple(
            Line(target, ruled.level_of(key, target.default), ruled.rows.get(key), names)
            for key, target in targets(session, dossier).items()
        )
    )
