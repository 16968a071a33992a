"""Scoring that a file brings itself: per question a `score` with a dimension, choices' points and a maximum.

From the forks of the AIA that score by dimension; there a question never counts for more than its `max`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...yaml12 import Entries
from ..base import Ids
from ..meaning.writing import literal
from .engine import Value
from .making import Item
from .points import LARGEST, points_of
from .reading import written


def by_dimension(items: list[Item], spoken: Sequence[str]) -> list[dict[str, Any]]:
    """The scores of a file whose questions name dimensions, by dimension; none when they do not."""
    ids = Ids()
    found: dict[str, list[_Part]] = {}
    names: dict[str, str] = {}
    for item in items:
        given = _score_of(item)
        dimension = str(given.get("dimension") or "").strip()
        if dimension:
            name = names.setdefault(dimension, "") or ids.take(dimension)
            names[dimension] = name
            found.setdefault(dimension, []).append(_part(item, name, given, ids))
    return [_score(names[name], name, parts, spoken) for name, parts in found.items()]


@dataclass(frozen=True, slots=True)
class _Part:
    """What a question adds to its dimension, as rules write it, and the most that it can add."""

    text: str
    most: int | float


def _score_of(item: Item) -> Mapping[str, Any]:
    node = item.piece.node.entries.get("score")
    found = node.plain() if isinstance(node, Entries) else {}
    return found if isinstance(found, dict) else {}


def _part(item: Item, name: str, given: Mapping[str, Any], ids: Ids) -> _Part:
    amounts = [_amount(given, option["source"]) for option in item.data["options"]]
    above = [amount for amount in amounts if amount > 0]
    most = sum(above) if item.data["type"] == "choices" else max((0, *above))
    given_limit = given.get("max")
    limit: int | float = given_limit if isinstance(given_limit, int | float) else 0
    limited = 0 < limit < most
    own = ids.take(f"{name}-{item.id}") if limited else name
    for option, amount in zip(item.data["options"], amounts, strict=True):
        if amount:
            option.setdefault("points", {})[own] = amount
    if not any(amounts):
        return _Part("0", 0)
    if not limited:
        return _Part(f'points("{own}")', most)
    return _Part(f'min(points("{own}"), {literal(limit)})', limit)


def _amount(given: Mapping[str, Any], value: Value) -> int | float:
    choices = given.get("choices")
    amount = choices.get(written(value)) if isinstance(choices, dict) else None
    if isinstance(amount, int | float) and not isinstance(amount, bool) and abs(amount) <= LARGEST:
        return amount
    return points_of(value)


def _score(name: str, title: str, parts: Sequence[_Part], spoken: Sequence[str]) -> dict[str, Any]:
    texts = list(dict.fromkeys(part.text for part in parts if part.text != "0")) or ["0"]
    language = spoken[0] if spoken else "en"
    most = literal(sum(part.most for part in parts))
    return {"id": name, "title": {language: title}, "value": " + ".join(texts), "max": most}
