"""Comparisons of two operands, as rules that come out as the original's operators do.

What has few values is written out value by value with the operators of `engine.py`; the rest by kind.
"""

from collections.abc import Callable, Iterable

from ..meaning.fields import NUMBER, SCALE, SEVERAL, UNANSWERED, WORDS, Field, Member
from ..meaning.logic import Among, Rule, Truth, answered, conjoin, disjoin, is_larger, negate
from . import engine
from .engine import OPERATORS, Value
from .lists import ABOUT_LISTS
from .operands import Answer, CannotSay, Either, Known, Listed, Number, Operand, Outcome, Strange
from .pairs import ABOUT_ONE, SIGNS

MOST_OF_ONE = 200_000
MOST_OF_ALL = 1_000_000
"""How many values one condition, and all conditions of a file, may be written out into."""
MOST_PARTS = 3_000
"""Comparisons in one rule: far more than fit."""
MOST_NAMED = 8
"""Questions that one list may name."""


class Comparer:
    """Compares the operands of conditions, within a bound on the work."""

    def __init__(self) -> None:
        self.left_of_all = MOST_OF_ALL
        self.left_of_one = MOST_OF_ONE

    def begin(self) -> None:
        """Begin a condition."""
        self.left_of_one = min(MOST_OF_ONE, self.left_of_all)

    def compare(self, name: str, left: Operand, right: Operand) -> Rule:
        """When `left name right` is true. Raises CannotSay."""
        self.spend(_size(left) * _size(right))
        if isinstance(left, Known) and isinstance(right, Known):
            return Truth(OPERATORS[name](left.value, right.value))
        if name in SIGNS and all(map(_is_numeric, (left, right))):
            return _symbolic(name, left, right)
        spread = spread_out(left, lambda each: self.compare(name, each, right))
        if spread is None:
            spread = spread_out(right, lambda each: self.compare(name, left, each))
        return _symbolic(name, left, right) if spread is None else spread

    def spend(self, steps: int) -> None:
        """Count work. Raises CannotSay when it was too much."""
        self.left_of_one -= steps
        self.left_of_all -= steps
        if self.left_of_one < 0:
            raise CannotSay("it has too many combinations of answers")


def _size(operand: Operand) -> int:
    if isinstance(operand, Known) and isinstance(operand.value, list):
        return 1 + len(operand.value)
    return 1 + len(operand.field.values) if isinstance(operand, Answer) else 1


def _is_numeric(operand: Operand) -> bool:
    return isinstance(operand, Number) or (
        isinstance(operand, Answer) and operand.field.kind in (NUMBER, SCALE)
    )


def spread_out(side: Operand, again: Callable[[Operand], Rule]) -> Rule | None:
    """What `again` says of each value that a side can have; None when they cannot be written out."""
    if isinstance(side, Strange):
        raise CannotSay(side.why)
    if isinstance(side, Outcome):
        return either(side.rule, again(Known(True)), again(Known(False)))
    if isinstance(side, Either):
        return either(side.rule, again(side.then), again(side.other))
    if isinstance(side, Listed):
        return _spread_list(side, again)
    if isinstance(side, Answer) and side.field.is_finite:
        return _over(side.field, lambda value: again(Known(value)))
    return None


def _spread_list(side: Listed, again: Callable[[Operand], Rule]) -> Rule:
    """The first item that is not known, written out; the rest follows when `again` comes back here."""
    open_places = [place for place, item in enumerate(side.items) if not isinstance(item, Known)]
    if len(open_places) > MOST_NAMED:
        raise CannotSay("a list names too many questions")
    place = open_places[0]
    before, after = side.items[:place], side.items[place + 1 :]
    spread = spread_out(side.items[place], lambda value: again(as_list((*before, value, *after))))
    if spread is None:
        raise CannotSay("a list names a question that is not one of a few options")
    return spread


def as_list(items: Iterable[Operand]) -> Operand:
    """A list, known when all in it is."""
    found = tuple(items)
    values = [item.value for item in found if isinstance(item, Known)]
    return Known(values) if len(values) == len(found) else Listed(found)


def either(rule: Rule, then: Rule, other: Rule) -> Rule:
    """`then` where the rule holds, else `other`. Raises CannotSay when that becomes too large."""
    if then == other:
        return then
    found = disjoin((conjoin((rule, then)), conjoin((negate(rule), other))))
    if is_larger(found, MOST_PARTS):
        raise CannotSay("it is too intricate")
    return found


