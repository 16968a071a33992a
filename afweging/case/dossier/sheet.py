"""A sheet: the questions of one page, for one reader, with all that stands around them."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from afweging.case.dossier import addresses
from afweging.case.dossier.drawing import draw, draw_hidden
from afweging.case.dossier.fields import Choice, EvidenceFile, FieldError, QuestionView, field_errors
from afweging.case.dossier.models import Comment, Evidence
from afweging.case.dossier.moments import size_words, when
from afweging.case.dossier.moved import LastMove, MovedNote, last_move_at
from afweging.case.dossier.outlook import Progress
from afweging.case.dossier.queries.places import Place
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.walk import Standing, Walk, standing, walk_over
from afweging.case.library.origins import origins_of
from afweging.case.library.queries import pinned
from afweging.foundation.database import Prepared
from afweging.foundation.database.prepared import moment
from afweging.foundation.identity.models import Person
from afweging.foundation.web.markdown import to_inline_html
from afweging.questionnaire import Question, Questionnaire, Section, Status, answer_in_words
from afweging.questionnaire.text import Text

NO_MARKUP = Markup("")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment at a question, as it is read."""

    public_id: str
    question_id: str
    text: str
    proposal: str | None
    when: str
    by: str
    by_me: bool
    resolved: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in and was not kept: a value, what is wrong with it, and what stands there meanwhile."""

    value: Any
    errors: tuple[FieldError, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address or the act before asks of the page: where to look, what is new, what gets a row."""

    current: str = ""
    new: frozenset[str] = frozenset()
    more_rows: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question on the page: its HTML and what the page adds below it."""

    id: str
    number: str
    html: Markup
    to_confirm: bool = False
    theirs: Any = None
    moved: MovedNote | None = None


@dataclass(frozen=True)
class Sheet:
    """What a page of questions is made of. Nothing here asks the database again."""

    place: Place
    case: Walk
    standing: Mapping[str, Standing]
    lang: str
    today: dt.date
    remarks: Mapping[str, list[Remark]] = field(default_factory=dict)
    files: Mapping[str, tuple[EvidenceFile, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    moved: LastMove | None = None

    @property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire that the assessment is pinned to."""
        return self.case.questionnaire

    @cached_property
    def editable(self) -> bool:
        """Tell whether this reader may write here now."""
        return self.place.editable

    @cached_property
    def comments_at(self) -> str:
        """Return where to comment, to put a question's id in; empty for who may not."""
        return "?vraag={}#opmerkingen" if self.place.sight.may("comment") else ""

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Return who is who in this dossier."""
        return self.place.names

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Return who might find something out: everybody present in the dossier."""
        return tuple(dict.fromkeys(m.name for m in self.place.members if not m.removed))

    def with_answer(self, question: Question, value: Any, revision: int, at: dt.datetime) -> Sheet:
        """Return the sheet as it is with another answer, without asking the database."""
        raw = None if value is None else json.dumps(value)
        mine = self.place.sight.actor.person_id
        stands = dict(self.standing)
        stands[question.id] = Standing(question.id, raw, revision, question.revision, at, mine, False)
        case = replace(self.case, answers={key: row for key, row in stands.items() if row.raw is not None})
        return replace(self, standing=stands, case=case)

    @cached_property
    def sees_all(self) -> bool:
        """Tell whether this reader sees every question that is shown."""
        return not self.place.sight.only_assigned

    def status(self, question_id: str) -> Status:
        """Return what the evaluation says of a question."""
        return self.case.evaluation.status[question_id]

    def sees(self, question: Question) -> bool:
        """Tell whether a question may exist for this reader."""
        return self.sees_all or self.place.sight.sees(question)

    def shown(self, question: Question) -> bool:
        """Tell whether a question exists for this reader now."""
        return self.case.evaluation.status[question.id] is not Status.HIDDEN and self.sees(question)

    def asked_for(self, question_id: str) -> Question:
        """Return a question that this reader can answer by its id. Raises NotFound off the path."""
        question = self.questionnaire.questions.get(question_id)
        if question is None or question.type == "info" or not self.shown(question):
            raise not_found()
        return question

    def shown_in(self, questions: Iterable[Question]) -> tuple[Question, ...]:
        """Return the questions that exist for this reader now."""
        return tuple(question for question in questions if self.shown(question))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections in which this reader finds a question."""
        shown = self.case.outlook.sections
        return shown if self.sees_all else tuple(s for s in shown if self.shown_in(s.questions))

    def progress_of(self, section: Section) -> Progress:
        """Return how far a section is, for what this reader sees of it."""
        if self.sees_all:
            return self.case.progress_of(section)
        return self.case.progress_in(self.shown_in(section.questions))

    def draw(
        self, questions: Iterable[Question], asked: Asked, typed: Mapping[str, Typed] | None = None
    ) -> Iterator[Drawn]:
        """Give the questions as HTML, with empty places for those that may appear."""
        for question in questions:
            if self.shown(question):
                yield self._drawn(question, asked, (typed or {}).get(question.id))
            elif self.editable and self.sees(question):
                yield Drawn(question.id, "", draw_hidden(question.id))

    def _drawn(self, question: Question, asked: Asked, typed: Typed | None) -> Drawn:
        stands = self.standing.get(question.id)
        return Drawn(
            question.id,
            self.questionnaire.number(question.id),
            draw(self.view(question, asked, typed)),
            to_confirm=bool(stands and stands.to_confirm and self.editable),
            theirs=self.words(question) if typed is not None and typed.conflict else None,
            moved=self._moved(question, stands),
        )

    def _moved(self, question: Question, stands: Standing | None) -> MovedNote | None:
        if self.moved is None or not self.editable:
            return None
        wrong = self.status(question.id) is Status.INVALID
        return self.moved.note(question, stands, self.lang, wrong=wrong)

    def words(self, question: Question) -> Any:
        """Return the answer that stands, in words."""
        stands = self.standing.get(question.id)
        value = stands.value if stands else None
        if question.type == "file" and isinstance(value, list):
            names = {file.id: file.name for file in self.files.get(question.id, ())}
            value = [names.get(item, item) for item in value]
        return answer_in_words(self.questionnaire, question, value, self.lang)

    def view(self, question: Question, asked: Asked, typed: Typed | None = None) -> QuestionView:
        """Return one question as it is shown now."""
        stands = self.standing.get(question.id)
        value = typed.value if typed else stands.value if stands else None
        readonly = not self.editable
        fixed = _fixed(self.questionnaire, self.lang)
        remarks = self.remarks.get(question.id, ())
        return QuestionView(
            question=question,
            number=self.questionnaire.number(question.id),
            lang=self.lang,
            sha=self.questionnaire.sha256,
            value=value,
            revision=stands.revision if stands else 0,
            errors=typed.errors if typed else self.errors(question),
            saved_at=when(stands.saved_at, self.today, self.lang) if stands and not typed else "",
            saved_by=self._by(stands) if stands else "",
            comments=len(remarks),
            comments_open=sum(not r.resolved and not r.by_me for r in remarks),
            comments_url=self.comments_at.format(question.id),
            shown_options=self._options(question),
            why_shown=self._why(question, asked, stands),
            why_url=self._why_url(question),
            is_new=question.id in asked.new,
            is_current=question.id == asked.current,
            required=question.type != "info" and self.case.evaluation.required(question.id),
            readonly=readonly,
            words=self.words(question) if readonly else None,
            disclosure=question.disclosure,
            origin=self.origins.get(question.id, ""),
            save_url="" if readonly else addresses.save_url(self.place.public_id, question.id),
            files=self.files.get(question.id, ()),
            values=fixed.values,
            numbers=fixed.numbers,
            people=() if readonly or "unknown" not in question.allow else self.people,
            extra_rows=1 if asked.more_rows == question.id else 0,
        )

    def asks(self, question: Question) -> tuple[object, ...]:
        """Return what another answer may change about how a question is asked."""
        if not self.shown(question):
            return ()
        return self._options(question), self.case.evaluation.required(question.id), self.errors(question)

    def errors(self, question: Question) -> tuple[FieldError, ...]:
        """Return what is wrong with the answer that stands."""
        if self.status(question.id) is not Status.INVALID:
            return ()
        return field_errors(self.case.evaluation.invalid_of(question.id), question, self.lang)

    def _by(self, stands: Standing) -> str:
        if stands.saved_by_id == self.place.sight.actor.person_id:
            return ""
        return self.names.get(stands.saved_by_id, "")

    def _options(self, question: Question) -> tuple[str, ...] | None:
        if question.id not in _fixed(self.questionnaire, self.lang).choosy:
            return None
        return tuple(option.id for option in self.case.evaluation.shown_options(question.id))

    def _why_url(self, question: Question) -> str:
        """Where its why is told; nowhere for a question that everybody gets, and for who sees only a part."""
        conditional = question.show_if or self.questionnaire.section_of(question.id).show_if
        if not conditional or self.place.sight.only_assigned:
            return ""
        return addresses.assessment_url(self.place.public_id, f"waarom/vraag/{question.id}")

    def _why(self, question: Question, asked: Asked, stands: Standing | None) -> str:
        """Say why a question is here, as long as it has no answer or when it just came."""
        if question.show_if is None or (stands and stands.value is not None and question.id not in asked.new):
            return ""
        trace = self.case.evaluation.why_shown(question.id)
        return " ".join(reason.sentence(self.lang) for reason in trace.reasons[:2])


@dataclass(frozen=True, slots=True)
class Fixed:
    """What follows from the questionnaire alone."""

    values: tuple[Choice, ...]
    numbers: Mapping[str, str]
    by_number: Mapping[str, str]
    choosy: frozenset[str]
    """The questions of which an option may be hidden."""
    with_files: frozenset[str]


@lru_cache(maxsize=64)
def _fixed(questionnaire: Questionnaire, lang: str) -> Fixed:
    numbers = {key: number for key in questionnaire.questions if (number := questionnaire.number(key))}
    values = tuple(Choice(each.id, to_inline_html(each.title.to(lang))) for each in questionnaire.values)
    choosy = frozenset(
        key for key, each in questionnaire.questions.items() if any(option.show_if for option in each.options)
    )
    with_files = frozenset(key for key, each in questionnaire.questions.items() if each.type == "file")
    return Fixed(values, numbers, {number: key for key, number in numbers.items()}, choosy, with_files)


def numbers_of(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return the numbers of questions as people write them → their ids."""
    return _fixed(questionnaire, "nl").by_number


