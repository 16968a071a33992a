"""The rule builder: what fits in a form comes back from its text, and means the same."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Questionnaire, read_file
from afweging.questionnaire.rules.annotate import annotate
from afweging.questionnaire.rules.forms import (
    COMPARISONS,
    FormInvalid,
    Row,
    RuleForm,
    Subject,
    Where,
    choices,
    from_rule,
    subject,
    to_rule,
)
from afweging.questionnaire.rules.parse import RuleError, parse
from afweging.questionnaire.run import Run

from .making import TODAY, make, options, question
from .rules_at_random import WORLD, rules

SHIPPED = sorted((Path(__file__).parents[2] / "questionnaires").glob("*.yaml"))
IN_TABLES = {table: choices(WORLD, Where(table=table)) for table in ("", "tab", "r", "w", "me")}

VALUES: Mapping[str, st.SearchStrategy[str]] = {
    "number": st.sampled_from(["0", "-3", "2.5", "1000", "0.125", "1000000000000000"]),
    "rank": st.sampled_from(["1", "4"]),
    "date": st.sampled_from(["2026-11-23", "2027-12-02"]),
    "month": st.sampled_from(["2026-11"]),
    "text": st.sampled_from(["x", 'met "aanhalingstekens"', "it's \\ zo", "# geen commentaar", "ja"]),
}


@st.composite
def rows(draw: Any, table: str) -> Row:
    about: Subject = draw(st.sampled_from(IN_TABLES[table]))
    comparison = draw(st.sampled_from(about.comparisons))
    one = VALUES.get(about.value, st.sampled_from([name for name, _ in about.options] or [""]))
    if about.value == "date" and about.name != "today":
        one |= st.just("today")
    most = {"none": 0, "one": 1, "several": 3}[comparison.takes]
    values = draw(st.lists(one, min_size=min(most, 1), max_size=most))
    return Row(about.name, comparison.code, tuple(values))


def forms(table: str) -> st.SearchStrategy[RuleForm]:
    return st.builds(RuleForm, st.sampled_from(["all", "any"]), st.lists(rows(table), max_size=4).map(tuple))


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(list(IN_TABLES)))
def test_a_form_comes_back_from_its_rule(data: st.DataObject, table: str) -> None:
    form = data.draw(forms(table))
    text = to_rule(form, WORLD, table)
    assert from_rule(WORLD, text, table) == form


ANSWERS: list[dict[str, Any]] = [
    {},
    {"c": "a", "c2": "b", "m": ["a"], "y": "ja", "n": 2.5, "s": 1, "d": "2026-11-23", "mo": "2026-11"},
    {"c": "b", "m": ["a", "b"], "y": "nee", "n": 0, "s": 2, "d": "2027-12-02", "mo": "2026-12", "lt": "ja"},
    {"m": ["c"], "tab": [{"n": 1, "c": "a"}, {"n": 3, "d": "2026-11-23"}], "f": ["e1"], "mx": {"r1": "a"}},
    {"r": [{"likelihood": 5, "severity": 5, "residual_likelihood": 1, "residual_severity": 1}]},
]  # fmt: skip


def outcome_of(rule: str, answers: dict[str, Any]) -> bool:
    run = Run(WORLD.program, answers, TODAY.isoformat(), None)
    run.walk()
    return bool(annotate(WORLD, rule, "if").rule.compute(run))


@settings(max_examples=300, deadline=None)
@given(rules(depth=2))
def test_a_rule_that_fits_in_a_form_keeps_its_meaning(rule: str) -> None:
    form = from_rule(WORLD, rule)
    if form is not None:
        again = to_rule(form, WORLD)
        assert [outcome_of(rule, each) for each in ANSWERS] == [outcome_of(again, each) for each in ANSWERS]


@pytest.mark.parametrize(
    ("rule", "form"),
    [
        ("", RuleForm()),
        ('c == "a"', RuleForm("all", (Row("question:c", "is", ("a",)),))),
        ('not (c == "a")', RuleForm("all", (Row("question:c", "not_is", ("a",)),))),
        ('c != "a"', RuleForm("all", (Row("question:c", "differs", ("a",)),))),
        (
            'y == "ja" or unknown(y) or not any_of(m, ["a", "b"])',
            RuleForm(
                "any",
                (
                    Row("question:y", "is", ("ja",)),
                    Row("question:y", "unknown"),
                    Row("question:m", "not_includes_any", ("a", "b")),
                ),
            ),
        ),
        ('"a" in m', RuleForm("all", (Row("question:m", "includes_any", ("a",)),))),
        ("3 <= n", RuleForm("all", (Row("question:n", "at_least", ("3",)),))),
        ("n > 1e3", RuleForm("all", (Row("question:n", "more", ("1000",)),))),
        ("d >= today()", RuleForm("all", (Row("question:d", "from", ("today",)),))),
        ("n < -0.50", RuleForm("all", (Row("question:n", "less", ("-0.5",)),))),
        ('answered(q("about-system.3"))', RuleForm("all", (Row("question:about-system.3", "answered"),))),
        ('q("count") == 1', RuleForm("all", (Row("question:count", "is", ("1",)),))),
        ("count(tab) > 2", RuleForm("all", (Row("count:tab", "more", ("2",)),))),
        ("worst(r, residual=true) >= 3", RuleForm("all", (Row("residual:r", "at_least", ("3",)),))),
        ('band("p") in ["laag", "hoog"]', RuleForm("all", (Row("band:p", "one_of", ("laag", "hoog")),))),
        ('points("p") > 0', RuleForm("all", (Row("points:p", "more", ("0",)),))),
        ('not outcome("o")', RuleForm("all", (Row("outcome:o", "not_holds"),))),
        ('hid == "a"', RuleForm("all", (Row("question:hid", "is", ("a",)),))),
    ],
)  # fmt: skip
def test_rules_as_a_form(rule: str, form: RuleForm) -> None:
    assert from_rule(WORLD, rule) == form


@pytest.mark.parametrize(
    "rule",
    [
        'c == "a" and (answered(n) or answered(d))',
        "n + 1 > 2",
        "c == c2",
        "n > s",
        'points("p", section="part") > 1',
        'any_of(column(tab, "c"), ["a"])',
        "true",
        'contains_text(t, "a\\nb")',
        "c in []",
        "nowhere",
        "n ==",
        'row("n") > 1',
    ],
)
def test_rules_that_are_too_rich_for_a_form(rule: str) -> None:
    assert from_rule(WORLD, rule) is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Row("question:nowhere", "is", ("a",)), "subject"),
        (Row("row:n", "is", ("1",)), "subject"),
        (Row("question:i", "answered"), "subject"),
        (Row("nonsense", "is"), "subject"),
        (Row("question:c", "at_least", ("1",)), "comparison"),
        (Row("question:c", "nonsense", ("a",)), "comparison"),
        (Row("score:p", "answered"), "comparison"),
        (Row("question:c", "is", ("q",)), "values"),
        (Row("question:c", "is"), "values"),
        (Row("question:c", "is", ("a", "b")), "values"),
        (Row("question:c", "one_of"), "values"),
        (Row("question:n", "is", ("1,5",)), "values"),
        (Row("question:n", "is", ("0.1234567890123456789012",)), "values"),
        (Row("question:n", "is", ("9" * 400,)), "values"),
        (Row("question:n", "is", ("1.50",)), "values"),
        (Row("question:d", "before", ("2026-02-31",)), "values"),
        (Row("question:mo", "before", ("today",)), "values"),
        (Row("question:t", "is", (" ",)), "values"),
        (Row("question:c", "answered", ("a",)), "values"),
    ],
)
def test_rows_that_make_no_rule(row: Row, code: str) -> None:
    with pytest.raises(FormInvalid) as error:
        to_rule(RuleForm("all", (Row("question:y", "answered"), row)), WORLD)
    assert (error.value.row, error.value.code) == (1, code)


def names(file: Questionnaire, where: Where) -> list[str]:
    return [each.name for each in choices(file, where)]


PLACED = make(
    question("choice", "first", options=options("a", "b", a=1)),
    question("yesno", "second", allow=["unknown"]),
    question("table", "third"),
    question("choice", "last", options=options("x", "y", x=3)),
    scores=[{"id": "s", "title": "S", "value": 'points("p")', "max": "4",
             "bands": [{"id": "low", "title": "Low"}]}],
    outcomes=[
        {"id": "early", "if": 'first == "a"', "kind": "info", "text": "E"},
        {"id": "late", "if": 'band("s") == "low"', "kind": "info", "text": "L"},
        {"id": "built", "if": 'outcome("late")', "kind": "info", "text": "B"},
    ],
)  # fmt: skip


def test_a_condition_sees_only_what_stands_before_it() -> None:
    assert names(PLACED, Where(before="first")) == ["today"]
    assert names(PLACED, Where(before="third")) == [
        "question:first", "question:second", "outcome:early", "today",
    ]  # fmt: skip
    assert names(PLACED, Where(before="part")) == ["today"]
    assert names(PLACED, Where(before="just_added")) == names(PLACED, Where())
    assert {"points:p", "score:s", "band:s", "outcome:late", "count:third"} <= set(names(PLACED, Where()))


def test_an_outcome_does_not_see_what_builds_on_it() -> None:
    found = {name for name in names(PLACED, Where(outcome="late")) if name.startswith("outcome:")}
    assert found == {"outcome:early"}
    assert "outcome:late" in names(PLACED, Where(outcome="built"))


def test_a_column_sees_the_columns_before_it() -> None:
    cells = [name for name in names(WORLD, Where(table="tab", column="d")) if name.startswith("row:")]
    assert cells == ["row:n", "row:c"]


def test_each_type_offers_what_it_allows() -> None:
    second = subject(PLACED, "question:second")
    assert second is not None
    assert [each.code for each in second.comparisons][:4] == ["is", "not_is", "one_of", "not_one_of"]
    assert {"unknown", "not_unknown"} <= {each.code for each in second.comparisons}
    assert dict(second.options)["ja"].to("nl") == "Ja"
    assert (second.number, second.value, second.hidden) == ("1.2", "option", False)
    hidden = subject(WORLD, "question:hid")
    assert hidden is not None
    assert hidden.hidden
    assert "question:hid" not in names(WORLD, Where())


def test_is_not_says_what_it_means_without_an_answer() -> None:
    words = {code: COMPARISONS[code].words for code in ("not_is", "differs")}
    assert words["not_is"].to("nl") == "is niet (ook zonder antwoord)"
    assert words["differs"].to("nl") == "is iets anders dan (wel beantwoord)"
    assert not outcome_of('c != "a"', {})
    assert outcome_of('not (c == "a")', {})
    assert all(len({*each.words}) == 2 for each in COMPARISONS.values())


def test_what_is_offered_can_be_used() -> None:
    for about in choices(PLACED, Where(before="last")):
        for comparison in about.comparisons:
            value = {"option": about.options[:1], "number": [("1", None)], "date": [("2026-11-23", None)]}
            given = tuple(name for name, _ in value.get(about.value, [("x", None)]))
            values = given if comparison.takes != "none" else ()
            form = RuleForm("all", (Row(about.name, comparison.code, values),))
            annotate(PLACED, to_rule(form, PLACED), "show_if")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_condition_that_ships_of_one_level_is_recognised(path: Path) -> None:
    file = read_file(path)
    for each in file:
        if each.show_if and _is_flat(parse(each.show_if)):
            form = from_rule(file, each.show_if)
            assert form is not None, each.show_if
            allowed = {offered.name for offered in choices(file, Where(before=each.id))}
            assert {row.subject for row in form.rows} <= allowed


def _is_flat(tree: ast.expr) -> bool:
    parts = tree.values if isinstance(tree, ast.BoolOp) else [tree]
    nested = (ast.BoolOp, ast.BinOp, ast.IfExp)
    return not any(isinstance(node, nested) for part in parts for node in ast.walk(part))


def test_a_form_never_raises_on_what_is_no_rule() -> None:
    for text in ("(" * 500, "\0", "a" * 3000, "c == 'x' ==", "[]"):
        assert from_rule(WORLD, text) is None
    with pytest.raises(RuleError):
        annotate(WORLD, "[]", "if")
