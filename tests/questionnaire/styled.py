"""YAML as people write it: the same data in any mix of styles, with comments, for tests of editing."""

import json
import random
from typing import Any

from afweging.questionnaire.writing import HOUSE, Writer
from afweging.questionnaire.writing.scalars import line, simple

Path = tuple[str | int, ...]


def one_line(value: Any) -> str:
    return line(value) if isinstance(value, str) else simple(value) or ""


def scalar_lines(value: str) -> list[str]:
    """A text as it is best written, its further lines not indented."""
    written = Writer(HOUSE).value(value, "", -2, 14)
    return [written.head, *written.below]


class Styled:
    """The text of some data in random styles; `comments` says at which path each comment stands."""

    def __init__(self, data: Any, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.comments: dict[str, Path] = {}
        self.indent = self.random.choice([2, 2, 4])
        self.flush = self.random.choice([True, False])
        if self.random.random() < 0.3:
            self.note((), 0)
        self.node(data, (), 0)
        newline = "\r\n" if self.random.random() < 0.15 else "\n"
        self.text = newline.join(self.lines) + newline

    def comment(self, path: Path) -> str:
        text = f"# c{len(self.comments)} - x: [y"
        self.comments[text] = path
        return text

    def note(self, path: Path, column: int) -> None:
        """Sometimes a comment line, sometimes an empty one."""
        chance = self.random.random()
        if chance < 0.2:
            self.lines.append(" " * column + self.comment(path))
        elif chance < 0.3:
            self.lines.append("")

    def tail(self, path: Path) -> str:
        return "  " + self.comment(path) if self.random.random() < 0.15 else ""

    def node(self, data: Any, path: Path, column: int) -> None:
        """A map or list in block style."""
        if isinstance(data, dict) and data:
            for key, value in data.items():
                self.note((*path, key), column)
                self.pair(f"{' ' * column}{one_line(key)}:", value, (*path, key), column, in_list=False)
        elif isinstance(data, list) and data:
            for place, value in enumerate(data):
                self.note((*path, place), column)
                self.pair(" " * column + "-", value, (*path, place), column, in_list=True)
        else:
            self.lines.append(" " * column + self.flow(data) + self.tail(path))

    def pair(self, head: str, value: Any, path: Path, column: int, *, in_list: bool) -> None:
        """A key or dash with its value."""
        is_block = isinstance(value, dict | list) and value and self.random.random() < 0.8
        if not is_block:
            self.scalar(head, value, path, column)
            return
        if in_list and isinstance(value, dict) and self.random.random() < 0.8:
            self.compact(head, value, path, column)
            return
        step = 0 if isinstance(value, list) and self.flush and not in_list else self.indent
        self.lines.append(head + self.tail(path))
        self.node(value, path, column + step)

    def compact(self, head: str, value: dict[str, Any], path: Path, column: int) -> None:
        """`- key: value`, as most people write it."""
        inner = column + 2
        for number, (key, item) in enumerate(value.items()):
            lead = f"{head} " if number == 0 else " " * inner
            if number:
                self.note((*path, key), inner)
            self.pair(f"{lead}{one_line(key)}:", item, (*path, key), inner, in_list=False)

    def scalar(self, head: str, value: Any, path: Path, column: int) -> None:
        if value is None and self.random.random() < 0.5:
            self.lines.append(head + self.tail(path))
            return
        if isinstance(value, str) and self.random.random() < 0.5:
            first, *rest = scalar_lines(value)
            self.lines.append(f"{head} {first}" + self.tail(path))
            self.lines += [" " * (column + self.indent) + line if line else "" for line in rest]
            return
        self.lines.append(f"{head} {self.flow(value)}" + self.tail(path))

    def flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{one_line(key)}: {self.flow(item)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.flow, value)) + "]"
        return json.dumps(value, ensure_ascii=False) if self.random.random() < 0.3 else one_line(value)
