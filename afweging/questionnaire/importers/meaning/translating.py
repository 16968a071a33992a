"""From trees of expressions to rules and operands: what is alike in every language."""

from abc import ABC, abstractmethod

from .comparing import Comparer
from .computing import Computer
from .logic import Rule, Unknown, conjoin, disjoin, negate
from .operands import Budget, CannotSay, Dialect, Operand
from .trees import Binary, Tree

MAX_DEPTH = 60
"""How deep an expression may go, with all that it builds on."""


class Translator(ABC):
    """Translates the expressions of one file; `conjunction` and `disjunction` are its “and” and “or”."""

    def __init__(self, dialect: Dialect, conjunction: str, disjunction: str) -> None:
        self.joins = {conjunction: conjoin, disjunction: disjoin}
        self.budget = Budget()
        self.comparer = Comparer(dialect, self.budget)
        self.computer = Computer(dialect, self.budget)
        self.depth = 0

    @abstractmethod
    def negated(self, tree: Tree) -> Tree | None:
        """What a tree is the opposite of; None when it is no negation."""

    @abstractmethod
    def told(self, tree: Tree) -> str:
        """A tree as it may be written."""

    @abstractmethod
    def handled(self, tree: Tree) -> Operand:
        """What a tree comes to. Raises CannotSay."""

    def start(self) -> None:
        """Begin an expression."""
        self.budget.begin()
        self.depth = 0

    def rule_of(self, tree: Tree) -> Rule:
        """When it is taken for true; the parts that rules cannot say are Unknown."""
        if isinstance(tree, Binary) and tree.operator in self.joins:
            return self.joins[tree.operator]((self.rule_of(tree.left), self.rule_of(tree.right)))
        inner = self.negated(tree)
        if inner is not None:
            return negate(self.rule_of(inner))
        try:
            return self.truth(tree)
        except CannotSay as error:
            return Unknown(self.told(tree), str(error))

    def truth(self, tree: Tree) -> Rule:
        """When it is taken for true, all of which rules can say. Raises CannotSay."""
        return self.comparer.truth(self.operand(tree))

    def operand(self, tree: Tree) -> Operand:
        """What it comes to, within the bounds. Raises CannotSay."""
        self.budget.spend()
        if self.depth >= MAX_DEPTH:
            raise CannotSay("it is nested too deeply, or goes round in a circle")
        self.depth += 1
        try:
            return self.handled(tree)
        finally:
            self.depth -= 1
