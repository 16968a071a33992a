"""Answers carried from one questionnaire to another: what stands there, and what becomes of the rest.

For a running assessment that moves to another version, and for a new one that starts from earlier answers.
Nothing is judged by wording: what means something else has a higher `revision` (questionnaire-format), or
another way to be answered or to be published, which this module sees for itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from .answers.flaws import Flaw, is_blank
from .answers.rows import set_aside
from .evaluation import Evaluation, InvalidAnswer, evaluate
from .model import Question, Questionnaire, Section
from .rules.numbers import printable
from .run import Run, Status
from .text import Text


class Fate(StrEnum):
    """What becomes of a question and its answer. OPEN: it was and stays without an answer."""

    CARRIES = "carries"
    TO_CONFIRM = "to_confirm"
    DOES_NOT_FIT = "does_not_fit"
    NEW = "new"
    FALLS_AWAY = "falls_away"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an answer does not simply carry; `params` are what its sentence names."""

    code: str
    params: Mapping[str, Any]

    def sentence(self, lang: str) -> str:
        """The cause as a respondent understands it, in a language (Dutch when there is no other)."""
        words = _SENTENCES[self.code]
        return (words.get(lang) or words["nl"]).format(
            **{key: _shown(value, lang) for key, value in self.params.items()}
        )


@dataclass(frozen=True, slots=True)
class Carried:
    """One question, before and after. `value` is its answer, None without one.

    `flaws` say why a value does not fit. Such a value stays when the question still asks for one of its kind,
    so that whoever corrects it sees it; else it is `put_aside`, and nothing reads it as an answer any more.
    """

    id: str
    fate: Fate
    old: Question | None
    new: Question | None
    value: Any = None
    causes: tuple[Cause, ...] = ()
    flaws: tuple[InvalidAnswer, ...] = ()
    put_aside: bool = False
    shown_before: bool = False
    shown_after: bool = False

    @property
    def question(self) -> Question:
        """The question as it reads now, or as it last read."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def stands(self) -> bool:
        """Is its answer an answer in the new questionnaire?"""
        return self.value is not None and self.new is not None and not self.put_aside

    def reasons(self, lang: str) -> tuple[str, ...]:
        """Everything there is to say about it, in sentences."""
        return (
            *(cause.sentence(lang) for cause in self.causes),
            *(flaw.message(lang) for flaw in self.flaws),
        )


@dataclass(frozen=True, slots=True)
class Carrying:
    """Every question that takes an answer, in the order of the new questionnaire; then what falls away.

    `before` and `after` are what follows from the answers in the one and in the other.
    """

    questions: tuple[Carried, ...]
    before: Evaluation
    after: Evaluation

    def of(self, *fates: Fate) -> tuple[Carried, ...]:
        """Those with one of these fates."""
        return tuple(each for each in self.questions if each.fate in fates)

    @property
    def standing(self) -> dict[str, Any]:
        """The answers that stand in the new questionnaire, by question."""
        return _standing(self.questions)


def carry(
    old: Questionnaire,
    new: Questionnaire,
    answers: Mapping[str, Any],
    *,
    today: date,
    phase: str | None = None,
) -> Carrying:
    """Say of every question what becomes of it when answers to `old` are read as answers to `new`.

    Answers to questions that `old` does not have were given to an earlier version: where `new` asks the
    question again they must be confirmed, elsewhere they are passed over. Blank answers are none.
    """
    given = {key: value for key, value in answers.items() if not is_blank(value)}
    before = _Reading(old, given, today, phase)
    after = _Reading(new, given, today, phase)
    found = [
        _carried(_asked(old, question.id), question, given.get(question.id), before, after)
        for question in new
        if question.type != "info"
    ]
    everything = (*found, *_gone(old, new, given))
    follows = evaluate(new, _standing(everything), today=today, phase=phase)
    seen = tuple(_seen(each, before.evaluation, follows) for each in everything)
    return Carrying(seen, before.evaluation, follows)


def flaws_in(
    questionnaire: Questionnaire, answers: Mapping[str, Any], *, today: date, phase: str | None = None
) -> Mapping[str, tuple[InvalidAnswer, ...]]:
    """What is wrong with answers, by question, shown or not; questions of another file are passed over."""
    reading = _Reading(questionnaire, answers, today, phase)
    return {key: flaws for key in reading.answers if (flaws := reading.flaws(key))}


def has_room(old: Questionnaire, new: Questionnaire, question_id: str, value: Any, *, today: date) -> bool:
    """Can an answer to one question of `old` stand in `new`, right or to be corrected?"""
    found = carry(old, new, {question_id: value}, today=today).questions
    return not any(each.put_aside for each in found if each.id == question_id)


def _standing(questions: Iterable[Carried]) -> dict[str, Any]:
    return {each.id: each.value for each in questions if each.stands}


class _Reading:
    """Answers as one questionnaire reads them, those to hidden questions too."""

    def __init__(
        self, questionnaire: Questionnaire, answers: Mapping[str, Any], today: date, phase: str | None
    ) -> None:
        known = questionnaire.questions
        self.questionnaire = questionnaire
        self.answers = {key: value for key, value in answers.items() if key in known}
        self.evaluation = evaluate(questionnaire, self.answers, today=today, phase=phase)
        self._run = Run(questionnaire.program, self.answers, today.isoformat(), phase)
        self._run.walk()

    def flaws(self, question_id: str) -> tuple[InvalidAnswer, ...]:
        """What is wrong with one answer."""
        if self.evaluation.status[question_id] is not Status.HIDDEN:
            return self.evaluation.invalid_of(question_id)
        program = self.questionnaire.program
        plan, raw = program.questions[program.index[question_id]], self.answers[question_id]
        found: list[Flaw] = []
        if is_aside(raw):
            set_aside(raw, plan.question.allow, found)
        else:
            plan.validate(raw, self._run, found)
        return tuple(InvalidAnswer.of(question_id, flaw) for flaw in found)


def _asked(questionnaire: Questionnaire, question_id: str) -> Question | None:
    """A question that takes an answer; none when there is no such one."""
    found = questionnaire.questions.get(question_id)
    return None if found is None or found.type == "info" else found


def is_aside(value: object) -> bool:
    """Is it “unknown” or “not applicable” instead of an answer?"""
    return isinstance(value, dict) and ("unknown" in value or "not_applicable" in value)


def _carried(old: Question | None, new: Question, value: Any, before: _Reading, after: _Reading) -> Carried:
    if value is None:
        return Carried(new.id, Fate.NEW if old is None else Fate.OPEN, old, new)
    flaws = after.flaws(new.id)
    if flaws and not _was_wrong_already(old, flaws, before):
        aside = not (is_aside(value) or (old is not None and _asks_alike(old, new)))
        return Carried(new.id, Fate.DOES_NOT_FIT, old, new, value, flaws=flaws, put_aside=aside)
    causes = tuple(causes_of(old, new, value))
    return Carried(new.id, Fate.TO_CONFIRM if causes else Fate.CARRIES, old, new, value, causes)


def _was_wrong_already(old: Question | None, flaws: Iterable[InvalidAnswer], before: _Reading) -> bool:
    """A flaw that was there before is not of the move's making."""
    if old is None:
        return False
    return {flaw.code for flaw in flaws} <= {flaw.code for flaw in before.flaws(old.id)}


