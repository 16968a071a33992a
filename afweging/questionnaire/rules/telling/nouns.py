"""Rules in words: whatever has a value of its own."""

import ast
from collections.abc import Callable, Mapping

from ..annotate import argument_text, arguments, function_of, keyword
from .phrases import listed
from .teller import Teller

Told = tuple[str, int]
"""Words, and how loosely they hold together: one thing, a product, a sum, or anything longer."""

_ONE, _PRODUCT, SUM, _LONGER = range(4)


def noun(t: Teller, node: ast.expr, beside: ast.expr | None = None) -> str:
    """A value in words; `beside` is what it is compared with."""
    return _told(t, node, beside or node)[0]


def kept(t: Teller, node: ast.expr, most: int = _ONE, beside: ast.expr | None = None) -> str:
    """A value in words, between parentheses when it is more than can stand here."""
    words, looseness = _told(t, node, beside or node)
    return words if looseness <= most else f"({words})"


def _told(t: Teller, node: ast.expr, beside: ast.expr) -> Told:
    if isinstance(node, ast.List):
        return listed(items(t, node, beside), "or", t.lang), _ONE
    if t.term(node).is_literal:
        return t.literal(node, beside), _ONE
    if t.term(node).index is not None:
        return t.say("answer", place=t.place_of(node)), _ONE
    teller = _CALLS.get(function_of(node))
    if teller:
        return teller(t, node)
    handler = _HANDLERS.get(type(node))
    return handler(t, node, beside) if handler else _whether(t, node)


def items(t: Teller, node: ast.expr, beside: ast.expr) -> list[str]:
    """The literals of a list, in words."""
    return [t.literal(item, beside) for item in node.elts] if isinstance(node, ast.List) else []


def _whether(t: Teller, node: ast.expr) -> Told:
    from .conditions import condition

    return t.say("whether", condition=condition(t, node)), _LONGER


def _arithmetic(t: Teller, node: ast.expr, beside: ast.expr) -> Told:
    assert isinstance(node, ast.BinOp)
    name = type(node.op).__name__
    looseness = SUM if name in ("Add", "Sub") else _PRODUCT
    right = _PRODUCT if looseness == SUM else _ONE
    if name == "Add":
        right = SUM
    left = kept(t, node.left, looseness)
    return t.say(name, left=left, right=kept(t, node.right, right)), looseness


def _minus(t: Teller, node: ast.expr, beside: ast.expr) -> Told:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not):
        return _whether(t, node)
    return t.say("minus", value=kept(t, node.operand)), SUM


def _choice(t: Teller, node: ast.expr, beside: ast.expr) -> Told:
    from .conditions import condition

    assert isinstance(node, ast.IfExp)
    if t.term(node).kind.name == "bool":
        return _whether(t, node)
    labels = node if beside is node else beside
    then, other = kept(t, node.body, SUM, labels), kept(t, node.orelse, SUM, labels)
    return t.say("if_else", then=then, test=condition(t, node.test), other=other), _LONGER


def _count(t: Teller, node: ast.expr) -> Told:
    (of,) = arguments(node)
    kind = t.term(of).kind.name
    if t.term(of).index is None:
        return t.say("count_list", value=kept(t, of)), _ONE
    code = {"choices": "count_choices", "files": "count_files", "matrix": "count_matrix"}.get(kind)
    return t.say(code or "count_rows", place=t.place_of(of)), _ONE


def _cells(t: Teller, node: ast.expr) -> Told:
    return t.place_of(node), _ONE


def _worst(t: Teller, node: ast.expr) -> Told:
    code = "residual" if t.is_residual(node) else "worst"
    return t.say(code, place=t.place_of(arguments(node)[0])), _ONE


def _among(code: str, of_times: str = "") -> Callable[[Teller, ast.expr], Told]:
    """The sum, lowest or highest of what is given, one by one or as a list."""

    def tell(t: Teller, node: ast.expr) -> Told:
        given = [part for each in arguments(node) for part in _spread(each)]
        words = [kept(t, each, _PRODUCT, node) for each in given]
        name = of_times if of_times and t.term(node).kind.name in ("date", "month") else code
        return t.say(name, value=listed(words, "and", t.lang)), _ONE if len(words) < 2 else _LONGER

    return tell


def _spread(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.List) else [node]


def _rounded(t: Teller, node: ast.expr) -> Told:
    return t.say("rounded", value=kept(t, arguments(node)[0], SUM)), _LONGER


def _points(code: str) -> Callable[[Teller, ast.expr], Told]:
    def tell(t: Teller, node: ast.expr) -> Told:
        name, section = t.quoted(argument_text(node, 0)), keyword(node, "section")
        if not isinstance(section, ast.Constant):
            return t.say(code, value=name), _ONE
        return t.say(f"{code}_in", value=name, section=t.section(str(section.value))), _ONE

    return tell


def _score(code: str) -> Callable[[Teller, ast.expr], Told]:
    return lambda t, node: (t.say(code, value=t.score_title(argument_text(node, 0))), _ONE)


def _today(t: Teller, node: ast.expr) -> Told:
    return t.say("today"), _ONE


_CALLS: Mapping[str, Callable[[Teller, ast.expr], Told]] = {
    "count": _count,
    "column": _cells,
    "row": _cells,
    "worst": _worst,
    "sum": _among("sum"),
    "min": _among("min", "earliest"),
    "max": _among("max_of", "latest"),
    "round_half_up": _rounded,
    "points": _points("points"),
    "max_points": _points("max_points"),
    "score": _score("score"),
    "max_score": _score("max_score"),
    "band": _score("score"),
    "today": _today,
}
"""Functions that give a value; those that give true or false are in `conditions.py`."""

_HANDLERS: Mapping[type[ast.expr], Callable[[Teller, ast.expr, ast.expr], Told]] = {
    ast.BinOp: _arithmetic,
    ast.UnaryOp: _minus,
    ast.IfExp: _choice,
}
