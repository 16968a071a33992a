"""What rules in words need to know of the questionnaire: places, labels, literals."""

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...model import Option, Question, Questionnaire
from ...words import number_words, time_words
from ..annotate import Annotated, argument_text, arguments, function_of, keyword
from ..numbers import printable
from ..terms import Term
from .phrases import phrase

_LONG = 80
"""Labels and texts are cut after so many characters."""

_SENTENCE_END = re.compile(r"[.!?]\s|\n")

Reading = Callable[[Any], str | None]
"""From a literal to its words; None when it has none of its own."""


@dataclass(frozen=True)
class Teller:
    """One rule that is being told in one language."""

    annotated: Annotated
    lang: str

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that the rule stands in."""
        return self.annotated.questionnaire

    def term(self, node: ast.expr) -> Term:
        """What a node was compiled to."""
        return self.annotated.terms[node]

    def say(self, code: str, **words: str) -> str:
        """A phrase in this language."""
        return phrase(code, self.lang, **words)

    def quoted(self, text: Any) -> str:
        """A label or text between typographic quotes, cut when it is long."""
        words = " ".join((text if isinstance(text, str) else text.to(self.lang)).split())
        return f"‘{words if len(words) <= _LONG else words[: _LONG - 1].rstrip() + '…'}’"

    def place(self, question: Question) -> str:
        """The number of a question; its label when it has none."""
        if question.id in self.questionnaire.absent_questions:
            return self.say("hidden", value=self.quoted(question.label))
        return self.questionnaire.number(question.id) or self.quoted(question.label)

    def place_of(self, node: ast.expr) -> str:
        """Where the answer stands that a node gives: of a question, or of a column."""
        question = self.annotated.question(node)
        if question is not None:
            return self.place(question)
        column = self.annotated.column(node)
        label = self.quoted(column.label if column else argument_text(node, function_of(node) == "column"))
        if function_of(node) == "row":
            return self.say("in_row", value=label)
        return self.say("in_table", value=label, place=self.place_of(arguments(node)[0]))

    def is_answer(self, node: ast.expr) -> bool:
        """Is a node just the answer to a question, or a cell of the row at hand?"""
        return self.term(node).index is not None or function_of(node) == "row"

    def score_title(self, score_id: str) -> str:
        """The title of a score, a hidden one too."""
        world = self.questionnaire.program.world
        score = world.absent_scores.get(score_id) or world.scores[score_id]
        return self.quoted(score.title)

    def section(self, section_id: str) -> str:
        """The number and title of a section; of a hidden one its title only."""
        hidden = self.questionnaire.absent("section").get(section_id)
        if hidden:
            return self.quoted(hidden.title)
        section = self.questionnaire.section(section_id)
        return f"{self.questionnaire.sections.index(section) + 1} {self.quoted(section.title)}"

    def outcome_title(self, outcome_id: str) -> str:
        """The title of an outcome, or the start of its text; of a hidden one too."""
        hidden = self.questionnaire.absent("outcome")
        outcome = hidden.get(outcome_id) or self.questionnaire.outcome(outcome_id)
        first, *_ = _SENTENCE_END.split(outcome.text.to(self.lang), 1)
        return self.quoted(outcome.title or first)

    def literal(self, node: ast.expr, beside: ast.expr) -> str:
        """A literal as it reads beside what it is compared with."""
        value = self.term(node).literal
        told = self.reading(beside)(value)
        return self.plain(value, beside) if told is None else told

    def plain(self, value: Any, beside: ast.expr) -> str:
        """A literal without a label: a number, a date, a text."""
        if isinstance(value, bool):
            flag = function_of(beside) in ("row", "column")
            return self.say(("yes" if value else "no") if flag else str(value).lower())
        if isinstance(value, str):
            kind = self.term(beside).kind
            times = {kind.name, kind.of.name if kind.of else ""} & {"date", "month"}
            return time_words(value, self.lang) if times else self.quoted(value)
        return number_words(printable(value), self.lang)

    def reading(self, node: ast.expr) -> Reading:
        """How literals beside a node read: by the options, steps, unit, bands or classes of what it gives."""
        if isinstance(node, ast.IfExp):
            first, second = self.reading(node.body), self.reading(node.orelse)
            return lambda value: first(value) or second(value)
        question = self.annotated.question(node) or self.annotated.column(node)
        if question is not None:
            return lambda value: self._answer(question, value)
        if function_of(node) == "band":
            return lambda value: self._label(self._bands(argument_text(node, 0)), value)
        if function_of(node) == "worst":
            return lambda value: self._level(self.annotated.question(arguments(node)[0]), value)
        return lambda value: None

    def _answer(self, question: Question, value: Any) -> str | None:
        if question.type in ("value", "values"):
            return self._label({each.id: each.title for each in self.questionnaire.values}, value)
        if isinstance(value, str):
            return self._label(self._options(question), value)
        if isinstance(value, bool):
            return None
        shown = number_words(printable(value), self.lang)
        label = question.labels.get(value)
        unit = question.unit.to(self.lang)
        return f"{shown} ({self.quoted(label)})" if label else f"{shown} {unit}" if unit else None

    def _options(self, question: Question) -> Mapping[str, Any]:
        hidden: dict[str, Option] = self._hidden.get(("option", question.id), {})
        return {option.id: option.label for option in (*question.options, *hidden.values())}

    def _bands(self, score_id: str) -> Mapping[str, Any]:
        world = self.questionnaire.program.world
        score = world.absent_scores.get(score_id) or world.scores[score_id]
        return {
            band.id: band.title for band in (*score.bands, *self._hidden.get(("band", score_id), {}).values())
        }

    @cached_property
    def _hidden(self) -> Mapping[tuple[str, str], dict[str, Any]]:
        """What a variant hid of options and bands, by kind and owner."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for hidden in self.questionnaire.hidden:
            found.setdefault((hidden.ref.kind, hidden.ref.owner), {})[hidden.ref.id] = hidden.part
        return found

    def _level(self, question: Question | None, value: Any) -> str | None:
        levels = question.classes.levels if question and question.classes else ()
        known = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(levels)
        return self.quoted(levels[value - 1].title) if known else None

    def _label(self, labels: Mapping[str, Any], value: Any) -> str | None:
        return self.quoted(labels[value]) if isinstance(value, str) and value in labels else None

    def is_residual(self, node: ast.expr) -> bool:
        """Does a call of `worst` ask for the risk after measures?"""
        given = keyword(node, "residual")
        return given is not None and self.term(given).literal is True
