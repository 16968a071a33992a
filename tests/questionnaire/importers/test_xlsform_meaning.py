"""Conditions of forms mean in rules what they mean in XPath, for every answer and for none."""

from __future__ import annotations

import random
from typing import Any

import pytest

from afweging.questionnaire.importers.xlsform.xpath import parse

from .forms import form, row
from .making import applicable, imported, notes, read
from .xpath_reading import truth

FIELDS = (
    row("text", "t", "T"),
    row("integer", "n", "N"),
    row("decimal", "d", "D"),
    row("select_one jn", "jn", "JN"),
    row("select_one cijfer", "c", "C"),
    row("select_multiple abc", "m", "M"),
    row("date", "dag", "Dag"),
)
VALUES: dict[str, list[Any]] = {
    "t": ["x", "ja", "3"],
    "n": [0, 1, 3, -2],
    "d": [0.5, 3],
    "jn": ["ja", "nee"],
    "c": ["1", "2", "10"],
    "m": [["a"], ["b"], ["a", "b"], ["a", "b", "c"]],
    "dag": ["2026-01-01", "2020-05-05"],
}


def shows(condition: str, answers: dict[str, Any]) -> bool:
    """Is a question with this condition shown?"""
    result = imported("xlsform", form(*FIELDS, row("text", "vraag", "V", relevant=condition)))
    assert "vraag" not in notes(result), notes(result)
    return "vraag" in applicable(result, answers)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ("${t} != 'x'", {}, True),
        ("${t} != 'x'", {"t": "y"}, True),
        ("${t} != 'x'", {"t": "x"}, False),
        ("${t} = ''", {}, True),
        ("${t} != ''", {"t": "a"}, True),
        ("${n} > 3", {}, False),
        ("not(${n} > 3)", {}, True),
        ("${n} != 3", {}, True),
        ("${n} = ''", {}, True),
        ("${n} = ''", {"n": 0}, False),
        ("${n} <= 0", {}, False),
        ("${n} + ${d} > 1", {"n": 1}, False),
        ("${n} + ${d} > 1", {"n": 1, "d": 0.5}, True),
        ("coalesce(${n}, 0) + 1 > 0", {}, True),
        ("if(${jn} = 'ja', ${n} > 1, ${n} < 1)", {"jn": "ja", "n": 3}, True),
        ("if(${jn} = 'ja', ${n} > 1, ${n} < 1)", {"n": 3}, False),
        ("${jn} != 'ja'", {}, True),
        ("${jn} = 'nergens'", {"jn": "ja"}, False),
        ("${c} > 1", {"c": "10"}, True),
        ("${c} + 1 = 3", {"c": "2"}, True),
        ("starts-with(${c}, '1')", {"c": "10"}, True),
        ("starts-with(${c}, '1')", {}, False),
        ("regex(${c}, '[0-9]{2}')", {"c": "10"}, True),
        ("concat(${jn}, '-', ${c}) = 'ja-2'", {"jn": "ja", "c": "2"}, True),
        ("string-length(${t}) > 0", {}, False),
        ("string-length(${t}) = 0", {}, True),
        ("selected(${m}, 'a')", {"m": ["b", "a"]}, True),
        ("selected(${m}, 'a')", {}, False),
        ("not(selected(${m}, 'a'))", {}, True),
        ("selected(${jn}, 'ja')", {"jn": "ja"}, True),
        ("count-selected(${m}) = 0", {}, True),
        ("count-selected(${m}) >= 2", {"m": ["a", "c"]}, True),
        ("${m} = 'a'", {"m": ["a"]}, True),
        ("${m} != 'a'", {}, True),
        ("contains(${t}, 'x')", {"t": "axb"}, True),
        ("${dag} < today()", {"dag": "2020-01-01"}, True),
        ("${dag} < today()", {}, False),
        ("${dag} >= date('2026-01-01')", {"dag": "2026-01-01"}, True),
        ("${t} = ${jn}", {"t": "ja", "jn": "ja"}, True),
        ("${t} = ${jn}", {}, True),
        ("yes", {}, True),
        ("${jn} = 'ja' and (${n} = 1 or ${t} = \"x\")", {"jn": "ja", "t": "x"}, True),
    ],
)
def test_a_condition(condition: str, answers: dict[str, Any], expected: bool) -> None:
    assert shows(condition, answers) == expected


