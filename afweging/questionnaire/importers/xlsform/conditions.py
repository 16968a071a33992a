"""From an expression of XLSForm to a rule that is true whenever the expression is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import re2

from ..meaning.comparing import Comparer
from ..meaning.computing import Computer
from ..meaning.operands import (
    SUM,
    Answer,
    Budget,
    CannotSay,
    Choice,
    Day,
    Either,
    Known,
    Number,
    Operand,
    Outcome,
    one_of,
)
from ..surveyjs.fields import DATE, NUMBER, ONE, SEVERAL, TEXT, Field
from ..surveyjs.logic import Chosen, Leaf, Rule, Truth, Unknown, answered, conjoin, disjoin, negate
from ..surveyjs.writing import literal
from .values import PURE, XPath, is_yes
from .xpath import Beyond, Binary, Call, Const, Expression, Minus, NoExpression, Ref, Self, parse

MAX_DEPTH = 60
"""How deep an expression may go, with the calculations that it builds on."""
_SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_ARITHMETIC = {"+": "+", "-": "-", "*": "*", "div": "/"}


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may name, seen from where it stands."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    """Calculations, by name, as they are written."""
    columns: Mapping[str, tuple[str, Field]] = field(default_factory=dict)
    """Columns of tables, seen from outside: the name of the table as rules write it, and the column."""
    tables: Mapping[str, Field] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    """Names that stand for the day of filling in."""
    choice: Mapping[str, str] | None = None
    """In a filter of options: what stands in the columns of one, which bare names are."""


class Conditions:
    """Translates the expressions of one form."""

    def __init__(self) -> None:
        self.budget = Budget()
        self.comparer = Comparer(XPath(), self.budget)
        self.computer = Computer(XPath(), self.budget)
        self.names = Names()
        self.own: Field | None = None
        self.depth = 0

    def rule(self, text: str, names: Names, own: Field | None = None) -> Rule:
        """The rule of a condition; parts that rules cannot say are Unknown in it. `own`: what `.` is."""
        self._begin(names, own)
        if is_yes(text) is not None:
            return Truth(bool(is_yes(text)))
        try:
            return self._rule(parse(text))
        except NoExpression as error:
            return Unknown(text, str(error))

    def conjuncts(
        self, text: str, names: Names, own: Field | None = None
    ) -> list[tuple[str, Expression, Rule]]:
        """The parts of a condition that are joined by `and`: as written, as trees, and as rules."""
        self._begin(names, own)
        try:
            tree = Const(bool(is_yes(text))) if is_yes(text) is not None else parse(text)
        except NoExpression as error:
            return [(text, Beyond(text), Unknown(text, str(error)))]
        return [(told(part), part, self._rule(part)) for part in _split(tree)]

    def score(self, text: str, names: Names) -> str:
        """A calculation as the number that rules compute. Raises CannotSay."""
        self._begin(names, None)
        try:
            operand = self._operand(parse(text))
        except NoExpression as error:
            raise CannotSay(str(error)) from None
        if not _is_numeric(operand):
            raise CannotSay("it is a text, a day, or true or false")
        return self.computer.number(operand).text

    def _begin(self, names: Names, own: Field | None) -> None:
        self.budget.begin()
        self.names, self.own, self.depth = names, own, 0

    def _rule(self, tree: Expression) -> Rule:
        """A condition whose parts may be Unknown."""
        if isinstance(tree, Binary) and tree.operator in ("and", "or"):
            joined = conjoin if tree.operator == "and" else disjoin
            return joined((self._rule(tree.left), self._rule(tree.right)))
        if isinstance(tree, Call) and tree.name == "not" and len(tree.args) == 1:
            return negate(self._rule(tree.args[0]))
        try:
            return self.truth(tree)
        except CannotSay as error:
            return Unknown(told(tree), str(error))

    def truth(self, tree: Expression) -> Rule:
        """A condition that rules can say whole. Raises CannotSay."""
        return self.comparer.truth(self._operand(tree))

    def _operand(self, tree: Expression) -> Operand:
        self.budget.spend()
        if self.depth >= MAX_DEPTH:
            raise CannotSay("it builds on calculations too deeply, or in a circle")
        self.depth += 1
        try:
            return _HANDLERS[type(tree)](self, tree)
        finally:
            self.depth -= 1

    def _binary(self, tree: Binary) -> Operand:
        if tree.operator in ("and", "or"):
            joined = conjoin if tree.operator == "and" else disjoin
            return Outcome(joined((self.truth(tree.left), self.truth(tree.right))))
        if tree.operator in _SIGNS:
            return Outcome(self._compared(_SIGNS[tree.operator], tree))
        if tree.operator not in _ARITHMETIC:
            raise CannotSay(f"rules have no “{tree.operator}”")
        left, right = self._operand(tree.left), self._operand(tree.right)
        if isinstance(left, Day) or isinstance(right, Day):
            raise CannotSay("rules do not count days")
        return self.computer.computed(_ARITHMETIC[tree.operator], left, right)

    def _compared(self, operator: str, tree: Binary) -> Rule:
        length = self._length(operator, tree)
        if length is not None:
            return length
        left, right = self._operand(tree.left), self._operand(tree.right)
        return self.comparer.compare(operator, left, right)

    def _length(self, operator: str, tree: Binary) -> Rule | None:
        """`string-length(${x}) > 0`: of a text rules only see whether it is there."""
        match tree.left, tree.right:
            case Call("string-length", (argument,)), Const(float(number)):
                operand = self._operand(argument)
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
        operand = self._operand(tree.of)
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
            return self._operand(self._formula(self.names.formulas[name]))
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
        handler = _FUNCTIONS.get(tree.name)
        found = handler(self, tree.args) if handler else None
        if found is not None:
            return found
        if tree.name not in PURE:
            raise CannotSay(f"rules have nothing like {tree.name}()")
        least, most, function = PURE[tree.name]
        if not least <= len(tree.args) <= most:
            raise CannotSay(f"{tree.name}() does not take {len(tree.args)} arguments")
        operands = [self._operand(argument) for argument in tree.args]
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


def _not(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    return Outcome(negate(c.truth(args[0]))) if len(args) == 1 else None


def _boolean(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    return Outcome(c.truth(args[0])) if len(args) == 1 else None


def _if(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    if len(args) != 3:
        return None
    return one_of(c.truth(args[0]), c._operand(args[1]), c._operand(args[2]))


def _coalesce(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    """The first that is not empty."""
    if not args:
        return None
    found = c._operand(args[-1])
    for argument in reversed(args[:-1]):
        operand = c._operand(argument)
        empty = c.comparer.compare("==", operand, Known(""))
        found = one_of(empty, found, operand)
    return found


def _selected(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    if len(args) != 2:
        return None
    question, option = c._operand(args[0]), c._operand(args[1])
    if not isinstance(question, Answer) or not isinstance(option, Known):
        return None
    if question.field.kind != SEVERAL:
        raise CannotSay("it looks for words in a text")
    sought = {member for member, value in question.field.values.items() if value == option.value}
    return Outcome(Chosen(question.field, frozenset(sought)) if sought else Truth(False))


def _count_selected(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    operand = c._operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Answer) and operand.field.kind == SEVERAL:
        return Number(f"count({operand.field.name})", frozenset((operand.field,)))
    return None


def _contains(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    if len(args) != 2:
        return None
    text, part = c._operand(args[0]), c._operand(args[1])
    if not isinstance(text, Answer) or not isinstance(part, Known):
        return None
    if text.field.kind != TEXT or not isinstance(part.value, str):
        raise CannotSay("it looks for a part of what is no text")
    if not part.value:
        return Known(True)
    return Outcome(Leaf(f"contains_text({text.field.name}, {literal(part.value)})", frozenset((text.field,))))


def _count(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    match args:
        case (Ref(name, False),) if name in c.names.tables:
            table = c.names.tables[name]
            return Number(f"count({table.name})", frozenset((table,)))
        case (Ref(name, False),) if name in c.names.columns:
            return _over_rows(c, "count", name)
    raise CannotSay("it counts more than rows")


def _gathered(function: str) -> "Callable[[Conditions, tuple[Expression, ...]], Operand | None]":
    def gather(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
        match args:
            case (Ref(name, False),) if name in c.names.columns:
                return _over_rows(c, function, name)
        numbers = [c.computer.number(c._operand(argument)) for argument in args]
        if not numbers:
            return None
        whole = c.computer.called(function, numbers)
        summed = " + ".join(number.within(SUM) for number in numbers)
        return Number(f"{whole.text} + 0 * ({summed})", whole.reads, SUM)  # none when any of them is none

    return gather


def _over_rows(c: Conditions, function: str, name: str) -> Number:
    table, column = c.names.columns[name]
    if function != "count" and column.kind != NUMBER:
        raise CannotSay(f"it computes with “{name}” of every row, which is no number")
    return Number(
        f'{function}(column({table}, "{column.id}"))', frozenset((c.names.tables[table_of(c, name)],))
    )


def table_of(c: Conditions, column: str) -> str:
    """The name of the table in which a column stands."""
    found = c.names.columns[column][0]
    return next(name for name, field in c.names.tables.items() if field.name == found)


def _round(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    operand = c._operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Answer | Number):
        return c.computer.called("round_half_up", [operand])
    return None


def _number(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    operand = c._operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Number) or (isinstance(operand, Answer) and operand.field.kind == NUMBER):
        return operand
    return None


def _once(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    return c._operand(args[0]) if len(args) == 1 else None


def _date(c: Conditions, args: tuple[Expression, ...]) -> Operand | None:
    operand = c._operand(args[0]) if len(args) == 1 else None
    if isinstance(operand, Day) or (isinstance(operand, Answer) and operand.field.kind == DATE):
        return operand
    if isinstance(operand, Known) and isinstance(operand.value, str):
        return operand
    raise CannotSay("it makes a day of what is none")


_FUNCTIONS: dict[str, Callable[[Conditions, tuple[Expression, ...]], Operand | None]] = {
    "true": lambda c, args: Known(True) if not args else None,
    "false": lambda c, args: Known(False) if not args else None,
    "today": lambda c, args: Day("today()") if not args else None,
    "not": _not,
    "boolean": _boolean,
    "if": _if,
    "coalesce": _coalesce,
    "selected": _selected,
    "count-selected": _count_selected,
    "contains": _contains,
    "count": _count,
    "sum": _gathered("sum"),
    "min": _gathered("min"),
    "max": _gathered("max"),
    "round": _round,
    "number": _number,
    "once": _once,
    "date": _date,
    "string": _once,
}
"""Functions that look at more than plain values; None when the plain ones do."""

_HANDLERS: dict[type, Callable[..., Operand]] = {
    Const: lambda c, tree: Known(tree.value),
    Ref: Conditions._ref,
    Self: Conditions._self,
    Call: Conditions._call,
    Binary: Conditions._binary,
    Minus: Conditions._minus,
    Beyond: Conditions._beyond,
}


def _split(tree: Expression) -> list[Expression]:
    if isinstance(tree, Binary) and tree.operator == "and":
        return [*_split(tree.left), *_split(tree.right)]
    return [tree]


def told(tree: Expression) -> str:
    """An expression as it may be written."""
    match tree:
        case Const(str(text)):
            return f"'{text}'"
        case Const(float(number)):
            return f"{number:g}"
        case Const(value):
            return f"{str(value).lower()}()"
        case Ref(name):
            return f"${{{name}}}"
        case Self():
            return "."
        case Call(name, args):
            return f"{name}({', '.join(map(told, args))})"
        case Binary(operator, left, right):
            return f"{_inside(left)} {operator} {_inside(right)}"
        case Minus(of):
            return f"-{_inside(of)}"
        case Beyond(text):
            return text


def _inside(tree: Expression) -> str:
    return f"({told(tree)})" if isinstance(tree, Binary) else told(tree)
