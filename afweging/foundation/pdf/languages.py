"""Parts in another language than their document say so, so that they are read aloud in their own.

WeasyPrint writes the language of the document only. PDF/UA-1 (ISO 14289-1, 7.2) wants that of every change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

_NOT_PARTS = ("html", "body")


def mark_languages() -> None:
    """Let each element with `lang` say it in the structure tree. Doing it twice is doing it once."""
    if getattr(tags, "marks_languages", False):
        return
    build = tags._build_box_tree

    def build_marked(box: Any, *others: Any) -> Iterator[Any]:
        language = _language_of(box)
        for element in build(box, *others):
            if language and "Lang" not in element:
                element["Lang"] = pydyf.String(language)
            yield element

    tags._build_box_tree = build_marked
    tags.marks_languages = True


def _language_of(box: Any) -> str:
    element = getattr(getattr(box, "_box", box), "element", None)
    if element is None or element.tag in _NOT_PARTS:
        return ""
    return str(element.get("lang") or "")
