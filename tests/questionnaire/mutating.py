# ruff: noqa: E501  # tables read better with many in a line
"""Files that once were good, with a few things changed at random: bytes, lines, words, or parts."""

import json
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random
from typing import Any

from afweging.questionnaire.problems import Problems
from afweging.questionnaire.writing import NotWritable, to_yaml
from afweging.questionnaire.yaml12 import read_tree

Change = Callable[[Random, bytes], bytes]

_BYTES = (
    b"\0", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x85", b"\t", b"\n", b" ",
    b"\x1b", b"'", b'"', b":", b": ", b"- ", b"&a ", b"*a", b"!!x ", b"|", b">", b"{", b"}", b"[", b"]",
    b"#", b"%", b"? ", b"---\n", b"...\n", b"<<: ", b"\\", "é".encode(), "🙂".encode(), "\u2028".encode(), b"9" * 30,
)  # fmt: skip
_WORDS = (
    "", "~", "null", "true", "yes", "-1", "0", "1", "1e999", "1e-999", "0.1", "9007199254740992", "9" * 400,
    "x", "ja", "a.b", "2026-02-31", "today", "choice", "choices", "table", "number", "risks", "info",
    "unknown", "sections", "questions", "options", "id", "type", "points", "show_if", "hidden", "nl", "and", "or",
    "not", "==", "<=", "in", "*", "/", "(", ")", '"', "q(", "score(", "band(", "outcome(", 'points("p")', "today()",
    "sum(", "row(", "&a", "*a", "[]", "{}", "x" * 300, "é", "日本", "\u202e",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2.5, 2**53 - 1, 1e-320, "", " ", "x", "ja", "1", "today", "2026-11-23",
    "x" * 70, "x" * 5_000, "a\nb", "\x00", "\ufffe", "é🙂", [], {}, [[]], [{}], {"nl": ""}, {"id": "x"},
    {"nl": {"nl": "x"}}, {"id": "x", "type": "text", "label": "X"}, {"id": "x", "label": "X"},
    'x == "ja"', "not answered(x)", "(" * 60, "1 / 0", "sum(column(x, 'n'))", "(a+)+$", "\\p{L}{999}", ["pilot"], [1, 2, 3, 4, 5],
    [[1] * 5] * 5,
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z0-9_.-]+|[^\sA-Za-z0-9]|\s+")


def _few(random: Random) -> int:
    return random.choice((1, 1, 1, 2, 3, 5))


def bytes_changed(random: Random, data: bytes) -> bytes:
    """A few bytes lost, doubled, put in, or turned."""
    for _ in range(_few(random)):
        at = random.randrange(len(data) + 1)
        width = random.choice((1, 1, 2, 5, 40))
        kind = random.randrange(5)
        if kind == 0:
            data = data[:at] + data[at + width :]
        elif kind == 1:
            data = data[:at] + random.choice(_BYTES) + data[at:]
        elif kind == 2:
            data = data[:at] + data[at : at + width] * random.choice((2, 3, 50)) + data[at + width :]
        elif kind == 3:
            data = data[:at] + bytes((random.randrange(256),)) + data[at + 1 :]
        elif random.random() < 0.2:
            data = data[:at]
    return data


def lines_changed(random: Random, data: bytes) -> bytes:
    """A few lines lost, doubled, moved, shifted, or joined."""
    lines = data.split(b"\n")
    for _ in range(_few(random)):
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        count = random.choice((1, 1, 2, 8))
        kind = random.randrange(6)
        if kind == 0:
            del lines[at : at + count]
        elif kind == 1:
            lines[at:at] = lines[other : other + count]
        elif kind == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = b" " * random.choice((1, 2, 4)) + lines[at]
        elif kind == 4:
            lines[at] = lines[at][random.choice((1, 2)) :]
        else:
            lines[at : at + 2] = [b"".join(lines[at : at + 2])]
        lines = lines or [b""]
    return b"\n".join(lines)


def words_changed(random: Random, data: bytes) -> bytes:
    """A few words or signs replaced by others, of the file itself or bad ones."""
    words = _WORD.findall(data.decode())
    for _ in range(_few(random)):
        at = random.randrange(len(words))
        words[at] = random.choice(words) if random.random() < 0.5 else random.choice(_WORDS)
    return "".join(words).encode()


def parts_changed(random: Random, data: bytes) -> bytes:
    """A few parts lost, doubled, exchanged, wrapped, or replaced by something odd; still YAML."""
    tree = read_tree(data, Problems(""))
    assert tree is not None
    content = tree.plain()
    for _ in range(_few(random)):
        places = list(_places(content))
        if not places:
            break
        (owner, key), (other, where) = random.choice(places), random.choice(places)
        kind = random.randrange(6)
        if kind == 0:
            del owner[key]
        elif kind == 1 and isinstance(owner, list):
            owner.insert(random.randrange(len(owner) + 1), deepcopy(owner[key]))
        elif kind == 2:
            owner[key] = deepcopy(other[where])
        elif kind == 3:
            owner[key] = random.choice(([owner[key]], {"nl": owner[key]}, {"id": owner[key]}))
        elif kind == 4 and isinstance(other, dict):
            other[random.choice((str(key), "x", "hidden", "show_if", "id"))] = deepcopy(owner[key])
        else:
            owner[key] = deepcopy(random.choice(_VALUES))
    try:
        return to_yaml(content).encode()
    except NotWritable:
        return json.dumps(content).encode()


def _places(content: Any) -> Any:
    """Where each part stands: its list or map, and its place in it."""
    waiting = [content]
    while waiting:
        owner = waiting.pop()
        pairs = list(owner.items() if isinstance(owner, dict) else enumerate(owner))
        for key, item in pairs:
            yield owner, key
            if isinstance(item, dict | list):
                waiting.append(item)


LEVELS: Mapping[str, Change] = {
    "bytes": bytes_changed,
    "lines": lines_changed,
    "words": words_changed,
    "parts": parts_changed,
}
