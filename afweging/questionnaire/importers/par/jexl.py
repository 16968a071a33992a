"""Expressions of JEXL as trees: https://github.com/TomFrost/Jexl, whose `&&` and `||` bind equally tight."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from ..meaning.trees import Binary, Call, Const, NoExpression

MAX_LENGTH = 20_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Array:
    """A list."""

    items: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Name:
    """Something of the context."""

    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A part of something, `scores.total`."""

    of: "Expression"
    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Ternary:
    """`test ? then : other`; without `then` the test itself."""

    test: "Expression"
    then: "Expression | None"
    other: "Expression"


Expression = Const | Array | Name | Member | Call | Binary | Not | Ternary

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>'(?:\\'|[^'])*'|"(?:\\"|[^"])*")
    | (?P<number>[0-9]*\.[0-9]+|[0-9]+)
    | (?P<name>[^\W\d][\w$]*|\$[\w$]*)
    | (?P<sign>==|!=|>=|<=|&&|\|\||//|[-+*/%^<>!?:|.,()\[\]{}])
    )""",
    re.VERBOSE,
)
PRECEDENCE = {
    "||": 10, "&&": 10,
    "==": 20, "!=": 20, ">": 20, ">=": 20, "<": 20, "<=": 20, "in": 20,
    "+": 30, "-": 30,
    "*": 40, "/": 40, "//": 40,
    "%": 50, "^": 50,
}  # fmt: skip
_END = ("end", "the end")


def parse(text: str) -> Expression:
    """The tree of an expression. Raises NoExpression."""
    if len(text) > MAX_LENGTH:
        raise NoExpression(f"it is longer than {MAX_LENGTH} characters")
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise NoExpression(f"it cannot be read from “{text[at : at + 20].strip()}” on")
        at = match.end()
        kind = str(match.lastgroup)
        tokens.append(("sign" if match[kind] == "in" else kind, match[kind]))
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        found = self.expression()
        if self.next is not _END:
            self.fail()
        return found

    @property
    def next(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def fail(self) -> NoReturn:
        raise NoExpression(f"“{self.next[1][:20]}” does not fit here")

    def take(self, *signs: str) -> str:
        kind, text = self.next
        if kind != "sign" or text not in signs:
            return ""
        self.at += 1
        return text

    def need(self, sign: str) -> None:
        if not self.take(sign):
            self.fail()

    def expression(self) -> Expression:
        """Operators, and then perhaps `? … : …` over all that came before."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NoExpression(f"it is nested deeper than {MAX_DEPTH}")
        found = self.binary(0)
        if self.take("?"):
            then = None if self.next == ("sign", ":") else self.expression()
            self.need(":")
            found = Ternary(found, then, self.expression())
        self.depth -= 1
        return found

    def binary(self, least: int) -> Expression:
        found = self.operand()
        while (kind := self.next)[0] == "sign" and PRECEDENCE.get(kind[1], 0) > least:
            self.at += 1
            found = Binary(kind[1], found, self.binary(PRECEDENCE[kind[1]]))
        return found

    def operand(self) -> Expression:
        """A value with what follows it: members and transforms."""
        negations = 0
        while self.take("!"):
            negations += 1
        found = self.primary()
        while sign := self.take(".", "|", "["):
            found = self.followed(found, sign)
        for _ in range(negations % 2 or (negations and 2)):
            found = Not(found)
        return found

    def followed(self, found: Expression, sign: str) -> Expression:
        if sign == "[":
            raise NoExpression("it picks from a list with […]")
        kind, name = self.next
        if kind != "name":
            self.fail()
        self.at += 1
        if sign == ".":
            return Member(found, name)
        return Call(name, (found, *(self.arguments() if self.take("(") else ())))

    def primary(self) -> Expression:
        kind, text = self.next
        handler = _PRIMARY.get(kind)
        if handler:
            self.at += 1
            return handler(self, text)
        if self.take("("):
            found = self.expression()
            self.need(")")
            return found
        if self.take("["):
            return Array(self.sequence("]"))
        if self.take("-"):
            kind, text = self.next
            if kind != "number":
                self.fail()
            self.at += 1
            return Const(-float(text))
        return self.fail()

    def named(self, text: str) -> Expression:
        if text in ("true", "false"):
            return Const(text == "true")
        return Call(text, self.arguments()) if self.take("(") else Name(text)

    def arguments(self) -> tuple[Expression, ...]:
        return self.sequence(")")

    def sequence(self, end: str) -> tuple[Expression, ...]:
        items: list[Expression] = []
        if self.take(end):
            return ()
        items.append(self.expression())
        while self.take(","):
            items.append(self.expression())
        self.need(end)
        return tuple(items)


def _string(text: str) -> Const:
    quote = text[0]
    return Const(text[1:-1].replace(f"\\{quote}", quote).replace("\\\\", "\\"))


_PRIMARY: dict[str, Callable[[_Parser, str], Expression]] = {
    "string": lambda parser, text: _string(text),
    "number": lambda parser, text: Const(float(text)),
    "name": _Parser.named,
}


def told(tree: Expression) -> str:
    """An expression as it may be written."""
    match tree:
        case Const(str(text)):
            return f"'{text}'"
        case Const(bool(value)):
            return str(value).lower()
        case Const(number):
            return f"{number:g}"
        case Array(items):
            return f"[{', '.join(map(told, items))}]"
        case Name(name):
            return name
        case Member(of, name):
            return f"{_inside(of)}.{name}"
        case Call(name, args):
            return f"{name}({', '.join(map(told, args))})"
        case Binary(operator, left, right):
            return f"{_inside(left)} {operator} {_inside(right)}"
        case Not(of):
            return f"!{_inside(of)}"
        case Ternary(test, then, other):
            return f"{_inside(test)} ? {told(then) if then else ''} : {told(other)}"


def _inside(tree: Expression) -> str:
    return f"({told(tree)})" if isinstance(tree, Binary | Ternary) else told(tree)
