"""Conditions of SurveyJS as trees: the grammar of its parser, which takes the first choice that fits.

Two forms that 1.7 cannot read and later 1.x can are read too: an empty text, and names with an underscore.
"""

import re
from collections.abc import Callable
from typing import NoReturn

from .syntax import Array, Binary, Call, Const, Expression, Logic, Unary, Variable

MAX_LENGTH = 200_000
MAX_DEPTH = 25
MAX_LINKS = 25
"""Comparisons or sums in a row; `and` and `or` have no such limit."""


class NoCondition(ValueError):
    """A text that the original's parser cannot read; it hides what it stands on."""


class TooMuch(ValueError):
    """A condition that goes beyond what is read here."""


_OR = re.compile(r"\|\||or", re.IGNORECASE)
_AND = re.compile(r"&&|and", re.IGNORECASE)
_COMPARE = re.compile(
    r"(?P<lessorequal><=|lessorequal)|(?P<greaterorequal>>=|greaterorequal)|(?P<equal>==?|equal)"
    r"|(?P<notequal>!=|notequal)|(?P<less><|less)|(?P<greater>>|greater)",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?P<plus>\+)|(?P<minus>-)")
_TIMES = re.compile(r"(?P<mul>\*)|(?P<div>/)|(?P<mod>%)")
_POWER = re.compile(r"(?P<power>\^|power)", re.IGNORECASE)
_MEMBER = re.compile(
    r"(?P<contains>\*=|contains?)|(?P<notcontains>notcontains?)|(?P<anyof>anyof)|(?P<allof>allof)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"(?P<empty>empty)|(?P<notempty>notempty)", re.IGNORECASE)
_NEGATE = re.compile(r"!|negate", re.IGNORECASE)
_WORD = re.compile(r"[a-zA-Z_]+(?:[0-9]+[a-zA-Z_]*)*")
_NOTHING = re.compile(r"undefined|null")
_BOOLEAN = re.compile(r"true|false", re.IGNORECASE)
_NUMBER = re.compile(r"0x[0-9]+|-?(?:[0-9]+\.[0-9]+|[1-9]+[0-9]*|0)")
_STRING = re.compile(r"""(?P<quote>['"])(?P<text>(?:\\['"]|\\(?!['"])|[^"'\\])*)(?P=quote)""")
_ESCAPE = re.compile(r"""\\(['"])""")
_NAME = re.compile(r"\{([^{}]+)\}")
_SPACE = re.compile(r"[ \t\n\r]*")


def parse(text: str) -> Expression:
    """The tree of a condition. Raises NoCondition, or TooMuch."""
    if len(text) > MAX_LENGTH:
        raise TooMuch(f"it is longer than {MAX_LENGTH} characters")
    return _Parser(_patched(text)).whole()


def _patched(text: str) -> str:
    """What the original replaces before it parses, wherever it stands."""
    for old, new in (("=>", ">="), ("=<", "<="), ("<>", "!="), ("==", "= "), ("equals", "equal ")):
        text = text.replace(old, new)
    return text


def _number(match: re.Match[str]) -> Const:
    text = match[0]
    if text.startswith("0x"):
        return Const(float(int(text[:200], 16)))
    return Const(float(text) if "." in text or len(text) > 15 else int(text))


def _boolean(match: re.Match[str]) -> Const:
    return Const(match[0].lower() == "true")


def _string(match: re.Match[str]) -> Const:
    return Const(_ESCAPE.sub(r"\1", match["text"]))


_Rule = Callable[[], Expression]
_ATOMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Expression]], ...] = (
    (_NOTHING, lambda match: Const(None)),
    (_BOOLEAN, _boolean),
    (_NUMBER, _number),
    (_WORD, lambda match: Const(match[0])),
    (_STRING, _string),
    (_NAME, lambda match: Variable(match[1])),
)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        found = self.disjunction()
        if self.at < len(self.text):
            self.fail()
        return found

    def fail(self) -> NoReturn:
        raise NoCondition(f"it cannot be read from “{self.text[self.at : self.at + 20]}” on")

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def space(self) -> None:
        self.take(_SPACE)

    def disjunction(self) -> Expression:
        self.space()
        found = self.logic("or", _OR, self.conjunction)
        self.space()
        return found

    def conjunction(self) -> Expression:
        return self.logic("and", _AND, self.comparison)

    def comparison(self) -> Expression:
        return self.chain(_COMPARE, self.sum)

    def sum(self) -> Expression:
        return self.chain(_PLUS, self.product)

    def product(self) -> Expression:
        return self.chain(_TIMES, self.power)

    def power(self) -> Expression:
        return self.chain(_POWER, self.membership)

    def membership(self) -> Expression:
        return self.chain(_MEMBER, self.factor, optional=True)

    def logic(self, name: str, sign: re.Pattern[str], part: _Rule) -> Expression:
        found = [part()]
        while (link := self.link(sign, part)) and link[1] is not None:
            found.append(link[1])
        return Logic(name, tuple(found)) if len(found) > 1 else found[0]

    def chain(self, signs: re.Pattern[str], part: _Rule, *, optional: bool = False) -> Expression:
        """Parts with signs between them, from left to right; `optional`: the right side may be absent."""
        start = self.at
        found, links = part(), 0
        while link := self.link(signs, part, optional=optional):
            links += 1
            if links > MAX_LINKS:
                raise TooMuch(f"it has more than {MAX_LINKS} comparisons in a row")
            source = self.text[start : self.at].strip()
            found = Binary(link[0], found, link[1] or Const(None), source)
        return found

    def link(
        self, signs: re.Pattern[str], part: _Rule, *, optional: bool = False
    ) -> tuple[str, Expression | None] | None:
        """A sign and what follows it; None, without a step, when they are not there."""
        before = self.at
        self.space()
        sign = self.take(signs)
        if sign:
            self.space()
            right = self.attempt(part)
            if right is not None or optional:
                return str(sign.lastgroup), right
        self.at = before
        return None

    def attempt(self, part: _Rule) -> Expression | None:
        before = self.at
        try:
            return part()
        except NoCondition:
            self.at = before
            return None

    def nested(self) -> Expression:
        if self.depth >= MAX_DEPTH:
            raise TooMuch(f"it is nested deeper than {MAX_DEPTH}")
        self.depth += 1
        try:
            return self.disjunction()
        finally:
            self.depth -= 1

    def factor(self) -> Expression:
        if self.text.startswith("(", self.at):
            return self.bracketed()
        return self.call() or self.negation() or self.tested() or self.array()

    def bracketed(self) -> Expression:
        self.at += 1
        found = self.nested()
        self.close(")")
        return found

    def close(self, sign: str) -> bool:
        """Pass a closing bracket; a round one may be absent."""
        there = self.text.startswith(sign, self.at)
        self.at += there
        return there

    def call(self) -> Expression | None:
        before = self.at
        name = self.take(_WORD)
        if not name or not self.text.startswith("(", self.at):
            self.at = before
            return None
        self.at += 1
        arguments = self.sequence()
        self.close(")")
        return Call(name[0], arguments, self.text[before : self.at])

    def sequence(self) -> tuple[Expression, ...]:
        first = self.attempt(self.nested)
        found = [] if first is None else [first]
        while True:
            before = self.at
            self.space()
            if not self.close(","):
                break
            self.space()
            after = self.attempt(self.nested)
            if after is None:
                break
            found.append(after)
        self.at = before
        return tuple(found)

    def negation(self) -> Expression | None:
        before = self.at
        if not self.take(_NEGATE):
            return None
        self.space()
        negated = self.attempt(self.nested)
        if negated is None:
            self.at = before
            return None
        return Unary("negate", negated)

    def tested(self) -> Expression | None:
        """A value, and whether it is empty."""
        atom = self.atom()
        if atom is None:
            return None
        before = self.at
        self.space()
        test = self.take(_EMPTY)
        if test:
            return Unary(str(test.lastgroup), atom)
        self.at = before
        return atom

    def atom(self) -> Expression | None:
        before = self.at
        self.space()
        for pattern, made in _ATOMS:
            match = self.take(pattern)
            if match:
                return made(match)
        self.at = before
        return None

    def array(self) -> Expression:
        before = self.at
        if not self.close("["):
            self.fail()
        items = self.sequence()
        if not self.close("]"):
            self.at = before
            self.fail()
        return Array(items)
