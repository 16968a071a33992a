"""What no answers reach: never said of what can be, and said of nearly all that cannot."""

from collections.abc import Mapping
from typing import Any

import pytest

from afweging.questionnaire.health import reach
from afweging.questionnaire.health.logic import sums
from afweging.questionnaire.health.logic.formulas import Formula
from afweging.questionnaire.health.logic.picture import Picture
from afweging.questionnaire.health.reach import unreached
from afweging.questionnaire.health.rules import rules_of

from ..making import data, make, options, question, read
from .files_at_random import readable, witnessed
from .recall import counted, found_in


def assert_none_is_false(seeds: range) -> None:
    for seed in seeds:
        content, file = readable(seed)
        assert not set(found_in(file)) & witnessed(file, content).facts, seed


@pytest.mark.slow
def test_no_warning_is_false() -> None:
    assert_none_is_false(range(30))


@pytest.mark.slow
def test_no_warning_is_false_in_many_files() -> None:
    assert_none_is_false(range(1_000, 1_400))


@pytest.mark.soak
def test_no_warning_is_false_in_very_many_files() -> None:
    assert_none_is_false(range(100_000, 112_000))


@pytest.mark.slow
def test_nearly_all_that_is_never_or_always_so_is_found() -> None:
    found, missed = counted(range(40))
    assert found[False] > 100
    assert missed[False] <= 0.06 * found[False]
    assert missed[True] <= 0.15 * found[True]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ('c == "a" and c == "b"', "never_holds"),
        ('c == "a" or not (c == "a")', "always_holds"),
        ('c == "a" or c != "a" or not answered(c)', "always_holds"),
        ('c == "a" or c != "a"', ""),
        ('m == ["a", "b"] and not ("a" in m)', "never_holds"),
        ('"none" in m and count(m) > 1', "never_holds"),
        ("count(m) > 2", "never_holds"),
        ("n > 10", "never_holds"),
        ("n + 2 > 12", "never_holds"),
        ("2 * n > 7 and n < 3", "never_holds"),
        ("3 - n > 3", "never_holds"),
        ("n > 3 and n < 4", "never_holds"),
        ("x > 3 and x < 4", ""),
        ("s == 6", "never_holds"),
        ('d > "2027-01-01" and d < "2026-06-01"', "never_holds"),
        ('d < "2025-06-01"', "never_holds"),
        ('t == "x" and t == "y"', "never_holds"),
        ("unknown(c)", "never_holds"),
        ("unknown(y) and answered(y)", "never_holds"),
        ('y == "ja" and later == "ja" and not answered(later)', "never_holds"),
        ('later == "ja" and y == "nee"', "never_holds"),
        ("answered(far)", "never_holds"),
        ('points("p") > 9', "never_holds"),
        ('points("p") >= 0', ""),
        ('points("p") >= -1', "always_holds"),
        ("count(tab) > 3", "never_holds"),
        ("count(tab) > 0 and not answered(tab)", "never_holds"),
        ("worst(r) > 4", "never_holds"),
        ('sum(column(tab, "col")) < 0', ""),
        ('outcome("first") and not (c == "a")', "never_holds"),
        ('(c if answered(y) else c2) == "b" and not answered(y) and c2 == "a"', "never_holds"),
        ("(1 if answered(y) else 2) > 2", "never_holds"),
        ("(1 if answered(y) else 2) > 1 and answered(y)", "never_holds"),
        ("(1 if answered(y) else 2) > 1", ""),
        ("min(n, 3) > 3", "never_holds"),
        ("max(n, 3) < 3", "never_holds"),
        ("round_half_up(s / 2) > 3", "never_holds"),
        ("c == c2 and c == \"a\" and c2 == \"b\"", "never_holds"),
        ("c in m and c == \"a\" and \"a\" not in m", "never_holds"),
        ("true", "always_holds"),
        ("false", "never_holds"),
    ],
)  # fmt: skip
def test_conditions(rule: str, code: str) -> None:
    several = [*options("a", "b", a=2), {"id": "none", "label": "-", "exclusive": True}]
    file = make(
        question("choice", "c", options=options("a", "b", "z", a=3)),
        question("choice", "c2", options=options("a", "b")),
        question("choices", "m", options=several),
        question("yesno", "y", allow=["unknown"], points={"ja": {"p": 4}, "nee": {"p": -1}}),
        question("number", "n", min=0, max=10, integer=True),
        question("number", "x"),
        question("scale", "s"),
        question("date", "d", min="2026-01-01"),
        question("text", "t"),
        question("table", "tab", max_rows=3),
        question("risks", "r"),
        question("yesno", "later", show_if='y == "ja"'),
        question("yesno", "far", show_if='later == "ja" and y == "nee"'),
        outcomes=[
            {"id": "first", "if": 'c == "a"', "kind": "info", "text": "F"},
            {"id": "o", "if": rule, "kind": "info", "text": "O"},
        ],
    )
    assert [found for found, part in found_in(file) if part == "o"] == ([code] if code else [])


