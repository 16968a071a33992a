"""From an expression of XLSForm to a rule that is true whenever the expression is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import re2

from ..meaning.fields import NUMBER, ONE, Field
from ..meaning.logic import Rule, Truth, Unknown, answered, conjoin, disjoin, negate
from ..meaning.operands import Answer, CannotSay, Choice, Day, Either, Known, Number, Operand, Outcome
from ..meaning.translating import Translator
from ..meaning.trees import Binary, Call, Const, NoExpression, Tree
from .functions import FUNCTIONS
from .values import PURE, XPath, is_yes
from .xpath import Beyond, Expression, Minus, Ref, Self, parse, told

_SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_ARITHMETIC = {"+": "+", "-": "-", "*": "*", "div": "/"}


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may name, seen from where it stands."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    """Calculations, by name, as they are written."""
    columns: Mapping[str, tuple[Field, Field]] = field(default_factory=dict)
    """Columns of tables, seen from outside: the table and the column."""
    tables: Mapping[str, Field] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    """Names that stand for the day of filling in."""
    choice: Mapping[str, str] | None = None
    """In a filter of options: what stands in the columns of one, which bare names are."""


class Conditions(Translator):
    """Translates the expressions of one form."""

    def __init__(self) -> None:
        super().__init__(XPath(), "and", "or")
        self.names = Names()
        self.own: Field | None = None

    def negated(self, tree: Tree) -> Tree | None:
        """What `not(…)` has in it."""
        return tree.args[0] if isinstance(tree, Call) and tree.name == "not" and len(tree.args) == 1 else None

    def told(self, tree: Tree) -> str:
        """An expression as it may be written."""
        return told(tree)

    def handled(self, tree: Tree) -> Operand:
        """What an expression comes to. Raises CannotSay."""
        return _HANDLERS[type(tree)](self, tree)

    def rule(self, text: str, names: Names, own: Field | None = None) -> Rule:
        """The rule of a condition; parts that rules cannot say are Unknown in it. `own`: what `.` is."""
        return conjoin(rule for _, _, rule in self.conjuncts(text, names, own))

    def conjuncts(self, text: str, names: Names, own: Field | None = None) -> list[tuple[str, Tree, Rule]]:
        """The parts of a condition that are joined by `and`: as written, as trees, and as rules."""
        self._begin(names, own)
        try:
            tree = Const(bool(is_yes(text))) if is_yes(text) is not None else parse(text)
        except NoExpression as error:
            return [(text, Beyond(text), Unknown(text, str(error)))]
        return [(told(part), part, self.rule_of(part)) for part in _split(tree)]

    def score(self, text: str, names: Names) -> str:
        """A calculation as the number that rules compute. Raises CannotSay."""
        self._begin(names, None)
        try:
            operand = self.operand(parse(text))
        except NoExpression as error:
            raise CannotSay(str(error)) from None
        if not _is_numeric(operand):
            raise CannotSay("it is a text, a day, or true or false")
        return self.computer.number(operand).text

    def _begin(self, names: Names, own: Field | None) -> None:
        self.start()
        self.names, self.own = names, own

    def _binary(self, tree: Binary) -> Operand:
        if tree.operator in ("and", "or"):
            joined = conjoin if tree.operator == "and" else disjoin
            return Outcome(joined((self.truth(tree.left), self.truth(tree.right))))
        if tree.operator in _SIGNS:
            return Outcome(self._compared(_SIGNS[tree.operator], tree))
        if tree.operator not in _ARITHMETIC:
            raise CannotSay(f"rules have no “{tree.operator}”")
        left, right = self.operand(tree.left), self.operand(tree.right)
        if isinstance(left, Day) or isinstance(right, Day):
            raise CannotSay("rules do not count days")
        return self.computer.computed(_ARITHMETIC[tree.operator], left, right)

    def _compared(self, operator: str, tree: Binary) -> Rule:
        length = self._length(operator, tree)
        if length is not None:
            return length
        left, right = self.operand(tree.left), self.operand(tree.right)
        return self.comparer.compare(operator, left, right)

    def _length(self, operator: str, tree: Binary) -> Rule | None:
        """`string-length(${x}) > 0`: of a text rules only see whether it is there."""
        match tree.left, tree.right:
            case Call("string-length", (argument,)), Const(float(number)):
                operand = self.operand(argument)
            case _:
                return None
        if not isinstance(operand, Answer):
            return None
        outcomes = {self._by_length(operator, length, number) for length in (1.0, 2.0, 100_000.0)}
        if len(outcomes) > 1:
            raise CannotSay("rules do not count letters")
        there = conjoin((answered(operand.field), Truth(outcomes.pop())))
        nothing = Truth(self._by_length(operator, 0.0, number))
        return disjoin((there, conjoin((negate(answered(operand.field)), nothing))))

    def _by_length(self, operator: str, length: float, number: float) -> bool:
        if operator == "!=":
            return length != number
        return XPath().compare(operator, length, number)

    def _minus(self, tree: Minus) -> Operand:
        operand = self.operand(tree.of)
        if isinstance(operand, Known):
            return Known(-XPath().number(operand.value))
        return self.computer.computed("-", Known(0.0), operand)

    def _self(self, tree: Self) -> Operand:
        if self.own is None:
            raise CannotSay("“.” has no answer here")
        return answer_to(self.own)

    def _ref(self, tree: Ref) -> Operand:
        name = tree.name
        if tree.last_saved:
            raise CannotSay("it looks at the form that was saved before")
        if tree.bare and self.names.choice is not None:
            return Known(self.names.choice.get(name, ""))
        if name in self.names.fields:
            return answer_to(self.names.fields[name])
        if name in self.names.formulas:
            return self.operand(self._formula(self.names.formulas[name]))
        if name in self.names.days:
            return Day("today()")
        if name in self.names.columns:
            raise CannotSay(f"it looks at “{name}” of every row")
        raise CannotSay(f"“{name}” takes no answer here")

    def _formula(self, text: str) -> Expression:
        try:
            return parse(text)
        except NoExpression as error:
            raise CannotSay(f"it builds on a calculation that cannot be read: {error}") from None

    def _beyond(self, tree: Beyond) -> Operand:
        raise CannotSay(f"rules know no paths such as {tree.text[:40]}")

    def _call(self, tree: Call) -> Operand:
        handler = FUNCTIONS.get(tree.name)
        found = handler(self, tree.args) if handler else None
        if found is not None:
            return found
        if tree.name not in PURE:
            raise CannotSay(f"rules have nothing like {tree.name}()")
        least, most, function = PURE[tree.name]
        if not least <= len(tree.args) <= most:
            raise CannotSay(f"{tree.name}() does not take {len(tree.args)} arguments")
        operands = [self.operand(argument) for argument in tree.args]
        try:
            return self.computer.mapped(function, operands)
        except re2.error:
            raise CannotSay("its pattern is none of RE2") from None


def _is_numeric(operand: Operand) -> bool:
    """Is it a number, or nothing?"""
    if isinstance(operand, Known):
        return operand.value == "" or (
            not isinstance(operand.value, bool)
            and XPath().number(operand.value) == XPath().number(operand.value)
        )
    if isinstance(operand, Either):
        return _is_numeric(operand.then) and _is_numeric(operand.other)
    if isinstance(operand, Choice):
        return all(_is_numeric(Known(value)) for value in operand.values.values())
    return isinstance(operand, Number) or (isinstance(operand, Answer) and operand.field.kind == NUMBER)


def answer_to(field: Field) -> Operand:
    """The answer to a question as an operand."""
    if field.kind == ONE:
        return Choice(field, field.values, "")
    return Answer(field)


def _split(tree: Expression) -> list[Expression]:
    if isinstance(tree, Binary) and tree.operator == "and":
        return [*_split(tree.left), *_split(tree.right)]
    return [tree]


_HANDLERS: dict[type, Callable[[Conditions, Tree], Operand]] = {
    Const: lambda c, tree: Known(tree.value),
    Ref: Conditions._ref,
    Self: Conditions._self,
    Call: Conditions._call,
    Binary: Conditions._binary,
    Minus: Conditions._minus,
    Beyond: Conditions._beyond,
}
