"""Conditions of rules as formulas."""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...model import Question
from ...rules.annotate import Annotated, argument_text, arguments, function_of
from .amounts import Amounts
from .answers import ABSENT, NOT_APPLICABLE, SHIFT, UNKNOWN, Quantity, Several
from .constants import peeled, points_key, steady, worked_out, worst_kind
from .formulas import FALSE, TRUE, Formula, every, some
from .numbers import amounts, count_of, worst_of
from .picture import Picture

_FLIPPED = {"Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE", "Eq": "Eq", "NotEq": "NotEq"}
_COMPARED = {
    "Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge, "Eq": operator.eq,
    "NotEq": operator.ne,
}  # fmt: skip
_ORDERS = frozenset(("Lt", "LtE", "Gt", "GtE"))
_MOST_BRANCHES = 64
_MOST_OPTIONS = 64


@dataclass(frozen=True)
class At:
    """One rule in the picture: judged during the pass, or at its end; `table` when it stands in rows."""

    picture: Picture
    annotated: Annotated
    end: bool
    table: str = ""

    def unknown(self, node: ast.expr) -> Formula:
        """A part of which nobody can tell; the same wherever it is written the same."""
        row = id(self.annotated) if any(function_of(each) == "row" for each in ast.walk(node)) else 0
        return self.picture.unknown((row, ast.dump(node)), self.end)


def condition(at: At, node: ast.expr) -> Formula:
    """When a condition is true. Unknown, once too much was worked out already."""
    if not at.picture.may_work():
        return at.picture.space.unknown()
    handler = _HANDLERS.get(type(node)) or _CALLS.get(function_of(node))
    return handler(at, node) if handler else _truth(at, node)


def _truth(at: At, node: ast.expr) -> Formula:
    """A literal, or a cell that is itself true or false."""
    term = at.annotated.terms[node]
    if term.is_literal:
        return TRUE if term.literal is True else FALSE
    subject = _subject(at, node)
    found = subject.equals(True) if isinstance(subject, Quantity) else None
    return at.unknown(node) if found is None else found


def _joined(at: At, node: ast.expr) -> Formula:
    assert isinstance(node, ast.BoolOp)
    join = every if isinstance(node.op, ast.And) else some
    return join(condition(at, value) for value in node.values)


def _negated(at: At, node: ast.expr) -> Formula:
    assert isinstance(node, ast.UnaryOp)
    return at.picture.space.negation(condition(at, node.operand))


def _choice(at: At, node: ast.expr) -> Formula:
    assert isinstance(node, ast.IfExp)
    return _either(at, node.test, condition(at, node.body), condition(at, node.orelse))


def _either(at: At, test: ast.expr, then: Formula, other: Formula) -> Formula:
    asked = condition(at, test)
    return some((every((asked, then)), every((at.picture.space.negation(asked), other))))


def _compared(at: At, node: ast.expr) -> Formula:
    assert isinstance(node, ast.Compare)
    left, right, name = node.left, node.comparators[0], type(node.ops[0]).__name__
    if _branches(left) * _branches(right) > _MOST_BRANCHES:
        return at.unknown(node)
    return _spread(at, left, right, name)


def _branches(node: ast.expr) -> int:
    return _branches(node.body) + _branches(node.orelse) if isinstance(node, ast.IfExp) else 1


def _spread(at: At, left: ast.expr, right: ast.expr, name: str) -> Formula:
    """`(a if c else b) == d` is `a == d` or `b == d`, as c decides."""
    if isinstance(left, ast.IfExp):
        then, other = _spread(at, left.body, right, name), _spread(at, left.orelse, right, name)
        return _either(at, left.test, then, other)
    if isinstance(right, ast.IfExp):
        then, other = _spread(at, left, right.body, name), _spread(at, left, right.orelse, name)
        return _either(at, right.test, then, other)
    return _member(at, left, right, name) if name in ("In", "NotIn") else _plain(at, left, right, name)


def _plain(at: At, left: ast.expr, right: ast.expr, name: str) -> Formula:
    terms = at.annotated.terms
    one, other = _constant(at, left), _constant(at, right)
    if one is not None and other is not None:
        return TRUE if _COMPARED[name](one, other) else FALSE
    if one is not None:
        left, right, name = right, left, _FLIPPED[name]
    if terms[left].kind.name == "bool" and terms[right].kind.name == "bool":
        return _same_truth(at, left, right, name)
    value = _constant(at, right)
    if value is not None:
        return _against(at, left, right, name, value)
    return _two(at, left, right, name)


def _constant(at: At, node: ast.expr) -> Any:
    return steady(at.annotated, node, at.picture.steady)


