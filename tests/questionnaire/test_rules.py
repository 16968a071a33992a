"""What rules mean, as the format lays down: missing, types, numbers, dates."""

import pytest

from .making import data, errors, make, options, question, rule_result, run, value_of

ASKED = [
    question("choice", "c"),
    question("choices", "m"),
    question("yesno", "y"),
    question("number", "n"),
    question("scale", "s"),
    question("date", "d"),
    question("month", "mo"),
    question("text", "t"),
    question("table", "tab"),
    question("number", "about-system.3"),
    question("number", "count"),
]
GIVEN = {
    "c": "a",
    "m": ["a", "b"],
    "y": "ja",
    "n": 2,
    "s": 3,
    "d": "2026-11-23",
    "mo": "2026-11",
    "t": "Een tekst",
    "tab": [{"col": 1}, {"col": 2.5}, {}],
    "about-system.3": 7,
    "count": 9,
}


@pytest.mark.parametrize(
    "rule",
    [
        'c == "a"',
        'c != "b"',
        'y == "ja"',
        'm == ["b", "a"]',
        'm != ["a"]',
        '"a" in m',
        '"c" not in m',
        'c in ["a", "b"]',
        'c not in ["b"]',
        "n in [1, 2]",
        "n == 2.0",
        "n < s",
        "s >= 3",
        'd == "2026-11-23"',
        "d == today()",
        'd > "2026-01-01"',
        'mo <= "2026-11"',
        'contains_text(t, "tekst")',
        'not contains_text(t, "TEKST")',
        "answered(c) and not unknown(c) and not not_applicable(c)",
        "count(m) == 2",
        "count(tab) == 2",
        'sum(column(tab, "col")) == 3.5',
        'max(column(tab, "col"), n) == 2.5',
        'any_of(m, ["a", "c"])',
        'not all_of(m, ["a", "c"])',
        "sum([]) == 0",
        "not (min([]) == 0)",
        'q("about-system.3") == 7',
        'q("count") == 9',
        "n + s * 2 == 8",
        "-n == -2",
        "(1 if n == 2 else 0) == 1",
        "0.1 + 0.2 == 0.3",
        "round_half_up(2.5) == 3",
        "round_half_up(-2.5) == -2",
        "1 / 3 * 3 == 1",
        "true",
        "not false",
    ],
)
def test_rules_that_hold(rule: str) -> None:
    assert rule_result(rule, ASKED, **GIVEN)


@pytest.mark.parametrize(
    "rule",
    [
        'c == "a"',
        'c != "a"',
        'c in ["a"]',
        'c not in ["a"]',
        '"a" in m',
        '"a" not in m',
        'any_of(m, ["a"])',
        'all_of(m, ["a"])',
        "n < 1",
        "n >= 1",
        "n + 1 == 1",
        "1 / 0 == 1",
        "n == s",
        "answered(c)",
        'contains_text(t, "")',
    ],
)
def test_with_missing_answers_every_comparison_is_false(rule: str) -> None:
    assert not rule_result(rule, ASKED)


def test_not_equal_differs_from_not_equals_when_missing() -> None:
    assert not rule_result('c != "a"', ASKED)
    assert rule_result('not (c == "a")', ASKED)
    assert rule_result("count(m) == 0", ASKED)
    assert rule_result("sum(n, s) == 0", ASKED)


def test_numbers_are_exact_and_whole_results_are_integers() -> None:
    assert value_of("n + 0.2", ASKED, n=0.1) == 0.3
    result = value_of("0.5 * n", ASKED, n=4)
    assert result == 2
    assert isinstance(result, int)
    assert value_of("n / 0", ASKED, n=4) is None


