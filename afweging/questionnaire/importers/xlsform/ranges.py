"""Ranges: a scale when it has few whole steps, else a number with limits."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from ..meaning.saying import Note
from ..wording import titled
from .columns import Row
from .elements import Element
from .languages import Languages

MOST_STEPS = 10
LARGEST, DIGITS = 10**12, 12
"""Numbers of a range are no larger, and have no more digits behind the point."""


def ranged(
    element: Element, lists: Mapping[str, list[Row]], languages: Languages, note: Note
) -> dict[str, Any]:
    """The type, limits and labels of a range."""
    given = [float(element.parameters.get(key, default)) for key, default in _DEFAULTS.items()]
    start, end, step = given
    if start > end:
        note(element.name, "its range runs from high to low; here it runs from low to high")
    low, high = min(start, end), max(start, end)
    labels = _labels(element, lists, languages)
    if all(number == int(number) for number in given) and step == 1 and 1 <= high - low <= MOST_STEPS:
        scale: dict[str, Any] = {"type": "scale", "min": int(low), "max": int(high)}
        steps = {step: label for step, label in labels.items() if low <= step <= high}
        return scale | ({"labels": {str(step): label for step, label in steps.items()}} if steps else {})
    if step != 1:
        note(element.name, f"its steps of {step:g}: any number within its limits is taken")
    if labels:
        note(element.name, "the labels of its steps")
    whole = all(number == int(number) for number in given)
    return {"type": "number", "min": _plain(low), "max": _plain(high)} | ({"integer": True} if whole else {})


_DEFAULTS = {"start": "0", "end": "10", "step": "1"}


def _labels(element: Element, lists: Mapping[str, list[Row]], languages: Languages) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for row in lists.get(element.parameters.get("tick_labelset", ""), ()):
        name = row.text("name")
        if name.lstrip("-").isdigit():
            found[int(name)] = languages.data(
                titled(languages.words(row.texts("label")), name, languages.main)[0]
            )
    return found


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


def range_errors(element: Element, lists: Mapping[str, list[Row]]) -> Iterator[str]:
    """What is wrong with the parameters of a range."""
    given = element.parameters
    numbers = {key: _decimal(given.get(key, default)) for key, default in _DEFAULTS.items()}
    numbers |= {key: _decimal(given[key]) for key in ("tick_interval", "placeholder") if key in given}
    bad = [key for key, number in numbers.items() if number is None]
    if bad:
        yield f"“{bad[0]}” of a range is a number that is not too large"
        return
    yield from _step_errors({key: number for key, number in numbers.items() if number is not None})
    looks = element.row.text("appearance")
    if looks and "vertical" not in looks and "no-ticks" not in looks and given.keys() & _TICKS:
        yield "ticks and placeholders go with the appearances “vertical” and “no-ticks” only"
    if "tick_labelset" in given and given["tick_labelset"] not in lists:
        yield f"there is no list “{given['tick_labelset']}” among the choices"


def _step_errors(numbers: Mapping[str, Decimal]) -> Iterator[str]:
    start, end, step = (numbers[key] for key in _DEFAULTS)
    for key in ("step", "tick_interval"):
        size = numbers.get(key, step)
        if not size or size > abs(end - start):
            yield f"“{key}” of a range is more than 0 and no larger than the range"
            return
    if numbers.get("tick_interval", step) % step:
        yield "“tick_interval” of a range is a number of steps"
    place = numbers.get("placeholder", start)
    if (place - start) % step or not min(start, end) <= place <= max(start, end):
        yield "“placeholder” of a range is one of its steps"


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > LARGEST or round(number, DIGITS) != number:
        return None
    return number


_TICKS = frozenset(("tick_interval", "placeholder", "tick_labelset"))
