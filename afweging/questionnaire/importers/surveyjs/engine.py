"""What conditions mean in SurveyJS 1.7: its values, which are those of JavaScript, and its operators.

A missing answer is None. Found out from the behaviour of survey-core 1.7.28; texts are compared with case, as
there (from 1.8.20 on they are compared without case and without the space around them).
"""

import math
import operator
import re
from collections.abc import Callable
from typing import Any

Value = Any
"""None, a boolean, a number, a text, or a list of those."""

_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_HEX = re.compile(r"0[xX][0-9a-fA-F]{1,16}")
_NO_NUMBER = re.compile(r"[-*^/%]|..+\+", re.DOTALL)
"""Signs that keep a text from being taken for a number."""


def corrected(value: Value) -> Value:
    """A text that looks like a boolean or a number is taken for one."""
    if not isinstance(value, str) or not value:
        return value
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    if value == " " or _NO_NUMBER.search(value):
        return value
    number = to_number(value)
    return value if math.isnan(number) or not _starts_as_number(value) else _settled(number)


def _starts_as_number(text: str) -> bool:
    return bool(re.match(r"\s*\+?\.?[0-9]", text))


def to_number(value: Value) -> float:
    """Number(value) of JavaScript; NaN for what is no number."""
    if isinstance(value, bool | int | float):
        return float(value)
    if value is None:
        return 0.0
    text = to_text(value).strip()
    if not text:
        return 0.0
    if _HEX.fullmatch(text):
        return float(int(text, 16))
    return float(text) if len(text) <= 400 and _DECIMAL.fullmatch(text) else math.nan


def to_text(value: Value) -> str:
    """String(value) of JavaScript."""
    if isinstance(value, list):
        return ",".join("" if item is None else to_text(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(_settled(value))
    return "null" if value is None else str(value)


def _settled(number: float) -> int | float:
    whole = math.isfinite(number) and number == int(number) and abs(number) < 1e21
    return int(number) if whole else number


def is_empty(value: Value) -> bool:
    """No answer: nothing, a blank text, an empty list."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, float) and math.isnan(value):
        return True
    return value is None or value == []


def truthy(value: Value) -> bool:
    """Does JavaScript take it for true?"""
    if isinstance(value, list):
        return True
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def equals(x: Value, y: Value) -> bool:
    """`=`: texts by their characters, numbers by their value however written, lists in any order."""
    if isinstance(x, str) and isinstance(y, str):
        return x == y
    if x is None or y is None:
        return (x if y is None else y) in (None, "undefined", "")
    if isinstance(x, list) or isinstance(y, list):
        return isinstance(x, list) and isinstance(y, list) and _same_lists(x, y)
    if is_empty(x) != is_empty(y):
        return False
    for one, other in ((x, y), (y, x)):
        if isinstance(one, bool) and isinstance(other, str):
            return to_text(one) == other.lower()
    return to_number(x) == to_number(y)


def _same_lists(x: list[Value], y: list[Value]) -> bool:
    if len(x) != len(y):
        return False
    pairs = zip(sorted(x, key=_place), sorted(y, key=_place), strict=True)
    return all(equals(one, other) for one, other in pairs)


def _place(value: Value) -> bytes:
    return to_text(value).encode("utf-16-be", "surrogatepass")


def contains(left: Value, right: Value) -> bool:
    """`contains`: all of the right in a list, or a part of a text."""
    return _contains(left, right, wanted=True)


def _contains(left: Value, right: Value, *, wanted: bool) -> bool:
    if not truthy(left):
        return False
    if not isinstance(left, list) or not left:
        return truthy(right) and (to_text(right) in to_text(left)) == wanted
    sought = right if isinstance(right, list) else [right]
    return all(any(equals(item, each) for item in left) for each in sought) == wanted


def lacks(left: Value, right: Value) -> bool:
    """`notcontains`: true without an answer."""
    if not truthy(left) and not is_empty(right):
        return True
    return _contains(left, right, wanted=False)


def any_of(left: Value, right: Value) -> bool:
    """`anyof`: one of the right is in the left; a single value is looked for in the right."""
    if not truthy(left):
        return is_empty(right)
    if isinstance(left, str) and not left:
        return False
    if is_empty(right):
        return True
    if not isinstance(left, list):
        return contains(right, left)
    if not isinstance(right, list):
        return contains(left, right)
    return any(contains(left, each) for each in right)


def all_of(left: Value, right: Value) -> bool:
    """`allof`: all of the right are in the left."""
    if not truthy(left) and not is_empty(right):
        return False
    if not isinstance(right, list):
        return contains(left, right)
    return all(contains(left, each) for each in right)


def _ordered(compared: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool]:
    def compare(left: Value, right: Value) -> bool:
        if left is None or right is None:
            return False
        x, y = (to_text(side) if isinstance(side, list) else side for side in (left, right))
        if isinstance(x, str) and isinstance(y, str):
            return compared(_place(x), _place(y))
        return compared(to_number(x), to_number(y))

    return compare


greater, less = _ordered(operator.gt), _ordered(operator.lt)

OPERATORS: dict[str, Callable[[Value, Value], bool]] = {
    "equal": equals,
    "notequal": lambda left, right: not equals(left, right),
    "greater": greater,
    "less": less,
    "greaterorequal": lambda left, right: equals(left, right) or greater(left, right),
    "lessorequal": lambda left, right: equals(left, right) or less(left, right),
    "contains": contains,
    "notcontains": lacks,
    "anyof": any_of,
    "allof": all_of,
}


def _divided(left: float, right: float) -> float | None:
    return left / right if right and not math.isnan(right) else None


def _rest(left: float, right: float) -> float | None:
    return math.fmod(left, right) if right and math.isfinite(left) and not math.isnan(right) else None


def _power(left: float, right: float) -> float:
    try:
        power = left**right
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return power if isinstance(power, float) else math.nan


ARITHMETIC: dict[str, Callable[[float, float], float | None]] = {
    "plus": operator.add,
    "minus": operator.sub,
    "mul": operator.mul,
    "div": _divided,
    "mod": _rest,
    "power": _power,
}


def calculate(name: str, left: Value, right: Value) -> Value:
    """Arithmetic; nothing counts as 0, or as an empty text beside a text. `plus` joins texts."""
    x = _operand(left, right)
    y = _operand(right, x)
    if name == "plus" and any(isinstance(side, str | list) for side in (x, y)):
        return to_text(x) + to_text(y)
    found = ARITHMETIC[name](to_number(x), to_number(y))
    return found if found is None else _settled(found)


def _operand(value: Value, other: Value) -> Value:
    if not is_empty(value) or value == " ":
        return value
    return "" if isinstance(other, str) else 0
