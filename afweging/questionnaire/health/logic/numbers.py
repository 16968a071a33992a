"""What the numbers of rules can be: points, scores, counts, and what is worked out from them."""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ...model import Number, Question
from ...points import Feeder
from ...rules.annotate import argument_text, arguments, function_of
from .amounts import (
    ANYTHING,
    MISSING,
    MOST_VALUES,
    Amounts,
    between,
    combined,
    either,
    few,
    greatest,
    least,
    negated,
    rounded,
    total,
)
from .answers import UNKNOWN
from .constants import points_key, steady
from .formulas import FALSE

if TYPE_CHECKING:
    from .conditions import At
    from .picture import Picture


def amounts(at: "At", node: ast.expr) -> Amounts:
    """Everything that a number in a rule can be."""
    fixed = steady(at.annotated, node, at.picture.steady)
    if fixed is not None and not isinstance(fixed, tuple | str | bool):
        return few([fixed])
    if at.annotated.terms[node].index is not None:
        return _answer(at, node)
    handler = _HANDLERS.get(type(node)) or _CALLS.get(function_of(node))
    return handler(at, node) if handler else ANYTHING


def _answer(at: "At", node: ast.expr) -> Amounts:
    from .picture import numbers_of

    question = at.annotated.question(node)
    if question is None or question.type not in ("number", "scale"):
        return ANYTHING
    known = at.picture.quantity(question, end=at.end).known()
    return MISSING if known is FALSE else numbers_of(question)


def _arithmetic(at: "At", node: ast.expr) -> Amounts:
    assert isinstance(node, ast.BinOp)
    return combined(type(node.op).__name__, amounts(at, node.left), amounts(at, node.right))


def _minus(at: "At", node: ast.expr) -> Amounts:
    assert isinstance(node, ast.UnaryOp)
    return negated(amounts(at, node.operand))


def _choice(at: "At", node: ast.expr) -> Amounts:
    from .conditions import condition

    assert isinstance(node, ast.IfExp)
    test = condition(at, node.test)
    parts = [amounts(at, node.body)] if test is not FALSE else []
    if at.picture.space.negation(test) is not FALSE:
        parts.append(amounts(at, node.orelse))
    return either(parts)


def _count(at: "At", node: ast.expr) -> Amounts:
    (of,) = arguments(node)
    question = at.annotated.question(of)
    if question is None:
        return between(0, None)
    return count_of(at.picture, question)


def count_of(picture: "Picture", question: Question) -> Amounts:
    """How many options, rows or files an answer can hold."""
    if question.id in picture.questionnaire.absent_questions:
        return few([0])
    most = {
        "choices": len(question.options),
        "matrix": len(question.rows),
        "file": question.max_files,
    }.get(question.type, question.max_rows)
    return between(0, most) if most is None or most > MOST_VALUES else few(range(most + 1))


def worst_of(question: Question) -> Amounts:
    """The ranks of the worst risk; missing without rows."""
    ranks = {rank for row in question.classes.grid for rank in row} if question.classes else ()
    found = few(ranks)
    return Amounts(found.values, found.low, found.high, missing=True)


def _worst(at: "At", node: ast.expr) -> Amounts:
    question = at.annotated.question(arguments(node)[0])
    return worst_of(question) if question else ANYTHING


def _parts(at: "At", node: ast.expr) -> list[Amounts]:
    given = [
        part for each in arguments(node) for part in (each.elts if isinstance(each, ast.List) else [each])
    ]
    return [_cells(at, part) if _is_column(at, part) else amounts(at, part) for part in given]


def _is_column(at: "At", node: ast.expr) -> bool:
    return at.annotated.terms[node].kind.name == "list"


def _cells(at: "At", node: ast.expr) -> Amounts:
    """The sum, least or greatest of a column: any number of cells, each within bounds."""
    column = at.annotated.column(node)
    low = column.min if column else None
    least_sum = 0 if low is not None and not isinstance(low, str) and low >= 0 else None
    return between(least_sum, None, missing=True)


