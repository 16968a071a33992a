"""Risks on a grid of likelihood and severity, before (hollow) and after (filled) the measures that work."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from afweging.foundation.web.pictures import colours
from afweging.foundation.web.pictures.svg import element, link, number, path, picture, text

CELL, LEFT, TOP = 84, 70, 10
SIZE = (496, 492)

Classes = Sequence[Sequence[int]]
# Rows from likelihood 1 to 5, columns from severity 1 to 5, as in questionnaires. Severity 5 is never low.
CLASSES: Classes = (
    (1, 1, 1, 2, 2),
    (1, 1, 2, 2, 3),
    (1, 2, 2, 3, 3),
    (1, 2, 3, 3, 4),
    (2, 2, 3, 4, 4),
)
HOTTEST = 4


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk, numbered as in its table; likelihoods and severities are 1 to 5.

    `working`: the measure works, and there is proof. Without it the risk stays where it was.
    """

    number: int
    likelihood: int
    severity: int
    residual_likelihood: int | None = None
    residual_severity: int | None = None
    working: bool = False
    text: str = ""
    href: str | None = None

    @property
    def before(self) -> tuple[int, int]:
        """Likelihood and severity before any measure."""
        return self.likelihood, self.severity

    @property
    def after(self) -> tuple[int, int]:
        """Likelihood and severity as they may be shown now."""
        if not self.working:
            return self.before
        return self.residual_likelihood or self.likelihood, self.residual_severity or self.severity

    @property
    def moved(self) -> bool:
        """Whether a working measure changed its place."""
        return self.after != self.before


@dataclass(frozen=True, slots=True)
class HeatMapWords:
    """Every word that the picture itself says; `classes` from low to very high."""

    title: str
    classes: tuple[str, ...]
    likelihood: tuple[str, str, str]
    severity: tuple[str, str, str]
    before: str
    after: str
    stayed: str

    @classmethod
    def here(cls) -> HeatMapWords:
        """Return the words in the language of this request, Dutch outside one."""
        return cls(
            title=_("Risico’s vóór en na de maatregelen"),
            classes=(_("laag"), _("midden"), _("hoog"), _("zeer hoog")),
            likelihood=(_("zelden"), _("kans"), _("bijna zeker")),
            severity=(_("licht"), _("ernst"), _("onherstelbaar")),
            before=_("vóór maatregelen"),
            after=_("na maatregelen die werken"),
            stayed=_("nog niet gedaald"),
        )


def heat_map(
    risks: Iterable[Risk],
    *,
    classes: Classes = CLASSES,
    levels: Sequence[str] = (),
    prefix: str = "risicos",
    words: HeatMapWords | None = None,
) -> Markup:
    """Draw the 5×5 grid with the class in words in every cell, and the risks on it.

    `classes[likelihood - 1][severity - 1]` is the rank of a class, 1 for the lowest; `levels` names the ranks
    where they are not low, medium, high and very high.
    """
    known = list(risks)
    spoken = words or HeatMapWords.here()
    parts = [_cells(classes, tuple(levels) or spoken.classes), _scales(spoken), *_marks(known)]
    return picture(
        parts,
        size=SIZE,
        title=spoken.title,
        description=_description(known),
        prefix=f"{prefix}-hitte",
        class_="chart heat",
        links=any(risk.href for risk in known),
    )


def heat_map_legend(words: HeatMapWords | None = None) -> Markup:
    """Return the list that says what hollow, filled and ringed mean."""
    spoken = words or HeatMapWords.here()
    marks = (
        (_circle("mark-before", 12, 12, 10), spoken.before),
        (_circle("mark-after", 12, 12, 10), spoken.after),
        (_circle("mark-ring", 12, 12, 11) + _circle("mark-after", 12, 12, 8), spoken.stayed),
    )
    items = Markup("").join(
        Markup('<li><svg class="mark" viewBox="0 0 24 24" aria-hidden="true">{}</svg> {}</li>').format(
            Markup(mark), word
        )
        for mark, word in marks
    )
    return Markup('<ul class="legend">{}</ul>').format(items)


def _description(risks: Sequence[Risk]) -> str:
    moved = [str(risk.number) for risk in risks if risk.moved]
    stayed = [str(risk.number) for risk in risks if not risk.moved]
    said = [
        ngettext(
            "Eén risico op een raster van kans en ernst.",
            "%(num)d risico’s op een raster van kans en ernst.",
            len(risks),
        )
    ]
    if moved:
        said.append(_("Veranderd na maatregelen die werken: %(numbers)s.", numbers=", ".join(moved)))
    if stayed:
        said.append(_("Nog waar het stond: %(numbers)s.", numbers=", ".join(stayed)))
    return " ".join([*said, _("Alles staat ook in de tabel.")])


def _corner(likelihood: int, severity: int) -> tuple[float, float]:
    return LEFT + (likelihood - 1) * CELL, TOP + (5 - severity) * CELL


def _cells(classes: Classes, levels: Sequence[str]) -> str:
    parts = []
    for severity in range(5, 0, -1):
        for likelihood in range(1, 6):
            rank = classes[likelihood - 1][severity - 1]
            level = math.ceil(rank * HOTTEST / len(levels))
            x, y = _corner(likelihood, severity)
            parts.append(
                element(
                    "rect",
                    class_=f"cell h{level}",
                    x=x,
                    y=y,
                    width=CELL,
                    height=CELL,
                    fill=colours.HEAT[level],
                    stroke=colours.GROUND,
                    stroke_width=3,
                )
            )
            parts.append(text(levels[rank - 1], x + 8, y + 18, 12, fill=colours.TEXT))
    return "".join(parts)