def _against(at: At, left: ast.expr, right: ast.expr, name: str, value: Any) -> Formula:
    """A thing beside a constant."""
    subject = _subject(at, left)
    if isinstance(subject, Several):
        return _same_options(at, subject, value, name)
    if function_of(left) == "band":
        return _in_bands(at, argument_text(left, 0), [value], out=name == "NotEq")
    if subject is None and _counts_options(at, left):
        return _counted(at, left, name, value)
    if subject is None:
        return _worked_out(at, left, right, name, value)
    found = _beside(subject, name, value)
    return _two(at, left, right, name) if found is None else found


def _beside(subject: Quantity, name: str, value: Any) -> Formula | None:
    if name in _ORDERS:
        return subject.ordered(name, value)
    return subject.equals(value) if name == "Eq" else subject.differs(value)


def _worked_out(at: At, left: ast.expr, right: ast.expr, name: str, value: Any) -> Formula:
    """`2 * q + 1 > 7` is `q > 3`. It may fail all the same, where an answer has too many digits."""
    whole = _whole(at, left, right, name, value)
    found = None
    if isinstance(left, ast.BinOp) and isinstance(value, int | Fraction):
        found = peeled(at.annotated, left, value, at.picture.steady)
    subject = _subject(at, found.part) if found else None
    if found is None or not isinstance(subject, Quantity):
        return whole
    inner = _beside(subject, _FLIPPED[name] if found.turned else name, found.value)
    if inner is None:
        return whole
    return inner if _is_short(at, found.part) else every((inner, whole))


def _whole(at: At, left: ast.expr, right: ast.expr, name: str, value: Any) -> Formula:
    """Something worked out, as a thing of its own that can be anything that may come out."""
    key = worked_out(at.annotated, left)
    if key is None:
        return _two(at, left, right, name)
    found = _beside(at.picture.amount(key, at.end, amounts(at, left)), name, value)
    return _two(at, left, right, name) if found is None else found


def _is_short(at: At, node: ast.expr) -> bool:
    """Is it always a whole number of a few digits?"""
    question = at.annotated.question(node)
    if question is not None:
        return question.type == "scale" or question.integer
    return function_of(node) in ("count", "worst")


def _same_options(at: At, several: Several, value: Any, name: str) -> Formula:
    exactly = several.exactly(value)
    if name == "Eq":
        return exactly
    return every((several.state.known(), at.picture.space.negation(exactly)))


def _same_truth(at: At, left: ast.expr, right: ast.expr, name: str) -> Formula:
    """Conditions are never missing, but cells are."""
    if any(function_of(part) == "row" for side in (left, right) for part in ast.walk(side)):
        return _cell_truth(at, left, right, name)
    one, other = condition(at, left), condition(at, right)
    space = at.picture.space
    same = some((every((one, other)), every((space.negation(one), space.negation(other)))))
    return same if name == "Eq" else space.negation(same)


def _cell_truth(at: At, left: ast.expr, right: ast.expr, name: str) -> Formula:
    value, subject = _constant(at, right), _subject(at, left)
    if not isinstance(value, bool) or not isinstance(subject, Quantity):
        return at.unknown(ast.Tuple([left, right, ast.Constant(name)]))
    found = subject.equals(value) if name == "Eq" else subject.differs(value)
    return at.unknown(left) if found is None else found


def _two(at: At, left: ast.expr, right: ast.expr, name: str) -> Formula:
    """Two things that both depend on answers, or that no case tells apart."""
    known = every((_known(at, left), _known(at, right)))
    kinds = {at.annotated.terms[side].kind.name for side in (left, right)}
    if kinds == {"word"} and name in ("Eq", "NotEq"):
        same = _same_word(at, left, right)
        if same is not None:
            return same if name == "Eq" else every((known, at.picture.space.negation(same)))
    if kinds == {"number"}:
        sure = _decided(name, amounts(at, left), amounts(at, right))
        if sure is not None:
            return sure
    return every((known, at.unknown(ast.Tuple([left, right, ast.Constant(name)]))))


def _known(at: At, node: ast.expr) -> Formula:
    """What must be answered for a comparison to be true, as far as can be told."""
    subject = _subject(at, node)
    if isinstance(subject, Several):
        return subject.state.known()
    return TRUE if subject is None else subject.known()


def _same_word(at: At, left: ast.expr, right: ast.expr) -> Formula | None:
    one, other = _subject(at, left), _subject(at, right)
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return None
    options = at.annotated.terms[left].kind.options or frozenset()
    shared = options & (at.annotated.terms[right].kind.options or frozenset())
    if len(shared) > _MOST_OPTIONS or not at.picture.may_work(len(shared)):
        return None
    return some(every((_equals(one, each), _equals(other, each))) for each in sorted(shared))


