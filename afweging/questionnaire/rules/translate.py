"""From syntax tree to closures, checking types and names on the way."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NoReturn

from ..model import Question, Score
from ..problems import Problems, shown
from .compare import compare, membership
from .kinds import ANY, BOOL, NUMBER, TEXT, Kind, kind_of, list_of
from .numbers import OPERATIONS, settled
from .parse import RuleError, parse
from .terms import Compute, Mention, Read, Rule, Term

LITERALS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class World:
    """What a rule may name: everything in the file."""

    questions: Mapping[str, tuple[int, Question]]
    points: Mapping[str, object]
    sections: Mapping[str, tuple[int, int]]
    scores: Mapping[str, Score]
    outcomes: frozenset[str]
    problems: Problems
    absent_scores: Mapping[str, Score] = field(default_factory=dict)
    absent_outcomes: frozenset[str] = frozenset()
    max_points: Callable[[str, str | None], Any] = field(default=lambda name, section: 0)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule stands: the columns that `row()` may read, and whether it may look at answers."""

    columns: Mapping[str, Question] = field(default_factory=dict)
    in_table: bool = False
    absent: frozenset[str] = frozenset()
    constant: bool = False


def row_scope(question: Question, columns: Mapping[str, Question]) -> Scope:
    """What rules in the rows of a table may name."""
    return Scope(columns, in_table=bool(question.columns), absent=question.absent)