def _sum(at: "At", node: ast.expr) -> Amounts:
    return total(_parts(at, node)) if _is_number(at, node) else ANYTHING


def _extreme(pick: Callable[[Sequence[Amounts]], Amounts]) -> Callable[["At", ast.expr], Amounts]:
    def handler(at: "At", node: ast.expr) -> Amounts:
        parts = _parts(at, node)
        return pick(parts) if _is_number(at, node) and parts else ANYTHING

    return handler


def _is_number(at: "At", node: ast.expr) -> bool:
    return at.annotated.terms[node].kind.name == "number"


def _rounded(at: "At", node: ast.expr) -> Amounts:
    return rounded(amounts(at, arguments(node)[0]))


def _points(at: "At", node: ast.expr) -> Amounts:
    _, name, section = points_key(node)
    return at.picture.points(name, section)


def points_of(picture: "Picture", name: str, section: str | None) -> Amounts:
    """Every sum that the answers can give under a name."""
    program = picture.questionnaire.program
    return total([contribution(picture, each, name) for each in program.feeders(name, section)])


def contribution(picture: "Picture", feeder: Feeder, name: str) -> Amounts:
    """What one answer can count for; nothing, when there is none."""
    question = picture.questionnaire.program.questions[feeder.index].question
    state = picture.quantity(question, end=False)
    domain = picture.space.domains[state.var]
    found: list[Amounts] = [few([0])]
    if domain & UNKNOWN:
        found.append(few([feeder.when_unknown]))
    counter = _COUNTERS.get(question.type)
    if counter and domain & state.all_cases:
        found.append(counter(question, name))
    return either(found)


def _one(question: Question, name: str) -> Amounts:
    return few(option.points.get(name, 0) for option in question.options)


def _several(question: Question, name: str) -> Amounts:
    """Sums of options that can go together, at most `max_choices` of them."""
    free = [option.points.get(name, 0) for option in question.options if not option.exclusive]
    alone = [option.points.get(name, 0) for option in question.options if option.exclusive]
    most = question.max_choices or len(free)
    sums: set[tuple[int, Number]] = {(0, 0)}
    counts = most < len(free)
    for amount in free:
        sums |= {(count + counts, found + amount) for count, found in sums if count < most}
        if len(sums) > MOST_VALUES:
            return _bounds(free, alone)
    return few([*alone, *(found for _, found in sums)])


def _bounds(free: Iterable[Number], alone: Iterable[Number]) -> Amounts:
    low = sum(amount for amount in free if amount < 0)
    high = sum(amount for amount in free if amount > 0)
    return between(min(low, *alone, 0), max(high, *alone, 0))


def _steps(question: Question, name: str) -> Amounts:
    from .picture import numbers_of

    steps = combined("Sub", numbers_of(question), few([_lowest(question)]))
    found = combined("Mult", steps, few([question.points_per_step.get(name, 0)]))
    return Amounts(found.values, found.low, found.high)


def _lowest(question: Question) -> Number:
    return 0 if question.min is None or isinstance(question.min, str) else question.min


def _rows(question: Question, name: str) -> Amounts:
    each = few([0, *(option.points.get(name, 0) for option in question.options)])
    return total([each] * len(question.rows))


_COUNTERS: Mapping[str, Callable[[Question, str], Amounts]] = {
    "choice": _one,
    "yesno": _one,
    "choices": _several,
    "scale": _steps,
    "matrix": _rows,
}


def _score(at: "At", node: ast.expr) -> Amounts:
    return at.picture.score(argument_text(node, 0), end=at.end)


_HANDLERS: Mapping[type[ast.expr], Callable[["At", ast.expr], Amounts]] = {
    ast.BinOp: _arithmetic,
    ast.UnaryOp: _minus,
    ast.IfExp: _choice,
}
_CALLS: Mapping[str, Callable[["At", ast.expr], Amounts]] = {
    "count": _count,
    "worst": _worst,
    "sum": _sum,
    "min": _extreme(least),
    "max": _extreme(greatest),
    "round_half_up": _rounded,
    "points": _points,
    "score": _score,
}
