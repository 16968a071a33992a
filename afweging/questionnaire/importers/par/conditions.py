"""From expressions of JEXL to rules and numbers that come out as the expressions do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from ..base import Ids
from ..meaning.computing import SIGNS
from ..meaning.fields import DATE, NUMBER, ONE, SEVERAL, TEXT, Field
from ..meaning.logic import FALSE, Chosen, Leaf, Rule, Unknown, disjoin, negate
from ..meaning.operands import (
    Answer,
    CannotSay,
    Choice,
    Either,
    Known,
    Number,
    Operand,
    Outcome,
    one_of,
)
from ..meaning.saying import Note
from ..meaning.translating import Translator
from ..meaning.trees import Binary, Call, Const, NoExpression, Tree
from ..meaning.writing import literal
from .functions import FUNCTIONS, count_of
from .jexl import Array, Member, Name, Not, Ternary, parse, told
from .values import UNDEFINED, Jexl, as_text, is_in

_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))


@dataclass(slots=True)
class Context:
    """What an expression may name beside answers."""

    values: Mapping[str, Operand] = field(default_factory=dict)
    """By its name: what an expression before it came to."""
    scores: Mapping[str, str] | None = None
    """By its key: the id of a score. None where scores cannot be named."""
    criteria: Mapping[str, Rule] = field(default_factory=dict)


class Conditions(Translator):
    """Translates the expressions of one file.

    `fields`: what each task may be asked for, None for one that takes no answer; `repeated`: tasks of which
    there is an answer per row.
    """

    def __init__(
        self,
        fields: Mapping[str, Field | None],
        repeated: frozenset[str],
        note: Note,
    ) -> None:
        self.fields = fields
        self.repeated = repeated
        self.note = note
        self.about = "-"
        """What is being translated, for notes."""
        super().__init__(Jexl(), "&&", "||")
        self.context = Context()
        self.weights: dict[Field, dict[str, dict[str, float]]] = {}
        """What options count for: field → name of the points → option → points."""
        self.weighing = "points"
        """What the points are called that options get from the expression at hand."""
        self.point_names = Ids()

    def remark(self, what: str) -> None:
        """Note something about what is being translated."""
        self.note(self.about, what)

    def negated(self, tree: Tree) -> Tree | None:
        """What `!` stands before."""
        return tree.of if isinstance(tree, Not) else None

    def told(self, tree: Tree) -> str:
        """An expression as it may be written."""
        return told(tree)

    def handled(self, tree: Tree) -> Operand:
        """What an expression comes to. Raises CannotSay."""
        return _HANDLERS[type(tree)](self, tree)

    def rule(self, text: str, context: Context) -> Rule:
        """When an expression is taken for true; parts that rules cannot say are Unknown in it."""
        self._begin(context)
        try:
            return self.rule_of(parse(text))
        except NoExpression as error:
            return Unknown(text, str(error))

    def worked_out(self, text: str, context: Context, weighing: str) -> Operand:
        """What an expression comes to. Raises CannotSay."""
        self._begin(context, weighing)
        try:
            return self.operand(parse(text))
        except NoExpression as error:
            raise CannotSay(str(error)) from None

    def _begin(self, context: Context, weighing: str = "points") -> None:
        self.start()
        self.context, self.weighing = context, weighing

    def _array(self, tree: Array) -> Operand:
        items = [self.operand(item) for item in tree.items]
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
            return self._length(self.operand(tree.of))
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
            return one_of(_there(operand.field), count_of(operand.field), Known(UNDEFINED))
        if isinstance(operand, Known) and isinstance(operand.value, list | str):
            return Known(float(len(operand.value)))
        return self.computer.mapped(
            lambda value: float(len(value)) if isinstance(value, str) else UNDEFINED, [operand]
        )

    def _not(self, tree: Not) -> Operand:
        return Outcome(negate(self.truth(tree.of)))

    def _ternary(self, tree: Ternary) -> Operand:
        test = self.operand(tree.test)
        then = self.operand(tree.then) if tree.then else test
        return one_of(self.comparer.truth(test), then, self.operand(tree.other))

    def _binary(self, tree: Binary) -> Operand:
        if tree.operator in ("&&", "||"):
            return self._joined(tree)
        left, right = self.operand(tree.left), self.operand(tree.right)
        if tree.operator in _COMPARISONS:
            return Outcome(self.comparer.compare(tree.operator, left, right))
        if tree.operator == "in":
            return Outcome(self._membership(left, right))
        if tree.operator not in SIGNS:
            raise CannotSay(f"rules have no “{tree.operator}”")
        return self._computed(tree.operator, left, right)

    def _joined(self, tree: Binary) -> Operand:
        """`a && b` is b when a is taken for true, else a; `a || b` the other way round."""
        left, right = self.operand(tree.left), self.operand(tree.right)
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
        handler = FUNCTIONS.get(tree.name)
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


_HANDLERS: dict[type, Callable[[Conditions, Tree], Operand]] = {
    Const: lambda c, tree: Known(tree.value),
    Array: Conditions._array,
    Name: Conditions._name,
    Member: Conditions._member,
    Call: Conditions._call,
    Binary: Conditions._binary,
    Not: Conditions._not,
    Ternary: Conditions._ternary,
}
