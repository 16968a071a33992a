"""Fills in a questionnaire as a diligent team would: a valid answer to each question that is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from afweging.questionnaire import Evaluation, Question, Questionnaire, evaluate

TODAY = date(2026, 11, 23)
SENTENCE = "In mei trokken wij honderd gevallen; zes waren fout. De teamleider Groen kijkt elke maand na. "

RECORDS: Mapping[str, object] = {
    "weighing": {
        "rows": [
            {
                "interest": "Minder takken op straat",
                "side": "benefit",
                "value": "veiligheid",
                "group": "Passanten",
                "weight": 4,
                "certainty": "proven",
                "evidence": ["doel"],
                "explanation": "Eigen telling, 2025.",
            },
            {
                "interest": "Stille wijken wachten langer",
                "side": "burden",
                "value": "gelijke_behandeling",
                "group": "De Hoven",
                "weight": 3,
                "certainty": "likely",
                "evidence": ["doel"],
                "explanation": "Telling.",
            },
        ],
        "counter_argument": "Wie klaagt, wordt gehoord; wie zwijgt, wacht.",
    },
    "risks": [
        {
            "harm": "Een zieke boom wordt gemist",
            "group": "Passanten",
            "likelihood": 2,
            "severity": 4,
            "measure": "Elke boom eens in de drie jaar",
            "owner": "Teamleider",
            "due": "2027-03-01",
            "residual_likelihood": 1,
            "residual_severity": 4,
        },
    ],
    "dilemmas": [
        {
            "values": ["veiligheid", "gelijke_behandeling"],
            "options": "Meldingen mee laten tellen\nMeldingen apart afhandelen",
            "arguments_for": "Meldingen zijn luisteren",
            "arguments_against": "Eén wijk meldt vier keer zo vaak",
            "choice": "Niet mee laten tellen",
            "decided_by": "Directeur",
            "dissent": "De wijkraad: nu luistert niemand.",
        },
    ],
    "measures": [
        {"measure": "Per wijk meten", "owner": "Onderzoek", "due": "2027-03-01", "status": "planned"}
    ],
    "consultations": [
        {
            "who": "De wijkraad",
            "when": "2026-05",
            "said": "Tel ons ook",
            "done": "Overgenomen",
            "why": "Terecht",
        },
    ],
}

OWN: Mapping[str, object] = {
    "alternatieven": [
        {
            "mogelijkheid": way,
            "beschrijving": "Zo doen we het",
            "bereikt": "40 bomen",
            "nadeel": "Langer wachten",
            "oordeel": "Bekeken",
        }
        for way in ("niets", "zonder", "gekozen")
    ],
    "waarden_druk": {"gelijke_behandeling": "duidelijk"},
    "contact_telefoon": "14 0990",
}
"""Questions whose checks or patterns a general answer would not meet."""


def _text(question: Question) -> str:
    text = SENTENCE * ((question.min_length or 0) // len(SENTENCE) + 1)
    return text.strip()[: question.max_length]


def _several(question: Question) -> list[str]:
    free = [option.id for option in question.options if not option.exclusive]
    return free[: max(question.min_choices or 1, 1)]


def _row(question: Question) -> dict[str, object]:
    return {column.id: plausible(column) for column in question.columns}


def _matrix(question: Question) -> dict[str, str]:
    return {row.id: question.options[0].id for row in question.rows}


PLAUSIBLE: Mapping[str, Callable[[Question], Any]] = {
    "text": _text,
    "longtext": _text,
    "choice": lambda question: question.options[0].id,
    "choices": _several,
    "yesno": lambda question: "ja",
    "scale": lambda question: question.min,
    "number": lambda question: question.min if question.min is not None else 1,
    "date": lambda question: "2027-06-01" if question.min == "today" else "2026-06-01",
    "month": lambda question: "2026-06",
    "url": lambda question: "https://vlierwoude.example/bomen",
    "email": lambda question: "bomen@vlierwoude.example",
    "table": lambda question: [_row(question)] * max(question.min_rows or 1, 1),
    "matrix": _matrix,
}


def plausible(question: Question) -> object:
    """An answer that the question accepts."""
    if question.id in OWN:
        own = OWN[question.id]
        return {**_matrix(question), **own} if question.type == "matrix" and isinstance(own, dict) else own
    if question.type in RECORDS:
        return RECORDS[question.type]
    return PLAUSIBLE[question.type](question)


def fill_in(
    questionnaire: Questionnaire, chosen: Mapping[str, object]
) -> tuple[dict[str, object], Evaluation]:
    """The chosen answers, and one to every other question that they bring up; with what comes of it."""
    answers = dict(chosen)
    while True:
        evaluation = evaluate(questionnaire, answers, today=TODAY)
        asked = [questionnaire.question(id) for id in evaluation.applicable if id not in answers]
        asked = [question for question in asked if question.type not in ("info", "file")]
        if not asked:
            return answers, evaluation
        answers[asked[0].id] = plausible(asked[0])
