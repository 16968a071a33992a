"""What the acts of the demonstration share: its files, its people as they act, its dossiers so far."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment, Dossier
from afweging.case.dossier.walk import Walk, walk
from afweging.foundation.identity.actor import Actor, MandateOf
from afweging.foundation.identity.models import Organisation, Person

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FILES = Path(__file__).parent
Facts = dict[str, Any]


def moment(text: str) -> dt.datetime:
    """Return the moment of a local time such as `2026-06-08T15:30`."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(dt.UTC)


def day(text: str | None) -> dt.date | None:
    """Return a day, or none."""
    return dt.date.fromisoformat(text) if text else None


def read(path: Path) -> Facts:
    """Read one of the demonstration's files. Dates in them are texts, as the README says."""
    facts: Facts = yaml.load(path.read_text(encoding="utf-8"), Loader=_Texts)
    return facts


class _Texts(yaml.SafeLoader):
    """YAML 1.2 as in the questionnaires: a date is a text, and only true and false are booleans."""


_NOT_IN_1_2 = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
_Texts.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag not in _NOT_IN_1_2]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Texts.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


@dataclass
class Stage:
    """The organisation with its people by key, and the dossiers that were started, by number."""

    organisation: Organisation
    people: dict[str, Person]
    facts: dict[str, Facts]
    dossiers: dict[int, Dossier] = field(default_factory=dict)

    def actor(self, session: Session, key: str, now: dt.datetime) -> Actor:
        """Return somebody as they act, having just entered their password."""
        person, facts = self.people[key], self.facts[key]
        here = self.organisation.id
        mandate = facts.get("mandate")
        mandates = (MandateOf(here, **mandate),) if mandate else ()
        discipline = facts.get("adviser_for")
        return Actor(
            person_id=person.id,
            public_id=person.public_id,
            name=person.name,
            title=person.title,
            roles={here: frozenset(facts["roles"])},
            disciplines={here: frozenset({discipline})} if discipline else {},
            mandates=mandates,
            fresh_at=now,
        )

    def weighing(self, session: Session, number: int, now: dt.datetime) -> tuple[Assessment, Walk]:
        """Return a dossier's running weighing with its answers."""
        assessment = self.dossiers[number].assessments[-1]
        return assessment, walk(session, assessment, today=now.astimezone(AMSTERDAM).date())
