"""The weighing as a balance: benefits left, burdens right, by public value. No sum, no pivot, no tilt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext as _
from markupsafe import Markup

from afweging.foundation.web.pictures import colours
from afweging.foundation.web.pictures.bars import Block, Certainty, Side, bar
from afweging.foundation.web.pictures.svg import lines, link, path, picture, text, width

Form = Literal["wide", "narrow", "small", "page"]
LABEL, SMALL = 16, 14
LINE_HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Interest:
    """One interest: `weight` is 1 to 5, `value` the title of the public value it belongs to."""

    text: str
    side: Side
    value: str
    weight: int
    certainty: Certainty
    href: str | None = None
    """Where its row in the table is, such as `#belang-3`."""


@dataclass(frozen=True, slots=True)
class BalanceWords:
    """Every word that the picture itself says."""

    title: str
    description: str
    benefits: str
    burdens: str
    weight: str
    certainty: dict[Certainty, str]

    @classmethod
    def here(cls) -> BalanceWords:
        """Return the words in the language of this request, Dutch outside one."""
        return cls(
            title=_("De weging in beeld"),
            description=_(
                "Links de voordelen, rechts de nadelen, gegroepeerd naar waarde. Elk blokje is een stap "
                "zwaarte, van 1 tot 5. Gevuld is bewezen, licht is waarschijnlijk, gestreept is niet "
                "bewezen. De kanten worden niet opgeteld. Alles staat ook in de tabel."
            ),
            benefits=_("Voordelen"),
            burdens=_("Nadelen"),
            weight=_("zwaarte"),
            certainty={
                "proven": _("bewezen"),
                "likely": _("waarschijnlijk"),
                "unproven": _("niet bewezen"),
            },
        )


def balance(
    interests: Iterable[Interest],
    form: Form,
    *,
    prefix: str = "weging",
    words: BalanceWords | None = None,
) -> Markup:
    """Draw the balance: wide (860 units), narrow (342), small (500, values only), or page (680) for a report.

    `prefix` keeps ids apart when a page has more than one balance.
    """
    spoken = words or BalanceWords.here()
    drawing = _DRAWINGS[form]
    parts, size = drawing(_grouped(interests), spoken)
    return picture(
        parts,
        size=size,
        title=spoken.title,
        description=spoken.description,
        prefix=f"{prefix}-{form}",
        class_=f"afw-balance__{form}",
        links=any("<a " in part for part in parts),
    )


def balance_figure(interests: Sequence[Interest], *, prefix: str = "weging") -> Markup:
    """Return both drawings; the width of their place chooses (a container query in base.css)."""
    words = BalanceWords.here()
    both = [balance(interests, form, prefix=prefix, words=words) for form in ("wide", "narrow")]
    return Markup('<div class="afw-balance">{}{}</div>').format(*both)


Groups = dict[str, tuple[list[Interest], list[Interest]]]
Drawing = Callable[[Groups, BalanceWords], tuple[list[str], tuple[float, float]]]


def _grouped(interests: Iterable[Interest]) -> Groups:
    """Group by value, in order of first appearance: benefits and burdens apart."""
    groups: Groups = {}
    for interest in interests:
        sides = groups.setdefault(interest.value, ([], []))
        sides[0 if interest.side == "benefit" else 1].append(interest)
    return groups


def _rows(sides: tuple[list[Interest], list[Interest]]) -> list[tuple[Interest | None, Interest | None]]:
    count = max(len(side) for side in sides)
    left, right = (side + [None] * (count - len(side)) for side in sides)
    return list(zip(left, right, strict=True))


def _quiet(words: str, x: float, y: float, **given: object) -> str:
    return text(words, x, y, SMALL, class_="bal-quiet", fill=colours.QUIET, **given)


def _rule(d: str) -> str:
    return path(d, class_="bal-line", stroke=colours.LINE, stroke_width=1)


def _axis(x: float, top: float, bottom: float) -> str:
    return path(
        f"M{x} {top:.1f}L{x} {bottom:.1f}", class_="bal-axis", stroke=colours.LINE_STRONG, stroke_width=1.5
    )


def _weight_in_words(interest: Interest, words: BalanceWords) -> str:
    return f"{interest.weight}, {words.certainty[interest.certainty]}"


def _heads(
    words: BalanceWords, left: float, right: float, y: float, size: float, left_end: bool = True
) -> str:
    given = {"font_weight": 700}
    return text(
        words.benefits,
        left,
        y,
        size,
        class_="bal-text-benefit",
        text_anchor="end" if left_end else None,
        fill=colours.SIDE["benefit"],
        **given,
    ) + text(words.burdens, right, y, size, class_="bal-text-burden", fill=colours.SIDE["burden"], **given)


# -- wide ------------------------------------------------------------------------------------

WIDE, MIDDLE = 860, 430
WIDE_BLOCK = Block(52, 20)


def _wide(groups: Groups, words: BalanceWords) -> tuple[list[str], tuple[float, float]]:
    parts = [_heads(words, MIDDLE - 14, MIDDLE + 14, 20, 20), _wide_scale(words)]
    y = 84.0
    for value, sides in groups.items():
        parts.append(_wide_group(value, y))
        y += 16
        for row in _rows(sides):
            part, y = _wide_row(row, y, words)
            parts.append(part)
        y += 22
    parts.append(_legend(words, y, WIDE))
    return parts, (WIDE, y + 20)


def _wide_scale(words: BalanceWords) -> str:
    step = WIDE_BLOCK.step
    ticks = [
        _quiet(str(n), MIDDLE + direction * (7 + step * n - step / 2), 46, text_anchor="middle")
        for n in range(1, 6)
        for direction in (-1, 1)
    ]
    ends = _quiet(words.weight, MIDDLE - 286, 46, text_anchor="end") + _quiet(words.weight, MIDDLE + 286, 46)
    return "".join(ticks) + ends


def _wide_group(value: str, y: float) -> str:
    half = width(value, SMALL, bold=True) / 2 + 12
    return _rule(f"M0 {y:.1f}L{MIDDLE - half:.1f} {y:.1f}M{MIDDLE + half:.1f} {y:.1f}L{WIDE} {y:.1f}") + text(
        value,
        MIDDLE,
        y + 5,
        SMALL,
        class_="bal-group",
        font_weight=600,
        text_anchor="middle",
        fill=colours.QUIET,
    )


def _wide_row(
    row: tuple[Interest | None, Interest | None], top: float, words: BalanceWords
) -> tuple[str, float]:
    deep = max(len(lines(interest.text, LABEL, 406)) for interest in row if interest)
    bar_top = top + deep * LINE_HEIGHT + 3
    parts = [_wide_interest(interest, bar_top, words) for interest in row if interest]
    return "".join(parts) + _axis(MIDDLE, top + 2, bar_top + 24), bar_top + 28


def _wide_interest(interest: Interest, bar_top: float, words: BalanceWords) -> str:
    out = -1 if interest.side == "benefit" else 1
    anchor = "end" if out < 0 else None
    label = lines(interest.text, LABEL, 406)
    written = "".join(
        text(
            line,
            MIDDLE + out * 14,
            bar_top - 8 - LINE_HEIGHT * (len(label) - 1 - index),
            LABEL,
            class_="bal-label",
            text_anchor=anchor,
            fill=colours.TEXT,
        )
        for index, line in enumerate(label)
    )
    blocks = bar(interest.side, interest.certainty, interest.weight, MIDDLE + out * 7, bar_top, WIDE_BLOCK)
    end = MIDDLE + out * (7 + WIDE_BLOCK.step * interest.weight + 8)
    said = _quiet(_weight_in_words(interest, words), end, bar_top + 15, text_anchor=anchor)
    return link(interest.href, written + blocks + said, class_="bal-interest")


def _legend(words: BalanceWords, top: float, room: float, stacked: bool = False) -> str:
    block = Block(26, 14)
    widths = [
        62 + width(words.certainty[kind], SMALL) + (30 if room > SMALL_WIDE else 12)
        for kind in words.certainty
    ]
    x, y = (0.0, top) if stacked else (max((room - sum(widths)) / 2, 0.0), top)
    parts = []
    for kind, wide in zip(words.certainty, widths, strict=True):
        parts.append(bar("benefit", kind, 1, x + 26, y, block) + bar("burden", kind, 1, x + 28, y, block))
        parts.append(_quiet(words.certainty[kind], x + 62, y + 12))
        x, y = (x, y + 24) if stacked else (x + wide, y)
    return "".join(parts)


# -- narrow ----------------------------------------------------------------------------------

NARROW, NARROW_MIDDLE = 342, 171
NARROW_BLOCK = Block(28, 18)


def _narrow(groups: Groups, words: BalanceWords) -> tuple[list[str], tuple[float, float]]:
    parts = [_heads(words, NARROW_MIDDLE - 12, NARROW_MIDDLE + 12, 21, 18)]
    y = 44.0
    for value, sides in groups.items():
        parts.append(_narrow_group(value, y))
        y += 32
        for interest in (*sides[0], *sides[1]):
            part, y = _narrow_interest(interest, y, words)
            parts.append(part)
        y += 6
    parts.append(_legend(words, y, NARROW, stacked=True))
    return parts, (NARROW, y + 72)


def _narrow_group(value: str, y: float) -> str:
    start = width(value, SMALL, bold=True) + 12
    rule = _rule(f"M{start:.1f} {y + 15:.1f}L{NARROW} {y + 15:.1f}") if start < NARROW else ""
    return rule + text(value, 0, y + 20, SMALL, class_="bal-group", font_weight=600, fill=colours.QUIET)


def _narrow_interest(interest: Interest, top: float, words: BalanceWords) -> tuple[str, float]:
    benefit = interest.side == "benefit"
    label = lines(interest.text, LABEL, NARROW)
    written = "".join(
        text(
            line,
            0 if benefit else NARROW,
            top + 18 + LINE_HEIGHT * index,
            LABEL,
            class_="bal-label",
            text_anchor=None if benefit else "end",
            fill=colours.TEXT,
        )
        for index, line in enumerate(label)
    )
    bar_top = top + 5 + LINE_HEIGHT * len(label)
    start = NARROW_MIDDLE + (-6 if benefit else 6)
    blocks = bar(interest.side, interest.certainty, interest.weight, start, bar_top, NARROW_BLOCK)
    said = _quiet(
        _weight_in_words(interest, words),
        NARROW_MIDDLE + (10 if benefit else -10),
        bar_top + 14,
        text_anchor=None if benefit else "end",
    )
    axis = _axis(NARROW_MIDDLE, bar_top - 4, bar_top + 22)
    return axis + link(interest.href, written + blocks + said, class_="bal-interest"), bar_top + 34


# -- small -----------------------------------------------------------------------------------

SMALL_WIDE = 500
SMALL_BLOCK = Block(20.5, 14, 1.5)


def _small(groups: Groups, words: BalanceWords) -> tuple[list[str], tuple[float, float]]:
    parts = [_heads(words, 150, 350, 18, LABEL)]
    y = 28.0
    for value, sides in groups.items():
        for index, row in enumerate(_rows(sides)):
            parts.append(_small_row(value if index == 0 else "", row, y))
            y += 32
    parts.append(_rule(f"M0 {y:.1f}L{SMALL_WIDE} {y:.1f}"))
    parts.append(_legend(words, y + 14, SMALL_WIDE))
    return parts, (SMALL_WIDE, y + 34)


def _small_row(value: str, row: tuple[Interest | None, Interest | None], y: float) -> str:
    parts = [_rule(f"M0 {y:.1f}L{SMALL_WIDE} {y:.1f}")] if value else []
    if value:
        parts.append(
            text(value, 250, y + 22, SMALL, class_="bal-label", text_anchor="middle", fill=colours.TEXT)
        )
    for interest in row:
        if interest:
            out = -1 if interest.side == "benefit" else 1
            start = 250 + out * 100
            parts.append(bar(interest.side, interest.certainty, interest.weight, start, y + 9, SMALL_BLOCK))
            end = start + out * (SMALL_BLOCK.step * interest.weight + 6)
            parts.append(_quiet(str(interest.weight), end, y + 22, text_anchor="end" if out < 0 else None))
    return "".join(parts)


# -- first page of a report: as small, but as wide as its text ----------------------------------

PAGE, PAGE_ROW = 680, 24
PAGE_BLOCK = Block(35, 12)


def _page(groups: Groups, words: BalanceWords) -> tuple[list[str], tuple[float, float]]:
    parts = [_heads(words, 248, 432, 14, 13)]
    y = 22.0
    for value, sides in groups.items():
        parts.append(_rule(f"M0 {y:.1f}L{PAGE} {y:.1f}"))
        for index, row in enumerate(_rows(sides)):
            parts.append(_page_row(value if index == 0 else "", row, y))
            y += PAGE_ROW
    parts.append(_rule(f"M0 {y:.1f}L{PAGE} {y:.1f}"))
    parts.append(_legend(words, y + 10, PAGE))
    return parts, (PAGE, y + 28)


def _page_row(value: str, row: tuple[Interest | None, Interest | None], y: float) -> str:
    given = {"class_": "bal-label", "text_anchor": "middle", "fill": colours.TEXT}
    parts = [text(_fitting(value), PAGE / 2, y + 16.5, 12, **given)] if value else []
    for interest in row:
        if interest:
            out = -1 if interest.side == "benefit" else 1
            start = PAGE / 2 + out * 92
            parts.append(bar(interest.side, interest.certainty, interest.weight, start, y + 6, PAGE_BLOCK))
            end = start + out * (PAGE_BLOCK.step * interest.weight + 7)
            parts.append(_quiet(str(interest.weight), end, y + 16.5, text_anchor="end" if out < 0 else None))
    return "".join(parts)


def _fitting(value: str) -> str:
    """Shorten a value's title to the room between the sides; the table says it in full."""
    while width(value, 12) > 176:
        value = value.rstrip("…")[:-1].rstrip() + "…"
    return value


_DRAWINGS: dict[Form, Drawing] = {"wide": _wide, "narrow": _narrow, "small": _small, "page": _page}
