"""The parts of a question that never change, rendered once per questionnaire, language and question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from afweging.case.dossier.fields.controls import Column, column_of
from afweging.foundation.web.markdown import to_html, to_inline_html

if TYPE_CHECKING:
    from afweging.questionnaire.model import Question

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Head:
    """Label, help, reason, examples, and the question as something to fill in."""

    label: Markup
    help: Markup
    why: Markup
    examples: tuple[tuple[str, Markup], ...]
    column: Column
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, Markup, Markup], ...]
    row_title: str


_heads: dict[tuple[str, str, str], Head] = {}


def head_of(question: Question, sha: str, lang: str) -> Head:
    """Return the fixed parts of a question, from the cache where they are."""
    key = sha, lang, question.id
    head = _heads.get(key)
    if head is None:
        if len(_heads) >= MOST:
            _heads.clear()
        head = _heads[key] = _build(question, lang)
    return head


def _build(question: Question, lang: str) -> Head:
    return Head(
        label=to_inline_html(question.label.to(lang)),
        help=to_html(question.help.to(lang)),
        why=to_html(question.why.to(lang)),
        examples=tuple((example.kind, to_html(example.text.to(lang))) for example in question.examples),
        column=column_of(question, lang),
        columns=tuple(column_of(column, lang) for column in question.columns),
        rows=tuple(
            (row.id, to_inline_html(row.label.to(lang)), to_inline_html(row.help.to(lang)))
            for row in question.rows
        ),
        row_title=question.row_title.to(lang),
    )
