"""Reading the form of a proposal."""

from __future__ import annotations

import datetime as dt
import re

from werkzeug.datastructures import MultiDict

from afweging.case.disclosure.operations import Proposal

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def tidy(text: str) -> str:
    """Return a text without what nobody sees: line ends of another system, spaces around, control signs."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read(form: MultiDict[str, str], target: str) -> Proposal:
    """Return what is proposed. A date that is none counts as not given: the operation says so."""
    return Proposal(
        target=target,
        level=form.get("level", ""),
        woo_ground=form.get("woo_ground", ""),
        weighing=tidy(form.get("weighing", "")),
        placeholder=tidy(form.get("placeholder", "")),
        review_by=_day(form.get("review_by", "")),
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
