"""The grounds on which the Woo permits to withhold (Woo art. 5.1, 5.2 and the annex to art. 8.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground. `weighed`: art. 5.1 lid 2 asks to weigh the interest against openness, in writing."""

    code: str
    name: str | Callable[[], str]
    weighed: bool = False


_ALL = (
    Ground("5.1.1.a", _l("eenheid van de Kroon")),
    Ground("5.1.1.b", _l("veiligheid van de Staat")),
    Ground("5.1.1.c", _l("vertrouwelijk meegedeelde bedrijfs- en fabricagegegevens")),
    Ground("5.1.1.d", _l("bijzondere en strafrechtelijke persoonsgegevens")),
    Ground("5.1.1.e", _l("nationale identificatienummers (BSN)")),
    Ground("5.1.2.a", _l("internationale betrekkingen"), weighed=True),
    Ground("5.1.2.b", _l("economische of financiële belangen van de overheid"), weighed=True),
    Ground("5.1.2.c", _l("opsporing en vervolging van strafbare feiten"), weighed=True),
    Ground("5.1.2.d", _l("inspectie, controle en toezicht"), weighed=True),
    Ground("5.1.2.e", _l("persoonlijke levenssfeer"), weighed=True),
    Ground("5.1.2.f", _l("andere concurrentiegevoelige bedrijfs- en fabricagegegevens"), weighed=True),
    Ground("5.1.2.g", _l("bescherming van het milieu"), weighed=True),
    Ground("5.1.2.h", _l("beveiliging van personen en bedrijven, voorkomen van sabotage"), weighed=True),
    Ground("5.1.2.i", _l("goed functioneren van de overheid"), weighed=True),
    Ground("5.1.4", _l("tijdelijk, tot degene voor wie het bestemd is het kent")),
    Ground("5.1.5", _l("onevenredige benadeling")),
    Ground("5.1.6", _l("bedrijfsgegevens over het milieu")),
    Ground("5.2.1", _l("persoonlijke beleidsopvattingen in intern beraad")),
    Ground("8.8", _l("bijzondere regeling in een andere wet")),
)
GROUNDS = {ground.code: ground for ground in _ALL}