def _gone(old: Questionnaire, new: Questionnaire, given: Mapping[str, Any]) -> Iterator[Carried]:
    """The questions that are asked no more, with the answer that is kept."""
    for question in old:
        if question.type != "info" and _asked(new, question.id) is None:
            cause = _why_gone(new, question.id)
            yield Carried(question.id, Fate.FALLS_AWAY, question, None, given.get(question.id), (cause,))


def _why_gone(new: Questionnaire, question_id: str) -> Cause:
    for hidden in new.hidden:
        part = hidden.part
        inside = isinstance(part, Section) and any(each.id == question_id for each in part.questions)
        if inside or (hidden.ref.kind, hidden.ref.id) == ("question", question_id):
            return Cause("hidden", {"because": hidden.because})
    return Cause("gone", {})


def _seen(each: Carried, before: Evaluation, after: Evaluation) -> Carried:
    """Add what is shown, which only shows when it is known what stands."""
    shown_before = _is_shown(before, each.id)
    shown_after = each.new is not None and _is_shown(after, each.id)
    seen = replace(each, shown_before=shown_before, shown_after=shown_after)
    if each.fate is Fate.OPEN and shown_after and not shown_before:
        return replace(seen, fate=Fate.NEW, causes=(Cause("appears", {}),))
    return seen