@lru_cache(maxsize=1024)
def glossary_of(questionnaire: Questionnaire, section_id: str, lang: str) -> tuple[tuple[str, str], ...]:
    """Return the terms that a section uses, with their explanation."""
    said = " ".join(_said(questionnaire.section(section_id), lang)).casefold()
    return tuple(
        (term.title.to(lang), term.text.to(lang))
        for term in questionnaire.glossary
        if term.title.to(lang).casefold() in said
    )


def _said(section: Section, lang: str) -> Iterator[str]:
    texts: list[Text] = [section.title, section.intro]
    for question in section.questions:
        texts += (question.label, question.help, *(option.label for option in question.options))
    return (text.to(lang) for text in texts)


def sheet(session: Session, place: Place, *, lang: str, today: dt.date, with_remarks: bool = True) -> Sheet:
    """Read what a page of questions needs: answers, comments and files, in one statement each."""
    stands = standing(session, place.assessment_id)
    return Sheet(
        place=place,
        case=walk_of(session, place, stands, today=today),
        standing=stands,
        lang=lang,
        today=today,
        remarks=_remarks(session, place, lang, today) if with_remarks else {},
        files=_files(session, place, stands, lang, today),
        origins=origins_of(session, place.sha256),
        moved=last_move_at(session, place.assessment_id, place.move) if place.move else None,
    )


