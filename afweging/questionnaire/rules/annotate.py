"""One rule beside a questionnaire that was read before: its syntax tree, and what each part of it is.

For those that look at rules without running them: rules in words, the rule builder, the health of a file.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..problems import Problems
from .kinds import BOOL, NUMBER, Kind
from .parse import parse
from .terms import Rule, Term
from .translate import LITERALS, Scope, Translator, World, row_scope

if TYPE_CHECKING:
    from ..model import Question, Questionnaire

NO_SCOPE = Scope()
EXPECTED: Mapping[str, Kind] = {
    "show_if": BOOL,
    "required": BOOL,
    "if": BOOL,
    "check": BOOL,
    "value": NUMBER,
    "max": NUMBER,
}
"""What a rule is for → what it must give."""


@dataclass(frozen=True)
class Annotated:
    """A compiled rule with its tree and the compiled term of each expression in it."""

    tree: ast.expr
    terms: Mapping[ast.expr, Term]
    rule: Rule
    questionnaire: "Questionnaire"
    scope: Scope = NO_SCOPE

    def question(self, node: ast.expr) -> "Question | None":
        """The question that a node names, or whose answer it is; None for anything else."""
        if isinstance(node, ast.Call) and function_of(node) == "q":
            node = node.args[0]
            name = node.value if isinstance(node, ast.Constant) else None
        else:
            name = node.id if isinstance(node, ast.Name) and node.id not in LITERALS else None
        found = self.questionnaire.program.world.questions.get(str(name))
        return found[1] if found else None

    def column(self, node: ast.expr) -> "Question | None":
        """The column that a call of `row` or `column` reads; None for anything else, or a hidden one."""
        function = function_of(node)
        if function == "row":
            return self.scope.columns.get(argument_text(node, 0))
        if function == "column":
            table = self.question(arguments(node)[0])
            columns = table.columns if table else ()
            return next((each for each in columns if each.id == argument_text(node, 1)), None)
        return None


class _Annotator(Translator):
    """A translator that remembers what became of each node."""

    def __init__(self, world: World, scope: Scope) -> None:
        super().__init__(world, scope)
        self.terms: dict[ast.expr, Term] = {}

    def term(self, node: ast.expr) -> Term:
        found = self.terms[node] = super().term(node)
        return found


def annotate(questionnaire: "Questionnaire", text: str, use: str, table: str = "") -> Annotated:
    """Compile a rule for a use (a key of EXPECTED); `table` is the question in whose rows it stands.

    Raises RuleError. Whether it looks ahead is not judged.
    """
    world = replace(questionnaire.program.world, problems=Problems(""))
    scope = Scope(constant=use == "max")
    if table in questionnaire.questions:
        question = questionnaire.questions[table]
        scope = row_scope(question, {column.id: column for column in question.columns})
    annotator = _Annotator(world, scope)
    tree = parse(text)
    rule = annotator.compiled(tree, EXPECTED[use])
    return Annotated(tree, annotator.terms, rule, questionnaire, scope)


def function_of(node: ast.AST) -> str:
    """The name of the function that a node calls; empty for anything else."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def arguments(node: ast.AST) -> list[ast.expr]:
    """The arguments of a call, without those by name."""
    return node.args if isinstance(node, ast.Call) else []


def argument_text(node: ast.AST, place: int) -> str:
    """An argument that is written out as a text; empty when it is not."""
    found = arguments(node)[place : place + 1]
    return str(found[0].value) if found and isinstance(found[0], ast.Constant) else ""


def keyword(node: ast.AST, name: str) -> ast.expr | None:
    """An argument by name."""
    given: Iterator[ast.keyword] = iter(node.keywords if isinstance(node, ast.Call) else ())
    return next((each.value for each in given if each.arg == name), None)
