"""Rules that compile, made at random, and a questionnaire with something of each kind to name in them."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from afweging.questionnaire import Questionnaire
from afweging.questionnaire.schema import TYPES

from .making import options, question, read

_HIDDEN = {"hidden": "niet hier"}
_BAND = {"id": "x", "title": "X"}

TABLE = question(
    "table",
    "tab",
    columns=[
        question("number", "n", unit="euro"),
        question("choice", "c"),
        question("date", "d"),
        question("month", "mo"),
        question("text", "t"),
        question("scale", "s", labels=["Laag", "Hoog"]),
        question("choices", "m"),
        question("yesno", "y"),
        question("number", "gone", **_HIDDEN),
    ],
)


def _section(name: str, *questions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"id": name, "title": name.title(), "questions": list(questions), **keys}


DATA: dict[str, Any] = {
    "format": 1,
    "id": "t",
    "version": "1.0.0",
    "title": "T",
    "values": [{"id": "privacy", "title": "Privacy"}],
    "sections": [
        _section(
            "part",
            question("choice", "c", options=options("a", "b", "d", a=1, b=2)),
            question("choice", "c2", options=[*options("a", "b"), {"id": "z", "label": "Z", **_HIDDEN}]),
            question("choices", "m", options=options("a", "b", "c", a=1, b=3)),
            question("yesno", "y", points={"ja": {"p": 4}}),
            question("number", "n", unit="dagen"),
            question("scale", "s", labels=["Nooit", "Altijd"], points_per_step={"p": 1}),
            question("date", "d"),
            question("month", "mo"),
            question("text", "t"),
            question("longtext", "lt"),
            question("url", "u"),
            question("email", "e"),
            question("file", "f"),
            TABLE,
            question("matrix", "mx"),
            question("risks", "r"),
            question("weighing", "w"),
            question("dilemmas", "dl"),
            question("measures", "me"),
            question("consultations", "co"),
            question("info", "i"),
            question("number", "about-system.3"),
            question("number", "count"),
            question("yesno", "true"),
            question("choice", "hid", options=options("a", "b"), **_HIDDEN),
        ),
        _section("gone_part", question("yesno", "gone_y"), **_HIDDEN),
    ],
    "scores": [
        {
            "id": "p",
            "title": "Druk",
            "value": 'points("p")',
            "max": 'max_points("p")',
            "bands": [{"id": "laag", "upto": 0.5, "title": "Laag"}, {"id": "hoog", "title": "Hoog"}],
        },
        {"id": "gone_s", "title": "Weg", "value": "1", "max": "2", "bands": [_BAND], **_HIDDEN},
    ],
    "outcomes": [
        {"id": "o", "if": 'c == "a"', "kind": "info", "title": "Uitkomst", "text": "O"},
        {"id": "o2", "if": 'c == "b"', "kind": "info", "text": "Eerste zin. Tweede zin."},
        {"id": "gone_o", "if": "true", "kind": "info", "text": "Weg", **_HIDDEN},
    ],
}  # fmt: skip

WORLD: Questionnaire = read(DATA)
assert {each.type for each in WORLD} == set(TYPES)

NAMES = {
    "word": ["c", "c2", "y", 'q("true")', "hid", "gone_y"],
    "choices": ["m"],
    "number": ["n", "s", 'q("about-system.3")', 'q("count")'],
    "date": ["d"],
    "month": ["mo"],
    "text": ["t", "lt", "u", "e"],
    "rows": ["tab", "r", "w", "dl", "me", "co"],
    "matrix": ["mx"],
    "files": ["f"],
}
ALL_NAMES = [name for names in NAMES.values() for name in names]
OPTIONS = {
    "c": ["a", "b", "d"], "c2": ["a", "b", "z"], "m": ["a", "b", "c"], "y": ["ja", "nee"], "hid": ["a", "b"],
    'q("true")': ["ja", "nee"], "gone_y": ["ja", "nee"],
}  # fmt: skip
COLUMNS = {
    "number": [("tab", "n"), ("tab", "s"), ("r", "likelihood"), ("w", "weight")],
    "date": [("tab", "d"), ("r", "due")],
    "month": [("tab", "mo")],
    "word": [("tab", "c"), ("tab", "y"), ("w", "side"), ("me", "status")],
}
ROW_CELLS = {
    "number": ['row("n")', 'row("s")', 'row("gone")'],
    "date": ['row("d")'],
    "month": ['row("mo")'],
    "text": ['row("t")'],
}
LITERALS = {
    "number": ["0", "1", "2.5", "-3", "0.85", "10000", "1e3"],
    "date": ['"2026-11-23"', '"2027-12-02"'],
    "month": ['"2026-11"'],
    "text": ['"x"', '"een langere tekst"', "'it\\'s'", '"ja"', '""'],
}


class Made:
    """Draws the parts of one rule when they are needed."""

    def __init__(self, draw: Any, deep: Any) -> None:
        self.draw = draw
        self.deep = deep

    def pick(self, *given: str) -> str:
        return str(self.draw(st.sampled_from(given)))

    def some(self, values: list[str]) -> str:
        found = self.draw(st.lists(st.sampled_from(values), max_size=4, unique=True))
        return "[" + ", ".join(f'"{each}"' for each in found) + "]"

    @property
    def number(self) -> str:
        return str(self.draw(self.deep["number"]))

    @property
    def bool(self) -> str:
        return str(self.draw(self.deep["bool"]))

    @property
    def text(self) -> str:
        return str(self.draw(self.deep["text"]))

    @property
    def order(self) -> str:
        return self.pick("<", "<=", ">", ">=")

    @property
    def equal(self) -> str:
        return self.pick("==", "!=")

    @property
    def within(self) -> str:
        return self.pick("in", "not in")

    @property
    def total(self) -> str:
        return self.pick("sum", "min", "max")

    def cells(self, kind: str) -> str:
        table, column = self.draw(st.sampled_from(COLUMNS[kind]))
        return f'column({table}, "{column}")'

    def counted(self) -> str:
        return self.pick(*NAMES["rows"], *NAMES["choices"], "mx", "f", '["a", "b"]')

    def compared(self, how: str) -> str:
        kind = self.pick("number", "date", "month")
        left = self.draw(self.deep[kind])
        if how == "in":
            return f"{left} {self.within} [{self.pick(*LITERALS[kind])}]"
        sign = self.order if how == "order" else self.equal
        return f"{left} {sign} {self.draw(self.deep[kind])}"

    def word(self, how: str) -> str:
        name = self.pick(*(each for each in OPTIONS if each != "m"))
        known = OPTIONS[name]
        if how == "is":
            return f'{name} {self.equal} "{self.pick(*known)}"'
        if how == "turned":
            return f'"{self.pick(*known)}" {self.equal} {name}'
        if how == "in":
            return f"{name} {self.within} {self.some(known)}"
        return f"{self.pick('any_of', 'all_of')}({name}, {self.some(known)})"

    def column_words(self) -> str:
        table, column = self.draw(st.sampled_from(COLUMNS["word"]))
        words = {"c": ["a", "b"], "y": ["ja", "nee"], "side": ["benefit"], "status": ["planned", "done"]}
        return f'{self.pick("any_of", "all_of")}(column({table}, "{column}"), {self.some(words[column])})'


def _pick(forms: list[Callable[[Made], str]], deep: Any) -> st.SearchStrategy[str]:
    @st.composite
    def made(draw: Any) -> str:
        return str(draw(st.sampled_from(forms))(Made(draw, deep)))

    return made()


_NUMBERS: list[Callable[[Made], str]] = [
    lambda m: f"({m.number} {m.pick('+', '-', '*', '/')} {m.number})",
    lambda m: f"-({m.number})",
    lambda m: f"({m.number} if {m.bool} else {m.number})",
    lambda m: f"round_half_up({m.number})",
    lambda m: f"{m.total}({m.number}, {m.number})",
    lambda m: f"{m.total}([{m.number}, 2], {m.cells('number')})",
    lambda m: f"{m.total}({m.cells('number')})",
    lambda m: m.pick("sum([])", "min([])"),
    lambda m: f"count({m.counted()})",
    lambda m: f"count({m.cells('word')})",
    lambda m: m.pick('points("p")', 'points("p", section="part")', 'points("p", section="gone_part")'),
    lambda m: m.pick('max_points("p")', 'max_points("p", section="part")'),
    lambda m: m.pick('score("p")', 'max_score("p")', 'score("gone_s")', 'max_score("gone_s")'),
    lambda m: m.pick("worst(r)", "worst(r, residual=true)", "worst(r, residual=false)"),
]

_CONDITIONS: list[Callable[[Made], str]] = [
    lambda m: f"({m.bool} {m.pick('and', 'or')} {m.bool})",
    lambda m: f"({m.bool} or {m.bool} or {m.bool})",
    lambda m: f"not ({m.bool})",
    lambda m: f"({m.bool} if {m.bool} else {m.bool})",
    lambda m: m.compared("order"),
    lambda m: m.compared("equal"),
    lambda m: m.compared("in"),
    lambda m: m.word("is"),
    lambda m: m.word("turned"),
    lambda m: m.word("in"),
    lambda m: m.word("of"),
    lambda m: f"c {m.equal} c2",
    lambda m: f'(c if {m.bool} else "a") == c2',
    lambda m: f'"{m.pick("a", "b", "c")}" {m.within} m',
    lambda m: f"c {m.within} m",
    lambda m: f"m {m.equal} {m.some(OPTIONS['m'])}",
    lambda m: "m == m",
    lambda m: f"{m.pick('any_of', 'all_of')}(m, {m.some(OPTIONS['m'])})",
    lambda m: m.column_words(),
    lambda m: f"{m.pick('answered', 'unknown', 'not_applicable')}({m.pick(*ALL_NAMES, 'i')})",
    lambda m: f"{m.text} {m.equal} {m.text}",
    lambda m: f'contains_text({m.text}, "stuk tekst")',
    lambda m: f"({m.bool}) {m.equal} ({m.bool})",
    lambda m: f"({m.bool}) in [true]",
    lambda m: m.pick('band("p") == "hoog"', 'band("p") != "laag"', 'band("gone_s") == "x"'),
    lambda m: f'band("p") in {m.some(["laag", "hoog"])}',
    lambda m: m.pick('outcome("o")', 'outcome("o2")', 'outcome("gone_o")'),
    lambda m: f"today() {m.order} {m.draw(m.deep['date'])}",
    lambda m: f"worst(r) {m.order} {m.pick('1', '3', '9')}",
]

_IN_ROWS: list[Callable[[Made], str]] = [
    lambda m: m.pick('row("c") == "a"', 'row("y") != "ja"', 'row("c") in ["a", "b"]', 'row("c") == c2'),
    lambda m: m.pick('any_of(row("m"), ["a"])', '"a" in row("m")', 'row("gone")'),
]


def _simple(kind: str, in_row: bool) -> st.SearchStrategy[str]:
    if kind == "bool":
        return st.sampled_from(["true", "false", 'c == "a"', "answered(n)", "unknown(d)"])
    cells = ROW_CELLS[kind] if in_row else []
    today = ["today()"] if kind == "date" else []
    return st.sampled_from([*NAMES[kind], *LITERALS[kind], *cells, *today])


def rules(kind: str = "bool", *, depth: int = 3, in_row: bool = False) -> st.SearchStrategy[str]:
    """Rules that give true or false, or a number; nearly all of them compile."""
    level = {name: _simple(name, in_row) for name in ("bool", "number", "date", "month", "text")}
    for _ in range(depth):
        deep = dict(level)
        level |= {
            "bool": deep["bool"] | _pick(_CONDITIONS + (_IN_ROWS if in_row else []), deep),
            "number": deep["number"] | _pick(_NUMBERS, deep),
            "date": deep["date"] | _pick([_either("date"), _times], deep),
            "text": deep["text"] | _pick([_either("text")], deep),
        }
    return level[kind].filter(lambda rule: len(rule) <= 2_000)


def _either(kind: str) -> Callable[[Made], str]:
    return lambda m: f"({m.draw(m.deep[kind])} if {m.bool} else {m.draw(m.deep[kind])})"


def _times(m: Made) -> str:
    return m.pick('max(column(tab, "d"), d)', 'min(column(r, "due"))')
