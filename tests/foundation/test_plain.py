"""Plain JSON and back: what was written is read, what has another shape is refused with its place."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from afweging.foundation.plain import ShapeInvalid, from_plain, to_plain


@dataclass(frozen=True)
class Leaf:
    name: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    kind: Literal["oak", "elm"]
    planted: dt.date
    seen: dt.datetime
    leaves: tuple[Leaf, ...]
    titles: Mapping[str, str]
    notes: Mapping[str, Any]


TREE = Tree(
    "oak",
    dt.date(1911, 4, 1),
    dt.datetime(2026, 6, 8, 13, 30, tzinfo=dt.UTC),
    (Leaf("a", 1.5), Leaf("b")),
    {"nl": "eik"},
    {"free": [1, {"x": None}]},
)


def plain() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(to_plain(TREE)))
    return read


def test_what_was_written_is_read() -> None:
    assert from_plain(Tree, plain()) == TREE


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"extra": 1}, r"record: unknown extra"),
        ({"kind": "rose"}, r"record\.kind"),
        ({"planted": "gisteren"}, r"record\.planted"),
        ({"leaves": {}}, r"record\.leaves"),
        ({"leaves": [{"name": 3}]}, r"record\.leaves\[0\]\.name"),
        ({"titles": {"nl": 1}}, r"record\.titles\.nl"),
    ],
)
def test_another_shape_is_refused_with_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ShapeInvalid, match=place):
        from_plain(Tree, plain() | change)


def test_a_missing_key_is_refused() -> None:
    short = plain()
    del short["kind"]
    with pytest.raises(ShapeInvalid, match="kind"):
        from_plain(Tree, short)
