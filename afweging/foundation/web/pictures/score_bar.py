"""A score on its bands: where it stands, in which band, and how far the next one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from afweging.foundation.web.pictures import colours
from afweging.foundation.web.pictures.svg import element, number, picture, text

WIDE, HIGH = 320, 56
BAR_TOP, BAR_HIGH = 20, 12


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a score; `upto` is its share of the maximum (0–1), the last band has none."""

    title: str
    upto: float | None = None


def score_bar(
    title: str,
    value: float | None,
    maximum: float | None,
    bands: Sequence[Band],
    *,
    band: str = "",
    prefix: str = "score",
) -> Markup:
    """Draw the bands as one bar with a mark at the value. `band` is the title of the band it fell in.

    Without a value, or with nothing to score, the bar says so in words and bears no mark.
    """
    known = value is not None and maximum is not None and maximum > 0
    said = (
        _("%(value)s van %(max)s", value=_plain(value), max=_plain(maximum)) if known else _("nog geen score")
    )
    parts = [_segments(bands, band if known else "")]
    if known and value is not None and maximum:
        parts.append(_pointer(min(max(value / maximum, 0), 1) * WIDE))
    description = f"{said}, {band}." if band and known else f"{said}."
    return picture(
        parts,
        size=(WIDE, HIGH),
        title=title,
        description=description,
        prefix=prefix,
        class_="score-bar",
    )


def _plain(value: float | None) -> str:
    return "" if value is None else number(value).replace(".", ",")


def _segments(bands: Sequence[Band], reached: str) -> str:
    parts = []
    start = 0.0
    for band in bands:
        end = 1.0 if band.upto is None else band.upto
        here = band.title == reached
        parts.append(
            element(
                "rect",
                class_="score-here" if here else "score-band",
                x=start * WIDE + 1,
                y=BAR_TOP,
                width=max((end - start) * WIDE - 2, 1),
                height=BAR_HIGH,
                fill=colours.PRIMARY if here else colours.GROUND,
                stroke=colours.PRIMARY if here else colours.LINE_STRONG,
                stroke_width=1,
            )
        )
        parts.append(
            text(
                band.title,
                (start + end) / 2 * WIDE,
                BAR_TOP + 28,
                12,
                text_anchor="middle",
                class_="score-word-here" if here else "score-word",
                fill=colours.TEXT if here else colours.QUIET,
                font_weight=600 if here else None,
            )
        )
        start = end
    return "".join(parts)


def _pointer(x: float) -> str:
    x = min(max(x, 7), WIDE - 7)
    points = f"{number(x)},{BAR_TOP - 2} {number(x - 7)},{BAR_TOP - 14} {number(x + 7)},{BAR_TOP - 14}"
    return element("polygon", class_="score-pointer", points=points, fill=colours.TEXT)
