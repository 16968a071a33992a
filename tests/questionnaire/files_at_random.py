"""Whole questionnaires and answers made at random, small, with something of everything in them.

Made with a `Random` of a known seed: fast, and a failing one can be made again.
"""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from .making import options, question

KINDS = (
    "choice", "choices", "yesno", "yesno", "number", "scale", "text", "date", "table", "matrix", "risks",
)  # fmt: skip
RISKY = {"likelihood": 4, "severity": 4}
HIDDEN = {"hidden": "niet hier"}

Asked = dict[str, Any]


def pick(random: Random, given: Iterable[Any]) -> Any:
    return random.choice(list(given))


def chance(random: Random, share: float) -> bool:
    return random.random() < share


def _of_kind(random: Random, asked: Asked) -> str:
    """A condition on one question, by its type."""
    name, kind = asked["id"], asked["type"]
    word = pick(random, ("a", "b", "c"))
    forms: dict[str, list[str]] = {
        "choice": [f'{name} == "{word}"', f'{name} != "{word}"', f'{name} in ["a", "c"]'],
        "choices": [
            f'"{word}" in {name}', f'any_of({name}, ["a", "b"])', f'all_of({name}, ["a", "b"])',
            f"count({name}) > 1", f'{name} == ["{word}"]', f'not ("{word}" in {name})',
        ],
        "yesno": [f'{name} == "ja"', f'{name} == "nee"', f'not ({name} == "ja")', f'{name} != "ja"'],
        "number": [f"{name} > 3", f"{name} <= 3", f"{name} * 2 + 1 >= 7", f"{name} / ({name} - 3) > 1"],
        "scale": [f"{name} > 2", f"{name} == 2", f"{name} in [1, 5]"],
        "text": [f'contains_text({name}, "x")', f'{name} == "x"'],
        "date": [f"{name} < today()", f'{name} > "2026-06-01"'],
        "table": [
            f"count({name}) > 1", f'sum(column({name}, "n")) > 3', f'any_of(column({name}, "c"), ["a"])',
        ],
        "matrix": [f"count({name}) == 2"],
        "risks": [f"worst({name}) > 2", f"worst({name}, residual=true) > 2"],
    }  # fmt: skip
    status = [f"answered({name})", f"unknown({name})", f"not_applicable({name})"]
    return str(pick(random, [*forms[kind], *forms[kind], *status]))


def condition(random: Random, asked: list[Asked], extra: list[str], depth: int = 2) -> str:
    """A condition on questions, or on something that the place of the rule can see."""
    if extra and (not asked or chance(random, 0.3)):
        return str(pick(random, extra))
    if not asked:
        return "true"
    if depth and chance(random, 0.4):
        left, right = (condition(random, asked, extra, depth - 1) for _ in range(2))
        return f"({left} {pick(random, ('and', 'or'))} {right})"
    if depth and chance(random, 0.1):
        return f"not ({condition(random, asked, extra, depth - 1)})"
    return _of_kind(random, pick(random, asked))


