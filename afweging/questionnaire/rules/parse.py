"""From the text of a rule to Python's syntax tree, within limits."""

import ast
import io
import tokenize
import warnings

from ..problems import shown

MAX_LENGTH = 2_000
MAX_DEPTH = 50


class RuleError(Exception):
    """Something in a rule that is not right; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def parse(text: str) -> ast.expr:
    """The syntax tree of a rule. Raises RuleError; whatever the parser throws becomes one.

    `col_offset` and `end_col_offset` of the nodes count characters from the start of the text.
    """
    if len(text) > MAX_LENGTH:
        raise RuleError(f"a rule has at most {MAX_LENGTH} characters; this one has {len(text)}")
    line = text.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\f", " ")
    code = line.strip()
    shift = len(line) - len(line.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code, mode="eval").body
    except SyntaxError as error:
        raise RuleError(_syntax_words(error), shift + _syntax_offset(error, code)) from None
    except (ValueError, RecursionError, MemoryError):
        raise RuleError("this rule cannot be read: it is nested too deeply or holds odd characters") from None
    if "#" in code or not code.isascii():
        _look_at_tokens(code, shift)
    _refuse_depth(tree)
    _place(tree, code, shift)
    return tree


def _syntax_offset(error: SyntaxError, code: str) -> int:
    """Python gives no offset where the text ends too soon."""
    return min(error.offset - 1, len(code)) if error.offset else len(code)


def _syntax_words(error: SyntaxError) -> str:
    words = (error.msg or "").split("\n")[0][:80]
    return (
        f'this is no rule ({words}); compare with ==, write ids that are no plain names as q("…") '
        "and texts between quotes"
    )


def _look_at_tokens(code: str, shift: int) -> None:
    """Refuse comments; and names that look like an id but are written with other letters."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                raise RuleError("a rule holds no comments", shift + token.start[1])
            if token.type == tokenize.NAME and not token.string.isascii():
                message = f"{shown(token.string)} is no name: names are plain letters, digits and “_”"
                raise RuleError(message, shift + token.start[1])
    except (tokenize.TokenError, SyntaxError):
        raise RuleError("this rule cannot be read") from None


def _refuse_depth(tree: ast.expr) -> None:
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise RuleError(f"this rule is nested deeper than {MAX_DEPTH}")
        waiting += [(child, depth + isinstance(child, ast.expr)) for child in ast.iter_child_nodes(node)]


def _place(tree: ast.expr, code: str, shift: int) -> None:
    """Python counts bytes from the first that is no space."""
    if code.isascii() and not shift:
        return
    places = [place for place, character in enumerate(code) for _ in character.encode()] + [len(code)]
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset = shift + places[node.col_offset]
            node.end_col_offset = shift + places[node.end_col_offset or 0]
