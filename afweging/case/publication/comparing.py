"""What a new version changes for residents, field by field and word by word."""

from __future__ import annotations

from dataclasses import dataclass

from afweging.case.publication.upcoming import Upcoming
from afweging.foundation.web.differences import Piece, word_differences
from afweging.foundation.web.language import current_language
from afweging.register.differences import differences
from afweging.register.language import language
from afweging.register.records import EntryRecord


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that residents will read otherwise."""

    label: str
    pieces: tuple[Piece, ...]


def changes(told: Upcoming) -> list[Changed]:
    """Return what differs from the version that stands, in the order of the page."""
    if told.last is None:
        return []
    before = EntryRecord.from_json(told.last.record)
    return [
        Changed(each.label, word_differences(each.before, each.after))
        for each in differences(before, told.record, language(current_language()))
        if each.before != each.after
    ]
