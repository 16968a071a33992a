"""The weighing in one view: the balance, the risks, the dilemmas. Never one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from afweging.case.dossier import addresses, queries
from afweging.case.dossier.fields.pictures import interests_of, risks_of
from afweging.case.dossier.fields.rows import rows_of
from afweging.case.dossier.fields.words import words_of
from afweging.case.dossier.sheet import Sheet
from afweging.case.dossier.views.common import Answer, blueprint, in_dossier, in_queries, read
from afweging.foundation.database import db
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.pictures import balance_figure, heat_map, heat_map_legend
from afweging.questionnaire import Question
from afweging.questionnaire.records import RECORD_COLUMNS


@dataclass(frozen=True, slots=True)
class Interest:
    """A row of the weighing in words, with the answers it rests on."""

    number: int
    text: str
    side: str
    side_words: str
    value: str
    group: str
    weight: str
    certainty: str
    explanation: str
    rests_on: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A choice between values, as it was argued."""

    values: tuple[str, ...]
    options: tuple[str, ...]
    arguments_for: tuple[str, ...]
    arguments_against: tuple[str, ...]
    choice: str
    decided_by: str
    dissent: str


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk in words."""

    number: int
    harm: str
    group: str
    before: str
    measure: str
    after: str
    working: bool


@blueprint.get("/wegingen/<public_id>/weging")
@in_queries
def balance(public_id: str) -> Answer:
    """Show what is weighed against what."""
    page = read(public_id)
    page.place.sight.require_whole_case()
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), page.place.dossier_public_id)
    weighing, risks = _of_type(page, "weighing"), _of_type(page, "risks")
    dilemmas = _of_type(page, "dilemmas")
    return in_dossier(
        "dossier/weighing.html",
        dossier,
        sight,
        "weighing",
        sheet=page,
        place=page.place,
        picture=_balance(page, weighing),
        groups=_by_value(_interests(page, weighing)),
        counter=_counter(page, weighing),
        heat=_heat(page, risks),
        heat_legend=heat_map_legend(),
        risks=list(_risks(page, risks)),
        dilemmas=list(_dilemmas(page, dilemmas)),
        compared=[(each, page.words(each), _edit(page, each)) for each in _tables(page, weighing)],
        said=words_of(page.lang),
        edit={each.type: _edit(page, each) for each in (weighing, risks, dilemmas) if each},
    )


def _of_type(page: Sheet, kind: str) -> Question | None:
    return next((q for q in page.questionnaire if q.type == kind and page.shown(q)), None)


def _tables(page: Sheet, weighing: Question | None) -> Iterator[Question]:
    """Give the tables beside the weighing: there the options are compared."""
    if weighing is None:
        return
    for question in page.shown_in(page.questionnaire.section_of(weighing.id).questions):
        if question.type == "table" and page.status(question.id) == "answered":
            yield question


def _value(page: Sheet, question: Question | None) -> Any:
    """Return the answer, also when a row of it is not right yet; a state is no answer."""
    stands = page.standing.get(question.id) if question else None
    value = stands.value if stands else None
    return None if isinstance(value, dict) and not value.keys() & {"rows", "counter_argument"} else value


def _balance(page: Sheet, question: Question | None) -> Markup:
    found = interests_of(page.questionnaire, _value(page, question), page.lang)
    return balance_figure(found) if found else Markup("")


def _counter(page: Sheet, question: Question | None) -> str:
    value = _value(page, question)
    return str(value.get("counter_argument") or "") if isinstance(value, dict) else ""


def _interests(page: Sheet, question: Question | None) -> Iterator[Interest]:
    value = _value(page, question)
    for number, row in enumerate(rows_of(value.get("rows")) if isinstance(value, dict) else [], 1):
        said = {key: _option(page, "weighing", key, row.get(key)) for key in ("side", "certainty")}
        yield Interest(
            number,
            _text(row, "interest"),
            _text(row, "side"),
            said["side"],
            _title(page, row.get("value")),
            _text(row, "group"),
            _text(row, "weight"),
            said["certainty"],
            _text(row, "explanation"),
            tuple(_rests_on(page, row.get("evidence"))),
        )


def _by_value(interests: Iterable[Interest]) -> dict[str, list[Interest]]:
    """Group by value, in the order in which the balance draws them."""
    groups: dict[str, list[Interest]] = {}
    for each in interests:
        groups.setdefault(each.value, []).append(each)
    return groups


def _rests_on(page: Sheet, evidence: Any) -> Iterator[tuple[str, str]]:
    known = page.questionnaire.questions
    for key in evidence if isinstance(evidence, list) else ():
        if isinstance(key, str) and key in known and page.shown(known[key]):
            yield page.questionnaire.number(key), _edit(page, known[key])


def _heat(page: Sheet, question: Question | None) -> Markup:
    found = risks_of(_value(page, question))
    if not found:
        return Markup("")
    classes = question.classes if question else None
    if classes is None:
        return heat_map(found)
    levels = [level.title.to(page.lang) for level in classes.levels]
    return heat_map(found, classes=classes.grid, levels=levels)


def _risks(page: Sheet, question: Question | None) -> Iterator[RiskRow]:
    for number, row in enumerate(rows_of(_value(page, question)), 1):
        yield RiskRow(
            number,
            _text(row, "harm"),
            _text(row, "group"),
            _pair(row, "likelihood", "severity"),
            _text(row, "measure"),
            _pair(row, "residual_likelihood", "residual_severity"),
            row.get("working") is True and bool(row.get("evidence")),
        )


def _dilemmas(page: Sheet, question: Question | None) -> Iterator[Dilemma]:
    for row in rows_of(_value(page, question)):
        values = row.get("values")
        yield Dilemma(
            tuple(_title(page, each) for each in values) if isinstance(values, list) else (),
            _lines(row, "options"),
            _lines(row, "arguments_for"),
            _lines(row, "arguments_against"),
            _text(row, "choice"),
            _text(row, "decided_by"),
            _text(row, "dissent"),
        )


def _text(row: dict[str, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value)


def _lines(row: dict[str, Any], column: str) -> tuple[str, ...]:
    return tuple(line.strip().removeprefix("- ") for line in _text(row, column).splitlines() if line.strip())


def _pair(row: dict[str, Any], likelihood: str, severity: str) -> str:
    first, second = _text(row, likelihood), _text(row, severity)
    return f"{first} × {second}" if first and second else ""


def _title(page: Sheet, value: Any) -> str:
    return next(
        (each.title.to(page.lang) for each in page.questionnaire.values if each.id == value), str(value or "")
    )


def _option(page: Sheet, kind: str, column: str, value: Any) -> str:
    found = next(each for each in RECORD_COLUMNS[kind] if each.id == column)
    return next((o.label.to(page.lang) for o in found.options if o.id == value), str(value or ""))


def _edit(page: Sheet, question: Question) -> str:
    section = page.questionnaire.section_of(question.id)
    return addresses.question_url(page.place.public_id, page.place.kind, section.id, question.id)
