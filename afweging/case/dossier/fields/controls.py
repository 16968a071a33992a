"""The things to fill in, as templates draw them: a whole question, or a cell of a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from afweging.case.dossier.fields.texts import is_day, shown
from afweging.foundation.web.markdown import to_inline_html

if TYPE_CHECKING:
    from afweging.questionnaire.model import Question


@dataclass(frozen=True, slots=True)
class Choice:
    """One option."""

    value: str
    label: Markup | str
    hint: Markup | str = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of rows, or one scalar question: its type, its words and its limits."""

    id: str
    type: str
    label: Markup | str
    hint: Markup | str = ""
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    integer: bool = False
    max_length: int | None = None
    wide: bool = False
    """Whether it takes a whole line of the card of its row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column in a row: the input's name, and what stands in it."""

    column: Column
    name: str
    value: object
    label: str
    """What a screen reader says: the column and the row."""
    error: str = ""

    @property
    def text(self) -> str:
        """Return the value as it stands in an input."""
        if isinstance(self.value, list):
            return ", ".join(map(str, self.value))
        return shown(self.value)

    @property
    def is_day(self) -> bool:
        """Say whether the text is a day; a date input drops anything else."""
        return is_day(self.text)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the values that are chosen."""
        return chosen(self.value)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the options, with what was chosen even when that is no option any more."""
        return with_strays(self.column.choices, self.texts)


def chosen(value: object) -> tuple[str, ...]:
    """Return the chosen values of any answer as texts."""
    if isinstance(value, list):
        return tuple(shown(item) for item in value)
    if value is None or isinstance(value, dict):
        return ()
    return (shown(value),)


def with_strays(choices: tuple[Choice, ...], values: Iterable[str]) -> tuple[Choice, ...]:
    """Add what was chosen but is no option (any more), so that it can be seen and taken away."""
    known = {choice.value for choice in choices}
    strays = tuple(Choice(value, value) for value in values if value not in known)
    return choices + strays if strays else choices


def choices_of(question: Question, lang: str) -> tuple[Choice, ...]:
    """Return the options of a question or column; those of a yes-or-no and a scale follow from the type."""
    made = _IMPLIED.get(question.type)
    if made:
        return made(question, lang)
    return tuple(
        Choice(
            option.id,
            to_inline_html(option.label.to(lang)),
            to_inline_html(option.help.to(lang)) if option.help else "",
            option.exclusive,
        )
        for option in question.options
    )


def _yes_or_no(_question: Question, lang: str) -> tuple[Choice, ...]:
    # These are words of the questionnaire, read in the language of the question and not of the interface.
    yes, no = ("Yes", "No") if lang == "en" else ("Ja", "Nee")
    return Choice("ja", yes), Choice("nee", no)


def _scale(question: Question, lang: str) -> tuple[Choice, ...]:
    lowest, highest = (int(end) if end is not None else 0 for end in (question.min, question.max))
    said = {step: text.to(lang) for step, text in question.labels.items()}
    return tuple(
        Choice(str(step), f"{step}, {said[step]}" if step in said else str(step))
        for step in range(lowest, highest + 1)
    )


_IMPLIED = {"yesno": _yes_or_no, "scale": _scale}


def column_of(question: Question, lang: str) -> Column:
    """Return a question, or a column of a table, as something to fill in."""
    return Column(
        id=question.id,
        type=question.type,
        label=to_inline_html(question.label.to(lang)),
        hint=to_inline_html(question.help.to(lang)) if question.help else "",
        choices=choices_of(question, lang),
        unit=question.unit.to(lang) if question.unit else "",
        integer=question.integer,
        max_length=question.max_length,
    )
