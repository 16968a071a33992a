"""An answer in words as one text, so that two versions of it can be compared word by word."""

from __future__ import annotations

from flask_babel import gettext as _

from afweging.questionnaire import Words


def plain(words: Words) -> str:
    """Return an answer in words as one text, so that two can be compared."""
    if words.kind == "unknown":
        return _("Dat weten we nog niet. %(reason)s", reason=words.text).strip()
    if words.kind == "not_applicable":
        return _("Niet van toepassing. %(reason)s", reason=words.text).strip()
    if words.kind == "list":
        return ", ".join(words.items)
    if words.kind == "table":
        rows = (" · ".join(cell for cell in row if cell) for row in words.rows)
        return "\n".join(filter(None, (*rows, words.text)))
    return words.text
