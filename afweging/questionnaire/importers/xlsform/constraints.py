"""What an answer must be: limits where format 1 has a key for them, checks for the rest."""

from typing import Any

import re2

from ..meaning.fields import NUMBER, TEXT, Field
from ..meaning.logic import TRUE, Rule, conjoin
from ..meaning.saying import Note, Sayer
from ..meaning.trees import Binary, Call, Const
from ..settling import Said
from ..wording import Words
from .conditions import Conditions, Names
from .xpath import Expression, Self

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
UNSAID = {
    "nl": "Dit antwoord kan niet.",
    "en": "This answer is not possible.",
    "fr": "Cette réponse n’est pas possible.",
}


class Constraints:
    """Translates the constraints of one form."""

    def __init__(self, conditions: Conditions, note: Note) -> None:
        self.conditions = conditions
        self.sayer = Sayer(note)

    def of(
        self, text: str, name: str, own: Field, names: Names, *, told: bool
    ) -> tuple[dict[str, Any], Said | None]:
        """The limits of a question, and the rule of a check for what they do not say.

        `told`: does the form have a message for it? Limits have messages of their own, so that a constraint
        with one becomes a check wherever it can.
        """
        limits: dict[str, Any] = {}
        rules: list[Rule] = []
        for said, tree, rule in self.conditions.conjuncts(text, names, own):
            limit = _limit(tree, own, rule, told=told)
            if limit and not (limit.keys() & limits.keys()):
                limits |= limit
            else:
                rules.append(self.sayer.known(rule, name, f"the constraint “{said}”", otherwise=True))
        left = conjoin(rules)
        if left == TRUE:
            return limits, None
        return limits, self.sayer.text(left, name, "the constraint", text, "it is not checked")


def _limit(tree: Expression, own: Field, rule: Rule, *, told: bool) -> dict[str, Any]:
    """A part of a constraint as a key of the question; empty when there is none for it."""
    match tree:
        case Call("regex", (Self(), Const(str(pattern)))) if own.kind == TEXT:
            return _pattern(pattern)
        case Binary(sign, left, Const(float(number))) if sign in _FLIPPED:
            return _bound(sign, left, number, own, told=told)
        case Binary(sign, Const(float(number)), right) if sign in _FLIPPED:
            return _bound(_FLIPPED[sign], right, number, own, told=told)
    return {}


def _bound(sign: str, tree: Expression, number: float, own: Field, *, told: bool) -> dict[str, Any]:
    limit: int | float = int(number) if number == int(number) else number
    match tree:
        case Self() if own.kind == NUMBER and not told:
            return {"<=": {"max": limit}, ">=": {"min": limit}}.get(sign, {})
        case Call("string-length", (Self(),)) if own.kind == TEXT and isinstance(limit, int):
            return _length(sign, limit)
    return {}


def _length(sign: str, limit: int) -> dict[str, Any]:
    lengths: dict[str, dict[str, Any]] = {
        "<=": {"max_length": limit},
        "<": {"max_length": limit - 1},
        ">=": {"min_length": limit},
        ">": {"min_length": limit + 1},
        "=": {"min_length": limit, "max_length": limit},
    }
    found = lengths[sign]
    return found if found.get("max_length", 1) >= 1 and found.get("min_length", 0) >= 0 else {}


def _pattern(pattern: str) -> dict[str, Any]:
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except (re2.error, UnicodeError):
        return {}
    return {"pattern": pattern} if pattern.strip() else {}


def message(words: Words, language: str) -> Words:
    """What to say when an answer does not fit; our own words when the form has none."""
    return words or {language: UNSAID.get(language, UNSAID["en"])}
