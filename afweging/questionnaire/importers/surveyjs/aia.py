"""The profile of Canada's Algorithmic Impact Assessment: what its answers count for, and its levels.

From the scoring in canada-ca/aia-eia-js: an option counts for the number after the last hyphen of its value;
the suffix of the question's name, or else of the panel's or page's that it stands in, says towards what.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..meaning.writing import literal
from .dimensions import by_dimension
from .making import Item
from .points import points_of
from .reading import Report
from .texts import own_words

RAW, MITIGATION, CURRENT = "raw", "mitigation", "current"
SUFFIXES = {"-RS": RAW, "-MS": MITIGATION, "-NS": ""}
SCORED = frozenset(("radiogroup", "dropdown", "checkbox"))
_TITLES: Mapping[str, Mapping[str, str]] = {
    RAW: {"en": "Raw impact score", "fr": "Cote d’incidence brute", "nl": "Ruwe impactscore"},
    MITIGATION: {"en": "Mitigation score", "fr": "Cote d’atténuation", "nl": "Score van de maatregelen"},
    CURRENT: {"en": "Current score", "fr": "Cote actuelle", "nl": "Huidige score"},
}
_LEVELS = (("I", 0.25), ("II", 0.5), ("III", 0.75), ("IV", None))
_LEVEL = {"en": "Level", "fr": "Niveau", "nl": "Niveau"}
_RULE = (
    'round_half_up(0.85 * score("raw")) if score("mitigation") >= 0.8 * max_score("mitigation") '
    'else score("raw")'
)


@dataclass(frozen=True, slots=True)
class Total:
    """What answers add up to and the most that they can, as rules write them."""

    value: str
    most: str
    amount: int | float


def scores(items: list[Item], report: Report, languages: Iterable[str]) -> list[dict[str, Any]]:
    """The scores of an AIA; the options get their points on the way."""
    spoken = tuple(languages)
    counted = [item for item in items if item.piece.word("type") in SCORED and "options" in item.data]
    if all(towards(item) is None for item in items):
        return _own_rule(counted, report, spoken)
    for item in counted:
        if towards(item) is None:
            item.piece.note("it counts towards no score: neither its name nor that of its panel has a suffix")
    raw, mitigation = (
        total([item for item in counted if towards(item) == name], name) for name in (RAW, MITIGATION)
    )
    report.note(
        "-",
        "scoring: by the suffixes -RS, -MS and -NS of names; the raw impact is at most "
        f"{raw.amount}, the mitigation {mitigation.amount / 2:g}",
    )
    current = score(CURRENT, _TITLES[CURRENT], spoken, _RULE, 'max_score("raw")')
    return [
        score(RAW, _TITLES[RAW], spoken, raw.value, raw.most),
        score(MITIGATION, _TITLES[MITIGATION], spoken, mitigation.value, f"{mitigation.most} / 2"),
        current | {"bands": _bands(spoken)},
    ]


def towards(item: Item) -> str | None:
    """The score that a question counts towards; empty when towards none, None when no suffix says so."""
    for name in (item.piece.name, item.box.name):
        if name[-3:] in SUFFIXES:
            return SUFFIXES[name[-3:]]
    return None


def total(items: Sequence[Item], name: str) -> Total:
    """What these questions add up to; their options get points under this name."""
    for item in items:
        for option in item.data["options"]:
            give(option, name, points_of(option["source"]))
    return Total(*_written(items, name))


def give(option: dict[str, Any], name: str, amount: int | float) -> None:
    """Give an option points; none is not written."""
    if amount:
        option.setdefault("points", {})[name] = amount


def _written(items: Sequence[Item], name: str) -> tuple[str, str, int | float]:
    amount = sum(_most(item, name) for item in items)
    if not any(name in option.get("points", {}) for item in items for option in item.data["options"]):
        return "0", "0", 0
    same = amount == sum(_most_here(item, name) for item in items)
    return f'points("{name}")', f'max_points("{name}")' if same else literal(amount), amount


def _most(item: Item, name: str) -> int | float:
    """The most that a question counts for in the original: the highest choice, or all to be ticked."""
    amounts: list[int | float] = [option.get("points", {}).get(name, 0) for option in item.data["options"]]
    return sum(amounts) if item.data["type"] == "choices" else max((0, *amounts))


def _most_here(item: Item, name: str) -> int | float:
    """The same by our rules, which leave out what lowers a score or cannot be ticked together."""
    if item.data["type"] != "choices":
        return _most(item, name)
    options = [option for option in item.data["options"] if option.get("points", {}).get(name, 0) > 0]
    if "max_choices" in item.data or any("exclusive" in option for option in options):
        return -1
    amounts: list[int | float] = [option["points"][name] for option in options]
    return sum(amounts)


def score(
    name: str, title: Mapping[str, str], spoken: Sequence[str], value: str, most: str | None
) -> dict[str, Any]:
    """A score of format 1."""
    found: dict[str, Any] = {"id": name, "title": own_words(spoken, title), "value": value}
    return found | ({"max": most} if most is not None else {})


def _bands(spoken: Sequence[str]) -> list[dict[str, Any]]:
    """Levels I to IV, at 25, 50 and 75 % of the raw maximum."""
    bands = []
    for number, (roman, upto) in enumerate(_LEVELS, start=1):
        titles = {language: f"{word} {roman}" for language, word in _LEVEL.items()}
        band: dict[str, Any] = {"id": f"level-{number}", "title": own_words(spoken, titles)}
        bands.append(band | ({"upto": upto} if upto is not None else {}))
    return bands


def _own_rule(counted: list[Item], report: Report, spoken: Sequence[str]) -> list[dict[str, Any]]:
    """A file without suffixes: what its questions say of their scoring, or else all values added up."""
    found = by_dimension(counted, spoken)
    if found:
        names = ", ".join(each["id"] for each in found)
        report.note(
            "-", f"scoring: no name has a suffix -RS, -MS or -NS; the file's own scoring is used: {names}"
        )
        return found
    raw = total(counted, RAW)
    report.note(
        "-",
        "scoring: no name has a suffix -RS, -MS or -NS; the file's own scoring rule is used: the values of "
        f"all answers are added up, to at most {raw.amount}; there is no mitigation and there are no levels",
    )
    return [score(RAW, _TITLES[RAW], spoken, raw.value, raw.most)]
