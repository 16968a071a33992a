"""XPath 1.0 by its own rules, as far as forms use it: a second reading, to judge the rules that were made.

https://www.w3.org/TR/1999/REC-xpath-19991116/ §3.4 (booleans) and §4 (functions); an answer that is not there
is an empty text, one to an integer or decimal question is a number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from afweging.questionnaire.importers.meaning.trees import Binary, Call, Const
from afweging.questionnaire.importers.xlsform.xpath import Expression, Minus, Ref

Value = str | float | bool


def truth(tree: Expression, answers: Mapping[str, Any]) -> bool:
    """Is the condition true for these answers?"""
    return _boolean(_value(tree, answers))


def _value(tree: Expression, answers: Mapping[str, Any]) -> Value:
    match tree:
        case Const(value):
            return value
        case Ref(name):
            return _answer(answers.get(name))
        case Minus(of):
            return -_number(_value(of, answers))
        case Call(name, args):
            return _call(name, list(args), answers)
        case Binary("and", left, right):
            return truth(left, answers) and truth(right, answers)
        case Binary("or", left, right):
            return truth(left, answers) or truth(right, answers)
        case Binary(operator, left, right):
            return _compared(operator, _value(left, answers), _value(right, answers))
    raise AssertionError(tree)


def _answer(given: Any) -> Value:
    if given is None:
        return ""
    if isinstance(given, list):
        return " ".join(given)
    return float(given) if isinstance(given, int | float) else str(given)


def _compared(operator: str, left: Value, right: Value) -> Value:
    x, y = _number(left), _number(right)
    if operator in ("=", "!="):
        if isinstance(left, bool) or isinstance(right, bool):
            same = _boolean(left) == _boolean(right)
        elif isinstance(left, float) or isinstance(right, float):
            same = x == y
        else:
            same = left == right
        return same == (operator == "=")
    results: dict[str, Value] = {
        "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "+": x + y, "-": x - y, "*": x * y,
    }  # fmt: skip
    return results[operator]


def _call(name: str, args: list[Expression], answers: Mapping[str, Any]) -> Value:
    if name == "not":
        return not truth(args[0], answers)
    if name == "if":
        return _value(args[1] if truth(args[0], answers) else args[2], answers)
    values = [_value(each, answers) for each in args]
    texts = ["" if isinstance(each, bool | float) else each for each in values]
    if name == "coalesce":
        return next((each for each in values if each != ""), "")
    results: dict[str, Any] = {
        "true": lambda: True,
        "false": lambda: False,
        "selected": lambda: texts[1] in texts[0].split(),
        "count-selected": lambda: float(len(texts[0].split())),
        "contains": lambda: texts[1] in texts[0],
        "string-length": lambda: float(len(texts[0])),
        "boolean": lambda: _boolean(values[0]),
        "number": lambda: _number(values[0]),
    }
    found: Value = results[name]()
    return found


def _number(value: Value) -> float:
    if isinstance(value, str):
        try:
            return float(value) if value.strip() and "_" not in value else math.nan
        except ValueError:
            return math.nan
    return float(value)


def _boolean(value: Value) -> bool:
    return bool(value) and value == value
