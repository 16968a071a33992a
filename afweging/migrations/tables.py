"""Every table of the cases database, known to one metadata."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData

from afweging.foundation.database import Base

MODELS = (
    "afweging.foundation.identity.models",
    "afweging.foundation.jobs.models",
    "afweging.foundation.ledger.models",
    "afweging.case.library.models",
    "afweging.case.authoring.models",
    "afweging.case.dossier.models",
    "afweging.case.review.models",
    "afweging.case.disclosure.models",
    "afweging.case.report.models",
    "afweging.case.publication.models",
)


def load() -> MetaData:
    """Import every room's models, so that their relations know each other; return their metadata."""
    for name in MODELS:
        import_module(name)
    return Base.metadata
