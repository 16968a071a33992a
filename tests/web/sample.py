"""One question of each type, built by hand, so that fields are tested without a questionnaire file."""

from typing import Any

from afweging.questionnaire.model import Example, Option, Question, Row
from afweging.questionnaire.text import Text


def text(nl: str) -> Text:
    return Text({"nl": nl})


def options(*ids: str, exclusive: str = "") -> tuple[Option, ...]:
    return tuple(Option(id=each, label=text(each.title()), exclusive=each == exclusive) for each in ids)


def question(kind: str, question_id: str = "vraag", **given: Any) -> Question:
    shapes: dict[str, dict[str, Any]] = {
        "choice": {"options": options("rood", "groen", "blauw")},
        "choices": {"options": options("rood", "groen", "blauw", "geen", exclusive="geen")},
        "scale": {"min": 0, "max": 4, "labels": {0: text("nooit"), 4: text("altijd")}},
        "number": {"unit": text("maanden")},
        "table": {"columns": COLUMNS},
        "matrix": {
            "rows": (Row("buurt", text("Buurt")), Row("state", text("Stad"))),
            "options": options("weinig", "veel"),
        },
        "file": {"accept": (".pdf",)},
    }
    label = text(f"Vraag van soort {kind}?")
    return Question(**{"id": question_id, "type": kind, "label": label, **shapes.get(kind, {}), **given})


def column(kind: str, column_id: str, **given: Any) -> Question:
    shapes: dict[str, dict[str, Any]] = {
        "choice": {"options": options("rood", "groen")},
        "choices": {"options": options("rood", "groen", "blauw")},
        "scale": {"min": 1, "max": 5},
    }
    return Question(**{"id": column_id, "type": kind, "label": text(kind), **shapes.get(kind, {}), **given})


COLUMNS = tuple(
    column(kind, f"kolom-{kind}")
    for kind in (
        "text", "longtext", "choice", "choices", "yesno", "scale", "number", "date", "month", "url", "email",
    )
)  # fmt: skip

EXAMPLES = (Example("good", text("Wij bewaren *24 maanden*.")), Example("poor", text("Zolang nodig.")))
