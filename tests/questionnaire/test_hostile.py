"""No rule reaches Python's own objects, and none runs longer than its size allows, however it is written.

Not by timing: every call and every line is counted while a rule is read and while it is evaluated.
"""

import ast
import gc
import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afweging.questionnaire import QuestionnaireInvalid
from afweging.questionnaire import rules as rules_package
from afweging.questionnaire.rules.annotate import EXPECTED, annotate
from afweging.questionnaire.rules.forms import from_rule
from afweging.questionnaire.rules.parse import MAX_DEPTH, MAX_LENGTH, RuleError
from afweging.questionnaire.rules.telling import tell_rule
from afweging.questionnaire.run import Run

from .hostile import HOSTILE
from .making import TODAY, data, question, read
from .rules_at_random import WORLD, rules

ROOMS = Path(rules_package.__file__).parents[1]
MANY = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))

NODES = (
    ast.Name, ast.Constant, ast.List, ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.Compare, ast.IfExp, ast.Call,
    ast.keyword, ast.Load, ast.And, ast.Or, ast.Not, ast.USub, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Eq,
    ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
)  # fmt: skip
"""All that a rule is made of."""

FROM_RUN = frozenset(("values", "status", "row", "today", "points", "score", "max_score", "outcome"))
"""All that a rule asks of the evaluation that it is part of."""

BUILT_IN = frozenset(
    (
        "len", "sum", "max", "min", "gcd", "isinstance", "_abc_instancecheck", "object.__new__", "dict.get",
        "int.bit_length", "any", "all", "lt", "le", "gt", "ge", "eq", "ne",
    )
)  # fmt: skip
"""The functions in C that an evaluation may come to: none of them makes or finds anything by name."""

GIVEN: dict[str, Any] = {
    "c": "a", "m": ["a", "b"], "y": "ja", "n": 2.5, "s": 1, "d": "2026-11-23", "mo": "2026-11", "t": "Tekst",
    "tab": [{"n": 1, "c": "a"}, {"n": 2.25, "d": "2026-11-23"}, {}], "r": [{"likelihood": 4, "severity": 5}],
    "about-system.3": 1_000_000_000_000_000,
}  # fmt: skip


NOT_FOLLOWED = frozenset((Path(__file__).name, "fractions.py", "numbers.py"))
"""Files whose own calls are taken for granted: this one, and those of exact numbers."""


class Watched:
    """A run that gives what rules may ask for and nothing else."""

    def __init__(self, run: Run) -> None:
        object.__setattr__(self, "_run", run)

    def __getattribute__(self, name: str) -> Any:
        assert name in FROM_RUN, name
        return getattr(object.__getattribute__(self, "_run"), name)


def evaluated() -> Run:
    run = Run(WORLD.program, GIVEN, TODAY.isoformat(), None)
    run.walk()
    run.settle()
    for name in WORLD.program.outcomes:
        run.outcome(name)
    for name in WORLD.program.scores:
        run.score(name)
    run.points("p")
    run.points("p", "part")
    run.points("p", "gone_part")
    return run


RUN = evaluated()


