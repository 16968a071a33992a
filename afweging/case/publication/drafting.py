"""Drafting the public text from the answers: no field is written twice.

An answer drafts the field that its question names (`publish`). Only what may be public is used; several
answers join in document order. What an editor wrote stands over the draft. Before the decision the answers
are only offered: what is still under review becomes public when an editor deliberately takes it over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from afweging.case.disclosure.queries import Rulings
from afweging.case.dossier.models import DECIDED_STATES, Assessment, Dossier
from afweging.case.dossier.walk import Walk
from afweging.case.publication.fields import FIELDS, Field
from afweging.case.publication.shapes import MOST_NUMBERS, empty, normal, problem
from afweging.questionnaire import Question, Words, answer_in_words

STATUS_OF = {"development": "In ontwikkeling", "in_use": "In gebruik", "out_of_use": "Buiten gebruik"}
STRICTEST = ("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes")
IN_DOUBT = "Impactvolle algoritmes"


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """One field as it stands. `drafted` is what it follows, `questions` the ids that feed it.

    `offered` is what the answers give before the decision, to be taken over or not; `hidden` are the
    questions that feed it and may not be public.
    """

    field: Field
    value: Any
    drafted: Any
    questions: tuple[str, ...]
    level: str
    offered: Any = None
    hidden: tuple[str, ...] = ()

    @property
    def is_edited(self) -> bool:
        """Tell whether an editor wrote something else than the answers give."""
        return bool(normal(self.value) != normal(self.drafted))

    @property
    def length(self) -> int:
        """Return the length in characters, of texts."""
        return len(self.value) if isinstance(self.value, str) else 0

    @property
    def problem(self) -> str:
        """Return what is wrong with it, in a sentence; empty when nothing is, or nobody will read it."""
        return problem(self.field, self.value) if self.level == "public" else ""


@dataclass
class _Gathered:
    """What the answers give per field, and from which questions."""

    texts: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, list[str]] = field(default_factory=dict)


def field_drafts(
    dossier: Dossier,
    case: Walk | None,
    ruled: Rulings,
    edited: Mapping[str, Any],
    *,
    assessment: Assessment | None = None,
) -> dict[str, FieldDraft]:
    """Return every field, in the order of the page, drafted from the answers with the edits over them."""
    settled = assessment is not None and assessment.state in (*DECIDED_STATES, "superseded")
    given = _gather(case, ruled)
    drafted = _known(dossier) | (given.texts if settled else {})
    if dossier.lifecycle != "out_of_use":
        drafted.pop("end_date", None)
    drafted["status"] = STATUS_OF[dossier.lifecycle]
    drafted["publication_category"] = _category(case, settled=settled)
    found = {}
    for key, each in FIELDS.items():
        stands = drafted.get(key, empty(each))
        offered = None if settled else given.texts.get(key)
        found[key] = FieldDraft(
            field=each,
            value=edited.get(key, stands),
            drafted=stands,
            questions=tuple(given.sources.get(key, ())),
            level=ruled.level_of_field(key),
            offered=offered if offered != stands else None,
            hidden=tuple(given.hidden.get(key, ())),
        )
    return found


def _known(dossier: Dossier) -> dict[str, Any]:
    """Return what the dossier itself gives, whatever was answered."""
    known: dict[str, Any] = {
        "name": dossier.name,
        "description_short": dossier.summary[: FIELDS["description_short"].most].strip(),
        "contact_email": dossier.organisation.contact_email,
        "contact_phone": dossier.organisation.contact_phone,
    }
    if dossier.in_use_since:
        known["begin_date"] = dossier.in_use_since
    if not any(a.kind != "quick_scan" for a in dossier.assessments):
        known["goal"] = _short_story(dossier)
    return known


def _short_story(dossier: Dossier) -> str:
    """Return what there is to tell of a dossier that never came further than the quick scan."""
    last = _("Wij begonnen hier niet aan. Dat besloten wij na de snelle toets.")
    if dossier.closed_at is None:
        concluded = {a.conclusion for a in dossier.assessments if a.state == "concluded"}
        if "none" not in concluded:
            return dossier.summary.strip()
        last = _("Een snelle toets liet zien dat een verdere weging niet nodig is.")
    return f"{dossier.summary.strip()}\n\n{last}".strip()


def _gather(case: Walk | None, ruled: Rulings) -> _Gathered:
    given = _Gathered()
    for question in _publishing(case) if case else ():
        publish = question.publish
        if case is None or publish is None or publish.field not in FIELDS:
            continue
        given.sources.setdefault(publish.field, []).append(question.id)
        if ruled.level_of_answer(question) == "public":
            _add(given.texts, FIELDS[publish.field], publish.form, question, case)
        else:
            given.hidden.setdefault(publish.field, []).append(question.id)
    for key, value in _set_by_outcomes(case):
        given.texts.setdefault(key, value)
    return given


def _add(texts: dict[str, Any], to: Field, how: str, question: Question, case: Walk) -> None:
    value = case.values.get(question.id)
    if to.shape == "month":
        if isinstance(value, str):
            texts[to.key] = value  # YYYY-MM, as the standard has it
        return
    _join(texts, to, how, question, answer_in_words(case.questionnaire, question, value, "nl"))


def _publishing(case: Walk) -> Iterator[Question]:
    for question in case.questionnaire.questions.values():
        shown = case.evaluation.status[question.id].value != "hidden"
        if shown and question.publish is not None:
            yield question


def _set_by_outcomes(case: Walk | None) -> Iterator[tuple[str, str]]:
    for outcome in case.questionnaire.outcomes if case else ():
        if case is not None and outcome.id in case.evaluation.outcomes:
            yield from ((key, value) for key, value in outcome.sets.items() if key in FIELDS)


def _category(case: Walk | None, *, settled: bool) -> str:
    """Return the strictest category that an outcome sets; when in doubt: impactful (law.md, AI Act).

    Nothing is called “other” on answers that nobody reviewed yet.
    """
    outcomes = case.questionnaire.outcomes if case else ()
    reached = case.evaluation.outcomes if case else ()
    told = {
        outcome.sets["publication_category"]
        for outcome in outcomes
        if outcome.id in reached and outcome.sets and "publication_category" in outcome.sets
    }
    found = next((category for category in STRICTEST if category in told), IN_DOUBT)
    return found if settled or found == STRICTEST[0] else IN_DOUBT


def _join(drafted: dict[str, Any], to: Field, how: str, question: Question, words: Words) -> None:
    if words.kind in ("none", "not_applicable"):
        return
    if to.shape == "themes":
        drafted[to.key] = [theme for theme in _lines(words) if theme in to.choices]
    elif to.shape == "links":
        drafted.setdefault(to.key, []).extend(_links(words))
    elif to.shape == "numbers":
        drafted.setdefault(to.key, []).extend(_numbers(words))
    elif words.kind == "unknown":
        if to.shape == "rich":
            _append(drafted, to, _("Dit weten we nog niet: %(what)s", what=question.label.to("nl")))
    elif to.shape == "rich":
        _append(drafted, to, _markdown(words, how))
    else:
        drafted[to.key] = " ".join(_lines(words)).strip()


def _append(drafted: dict[str, Any], to: Field, text: str) -> None:
    before = drafted.get(to.key, "")
    drafted[to.key] = f"{before}\n\n{text}".strip() if before else text


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