def test_every_kind_of_condition() -> None:
    content = data(
        question("yesno", "y"),
        question("yesno", "never", show_if='y == "ja" and y == "nee"'),
        question("yesno", "always", show_if='y == "ja" or not (y == "ja")'),
        question("text", "r1", required='y == "ja" and y == "nee"'),
        question("text", "r2", required="true or answered(y)"),
        question("choice", "c", options=[*options("a"), {**options("b")[0], "show_if": "answered(never)"}]),
        question("number", "n", min=0, checks=[{"rule": "n >= 0", "message": "M"}]),
        question("number", "k", min=0, checks=[{"rule": "k < 0", "message": "M"}]),
        question(
            "table",
            "t",
            columns=[
                {"id": "a", "type": "yesno", "label": "A"},
                {
                    "id": "b",
                    "type": "text",
                    "label": "B",
                    "show_if": 'row("a") == "ja" and row("a") == "nee"',
                },
            ],
            checks=[{"rule": 'row("a") == "ja" or not (row("a") == "ja")', "message": "M"}],
        ),
        checks=[{"rule": "not (answered(never))", "message": "M"}],
    )
    content["sections"].append(
        {"id": "s2", "title": "S", "show_if": "answered(never)", "questions": [question("text", "inside")]}
    )
    assert [(each.code, str(each.part)) for each in unreached(_picture(read(content)))] == [
        ("never_shown", "question never"),
        ("always_shown", "question always"),
        ("never_required", "question r1"),
        ("always_required", "question r2"),
        ("never_shown", "option c/b"),
        ("never_fails", "question n"),
        ("always_fails", "question k"),
        ("never_fails", "question t"),
        ("never_shown", "column t/b"),
        ("never_shown", "section s2"),
        ("never_fails", "file"),
    ]


def _picture(file: Any) -> Picture:
    return Picture(file, tuple(rules_of(file)))


@pytest.mark.parametrize(
    ("value", "most", "unreached_bands"),
    [
        ('points("p")', "10", ["high"]),
        ('points("p")', 'max_points("p")', ["mid"]),
        ('min(points("p"), 2)', "10", ["mid", "high"]),
        ('points("p") + 5', "10", ["low"]),
        ('round_half_up(points("p") * 2.5)', "10", ["mid"]),
        ('points("p") if answered(c) else 10', "10", []),
        ("n", "10", []),
        ("n / 100", "10", ["mid", "high"]),
        ("max(n, 9)", "10", ["low", "mid"]),
        ('score("other") + 1', "10", ["high"]),
        ('points("p")', "0", ["low", "mid", "high"]),
        ("worst(r)", "4", []),
        ("count(m)", "10", ["mid", "high"]),
    ],
)
def test_bands(value: str, most: str, unreached_bands: list[str]) -> None:
    bands = [
        {"id": "low", "title": "L", "upto": 0.3},
        {"id": "mid", "title": "M", "upto": 0.6},
        {"id": "high", "title": "H"},
    ]
    file = make(
        question("choice", "c", options=options("a", "b", a=1, b=4)),
        question("choices", "m", options=options("a", "b", "d")),
        question("number", "n", min=0, max=10),
        question("risks", "r"),
        scores=[
            {"id": "other", "title": "O", "value": 'points("p")'},
            {"id": "s", "title": "S", "value": value, "max": most, "bands": bands},
        ],
    )
    assert [part for code, part in found_in(file) if code == "band_unreached"] == unreached_bands