class Translator:
    """Compiles one rule."""

    def __init__(self, world: World, scope: Scope) -> None:
        self.world = world
        self.scope = scope
        self.reads: list[Read] = []
        self.in_rows = False

    def rule(self, text: str, expected: Kind) -> Rule:
        """The whole rule, of the expected kind. Raises RuleError."""
        return self.compiled(parse(text), expected)

    def compiled(self, tree: ast.expr, expected: Kind) -> Rule:
        """A whole rule from its syntax tree. Raises RuleError."""
        term = self.term(tree)
        if term.kind.name not in (expected.name, "any"):
            hint = "; compare it with something" if expected is BOOL else ""
            raise RuleError(f"this rule must give {expected.words}, but gives {term.kind.words}{hint}")
        return Rule(term, tuple(self.reads), self.in_rows)

    def term(self, node: ast.expr) -> Term:
        """One expression."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            self.fail(node, f"{_name_of(node)} is not part of the rule language")
        term: Term = handler(self, node)
        return term

    def fail(self, node: ast.AST, message: str) -> NoReturn:
        """Raise RuleError at a part of the rule."""
        raise RuleError(message, getattr(node, "col_offset", 0))

    def near(self, name: str, known: Any) -> str:
        """The nearest known name, as the end of a message."""
        return self.world.problems.nearest(name, known)

    def read(self, kind: str, name: str, node: ast.expr, section: str | None = None) -> None:
        """Note what the rule depends on; refuse it where answers may not be looked at."""
        if self.scope.constant and kind not in ("max_score", "max_points"):
            self.fail(node, f"“max” may not look at answers, and {shown(name)} depends on them")
        self.reads.append(Read(kind, name, node.col_offset, section))

    def question(self, name: str, node: ast.expr) -> tuple[int, Question]:
        """A question by its id."""
        found = self.world.questions.get(name)
        if found is None:
            near = self.near(name, self.world.questions)
            self.fail(node, f"there is no question {shown(name)}{near}")
        self.read("question", name, node)
        return found

    def answer(self, name: str, node: ast.expr) -> Term:
        """The answer to a question as a value."""
        index, question = self.question(name, node)
        kind = kind_of(question)
        if kind.name == "nothing":
            self.fail(node, f"{shown(name)} is information only and has no answer")

        def compute(run: Any) -> Any:
            return run.values[index]

        return Term(kind, compute, (Mention("question", name),), index=index)

    def name(self, node: ast.Name) -> Term:
        """A plain name: a literal or a question."""
        from .functions import FUNCTIONS

        if node.id in LITERALS:
            value = LITERALS[node.id]
            return Term(BOOL, lambda run: value, literal=value)
        if node.id in FUNCTIONS and node.id != "q":
            hint = f'; for the question write q("{node.id}")' if node.id in self.world.questions else ""
            self.fail(node, f"“{node.id}” is a function and needs parentheses{hint}")
        return self.answer(node.id, node)

    def constant(self, node: ast.Constant) -> Term:
        """A literal."""
        value = node.value
        if isinstance(value, bool) or value is None:
            word = str(value).lower() if value is not None else "answered(…)"
            self.fail(node, f"{value} is not part of the rule language; write {word}")
        if isinstance(value, str):
            return literal(TEXT, value)
        if isinstance(value, int):
            return literal(NUMBER, self._bounded(node, value))
        if isinstance(value, float) and abs(value) < float("inf"):
            return literal(NUMBER, self._bounded(node, Fraction(repr(value))))
        return self.fail(node, f"{shown(ast.unparse(node))} is no literal of the rule language")

    def _bounded(self, node: ast.expr, value: int | Fraction) -> Any:
        number = settled(value)
        if number is None:
            self.fail(node, "this number is too large")
        return number

    def items(self, node: ast.List) -> Term:
        """A list of literals."""
        terms = [self.term(item) for item in node.elts]
        for item, term in zip(node.elts, terms, strict=True):
            if not term.is_literal or term.kind.name == "list":
                self.fail(item, "a list holds literals only: texts, numbers, true, false")
        kinds = {term.kind.name for term in terms}
        if len(kinds) > 1:
            self.fail(node, "a list holds values of one kind")
        values = tuple(term.literal for term in terms)
        return literal(list_of(terms[0].kind if terms else ANY), values)

    def logic(self, node: ast.BoolOp) -> Term:
        """`and` and `or`."""
        parts = [self.condition(value) for value in node.values]
        return _all(parts) if isinstance(node.op, ast.And) else _any(parts)

    def condition(self, node: ast.expr) -> Term:
        """An expression that is true or false."""
        term = self.term(node)
        if term.kind.name not in ("bool", "any"):
            self.fail(
                node,
                f"a condition is expected here, but this is {term.kind.words}; compare it with something",
            )
        return term

    def unary(self, node: ast.UnaryOp) -> Term:
        """`not` and the minus sign."""
        if isinstance(node.op, ast.Not):
            inner = self.condition(node.operand)
            inside = inner.compute
            return Term(BOOL, lambda run: not inside(run), inner.mentions, explain=inner.why)
        if not isinstance(node.op, ast.USub):
            self.fail(node, f"{_name_of(node.op)} is not part of the rule language")
        operand = self.number(node.operand)
        if operand.is_literal:
            return literal(NUMBER, -operand.literal)
        value = operand.compute
        return Term(
            NUMBER,
            lambda run: None if (x := value(run)) is None else -x,
            operand.mentions,
            explain=operand.why,
        )

    def number(self, node: ast.expr) -> Term:
        """An expression that is a number."""
        term = self.term(node)
        if term.kind.name not in ("number", "any"):
            self.fail(node, f"a number is expected here, but this is {term.kind.words}")
        return term

    def arithmetic(self, node: ast.BinOp) -> Term:
        """`+ - * /`."""
        operation = OPERATIONS.get(type(node.op).__name__)
        if operation is None:
            self.fail(node, f"{_name_of(node.op)} is not part of the rule language")
        left, right = self.number(node.left), self.number(node.right)
        compute = _arithmetic(operation, left.compute, right.compute)
        if left.is_fixed and right.is_fixed:
            return steady(compute)
        return Term(
            NUMBER,
            compute,
            (*left.mentions, *right.mentions),
            explain=lambda run: (*left.why(run), *right.why(run)),
        )

    def comparison(self, node: ast.Compare) -> Term:
        """One comparison; they are not chained."""
        if len(node.ops) > 1:
            self.fail(node, "comparisons are not chained; join two with “and”")
        left, right = self.term(node.left), self.term(node.comparators[0])
        operator = type(node.ops[0]).__name__
        if operator in ("In", "NotIn"):
            return membership(self, node, left, right, negated=operator == "NotIn")
        if operator in ("Is", "IsNot"):
            self.fail(node, "compare with == or !=")
        return compare(self, node, operator, left, right)

    def choice(self, node: ast.IfExp) -> Term:
        """`x if condition else y`."""
        test, then, other = self.condition(node.test), self.term(node.body), self.term(node.orelse)
        kind = then.kind if then.kind.name != "any" else other.kind
        if "any" not in (then.kind.name, other.kind.name) and then.kind.name != other.kind.name:
            self.fail(node, f"both sides must be of one kind, not {then.kind.words} and {other.kind.words}")
        if then.kind.options is not None and other.kind.options is not None:
            kind = Kind(kind.name, kind.words, then.kind.options | other.kind.options, kind.of)
        ask, yes, no = test.compute, then.compute, other.compute

        def why(run: Any) -> tuple[Mention, ...]:
            return (*test.why(run), *(then if ask(run) else other).why(run))

        mentions = (*test.mentions, *then.mentions, *other.mentions)
        return Term(kind, lambda run: yes(run) if ask(run) else no(run), mentions, explain=why)

    def call(self, node: ast.Call) -> Term:
        """A function of the rule language."""
        from .functions import FUNCTIONS

        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
            name = ast.unparse(node.func)
            self.fail(node, f"there is no function {shown(name)}{self.near(name, FUNCTIONS)}")
        return FUNCTIONS[node.func.id](self, node)


def literal(kind: Kind, value: Any) -> Term:
    """A term that is written out."""
    return Term(kind, lambda run: value, literal=value)


def steady(compute: Any) -> Term:
    """A number that no answer changes: computed once, when the file is read, because fractions are slow."""
    value = compute(None)
    return Term(NUMBER, lambda run: value, steady=True)


def _arithmetic(operation: Any, left: Compute, right: Compute) -> Compute:
    def compute(run: Any) -> Any:
        a = left(run)
        if a is None:
            return None
        b = right(run)
        return None if b is None else operation(a, b)

    return compute


def _all(parts: list[Term]) -> Term:
    tests = [part.compute for part in parts]

    def compute(run: Any) -> bool:
        for test in tests:  # noqa: SIM110  # a loop is faster here than all() with a generator
            if not test(run):
                return False
        return True

    def why(run: Any) -> tuple[Mention, ...]:
        failing = [part for part in parts if not part.compute(run)]
        return tuple(mention for part in failing or parts for mention in part.why(run))

    return Term(BOOL, compute, _mentions(parts), explain=why)


def _any(parts: list[Term]) -> Term:
    tests = [part.compute for part in parts]

    def compute(run: Any) -> bool:
        for test in tests:  # noqa: SIM110  # a loop is faster here than any() with a generator
            if test(run):
                return True
        return False

    def why(run: Any) -> tuple[Mention, ...]:
        holding = [part for part in parts if part.compute(run)]
        return tuple(mention for part in holding or parts for mention in part.why(run))

    return Term(BOOL, compute, _mentions(parts), explain=why)


def _mentions(parts: list[Term]) -> tuple[Mention, ...]:
    return tuple(mention for part in parts for mention in part.mentions)


def _name_of(node: ast.AST) -> str:
    return _WORDS.get(type(node).__name__, f"this ({type(node).__name__})")


_WORDS = {
    "Attribute": 'a dotted name (write q("…"))',
    "Subscript": "an index […]",
    "Lambda": "lambda",
    "Dict": "a map",
    "Set": "a set",
    "Tuple": "a tuple (write a list […])",
    "JoinedStr": "an f-string",
    "NamedExpr": "an assignment :=",
    "Starred": "a star",
    "ListComp": "a comprehension",
    "GeneratorExp": "a comprehension",
    "Pow": "“**”",
    "Mod": "“%”",
    "FloorDiv": "“//”",
    "UAdd": "a plus sign",
    "Invert": "“~”",
}

_HANDLERS: dict[type[ast.expr], Any] = {
    ast.Name: Translator.name,
    ast.Constant: Translator.constant,
    ast.List: Translator.items,
    ast.BoolOp: Translator.logic,
    ast.UnaryOp: Translator.unary,
    ast.BinOp: Translator.arithmetic,
    ast.Compare: Translator.comparison,
    ast.IfExp: Translator.choice,
    ast.Call: Translator.call,
}
