"""What the review screen shows: sections with answers, differences and findings, and what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.dossier.files import file_names, with_file_names
from afweging.case.dossier.models import Comment
from afweging.case.dossier.walk import Walk
from afweging.case.library.origins import origins_of
from afweging.case.review.changes import plain
from afweging.case.review.models import WHOLE_CASE, Finding
from afweging.case.review.queries import Earlier, Room, comments_of, earlier_of
from afweging.case.review.standing import Gap, section_name
from afweging.case.review.stock_phrases import stock_phrases_in
from afweging.foundation.web.differences import Piece, word_differences
from afweging.foundation.web.dutch import always_dutch
from afweging.questionnaire import Question, Section, Words, answer_in_words

WHOLE = "zaak"  # the place of the one finding on the short route, in addresses and ids


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One question with its answer, and what an officer should notice about it."""

    id: str
    number: str
    label: str
    words: Words
    changed: bool
    saved_at: dt.datetime | None
    comments: tuple[Comment, ...]
    stock_phrases: tuple[str, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs from what was read before."""

    id: str
    number: str
    label: str
    place: str
    section_number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One section, with the finding beside it; on the short route the sections share one."""

    id: str
    place: str
    number: int
    title: str
    answers: tuple[AnswerShown, ...]
    finding: Finding | None
    stale: Finding | None
    gaps: tuple[Gap, ...]

    @property
    def changed(self) -> int:
        """Return how many answers changed."""
        return sum(answer.changed for answer in self.answers)

    @property
    def waits(self) -> bool:
        """Tell whether something is left to do here."""
        return self.finding is None or bool(self.gaps)


@dataclass(frozen=True, slots=True)
class Square:
    """One place in the bar: what was found there."""

    place: str
    number: str
    verdict: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything the review screen draws of answers and findings."""

    parts: tuple[PartShown, ...]
    changes: tuple[Change, ...]
    earlier: Earlier | None
    squares: tuple[Square, ...]
    moved: tuple[str, str] | None = None  # the version then and now, when the questionnaire is another


def place_of(section_id: str) -> str:
    """Return how a finding's place is written in addresses."""
    return WHOLE if section_id == WHOLE_CASE else section_id


def section_id_of(place: str) -> str:
    """Return the finding's section of a place in an address."""
    return WHOLE_CASE if place == WHOLE else place


def screen(session: Session, room: Room, language: str) -> Screen:
    """Read the whole screen."""
    earlier = earlier_of(session, room.assessment, room.case)
    remarks = comments_of(session, room.assessment)
    flagging = room.may("take") or room.may("find")
    parts = tuple(_parts(room, earlier, remarks, language, flagging=flagging))
    changes = tuple(_changes(room, earlier, language)) if earlier else ()
    return Screen(parts, changes, earlier, squares(room), _moved(room, earlier, language))


def _moved(room: Room, earlier: Earlier | None, language: str) -> tuple[str, str] | None:
    """Return on which text was answered then, and on which now, when they are not the same."""
    if earlier is None or earlier.questionnaire.sha256 == room.case.questionnaire.sha256:
        return None
    then, now = earlier.questionnaire, room.case.questionnaire
    return f"{then.title.to(language)} {then.version}", f"{now.title.to(language)} {now.version}"


def squares(room: Room) -> tuple[Square, ...]:
    """Return the bar: one square for each finding that is due."""
    numbers = {s.id: str(n) for n, s in enumerate(room.case.questionnaire.sections, start=1)}
    return tuple(
        Square(
            place=place_of(key),
            number=numbers.get(key, "✓" if key in room.findings else "1"),
            verdict=room.findings[key].verdict if key in room.findings else None,
            name=section_name(room.case, key),
        )
        for key in room.places
    )


def _parts(
    room: Room,
    earlier: Earlier | None,
    remarks: Mapping[str, list[Comment]],
    language: str,
    *,
    flagging: bool,
) -> Iterator[PartShown]:
    whole = room.places == (WHOLE_CASE,)
    shown = {section.id for section in room.case.evaluation.shown_sections}
    files = file_names(room.session, room.assessment)
    origins = origins_of(room.session, room.assessment.questionnaire_sha256)
    for number, section in enumerate(room.case.questionnaire.sections, start=1):
        if section.id not in shown:
            continue
        key = WHOLE_CASE if whole else section.id
        yield PartShown(
            id=section.id,
            place=place_of(key),
            number=number,
            title=section.title.to(language),
            answers=tuple(
                _answers(room.case, section, earlier, remarks, files, origins, language, flagging=flagging)
            ),
            finding=room.findings.get(key),
            stale=room.stale.get(key),
            gaps=tuple(g for g in room.finding_gaps if g.section_id == key),
        )


def _answers(
    case: Walk,
    section: Section,
    earlier: Earlier | None,
    remarks: Mapping[str, list[Comment]],
    files: Mapping[str, str],
    origins: Mapping[str, str],
    language: str,
    *,
    flagging: bool,
) -> Iterator[AnswerShown]:
    for question in section.questions:
        if question.type == "info" or case.evaluation.status[question.id].value == "hidden":
            continue
        value = with_file_names(question, case.values.get(question.id), files)
        words = answer_in_words(case.questionnaire, question, value, language)
        answer = case.answers.get(question.id)
        yield AnswerShown(
            id=question.id,
            number=case.questionnaire.number(question.id),
            label=question.label.to(language),
            words=words,
            changed=earlier is not None and question.id in earlier.changed,
            saved_at=answer.saved_at if answer else None,
            comments=tuple(remarks.get(question.id, ())),
            stock_phrases=stock_phrases_in(plain(words)) if flagging and _is_text(question) else (),
            origin=origins.get(question.id, ""),
        )


def _is_text(question: Question) -> bool:
    return question.type in ("text", "longtext", "table", "measures", "risks", "weighing", "dilemmas")


def _changes(room: Room, earlier: Earlier, language: str) -> Iterator[Change]:
    q = room.case.questionnaire
    whole = room.places == (WHOLE_CASE,)
    for number, section in enumerate(q.sections, start=1):
        for question in section.questions:
            if question.id not in earlier.changed or question.type == "info":
                continue
            asked = earlier.questionnaire.questions.get(question.id, question)
            given = earlier.values.get(question.id)
            before = plain(answer_in_words(earlier.questionnaire, asked, given, language))
            after = plain(answer_in_words(q, question, _shown_value(room.case, question), language))
            pieces = word_differences(before, after)
            if any(piece.kind != "same" for piece in pieces):
                place = WHOLE if whole else section.id
                label = question.label.to(language)
                yield Change(question.id, q.number(question.id), label, place, number, pieces)


def _shown_value(case: Walk, question: Question) -> object:
    """Return what is answered now; an answer that is not shown any more counts as gone."""
    hidden = case.evaluation.status[question.id].value == "hidden"
    return None if hidden else case.values.get(question.id)


@always_dutch
def drafted_reasons(room: Room) -> str:
    """Return the reasons of a judgement as the findings give them: arguments, never scores."""
    good = [key for key in room.places if _verdict(room, key) == "acceptable"]
    lines = [_sentence(room, key) for key in room.places if _verdict(room, key) != "acceptable"]
    told = [
        f"{section_name(room.case, key)}: {room.findings[key].comment}"
        for key in good
        if room.findings[key].comment
    ]
    silent = [key for key in good if not room.findings[key].comment]
    if silent and room.places != (WHOLE_CASE,):
        names = ", ".join(section_name(room.case, key) for key in silent)
        told.append(_("Geen bezwaar heb ik bij: %(sections)s.", sections=names))
    return "\n\n".join(filter(None, [*lines, *told]))


def _verdict(room: Room, key: str) -> str | None:
    finding = room.findings.get(key)
    return finding.verdict if finding else None


def _sentence(room: Room, key: str) -> str:
    finding = room.findings.get(key)
    if finding is None:
        return ""
    name = section_name(room.case, key)
    if finding.verdict == "insufficient":
        return _("%(section)s is onvoldoende. %(why)s", section=name, why=finding.comment)
    parts = (finding.comment, finding.measure)
    return _("%(section)s kan beter. %(why)s", section=name, why=" ".join(filter(None, parts)))


def scan_parts(room: Room, language: str) -> tuple[PartShown, ...]:
    """Return the answers of a quick scan, section by section; nobody judges them one by one."""
    return tuple(_parts(room, None, {}, language, flagging=False))
