"""Comparisons: `== != < <= > >=`, `in` and `not in`. Missing on either side makes them false."""

import ast
import operator
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..problems import shown
from ..shape import is_date, is_month
from .kinds import BOOL, DATE, MONTH, ORDERED, SCALARS, Kind, alike
from .terms import Compute, Mention, Term

if TYPE_CHECKING:
    from .translate import Translator

_ORDER = {"Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge}
_TIMES = {"date": (DATE, is_date, "YYYY-MM-DD"), "month": (MONTH, is_month, "YYYY-MM")}


def compare(t: "Translator", node: ast.Compare, name: str, left: Term, right: Term) -> Term:
    """A comparison of two values."""
    left, right = _as_time(t, node, left, right.kind), _as_time(t, node, right, left.kind)
    if name in _ORDER:
        return _ordered(t, node, name, left, right)
    left, right = _as_set(left, right.kind), _as_set(right, left.kind)
    _check_words(t, node, left, right)
    _check_words(t, node, right, left)
    if not alike(left.kind, right.kind) or left.kind.name in ("rows", "matrix", "files", "list"):
        _never_alike(t, node, left, right)
    focus = _focused((left, right))
    if name == "NotEq":
        return Term(BOOL, _differ(left.compute, right.compute), focus)
    return Term(BOOL, _equal(left, right), focus)


def _never_alike(t: "Translator", node: ast.AST, left: Term, right: Term) -> None:
    hint = ""
    if {left.kind.name, right.kind.name} in ({"choices", "word"}, {"choices", "text"}):
        hint = '; write "…" in …'
    t.fail(node, f"{left.kind.words} can never equal {right.kind.words}{hint}")


def _ordered(t: "Translator", node: ast.Compare, name: str, left: Term, right: Term) -> Term:
    for term in (left, right):
        if term.kind.name not in ORDERED:
            t.fail(node, f"only numbers, scales, dates and months have an order; this is {term.kind.words}")
    if "any" not in (left.kind.name, right.kind.name) and left.kind.name != right.kind.name:
        t.fail(node, f"{left.kind.words} cannot be compared with {right.kind.words}")
    return Term(BOOL, _both(_ORDER[name], left.compute, right.compute), _focused((left, right)))


def _equal(left: Term, right: Term) -> Compute:
    if left.index is not None and right.is_literal:
        index, wanted = left.index, right.literal

        def answer_is(run: Any) -> bool:
            return bool(run.values[index] == wanted)

        return answer_is
    return _both(operator.eq, left.compute, right.compute)


def _differ(left: Compute, right: Compute) -> Compute:
    return _both(operator.ne, left, right)


def _both(compared: Any, left: Compute, right: Compute) -> Compute:
    def compute(run: Any) -> bool:
        a = left(run)
        if a is None:
            return False
        b = right(run)
        return b is not None and compared(a, b)

    return compute


def membership(t: "Translator", node: ast.Compare, left: Term, right: Term, *, negated: bool) -> Term:
    """`in` and `not in`: a scalar in a literal list, or in the answer to a `choices` question."""
    if right.kind.name == "text" or right.kind.name == "word":
        t.fail(
            node,
            "“in” looks in a list or in a question of type choices; for part of a text: contains_text(…)",
        )
    if left.kind.name not in SCALARS:
        t.fail(node, f"left of “in” stands one value, not {left.kind.words}")
    if right.is_literal and right.kind.name == "list":
        return _in_literal(t, node, left, right, negated=negated)
    if right.kind.name not in ("choices", "any"):
        t.fail(node, f"“in” looks in a list or in a question of type choices, not in {right.kind.words}")
    _check_words(t, node, left, right)
    mentions = (*_focused((left,)), *_focus(right, [left.literal] if left.is_literal else []))
    found = _both(_is_in, left.compute, right.compute)
    return Term(BOOL, _both(_is_not_in, left.compute, right.compute) if negated else found, mentions)


def _is_in(value: Any, values: Any) -> bool:
    return value in values


def _is_not_in(value: Any, values: Any) -> bool:
    return value not in values


def _in_literal(t: "Translator", node: ast.Compare, left: Term, right: Term, *, negated: bool) -> Term:
    right = _as_time(t, node, right, left.kind)
    of = right.kind.of
    if right.literal and of and not alike(left.kind, replace(of, options=None)):
        t.fail(node, f"{left.kind.words} can never be in {right.kind.words}")
    for item in right.literal:
        _known_word(t, node, item, left.kind)
    values, value = frozenset(right.literal), left.compute
    if negated:
        return Term(BOOL, lambda run: (x := value(run)) is not None and x not in values, left.mentions)
    return Term(BOOL, lambda run: value(run) in values, left.mentions)


def _as_time(t: "Translator", node: ast.AST, term: Term, other: Kind) -> Term:
    """A text literal beside a date or month is a date or month."""
    if other.name not in _TIMES or not term.is_literal:
        return term
    kind, valid, form = _TIMES[other.name]
    values = term.literal if isinstance(term.literal, tuple) else (term.literal,)
    for value in values:
        if not isinstance(value, str):
            return term
        if not valid(value):
            t.fail(node, f"{shown(value)} is not {kind.words} of the form {form}")
    return replace(term, kind=replace(term.kind, of=kind) if term.kind.name == "list" else kind)


def _as_set(term: Term, other: Kind) -> Term:
    """A literal list beside a `choices` question is a set."""
    if other.name != "choices" or term.kind.name != "list" or not term.is_literal:
        return term
    if any(not isinstance(item, str) for item in term.literal):
        return term
    values = frozenset(term.literal)
    return Term(Kind("choices", "several options"), lambda run: values, literal=values)


def _check_words(t: "Translator", node: ast.AST, term: Term, other: Term) -> None:
    """Literal words beside options must be among them."""
    if not term.is_literal or other.kind.options is None:
        return
    values: Iterable[Any] = term.literal if isinstance(term.literal, tuple | frozenset) else (term.literal,)
    for value in values:
        _known_word(t, node, value, other.kind)


def _known_word(t: "Translator", node: ast.AST, value: Any, kind: Kind) -> None:
    if kind.options is None or not isinstance(value, str) or value in kind.options:
        return
    near = t.near(value, kind.options)
    t.fail(node, f"{shown(value)} is not one of the options{near}")


def check_options(t: "Translator", node: ast.AST, values: Iterable[Any], kind: Kind) -> None:
    """Each literal must be an option of the kind."""
    for value in values:
        if not isinstance(value, str) and kind.name not in ("any", "list"):
            t.fail(node, f"{shown(value)} is not one of the options")
        _known_word(t, node, value, kind)


def _focus(term: Term, words: Iterable[Any]) -> tuple[Mention, ...]:
    focus = tuple(word for word in words if isinstance(word, str))
    return tuple(replace(mention, focus=focus) for mention in term.mentions)


def _focused(terms: Iterable[Term]) -> tuple[Mention, ...]:
    return tuple(mention for term in terms for mention in term.mentions)
