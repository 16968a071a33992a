"""Comparisons with a question of several options, which in the original is a list.

Each gives when both sides are there; `comparing.py` adds what no answer comes to.
"""

from itertools import combinations
from math import comb

from ..meaning.fields import SEVERAL, Field, Member
from ..meaning.logic import FALSE, Chosen, Leaf, Rule, answered, conjoin, disjoin, negate
from ..meaning.writing import listed
from . import engine
from .engine import Value
from .operands import Answer, CannotSay, Known
from .pairs import Compared

MOST_TRIED = 200


def _matching(field: Field, value: Value) -> frozenset[Member]:
    return frozenset(member for member, own in field.values.items() if engine.equals(own, value))


def _has(field: Field, value: Value) -> Rule:
    """Was an option with this value chosen?"""
    members = _matching(field, value)
    return Chosen(field, members) if members else FALSE


def _several_and_known(name: str, left: Answer, right: Known) -> Rule:
    field, known = left.field, right.value
    sought = known if isinstance(known, list) else [known]
    if name == "equal":
        return _is_exactly(field, known) if isinstance(known, list) else FALSE
    if name in ("contains", "allof"):
        return conjoin((answered(field), *(_has(field, value) for value in sought)))
    if name == "notcontains":
        return conjoin((answered(field), negate(conjoin(_has(field, value) for value in sought))))
    if name == "anyof":
        return answered(field) if engine.is_empty(known) else disjoin(_has(field, value) for value in sought)
    raise CannotSay(f"“{name}” orders a list")


def _is_exactly(field: Field, values: list[Value]) -> Rule:
    """The options that were chosen have these values; any that can have them are tried."""
    near = frozenset[Member]().union(*(_matching(field, value) for value in values))
    members = [member for member in field.values if member in near]
    if comb(len(members), len(values)) > MOST_TRIED:
        raise CannotSay("many options have the same value")
    return disjoin(
        Leaf(f"{field.name} == {listed(chosen)}", frozenset((field,)))
        for chosen in combinations(members, len(values))
        if chosen and engine.equals([field.values[member] for member in chosen], values)
    )


def _known_and_several(name: str, left: Known, right: Answer) -> Rule:
    known, field = left.value, right.field
    if name == "equal":
        return _several_and_known(name, right, left)
    if name in ("contains", "allof") and isinstance(known, list):
        others = field.members.difference(*(_matching(field, value) for value in known))
        return conjoin((answered(field), *([negate(Chosen(field, others))] if others else [])))
    if name == "anyof":
        sought = known if isinstance(known, list) else [known]
        return disjoin(_has(field, value) for value in sought) if engine.truthy(known) and sought else FALSE
    raise CannotSay(f"“{name}” looks for a list in a value of its own")


def _lists(name: str, left: Answer, right: Answer) -> Rule:
    """Two questions of several options each, value by value."""
    one, other = left.field, right.field
    there = answered(one), answered(other)
    if name == "anyof":
        return conjoin((*there, disjoin(_both(one, other))))
    if name in ("contains", "allof"):
        return conjoin((*there, *_all_in(other, one)))
    if name == "notcontains":
        return conjoin((*there, negate(conjoin(_all_in(other, one)))))
    if name == "equal":
        return conjoin((*there, *_all_in(other, one), *_all_in(one, other)))
    raise CannotSay(f"“{name}” orders two lists")


def _both(one: Field, other: Field) -> list[Rule]:
    """For each option of the second: chosen there, and its value in the first."""
    return [
        conjoin((_has(one, value), Chosen(other, frozenset((member,)))))
        for member, value in other.values.items()
    ]


def _all_in(inner: Field, outer: Field) -> list[Rule]:
    """For each option of the inner: not chosen, or its value is in the outer too."""
    return [
        disjoin((_has(outer, value), negate(Chosen(inner, frozenset((member,))))))
        for member, value in inner.values.items()
    ]


ABOUT_LISTS: dict[tuple[str, str], Compared] = {
    (SEVERAL, "known"): _several_and_known,
    ("known", SEVERAL): _known_and_several,
    (SEVERAL, SEVERAL): _lists,
}
