"""Rules that look at what a variant hid: they see it as missing, which may not be what was meant."""

import ast
from collections.abc import Iterable, Iterator

from ..model import Questionnaire
from ..parts import PartRef
from ..rules.annotate import argument_text, arguments, function_of, keyword
from .found import Found
from .model import named
from .rules import RuleAt


def looks_at_hidden(rules: Iterable[RuleAt]) -> Iterator[Found]:
    """Every rule with each hidden part that it names, once."""
    for rule in rules:
        seen = dict.fromkeys(part for node in ast.walk(rule.annotated.tree) for part in _hidden(rule, node))
        for part in seen:
            yield Found("hidden_part", rule.part, rule.key, {"part": named(part)}, part)


def _hidden(rule: RuleAt, node: ast.AST) -> Iterator[PartRef]:
    if isinstance(node, ast.Compare):
        for one, other in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
            yield from _words(rule, one, other)
        return
    if not isinstance(node, ast.expr):
        return
    question = rule.annotated.question(node)
    if question is not None and question.id in rule.questionnaire.absent_questions:
        yield PartRef("question", question.id)
    yield from _called(rule, node)


def _called(rule: RuleAt, node: ast.expr) -> Iterator[PartRef]:
    function, name = function_of(node), argument_text(node, 0)
    if function in ("score", "max_score", "band") and name in rule.questionnaire.absent("score"):
        yield PartRef("score", name)
    if function == "outcome" and name in rule.questionnaire.absent("outcome"):
        yield PartRef("outcome", name)
    if function in ("points", "max_points"):
        yield from _points(rule.questionnaire, node, name)
    if function in ("row", "column"):
        yield from _column(rule, node, function)
    if function in ("any_of", "all_of"):
        yield from _words(rule, *arguments(node))


def _points(questionnaire: Questionnaire, node: ast.expr, name: str) -> Iterator[PartRef]:
    """Points in a hidden section; points of which nothing is left are told at the rule by their 0."""
    section = keyword(node, "section")
    where = str(section.value) if isinstance(section, ast.Constant) else ""
    if where in questionnaire.absent("section"):
        yield PartRef("section", where)


def _column(rule: RuleAt, node: ast.expr, function: str) -> Iterator[PartRef]:
    table = rule.annotated.question(arguments(node)[0]) if function == "column" else None
    owner = table.id if table else rule.table
    hidden = table.absent if table else rule.annotated.scope.absent
    name = argument_text(node, function == "column")
    if name in hidden:
        yield PartRef("column", name, owner)


def _words(rule: RuleAt, subject: ast.expr, words: ast.expr) -> Iterator[PartRef]:
    """Options and bands that are written out beside what they belong to."""
    items = words.elts if isinstance(words, ast.List) else [words]
    values = [item.value for item in items if isinstance(item, ast.Constant)]
    question = rule.annotated.question(subject) or rule.annotated.column(subject)
    if question is not None:
        yield from (PartRef("option", str(each), question.id) for each in values if each in question.absent)
    if function_of(subject) == "band":
        score = rule.questionnaire.program.world.scores.get(argument_text(subject, 0))
        for each in values:
            if score and each in score.absent:
                yield PartRef("band", str(each), score.id)
