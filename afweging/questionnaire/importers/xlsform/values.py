"""What XPath makes of values, as forms use it: an unanswered question is an empty text."""

import math
import operator
import re
from collections.abc import Callable
from typing import Any

import re2

Value = Any

_NUMBER = re.compile(r"\s*-?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})\s*")

_YES = frozenset(("yes", "Yes", "YES", "true", "True", "TRUE", "true()"))
_NO = frozenset(("no", "No", "NO", "false", "False", "FALSE", "false()"))


def is_yes(text: str) -> bool | None:
    """Yes or no as forms write it; None for another text."""
    return True if text in _YES else False if text in _NO else None


class XPath:
    """The dialect of XLSForm."""

    nothing: Value = ""
    undefined: Value = math.nan
    zero = False
    strict = True

    def compare(self, name: str, left: Value, right: Value) -> bool:
        """With a boolean both are booleans; with a number both are numbers; else texts are compared."""
        if name != "==":
            return bool(_ORDER[name](self.number(left), self.number(right)))
        if isinstance(left, bool) or isinstance(right, bool):
            return self.truthy(left) == self.truthy(right)
        if isinstance(left, float) or isinstance(right, float):
            return self.number(left) == self.number(right)
        return bool(left == right)

    def truthy(self, value: Value) -> bool:
        """A text that is not empty, a number that is not 0."""
        return bool(value) and value == value

    def number(self, value: Value) -> float:
        """A text that is a number; NaN for any other."""
        if isinstance(value, str):
            return float(value) if _NUMBER.fullmatch(value) else math.nan
        return float(value)

    def parts(self, value: Value) -> list[str] | None:
        """Several options are written with spaces between them."""
        return as_text(value).split(" ") if value != "" else []


_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def as_text(value: Value) -> str:
    """string(value)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else str(value)
    return str(value)


def _substring(text: Value, start: Value, end: Value = None) -> str:
    first, last = XPath().number(start), math.inf if end is None else XPath().number(end)
    whole = as_text(text)
    if math.isnan(first) or math.isnan(last):
        return ""
    return whole[max(0, int(first)) : int(min(last, len(whole)))]


def _matches(text: Value, pattern: Value) -> bool:
    options = re2.Options()
    options.log_errors = False
    return bool(re2.fullmatch(as_text(pattern), as_text(text), options))


def _rounded(value: Value, digits: Value = 0.0) -> float:
    number, places = XPath().number(value), XPath().number(digits)
    if not math.isfinite(number) or not abs(places) <= 15:
        return math.nan
    scale = 10.0 ** int(places)
    return math.floor(number * scale + 0.5) / scale


def _whole(value: Value) -> float:
    number = XPath().number(value)
    return float(math.trunc(number)) if math.isfinite(number) else math.nan


PURE: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "string": (1, 1, as_text),
    "string-length": (1, 1, lambda text: float(len(as_text(text)))),
    "number": (1, 1, lambda value: XPath().number(value)),
    "int": (1, 1, _whole),
    "boolean": (1, 1, lambda value: XPath().truthy(value)),
    "concat": (0, 20, lambda *texts: "".join(map(as_text, texts))),
    "contains": (2, 2, lambda text, part: as_text(part) in as_text(text)),
    "starts-with": (2, 2, lambda text, part: as_text(text).startswith(as_text(part))),
    "ends-with": (2, 2, lambda text, part: as_text(text).endswith(as_text(part))),
    "substr": (2, 3, _substring),
    "normalize-space": (1, 1, lambda text: " ".join(as_text(text).split())),
    "regex": (2, 2, _matches),
    "round": (1, 2, _rounded),
    "abs": (1, 1, lambda value: abs(XPath().number(value))),
    "selected": (2, 2, lambda text, part: as_text(part) in as_text(text).split()),
    "count-selected": (1, 1, lambda text: float(len(as_text(text).split()))),
    "jr:choice-name": (2, 2, lambda value, question: as_text(value)),
}
"""Functions of values alone: the least and the most arguments, and what they give."""
