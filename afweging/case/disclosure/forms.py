"""Reading the form of a proposal."""

from __future__ import annotations

import datetime as dt

from werkzeug.datastructures import MultiDict

from afweging.case.disclosure.operations import Proposal


def read(form: MultiDict[str, str], target: str) -> Proposal:
    """Return what is proposed. A date that is none counts as not given: the operation says so."""
    return Proposal(
        target=target,
        level=form.get("level", ""),
        woo_ground=form.get("woo_ground", ""),
        weighing=form.get("weighing", ""),
        placeholder=form.get("placeholder", ""),
        review_by=_day(form.get("review_by", "")),
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
