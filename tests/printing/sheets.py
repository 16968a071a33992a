"""Sheets to print: the shipped questionnaires, and one with every type and every key of the format."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from afweging import resources
from afweging.case.printing.language import language
from afweging.case.printing.sheet import Sheet
from afweging.foundation.pdf import RenderJob
from afweging.foundation.pdf.document import render_job as draw
from afweging.questionnaire import Questionnaire, read_bytes
from afweging.questionnaire.variants import Resolved, read_variant, resolve
from tests.questionnaire.making import data, options, question, read

STATIC = resources.static()
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
SHIPPED = ("snelle-toets", "korte-afweging", "model-afwegingsraamwerk")
_GEVOELIG = 'gevoelig == "ja"'
VARIANTS = ("digitale-stad", "kleine-gemeente")


@cache
def shipped(name: str) -> Questionnaire:
    return read_bytes((resources.questionnaires() / f"{name}.yaml").read_bytes(), name)


@cache
def variant(name: str) -> Resolved:
    path = resources.questionnaires() / "variants" / f"{name}.yaml"
    found = read_variant(path.read_bytes(), name)
    return resolve(shipped(found.extends.id), found)


def sheet(text: Questionnaire | Resolved, lang: str = "nl") -> Sheet:
    return Sheet.of(text, language(lang))


def drawn(job: RenderJob) -> bytes:
    """The file, laid out in this process."""
    return draw(job, static=STATIC, progress=lambda _stage, _number: None)[0]


def everything(**keys: Any) -> Questionnaire:
    """A questionnaire in which each type stands once, and each key of the format somewhere."""
    plain = [
        question(kind, kind, help=f"Hulp bij {kind}.", why=f"Reden van {kind}.")
        for kind in ("longtext", "date", "month", "url", "email", "matrix", "scale")
    ]
    records = [
        question(kind, kind) for kind in ("risks", "weighing", "dilemmas", "measures", "consultations")
    ]
    first = [
        question(
            "text",
            "naam",
            required=True,
            min_length=5,
            max_length=99,
            examples=[{"kind": "good", "text": "Een goed voorbeeld"}, {"kind": "poor", "text": "Een zwak"}],
        ),
        question("yesno", "gevoelig", required=["pilot", "gebruik"], points={"ja": {"risico": 3}}),
        question("choice", "soort", options=[*options("a"), {"id": "b", "label": "B", "show_if": _GEVOELIG}]),
        question(
            "choices",
            "doelen",
            show_if='gevoelig == "ja"',
            options=[*options("x", "y", x=2), {"id": "geen", "label": "Geen van deze", "exclusive": True}],
            min_choices=1,
            max_choices=2,
            allow=["unknown", "not_applicable"],
            points_when_unknown={"p": 1},
            values=["privacy"],
            references=[
                {"scheme": "AVG", "locator": "art. 35", "url": "https://eur-lex.europa.eu/x"},
                {"scheme": "Intern", "locator": "blz. 3", "url": "kast"},
            ],
        ),
        question("number", "aantal", unit="mensen", min=1, max=12000, integer=True, required=_GEVOELIG),
        question("file", "bijlage", accept=["application/pdf"], max_files=3),
        question("info", "toelichting", help="Lees dit **eerst**."),
        question(
            "table",
            "bronnen",
            min_rows=2,
            row_title="Bron",
            columns=[
                {"id": "wat", "type": "text", "label": "Wat", "help": "Noem de bron."},
                {"id": "hoe", "type": "choice", "label": "Hoe", "options": options("p", "q")},
                {"id": "sinds", "type": "date", "label": "Sinds", "show_if": 'row("hoe") == "p"'},
            ],
            checks=[{"rule": 'row("hoe") == "p" or row("hoe") == "q"', "message": "Zeg van elke bron hoe."}],
        ),
    ]  # fmt: skip
    content = data(*first, *plain, *records)
    content["sections"].append(
        {
            "id": "later",
            "title": "Later",
            "intro": "Over **later**.",
            "show_if": "answered(naam)",
            "respondent": "data-analist",
            "questions": [question("text", "slot")],
        }
    )
    return read(content | _AROUND | keys)


_AROUND: dict[str, Any] = {
    "description": "Een proef met alles.",
    "owner": {"name": "Beheer van de proef", "email": "beheer@proef.example"},
    "licence": "EUPL-1.2",
    "source": "https://proef.example/xlsform",
    "values": [{"id": "privacy", "title": "Privacy", "description": "Minder is beter."}],
    "glossary": [{"id": "fg", "title": "FG", "text": "De functionaris."}],
    "scores": [
        {
            "id": "risico",
            "title": "Risico",
            "value": 'points("risico")',
            "max": 'max_points("risico")',
            "bands": [{"id": "laag", "title": "Laag", "upto": 0.25}, {"id": "hoog", "title": "Hoog"}],
        }
    ],
    "outcomes": [
        {
            "id": "dpia",
            "title": "Een DPIA",
            "if": 'gevoelig == "ja"',
            "kind": "obligation",
            "text": "Doe een **DPIA**.",
            "in_force_from": "2026-01-01",
            "requires": {"advice": "fg", "consultation": True},
            "references": [{"scheme": "AVG", "locator": "art. 36"}],
        }
    ],
}