@pytest.mark.parametrize(
    "condition",
    [
        "starts-with(${t}, 'x')", "today() - ${dag} > 3", "pulldata('x', 'a', 'b', ${t}) = 1", "1 = ",
        "${n} mod 2 = 0", "position(..) > 1", "${last-saved#n} = 1", "string-length(${t}) > 3",
        "instance('l')/items/item[name = ${t}]/v = 1",
    ],
)  # fmt: skip
def test_what_rules_cannot_say_holds_and_is_noted(condition: str) -> None:
    result = imported("xlsform", form(*FIELDS, row("text", "vraag", "V", relevant=condition)))
    assert any("cannot say" in what and "taken to hold" in what for what in notes(result)["vraag"])
    assert "vraag" in applicable(result, {})


def test_only_the_part_that_rules_cannot_say_is_taken_to_hold() -> None:
    condition = "${jn} = 'ja' and starts-with(${t}, 'x')"
    result = imported("xlsform", form(*FIELDS, row("text", "vraag", "V", relevant=condition)))
    assert "vraag" not in applicable(result, {"jn": "nee", "t": "x"})
    assert "vraag" in applicable(result, {"jn": "ja", "t": "y"})


class Conditions:
    """Conditions at random."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def field(self) -> str:
        return f"${{{self.rng.choice(list(VALUES))}}}"

    def literal(self) -> str:
        texts = ["'x'", "'ja'", "'a'", "''", "'3'", "'nergens'", "'2026-01-01'", "true()", "false()"]
        return self.rng.choice([*texts, "0", "1", "3", "2.5"])

    def number(self, depth: int) -> str:
        kind = self.rng.random()
        if depth <= 0 or kind < 0.5:
            return self.rng.choice(
                ["${n}", "${d}", "${c}", "0", "1", "3", "count-selected(${m})", "coalesce(${n}, 1)"]
            )
        if kind < 0.8:
            return f"({self.number(depth - 1)} {self.rng.choice(['+', '-', '*'])} {self.number(depth - 1)})"
        return f"if({self.truth(depth - 1)}, {self.number(depth - 1)}, {self.number(depth - 1)})"

    def truth(self, depth: int) -> str:
        kind = self.rng.random()
        if depth <= 0 or kind < 0.35:
            return f"{self.field()} {self.rng.choice(['=', '!='])} {self.literal()}"
        if kind < 0.45:
            option = self.rng.choice(["a", "ja", "1", "q"])
            return f"selected(${{{self.rng.choice(['m', 'jn', 'c'])}}}, '{option}')"
        if kind < 0.6:
            return f"({self.truth(depth - 1)} {self.rng.choice(['and', 'or'])} {self.truth(depth - 1)})"
        if kind < 0.7:
            return f"not({self.truth(depth - 1)})"
        if kind < 0.9:
            sign = self.rng.choice(["=", "!=", "<", "<=", ">", ">="])
            return f"{self.number(depth - 1)} {sign} {self.number(depth - 1)}"
        return self.rng.choice([self.field(), f"boolean({self.field()})", f"{self.field()} = {self.field()}"])


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))])
def test_any_condition_means_what_it_means_in_xpath(seed: int) -> None:
    rng = random.Random(seed)
    conditions = [Conditions(rng).truth(3) for _ in range(120)]
    rows = [row("text", f"vraag{place}", "V", relevant=text) for place, text in enumerate(conditions)]
    result = imported("xlsform", form(*FIELDS, *rows))
    questionnaire = read(result)
    beyond = {name for name, told in notes(result).items() if any("cannot say" in what for what in told)}
    compared = 0
    for _ in range(25):
        answers = {name: rng.choice(values) for name, values in VALUES.items() if rng.random() < 0.65}
        shown = set(applicable(questionnaire, answers))
        for place, text in enumerate(conditions):
            if f"vraag{place}" not in beyond:
                assert (f"vraag{place}" in shown) == truth(parse(text), answers), (text, answers)
                compared += 1
    assert compared > 2_000