def _equals(quantity: Quantity, value: Any) -> Formula:
    return quantity.equals(value) or FALSE


_FALSE_IF: Mapping[str, Callable[[Amounts, Amounts], bool]] = {
    "Lt": lambda left, right: _reaches(right.high, left.low),
    "LtE": lambda left, right: _passes(right.high, left.low),
    "Gt": lambda left, right: _reaches(left.high, right.low),
    "GtE": lambda left, right: _passes(left.high, right.low),
    "Eq": lambda left, right: _passes(left.high, right.low) or _passes(right.high, left.low),
}
"""Sign → is it certainly false, by the bounds of both sides?"""
_OPPOSITE = {"Lt": "GtE", "LtE": "Gt", "Gt": "LtE", "GtE": "Lt"}


def _reaches(high: Any, low: Any) -> bool:
    """Is what is below `high` never above `low`?"""
    return high is not None and low is not None and high <= low


def _passes(high: Any, low: Any) -> bool:
    return high is not None and low is not None and high < low


def _decided(name: str, left: Amounts, right: Amounts) -> Formula | None:
    """What a comparison of numbers always comes to; None when it may go either way."""
    if left.is_never or right.is_never:
        return FALSE
    false = _FALSE_IF.get(name)
    if false and false(left, right):
        return FALSE
    if left.missing or right.missing or name not in _OPPOSITE:
        return None
    return TRUE if _FALSE_IF[_OPPOSITE[name]](left, right) else None


def _member(at: At, left: ast.expr, right: ast.expr, name: str) -> Formula:
    out = name == "NotIn"
    if isinstance(right, ast.List):
        return _listed(at, left, right, out=out)
    several, value = _subject(at, right), _constant(at, left)
    if not isinstance(several, Several):
        return at.unknown(ast.Tuple([left, right, ast.Constant(name)]))
    if value is not None:
        found = several.chosen(value)
        known = several.state.known()
        return every((known, at.picture.space.negation(found))) if out else found
    return _word_among(at, left, right, several, out=out)


def _word_among(at: At, left: ast.expr, right: ast.expr, several: Several, *, out: bool) -> Formula:
    """The answer to one question among those to another."""
    subject = _subject(at, left)
    options = at.annotated.terms[left].kind.options or frozenset()
    few = 0 < len(options) <= _MOST_OPTIONS and at.picture.may_work(len(options))
    if not isinstance(subject, Quantity) or not few:
        return at.unknown(ast.Tuple([left, right, ast.Constant(out)]))
    found = some(every((_equals(subject, each), several.chosen(each))) for each in sorted(options))
    if not out:
        return found
    return every((subject.known(), several.state.known(), at.picture.space.negation(found)))


def _listed(at: At, left: ast.expr, right: ast.List, *, out: bool) -> Formula:
    values = at.annotated.terms[right].literal
    if function_of(left) == "band":
        return _in_bands(at, argument_text(left, 0), values, out=out)
    subject = _subject(at, left)
    if isinstance(subject, Quantity):
        found = [subject.equals(value) for value in values]
        known = [each for each in found if each is not None]
        if len(known) == len(found):
            inside = some(known)
            return every((subject.known(), at.picture.space.negation(inside))) if out else inside
    return every((_known(at, left), at.unknown(ast.Tuple([left, right, ast.Constant(out)]))))


def _in_bands(at: At, score_id: str, bands: Any, *, out: bool) -> Formula:
    """The band of a score is one of these, or there is one and it is another."""
    quantity, masks = at.picture.bands(score_id, end=at.end)
    inside = sum(mask for band, mask in masks.items() if (band in bands) is not out)
    return FALSE if quantity is None else quantity.atom(inside << SHIFT)


def _counts_options(at: At, node: ast.expr) -> bool:
    return function_of(node) == "count" and at.annotated.terms[arguments(node)[0]].kind.name == "choices"


