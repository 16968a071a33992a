"""A draft's text as far as it can be read: the file to edit, the questionnaire, and all that is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.orm import Session

from afweging.case.authoring.models import QuestionnaireDraft
from afweging.case.library.queries import pinned
from afweging.questionnaire import Problem, Questionnaire, QuestionnaireInvalid, read_bytes
from afweging.questionnaire.editing import Document, NotEditable, QuestionnaireText, VariantText
from afweging.questionnaire.health import Warning, health
from afweging.questionnaire.parts import FILE, PartRef
from afweging.questionnaire.variants import Resolved, read_variant, resolve

MOST_READ = 32
_read: dict[tuple[str, str | None], Reading] = {}


@dataclass(frozen=True)
class Reading:
    """What a text says.

    `editable` is None when the text is no YAML. `questionnaire` and `resolved` are None as long as something
    is wrong; `problems` says what, with its place in the text.
    """

    text: str
    base: Questionnaire | None
    editable: QuestionnaireText | VariantText | None
    questionnaire: Questionnaire | None = None
    resolved: Resolved | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_variant(self) -> bool:
        """Is it the text of a variant?"""
        return self.base is not None

    @cached_property
    def placed(self) -> tuple[PlacedProblem, ...]:
        """The problems with the part and key at which they stand."""
        return tuple(self._placed(problem) for problem in self.problems)

    def _placed(self, problem: Problem) -> PlacedProblem:
        if self.editable is None:
            return PlacedProblem(problem)
        ref, path = self.editable.part_at(problem.line, problem.column)
        return PlacedProblem(problem, ref, path)

    @cached_property
    def warnings(self) -> tuple[Warning, ...]:
        """What deserves a look before many people fill it in; of a variant, only what it brought itself."""
        return () if self.questionnaire is None else tuple(health(self.questionnaire, base=self.base))

    def problems_of(self, ref: PartRef) -> tuple[PlacedProblem, ...]:
        """The problems of one part."""
        return tuple(each for each in self.placed if each.ref == ref)


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """A problem, and where in the questionnaire it is: the part, and the keys below it."""

    problem: Problem
    ref: PartRef = FILE
    path: tuple[str, ...] = field(default=())

    @property
    def key(self) -> str:
        """The key of the part that is wrong; empty when it is the part itself."""
        return self.path[0] if self.path else ""


def read_draft(session: Session, draft: QuestionnaireDraft) -> Reading:
    """Read a draft; the same text is read once per process."""
    return read_text(session, draft.text, draft.base_sha256)


def read_text(session: Session, text: str, base_sha256: str | None) -> Reading:
    """Read a text of a questionnaire, or of a variant of the base with this hash."""
    key = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), base_sha256)
    found = _read.get(key)
    if found is None:
        base = None if base_sha256 is None else pinned(session, base_sha256)
        found = _reading(text, base)
        if len(_read) >= MOST_READ:
            _read.pop(next(iter(_read)), None)
        _read[key] = found
    return found


def _reading(text: str, base: Questionnaire | None) -> Reading:
    editable: QuestionnaireText | VariantText | None = None
    try:
        document = Document(text)
        editable = QuestionnaireText(document) if base is None else VariantText(document, base)
    except NotEditable:
        editable = None
    data = text.encode("utf-8", "replace")
    try:
        if base is None:
            return Reading(text, base, editable, read_bytes(data, FILE_NAME))
        resolved = resolve(base, read_variant(data, FILE_NAME))
        return Reading(text, base, editable, resolved.questionnaire, resolved)
    except QuestionnaireInvalid as error:
        return Reading(text, base, editable, problems=tuple(error.problems))


FILE_NAME = "concept"
"""What the problems of a draft call its file."""
