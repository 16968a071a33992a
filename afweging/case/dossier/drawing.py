"""Questions as HTML. What was drawn once is kept: most of a section is the same the next time it is asked.

The key of a drawing holds all that it shows, so that a kept one is never wrong; the cache is bounded by its
text, since it holds answers too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from flask import current_app
from markupsafe import Markup

from afweging.case.dossier.fields import QuestionView

MOST_SIGNS = 24_000_000
TEMPLATE = "components/question.html"


class Drawings:
    """The drawings that were made last, up to `most` signs of text."""

    def __init__(self, most: int = MOST_SIGNS) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Any, Markup] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any) -> Markup | None:
        """Return a drawing, and remember that it was wanted."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Any, drawing: Markup) -> None:
        """Keep a drawing; the ones that were wanted longest ago go."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = drawing
                self.size += len(drawing)
            while self.size > self.most and self._kept:
                _key, gone = self._kept.popitem(last=False)
                self.size -= len(gone)


_drawings = Drawings()


def draw(view: QuestionView) -> Markup:
    """Return a question as HTML."""
    key = _key(view)
    drawn = _drawings.get(key)
    if drawn is None:
        drawn = Markup(_macros().question(view))
        _drawings.put(key, drawn)
    return drawn


def draw_hidden(question_id: str) -> Markup:
    """Return the empty place of a question that is not shown now."""
    return Markup('<div id="q-{0}" data-question="{0}" hidden></div>').format(question_id)


def _macros() -> Any:
    return current_app.jinja_env.get_template(TEMPLATE).module


def _key(view: QuestionView) -> tuple[object, ...]:
    """All that a drawing depends on. Values, numbers and columns follow from the questionnaire's hash."""
    return (
        view.sha,
        view.lang,
        view.question.id,
        repr(view.value),
        view.revision,
        view.errors,
        view.saved_at,
        view.saved_by,
        view.comments,
        view.comments_open,
        view.comments_url,
        view.shown_options,
        view.why_shown,
        view.why_url,
        view.is_new,
        view.is_current,
        view.required,
        view.readonly,
        view.disclosure,
        view.reads,
        view.save_url,
        view.origin,
        view.files,
        view.people,
        view.extra_rows,
        view.picture,
    )