def _counted(at: At, node: ast.expr, name: str, value: Any) -> Formula:
    """`count(q)` of a question of type choices beside a number."""
    several = _subject(at, arguments(node)[0])
    if not isinstance(several, Several):
        return at.unknown(ast.Tuple([node, ast.Constant(f"{name} {value}")]))
    whole = value == int(value)
    floor = int(value // 1)
    if name in ("Eq", "NotEq"):
        same = several.counted(floor, floor) if whole else FALSE
        return same if name == "Eq" else at.picture.space.negation(same)
    if name in ("Gt", "GtE"):
        return several.counted(floor if whole and name == "GtE" else floor + 1)
    return several.counted(0, floor - 1 if whole and name == "Lt" else floor)


def _subject(at: At, node: ast.expr) -> Quantity | Several | None:
    """The variable that a node is the value of; None when it is worked out from others."""
    question = at.annotated.question(node)
    if question is not None:
        return _answer(at, question)
    finder = _SUBJECTS.get(function_of(node))
    return finder(at, node) if finder else None


def _answer(at: At, question: Question) -> Quantity | Several:
    if question.type == "choices":
        return at.picture.several(question, end=at.end)
    return at.picture.quantity(question, end=at.end)


def _cell(at: At, node: ast.expr) -> Quantity | None:
    column = at.annotated.column(node)
    if column is None or column.type in ("choices", "values", "sources", "questions"):
        return None
    return at.picture.cell(id(at.annotated), at.table, column)


def _score(at: At, node: ast.expr) -> Quantity | None:
    return at.picture.bands(argument_text(node, 0), end=at.end)[0]


def _points(at: At, node: ast.expr) -> Quantity | None:
    key = points_key(node)
    return at.picture.amount(key, at.end, at.picture.points(key[1], key[2]))


def _worst(at: At, node: ast.expr) -> Quantity | None:
    question = at.annotated.question(arguments(node)[0])
    if question is None:
        return None
    found = at.picture.amount((worst_kind(at.annotated, node), question.id), at.end, worst_of(question))
    _follows(at, found, ~ABSENT, question)
    return found


def _count(at: At, node: ast.expr) -> Quantity | None:
    question = at.annotated.question(arguments(node)[0])
    if question is None or question.type == "choices":
        return None
    found = at.picture.amount(("count", question.id), at.end, count_of(at.picture, question), 0)
    zero = found.cases.equal(0) or 0
    # A weighing may hold a counter-argument and no rows.
    _follows(at, found, found.all_cases & ~(zero << SHIFT), question, both=question.type != "weighing")
    return found


def _follows(at: At, quantity: Quantity, mask: int, question: Question, *, both: bool = False) -> None:
    """In these cases the question that it is made from is answered; with `both`, it is in these only."""
    source, space = at.picture.quantity(question, end=at.end), at.picture.space

    def constraints() -> Iterator[Formula]:
        yield some((space.atom(quantity.var, ~mask), source.known()))
        if both:
            yield some((space.atom(quantity.var, mask), space.negation(source.known())))

    space.constrain(quantity.var, constraints)


_SUBJECTS: Mapping[str, Callable[[At, ast.expr], Quantity | None]] = {
    "row": _cell,
    "score": _score,
    "points": _points,
    "worst": _worst,
    "count": _count,
    "today": lambda at, node: at.picture.today(),
}


def _status(case: int) -> Callable[[At, ast.expr], Formula]:
    def handler(at: At, node: ast.expr) -> Formula:
        question = at.annotated.question(arguments(node)[0])
        if question is None:
            return at.unknown(node)
        quantity = at.picture.quantity(question, end=at.end)
        return quantity.known() if case == ABSENT else quantity.status(case)

    return handler


def _of(join: Callable[[Any], Formula]) -> Callable[[At, ast.expr], Formula]:
    """`any_of` and `all_of`."""

    def handler(at: At, node: ast.expr) -> Formula:
        asked, wanted = arguments(node)
        subject, values = _subject(at, asked), at.annotated.terms[wanted].literal
        if isinstance(subject, Several):
            return every((subject.state.known(), join([subject.chosen(each) for each in values])))
        if isinstance(subject, Quantity) and at.annotated.terms[asked].kind.name == "word":
            return every((subject.known(), join([_equals(subject, each) for each in values])))
        return every((_column_known(at, asked), at.unknown(node)))

    return handler


def _column_known(at: At, node: ast.expr) -> Formula:
    """The cells of a column are there when its table is answered."""
    table = at.annotated.question(arguments(node)[0]) if function_of(node) == "column" else None
    return at.picture.quantity(table, end=at.end).known() if table else TRUE


def _contains(at: At, node: ast.expr) -> Formula:
    return every((_known(at, arguments(node)[0]), at.unknown(node)))


def _outcome(at: At, node: ast.expr) -> Formula:
    name = argument_text(node, 0)
    known = name in at.picture.questionnaire.program.outcomes
    return at.picture.outcome(name, end=at.end) if known else FALSE


_HANDLERS: Mapping[type[ast.expr], Callable[[At, ast.expr], Formula]] = {
    ast.BoolOp: _joined,
    ast.UnaryOp: _negated,
    ast.IfExp: _choice,
    ast.Compare: _compared,
}
_CALLS: Mapping[str, Callable[[At, ast.expr], Formula]] = {
    "answered": _status(ABSENT),
    "unknown": _status(UNKNOWN),
    "not_applicable": _status(NOT_APPLICABLE),
    "any_of": _of(some),
    "all_of": _of(every),
    "contains_text": _contains,
    "outcome": _outcome,
}
