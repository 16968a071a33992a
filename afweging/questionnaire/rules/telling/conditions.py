"""Rules in words: whatever is true or false.

A negation is told where it bites (“niet ‘Ja’”), which is exact: a condition is never missing, only false.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..annotate import argument_text, arguments, function_of
from .nouns import SUM, items, kept, noun
from .phrases import listed
from .teller import Teller

_FLIPPED = {"Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE", "Eq": "Eq", "NotEq": "NotEq"}
_ONE, _ALL, _ANY = range(3)


@dataclass(frozen=True)
class _Told:
    """Words, and what they are: one condition, several that all hold, or a choice among several.

    Where a condition just says which values an answer may have, `code` is its phrase, and `places` and
    `values` are what goes in it, so that two such conditions can be told as one.
    """

    words: str
    shape: int = _ONE
    listing: bool = False
    """Does it list things itself, so that a comma after it would be misread?"""
    code: str = ""
    places: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    open: bool = False
    """May other values be added to `values`?"""

    def inside(self) -> str:
        """As part of something longer."""
        return f"({self.words})" if self.shape else self.words


def _at(
    t: Teller, code: str, places: tuple[str, ...], values: tuple[str, ...], *, more: bool = True
) -> _Told:
    """An answer at one of these places has one of these values."""
    words = t.say(code, place=listed(places, "or", t.lang), value=listed(values, "or", t.lang))
    return _Told(words, _ONE, len(places) > 1 or len(values) > 1, code, places, values, more)


def condition(t: Teller, node: ast.expr) -> str:
    """A condition in words, as what follows “als” or “if”."""
    return _tell(t, node, False).words


def _tell(t: Teller, node: ast.expr, no: bool) -> _Told:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _tell(t, node.operand, not no)
    if isinstance(node, ast.BoolOp):
        return _joined(t, node, no)
    if isinstance(node, ast.IfExp):
        return _either(t, node, no)
    if isinstance(node, ast.Compare):
        return _compared(t, node, no)
    if t.term(node).is_literal:
        return _Told(t.say("always" if t.term(node).literal is not no else "never"))
    teller = _CALLS.get(function_of(node))
    return teller(t, node, no) if teller else _is_true(t, node, no)


def _is_true(t: Teller, node: ast.expr, no: bool) -> _Told:
    """A cell that is itself true or false."""
    return _said(t, node, (t.say("yes"),), no)


def _joined(t: Teller, node: ast.BoolOp, no: bool) -> _Told:
    parts = _parts(node)
    if isinstance(node.op, ast.Or):
        told = [_tell(t, part, no) for part in parts]
        return _Told(_all(t, told), _ALL) if no else _alternatives(t, told)
    words = _all(t, [_tell(t, part, False) for part in parts])
    return _Told(t.say("not_both", parts=words) if no else words, _ALL)


def _parts(node: ast.BoolOp) -> list[ast.expr]:
    """The parts of `a and (b and c)`: three."""
    found: list[ast.expr] = []
    for value in node.values:
        same = isinstance(value, ast.BoolOp) and type(value.op) is type(node.op)
        found += _parts(value) if same and isinstance(value, ast.BoolOp) else [value]
    return found


def _all(t: Teller, told: list[_Told]) -> str:
    words = [each.inside() for each in told]
    simple = len(words) == 2 or not any(each.listing for each in told)
    return listed(words, "and", t.lang) if simple else t.say("and").join(words)


def _alternatives(t: Teller, told: list[_Told]) -> _Told:
    told = _merged(t, _merged(t, told, _same_place), _same_values)
    if len(told) == 1:
        return told[0]
    if any(each.shape or each.listing for each in told):
        words = [each.inside() if each.shape == _ANY else each.words for each in told]
        return _Told(t.say("or_if").join(words), _ANY)
    return _Told(listed([each.words for each in told], "or", t.lang), _ANY)


_Merge = Callable[[Teller, _Told, _Told], _Told | None]


def _merged(t: Teller, told: list[_Told], merge: _Merge) -> list[_Told]:
    """The same alternatives in fewer words: each goes with the first that it can go with."""
    found: list[_Told] = []
    for each in told:
        for place, other in enumerate(found):
            both = merge(t, other, each)
            if both:
                found[place] = both
                break
        else:
            found.append(each)
    return found


def _same_place(t: Teller, first: _Told, second: _Told) -> _Told | None:
    """“bij 2.1 ‘Ja’ is gekozen” and “bij 2.1 ‘Nee’ is gekozen”."""
    code = _common(first.code, second.code)
    if not (code and first.open and second.open and first.places == second.places):
        return None
    return _at(t, code, first.places, tuple(dict.fromkeys((*first.values, *second.values))))


def _common(first: str, second: str) -> str:
    """The phrase that serves two: “weet ik nog niet” is chosen or entered like any other answer."""
    codes = {first, second}
    if len(codes) > 1 and codes & {"chosen", "entered"}:
        codes.discard("set_aside")
    return codes.pop() if len(codes) == 1 else ""


def _same_values(t: Teller, first: _Told, second: _Told) -> _Told | None:
    """“bij 2.1 ‘Ja’ is gekozen” and “bij 2.2 ‘Ja’ is gekozen”."""
    if not first.code or first.code != second.code or first.values != second.values:
        return None
    places = tuple(dict.fromkeys((*first.places, *second.places)))
    return _at(t, first.code, places, first.values, more=first.open)


def _either(t: Teller, node: ast.IfExp, no: bool) -> _Told:
    then, other = _tell(t, node.body, no).inside(), _tell(t, node.orelse, no).inside()
    return _Told(t.say("either", then=then, other=other, test=condition(t, node.test)), _ANY)


def _compared(t: Teller, node: ast.Compare, no: bool) -> _Told:
    left, right, name = node.left, node.comparators[0], type(node.ops[0]).__name__
    if name in ("In", "NotIn"):
        return _member(t, left, right, no=no, out=name == "NotIn")
    if t.term(left).is_literal and not t.term(right).is_literal:
        left, right, name = right, left, _FLIPPED[name]
    truth = t.term(right).literal
    if isinstance(truth, bool) and _is_never_missing(t, left):
        return _tell(t, left, no is (truth is (name == "Eq")))
    if t.term(left).kind.name == "choices":
        return _same_choices(t, left, right, no=no, other=name == "NotEq")
    value = kept(t, right, SUM, left)
    if name not in ("Eq", "NotEq"):
        value = _ordered(t, name, value, {t.term(left).kind.name, t.term(right).kind.name})
    return _different(t, left, (value,), no) if name == "NotEq" else _said(t, left, (value,), no)


def _is_never_missing(t: Teller, node: ast.expr) -> bool:
    """Is it true or false whatever was answered? A cell may be missing."""
    if isinstance(node, ast.IfExp):
        return _is_never_missing(t, node.body) and _is_never_missing(t, node.orelse)
    return function_of(node) != "row" and t.term(node).kind.name == "bool"


def _ordered(t: Teller, name: str, value: str, kinds: set[str]) -> str:
    prefix = "date_" if "date" in kinds else "month_" if "month" in kinds else ""
    return t.say(prefix + name, value=value)


def _said(t: Teller, node: ast.expr, values: tuple[str, ...], no: bool) -> _Told:
    """An answer, a cell or another value is one of these; with `no` it is none of them, or there is none."""
    if no:
        return _Told(_about(t, node, _none_of(t, values)), listing=len(values) > 1)
    code = _code(t, node)
    if code != "is":
        return _at(t, code, (t.place_of(node),), values)
    return _Told(_about(t, node, listed(values, "or", t.lang)), listing=len(values) > 1)


def _different(t: Teller, node: ast.expr, values: tuple[str, ...], no: bool) -> _Told:
    """What is asked of `!=` and `not in`: there is an answer, and it is another one."""
    value = t.say("not_other" if no else "other", value=listed(values, "or", t.lang))
    code = _code(t, node)
    if no or code == "is":
        return _Told(_about(t, node, value), listing=len(values) > 1)
    return replace(_at(t, code, (t.place_of(node),), (value,), more=False), listing=len(values) > 1)


def _code(t: Teller, node: ast.expr) -> str:
    """The phrase for what is said of a value."""
    if not t.is_answer(node):
        return "is"
    return "chosen" if t.term(node).kind.name == "word" else "entered"


def _about(t: Teller, node: ast.expr, value: str) -> str:
    code = _code(t, node)
    if code == "is":
        return t.say("is", subject=kept(t, node, SUM), value=value)
    return t.say(code, place=t.place_of(node), value=value)


def _none_of(t: Teller, values: Sequence[str]) -> str:
    code = "none" if len(values) > 1 else "not"
    return t.say(code, value=listed(values, "and", t.lang))


def _same_choices(t: Teller, left: ast.expr, right: ast.expr, *, no: bool, other: bool) -> _Told:
    """Exactly these options were chosen, or others than exactly these."""
    words = items(t, right, left)
    value = listed(words, "and", t.lang) if isinstance(right, ast.List) else kept(t, right, beside=left)
    value = t.say("exactly", value=value)
    if other or no:
        value = t.say(("not_other" if no else "other") if other else "not", value=value)
    code = "chosen_all" if len(words) > 1 and not other and not no else "chosen"
    if not t.is_answer(left):
        return _Told(t.say("is", subject=kept(t, left), value=value), listing=len(words) > 1)
    return _Told(t.say(code, place=t.place_of(left), value=value), listing=len(words) > 1)


def _member(t: Teller, left: ast.expr, right: ast.expr, *, no: bool, out: bool) -> _Told:
    if not isinstance(right, ast.List):
        return _chosen_in(t, left, right, no=no, out=out)
    values = tuple(items(t, right, left))
    return _different(t, left, values, no) if out else _said(t, left, values, no)


def _chosen_in(t: Teller, left: ast.expr, right: ast.expr, *, no: bool, out: bool) -> _Told:
    """`"a" in q` and `"a" not in q`, for a question of type choices."""
    value = kept(t, left, beside=right)
    place = t.place_of(right) if t.is_answer(right) else kept(t, right)
    if out:
        value = t.say("not_lacks" if no else "lacks", value=value)
        return _Told(t.say("includes", place=place, value=value))
    return _included(t, "includes", place, (value,), no)


def _included(t: Teller, code: str, place: str, values: tuple[str, ...], no: bool) -> _Told:
    if no:
        return _Told(t.say(code, place=place, value=_none_of(t, values)), listing=len(values) > 1)
    return _at(t, code, (place,), values)


def _any_of(t: Teller, node: ast.expr, no: bool) -> _Told:
    asked, wanted = arguments(node)
    values = tuple(items(t, wanted, asked))
    if t.term(asked).kind.name == "word":
        return _said(t, asked, values, no)
    code, place = _within(t, asked)
    return _included(t, code, place, values, no)


def _all_of(t: Teller, node: ast.expr, no: bool) -> _Told:
    asked, wanted = arguments(node)
    words = items(t, wanted, asked)
    if len(words) == 1:
        return _any_of(t, node, no)
    value = listed(words, "and", t.lang)
    value = t.say("not_all", value=value) if no else value
    if t.term(asked).kind.name == "word":
        return _Told(_about(t, asked, value), listing=True)
    code, place = _within(t, asked)
    return _Told(t.say(f"{code}_all", place=place, value=value), listing=True)


def _within(t: Teller, asked: ast.expr) -> tuple[str, str]:
    """The phrase for what is among several, and where they stand."""
    place = t.place_of(asked) if t.is_answer(asked) else noun(t, asked)
    return ("includes" if t.term(asked).kind.name == "choices" else "occurs"), place


def _answered(t: Teller, node: ast.expr, no: bool) -> _Told:
    return _Told(t.say("not_answered" if no else "answered", place=t.place_of(arguments(node)[0])))


def _set_aside(code: str) -> "Callable[[Teller, ast.expr, bool], _Told]":
    def tell(t: Teller, node: ast.expr, no: bool) -> _Told:
        place, value = t.place_of(arguments(node)[0]), t.say(code)
        return _included(t, "set_aside", place, (value,), no)

    return tell


def _contains(t: Teller, node: ast.expr, no: bool) -> _Told:
    text, part = arguments(node)
    code = "not_contains" if no else "contains"
    return _Told(t.say(code, subject=kept(t, text), value=t.plain(t.term(part).literal, part)))


def _outcome(t: Teller, node: ast.expr, no: bool) -> _Told:
    title = t.outcome_title(argument_text(node, 0))
    return _Told(t.say("not_outcome" if no else "outcome", value=title))


_CALLS: Mapping[str, Callable[[Teller, ast.expr, bool], _Told]] = {
    "answered": _answered,
    "unknown": _set_aside("unknown"),
    "not_applicable": _set_aside("not_applicable"),
    "any_of": _any_of,
    "all_of": _all_of,
    "contains_text": _contains,
    "outcome": _outcome,
}
