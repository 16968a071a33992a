"""Reading a file that somebody else's program writes: what is there, of the shape that is expected.

Each key is taken once; what was not taken in the end had no place, and is noted. A value of another shape
than its key has is an error at its place.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..problems import Problems, shown
from ..yaml12 import Entries, Items, Node, Scalar, read_tree
from .base import NotImportable

MOST_SHOWN = 120


@dataclass(slots=True)
class Given:
    """A map of the original. `words` says what it is, for errors."""

    node: Entries
    problems: Problems
    words: str
    taken: set[str] = field(default_factory=set)

    def __contains__(self, key: str) -> bool:
        """Is the key there, with something in it?"""
        found = self.node.entries.get(key)
        return found is not None and not (isinstance(found, Scalar) and found.value in (None, ""))

    def find(self, key: str) -> Node | None:
        """The node under a key; None when it is absent or holds nothing."""
        self.taken.add(key)
        return self.node.entries[key] if key in self else None

    def bad(self, key: str, message: str) -> None:
        """Note an error at the value of a key."""
        self.problems.add(self.node.entries[key].mark, f"“{key}” of {self.words} {message}")

    def text(self, key: str, *, needed: bool = False) -> str:
        """A text, without the space around it; a number or boolean as it was written. Empty when absent."""
        found = self.find(key)
        if found is None:
            if needed:
                self.problems.add(self.node.mark, f"{self.words} needs the key “{key}”")
            return ""
        if isinstance(found, Scalar):
            return found.text.strip()
        self.bad(key, "is a text, not a list or a map")
        return ""

    def value(self, key: str) -> Any:
        """A single value; None when absent."""
        found = self.find(key)
        if found is None or isinstance(found, Scalar):
            return found.value if found else None
        self.bad(key, "is a single value, not a list or a map")
        return None

    def boolean(self, key: str) -> bool | None:
        """`true`, `false` or what YAML 1.1 took for them (Yes, No …); None when absent."""
        value = self.value(key)
        if value is None or isinstance(value, bool):
            return value
        known = _BOOLEANS.get(str(value).strip().lower())
        if known is None:
            self.bad(key, f"is yes or no, not {shown(value)}")
        return known

    def texts(self, key: str) -> list[str]:
        """A list of texts; a single text is a list of one."""
        found = self.find(key)
        nodes = found.items if isinstance(found, Items) else [found] if found else []
        texts = [node.text.strip() for node in nodes if isinstance(node, Scalar)]
        if len(texts) < len(nodes):
            self.bad(key, "is a list of texts")
        return [text for text in texts if text]

    def maps(self, key: str, words: str) -> "list[Given]":
        """A list of maps; `words` says what each is."""
        found: list[Given] = []
        for node in self.nodes(key):
            if isinstance(node, Entries):
                found.append(Given(node, self.problems, words))
            else:
                message = f"“{key}” of {self.words} is a list of maps: {words} is no map here"
                self.problems.add(node.mark, message)
        return found

    def nodes(self, key: str) -> list[Node]:
        """What a list holds; nothing when it is absent."""
        found = self.find(key)
        if found is None or isinstance(found, Items):
            return found.items if found else []
        self.bad(key, "is a list")
        return []

    def map(self, key: str, words: str) -> "Given | None":
        """A map; None when absent."""
        found = self.find(key)
        if found is None or isinstance(found, Entries):
            return Given(found, self.problems, words) if found else None
        self.bad(key, "is a map")
        return None

    def rest(self) -> Iterator[tuple[str, str]]:
        """The keys that nobody took and that hold something, each with its value on one line."""
        for key, node in self.node.entries.items():
            if key not in self.taken and key in self:
                yield key, one_line(node.plain())


_BOOLEANS = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nee": False}


def one_line(value: Any) -> str:
    """A value on one line, shortened."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = " ".join(text.split())
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"


def read_yaml(data: bytes, name: str, words: str) -> Given:
    """The map that a YAML file is. Raises NotImportable."""
    problems = Problems(name)
    tree = read_tree(data, problems)
    if isinstance(tree, Entries) and not problems.found:
        return Given(tree, problems, words)
    if tree is not None and not isinstance(tree, Entries):
        problems.add(tree.mark, f"{words} is a map")
    raise NotImportable(problems.found)


def finished(given: Given) -> None:
    """Raise NotImportable when anything was wrong."""
    if given.problems.found:
        raise NotImportable(given.problems.found)
