"""The record types: tables whose columns are fixed, so that the program can draw and follow them.

`weighing` also carries the strongest counter-argument beside its rows:
`{"rows": […], "counter_argument": "…"}`.
"""

from collections.abc import Mapping

from .model import Option, Question
from .text import Text


def _column(column_id: str, kind: str, nl: str, en: str, **keys: object) -> Question:
    return Question(id=column_id, type=kind, label=Text({"nl": nl, "en": en}), **keys)  # type: ignore[arg-type]  # keys of Question


def _five(column_id: str, nl: str, en: str) -> Question:
    return _column(column_id, "scale", nl, en, min=1, max=5)


def _choice(column_id: str, nl: str, en: str, **options: tuple[str, str]) -> Question:
    made = tuple(
        Option(id=key, label=Text({"nl": ours, "en": theirs})) for key, (ours, theirs) in options.items()
    )
    return _column(column_id, "choice", nl, en, options=made)


RISKS = (
    _column("harm", "longtext", "Schade", "Harm"),
    _column("group", "text", "Groep", "Group"),
    _five("likelihood", "Kans", "Likelihood"),
    _five("severity", "Ernst", "Severity"),
    _column("measure", "longtext", "Maatregel", "Measure"),
    _column("owner", "text", "Wie", "Owner"),
    _column("due", "date", "Wanneer klaar", "Due"),
    _column("working", "flag", "Werkt het", "Working"),
    _column("evidence", "sources", "Bewijs", "Evidence"),
    _five("residual_likelihood", "Kans na maatregel", "Likelihood after"),
    _five("residual_severity", "Ernst na maatregel", "Severity after"),
)

WEIGHING = (
    _column("interest", "longtext", "Belang", "Interest"),
    _choice("side", "Kant", "Side", benefit=("Opbrengst", "Benefit"), burden=("Last", "Burden")),
    _column("value", "value", "Waarde", "Value"),
    _column("group", "text", "Voor wie", "Group"),
    _five("weight", "Gewicht", "Weight"),
    _choice(
        "certainty",
        "Zekerheid",
        "Certainty",
        proven=("Bewezen", "Proven"),
        likely=("Waarschijnlijk", "Likely"),
        unproven=("Niet bewezen", "Unproven"),
    ),
    _column("evidence", "questions", "Staat in vraag", "Evidence"),
    _column("explanation", "longtext", "Toelichting", "Explanation"),
)

DILEMMAS = (
    _column("values", "values", "Waarden die botsen", "Values in conflict"),
    _column("options", "longtext", "Mogelijkheden", "Options"),
    _column("arguments_for", "longtext", "Argumenten voor", "Arguments for"),
    _column("arguments_against", "longtext", "Argumenten tegen", "Arguments against"),
    _column("choice", "longtext", "Keuze", "Choice"),
    _column("decided_by", "text", "Gekozen door", "Decided by"),
    _column("dissent", "longtext", "Andere mening", "Dissent"),
)

MEASURES = (
    _column("measure", "longtext", "Maatregel", "Measure"),
    _column("owner", "text", "Wie", "Owner"),
    _column("due", "date", "Wanneer klaar", "Due"),
    _choice(
        "status",
        "Stand",
        "Status",
        planned=("Gepland", "Planned"),
        started=("Begonnen", "Started"),
        done=("Klaar", "Done"),
    ),
)

CONSULTATIONS = (
    _column("who", "text", "Wie is gevraagd", "Who was asked"),
    _column("when", "moment", "Wanneer", "When"),
    _column("said", "longtext", "Wat zeiden zij", "What they said"),
    _column("done", "longtext", "Wat is ermee gedaan", "What was done with it"),
    _column("why", "longtext", "Waarom", "Why"),
)

RECORD_COLUMNS: Mapping[str, tuple[Question, ...]] = {
    "risks": RISKS,
    "weighing": WEIGHING,
    "dilemmas": DILEMMAS,
    "measures": MEASURES,
    "consultations": CONSULTATIONS,
}

COUNTER_ARGUMENT = Text({"nl": "Het sterkste tegenargument", "en": "The strongest counter-argument"})
