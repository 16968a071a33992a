"""Expressions of XLSForm as trees: the part of XPath 1.0 that forms use, with `${name}` for answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from ..meaning.trees import Binary, Call, Const, NoExpression

MAX_LENGTH = 20_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Ref:
    """The answer to a question: `${name}`, or a path that ends in its name.

    `last_saved`: in the form that was saved before. `bare`: a name alone, as `choice_filter` has for columns.
    """

    name: str
    last_saved: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Self:
    """`.`: the answer at hand."""


@dataclass(frozen=True, slots=True)
class Minus:
    """The opposite of a number."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Beyond:
    """A part that is read but never said in rules: paths with predicates, variables, unions."""

    text: str


Expression = Const | Ref | Self | Call | Binary | Minus | Beyond

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<ref>\$\{{(?P<saved>last-saved\#)?(?P<refname>{_NAME})\}})
    | (?P<string>"[^"]*"|'[^']*')
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<path>(?:\.\.|\.|//?)?(?:(?<=[./])/)?(?:(?:\.\.|\.|@?{_NAME}(?::{_NAME})?|\*)//?)+
        (?:\.\.|\.|@?{_NAME}(?::{_NAME})?|\*) | //?{_NAME}(?://?{_NAME})* | \.\. | @{_NAME})
    | (?P<self>\.)
    | (?P<name>{_NAME}(?::{_NAME})?)
    | (?P<sign>!=|<=|>=|[=<>+\-*(),|\[\]])
    )""",
    re.VERBOSE,
)
_WORDS = frozenset(("and", "or", "div", "mod"))
_AFTER_OPERAND = frozenset(("ref", "string", "number", "path", "self", "name"))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    value: str = ""


def parse(text: str) -> Expression:
    """The tree of an expression. Raises NoExpression."""
    if len(text) > MAX_LENGTH:
        raise NoExpression(f"it is longer than {MAX_LENGTH} characters")
    return _Parser(list(_tokens(text))).whole()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match or match.end() == at:
            raise NoExpression(f"it cannot be read from “{text[at : at + 20].strip()}” on")
        at = match.end()
        tokens.append(_token(match, tokens))
    return tokens


def _token(match: re.Match[str], before: list[_Token]) -> _Token:
    kind = next(name for name in _KINDS if match[name] is not None)
    word = match[kind]
    if kind == "ref":
        return _Token(kind, word, ("#" if match["saved"] else "") + match["refname"])
    operand = bool(before) and (before[-1].kind in _AFTER_OPERAND or before[-1].text in (")", "]"))
    if operand and (word in _WORDS or word == "*"):
        return _Token("operator", word)
    return _Token(kind, word)


_KINDS = ("ref", "string", "number", "path", "self", "name", "sign")
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
"""Operators from the loosest to the tightest."""
_END = _Token("end", "the end")


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        found = self.level(0)
        if self.next is not _END:
            self.fail()
        return found

    @property
    def next(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def fail(self) -> NoReturn:
        raise NoExpression(f"“{self.next.text[:20]}” does not fit here")

    def take(self, *texts: str) -> _Token | None:
        token = self.next
        if token.kind not in ("sign", "operator") or token.text not in texts:
            return None
        self.at += 1
        return token

    def need(self, text: str) -> None:
        if not self.take(text):
            self.fail()

    def level(self, level: int) -> Expression:
        """Operators of a level, from left to right."""
        if level == len(_LEVELS):
            return self.unary()
        found = self.level(level + 1)
        while operator := self.take(*_LEVELS[level]):
            found = Binary(operator.text, found, self.level(level + 1))
        return found

    def unary(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NoExpression(f"it is nested deeper than {MAX_DEPTH}")
        found = Minus(self.unary()) if self.take("-") else self.union()
        self.depth -= 1
        return found

    def union(self) -> Expression:
        found = self.filtered()
        while self.take("|"):
            self.filtered()
            found = Beyond("|")
        return found

    def filtered(self) -> Expression:
        found = self.primary()
        while self.take("["):
            self.level(0)
            self.need("]")
            found = Beyond("[…]")
            if self.next.kind == "path":
                self.at += 1
        return found

    def primary(self) -> Expression:
        token = self.next
        handler = _PRIMARY.get(token.kind)
        if handler:
            self.at += 1
            return handler(self, token)
        if self.take("("):
            found = self.level(0)
            self.need(")")
            return found
        if token.text == "*":
            self.at += 1
            return Beyond("*")
        return self.fail()

    def named(self, token: _Token) -> Expression:
        """A function, or a bare name: a path of one step."""
        if not self.take("("):
            return Ref(token.text, bare=True)
        args: list[Expression] = []
        if not self.take(")"):
            args.append(self.level(0))
            while self.take(","):
                args.append(self.level(0))
            self.need(")")
        found: Expression = Call(token.text, tuple(args))
        if self.next.kind == "path" and self.next.text.startswith("/"):
            path = self.next
            self.at += 1
            found = self.path(path) if token.text == "current" else Beyond(f"{token.text}(…){path.text}")
        return found

    def path(self, token: _Token) -> Expression:
        """A path counts for the answer that its last step names."""
        last = re.split(r"/+", token.text)[-1]
        return Ref(last) if re.fullmatch(_NAME, last) else Beyond(token.text)


_PRIMARY: dict[str, Callable[[_Parser, _Token], Expression]] = {
    "ref": lambda parser, token: Ref(token.value.lstrip("#"), token.value.startswith("#")),
    "string": lambda parser, token: Const(token.text[1:-1]),
    "number": lambda parser, token: Const(float(token.text)),
    "self": lambda parser, token: Self(),
    "name": _Parser.named,
    "path": _Parser.path,
}


def told(tree: Expression) -> str:
    """An expression as it may be written."""
    match tree:
        case Const(str(text)):
            return f"'{text}'"
        case Const(float(number)):
            return f"{number:g}"
        case Const(value):
            return f"{str(value).lower()}()"
        case Ref(name):
            return f"${{{name}}}"
        case Self():
            return "."
        case Call(name, args):
            return f"{name}({', '.join(map(told, args))})"
        case Binary(operator, left, right):
            return f"{_inside(left)} {operator} {_inside(right)}"
        case Minus(of):
            return f"-{_inside(of)}"
        case Beyond(text):
            return text


def _inside(tree: Expression) -> str:
    return f"({told(tree)})" if isinstance(tree, Binary) else told(tree)