def walk_of(session: Session, place: Place, stands: Mapping[str, Standing], *, today: dt.date) -> Walk:
    """Return the walk over answers that were read, emptied ones left out."""
    return walk_over(
        pinned(session, place.sha256),
        {key: row for key, row in stands.items() if row.raw is not None},
        place.state,
        place.rules_date,
        place.dossier_phase,
        today=today,
    )


_REMARKS = Prepared(
    select(
        Comment.public_id,
        Comment.question_id,
        Comment.text,
        Comment.proposal,
        Comment.at,
        Comment.by_id,
        Person.name,
        Comment.resolved_at,
    )
    .join(Person, Person.id == Comment.by_id)
    .where(Comment.assessment_id == bindparam("of"))
    .order_by(Comment.at, Comment.id)
)
_FILES = Prepared(
    select(
        Evidence.public_id,
        Evidence.question_id,
        Evidence.name,
        Evidence.size,
        Evidence.added_at,
        Person.name,
    )
    .join(Person, Person.id == Evidence.added_by_id)
    .where(Evidence.assessment_id == bindparam("of"), Evidence.removed_at.is_(None))
    .order_by(Evidence.added_at, Evidence.id)
)


def _remarks(session: Session, place: Place, lang: str, today: dt.date) -> dict[str, list[Remark]]:
    rows = _REMARKS.rows(session.connection(), {"of": place.assessment_id})
    me = place.sight.actor.person_id
    found: dict[str, list[Remark]] = defaultdict(list)
    for public_id, question_id, text, proposal, at, by_id, name, resolved in rows:
        said_at = when(moment(at), today, lang)
        said = Remark(public_id, question_id, text, proposal, said_at, name, by_id == me, bool(resolved))
        found[question_id].append(said)
    return found


def _files(
    session: Session, place: Place, stands: Mapping[str, Standing], lang: str, today: dt.date
) -> dict[str, tuple[EvidenceFile, ...]]:
    """Read the files, but only when an answer holds some."""
    if _fixed(pinned(session, place.sha256), lang).with_files.isdisjoint(stands):
        return {}
    rows = _FILES.rows(session.connection(), {"of": place.assessment_id})
    found: dict[str, list[EvidenceFile]] = defaultdict(list)
    for public_id, question_id, name, size, at, by in rows:
        about = f"{size_words(size, lang)}, {when(moment(at), today, lang)}, {by}"
        found[question_id].append(EvidenceFile(public_id, name, addresses.evidence_url(public_id), about))
    return {key: tuple(files) for key, files in found.items()}
