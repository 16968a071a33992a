"""Rules as text of our rule language."""

import json
from collections.abc import Callable, Collection, Iterable

from ...rules.parse import RuleError, parse
from .fields import SCALE, Field, Member, Value
from .logic import Among, Chosen, Every, Leaf, Not, Rule, Some, Truth

_OR, _AND, _NOT, _ALONE = 1, 2, 3, 4
Written = tuple[str, int]
"""The text of a rule and how tightly it holds together."""


def rule_text(rule: Rule) -> str | None:
    """The text of a rule; None when it would be longer or deeper than rules may be."""
    text = _written(rule)[0]
    try:
        parse(text)
    except RuleError:
        return None
    return text


def literal(value: Value) -> str:
    """A text or number as rules write it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def listed(values: Iterable[Value]) -> str:
    """A list as rules write it."""
    return f"[{', '.join(map(literal, values))}]"


def _written(rule: Rule) -> Written:
    writer: Callable[[Rule], Written] = _WRITERS[type(rule)]
    return writer(rule)


def _within(rule: Rule, level: int) -> str:
    text, own = _written(rule)
    return f"({text})" if own < level else text


def _truth(rule: Truth) -> Written:
    return ("true" if rule.value else "false"), _ALONE


def _every(rule: Every) -> Written:
    return " and ".join(_within(part, _NOT) for part in rule.parts), _AND


def _some(rule: Some) -> Written:
    return " or ".join(_within(part, _AND) for part in rule.parts), _OR


def _not(rule: Not) -> Written:
    return f"not {_bracketed(_written(rule.part))}", _NOT


def _bracketed(written: Written) -> str:
    text, _ = written
    return text if text.endswith(")") and text.partition("(")[0].isidentifier() else f"({text})"


def _among(rule: Among) -> Written:
    """The shortest of the ways to say it; in rules a comparison without an answer is false."""
    field, inside = rule.field, _ordered(rule.field, rule.members)
    outside = _ordered(field, field.members - rule.members)
    if not rule.missing:
        if not outside:
            return field.there, _ALONE
        short = len(inside) <= len(outside) + 1 or _from_an_end(field, inside)
        return (_is(field, inside) if short else _is_none(field, outside)), _ALONE
    if not inside:
        return f"not {field.there}", _NOT
    if len(outside) <= len(inside):
        return f"not ({_is(field, outside)})", _NOT
    return f"not {field.there} or {_is(field, inside)}", _OR


def _ordered(field: Field, members: Collection[Member]) -> list[Member]:
    return [member for member in field.values if member in members]


def _is(field: Field, members: list[Member]) -> str:
    if len(members) == 1:
        return f"{field.name} == {literal(members[0])}"
    return _from_an_end(field, members) or f"{field.name} in {listed(members)}"


def _from_an_end(field: Field, members: list[Member]) -> str:
    """The steps of a scale from one on, or up to one; empty when they are not."""
    steps = list(field.values) if field.kind == SCALE and members else []
    if steps and members == steps[-len(members) :]:
        return f"{field.name} >= {members[0]}"
    if steps and members == steps[: len(members)]:
        return f"{field.name} <= {members[-1]}"
    return ""


def _is_none(field: Field, members: list[Member]) -> str:
    if len(members) == 1:
        return f"{field.name} != {literal(members[0])}"
    return f"{field.name} not in {listed(members)}"


def _chosen(rule: Chosen) -> Written:
    members = _ordered(rule.field, rule.members)
    if len(members) == 1:
        return f"{literal(members[0])} in {rule.field.name}", _ALONE
    if len(members) == len(rule.field.values):
        return rule.field.there, _ALONE
    return f"any_of({rule.field.name}, {listed(members)})", _ALONE


def _leaf(rule: Leaf) -> Written:
    return rule.text, _ALONE


_WRITERS: dict[type, Callable[..., Written]] = {
    Truth: _truth,
    Every: _every,
    Some: _some,
    Not: _not,
    Among: _among,
    Chosen: _chosen,
    Leaf: _leaf,
}
