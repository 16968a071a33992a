"""Who acts: a person with roles and mandates, or the system itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

FRESH_FOR = dt.timedelta(minutes=5)
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class MandateOf:
    """What somebody may decide: in the name of which body, up to which weighing and band."""

    organisation_id: int
    body: str
    title: str
    weighing: str
    band: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Frozen at the start of a request: access asks it, the ledger names its `public_id`."""

    person_id: int
    public_id: str
    name: str = ""
    title: str = ""
    language: str = "nl"
    roles: Mapping[int, frozenset[str]] = field(default_factory=dict)  # organisation id → roles
    disciplines: Mapping[int, frozenset[str]] = field(default_factory=dict)  # of an adviser
    mandates: tuple[MandateOf, ...] = ()
    fresh_at: dt.datetime | None = None
    sign_in_id: int | None = None

    def has(self, organisation_id: int, *roles: str) -> bool:
        """Tell whether the actor has one of these roles in the organisation."""
        return not self.roles.get(organisation_id, frozenset()).isdisjoint(roles)

    def is_fresh(self, now: dt.datetime) -> bool:
        """Tell whether the password was entered in the last five minutes (workflow: decide)."""
        return self.fresh_at is not None and now - self.fresh_at <= FRESH_FOR

    def mandate_for(self, organisation_id: int, weighing: str, band: str) -> MandateOf | None:
        """Return the mandate that reaches this weighing and band, or none."""
        for mandate in self.mandates:
            if mandate.organisation_id == organisation_id and _reaches(mandate, weighing, band):
                return mandate
        return None


_WEIGHINGS = ("short", "full")
_BANDS = ("laag", "midden", "hoog", "zeer_hoog")


def _reaches(mandate: MandateOf, weighing: str, band: str) -> bool:
    deep_enough = _WEIGHINGS.index(mandate.weighing) >= _WEIGHINGS.index(weighing)
    return deep_enough and _BANDS.index(mandate.band) >= _BANDS.index(band)


OPERATOR = Actor(person_id=0, public_id=SYSTEM, name="Afweging")