class Trail:
    """What was called and how many lines were run."""

    def __init__(self) -> None:
        self.lines = 0
        self.files: Counter[str] = Counter()
        self.built_in: Counter[str] = Counter()

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        self.lines += 1
        if event == "call":
            self.files[frame.f_code.co_filename] += 1
        return self.trace

    def profile(self, frame: FrameType, event: str, arg: Any) -> None:
        if event == "c_call" and Path(frame.f_code.co_filename).name not in NOT_FOLLOWED:
            self.built_in[getattr(arg, "__qualname__", repr(arg))] += 1

    def follow(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do some work, and note everything that is run for it."""
        before = sys.gettrace()
        gc.disable()  # what it calls back has nothing to do with the work
        sys.setprofile(self.profile)
        sys.settrace(self.trace)
        try:
            return work(*given)
        finally:
            sys.settrace(before)
            sys.setprofile(None)
            gc.enable()


def compiled(rule: str, use: str, table: str = "") -> Any:
    try:
        return annotate(WORLD, rule, use, table)
    except RuleError as error:
        assert 0 <= error.offset <= max(len(rule), 1)
        return None


def assert_tame(rule: str, use: str, table: str = "") -> None:
    found = compiled(rule, use, table)
    if found is None:
        return
    assert len(rule) <= MAX_LENGTH
    nodes = list(ast.walk(found.tree))
    assert {type(node) for node in nodes} <= set(NODES)
    RUN.row = {"n": 3, "c": "a"} if table else {}
    trail = Trail()
    result = trail.follow(found.rule.compute, Watched(RUN))
    _assert_plain(result)
    assert trail.built_in.keys() <= BUILT_IN, trail.built_in.keys() - BUILT_IN
    assert all(_is_ours(name) for name in trail.files), trail.files
    assert trail.lines <= 100 * len(nodes)


def _is_ours(name: str) -> bool:
    """The rules, what they ask of the run, exact numbers, and this test."""
    path = Path(name)
    ours = path.is_relative_to(ROOMS / "rules") or path in (
        ROOMS / "run.py",
        ROOMS / "model.py",
        Path(__file__),
    )
    return ours or path.name in ("fractions.py", "numbers.py", "<frozen abc>")


def _assert_plain(value: Any) -> None:
    if isinstance(value, int | Fraction):
        exact = Fraction(value)
        assert max(exact.numerator.bit_length(), exact.denominator.bit_length()) <= 1_100
    else:
        assert value is None or isinstance(value, str)


@MANY
@given(HOSTILE, st.sampled_from(list(EXPECTED)))
def test_what_is_hostile_is_no_rule_or_a_tame_one(rule: str, use: str) -> None:
    assert_tame(rule, use)


@pytest.mark.soak
@settings(MANY, max_examples=20_000)
@given(HOSTILE, st.sampled_from(list(EXPECTED)))
def test_very_much_that_is_hostile_is_tame(rule: str, use: str) -> None:
    assert_tame(rule, use)


@MANY
@given(HOSTILE)
def test_what_is_hostile_is_tame_in_the_rows_of_a_table(rule: str) -> None:
    assert_tame(rule, "check", "tab")


@MANY
@given(rules(depth=3) | rules("number"), st.sampled_from(["if", "value"]))
def test_what_is_a_rule_is_tame(rule: str, use: str) -> None:
    assert_tame(rule, use)


@settings(max_examples=120, deadline=None)
@given(rules(depth=2, in_row=True))
def test_what_is_a_rule_of_a_row_is_tame(rule: str) -> None:
    assert_tame(rule, "check", "tab")


@MANY
@given(HOSTILE | rules(depth=2))
def test_reading_a_rule_takes_no_more_steps_than_its_length_allows(rule: str) -> None:
    trail = Trail()
    trail.follow(compiled, rule, "if")
    assert trail.lines <= 20_000 + 120 * min(len(rule), MAX_LENGTH)
    assert not trail.built_in.keys() & {
        "eval",
        "exec",
        "__import__",
        "open",
        "input",
        "breakpoint",
        "globals",
    }


@MANY
@given(HOSTILE)
def test_telling_and_forms_give_nothing_for_what_is_no_rule(rule: str) -> None:
    if compiled(rule, "if") is None:
        assert tell_rule(WORLD, rule, "nl", "if") == ""
        assert from_rule(WORLD, rule) is None or not rule.strip()
    else:
        assert tell_rule(WORLD, rule, "en", "if")
        from_rule(WORLD, rule)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE)
def test_a_file_with_a_hostile_rule_gives_errors_with_places(rule: str) -> None:
    content = data(
        question("number", "n", required=rule, checks=[{"rule": rule, "message": "M"}]),
        question("text", "t", show_if=rule),
        scores=[{"id": "s", "title": "S", "value": rule, "max": rule}],
        outcomes=[{"id": "o", "if": rule, "kind": "info", "text": "O"}],
    )
    try:
        read(content)
    except QuestionnaireInvalid as error:
        assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)


def nested(before: str, inner: str, after: str) -> Callable[[int], str]:
    return lambda depth: before * depth + inner + after * depth


@pytest.mark.parametrize(
    "form",
    [
        nested("(", "answered(n)", ")"),
        nested("not ", "answered(n)", ""),
        nested("-", "1", ""),
        nested("[", "1", "]"),
        nested("answered(n) and (", "answered(n)", ")"),
        nested("(", "n", " if answered(n) else 1)"),
        nested("min(", "n", ")"),
        nested("", "1", " + 1"),
        nested("", "1", " * 9"),
        nested("lambda: ", "1", ""),
        nested("f'{", "1", "}'"),
        nested("n.", "real", ""),
        nested("", "n", "[0]"),
        nested("9 ** ", "9", ""),
        nested("", "n", " < n"),
    ],
)
def test_no_depth_and_no_length_is_too_much(form: Callable[[int], str]) -> None:
    for depth in (1, MAX_DEPTH - 2, MAX_DEPTH + 1, 90, 200, 400, 900, 1_900):
        for use in ("if", "value"):
            assert_tame(form(depth), use)


def test_numbers_never_grow_past_all_bounds() -> None:
    big = "9" * 300
    for rule in (
        f"{big} * {big}", f"1 / {big} / {big}", f"{big} * {big} - {big} * {big}", f"sum({big} + n) * {big}",
        f"-({big}) * {big} * {big}", f"round_half_up({big} / 3) * {big}", "1e300 * 1e300", "1e-300 * 1e-300",
    ):  # fmt: skip
        assert_tame(rule, "value")
        assert compiled(rule, "value").rule.compute(RUN) is None
    assert compiled("1" + "0" * 400, "value") is None
    assert compiled("9" * 1_900, "value") is None


def test_sums_of_unlike_fractions_do_not_grow_either() -> None:
    parts = ", ".join(f"n / {9_999_991 + 2 * place}" for place in range(130))
    found = compiled(f"sum({parts})", "value")
    trail = Trail()
    assert trail.follow(found.rule.compute, Watched(RUN)) is None
    assert trail.lines < 100 * len(list(ast.walk(found.tree)))


def test_a_rule_is_not_written_in_other_alphabets() -> None:
    for rule, name in (("ａnswered(n)", "ａnswered"), ("ｎ == 1", "ｎ"), ('t == "é" and nо == 1', "nо")):
        with pytest.raises(RuleError) as error:
            annotate(WORLD, rule, "if")
        assert name in error.value.message
        assert error.value.offset == rule.index(name)


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ('t == "éé" and nowhere == 1', "nowhere"),
        ('  t == "é" and nowhere == 1', "nowhere"),
        (" nowhere == 1", "nowhere"),
        ('t == "€" and n ==', ""),
        ('t == "🙂" # waarom', "# waarom"),
        ('  t == "🙂" and 3x', "3x"),
    ],
)
def test_errors_stand_at_the_very_character(rule: str, at: str) -> None:
    with pytest.raises(RuleError) as error:
        annotate(WORLD, rule, "if")
    assert rule[error.value.offset :].startswith(at)
    assert at or error.value.offset == len(rule)
