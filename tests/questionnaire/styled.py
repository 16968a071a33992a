"""YAML as people write it: the same data in any mix of styles, with comments, for tests of editing."""

import json
import random
from typing import Any

from afweging.questionnaire.writing import HOUSE, Writer
from afweging.questionnaire.writing.scalars import can_be_block, can_be_plain, line, literal, simple

Path = tuple[str | int, ...]


def one_line(value: Any) -> str:
    return line(value) if isinstance(value, str) else simple(value) or ""


def scalar_lines(value: str) -> list[str]:
    """A text as it is best written, its further lines not indented."""
    written = Writer(HOUSE).value(value, "", -2, 14)
    return [written.head, *written.below]


class Styled:
    """The text of some data in random styles; `comments` says at which path each comment stands.

    `wild` adds what is seldom seen: brackets over several lines with comments between them, any quotes,
    `---`, a byte order mark, tabs, no line end at the end.
    """

    def __init__(self, data: Any, seed: int, *, wild: bool = False) -> None:
        self.random = random.Random(seed)
        self.wild = wild
        self.lines: list[str] = []
        self.comments: dict[str, Path] = {}
        self.indent = self.random.choice([2, 2, 4])
        self.flush = self.random.choice([True, False])
        if self.chance(0.3):
            self.note((), 0)
        if wild and self.chance(0.3):
            self.lines.append("---" + self.tail(()))
        self.node(data, (), 0)
        newline = "\r\n" if self.chance(0.15) else "\n"
        self.text = "\n".join([*self.lines, ""]).replace("\n", newline)
        if wild and self.chance(0.2):
            self.text = self.text.removesuffix(newline)
        if wild and self.chance(0.1):
            self.text = "\ufeff" + self.text

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def comment(self, path: Path) -> str:
        text = f"# c{len(self.comments)} - x: [y"
        self.comments[text] = path
        return text

    def note(self, path: Path, column: int) -> None:
        """Sometimes a comment line, sometimes an empty one."""
        chance = self.random.random()
        if chance < 0.2:
            column += self.random.choice([0, 0, 0, 2]) if self.wild else 0
            self.lines.append(" " * column + self.comment(path))
        elif chance < 0.3:
            self.lines.append("")

    def tail(self, path: Path) -> str:
        space = self.random.choice(["  ", " ", "\t"]) if self.wild else "  "
        return space + self.comment(path) if self.chance(0.15) else ""

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
            self.lines.append(" " * column + self.flow(data, path, column) + self.tail(path))

    def pair(self, head: str, value: Any, path: Path, column: int, *, in_list: bool) -> None:
        """A key or dash with its value."""
        is_block = isinstance(value, dict | list) and value and self.chance(0.8)
        if not is_block:
            self.scalar(head, value, path, column)
            return
        if in_list and isinstance(value, dict) and self.chance(0.8):
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
        if value is None and self.chance(0.5):
            self.lines.append(head + self.tail(path))
            return
        space = self.random.choice([" ", "   "]) if self.wild and not head.endswith("-") else " "
        if isinstance(value, str) and self.chance(0.5):
            first, *rest = self.text_lines(value)
            self.lines.append(f"{head}{space}{first}" + self.tail(path))
            self.lines += [" " * (column + self.indent) + row if row else "" for row in rest]
            return
        self.lines.append(f"{head}{space}{self.flow(value, path, column)}" + self.tail(path))

    def text_lines(self, value: str) -> list[str]:
        if not self.wild:
            return scalar_lines(value)
        if self.chance(0.3) and can_be_block(value):
            return literal(value, 0)
        if self.chance(0.3) and can_be_plain(value):
            return [value]
        return scalar_lines(value)

    def flow(self, value: Any, path: Path, column: int) -> str:
        """A value between brackets, or a scalar."""
        if isinstance(value, dict):
            items = [
                f"{self.key(key)}: {self.flow(item, (*path, key), column)}" for key, item in value.items()
            ]
            return self.brackets("{}", items, [(*path, key) for key in value], column)
        if isinstance(value, list):
            items = [self.flow(item, (*path, place), column) for place, item in enumerate(value)]
            return self.brackets("[]", items, [(*path, place) for place in range(len(value))], column)
        return self.word(value)

    def word(self, value: Any) -> str:
        if isinstance(value, str) and self.wild and self.chance(0.2) and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=False) if self.chance(0.3) else one_line(value)

    def key(self, key: str) -> str:
        return json.dumps(key) if self.wild and self.chance(0.2) else one_line(key)

    def brackets(self, pair: str, items: list[str], paths: list[Path], column: int) -> str:
        if not self.wild or not items or self.chance(0.6):
            end = "," if self.wild and items and self.chance(0.1) else ""
            pad = " " if self.wild and items and self.chance(0.2) else ""
            return pair[0] + pad + ", ".join(items) + end + pad + pair[1]
        lead, rows = " " * (column + self.indent + 2), [pair[0]]
        for number, (item, path) in enumerate(zip(items, paths, strict=True)):
            comma = "," if number + 1 < len(items) or self.chance(0.3) else ""
            if self.chance(0.15):
                rows.append(lead + self.comment(path))
            rows.append(lead + item + comma + self.tail(path))
        rows.append(lead[:-2] + pair[1])
        return "\n".join(rows)
