"""Drafting the public text from the answers: no field is written twice.

An answer drafts the field that its question names (`publish`). Only what may be public is used; several
answers join in document order. What an editor wrote stands over the draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from afweging.case.disclosure.queries import Rulings
from afweging.case.dossier.models import Dossier
from afweging.case.dossier.walk import Walk
from afweging.case.publication.fields import FIELDS, Field
from afweging.questionnaire import Question, Words, answer_in_words

STATUS_OF = {"development": "In ontwikkeling", "in_use": "In gebruik", "out_of_use": "Buiten gebruik"}
STRICTEST = ("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes")
MOST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """One field as it stands. `drafted` is what the answers give, `questions` the ids they are from."""

    field: Field
    value: Any
    drafted: Any
    questions: tuple[str, ...]
    level: str

    @property
    def is_edited(self) -> bool:
        """Tell whether an editor wrote something else than the answers give."""
        return bool(self.value != self.drafted)

    @property
    def length(self) -> int:
        """Return the length in characters, of texts."""
        return len(self.value) if isinstance(self.value, str) else 0

    @property
    def problem(self) -> str:
        """Return what is wrong with it, in a sentence; empty when nothing is."""
        if self.level == "withheld":
            return ""
        if self.field.required and not self.value:
            return _("Vul dit in: het landelijk register vraagt erom.")
        if self.field.most and self.length > self.field.most:
            over = self.length - self.field.most
            return _("Maak deze tekst %(over)s tekens korter.", over=over)
        if self.field.choices and not _chosen_from(self.value, self.field.choices):
            return _("Kies een van de mogelijkheden.")
        return ""


def field_drafts(
    dossier: Dossier, case: Walk | None, ruled: Rulings, edited: Mapping[str, Any]
) -> dict[str, FieldDraft]:
    """Return every field, in the order of the page, drafted from the answers with the edits over them."""
    drafted, sources = _drafted(dossier, case, ruled)
    return {
        key: FieldDraft(
            field=field,
            value=edited.get(key, drafted.get(key, _empty(field))),
            drafted=drafted.get(key, _empty(field)),
            questions=tuple(sources.get(key, ())),
            level=ruled.level_of_field(key),
        )
        for key, field in FIELDS.items()
    }


def _drafted(
    dossier: Dossier, case: Walk | None, ruled: Rulings
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    drafted: dict[str, Any] = {}
    sources: dict[str, list[str]] = {}
    for question in _publishing(case) if case else ():
        publish = question.publish
        if case is None or publish is None or publish.field not in FIELDS:
            continue
        sources.setdefault(publish.field, []).append(question.id)
        if ruled.level_of_answer(question) == "public":
            words = answer_in_words(case.questionnaire, question, case.values.get(question.id), "nl")
            if FIELDS[publish.field].shape == "month":
                drafted[publish.field] = str(
                    case.values.get(question.id) or ""
                )  # YYYY-MM, as the standard has it
            else:
                _join(drafted, FIELDS[publish.field], publish.form, question, words)
    drafted["status"] = STATUS_OF[dossier.lifecycle]
    drafted.setdefault("name", dossier.name)
    drafted.setdefault("description_short", dossier.summary[: FIELDS["description_short"].most])
    if dossier.in_use_since:
        drafted.setdefault("begin_date", dossier.in_use_since)
    if dossier.lifecycle != "out_of_use":
        drafted.pop("end_date", None)
    drafted.setdefault("contact_email", dossier.organisation.contact_email)
    drafted.setdefault("contact_phone", dossier.organisation.contact_phone)
    for key, value in _set_by_outcomes(case):
        drafted.setdefault(key, value)
    drafted["publication_category"] = _category(case)
    return drafted, sources


def _publishing(case: Walk) -> Iterator[Question]:
    for question in case.questionnaire.questions.values():
        shown = case.evaluation.status[question.id].value != "hidden"
        if shown and question.publish is not None:
            yield question


def _set_by_outcomes(case: Walk | None) -> Iterator[tuple[str, str]]:
    for outcome in case.questionnaire.outcomes if case else ():
        if case is not None and outcome.id in case.evaluation.outcomes:
            yield from ((key, value) for key, value in outcome.sets.items() if key in FIELDS)


def _category(case: Walk | None) -> str:
    """Return the strictest category that an outcome sets; when in doubt: impactful (law.md, AI Act)."""
    outcomes = case.questionnaire.outcomes if case else ()
    reached = case.evaluation.outcomes if case else ()
    told = {
        outcome.sets["publication_category"]
        for outcome in outcomes
        if outcome.id in reached and outcome.sets and "publication_category" in outcome.sets
    }
    return next((category for category in STRICTEST if category in told), "Impactvolle algoritmes")


def _join(drafted: dict[str, Any], field: Field, how: str, question: Question, words: Words) -> None:
    if words.kind in ("none", "not_applicable"):
        return
    if field.shape == "themes":
        drafted[field.key] = [theme for theme in _lines(words) if theme in field.choices]
    elif field.shape == "links":
        drafted.setdefault(field.key, []).extend(_links(words))
    elif field.shape == "numbers":
        drafted.setdefault(field.key, []).extend(_numbers(words))
    elif words.kind == "unknown":
        if field.shape == "rich":
            _append(drafted, field, _("Dit weten we nog niet: %(what)s", what=question.label.to("nl")))
    elif field.shape == "rich":
        _append(drafted, field, _markdown(words, how))
    else:
        drafted[field.key] = " ".join(_lines(words)).strip()


def _append(drafted: dict[str, Any], field: Field, text: str) -> None:
    before = drafted.get(field.key, "")
    drafted[field.key] = f"{before}\n\n{text}".strip() if before else text


def _markdown(words: Words, how: str) -> str:
    lines = _lines(words)
    if how == "list":
        lines = [part.lstrip("-* ").strip() for line in lines for part in line.splitlines() if part.strip()]
    if words.kind in ("list", "table") or how == "list":
        bullets = "\n".join(f"- {line}" for line in lines)
        return f"{bullets}\n\n{words.text}" if words.kind == "table" and words.text else bullets
    return "\n\n".join(lines)


def _lines(words: Words) -> list[str]:
    if words.kind == "table":
        return ["; ".join(cell for cell in row if cell) for row in words.rows]
    if words.kind == "list":
        return list(words.items)
    return [words.text] if words.text else []


def _links(words: Words) -> list[dict[str, str | None]]:
    if words.kind == "table":
        return [{"title": row[0], "link": row[1] if len(row) > 1 and row[1] else None} for row in words.rows]
    return [{"title": line, "link": None} for line in _lines(words)]


def _numbers(words: Words) -> list[dict[str, str]]:
    rows = words.rows if words.kind == "table" else ()
    return [{"figure": row[0], "words": row[1]} for row in rows if len(row) > 1][:MOST_NUMBERS]


def _chosen_from(value: Any, choices: tuple[str, ...]) -> bool:
    return all(item in choices for item in (value if isinstance(value, list) else [value] if value else []))


def _empty(field: Field) -> Any:
    return [] if field.shape in ("themes", "links", "numbers") else ""
