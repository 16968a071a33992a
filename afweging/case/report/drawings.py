"""The report's pictures, from the told case: the same functions that draw for the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from afweging.case.report.document import CaseDocument, InterestTold, ScoreTold
from afweging.foundation.web.pictures import Form, Interest, Risk, balance, colours, heat_map, qr
from afweging.foundation.web.pictures.svg import element

MOST_ROWS = 9  # of the picture on page 1, which is one page


def balance_of(told: CaseDocument, form: Form) -> Markup:
    """Draw the weighing; on page 1, when it is long, only the heaviest of each side per value."""
    rows = heaviest(told.interests) if form == "page" and is_long(told) else told.interests
    interests = (
        Interest(row.interest, row.side, row.value_title, min(max(row.weight, 1), 5), row.certainty)
        for row in rows
    )
    return balance(interests, form, prefix="rapport")


def is_long(told: CaseDocument) -> bool:
    """Tell whether page 1 has no room for every interest."""
    places = Counter((row.value_title, row.side) for row in told.interests)
    values = {value for value, _side in places}
    return sum(max(places[value, "benefit"], places[value, "burden"]) for value in values) > MOST_ROWS


def heaviest(interests: Iterable[InterestTold]) -> tuple[InterestTold, ...]:
    """Return the heaviest benefit and burden of each value, in order, of as many values as page 1 holds."""
    found: dict[str, dict[str, InterestTold]] = {}
    for row in interests:
        sides = found.setdefault(row.value_title, {})
        if row.side not in sides or row.weight > sides[row.side].weight:
            sides[row.side] = row
    shown = list(found.values())[:MOST_ROWS]
    return tuple(row for sides in shown for row in sides.values())


def risk_rows(told: CaseDocument) -> tuple[Mapping[str, Any], ...]:
    """Return the risks that this audience may read, in the order in which they are numbered."""
    for section in told.sections:
        for answer in section.answers:
            rows = told.answers.get(answer.id)
            if answer.type == "risks" and isinstance(rows, list):
                return tuple(row for row in rows if isinstance(row, Mapping))
    return ()


def risk_map(rows: tuple[Mapping[str, Any], ...]) -> Markup:
    """Draw the risks before and after their measures. A row without both numbers has no place on the map."""
    return heat_map(tuple(_risks(rows)), prefix="rapport")


def _risks(rows: tuple[Mapping[str, Any], ...]) -> Iterator[Risk]:
    for number, row in enumerate(rows, start=1):
        likelihood, severity = _five(row.get("likelihood")), _five(row.get("severity"))
        if likelihood and severity:
            yield Risk(
                number,
                likelihood,
                severity,
                _five(row.get("residual_likelihood")),
                _five(row.get("residual_severity")),
                working=row.get("working") is True,
                text=str(row.get("harm") or ""),
            )


def _five(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5 else None


def band(score: ScoreTold) -> Markup:
    """Draw a score's bands as small boxes, the one it fell in filled."""
    if score.band is None:
        return Markup("")
    place = score.band_ids.index(score.band) + 1
    boxes = "".join(_box(index, index + 1 == place) for index in range(len(score.band_ids)))
    count, word = len(score.band_ids), score.band_title
    title = _("Band %(place)s van %(count)s: %(word)s", place=place, count=count, word=word)
    wide = 26 * len(score.band_ids) - 2
    return Markup(
        '<svg class="band" viewBox="0 0 {} 10" role="img" aria-labelledby="band-{}"'
        ' xmlns="http://www.w3.org/2000/svg"><title id="band-{}">{}</title>{}</svg>'
    ).format(wide, score.id, score.id, title, Markup(boxes))


def _box(index: int, here: bool) -> str:
    return element(
        "rect",
        class_="band-on" if here else "band-off",
        x=0.75 + 26 * index,
        y=0.75,
        width=22.5,
        height=8.5,
        fill=colours.PRIMARY if here else "none",
        stroke=colours.PRIMARY if here else colours.LINE_STRONG,
        stroke_width=1,
    )


def seal_qr(address: str) -> Markup:
    """Draw the way to the page where a report is checked."""
    drawn = qr(address, prefix="zegel")
    return Markup(str(drawn).replace('class="qr"', 'class="qr seal__qr"', 1))
