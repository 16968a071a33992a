"""From the text of a rule to the form, where the form can hold it."""

import ast
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..annotate import Annotated, annotate, argument_text, arguments, function_of, keyword
from ..parse import RuleError
from .comparisons import NEGATION
from .model import FormInvalid, Row, RuleForm
from .subjects import TODAY, subject
from .writing import number_text, to_rule

if TYPE_CHECKING:
    from ...model import Questionnaire

_FLIPPED = {"Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE", "Eq": "Eq", "NotEq": "NotEq"}
_ORDER = {"GtE": "at_least", "LtE": "at_most", "Gt": "more", "Lt": "less", "Eq": "is", "NotEq": "differs"}
_TIME = {**_ORDER, "GtE": "from", "LtE": "until", "Gt": "after", "Lt": "before"}
_MEMBER = {"In": "one_of", "NotIn": "other_than"}
_CODES: Mapping[str, Mapping[str, str]] = {
    "option": {"Eq": "is", "NotEq": "differs", **_MEMBER},
    "options": {"Eq": "exactly"},
    "number": _ORDER,
    "rank": _ORDER,
    "date": _TIME,
    "month": _TIME,
    "text": {"Eq": "is", "NotEq": "differs"},
    "flag": {"Eq": "is", "NotEq": "differs"},
}
"""Type of a value → what each operator is called in the form."""


def from_rule(questionnaire: "Questionnaire", text: str, table: str = "") -> RuleForm | None:
    """The rule as a form; None when it does not compile, or is too rich for a form of one level.

    An empty text is a form without rows. `table` is the question in whose rows the rule stands.
    """
    if not text.strip():
        return RuleForm()
    try:
        annotated = annotate(questionnaire, text, "if", table)
    except RuleError:
        return None
    join, nodes = _parts(annotated.tree)
    rows = [_row(annotated, node, table) for node in nodes]
    found = tuple(row for row in rows if row is not None)
    form = RuleForm(join, found)
    return form if len(found) == len(rows) and _can_be_written(form, questionnaire, table) else None


def _can_be_written(form: RuleForm, questionnaire: "Questionnaire", table: str) -> bool:
    """A text with a new line in it, for one, is no value of a form."""
    try:
        to_rule(form, questionnaire, table)
    except FormInvalid:
        return False
    return True


def _parts(tree: ast.expr) -> tuple[str, list[ast.expr]]:
    if not isinstance(tree, ast.BoolOp):
        return "all", [tree]
    return ("any" if isinstance(tree.op, ast.Or) else "all"), _flat(tree)


def _flat(node: ast.BoolOp) -> list[ast.expr]:
    """The parts of `a or (b or c)`: three."""
    found: list[ast.expr] = []
    for value in node.values:
        same = isinstance(value, ast.BoolOp) and type(value.op) is type(node.op)
        found += _flat(value) if same and isinstance(value, ast.BoolOp) else [value]
    return found


def _row(annotated: Annotated, node: ast.expr, table: str) -> Row | None:
    negated = False
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        negated, node = not negated, node.operand
    row = _compared(annotated, node, table) if isinstance(node, ast.Compare) else _called(annotated, node)
    if row is None or subject(annotated.questionnaire, row.subject, table) is None:
        return None
    return Row(row.subject, NEGATION + row.comparison, row.values) if negated else row


def _compared(annotated: Annotated, node: ast.Compare, table: str) -> Row | None:
    left, right, name = node.left, node.comparators[0], type(node.ops[0]).__name__
    if name in ("In", "NotIn") and not isinstance(right, ast.List):
        return _within(annotated, left, right, name)
    if annotated.terms[left].is_literal and name in _FLIPPED:
        left, right, name = right, left, _FLIPPED[name]
    about = subject(annotated.questionnaire, subject_name(annotated, left), table)
    code = _CODES.get(about.value, {}).get(name) if about else None
    values = _values(annotated, right)
    if about is None or code is None or not values:
        return None
    return Row(about.name, code, values)


def _within(annotated: Annotated, left: ast.expr, right: ast.expr, name: str) -> Row | None:
    """`"a" in q` and `"a" not in q`."""
    code = {"In": "includes_any", "NotIn": "lacks"}[name]
    values = _values(annotated, left)
    return Row(subject_name(annotated, right), code, values) if values else None


def _called(annotated: Annotated, node: ast.expr) -> Row | None:
    function, given = function_of(node), arguments(node)
    if function == "outcome":
        return Row(subject_name(annotated, node), "holds")
    if function in ("answered", "unknown", "not_applicable"):
        return Row(f"question:{question_id(annotated, given[0])}", function)
    if function not in ("any_of", "all_of", "contains_text"):
        return None
    code, values = _code(annotated, function, given[0]), _values(annotated, given[1])
    return Row(subject_name(annotated, given[0]), code, values) if code and values else None


def _code(annotated: Annotated, function: str, node: ast.expr) -> str:
    """What a function is called in the form; `any_of` on one option is `one_of`."""
    if function == "contains_text":
        return "contains"
    kind = annotated.terms[node].kind.name
    if kind == "choices":
        return "includes_any" if function == "any_of" else "includes_all"
    return "one_of" if kind == "word" and function == "any_of" else ""


def _values(annotated: Annotated, node: ast.expr) -> tuple[str, ...]:
    """The values that are written out; none when there are none, or one is no value of a form."""
    if function_of(node) == "today":
        return (TODAY,)
    items = node.elts if isinstance(node, ast.List) else [node]
    found = [_value(annotated.terms[item].literal) for item in items if annotated.terms[item].is_literal]
    return tuple(value for value in found if value) if len(found) == len(items) and all(found) else ()


def _value(literal: object) -> str:
    if isinstance(literal, bool):
        return str(literal).lower()
    return literal if isinstance(literal, str) else number_text(literal)  # type: ignore[arg-type]  # else a number


def subject_name(annotated: Annotated, node: ast.expr) -> str:
    """What a node is called as the subject of a row; empty when it is none."""
    question = question_id(annotated, node)
    if question:
        return f"question:{question}"
    namer = _NAMERS.get(function_of(node))
    return namer(annotated, node) if namer else ""


def question_id(annotated: Annotated, node: ast.expr) -> str:
    """The id of the question that a node names."""
    question = annotated.question(node)
    return question.id if question else ""


def _of_question(annotated: Annotated, node: ast.expr) -> str:
    (of,) = arguments(node)
    found = question_id(annotated, of)
    residual = keyword(node, "residual")
    kind = function_of(node)
    if residual is not None and annotated.terms[residual].literal is True:
        kind = "residual"
    return f"{kind}:{found}" if found else ""


def _by_name(annotated: Annotated, node: ast.expr) -> str:
    return "" if keyword(node, "section") else f"{function_of(node)}:{argument_text(node, 0)}"


_NAMERS: Mapping[str, Callable[[Annotated, ast.expr], str]] = {
    **dict.fromkeys(("row", "points", "score", "band", "outcome"), _by_name),
    **dict.fromkeys(("count", "worst"), _of_question),
    "today": lambda annotated, node: TODAY,
}
"""Function → the subject that a call of it is."""
