"""Arithmetic and functions of operands."""

from collections.abc import Callable, Iterable, Mapping

from .fields import NUMBER, Field, Member, Value
from .logic import Among, Rule, reads
from .operands import (
    CASES,
    PRODUCT,
    SUM,
    Answer,
    Budget,
    CannotSay,
    Choice,
    Dialect,
    Either,
    Known,
    Number,
    Operand,
    Outcome,
    figure,
    one_of,
)
from .writing import rule_text

SIGNS = ("+", "-", "*", "/")
MOST_VALUES = 24
"""Values of one question that are written out as numbers."""


class Computer:
    """Computes with operands in one dialect."""

    def __init__(self, dialect: Dialect, budget: Budget) -> None:
        self.dialect = dialect
        self.budget = budget

    def computed(self, sign: str, left: Operand, right: Operand) -> Number:
        """`left sign right`. Raises CannotSay."""
        one, other = self.number(left), self.number(right)
        if sign == "+" and "0" in (one.text, other.text):
            return other if one.text == "0" else one
        bond = PRODUCT if sign in "*/" else SUM
        text = f"{one.within(bond)} {sign} {other.within(bond if sign in '+*' else bond + 1)}"
        return Number(text, one.reads | other.reads, bond)

    def called(self, function: str, operands: Iterable[Operand]) -> Number:
        """A function of rules, of numbers. Raises CannotSay."""
        numbers = [self.number(operand) for operand in operands]
        texts = ", ".join(number.text for number in numbers)
        return Number(f"{function}({texts})", frozenset().union(*(number.reads for number in numbers)))

    def number(self, operand: Operand) -> Number:
        """An operand as a number that rules compute with. Raises CannotSay."""
        self.budget.spend()
        if isinstance(operand, Number):
            return operand
        if isinstance(operand, Known):
            return Number(figure(self.dialect.number(operand.value)))
        if isinstance(operand, Choice):
            return self._by_option(operand)
        if isinstance(operand, Outcome):
            return self._either(operand.rule, Number("1"), Number("0"))
        if isinstance(operand, Either):
            return self._either(operand.rule, self.number(operand.then), self.number(operand.other))
        if isinstance(operand, Answer) and operand.field.kind == NUMBER:
            name = operand.field.name
            return Number(f"sum({name})" if self.dialect.zero else name, frozenset((operand.field,)))
        raise CannotSay("it computes with what is no number")

    def _either(self, rule: Rule, then: Number, other: Number) -> Number:
        if then.text == other.text:
            return then
        text = f"{then.within(SUM)} if {_condition(rule)} else {other.text}"
        return Number(text, reads(rule) | then.reads | other.reads, CASES)

    def _by_option(self, operand: Choice) -> Number:
        groups: dict[str, set[Member]] = {}
        for member, value in operand.values.items():
            groups.setdefault(figure(self.dialect.number(value)), set()).add(member)
        if len(groups) > MOST_VALUES:
            raise CannotSay(f"it computes with an option of more than {MOST_VALUES} values")
        found = Number(figure(self.dialect.number(operand.nothing)))
        for text, members in reversed(groups.items()):
            found = self._either(Among(operand.field, frozenset(members)), Number(text), found)
        return found

    def mapped(self, function: Callable[..., Value], operands: list[Operand]) -> Operand:
        """A function of plain values, of operands that have few of them. Raises CannotSay."""
        self.budget.spend()
        for place, operand in enumerate(operands):
            if isinstance(operand, Known):
                continue
            again = self._again(function, operands, place)
            if isinstance(operand, Either):
                return one_of(operand.rule, again(operand.then), again(operand.other))
            if isinstance(operand, Outcome):
                return one_of(operand.rule, again(Known(True)), again(Known(False)))
            if isinstance(operand, Choice):
                return self._over(operand, again)
            raise CannotSay("it looks at more than which option was chosen")
        return Known(function(*(operand.value for operand in operands if isinstance(operand, Known))))

    def _again(
        self, function: Callable[..., Value], operands: list[Operand], place: int
    ) -> Callable[[Operand], Operand]:
        return lambda value: self.mapped(function, [*operands[:place], value, *operands[place + 1 :]])

    def _over(self, operand: Choice, again: Callable[[Operand], Operand]) -> Operand:
        """For each option what `again` makes of it; a choice again when all of that is known."""
        found = {member: again(Known(value)) for member, value in operand.values.items()}
        nothing = again(Known(operand.nothing))
        known = {member: each.value for member, each in found.items() if isinstance(each, Known)}
        if len(known) == len(found) and isinstance(nothing, Known):
            return Choice(operand.field, known, nothing.value)
        return _chain(operand.field, found, nothing)


def _chain(field: Field, found: Mapping[Member, Operand], nothing: Operand) -> Operand:
    chain = nothing
    for member, each in found.items():
        chain = one_of(Among(field, frozenset((member,))), each, chain)
    return chain


def _condition(rule: Rule) -> str:
    text = rule_text(rule)
    if text is None:
        raise CannotSay("it is longer than a rule may be")
    return text
