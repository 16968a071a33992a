"""Rules while they are being made: truth values of questions, put together and made as small as possible.

All that looks at one question of a few options is one `Among`, whatever the operators were that led to it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Union

from .fields import SEVERAL, Field, Member


@dataclass(frozen=True, slots=True)
class Truth:
    """Always so, or never."""

    value: bool


@dataclass(frozen=True, slots=True)
class Among:
    """The answer is one of `members`; `missing`: also when there is none."""

    field: Field
    members: frozenset[Member]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """At least one of `members` was chosen."""

    field: Field
    members: frozenset[Member]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison as rules write it; false when what it looks at is missing."""

    text: str
    reads: frozenset[Field]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part that rules cannot say, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a Chosen, Leaf or Unknown."""

    part: "Rule"


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts hold."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the parts holds."""

    parts: tuple["Rule", ...]


Rule = Union[Truth, Among, Chosen, Leaf, Unknown, Not, Every, Some]  # noqa: UP007  # names that come later
TRUE, FALSE = Truth(True), Truth(False)


def answered(field: Field) -> Rule:
    """Is there an answer?"""
    if field.is_finite:
        return Among(field, field.members)
    if field.kind == SEVERAL:
        return Chosen(field, field.members)
    return Leaf(field.there, frozenset((field,)))


def negate(rule: Rule) -> Rule:
    """The opposite, pushed down to where it ends."""
    if isinstance(rule, Truth):
        return Truth(not rule.value)
    if isinstance(rule, Among):
        return _among(rule.field, rule.field.members - rule.members, missing=not rule.missing)
    if isinstance(rule, Not):
        return rule.part
    if isinstance(rule, Every):
        return disjoin(map(negate, rule.parts))
    if isinstance(rule, Some):
        return conjoin(map(negate, rule.parts))
    return Not(rule)


def conjoin(rules: Iterable[Rule]) -> Rule:
    """All of them."""
    return _joined(rules, Every, FALSE)


def disjoin(rules: Iterable[Rule]) -> Rule:
    """At least one of them."""
    return _joined(rules, Some, TRUE)


def _joined(rules: Iterable[Rule], kind: type[Every] | type[Some], decides: Truth) -> Rule:
    found: dict[object, Rule] = {}
    for rule in _flat(rules, kind):
        key: object = rule
        if isinstance(rule, Among):
            key = ("among", rule.field)
            rule = _merged(found.get(key), rule, kind)
        elif isinstance(rule, Chosen) and kind is Some:
            key = ("chosen", rule.field)
            before = found.get(key)
            if isinstance(before, Chosen):
                rule = Chosen(rule.field, before.members | rule.members)
        if rule == decides or _opposite(rule) in found:
            return decides
        found[key] = rule
    if any(_clash(rule, found, kind) for rule in found.values()):
        return decides
    left = tuple(
        rule for rule in found.values() if rule != negate(decides) and not _follows(rule, found, kind)
    )
    if not left:
        return negate(decides)
    return left[0] if len(left) == 1 else kind(left)


def _opposite(rule: Rule) -> Rule | None:
    if isinstance(rule, Not):
        return rule.part
    return Not(rule) if isinstance(rule, Leaf) else None


def _clash(rule: Rule, found: Mapping[object, Rule], kind: type[Every] | type[Some]) -> bool:
    """Is it denied elsewhere that any of certain options was chosen, so that all is decided?"""
    if not isinstance(rule, Not) or not isinstance(rule.part, Chosen):
        return False
    denied, others = rule.part, _chosen_of(rule.part.field, found)
    if kind is Every:
        return any(other.members <= denied.members for other in others)
    return any(other.members >= denied.members for other in others)


def _follows(rule: Rule, found: Mapping[object, Rule], kind: type[Every] | type[Some]) -> bool:
    """Is it said already that at least one of fewer options was chosen?"""
    if kind is Some or not isinstance(rule, Chosen):
        return False
    return any(other.members < rule.members for other in _chosen_of(rule.field, found))


def _chosen_of(field: Field, found: Mapping[object, Rule]) -> list[Chosen]:
    return [rule for rule in found.values() if isinstance(rule, Chosen) and rule.field is field]


def _flat(rules: Iterable[Rule], kind: type[Every] | type[Some]) -> Iterable[Rule]:
    for rule in rules:
        if isinstance(rule, Every | Some) and isinstance(rule, kind):
            yield from rule.parts
        else:
            yield rule


def _merged(before: Rule | None, rule: Among, kind: type[Every] | type[Some]) -> Rule:
    if before is None or before in (TRUE, FALSE):
        return _among(rule.field, rule.members, missing=rule.missing)
    if not isinstance(before, Among):
        return rule
    if kind is Some:
        return _among(rule.field, before.members | rule.members, missing=before.missing or rule.missing)
    return _among(rule.field, before.members & rule.members, missing=before.missing and rule.missing)


def _among(field: Field, members: frozenset[Member], *, missing: bool) -> Rule:
    if missing and members == field.members:
        return TRUE
    return Among(field, members, missing) if missing or members else FALSE


def reads(rule: Rule) -> frozenset[Field]:
    """The questions that a rule looks at."""
    if isinstance(rule, Among | Chosen):
        return frozenset((rule.field,))
    if isinstance(rule, Leaf):
        return rule.reads
    return frozenset(field for part in parts_of(rule) for field in reads(part))


def parts_of(rule: Rule) -> tuple[Rule, ...]:
    """What a rule is joined from."""
    if isinstance(rule, Every | Some):
        return rule.parts
    return (rule.part,) if isinstance(rule, Not) else ()


def is_larger(rule: Rule, most: int) -> bool:
    """Is it joined from more parts than this?"""
    waiting, count = [rule], 0
    while waiting and count <= most:
        waiting += parts_of(waiting.pop())
        count += 1
    return count > most


def settled(rule: Rule, doubt: Callable[[Rule], bool], *, otherwise: bool) -> Rule:
    """The rule, with `otherwise` coming out wherever what is in doubt would decide."""
    if isinstance(rule, Every):
        return conjoin(settled(part, doubt, otherwise=otherwise) for part in rule.parts)
    if isinstance(rule, Some):
        return disjoin(settled(part, doubt, otherwise=otherwise) for part in rule.parts)
    if isinstance(rule, Not):
        return negate(settled(rule.part, doubt, otherwise=not otherwise))
    return Truth(otherwise) if doubt(rule) else rule


def leaves(rule: Rule) -> Iterable[Rule]:
    """The parts that are not joined from others."""
    below = parts_of(rule)
    return [leaf for part in below for leaf in leaves(part)] if below else [rule]