@pytest.mark.parametrize(
    ("show_if", "value", "unreached_bands"),
    [
        ('c == "a"', 'points("p")', ["low"]),  # 0, 6 with 1 to 4, 10 at most: never 1 to 3 alone
        ('c == "b"', 'points("p")', ["mid", "high"]),
        ('c == "b"', 'points("p") * 2', ["mid"]),
        ('c == "b"', 'points("p") if c == "a" else points("p") / 4', ["mid", "high"]),
        ("answered(c)", 'points("p")', []),
    ],
)
def test_points_that_no_answers_give_together(show_if: str, value: str, unreached_bands: list[str]) -> None:
    bands = [
        {"id": "none", "title": "N", "upto": 0},
        {"id": "low", "title": "L", "upto": 0.3},
        {"id": "six", "title": "X", "upto": 0.6},
        {"id": "mid", "title": "M", "upto": 0.7},
        {"id": "high", "title": "H"},
    ]
    file = make(
        question("choice", "c", options=options("a", "b", a=6)),
        question("choice", "d", options=options("a", "b", a=1), show_if=show_if),
        question("choices", "m", options=options("a", "b", a=1, b=2), show_if='d == "a"'),
        scores=[{"id": "s", "title": "S", "value": value, "max": "10", "bands": bands}],
    )
    assert [part for code, part in found_in(file) if code == "band_unreached"] == unreached_bands


def test_of_very_many_sums_nothing_is_said() -> None:
    others = [
        question("choice", f"q{place}", options=options("a", a=2**place), show_if='q == "b"')
        for place in range(11)
    ]
    bands = [{"id": "low", "title": "L", "upto": 0.6}, {"id": "high", "title": "H"}]
    file = make(
        question("choice", "q", options=options("a", "b", a=2**11)),
        *others,
        scores=[{"id": "s", "title": "S", "value": 'points("p")', "max": "4095", "bands": bands}],
    )
    assert [each for each in found_in(file) if each[0] == "band_unreached"] == []


def test_of_very_many_scores_only_some_are_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    looked = sums.ways

    def ways(picture: Picture, score: str) -> Mapping[str, Formula]:
        found = looked(picture, score)
        seen.extend([score] if found else [])
        return found

    monkeypatch.setattr(reach, "ways", ways)
    asked = [question("choice", f"q{place}", options=options("a", "b", a=1)) for place in range(60)]
    bands = [{"id": "low", "title": "L", "upto": 0.5}, {"id": "high", "title": "H"}]
    score = {"title": "S", "value": 'points("p")', "max": "60", "bands": bands}
    found_in(make(*asked, scores=[{"id": f"s{place}", **score} for place in range(40)]))
    assert 5 < len(seen) < 30


def test_what_takes_too_much_work_is_not_said() -> None:
    """Nine people in eight rooms: impossible, but not to be seen without trying."""
    rooms = [question("choice", f"q{number}", options=options(*"abcdefgh")) for number in range(9)]
    rule = " and ".join(f"q{one} != q{other}" for one in range(9) for other in range(one))
    file = make(*rooms, outcomes=[{"id": "o", "if": rule, "kind": "info", "text": "O"}])
    picture = _picture(file)
    assert list(unreached(picture)) == []
    assert 0 < picture.solver.total < 600_000


def test_long_chains_of_conditions_and_outcomes() -> None:
    asked = [question("yesno", "q0")]
    asked += [question("yesno", f"q{place}", show_if=f'q{place - 1} == "ja"') for place in range(1, 300)]
    outcomes = [{"id": "o0", "if": 'q0 == "ja"', "kind": "info", "text": "O"}]
    outcomes += [
        {
            "id": f"o{place}",
            "if": f'outcome("o{place - 1}") or q{place % 300} == "nee"',
            "kind": "info",
            "text": "O",
        }
        for place in range(1, 500)
    ]
    assert found_in(make(*asked, outcomes=outcomes)) == []
