"""The screens of the dossier room, one file per group."""

from afweging.case.dossier.views import (
    answering,
    evidence,
    handing_in,
    helpers,
    listing,
    outcomes,
    overview,
    people,
    remarks,
    revisions,
    scan,
    starting,
    versions,
    weighing,
    why,
)
from afweging.case.dossier.views.common import blueprint

__all__ = [
    "answering",
    "blueprint",
    "evidence",
    "handing_in",
    "helpers",
    "listing",
    "outcomes",
    "overview",
    "people",
    "remarks",
    "revisions",
    "scan",
    "starting",
    "versions",
    "weighing",
    "why",
]
