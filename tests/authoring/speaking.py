"""The texts that a module of the kernel speaks, as they would read with something filled in."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path


def texts(tree: ast.AST) -> Iterator[ast.expr]:
    """Return each text of a module that is no docstring and no part of another."""
    inner = {
        id(each) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for each in ast.walk(node)
    }
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        outer = isinstance(node, ast.JoinedStr) or id(node) not in inner
        if isinstance(node, ast.JoinedStr | ast.Constant) and outer and id(node) not in said:
            yield node


def spoken_texts(file: Path, words: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Return each text of two words or more, with its line; `words` is filled in for code."""
    for node in texts(ast.parse(file.read_text(encoding="utf-8"))):
        text = _sample(node, words)
        if len(text.split()) >= 2 and not text.startswith((" ", "\n")):
            yield text, node.lineno


def _sample(node: ast.expr, words: Mapping[str, str]) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    assert isinstance(node, ast.JoinedStr)
    return "".join(_filled(part, words) for part in node.values)


def _filled(part: ast.expr, words: Mapping[str, str]) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    code = ast.unparse(part.value)
    nothing = code.endswith("near") or "nearest(" in code or "did_you_mean" in code
    return "" if nothing else words.get(code, "x")
