# ruff: noqa: E501  # a file a line reads better than one broken up
"""Whole files that are up to no good, each kind by its name: what they hold is sized to hurt."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from .making import data, options, question

SIZE = 2 * 1024 * 1024 - 4_096
"""Just small enough not to be refused for its size."""
TEN_MB = 10_000_000
HEAD = b"format: 1\nid: t\nversion: 1.0.0\ntitle: T\n"
REST = b"sections: [{id: s, title: S, questions: [{id: x, type: text, label: X}]}]\n"


def file(content: dict[str, Any]) -> bytes:
    """Data as a file."""
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")


def asking(**keys: Any) -> bytes:
    """A file with one number and more."""
    return file(data(question("number", "n"), **keys))


def _bomb(kind: str) -> bytes:
    """Ten times ten times ten …, by aliases."""
    opened, closed = ("[", "]") if kind == "list" else ("{", "}")
    lines = [
        f"a0: &a0 {opened}" + ", ".join(f"k{i}: x" if kind == "map" else "x" for i in range(10)) + closed
    ]
    for level in range(1, 15):
        inner = ", ".join(f"k{i}: *a{level - 1}" if kind == "map" else f"*a{level - 1}" for i in range(10))
        lines.append(f"a{level}: &a{level} {opened}{inner}{closed}")
    return "\n".join(lines).encode()


def _long_alias() -> bytes:
    """One long text, ten thousand times by its name: few nodes, many characters."""
    half = b"x" * (SIZE // 2)
    return HEAD + b"description: &a " + half + b"\nglossary: [" + b"*a, " * 9_000 + b"]\n" + REST


def _long_texts() -> bytes:
    """The same where each of them is wanted: as texts of terms."""
    terms = b"".join(b"{id: t%d, title: *a, text: *a}, " % each for each in range(2_400))
    return HEAD + b"description: &a " + b"x" * (SIZE // 2) + b"\nglossary: [" + terms + b"]\n" + REST


def _many_questions(**keys: Any) -> bytes:
    return file(data(*(question("text", f"q{place}", **keys) for place in range(2_000))))


def _chain() -> bytes:
    """Scores that each build on the one before, as deep as there may be."""
    scores = [
        {"id": f"s{place}", "title": "S", "value": f'score("s{place + 1}") + n'} for place in range(999)
    ]
    return asking(scores=[*scores, {"id": "s999", "title": "S", "value": "n"}])


def _ring() -> bytes:
    scores = [
        {"id": f"s{place}", "title": "S", "value": f'score("s{(place + 1) % 1_000}")'}
        for place in range(1_000)
    ]
    return asking(scores=scores)


def _all_on_all() -> bytes:
    """Every outcome looks at as many others as a rule can hold."""
    outcomes = [
        {"id": f"o{place}", "kind": "info", "text": "O",
         "if": " or ".join(f'outcome("o{each}")' for each in range(place + 1, min(place + 90, 1_000))) or "true"}
        for place in range(1_000)
    ]  # fmt: skip
    return asking(outcomes=outcomes)


def _products() -> bytes:
    """Scores that square the one before."""
    scores = [
        {"id": f"s{place}", "title": "S", "value": f'score("s{place + 1}") * score("s{place + 1}")'}
        for place in range(900)
    ]
    return asking(scores=[*scores, {"id": "s900", "title": "S", "value": "n + 3"}])


def _rule(text: str) -> bytes:
    return asking(outcomes=[{"id": "o", "if": text, "kind": "info", "text": "O"}])


def _pattern(pattern: str) -> bytes:
    return file(data(question("text", pattern=pattern)))


def _many_different(pattern: str) -> bytes:
    return file(data(*(question("text", f"q{place}", pattern=pattern % place) for place in range(2_000))))


def _valued(key: str, value: str) -> bytes:
    """A plain scalar in a place where a number is wanted."""
    return (
        HEAD
        + f"sections: [{{id: s, title: S, questions: [{{id: x, type: number, label: X, {key}: {value}}}]}}]\n".encode()
    )


def _scalar(value: str) -> bytes:
    """A plain scalar in a place where anything may stand."""
    return HEAD + b"source: " + value.encode() + b"\n" + REST


ONE = (HEAD + REST).decode()

FILES: Mapping[str, Callable[[], bytes]] = {
    # aliases
    "a bomb of lists": lambda: _bomb("list"),
    "a bomb of maps": lambda: _bomb("map"),
    "an alias of itself": lambda: b"a: &a [*a]",
    "an alias of itself, deep": lambda: b"a: &a {b: [{c: {d: *a}}]}",
    "aliases of each other": lambda: b"a: &a [*b]\nb: &b [*a]",
    "an anchor given again within itself": lambda: b"a: &a [1, &a [*a, *a]]\nb: *a",
    "an anchor on an alias": lambda: b"a: &a 1\nb: &b *a",
    "an alias for a key": lambda: b"a: &a k\n*a : 1",
    "a merge key": lambda: b"base: &b {id: x}\nformat: 1\n<<: *b\n" + REST,
    "a merge key of a list": lambda: b"a: &a {x: 1}\nb: {<<: [*a, *a], <<: *a}\n",
    "one long text by ten thousand aliases": _long_alias,
    "one long text as five thousand texts": _long_texts,
    "a hundred thousand anchors": lambda: b"".join(b"- &a%d x\n" % each for each in range(100_000)),
    "aliases nested to the limit": lambda: b"a: &a [[[[[[[[[[x]]]]]]]]]]\nb: [[[[[[[[[[*a]]]]]]]]]]",
    # sizes
    "ten megabytes of text": lambda: b"title: " + b"x" * TEN_MB,
    "ten megabytes of digits": lambda: b"source: " + b"9" * TEN_MB,
    "two megabytes of text": lambda: _scalar("x" * SIZE),
    "two megabytes of digits": lambda: _scalar("9" * SIZE),
    "two megabytes of zeros": lambda: _scalar("0" * SIZE),
    "two megabytes of minus digits": lambda: _valued("min", "-" + "1" * SIZE),
    "two megabytes of decimals": lambda: _scalar("0." + "3" * SIZE),
    "two megabytes of decimals as a bound": lambda: _valued("min", "0." + "3" * SIZE),
    "two megabytes of digits and a point": lambda: _valued("max", "3" * SIZE + "."),
    "two megabytes of zeros and a decimal": lambda: _valued("max", "0" * SIZE + ".5"),
    "a huge exponent": lambda: _valued("max", "1e999999999"),
    "a huge exponent below": lambda: _valued("min", "1e-999999999"),
    "a mantissa that its exponent takes back": lambda: _valued("max", "1" + "0" * SIZE + f"e-{SIZE}"),
    "two megabytes of exponent": lambda: _valued("max", "1e" + "9" * SIZE),
    "the least float": lambda: _valued("min", "5e-324"),
    "long hexadecimal": lambda: _valued("max", "0x" + "f" * SIZE),
    "long octal": lambda: _valued("max", "0o" + "7" * SIZE),
    "4,301 digits": lambda: _valued("max", "1" * 4_301),
    "a bound beyond all": lambda: _valued("min", str(2**53)),
    "a line of two megabytes": lambda: ("{" + ", ".join(f"k{each}: 1" for each in range(150_000)) + "}").encode(),
    "a hundred thousand keys": lambda: "".join(f"key{each}: 1\n" for each in range(100_000)).encode(),
    "one key a hundred thousand times": lambda: b"key: 1\n" * 100_000,
    "a key of two megabytes": lambda: b"? " + b"k" * SIZE + b"\n: 1\n",
    "a quoted key of two megabytes": lambda: b'"' + b"k" * SIZE + b'": 1\n',
    "an id of two megabytes": lambda: HEAD.replace(b"id: t", b"id: " + b"t" * SIZE) + REST,
    "a version of two megabytes": lambda: HEAD.replace(b"1.0.0", b"1.0." + b"0" * SIZE) + REST,
    "a format of two megabytes": lambda: HEAD.replace(b"format: 1", b"format: " + b"1" * SIZE) + REST,
    "a language of two megabytes": lambda: HEAD + b"language: nl" + b"-ab" * (SIZE // 3) + b"\n" + REST,
    "spaces only": lambda: b" " * SIZE,
    "line ends only": lambda: b"\n" * SIZE,
    "dashes only": lambda: b"-" * SIZE,
    "hashes only": lambda: b"#" * SIZE,
    "a million empty items": lambda: b"-\n" * (SIZE // 2),
    "a million commas": lambda: b"[" + b"1," * (SIZE // 2 - 1) + b"]",
    "half a million errors": lambda: HEAD + b"sections: [" + b"{}," * (SIZE // 3 - 40) + b"]\n",
    "questions that are nothing": lambda: HEAD + b"sections: [{id: s, title: S, questions: [" + b"{}," * 600_000 + b"]}]\n",
    "unknown keys in many places": lambda: HEAD + b"values: [" + b"{idd: x}," * 200_000 + b"]\n" + REST,
    "two megabytes of options": lambda: HEAD + b"sections: [{id: s, title: S, questions: [{id: x, type: choice, label: X, options: [" + b"".join(b"{id: o%d, label: O}," % each for each in range(85_000)) + b"]}]}]\n",
    "two thousand questions": lambda: _many_questions(),
    "two thousand long conditions": lambda: _many_questions(show_if=" or ".join(["q == 1"] * 60)),
    "two thousand required by a rule": lambda: _many_questions(required='answered(q0) and not answered(q1999)'),
    # depth
    "brackets a hundred thousand deep": lambda: b"[" * 100_000,
    "brackets a hundred thousand deep and back": lambda: b"[" * 100_000 + b"]" * 100_000,
    "braces a hundred thousand deep": lambda: b"{a: " * 100_000,
    "dashes a hundred thousand deep": lambda: b"- " * 100_000 + b"x",
    "question marks a hundred thousand deep": lambda: b"? " * 100_000,
    "keys ten thousand deep": lambda: b"".join(b" " * depth + b"a:\n" for depth in range(1_900)),
    "nested to the limit": lambda: _scalar("[" * 19 + "x" + "]" * 19),
    # encodings
    "UTF-16": lambda: ONE.encode("utf-16"),
    "UTF-16 without a mark": lambda: ONE.encode("utf-16-le"),
    "UTF-32": lambda: ONE.encode("utf-32"),
    "Latin-1": lambda: ONE.replace("title: T", "title: Café").encode("latin-1"),
    "overlong slash": lambda: HEAD + b"source: \xc0\xaf\n" + REST,
    "overlong nought": lambda: HEAD + b"source: \xc0\x80\n" + REST,
    "a surrogate in bytes": lambda: HEAD + b"source: \xed\xa0\x80\n" + REST,
    "a surrogate by escape": lambda: HEAD + b'source: "\\ud800"\n' + REST,
    "a surrogate pair by escape": lambda: HEAD + b'source: "\\ud83d\\ude00"\n' + REST,
    "a nought by escape": lambda: HEAD + b'description: "a\\0b"\n' + REST,
    "bells by escape": lambda: HEAD + b'description: "\\a\\e\\x7f\\x9b"\n' + REST,
    "a character beyond the last": lambda: HEAD + b'source: "\\UFFFFFFFF"\n' + REST,
    "no character": lambda: HEAD + "source: \uffff\n".encode() + REST,
    "bytes cut in a character": lambda: HEAD + b"source: \xe2\x82",
    "a mark of bytes": lambda: b"\xef\xbb\xbf" + HEAD + REST,
    "two marks of bytes": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + HEAD + REST,
    "a mark of bytes inside": lambda: HEAD + b"\xef\xbb\xbf" + REST,
    "noughts": lambda: HEAD + b"\0" * 1_000,
    "noughts only": lambda: b"\0" * SIZE,
    "control characters": lambda: HEAD + b"source: \x01\x1b[31m\x7f\n" + REST,
    "line ends of all kinds": lambda: HEAD.replace(b"\n", b"\r") + b"source: |\r  a\x0b\x0c\n" + REST,
    "line ends of Unicode": lambda: "a: b\u2028c: d\u2029e: f\x85g: h".encode(),
    "a text turned round": lambda: HEAD + "source: a\u202egnp.exe\n".encode() + REST,
    "emoji before an error": lambda: HEAD + 'source: {"🙂": [*x]}\n'.encode(),
    # YAML itself
    "a key twice": lambda: HEAD + HEAD + REST,
    "a key twice, written otherwise": lambda: HEAD + b'"title": U\n' + REST,
    "an empty key": lambda: HEAD + b": 1\n" + REST,
    "a list for a key": lambda: b"? [a]\n: 1",
    "a tag of Python": lambda: HEAD + b"source: !!python/object/apply:os.system [ls]\n" + REST,
    "tags of YAML": lambda: HEAD + b"source: !!binary aGFsbG8=\n" + REST,
    "a tag of one's own": lambda: b"%TAG ! tag:x,2026:\n---\n" + HEAD + b"source: !y z\n" + REST,
    "a tag on a key": lambda: HEAD + b"!!str source: 1\n" + REST,
    "another YAML": lambda: b"%YAML 9.9\n---\n" + HEAD + REST,
    "an unknown directive": lambda: b"%VERY odd\n---\n" + HEAD + REST,
    "many documents": lambda: b"--- 1\n" * 100_000,
    "documents that end": lambda: HEAD + b"...\n" + REST,
    "one that is not closed": lambda: HEAD + b'source: "' + b"x" * 100_000,
    "a block that says its indent": lambda: HEAD + b"source: |99\n x\n" + REST,
    "tabs": lambda: HEAD + b"\tsource: x\n" + REST,
    "infinity": lambda: _valued("max", ".inf"),
    "no number": lambda: _valued("max", "-.nan"),
    "sexagesimal": lambda: _valued("max", "190:20:30"),
    "a day for a number": lambda: _valued("max", "2026-11-23"),
    "a word of another time": lambda: HEAD + b"locked: yes\n" + REST,
    "a list at the top": lambda: b"- a\n- b\n",
    "a word at the top": lambda: b"afweging",
    "a number at the top": lambda: b"1",
    "nothing": lambda: b"",
    "nothing but a mark": lambda: b"\xef\xbb\xbf",
    "nothing but an end": lambda: b"...",
    "a file of a time to come": lambda: b"format: 2\nwhat: [ever\n",
    "a format with a fraction": lambda: HEAD.replace(b"format: 1", b"format: 1.5") + REST,
    "a format that is true": lambda: HEAD.replace(b"format: 1", b"format: true") + REST,
    # regular expressions
    "a catastrophic pattern": lambda: _pattern("(a+)+$"),
    "a pattern of many repeats": lambda: _pattern("((((a{1,100}){1,100}){1,100}){1,100})"),
    "a pattern of a thousand": lambda: _pattern("a{1000}" * 1_000),
    "a pattern of two megabytes": lambda: _pattern("(a|b)*" * (SIZE // 7)),
    "brackets in a pattern": lambda: _pattern("(" * 100_000),
    "groups in a pattern": lambda: _pattern("(" * 50_000 + "a" + ")" * 50_000),
    "looking back in a pattern": lambda: _pattern("(?<=a)b\\1"),
    "classes in a pattern": lambda: _pattern("[" + "\\p{L}" * 50_000 + "]"),
    "half a character in a pattern": lambda: HEAD + b'sections: [{id: s, title: S, questions: [{id: x, type: text, label: X, pattern: "\\ud800"}]}]',
    "two thousand large patterns": lambda: _many_different(r"(\p{L}{1,3}|%d){1,200}"),
    "two thousand patterns that are too large": lambda: _many_different(r"%d\p{L}{900}"),
    "two thousand patterns": lambda: _many_questions(pattern="(x{1,40}){1,24}|\\p{L}{1,200}"),
    # rules
    "a rule a thousand deep": lambda: _rule("(" * 999 + "true" + ")" * 999),
    "a rule of notes": lambda: _rule("not " * 499 + "true"),
    "a rule of minus signs": lambda: _rule("-" * 1_900 + "1 == 1"),
    "a rule of two megabytes": lambda: _rule("n == 1 or " * (SIZE // 12) + "true"),
    "a rule on many lines": lambda: _rule("(\n" * 300 + "true" + "\n)" * 300),
    "a number of 1,990 digits in a rule": lambda: _rule("n > " + "9" * 1_990),
    "hexadecimal in a rule": lambda: _rule("n > 0x" + "f" * 1_900),
    "a power in a rule": lambda: _rule("9 ** 9 ** 9 ** 9 > n"),
    "a rule with noughts": lambda: _rule("n == 1\0"),
    "a rule with half a character": lambda: HEAD + b'outcomes: [{id: o, if: "n == \\"\\ud800\\"", kind: info, text: O}]\n' + REST,
    "a rule in a folded block": lambda: HEAD + b"outcomes:\n - {id: o, kind: info, text: O, if: x ==\n      1 and (}\n" + REST,
    "rules that are numbers": lambda: asking(scores=[{"id": "s", "title": "S", "value": 1e300, "max": 5e-324}]),
    "scores in a chain": _chain,
    "scores in a ring": _ring,
    "outcomes that all look at each other": _all_on_all,
    "scores that square each other": _products,
    "very many bands": lambda: asking(scores=[{"id": "s", "title": "S", "value": "n", "max": 1, "bands": [*({"id": f"b{each}", "title": "B", "upto": each / 20_000} for each in range(20_000)), {"id": "last", "title": "L"}]}]),
    # numbers in their places
    "a scale without end": lambda: file(data(question("scale", min=-(2**53) + 1, max=2**53 - 1, labels=["a", "b"]))),
    "labels beyond all": lambda: file(data(question("scale", min=0, max=1, labels={"9" * 9: "x", "-" + "9" * 9: "y"}))),
    "counts beyond all": lambda: file(data(question("choices", min_choices=2**53 - 1, max_choices=2**53 - 1), question("text", "t", min_length=2**53 - 1), question("table", "u", min_rows=2**53 - 1))),
    "points beyond all": lambda: file(data(question("choice", options=options("a", a=2**53 - 1)), question("scale", "s", max=2**53 - 1, points_per_step={"p": 2**53 - 1}), scores=[{"id": "s", "title": "S", "value": 'points("p")', "max": 'max_points("p")'}])),
    "a share of almost nothing": lambda: asking(scores=[{"id": "s", "title": "S", "value": "n", "max": 1, "bands": [{"id": "a", "title": "A", "upto": 5e-324}, {"id": "b", "title": "B"}]}]),
    "risk classes beyond all": lambda: file(data(question("risks", classes=[[2**53 - 1] * 5] * 5))),
    "risk classes below nought": lambda: file(data(question("risks", classes=[[-1] * 5] * 5))),
    "a wide grid of risk classes": lambda: file(data(question("risks", classes=[[1] * 10_000] * 20))),
    "revisions beyond all": lambda: file(data(question("text", revision=2**53 - 1))),
    "days at both ends": lambda: file(data(question("date", min="0001-01-01", max="9999-12-31"), question("month", "m", min="0001-01", max="9999-12"))),
    "days that are none": lambda: file(data(question("date", min="2026-02-31", max="0000-00-00"))),
    "a hidden everything": lambda: file(data(question("text", hidden="x"))),
}  # fmt: skip
"""What each is called → how it is made."""

VARIANT = b"format: 1\nvariant: v\nversion: 1.0.0\ntitle: V\nextends: {id: t, version: 1.0.0}\nchanges:\n"


def base() -> bytes:
    """What the hostile variants extend."""
    return file(data(*(question("choice", f"q{place}") for place in range(100))))


def _many_changes(count: int, change: str) -> bytes:
    lines = (
        f" - {change.format(here=place, before=place - 1, base=place % 100)}\n" for place in range(count)
    )
    return VARIANT + "".join(lines).encode()


_ADD = "add_question: {{section: part, question: {{id: v.q{here}, type: text, label: L}}}}"
_ADD_AFTER = _ADD.replace("part,", "part, after: v.q{before},")

VARIANTS: Mapping[str, Callable[[], bytes]] = {
    "questions beyond all": lambda: _many_changes(20_000, _ADD),
    "questions one after the other": lambda: VARIANT + b" - " + _ADD.format(here=0).encode() + b"\n" + b"".join(f" - {_ADD_AFTER.format(here=place, before=place - 1)}\n".encode() for place in range(1, 1_800)),
    "five thousand options": lambda: _many_changes(5_000, "add_option: {{question: q0, option: {{id: v.o{here}, label: L}}}}"),
    "five thousand moves": lambda: _many_changes(5_000, "move: {{question: q{base}, section: part, before: q5}}"),
    "five thousand changes": lambda: _many_changes(5_000, "change_question: {{id: q{base}, set: {{label: {{nl: L{here}}}}}}}"),
    "hiding what is hidden": lambda: _many_changes(5_000, "hide: {{question: q1, because: x}}"),
    "hiding everything": lambda: _many_changes(100, "hide: {{question: q{base}, because: x}}"),
    "hiding what is not there": lambda: _many_changes(5_000, "hide: {{question: p{here}, because: x}}"),
    "changes that are none": lambda: _many_changes(100_000, "{{}}"),
    "changes that nobody knows": lambda: _many_changes(100_000, "x: {{}}"),
    "one part by many aliases": lambda: VARIANT + b" - add_question: {section: part, question: &q {id: v.q, type: text, label: L}}\n" + b" - add_question: {section: part, question: *q}\n" * 2_000,
    "a part in itself": lambda: VARIANT + b" - add_question: &q {section: part, question: *q}\n",
    "a variant of itself": lambda: VARIANT.replace(b"id: t,", b"id: v,") + b" - {}\n",
    "a variant of a text": lambda: VARIANT.replace(b"{id: t, version: 1.0.0}", b"t"),
    "no changes": lambda: VARIANT + b" []\n",
}  # fmt: skip
"""Variants of `base` that are up to no good."""

HEAVY = frozenset(
    (
        "a hundred thousand anchors", "a line of two megabytes", "a hundred thousand keys",
        "one key a hundred thousand times", "a million empty items", "a million commas", "half a million errors",
        "questions that are nothing", "unknown keys in many places", "two megabytes of options",
        "two thousand questions", "two thousand long conditions", "two thousand required by a rule",
        "a wide grid of risk classes", "outcomes that all look at each other", "very many bands",
        "classes in a pattern", "a pattern of two megabytes", "two thousand patterns",
        "two thousand large patterns", "two thousand patterns that are too large", "ten megabytes of text",
        "ten megabytes of digits", "scores in a chain", "scores that square each other",
        "a language of two megabytes", "line ends only", "questions beyond all", "questions one after the other",
        "five thousand options", "five thousand moves", "five thousand changes", "hiding what is hidden",
        "hiding what is not there", "changes that are none", "changes that nobody knows",
    )
)  # fmt: skip
"""Those that take more than a moment, within their bounds."""
