"""Telling the public: preparing the text, publishing a version, correcting it, taking it back."""

from afweging.case.publication.operations.common import ANCHOR, PROJECT
from afweging.case.publication.operations.publishing import publish
from afweging.case.publication.operations.requesting import confirm, decline, request_change
from afweging.case.publication.operations.saving import save_draft
from afweging.case.publication.upcoming import Upcoming, current_drafts, upcoming

__all__ = [
    "ANCHOR",
    "PROJECT",
    "Upcoming",
    "confirm",
    "current_drafts",
    "decline",
    "publish",
    "request_change",
    "save_draft",
    "upcoming",
]
