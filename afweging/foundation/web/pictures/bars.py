"""Bars of unit blocks: weights are ordinal, so each step is a block and nothing is summed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afweging.foundation.web.pictures import colours
from afweging.foundation.web.pictures.svg import element, number, path

Side = Literal["benefit", "burden"]
Certainty = Literal["proven", "likely", "unproven"]
STROKE = 1.5
HATCH = 6


@dataclass(frozen=True, slots=True)
class Block:
    """The size of one step of a bar, and the space between two."""

    width: float
    height: float
    gap: float = 2

    @property
    def step(self) -> float:
        """From the start of one block to the start of the next."""
        return self.width + self.gap


def bar(side: Side, certainty: Certainty, weight: int, start: float, top: float, block: Block) -> str:
    """Draw `weight` blocks from the axis outwards: to the left for a benefit, to the right for a burden.

    `start` is the edge nearest the axis.
    """
    lefts = [_left(side, start, index, block) for index in range(weight)]
    blocks = "".join(_block(side, certainty, left, top, block) for left in lefts)
    return blocks + (_hatching(side, lefts, top, block) if certainty == "unproven" else "")


def _left(side: Side, start: float, index: int, block: Block) -> float:
    if side == "burden":
        return start + index * block.step
    return start - index * block.step - block.width


def _block(side: Side, certainty: Certainty, left: float, top: float, block: Block) -> str:
    class_ = f"bal-{side} bal-{certainty}"
    if certainty == "proven":
        return element(
            "rect",
            class_=class_,
            x=left,
            y=top,
            width=block.width,
            height=block.height,
            fill=colours.SIDE[side],
        )
    return element(
        "rect",
        class_=class_,
        x=left + STROKE / 2,
        y=top + STROKE / 2,
        width=block.width - STROKE,
        height=block.height - STROKE,
        fill=colours.SIDE_QUIET[side] if certainty == "likely" else "none",
        stroke=colours.SIDE[side],
        stroke_width=STROKE,
    )


def _hatching(side: Side, lefts: list[float], top: float, block: Block) -> str:
    """One path for the whole bar: a pattern would need an id, and ids clash when a page has two pictures."""
    strokes = "".join(_strokes(left, top, block) for left in lefts)
    return path(strokes, class_=f"bal-{side} bal-hatch", stroke=colours.SIDE[side], stroke_width=1.2)


def _strokes(left: float, top: float, block: Block) -> str:
    x0, y0 = left + STROKE, top + STROKE
    x1, y1 = left + block.width - STROKE, top + block.height - STROKE
    result = []
    along = 3.0
    while along < (x1 - x0) + (y1 - y0):
        # The stroke x + y = constant, from lower left to upper right, cut off at the block's edges.
        from_x, from_y = (x0, y0 + along) if y0 + along <= y1 else (x0 + along - (y1 - y0), y1)
        to_x, to_y = (x0 + along, y0) if x0 + along <= x1 else (x1, y0 + along - (x1 - x0))
        result.append(f"M{number(from_x)} {number(from_y)}L{number(to_x)} {number(to_y)}")
        along += HATCH
    return "".join(result)