def _over(field: Field, compared: Callable[[Value], Rule]) -> Rule:
    """A comparison for each value of a question, and for none; values with the same outcome together."""
    groups: dict[Rule, set[Member]] = {}
    for member, value in field.values.items():
        groups.setdefault(compared(engine.corrected(value)), set()).add(member)
    missing = compared(None)
    groups.setdefault(missing, set())
    return disjoin(
        conjoin((Among(field, frozenset(members), outcome == missing), outcome))
        for outcome, members in groups.items()
    )


def truth(operand: Operand) -> Rule:
    """When JavaScript takes it for true. Raises CannotSay."""
    return _judged(operand, engine.truthy)


def is_true(operand: Operand) -> Rule:
    """When it equals `true`, which is what shows a question. Raises CannotSay."""
    return _judged(operand, lambda value: not isinstance(value, list) and engine.to_number(value) == 1)


def is_empty(operand: Operand) -> Rule:
    """When there is no answer. Raises CannotSay."""
    return _judged(operand, engine.is_empty)


def _judged(operand: Operand, judge: Callable[[Value], bool]) -> Rule:
    """What a judge says of each value; numbers and other answers that have too many by a few of them."""
    if isinstance(operand, Known):
        return Truth(judge(operand.value))
    if isinstance(operand, Listed):
        return Truth(judge(["…"]))
    if isinstance(operand, Outcome) and judge(True) and not judge(False):
        return operand.rule
    spread = spread_out(operand, lambda each: _judged(each, judge))
    if spread is not None:
        return spread
    if isinstance(operand, Answer):
        if operand.field.kind == UNANSWERED:
            raise CannotSay("it looks at what takes no answer here")
        numeric = operand.field.kind == NUMBER
        there = _judged_number(operand, judge) if numeric else Truth(judge(_sample(operand)))
        return disjoin((conjoin((answered(operand.field), there)), *_if_missing(operand.field, judge)))
    return _judged_number(operand, judge)


def _if_missing(field: Field, judge: Callable[[Value], bool]) -> list[Rule]:
    return [negate(answered(field))] if judge(None) else []


def _sample(operand: Answer) -> Value:
    return ["…"] if operand.field.kind == SEVERAL else "…"


def _judged_number(operand: Operand, judge: Callable[[Value], bool]) -> Rule:
    """A number is taken for true when it is not 0, equals true when it is 1, and is never empty."""
    special = [number for number in (0, 1) if judge(number) != judge(2)]
    equal = disjoin(_symbolic("equal", operand, Known(number)) for number in special)
    return negate(equal) if judge(2) else equal


def _symbolic(name: str, left: Operand, right: Operand) -> Rule:
    """A comparison of which at least one side has too many values to write out."""
    if name == "notequal":
        return negate(_symbolic("equal", left, right))
    if name == "notcontains" and isinstance(right, Known) and _is_sought(right.value):
        return negate(_symbolic("contains", left, right))
    kinds = _kind(left), _kind(right)
    found = ABOUT_LISTS.get(kinds) or ABOUT_ONE.get(kinds)
    if found is None:
        raise CannotSay(f"it compares {WORDS[kinds[0]]} with {WORDS[kinds[1]]}")
    return disjoin((found(name, left, right), *_without(name, left, right)))


def _is_sought(value: Value) -> bool:
    """Can it be found in an answer, so that not containing it is just that?"""
    return engine.truthy(value) and not engine.is_empty(value)


def _kind(operand: Operand) -> str:
    if isinstance(operand, Answer):
        return NUMBER if operand.field.kind == SCALE else operand.field.kind
    return "known" if isinstance(operand, Known) else "computed"


def _without(name: str, left: Operand, right: Operand) -> Iterable[Rule]:
    """What the operator makes of no answer: rules take a comparison without one for false."""
    for there in ((True, False), (False, True), (False, False)):
        pairs = list(zip((left, right), there, strict=True))
        if not any(isinstance(side, Answer) and not present for side, present in pairs):
            continue
        if OPERATORS[name](*(_stand_in(side, present=present) for side, present in pairs)):
            yield conjoin(
                _presence(side.field, present=present) for side, present in pairs if isinstance(side, Answer)
            )


def _stand_in(side: Operand, *, present: bool) -> Value:
    if isinstance(side, Answer):
        return _sample(side) if present else None
    return side.value if isinstance(side, Known) else 2


def _presence(field: Field, *, present: bool) -> Rule:
    return answered(field) if present else negate(answered(field))