class Maker:
    """Makes one questionnaire. Only the first section gives points `p`: the rest may look at them."""

    def __init__(self, random: Random, sections: int, questions: int) -> None:
        self.random = random
        self.asked: list[Asked] = []
        self.early = ['points("p") > 2', 'score("s1") >= 3', 'band("s1") == "hoog"', 'outcome("o1")']
        self.late = [*self.early, 'points("p2") > 2', 'score("s2") > 1', 'outcome("o2")', 'score("s3") < 2']
        sections_made = [self._section(place, questions) for place in range(sections)]
        for keys in self.asked:
            self._late(keys)
        self.data: dict[str, Any] = {
            "format": 1,
            "id": "t",
            "version": "1.0.0",
            "title": "T",
            "sections": sections_made,
            "scores": self._scores(),
            "outcomes": self._outcomes(),
        }
        if chance(random, 0.4):
            self.data["checks"] = [self._check()]

    def _section(self, place: int, questions: int) -> dict[str, Any]:
        extra = self.early if place else []
        first = [] if place else [question("yesno", "q", points={"ja": {"p": 1, "p2": 3}}, allow=["unknown"])]
        section: dict[str, Any] = {"id": f"s_{place}", "title": f"S {place}", "questions": [*first]}
        self.asked += first
        if place and chance(self.random, 0.4):
            section["show_if"] = condition(self.random, self.asked, extra)
        for number in range(self.random.randint(1, questions)):
            made = self._question(f"q{place}_{number}", place, extra)
            section["questions"].append(made)
            self.asked.append(made)
        if chance(self.random, 0.2):
            section["checks"] = [self._check()]
        return section

    def _question(self, name: str, place: int, extra: list[str]) -> Asked:
        random = self.random
        kind = pick(random, KINDS)
        made = question(kind, name, label=f"{name}: {kind}?", **_KEYS.get(kind, lambda random: {})(random))
        if place and chance(random, 0.05):
            made |= HIDDEN
        if self.asked and chance(random, 0.5):
            made["show_if"] = condition(random, self.asked, extra)
        if self.asked and kind in ("choice", "choices") and chance(random, 0.2):
            made["options"][0]["show_if"] = condition(random, self.asked, extra)
        if chance(random, 0.3):
            made["allow"] = ["unknown", "not_applicable"]
        self._points(made, place)
        return made

    def _points(self, made: Asked, place: int) -> None:
        random, kind = self.random, made["type"]
        names = ["p2"] if place else ["p", "p2"]
        for name in names if kind in _GIVES and chance(random, 0.7) else ():
            amount = pick(random, (1, 2, 3, -1, 0.5, 0.1))
            if kind == "yesno":
                made.setdefault("points", {}).setdefault("ja", {})[name] = amount
            elif kind == "scale":
                made.setdefault("points_per_step", {})[name] = amount
            else:
                pick(random, made["options"]).setdefault("points", {})[name] = amount
            if "allow" in made and chance(random, 0.3):
                made.setdefault("points_when_unknown", {})[name] = 2

    def _late(self, made: Asked) -> None:
        """What sees everything: whether it is required, and checks."""
        random = self.random
        if chance(random, 0.4):
            made["required"] = pick(random, (True, ["pilot"], condition(random, self.asked, self.late)))
        if chance(random, 0.2):
            made["checks"] = [self._check()]
        if made["type"] in ("table", "risks") and chance(random, 0.4):
            cell = 'row("n") < 5' if made["type"] == "table" else 'row("severity") < 5'
            rule = f"{cell} or {condition(random, self.asked, self.late)}"
            made["checks"] = [{"rule": rule, "message": f"Rij van {made['id']}."}]

    def _check(self) -> dict[str, Any]:
        rule = condition(self.random, self.asked, self.late)
        return {"rule": rule, "message": f"Niet: {rule}."}

    def _scores(self) -> list[dict[str, Any]]:
        bands = [{"id": "laag", "upto": 0.5, "title": "Laag"}, {"id": "hoog", "title": "Hoog"}]
        half = pick(self.random, ("2", '0.5 * score("s1")', 'max_score("s1")', 'points("p2", section="s_0")'))
        return [
            {"id": "s2", "title": "S2", "value": f'points("p2") + score("s1") - {half}',
             "max": 'max_score("s1") + 5', "bands": bands},
            {"id": "s1", "title": "S1", "value": 'points("p")', "max": 'max_points("p")', "bands": bands},
            {"id": "s3", "title": "S3", "value": 'round_half_up(score("s2") / 3) if outcome("o2") else 0'},
        ]  # fmt: skip

    def _outcomes(self) -> list[dict[str, Any]]:
        random = self.random
        first = [made for made in self.asked if made["id"] == "q" or made["id"].startswith("q0_")]
        rules = {
            "o3": condition(random, self.asked, self.late),
            "o2": f'{condition(random, self.asked, self.early)} or band("s2") == "hoog"',
            "o1": condition(random, first, ['score("s1") > 1', 'band("s1") == "laag"']),
            "o4": 'outcome("o3") and not outcome("o2")',
        }
        return [
            {"id": name, "if": rule, "kind": "info", "text": f"Uitkomst {name}."}
            | ({"in_force_from": "2027-12-02"} if chance(random, 0.1) else {})
            for name, rule in rules.items()
        ]


