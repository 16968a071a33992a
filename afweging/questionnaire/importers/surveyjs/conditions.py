"""From the tree of a condition to a rule: what `engine.py` makes of it, for every answer there can be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...rules.parse import RuleError
from ...rules.parse import parse as parse_rule
from ..meaning.fields import SEVERAL, WHOLE, Field
from ..meaning.logic import FALSE, Rule, Unknown, answered, conjoin, disjoin, negate
from . import engine
from .comparing import Comparer, as_list, either, is_empty, is_true, truth
from .computing import computed, gathered
from .grammar import NoCondition, TooMuch, parse
from .operands import Answer, CannotSay, Either, Known, Number, Operand, Outcome, Strange
from .pairs import as_number
from .syntax import Array, Binary, Call, Const, Expression, Logic, Unary, Variable, told

INLINED = 100
"""What it costs to write out a calculated value."""
MOST_MIXED = 12
"""Answers that are no conditions in one `or`."""
MOST_ALIKE = 12
"""Questions that may share a name that a condition looks at."""
MAX_DEPTH = 60
"""How deep a condition may go, with the calculated values that it builds on."""


@dataclass(frozen=True, slots=True)
class Names:
    """What conditions may name: answers (several when they share a name) and calculated values."""

    fields: Mapping[str, tuple[Field, ...]]
    formulas: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Translated:
    """A condition as a rule, and what is to be said about it."""

    rule: Rule
    remarks: list[str]


class Conditions:
    """Translates the conditions of one file."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.lower = {name.lower(): name for name in reversed((*names.fields, *names.formulas))}
        self.comparer = Comparer()
        self.remarks: list[str] = []
        self.local: Mapping[str, Operand] = {}
        self.depth = 0

    def translate(self, text: str, local: Mapping[str, Operand] | None = None) -> Translated:
        """The rule that is true whenever the original takes the condition for true.

        `local`: what only this condition can name. Parts that rules cannot say are Unknown in it.
        """
        self.remarks, self.local = [], local or {}
        self.comparer.begin()
        try:
            rule = self._rule(parse(text))
        except NoCondition as error:
            self.remarks.append(
                f"the original cannot read it either ({error}) and never shows what it stands on"
            )
            rule = FALSE
        except TooMuch as error:
            rule = Unknown(text, str(error))
        return Translated(rule, list(dict.fromkeys(self.remarks)))

    def number(self, text: str) -> str | None:
        """A formula as rules compute it; None when it gives no number, or rules cannot say it."""
        self.remarks, self.local = [], {}
        self.comparer.begin()
        try:
            found = as_number(self._operand(parse(text))).text
            parse_rule(found)
        except (CannotSay, NoCondition, TooMuch, RuleError):
            return None
        return found

    def _rule(self, tree: Expression) -> Rule:
        """When the original takes it for true, which is more than being truthy."""
        return self._both(tree)[1]

    def _truth(self, tree: Expression) -> Rule:
        """When JavaScript takes it for true."""
        return self._both(tree)[0]

    def _both(self, tree: Expression) -> tuple[Rule, Rule]:
        """When it is truthy, and when it equals true. `a and b` gives b when a is truthy, `a or b` else."""
        if not isinstance(tree, Logic):
            return self._of_operand(tree)
        pairs = [self._both(part) for part in tree.parts]
        truths, rules = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        if tree.operator == "and":
            return conjoin(truths), conjoin((*truths[:-1], rules[-1]))
        return disjoin(truths), disjoin(rules) if truths == rules else self._first_of(tree, pairs)

    def _first_of(self, tree: Logic, pairs: list[tuple[Rule, Rule]]) -> Rule:
        if len(pairs) > MOST_MIXED:
            return Unknown(told(tree), "it joins many answers that are no conditions")
        found: Rule = FALSE
        try:
            for truthy, shown in reversed(pairs):
                found = either(truthy, shown, found)
        except CannotSay as error:
            return Unknown(told(tree), str(error))
        return found

    def _of_operand(self, tree: Expression) -> tuple[Rule, Rule]:
        try:
            operand = self._operand(tree)
            return truth(operand), is_true(operand)
        except CannotSay as error:
            unknown = Unknown(told(tree), str(error))
            return unknown, unknown

    def _said(self, tree: Expression, rule: Callable[[], Rule]) -> Rule:
        """A part of a rule; Unknown when rules cannot say it."""
        try:
            return rule()
        except CannotSay as error:
            return Unknown(told(tree), str(error))

    def _operand(self, tree: Expression) -> Operand:
        self.comparer.spend(1)
        if self.depth >= MAX_DEPTH:
            raise CannotSay("it builds on calculated values too deeply, or in a circle")
        self.depth += 1
        try:
            return _HANDLERS[type(tree)](self, tree)
        finally:
            self.depth -= 1

    def _const(self, tree: Const) -> Operand:
        if tree.value == "":
            self.remarks.append(
                "1.7 cannot read an empty text in a condition; it is read as later 1.x reads it"
            )
        return Known(engine.corrected(tree.value))

    def _array(self, tree: Array) -> Operand:
        return as_list(map(self._operand, tree.items))

    def _unary(self, tree: Unary) -> Operand:
        if tree.operator == "negate":
            return Outcome(negate(self._truth(tree.operand)))
        rule = self._said(tree, lambda: is_empty(self._operand(tree.operand)))
        return Outcome(rule if tree.operator == "empty" else negate(rule))

    def _logic(self, tree: Logic) -> Operand:
        return Outcome(self._truth(tree))

    def _binary(self, tree: Binary) -> Operand:
        left, right = self._operand(tree.left), self._operand(tree.right)
        if tree.operator in engine.ARITHMETIC:
            return computed(tree.operator, left, right)
        return Outcome(self._said(tree, lambda: self.comparer.compare(tree.operator, left, right)))

    def _call(self, tree: Call) -> Operand:
        if tree.name == "iif" and len(tree.arguments) == 3:
            test, then, other = tree.arguments
            return Either(self._truth(test), self._operand(then), self._operand(other))
        if tree.name in ("sum", "min", "max"):
            return gathered(tree.name, [self._operand(item) for item in tree.arguments])
        if tree.name == "negate":
            self.remarks.append("“negate(” without a space calls a function that the original does not have")
            return Known(None)
        return Strange(f"the function {tree.name}() has no equal in rules")

    def _variable(self, tree: Variable) -> Operand:
        name = tree.name.removeprefix("#")
        if name in self.local:
            return self.local[name]
        known = self._known(name)
        if known is not None:
            return self._answer(known)
        counted = self._known(name.removesuffix(".length")) or ""
        if counted in self.names.fields:
            return _length(self.names.fields[counted])
        self.remarks.append(f"{{{name}}} names nothing in the file, so it never has an answer")
        return Known(None)

    def _known(self, name: str) -> str | None:
        """The name as it stands in the file, whatever its case in the condition."""
        if name in self.names.fields or name in self.names.formulas:
            return name
        found = self.lower.get(name.lower())
        if found is not None:
            self.remarks.append(f"{{{name}}} is taken for {{{found}}}, as the original takes it")
        return found

    def _answer(self, name: str) -> Operand:
        if name in self.names.formulas:
            return self._inlined(self.names.formulas[name])
        *others, last = self.names.fields[name]
        if len(others) >= MOST_ALIKE:
            return Strange(f"more than {MOST_ALIKE} questions share the name {name}")
        operand: Operand = Answer(last)
        for other in reversed(others):
            operand = Either(answered(other), Answer(other), operand)
        return operand

    def _inlined(self, formula: str) -> Operand:
        """A calculated value, written out where it is used."""
        self.comparer.spend(INLINED)
        try:
            return self._operand(parse(formula))
        except (NoCondition, TooMuch) as error:
            return Strange(f"a calculated value cannot be read: {error}")


def _length(fields: tuple[Field, ...]) -> Operand:
    """`{name.length}`: how many options were chosen, or rows filled in."""
    if len(fields) > 1 or fields[0].kind not in (SEVERAL, WHOLE):
        return Strange("it counts the characters of an answer")
    return Number(f"count({fields[0].name})", frozenset(fields))


_HANDLERS: Mapping[type, Callable[..., Operand]] = {
    Const: Conditions._const,
    Variable: Conditions._variable,
    Array: Conditions._array,
    Unary: Conditions._unary,
    Logic: Conditions._logic,
    Binary: Conditions._binary,
    Call: Conditions._call,
}
