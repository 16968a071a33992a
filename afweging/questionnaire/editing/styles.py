"""How a value is written over another: in the style of the old one, where that can be."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..writing.scalars import (
    WIDTH,
    can_be_block,
    can_be_plain,
    double_quoted,
    folded,
    literal,
    simple,
    single_quoted,
)
from .places import Source, Spot

_OUTSIDE_SINGLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A value as it stands: `head` behind its key or dash, the lines `below` under it.

    `is_text` says that the head begins a literal or folded text.
    """

    head: str
    below: Sequence[str] = ()
    is_text: bool = False


def scalar_over(source: Source, old: Spot, value: Any, at: int, indent: int | None) -> Text | None:
    """A scalar in the style of the one it replaces, None when that style does not suit it.

    It starts at column `at`; lines below stand `indent` deep, None within brackets, where there are none.
    """
    if old.span.kind != "scalar" or old.span.length == 0 or source.layout.json:
        return None
    if not isinstance(value, str):
        text = simple(value)
        return Text(text) if text is not None else None
    if old.span.style in ("|", ">"):
        return None if indent is None else _block(old.span.style, value, indent)
    text = _STYLES[old.span.style](value, indent is None)
    if text is None or ("\n" in value and indent is not None):
        return None
    was_long = (
        "\n" in source.text[old.start : old.end] or source.lines.column(old.start) + old.span.length > WIDTH
    )
    return Text(text) if was_long or at + len(text) <= WIDTH or indent is None else None


def _block(style: str, value: str, indent: int) -> Text | None:
    if not can_be_block(value):
        return None
    fold = style == ">" and "\n" not in value.removesuffix("\n")
    head, *below = folded(value, indent) if fold else literal(value, indent)
    return Text(head, below, is_text=True)


def _plain(value: str, in_flow: bool) -> str | None:
    return value if can_be_plain(value, flow=in_flow) else None


def _single(value: str, _in_flow: bool) -> str | None:
    return None if _OUTSIDE_SINGLE.search(value) else single_quoted(value)


def _double(value: str, _in_flow: bool) -> str | None:
    return double_quoted(value)


_STYLES: Mapping[str, Callable[[str, bool], str | None]] = {"": _plain, "'": _single, '"': _double}
