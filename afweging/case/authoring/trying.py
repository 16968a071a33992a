"""Trying a draft: answers that nobody keeps, what they make of the questionnaire, and why."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from afweging.case.dossier.drawing import draw
from afweging.case.dossier.fields import Choice, QuestionView, field_errors, in_form, parse, pressed
from afweging.questionnaire import Evaluation, Question, Questionnaire, Section, Status, Trace, evaluate
from afweging.questionnaire.explain import Target, sentences, what_would_change

MOST_STATE = 1_000_000
"""Signs of the answers that a page carries along; more is none of ours."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score as it stands, with its reasons."""

    id: str
    title: str
    value: int | float | None
    max: int | float | None
    band: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome, whether it holds, and why or why not."""

    id: str
    kind: str
    title: str
    text: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A question that is shown or not shown now, and why."""

    id: str
    label: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """A questionnaire with answers.

    `more_rows` is the question that was asked for an empty row; `about` is what was asked how to change, as
    `shown:`, `band:` or `outcome:` and its id.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Any]
    lang: str
    today: dt.date
    more_rows: str = ""
    about: str = ""

    @cached_property
    def change(self) -> tuple[str, ...]:
        """Which other answers would change what was asked about; nothing when nothing was asked."""
        kind, _colon, name = self.about.partition(":")
        known = {
            "shown": self.questionnaire.questions,
            "band": {each.id for each in self.questionnaire.scores},
            "outcome": self.questionnaire.program.outcomes,
        }
        if name not in known.get(kind, ()):
            return ()
        found = what_would_change(
            self.questionnaire, self.answers, Target(kind, name), today=self.today, clock=time.monotonic
        )
        return sentences(self.questionnaire, found, self.lang)

    @cached_property
    def evaluation(self) -> Evaluation:
        """What follows from the answers."""
        return evaluate(self.questionnaire, self.answers, today=self.today)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in which something is shown."""
        return self.evaluation.shown_sections

    def section(self, section_id: str) -> Section | None:
        """A section that is shown, or else the first one; None when nothing is shown at all."""
        shown = self.sections
        return next((each for each in shown if each.id == section_id), shown[0] if shown else None)

    @property
    def hidden_sections(self) -> list[Told]:
        """The sections in which nothing is shown, each with the reason of its first question."""
        shown = self.sections
        firsts = (
            (each, next((one for one in each.questions if not one.absent), None))
            for each in self.questionnaire.sections
            if each not in shown
        )
        return [
            Told(first.id, each.title.to(self.lang), self._why(self.evaluation.why_shown(first.id)))
            for each, first in firsts
            if first is not None
        ]

    def number(self, section: Section) -> int:
        """The number of a section among all."""
        return self.questionnaire.sections.index(section) + 1

    def left(self, section: Section) -> int:
        """How many required answers a section still lacks."""
        asked = {question.id for question in section.questions}
        return sum(name in asked for name in self.evaluation.missing)

    def shown(self, question: Question) -> bool:
        """Is a question shown?"""
        return self.evaluation.status[question.id] is not Status.HIDDEN

    def drawn(self, section: Section) -> Iterator[Markup]:
        """The questions of a section that are shown, as HTML."""
        return (draw(self._view(question)) for question in section.questions if self.shown(question))

    def _view(self, question: Question) -> QuestionView:
        found = self.evaluation
        wrong = field_errors(found.invalid_of(question.id), question, self.lang)
        choosy = any(option.show_if for option in question.options)
        return QuestionView(
            question=question,
            number=self.questionnaire.number(question.id),
            lang=self.lang,
            sha=self.questionnaire.sha256,
            value=self.answers.get(question.id),
            errors=wrong,
            shown_options=tuple(each.id for each in found.shown_options(question.id)) if choosy else None,
            why_shown=" ".join(self._why(found.why_shown(question.id))[1:3]) if question.show_if else "",
            required=question.type != "info" and found.required(question.id),
            disclosure=question.disclosure,
            values=tuple(Choice(each.id, each.title.to(self.lang)) for each in self.questionnaire.values),
            numbers=self._numbers,
            extra_rows=1 if self.more_rows == question.id else 0,
        )

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        return {
            key: number for key in self.questionnaire.questions if (number := self.questionnaire.number(key))
        }

    def conditional(self, section: Section) -> list[Told]:
        """The questions of a section that are shown because of other answers, each with the reason."""
        return [
            Told(each.id, each.label.to(self.lang), self._why(self.evaluation.why_shown(each.id)))
            for each in section.questions
            if self.shown(each) and (each.show_if or section.show_if)
        ]

    def unseen(self, section: Section) -> list[Told]:
        """The questions of a section that are not shown, each with the reason; not what is absent."""
        return [
            Told(question.id, question.label.to(self.lang), self._why(self.evaluation.why_shown(question.id)))
            for question in section.questions
            if not self.shown(question) and not question.absent
        ]

    @property
    def scores(self) -> list[ScoreLine]:
        """Every score."""
        return [self._score(each.id) for each in self.questionnaire.scores]

    def _score(self, name: str) -> ScoreLine:
        score, result = self.questionnaire.score(name), self.evaluation.scores[name]
        band = score.band(result.band).title.to(self.lang) if result.band else ""
        why = self._why(self.evaluation.why_score(name))
        return ScoreLine(name, score.title.to(self.lang), result.value, result.max, band, why)

    @property
    def holding(self) -> list[OutcomeLine]:
        """The outcomes that hold."""
        return [each for each in self._outcomes() if each.id in self.evaluation.outcomes]

    @property
    def failing(self) -> list[OutcomeLine]:
        """The outcomes that do not hold."""
        return [each for each in self._outcomes() if each.id not in self.evaluation.outcomes]

    def _outcomes(self) -> Iterator[OutcomeLine]:
        for each in self.questionnaire.outcomes:
            if each.id in self.evaluation.questionnaire.program.outcomes:
                why = self._why(self.evaluation.why_outcome(each.id))
                yield OutcomeLine(each.id, each.kind, each.title.to(self.lang), each.text.to(self.lang), why)

    def _why(self, trace: Trace) -> tuple[str, ...]:
        return trace.sentences(self.lang)

    def carried(self, section: Section | None) -> str:
        """The answers that stand in no field of a section's page, to be carried along in it."""
        shown = {question.id for question in section.questions if self.shown(question)} if section else set()
        return json.dumps({key: value for key, value in self.answers.items() if key not in shown})


def trial_of(questionnaire: Questionnaire, form: MultiDict[str, str], lang: str, today: dt.date) -> Trial:
    """Take a trial on from the form of its page. What the form says of no question here is left out."""
    answers = carried_in(questionnaire, form.get("state", ""))
    for question in questionnaire.questions.values():
        if question.type == "info" or not in_form(form, question):
            continue
        value = parse(form, question, _by_number(questionnaire))
        if value is None:
            answers.pop(question.id, None)
        else:
            answers[question.id] = value
    button = pressed(form)
    more = button.question_id if button and button.act == "add" else ""
    return Trial(questionnaire, answers, lang, today, more, form.get("anders", ""))


def carried_in(questionnaire: Questionnaire, state: str) -> dict[str, Any]:
    """The answers that a page carried along; nothing when they cannot be read."""
    if len(state) > MOST_STATE:
        return {}
    try:
        found = json.loads(state or "{}")
    except (ValueError, RecursionError):
        return {}
    known = questionnaire.questions
    return {key: value for key, value in found.items() if key in known} if isinstance(found, dict) else {}


def _by_number(questionnaire: Questionnaire) -> Mapping[str, str]:
    return {number: key for key in questionnaire.questions if (number := questionnaire.number(key))}
