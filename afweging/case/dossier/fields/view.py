"""What a template needs to draw one question. The dossier room fills it; nothing here reads a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from afweging.case.dossier.fields.base import Field
from afweging.case.dossier.fields.controls import Choice, with_strays
from afweging.case.dossier.fields.fixed import Head, head_of
from afweging.case.dossier.fields.names import (
    answer_name,
    element_id,
    revision_name,
    version_mark,
    version_name,
)
from afweging.case.dossier.fields.registry import field_for
from afweging.case.dossier.fields.texts import is_day
from afweging.case.dossier.fields.words import words_of

if TYPE_CHECKING:
    from afweging.questionnaire.model import Question
    from afweging.questionnaire.words import Words

NO_NUMBERS: Mapping[str, str] = {}
NOTHING_STATED: Mapping[str, str] = {"reason": "", "who": "", "by": ""}


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with an answer, and in which cell of it: a row (from 0) and a column, or neither."""

    message: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that was added to an answer. `about` says its size, when it came, and from whom."""

    id: str
    name: str
    url: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """One question as it is shown now."""

    question: Question
    number: str
    lang: str
    sha: str
    """SHA-256 of the questionnaire: with the language and the question's id, the key of its fixed parts."""
    value: Any = None
    """The answer as stored, also when it is invalid."""
    revision: int = 0
    errors: tuple[FieldError, ...] = ()
    saved_at: str = ""
    """In words: “10.32”, “12 november”. Empty when nothing was saved yet."""
    saved_by: str = ""
    """Who saved it, when that was somebody else."""
    comments: int = 0
    comments_open: int = 0
    """How many of the comments wait for the reader."""
    comments_url: str = ""
    shown_options: tuple[str, ...] | None = None
    """The options that are shown now; None means all."""
    why_shown: str = ""
    """The sentence that says which answer made this question appear."""
    why_url: str = ""
    """Where it is told why the question is here, and what would change that."""
    is_new: bool = False
    is_current: bool = False
    required: bool = False
    readonly: bool = False
    words: Words | None = None
    """The answer in words (`answer_in_words`), for a read-only view."""
    disclosure: str = "internal"
    reads: str = ""
    """Who reads the answer, where that is more than its disclosure says."""
    save_url: str = ""
    origin: str = ""
    """Where the question comes from, when that is not the national model as it is."""
    files: tuple[EvidenceFile, ...] = ()
    values: tuple[Choice, ...] = ()
    """The public values of the questionnaire, for the weighing and the dilemmas."""
    numbers: Mapping[str, str] = field(default_factory=lambda: NO_NUMBERS)
    """Question id → number, so that evidence reads “5.4” and not an id."""
    people: tuple[str, ...] = ()
    """Who might find out what is not known: proposals, anything else may be typed."""
    extra_rows: int = 0
    """Empty rows to add, after “add a row”."""
    picture: Markup | str = ""
    """Drawn above the rows: the balance or the heat map."""

    @property
    def head(self) -> Head:
        """Return the parts that never change: label, help, examples, options."""
        return head_of(self.question, self.sha, self.lang)

    @property
    def said(self) -> Mapping[str, str]:
        """Return the words of the interface, looked up once per language."""
        return words_of(self.lang)

    @property
    def name(self) -> str:
        """Return the name of the input; the id of the control too."""
        return answer_name(self.question.id)

    @property
    def revision_name(self) -> str:
        """Return the name of the hidden input with the revision."""
        return revision_name(self.question.id)

    @property
    def version_name(self) -> str:
        """Return the name of the hidden input that says in which text the question stands."""
        return version_name(self.question.id)

    @property
    def version(self) -> str:
        """Return what that input holds."""
        return version_mark(self.sha)

    @property
    def element_id(self) -> str:
        """Return the id of the element round the question."""
        return element_id(self.question.id)

    @property
    def state(self) -> str:
        """Return `unknown`, `not_applicable` or `answered`."""
        if isinstance(self.value, dict):
            for state in ("unknown", "not_applicable"):
                if state in self.value:
                    return state
        return "answered"

    @property
    def answer(self) -> Any:
        """Return what was answered, without a state."""
        return self.value if self.state == "answered" else None

    @property
    def stated(self) -> Mapping[str, str]:
        """Return what was said with “unknown” or “not applicable”: reason, who, by."""
        if self.state == "answered":
            return NOTHING_STATED
        return {
            "reason": str(self.value.get(self.state) or ""),
            "who": str(self.value.get("who") or ""),
            "by": str(self.value.get("by") or ""),
        }

    @property
    def by_is_day(self) -> bool:
        """Say whether the day of “unknown” fits a date input; what is no day stays as text."""
        by = self.stated["by"]
        return not by or is_day(by)

    @property
    def field(self) -> Field:
        """Return what draws the control."""
        return field_for(self.question.type)

    @property
    def own_errors(self) -> tuple[FieldError, ...]:
        """Return the errors that belong to no cell."""
        return tuple(error for error in self.errors if error.row is None)

    @property
    def described_by(self) -> str:
        """Return the ids of the help and the error, for `aria-describedby`."""
        ids = []
        if self.head.help:
            ids.append(f"{self.name}-hulp")
        if self.own_errors:
            ids.append(f"{self.name}-fout")
        return " ".join(ids)

    def choices(self, chosen: Iterable[str]) -> tuple[Choice, ...]:
        """Return the options that are shown, and what was chosen besides."""
        choices = self.head.column.choices
        if self.shown_options is not None:
            choices = tuple(choice for choice in choices if choice.value in self.shown_options)
        return with_strays(choices, chosen)

    def error_in(self, row: int, column: str) -> str:
        """Return what is wrong with a cell."""
        return " ".join(error.message for error in self.errors if error.row == row and error.column == column)