def _scales(words: HeatMapWords) -> str:
    bold = {"class_": "t-b", "font_weight": 600, "text_anchor": "middle", "fill": colours.TEXT}
    quiet = {"class_": "t-quiet", "fill": colours.QUIET}
    steps = [
        text(str(n), LEFT - 14, TOP + (5 - n) * CELL + 47, 14, **bold)
        + text(str(n), LEFT + (n - 1) * CELL + 42, 452, 14, **bold)
        for n in range(1, 6)
    ]
    rare, likelihood, certain = words.likelihood
    light, severity, lasting = words.severity
    upright = [
        element(
            "text",
            lasting,
            transform="translate(18 10) rotate(-90)",
            font_size=14,
            text_anchor="end",
            **quiet,
        ),
        element("text", severity, transform="translate(18 220) rotate(-90)", font_size=14, **bold),
        element("text", light, transform="translate(18 430) rotate(-90)", font_size=14, **quiet),
    ]
    level = [
        text(rare, LEFT, 478, 14, **quiet),
        text(likelihood, 280, 478, 14, **bold),
        text(certain, 490, 478, 14, text_anchor="end", **quiet),
    ]
    return "".join([*steps, *level, *upright])


def _marks(risks: Sequence[Risk]) -> list[str]:
    places, radius = _places(risks)
    arrows = [
        _arrow(places[risk.number, "before"], places[risk.number, "after"], radius)
        for risk in risks
        if risk.moved
    ]
    return [*arrows, *(_mark(risk, places, radius) for risk in risks)]


def _places(risks: Sequence[Risk]) -> tuple[dict[tuple[int, str], tuple[float, float]], float]:
    """Spread the marks over their cells, below the word; one radius fits the fullest cell."""
    inside: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for risk in risks:
        if risk.moved:
            inside.setdefault(risk.before, []).append((risk.number, "before"))
        inside.setdefault(risk.after, []).append((risk.number, "after"))
    fullest = max((len(marks) for marks in inside.values()), default=1)
    radius = _radius(fullest)
    places = {}
    for (likelihood, severity), marks in inside.items():
        x, y = _corner(likelihood, severity)
        for index, mark in enumerate(marks):
            dx, dy = _slot(index, len(marks))
            places[mark] = x + dx, y + dy
    return places, radius


def _radius(count: int) -> float:
    """Return the radius at which `count` marks with a ring stand in one cell without touching."""
    if count <= 2:
        return 12.0
    columns = math.ceil(math.sqrt(count))
    return max(5.0, min(CELL / columns, 60 / math.ceil(count / columns)) / 2 - 5)


def _slot(index: int, count: int) -> tuple[float, float]:
    columns = math.ceil(math.sqrt(count)) if count > 2 else 1
    rows = math.ceil(count / columns)
    return (
        CELL * (2 * (index % columns) + 1) / (2 * columns),
        24 + 56 * (2 * (index // columns) + 1) / (2 * rows),
    )


def _circle(class_: str, x: float, y: float, radius: float) -> str:
    looks: dict[str, tuple[str, str, float]] = {
        "mark-before": (colours.GROUND, colours.TEXT, 2),
        "mark-after": (colours.TEXT, colours.GROUND, 1.5),
        "mark-ring": ("none", colours.TEXT, 2),
    }
    fill, stroke, thick = looks[class_]
    return element(
        "circle", class_=class_, cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=thick
    )


def _mark(risk: Risk, places: dict[tuple[int, str], tuple[float, float]], radius: float) -> str:
    size = min(14.0, radius + 2)
    given = {"text_anchor": "middle", "font_weight": 600}
    x, y = places[risk.number, "after"]
    drawn = "" if risk.moved else _circle("mark-ring", x, y, radius + 3.5)
    drawn += _circle("mark-after", x, y, radius)
    drawn += text(str(risk.number), x, y + size * 0.36, size, class_="on-mark", fill=colours.GROUND, **given)
    if risk.moved:
        x, y = places[risk.number, "before"]
        drawn += _circle("mark-before", x, y, radius)
        drawn += text(str(risk.number), x, y + size * 0.36, size, class_="t-b", fill=colours.TEXT, **given)
    return link(risk.href, drawn)


def _arrow(start: tuple[float, float], end: tuple[float, float], radius: float) -> str:
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy)
    ux, uy = dx / far, dy / far
    tip = end[0] - ux * (radius + 3), end[1] - uy * (radius + 3)
    neck = tip[0] - ux * 9, tip[1] - uy * 9
    shaft = path(
        f"M{number(start[0] + ux * radius)} {number(start[1] + uy * radius)}"
        f"L{number(neck[0])} {number(neck[1])}",
        class_="shift",
        stroke=colours.TEXT,
        stroke_width=2,
    )
    points = (tip, (neck[0] - uy * 5, neck[1] + ux * 5), (neck[0] + uy * 5, neck[1] - ux * 5))
    head = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return shaft + element("polygon", class_="shift-head", points=head, fill=colours.TEXT)