_GIVES = ("choice", "choices", "yesno", "scale", "matrix")
_ABC = ("a", "b", "c")


def _choices(random: Random) -> dict[str, Any]:
    made = options(*_ABC, "geen")
    made[3]["exclusive"] = True
    return {"options": made} | ({"max_choices": 2} if chance(random, 0.3) else {})


def _number(random: Random) -> dict[str, Any]:
    return pick(random, ({}, {"min": 0, "max": 9}, {"integer": True}))  # type: ignore[no-any-return]


def _table(random: Random) -> dict[str, Any]:
    shown = {"show_if": 'row("n") > 2'} if chance(random, 0.3) else {}
    needed = {"required": 'row("n") > 3'} if chance(random, 0.3) else {}
    columns = [
        {"id": "n", "type": "number", "label": "N"},
        {"id": "c", "type": "choice", "label": "C", "options": options(*_ABC)} | shown,
        {"id": "t", "type": "text", "label": "T"} | needed,
    ]
    return {"columns": columns} | ({"max_rows": 2} if chance(random, 0.3) else {})


def _matrix(random: Random) -> dict[str, Any]:
    return {"options": options(*_ABC)}


_KEYS: dict[str, Callable[[Random], dict[str, Any]]] = {
    "choice": lambda random: {"options": options(*_ABC)},
    "choices": _choices,
    "number": _number,
    "table": _table,
    "matrix": _matrix,
    "text": lambda random: pick(random, ({}, {"max_length": 5}, {"pattern": "x+"})),
}


def file_at_random(random: Random, *, sections: int = 4, questions: int = 5) -> dict[str, Any]:
    """The data of a questionnaire."""
    return Maker(random, random.randint(1, sections), questions).data


_VALUES: dict[str, list[Any]] = {
    "choice": [*_ABC, *_ABC, "z"],
    "choices": [["a"], ["a", "b"], ["b", "c"], ["a", "b", "c"], ["geen"], ["a", "geen"], ["z"]],
    "yesno": ["ja", "nee", "ja", "nee", "misschien"],
    "number": [0, 1, 3, 4, 2.5, 3.5, 12, True, "x"],
    "scale": [1, 2, 3, 5, 9],
    "text": ["x", "xx", "een x", "lang genoeg", "half \ud800"],
    "date": ["2026-05-01", "2026-11-23", "2027-01-01", "2026-02-31"],
    "table": [
        [{"n": 1}], [{"n": 3, "c": "a"}, {"n": 5, "c": "b", "t": "x"}], [{}, {"n": 6}, None, {"t": "\x00"}],
        [{"c": "z"}], [{}], [{"n": 2}, {"n": 2}, {"n": 9}], [None, {"n": 6}], [{"n": 6}],
    ],
    "matrix": [{"r1": "a"}, {"r1": "b", "r2": "c"}, {"r2": "a"}, {"r1": "z"}, {"r3": "a"}],
    "risks": [[RISKY], [RISKY | {"residual_severity": 1}], [{"harm": "x"}], [RISKY | {"severity": 5}], "x"],
}  # fmt: skip
_ASIDE: list[Any] = [{"unknown": "weet niet"}, {"not_applicable": "nvt"}, {"unknown": ""}, None, "", [], {}]


def answer_at_random(random: Random, kind: str) -> Any:
    """An answer that may be good, bad, blank, or set aside."""
    return pick(random, [*_VALUES[kind], *_VALUES[kind], *_ASIDE])


def answers_at_random(random: Random, kinds: dict[str, str], share: float = 0.6) -> dict[str, Any]:
    """Answers to a part of the questions."""
    return {name: answer_at_random(random, kind) for name, kind in kinds.items() if chance(random, share)}