def _is_shown(evaluation: Evaluation, question_id: str) -> bool:
    return evaluation.status.get(question_id, Status.HIDDEN) is not Status.HIDDEN


def causes_of(old: Question | None, new: Question, value: Any) -> Iterator[Cause]:
    """Why an answer that fits may mean something else now; nothing when it means the same."""
    if old is None:
        yield Cause("back", {})
        return
    if old.revision != new.revision:
        yield Cause("revision", {})
    if new.disclosure == "public" != old.disclosure:  # it was answered under another promise
        yield Cause("public", {})
    if is_aside(value):
        return
    if not _asks_alike(old, new) and {old.type, new.type} != {"choice", "yesno"}:
        yield Cause("type", {})
        return
    yield from _added("options", old.options, new.options)
    yield from _added("rows", old.rows, new.rows)
    yield from _added("columns", old.columns, new.columns)
    for column in old.columns:
        yield from _column_causes(column, new)
    if new.type == "scale" and (old.min, old.max) != (new.min, new.max):
        ends = {"old_min": old.min, "old_max": old.max, "min": new.min, "max": new.max}
        yield Cause("steps", ends)
    if _other_words(old.unit, new.unit):
        yield Cause("unit", {"old": old.unit, "new": new.unit})


def _column_causes(old: Question, table: Question) -> Iterator[Cause]:
    new = next((column for column in table.columns if column.id == old.id), None)
    if new is not None and any(causes_of(old, new, "")):
        yield Cause("column", {"column": new.label})


def _added(code: str, old: Iterable[Any], new: Iterable[Any]) -> Iterator[Cause]:
    """What can be chosen or filled in now, and could not when the answer was given."""
    had = {each.id for each in old}
    names = tuple(each.label for each in new if each.id not in had)
    if names:
        yield Cause(code, {"names": names})


_ALIKE = (frozenset(("text", "longtext")),)
"""Types between which an answer keeps its form and its meaning."""


def _asks_alike(old: Question, new: Question) -> bool:
    return old.type == new.type or any({old.type, new.type} <= alike for alike in _ALIKE)


def _other_words(old: Text, new: Text) -> bool:
    """Do two texts differ in a language that both are in? A translation that came says nothing else."""
    both = old.keys() & new.keys()
    return any(old[lang] != new[lang] for lang in both) if both else bool(old) or bool(new)


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"‘{each.to(lang)}’" for each in value)
    return value.to(lang) if isinstance(value, Text) else str(printable(value))


_SENTENCES: Mapping[str, Mapping[str, str]] = {
    "revision": {
        "nl": "De vraag kreeg een andere betekenis.",
        "en": "The question was given another meaning.",
    },
    "public": {
        "nl": "Het antwoord wordt nu openbaar, tenzij u iets anders afspreekt.",
        "en": "The answer becomes public now, unless you arrange otherwise.",
    },
    "type": {
        "nl": "De vraag wordt nu op een andere manier beantwoord.",
        "en": "The question is answered in another way now.",
    },
    "options": {"nl": "Er kwamen antwoorden bij: {names}.", "en": "Answers were added: {names}."},
    "rows": {"nl": "Er kwamen rijen bij: {names}.", "en": "Rows were added: {names}."},
    "columns": {"nl": "Er kwamen kolommen bij: {names}.", "en": "Columns were added: {names}."},
    "column": {
        "nl": "De kolom ‘{column}’ wordt nu anders ingevuld.",
        "en": "The column ‘{column}’ is filled in differently now.",
    },
    "steps": {
        "nl": "De schaal loopt nu van {min} tot {max}. Dat was van {old_min} tot {old_max}.",
        "en": "The scale runs from {min} to {max} now. It ran from {old_min} to {old_max}.",
    },
    "unit": {
        "nl": "Het getal staat nu voor ‘{new}’. Dat was ‘{old}’.",
        "en": "The number stands for ‘{new}’ now. It stood for ‘{old}’.",
    },
    "back": {
        "nl": "U gaf dit antwoord op een andere versie van de vragenlijst.",
        "en": "You gave this answer to another version of the questionnaire.",
    },
    "appears": {
        "nl": "Bij uw antwoorden wordt deze vraag nu wel gesteld.",
        "en": "With your answers this question is asked now.",
    },
    "gone": {"nl": "De vraag is vervallen.", "en": "The question is gone."},
    "hidden": {"nl": "Hier niet gevraagd: {because}", "en": "Not asked here: {because}"},
}
