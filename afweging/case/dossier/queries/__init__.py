"""Reads of the dossier room. Whoever may not read a case gets NotFound, as if it were not there."""

from afweging.case.dossier.queries.cases import (
    assessment,
    dossier,
    evidence_file,
    main_assessment,
    member,
    membership_names,
    readable_dossier,
    remark,
)
from afweging.case.dossier.queries.listing import Row, my_dossiers
from afweging.case.dossier.queries.places import Place, PresentMember, place

__all__ = [
    "Place",
    "PresentMember",
    "Row",
    "assessment",
    "dossier",
    "evidence_file",
    "main_assessment",
    "member",
    "membership_names",
    "my_dossiers",
    "place",
    "readable_dossier",
    "remark",
]
