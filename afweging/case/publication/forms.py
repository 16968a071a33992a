"""Reading the form of the public text: what was touched, and what follows the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from afweging.case.publication.drafting import FieldDraft
from afweging.case.publication.fields import FIELDS
from afweging.case.publication.shapes import from_texts, normal

LARGEST_REVISION = 2**31


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form held: the fields that somebody changed, by key, and the revision that they saw."""

    values: Mapping[str, Any]
    base_revision: int


def mark_of(value: Any) -> str:
    """Return a short mark of a value, which tells afterwards whether it was touched in the form."""
    text = json.dumps(normal(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(form: MultiDict[str, str], drafts: Mapping[str, FieldDraft]) -> Typed:
    """Return what somebody changed. A field that was left as it stood is none of it, so that it goes on
    following the answers.
    """
    values = {}
    for key, field in FIELDS.items():
        sent = key in form or field.shape == "themes"  # no box that is ticked is an answer, too
        if not sent or f"was-{key}" not in form or form.get(f"choose-{key}") == "theirs":
            continue
        value = from_texts(field, form.getlist(key))
        if mark_of(value) != form[f"was-{key}"]:
            values[key] = value
    if (key := form.get("follow", "")) in drafts:
        values[key] = drafts[key].drafted
    if (key := form.get("take", "")) in drafts and drafts[key].offered is not None:
        values[key] = drafts[key].offered
    return Typed(values, _revision(form.get("revision", "")))


def _revision(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and int(text) < LARGEST_REVISION else -1