def test_endless_products_are_missing_rather_than_slow() -> None:
    scores = [{"id": "s0", "title": "S", "value": "n"}]
    scores += [
        {"id": f"s{i}", "title": "S", "value": " * ".join([f'score("s{i - 1}")'] * 20)} for i in range(1, 30)
    ]
    assert run(make(question("number", "n"), scores=scores), n=999_999).scores["s29"].value is None


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('cc == "a"', "there is no question “cc”"),
        ('y == "yes"', "“yes” is not one of the options"),
        ('c in ["z"]', "“z” is not one of the options"),
        ('"z" in m', "“z” is not one of the options"),
        ('m == "a"', "can never equal"),
        ("c == 1", "can never equal"),
        ("c < m", "have an order"),
        ("d < n", "cannot be compared"),
        ('d < "1 mei"', "is not a date"),
        ("d < mo", "cannot be compared"),
        ("c", "compare it with something"),
        ("n + t == 1", "a number is expected"),
        ("1 < n < 3", "not chained"),
        ('"a" in t', "contains_text"),
        ("n in 3", "looks in a list"),
        ("tab == 1", "can never equal"),
        ("answerd(c)", "did you mean “answered”?"),
        ("count == 9", 'write q("count")'),
        ("n ** 2 == 4", "not part of the rule language"),
        ("[x for x in m] == m", "not part of the rule language"),
        ("c.upper() == 1", "there is no function"),
        ("(lambda: 1)() == 1", "there is no function"),
        ("True", "write true"),
        ("c = 'a'", "this is no rule"),
        ('column(tab, "cool") == 1', "did you mean “col”?"),
        ('row("col") == 1', "for the columns and checks"),
        ('points("p") == 1', "nothing gives points"),
        ('score("p") == 1', "there is no score"),
        ("worst(c) == 1", "of type risks"),
        ("count(c) == 1", "count() counts"),
        ("n == 1 # one", "no comments"),
        ("(" * 60 + "n" + ")" * 60 + " == " + "-" * 60 + "1", "nested deeper"),
        ("(" * 900 + "n" + ")" * 900, "this"),
        ("not " * 490 + "true", "nested"),
        ("n == " + "1" * 2_000, "at most 2000 characters"),
        ("n == 1e400", "no literal"),
        ("n == 1j", "no literal"),
        ("\x01", "rule"),
    ],
)
def test_rules_that_are_errors_of_the_file(rule: str, words: str) -> None:
    found = errors(data(*ASKED, outcomes=[{"id": "o", "if": rule, "kind": "info", "text": "O"}]))
    assert len(found) == 1, found
    assert words in found[0]


def test_long_chains_of_scores_are_computed() -> None:
    scores = [{"id": "s0", "title": "S", "value": "n"}]
    scores += [{"id": f"s{i}", "title": "S", "value": f'score("s{i - 1}") + 1'} for i in range(1, 900)]
    made = make(question("number", "n"), scores=list(reversed(scores)))
    assert run(made, n=1).scores["s899"].value == 900


def test_show_if_sees_earlier_questions_only() -> None:
    late = question("text", "x", show_if='y == "ja"')
    assert "does not stand before this" in errors(data(late, question("yesno", "y")))[0]
    assert not errors(data(question("yesno", "y"), late))


def test_points_decide_what_is_shown_only_when_all_that_feeds_them_is_earlier() -> None:
    first = question("choice", "c", options=options("a", "b", a=2))
    shown = question("text", "x", show_if='points("p") > 1')
    last = question("choice", "e", options=options("a", a=1))
    assert not errors(data(first, shown))
    assert "“e”" in errors(data(first, shown, last))[0]
    made = make(first, shown)
    assert "x" in run(made, c="a").applicable
    assert "x" not in run(made, c="b").applicable


def test_scores_and_outcomes_may_not_go_round() -> None:
    scores = [{"id": "a", "title": "A", "value": '1 if outcome("o") else 0'}]
    outcomes = [{"id": "o", "if": 'score("a") == 1', "kind": "info", "text": "O"}]
    found = errors(data(question("text"), scores=scores, outcomes=outcomes))
    assert len(found) == 2
    assert all("goes round in a circle" in each for each in found)


def test_the_maximum_of_a_score_may_not_look_at_answers() -> None:
    score = {"id": "a", "title": "A", "value": "n", "max": "n + 1"}
    assert "may not look at answers" in errors(data(question("number", "n"), scores=[score]))[0]
