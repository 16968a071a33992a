"""Comparisons of two operands as rules, which come out as they do in their own language."""

from collections.abc import Callable, Hashable

from ...shape import is_date
from .fields import DATE, NUMBER, SEVERAL, TEXT, Field, Member, Value
from .logic import FALSE, Among, Leaf, Rule, Truth, answered, conjoin, disjoin, negate
from .operands import (
    SUM,
    Answer,
    Budget,
    CannotSay,
    Choice,
    Day,
    Dialect,
    Either,
    Known,
    Number,
    Operand,
    Outcome,
    figure,
)
from .writing import listed, literal

FLIPPED = {"==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Comparer:
    """Compares operands in one dialect, within a bound on the work."""

    def __init__(self, dialect: Dialect, budget: Budget) -> None:
        self.dialect = dialect
        self.budget = budget

    def compare(self, operator: str, left: Operand, right: Operand) -> Rule:
        """When `left operator right` is true. Raises CannotSay."""
        self.budget.spend()
        if operator == "!=":
            return negate(self.compare("==", left, right))
        if isinstance(left, Known) and isinstance(right, Known):
            return Truth(self.dialect.compare(operator, left.value, right.value))
        spread = spread_out(self.budget, left, lambda each: self.compare(operator, each, right))
        if spread is None:
            spread = spread_out(self.budget, right, lambda each: self.compare(operator, left, each))
        return self._symbolic(operator, left, right) if spread is None else spread

    def truth(self, operand: Operand) -> Rule:
        """When it is taken for true. Raises CannotSay."""
        if isinstance(operand, Known):
            return Truth(self.dialect.truthy(operand.value))
        spread = spread_out(self.budget, operand, self.truth)
        if spread is not None:
            return spread
        if isinstance(operand, Answer):
            return (
                Leaf(f"{operand.field.name} != 0", _only(operand)) if _is_number(operand) else _there(operand)
            )
        if isinstance(operand, Number):
            return Leaf(f"{_text(operand)} != 0", operand.reads)
        return Truth(True)

    def _symbolic(self, operator: str, left: Operand, right: Operand) -> Rule:
        """A comparison of which a side has too many values to write out."""
        if isinstance(left, Known):
            return self._symbolic(FLIPPED[operator], right, left)
        handler = _BESIDE_KNOWN.get(_kind(left)) if isinstance(right, Known) else None
        if isinstance(right, Known):
            if handler is None:
                raise CannotSay("it looks at what rules cannot see")
            return disjoin(
                (handler(self, operator, left, right.value), *self._missing(operator, left, right.value))
            )
        return self._both(operator, left, right)

    def _missing(self, operator: str, left: Operand, value: Value) -> list[Rule]:
        """What no answer comes to: rules take a comparison without one for false."""
        if isinstance(left, Number):
            missing = self.dialect.compare(operator, self.dialect.undefined, value)
            return [negate(Leaf(f"{_text(left)} == {_text(left)}", left.reads))] if missing else []
        if isinstance(left, Answer) and self.dialect.compare(operator, self.dialect.nothing, value):
            return [negate(answered(left.field))]
        return []

    def _both(self, operator: str, left: Operand, right: Operand) -> Rule:
        kinds = {_kind(left), _kind(right)}
        if len(kinds) > 1 or kinds & {SEVERAL, "whole"} or (kinds == {TEXT} and operator != "=="):
            raise CannotSay("it compares what rules cannot compare")
        ordered = operator != "==" and kinds == {NUMBER} and self.dialect.zero
        texts = [_zero(side) if ordered else _text(side) for side in (left, right)]
        rules = [Leaf(f"{texts[0]} {operator} {texts[1]}", _reads(left) | _reads(right))]
        nothing = self.dialect.nothing
        sides = [side for side in (left, right) if isinstance(side, Answer)]
        if len(sides) == 2 and self.dialect.compare(operator, nothing, nothing) and not ordered:
            return disjoin((*rules, conjoin(negate(answered(side.field)) for side in sides)))
        return rules[0]

    def _number(self, operator: str, left: Operand, value: Value) -> Rule:
        if isinstance(value, bool) and self.dialect.strict:
            return self._as_truth(operator, left, value=value)
        number = self.dialect.number(value)
        if number != number or (operator == "==" and value is None):
            return FALSE
        return Leaf(f"{_text(left)} {operator} {figure(number)}", _reads(left))

    def _as_truth(self, operator: str, left: Operand, *, value: bool) -> Rule:
        """Beside a boolean everything is one, where it is there at all: what is not is added later."""
        if operator != "==":
            raise CannotSay("it orders true and false")
        truth = self.truth(left)
        there = _there(left) if isinstance(left, Answer) else Truth(True)
        return truth if value else conjoin((there, negate(truth)))

    def _words(self, operator: str, left: Operand, value: Value) -> Rule:
        if isinstance(value, bool) and self.dialect.strict:
            return self._as_truth(operator, left, value=value)
        if value is None or value == "":
            return FALSE
        if operator != "==" or not isinstance(value, str):
            raise CannotSay("it takes a text for a number")
        return Leaf(f"{_text(left)} == {literal(value)}", _reads(left))

    def _day(self, operator: str, left: Operand, value: Value) -> Rule:
        if isinstance(value, bool) and self.dialect.strict:
            return self._as_truth(operator, left, value=value)
        if isinstance(value, str) and is_date(value):
            return Leaf(f"{_text(left)} {operator} {literal(value)}", _reads(left))
        if operator == "==" and (value is None or isinstance(value, str)):
            return FALSE
        raise CannotSay("it compares a day with what is no day")

    def _several(self, operator: str, left: Operand, value: Value) -> Rule:
        assert isinstance(left, Answer)
        if isinstance(value, bool) and self.dialect.strict:
            return self._as_truth(operator, left, value=value)
        parts = self.dialect.parts(value)
        if operator != "==" or parts is None:
            raise CannotSay("it compares several options with one value")
        members = {str(self.dialect.parts(each)): member for member, each in left.field.values.items()}
        chosen = [members.get(str([part])) for part in parts]
        if not parts or None in chosen:
            return FALSE
        return Leaf(f"{left.field.name} == {listed(sorted(map(str, chosen)))}", frozenset((left.field,)))


def _kind(operand: Operand) -> str:
    if isinstance(operand, Answer):
        return operand.field.kind if operand.field.kind in _BESIDE_KNOWN else "whole"
    return DATE if isinstance(operand, Day) else NUMBER


def _is_number(operand: Answer) -> bool:
    return operand.field.kind == NUMBER


def _there(operand: Answer) -> Rule:
    return answered(operand.field)


def _text(operand: Operand) -> str:
    """An operand as it stands beside a comparison."""
    if isinstance(operand, Answer):
        return operand.field.name
    if isinstance(operand, Number):
        return operand.within(SUM)
    return operand.text if isinstance(operand, Day) else ""


def _zero(operand: Operand) -> str:
    return f"sum({_text(operand)})" if isinstance(operand, Answer) else _text(operand)


def _only(operand: Answer) -> frozenset[Field]:
    return frozenset((operand.field,))


def _reads(operand: Operand) -> frozenset[Field]:
    if isinstance(operand, Answer):
        return _only(operand)
    return operand.reads if isinstance(operand, Number | Day) else frozenset()


_BESIDE_KNOWN: dict[str, Callable[[Comparer, str, Operand, Value], Rule]] = {
    NUMBER: Comparer._number,
    TEXT: Comparer._words,
    DATE: Comparer._day,
    SEVERAL: Comparer._several,
}


def either(rule: Rule, then: Rule, other: Rule) -> Rule:
    """`then` where the rule holds, else `other`."""
    if then == other:
        return then
    return disjoin((conjoin((rule, then)), conjoin((negate(rule), other))))


def spread_out(budget: Budget, side: Operand, again: Callable[[Operand], Rule]) -> Rule | None:
    """What `again` says of each value that a side can have; None when they cannot be written out."""
    if isinstance(side, Outcome):
        return either(side.rule, again(Known(True)), again(Known(False)))
    if isinstance(side, Either):
        return either(side.rule, again(side.then), again(side.other))
    if not isinstance(side, Choice):
        return None
    groups: dict[Rule, set[Member]] = {}
    said: dict[Hashable, Rule] = {}
    for member, value in side.values.items():
        budget.spend()
        key = (type(value), str(value))
        if key not in said:
            said[key] = again(Known(value))
        groups.setdefault(said[key], set()).add(member)
    missing = again(Known(side.nothing))
    groups.setdefault(missing, set())
    return disjoin(
        conjoin((Among(side.field, frozenset(members), outcome == missing), outcome))
        for outcome, members in groups.items()
    )
