"""From expressions of JEXL to rules and numbers that come out as the expressions do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from ..base import Ids
from ..meaning.comparing import Comparer
from ..meaning.computing import SIGNS, Computer
from ..meaning.operands import (
    Answer,
    Budget,
    CannotSay,
    Choice,
    Either,
    Known,
    Number,
    Operand,
    Outcome,
    one_of,
)
from ..surveyjs.fields import DATE, NUMBER, ONE, SEVERAL, TEXT, Field
from ..surveyjs.logic import FALSE, Chosen, Leaf, Rule, Unknown, conjoin, disjoin, negate
from ..surveyjs.writing import literal
from .jexl import (
    Array,
    Binary,
    Call,
    Const,
    Expression,
    Member,
    Name,
    NoExpression,
    Not,
    Ternary,
    parse,
    told,
)
from .values import UNDEFINED, Jexl, as_boolean, as_text, is_in

MAX_DEPTH = 60
_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))


@dataclass(slots=True)
class Context:
    """What an expression may name beside answers."""

    values: Mapping[str, Operand] = field(default_factory=dict)
    """By its name: what an expression before it came to."""
    scores: Mapping[str, str] | None = None
    """By its key: the id of a score. None where scores cannot be named."""
    criteria: Mapping[str, Rule] = field(default_factory=dict)


class Conditions:
    """Translates the expressions of one file.

    `fields`: what each task may be asked for, None for one that takes no answer; `repeated`: tasks of which
    there is an answer per row; `remark` is told what an expression names that is not there.
    """

    def __init__(
        self,
        fields: Mapping[str, Field | None],
        repeated: frozenset[str],
        remark: Callable[[str], None],
    ) -> None:
        self.fields = fields
        self.repeated = repeated
        self.remark = remark
        self.budget = Budget()
        self.comparer = Comparer(Jexl(), self.budget)
        self.computer = Computer(Jexl(), self.budget)
        self.context = Context()
        self.depth = 0
        self.weights: dict[Field, dict[str, dict[str, float]]] = {}
        """What options count for: field → name of the points → option → points."""
        self.weighing = "points"
        """What the points are called that options get from the expression at hand."""
        self.point_names = Ids()

    def rule(self, text: str, context: Context) -> Rule:
        """When an expression is taken for true; parts that rules cannot say are Unknown in it."""
        self._begin(context)
        try:
            return self._rule(parse(text))
        except NoExpression as error:
            return Unknown(text, str(error))

    def operand(self, text: str, context: Context, weighing: str) -> Operand:
        """What an expression comes to. Raises CannotSay."""
        self._begin(context, weighing)
        try:
            return self._operand(parse(text))
        except NoExpression as error:
            raise CannotSay(str(error)) from None

    def _begin(self, context: Context, weighing: str = "points") -> None:
        self.budget.begin()
        self.context, self.weighing, self.depth = context, weighing, 0

    def _rule(self, tree: Expression) -> Rule:
        if isinstance(tree, Binary) and tree.operator in ("&&", "||"):
            joined = conjoin if tree.operator == "&&" else disjoin
            return joined((self._rule(tree.left), self._rule(tree.right)))
        if isinstance(tree, Not):
            return negate(self._rule(tree.of))
        try:
            return self._truth(tree)
        except CannotSay as error:
            return Unknown(told(tree), str(error))

    def _truth(self, tree: Expression) -> Rule:
        return self.comparer.truth(self._operand(tree))

    def _operand(self, tree: Expression) -> Operand:
        self.budget.spend()
        if self.depth >= MAX_DEPTH:
            raise CannotSay("it is nested too deeply")
        self.depth += 1
        try:
            return _HANDLERS[type(tree)](self, tree)
        finally:
            self.depth -= 1

    def _array(self, tree: Array) -> Operand:
        items = [self._operand(item) for item in tree.items]
        if not all(isinstance(item, Known) for item in items):
            raise CannotSay("a list holds more than plain values")
        return Known([item.value for item in items if isinstance(item, Known)])

    def _name(self, tree: Name) -> Operand:
        return self.context.values.get(tree.name, Known(UNDEFINED))

    def _member(self, tree: Member) -> Operand:
        match tree.of:
            case Name("scores") if self.context.scores is not None:
                return self._score(tree.name, self.context.scores)
            case Name("criteria"):
                return self._criterion(tree.name)
        if tree.name == "length":
            return self._length(self._operand(tree.of))
        self.remark(f"“{told(tree)}” names nothing; it counts as absent")
        return Known(UNDEFINED)

    def _score(self, key: str, scores: Mapping[str, str]) -> Operand:
        if key not in scores:
            self.remark(f"“scores.{key}” names no score of a task; it counts as absent")
            return Known(UNDEFINED)
        return Number(f'score("{scores[key]}")')

    def _criterion(self, key: str) -> Operand:
        if key not in self.context.criteria:
            self.remark(f"“criteria.{key}” names no criterion of this level; it counts as not met")
            return Known(UNDEFINED)
        return Outcome(self.context.criteria[key])

    def _length(self, operand: Operand) -> Operand:
        if isinstance(operand, Answer) and operand.field.kind == SEVERAL:
            return one_of(_there(operand.field), _count(operand.field), Known(UNDEFINED))
        if isinstance(operand, Known) and isinstance(operand.value, list | str):
            return Known(float(len(operand.value)))
        return self.computer.mapped(
            lambda value: float(len(value)) if isinstance(value, str) else UNDEFINED, [operand]
        )

    def _not(self, tree: Not) -> Operand:
        return Outcome(negate(self._truth(tree.of)))

    def _ternary(self, tree: Ternary) -> Operand:
        test = self._operand(tree.test)
        then = self._operand(tree.then) if tree.then else test
        return one_of(self.comparer.truth(test), then, self._operand(tree.other))

    def _binary(self, tree: Binary) -> Operand:
        if tree.operator in ("&&", "||"):
            return self._joined(tree)
        left, right = self._operand(tree.left), self._operand(tree.right)
        if tree.operator in _COMPARISONS:
            return Outcome(self.comparer.compare(tree.operator, left, right))
        if tree.operator == "in":
            return Outcome(self._membership(left, right))
        if tree.operator not in SIGNS:
            raise CannotSay(f"rules have no “{tree.operator}”")
        return self._computed(tree.operator, left, right)

    def _joined(self, tree: Binary) -> Operand:
        """`a && b` is b when a is taken for true, else a; `a || b` the other way round."""
        left, right = self._operand(tree.left), self._operand(tree.right)
        if isinstance(left, Number) and tree.operator == "||" and right == Known(0.0):
            return Number(f"sum({left.text})", left.reads)
        truth = self.comparer.truth(left)
        if tree.operator == "&&":
            return one_of(truth, right, Known(False) if _is_boolean(left) else left)
        return one_of(truth, Known(True) if _is_boolean(left) else left, right)

    def _computed(self, sign: str, left: Operand, right: Operand) -> Operand:
        if sign == "+" and any(_may_be_text(side) for side in (left, right)):
            raise CannotSay("it joins texts")
        if isinstance(left, Known) and isinstance(right, Known):
            return Known(_calculated(sign, Jexl().number(left.value), Jexl().number(right.value)))
        if sign == "/" and not isinstance(right, Known):
            self.remark("it divides by what may be 0: that gives no number here, and an endless one there")
        return self.computer.computed(sign, left, right)

    def _membership(self, left: Operand, right: Operand) -> Rule:
        if isinstance(right, Answer) and right.field.kind == SEVERAL and isinstance(left, Known):
            return chosen(right.field, left.value)
        if isinstance(right, Answer) and right.field.kind == TEXT and isinstance(left, Known):
            return _holds(right.field, as_text(left.value))
        if isinstance(left, Answer) and isinstance(right, Known) and isinstance(right.value, list):
            return disjoin(self._is_item(left, item) for item in right.value)
        return self.comparer.truth(self.computer.mapped(is_in, [left, right]))

    def _is_item(self, left: Answer, item: object) -> Rule:
        """An item is the answer when it is of its kind too; a list is never in another."""
        if left.field.kind not in (NUMBER, TEXT, DATE) or isinstance(item, float) != (
            left.field.kind == NUMBER
        ):
            return FALSE
        return self.comparer.compare("==", left, Known(item)) if isinstance(item, str | float) else FALSE

    def _call(self, tree: Call) -> Operand:
        handler = _FUNCTIONS.get(tree.name)
        if handler is None:
            raise CannotSay(f"rules have nothing like {tree.name}()")
        return handler(self, tree.args)

    def answer(self, task: object) -> Operand:
        """The answer to a task. Raises CannotSay."""
        name = as_text(task)
        if name in self.repeated:
            raise CannotSay(f"it looks at the first of the answers to “{name}”")
        if name not in self.fields:
            self.remark(f"answers('{name}') names no task; it counts as no answer")
        found = self.fields.get(name)
        return answer_to(found) if found else Known(None)

    def weighted(self, answer: Field, keys: list[object], weights: list[object]) -> Operand:
        """The points of the options that were chosen."""
        given = {
            as_text(key): weight if isinstance(weight, float) else 0.0
            for key, weight in zip_longest(keys, weights[: len(keys)])
        }
        texts = {str(member): as_text(value) for member, value in answer.values.items()}
        points = {member: given[text] for member, text in texts.items() if given.get(text)}
        lost = [f"“{key}”" for key in given if key not in texts.values()]
        if lost:
            told = ", ".join(lost[:3]) + (f" and {len(lost) - 3} more" if len(lost) > 3 else "")
            self.remark(
                f"weightedCountMap gives weights to what no option has as its value, {told}: they never count"
            )
        if not points:
            return Known(0.0)
        return Number(f'points("{self._weighing(answer, points)}")', frozenset((answer,)))

    def _weighing(self, answer: Field, points: dict[str, float]) -> str:
        """The name under which the options of a question count for these points."""
        named = self.weights.setdefault(answer, {})
        found = next((name for name, given in named.items() if given == points), None)
        if found is None:
            found = self.point_names.take(self.weighing)
            named[found] = points
        return found


def answer_to(found: Field) -> Operand:
    """The answer in a field as an operand."""
    return Choice(found, found.values, None) if found.kind == ONE else Answer(found)


def chosen(found: Field, value: object) -> Rule:
    """When an option of that value is among those chosen."""
    members = {member for member, each in found.values.items() if is_in(value, [each])}
    return Chosen(found, frozenset(members)) if members else FALSE


def _there(found: Field) -> Rule:
    return Leaf(found.there, frozenset((found,)))


def _count(found: Field) -> Number:
    return Number(f"count({found.name})", frozenset((found,)))


def _holds(found: Field, text: str) -> Rule:
    return (
        Leaf(f"contains_text({found.name}, {literal(text)})", frozenset((found,))) if text else _there(found)
    )


def _is_boolean(operand: Operand) -> bool:
    """Is it true or false, and nothing else?"""
    if isinstance(operand, Choice):
        return all(isinstance(value, bool) for value in (*operand.values.values(), operand.nothing))
    return isinstance(operand, Outcome)


def _may_be_text(operand: Operand) -> bool:
    if isinstance(operand, Known):
        return isinstance(operand.value, str | list)
    if isinstance(operand, Either):
        return _may_be_text(operand.then) or _may_be_text(operand.other)
    if isinstance(operand, Choice):
        return any(isinstance(value, str) for value in operand.values.values())
    return isinstance(operand, Answer) and operand.field.kind != NUMBER


def _calculated(sign: str, left: float, right: float) -> float:
    if sign == "/":
        return left / right if right else float("nan")
    return {"+": left + right, "-": left - right, "*": left * right}[sign]


def _one(c: Conditions, args: tuple[Expression, ...]) -> Operand:
    if not args:
        return Known(UNDEFINED)
    return c._operand(args[0])


def _answers(c: Conditions, args: tuple[Expression, ...]) -> Operand:
    operand = _one(c, args)
    if not isinstance(operand, Known):
        raise CannotSay("it works out which task to look at")
    return c.answer(operand.value)


def _boolean(c: Conditions, args: tuple[Expression, ...]) -> Operand:
    operand = _one(c, args)
    if isinstance(operand, Answer):
        text = operand.field.kind == TEXT
        return Outcome(c.comparer.compare("==", operand, Known("true"))) if text else Known(False)
    if isinstance(operand, Number):
        return Known(False)
    return c.computer.mapped(as_boolean, [operand])


def _counted(c: Conditions, args: tuple[Expression, ...]) -> Operand:
    """The length of a list; 0 for what is none."""
    operand = _one(c, args)
    if isinstance(operand, Answer) and operand.field.kind == SEVERAL:
        return _count(operand.field)
    if isinstance(operand, Known) and isinstance(operand.value, list):
        return Known(float(len(operand.value)))
    return Known(0.0)


def _selected(c: Conditions, args: tuple[Expression, ...]) -> Operand:
    operand = _answers(c, args)
    return (
        _count(operand.field) if isinstance(operand, Answer) and operand.field.kind == SEVERAL else Known(0.0)
    )


def _weighted(c: Conditions, args: tuple[Expression, ...]) -> Operand:
    if len(args) != 3:
        raise CannotSay("weightedCountMap() takes 3 arguments")
    operand, keys, weights = (c._operand(argument) for argument in args)
    if not isinstance(operand, Answer) or operand.field.kind != SEVERAL:
        return Known(0.0)
    if not isinstance(keys, Known) or not isinstance(weights, Known):
        raise CannotSay("its weights are worked out")
    if not isinstance(keys.value, list) or not isinstance(weights.value, list):
        raise CannotSay("its weights are no lists")
    return c.weighted(operand.field, keys.value, weights.value)


def _criteria_check(c: Conditions, args: tuple[Expression, ...]) -> Operand:
    return Outcome(disjoin(c.context.criteria.values())) if args == (Name("criteria"),) else Known(False)


_FUNCTIONS: dict[str, Callable[[Conditions, tuple[Expression, ...]], Operand]] = {
    "answers": _answers,
    "bool": _boolean,
    "count": _counted,
    "countSelectedOptions": _selected,
    "weightedCountMap": _weighted,
    "criteriaCheck": _criteria_check,
}
"""The functions and transforms that assessments have."""

_HANDLERS: dict[type, Callable[..., Operand]] = {
    Const: lambda c, tree: Known(tree.value),
    Array: Conditions._array,
    Name: Conditions._name,
    Member: Conditions._member,
    Call: Conditions._call,
    Binary: Conditions._binary,
    Not: Conditions._not,
    Ternary: Conditions._ternary,
}
