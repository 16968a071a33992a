"""What JEXL makes of values, which are those of JavaScript."""

import math
import operator
import re
from collections.abc import Callable
from typing import Any, Final

Value = Any


class _Undefined:
    """What is not there at all."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED: Final = _Undefined()
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,300}\.?[0-9]{0,300}|\.[0-9]{1,300})(?:[eE][-+]?[0-9]{1,3})?")


class Jexl:
    """The dialect of expressions in assessments."""

    nothing: Value = None
    undefined: Value = UNDEFINED
    zero = True
    strict = False

    def compare(self, name: str, left: Value, right: Value) -> bool:
        """`==` takes null and undefined for equal, and else compares numbers unless both are texts."""
        if name == "==":
            return self._equal(left, right)
        if isinstance(left, str) and isinstance(right, str):
            return bool(_ORDER[name](_units(left), _units(right)))
        return bool(_ORDER[name](self.number(left), self.number(right)))

    def _equal(self, left: Value, right: Value) -> bool:
        nothing = [side is None or side is UNDEFINED for side in (left, right)]
        if any(nothing):
            return all(nothing)
        if isinstance(left, str | list) and isinstance(right, str | list):
            return not (isinstance(left, list) and isinstance(right, list)) and as_text(left) == as_text(
                right
            )
        return self.number(left) == self.number(right)

    def truthy(self, value: Value) -> bool:
        """All but false, 0, NaN, an empty text, null and undefined; an empty list too is true."""
        if isinstance(value, list):
            return True
        return value is not UNDEFINED and bool(value) and value == value

    def number(self, value: Value) -> float:
        """Number(value)."""
        if value is None:
            return 0.0
        if value is UNDEFINED:
            return math.nan
        if isinstance(value, bool | int | float):
            return float(value)
        text = as_text(value).strip()
        return 0.0 if not text else float(text) if _NUMBER.fullmatch(text) else math.nan

    def parts(self, value: Value) -> list[str] | None:
        """Several options beside a single value: a list of one counts for what is in it."""
        return [value] if isinstance(value, str) else None


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def as_text(value: Value) -> str:
    """String(value)."""
    if isinstance(value, list):
        return ",".join("" if item is None or item is UNDEFINED else as_text(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return str(int(value))
    return "null" if value is None else str(value)


def identical(left: Value, right: Value) -> bool:
    """`===`: of one kind and equal."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    return bool(left == right) if numbers or type(left) is type(right) else False


def is_in(value: Value, where: Value) -> bool:
    """`in`: a part of a text, or an item of a list."""
    if isinstance(where, str):
        return as_text(value) in where
    return isinstance(where, list) and any(identical(item, value) for item in where)


def as_boolean(value: Value) -> bool:
    """bool(value): true, or the text “true”."""
    return value is True or value == "true"
