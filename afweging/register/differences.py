"""What changed between two versions of an entry, field by field, in words."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .language import Language
from .markup import one_line, rich
from .records import Answer, Block, Condition, EntryRecord, Link, ReportLink, StandardFields
from .words import CONDITION, FIELDS, QUESTIONS

# Told elsewhere on the page of a version, or of no meaning to a reader.
_NOT_COMPARED = {"number", "organisation", "version", "published_at", "change_reason", "slug"} | {
    "origin", "local", "history", "fields", "answers",
}  # fmt: skip
# Said again by the answers to the residents' questions, where an entry has those.
_AS_ANSWERS = {
    "goal",
    "human_intervention",
    "lawful_basis",
    "methods_and_models",
    "proportionality",
    "risks",
    "source_data",
}
_NOT_SHOWN = {"lang", "standard_version", "source_id"}


@dataclass(frozen=True)
class Difference:
    """One thing that changed: where, what stood there, what stands there now."""

    label: str
    before: str
    after: str


def differences(old: EntryRecord, new: EntryRecord, language: Language) -> list[Difference]:
    """Everything that differs, in the order of the page. Empty when only the history differs."""
    pairs = (*_standard(old, new), *_answers(old, new), *_rest(old, new))
    return [
        Difference(language.say(label), in_words(before, language), in_words(after, language))
        for label, before, after in pairs
        if before != after
    ]


def _standard(old: EntryRecord, new: EntryRecord) -> Iterator[tuple[str, object, object]]:
    for field in dataclasses.fields(StandardFields):
        told_as_answer = bool(new.answers) and field.name in _AS_ANSWERS
        if field.name not in _NOT_SHOWN and not told_as_answer:
            yield FIELDS[field.name], getattr(old.fields, field.name), getattr(new.fields, field.name)


def _answers(old: EntryRecord, new: EntryRecord) -> Iterator[tuple[str, object, object]]:
    before = {answer.question: answer.blocks for answer in old.answers}
    after = {answer.question: answer.blocks for answer in new.answers}
    for number, question in QUESTIONS.items():
        yield question, before.get(number, ()), after.get(number, ())


def _rest(old: EntryRecord, new: EntryRecord) -> Iterator[tuple[str, object, object]]:
    for field in dataclasses.fields(EntryRecord):
        if field.name not in _NOT_COMPARED:
            yield FIELDS[field.name], getattr(old, field.name), getattr(new, field.name)


def in_words(value: object, language: Language) -> str:
    """A value of a record as one readable text."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, date):
        return language.day(value)
    if isinstance(value, bool | int | float):
        return language.number(value)
    if isinstance(value, tuple):
        return " · ".join(text for item in value if (text := in_words(item, language)))
    if isinstance(value, Mapping):
        return " · ".join(in_words(item, language) for item in value.values())
    return _object_in_words(value, language)


def _object_in_words(value: object, language: Language) -> str:
    if isinstance(value, Condition):
        return f"{value.title}: {language.label(CONDITION, value.state)}"
    if isinstance(value, Block):
        return one_line(rich(value.text, value.kind))
    if isinstance(value, ReportLink):
        return value.code
    if isinstance(value, Link):
        return value.title
    if isinstance(value, Answer) or not dataclasses.is_dataclass(value):
        return ""
    parts = (in_words(getattr(value, field.name), language) for field in dataclasses.fields(value))
    return ", ".join(part for part in parts if part)
