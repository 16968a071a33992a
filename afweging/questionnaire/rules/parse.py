"""From the text of a rule to Python's syntax tree, within limits."""

import ast
import io
import tokenize
import warnings

MAX_LENGTH = 2_000
MAX_DEPTH = 50


class RuleError(Exception):
    """Something in a rule that is not right; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def parse(text: str) -> ast.expr:
    """The syntax tree of a rule. Raises RuleError; whatever the parser throws becomes one."""
    if len(text) > MAX_LENGTH:
        raise RuleError(f"a rule has at most {MAX_LENGTH} characters; this one has {len(text)}")
    line = text.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\f", " ")
    shift = len(line) - len(line.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(line.strip(), mode="eval").body
    except SyntaxError as error:
        raise RuleError(_syntax_words(error), shift + max((error.offset or 1) - 1, 0)) from None
    except (ValueError, RecursionError, MemoryError):
        raise RuleError("this rule cannot be read: it is nested too deeply or holds odd characters") from None
    _refuse_comments(line)
    _refuse_depth(tree)
    return tree


def _syntax_words(error: SyntaxError) -> str:
    words = (error.msg or "").split("\n")[0][:80]
    return (
        f'this is no rule ({words}); compare with ==, write ids that are no plain names as q("…") '
        "and texts between quotes"
    )


def _refuse_comments(line: str) -> None:
    if "#" not in line:
        return
    try:
        for token in tokenize.generate_tokens(io.StringIO(line.strip()).readline):
            if token.type == tokenize.COMMENT:
                raise RuleError("a rule holds no comments", token.start[1])
    except (tokenize.TokenError, SyntaxError):
        raise RuleError("this rule cannot be read") from None


def _refuse_depth(tree: ast.expr) -> None:
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise RuleError(f"this rule is nested deeper than {MAX_DEPTH}")
        waiting += [(child, depth + isinstance(child, ast.expr)) for child in ast.iter_child_nodes(node)]
