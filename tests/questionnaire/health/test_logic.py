"""The search and the amounts, each beside trying everything."""

import operator
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire.health.logic.amounts import (
    Amounts,
    between,
    combined,
    either,
    few,
    greatest,
    least,
    negated,
    rounded,
    total,
)
from afweging.questionnaire.health.logic.cells import line
from afweging.questionnaire.health.logic.formulas import (
    FALSE,
    TRUE,
    Every,
    Formula,
    Is,
    Joined,
    Space,
    Tally,
    every,
    some,
    tally,
)
from afweging.questionnaire.health.logic.solver import Solver
from afweging.questionnaire.rules.numbers import OPERATIONS, round_half_up

SIGNS = {"Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge}
CASES = [3, 2, 2, 4]


def holds(formula: Formula, cases: tuple[int, ...]) -> bool:
    if isinstance(formula, Is):
        return bool(formula.mask >> cases[formula.var] & 1)
    if isinstance(formula, Tally):
        return formula.least <= sum(holds(atom, cases) for atom in formula.atoms) <= formula.most
    assert isinstance(formula, Joined)
    found = [holds(part, cases) for part in formula.parts]
    return all(found) if isinstance(formula, Every) else any(found)


ATOMS = st.integers(0, len(CASES) - 1).flatmap(
    lambda var: st.integers(1, (1 << CASES[var]) - 2).map(lambda mask: Is(var, mask))
)
TALLIES = st.builds(
    lambda atoms, low, more: tally(tuple(atoms), low, low + more),
    st.lists(ATOMS, min_size=1, max_size=4),
    st.integers(0, 3),
    st.integers(0, 3),
)
FORMULAS = st.recursive(
    ATOMS | TALLIES | st.just(TRUE) | st.just(FALSE),
    lambda inner: st.lists(inner, max_size=4).map(every) | st.lists(inner, max_size=4).map(some),
    max_leaves=12,
)


def space() -> Space:
    made = Space()
    for cases in CASES:
        made.variable(cases)
    return made


@settings(max_examples=200, deadline=None)
@given(FORMULAS, FORMULAS)
def test_the_search_finds_exactly_what_is_possible(formula: Formula, constraint: Formula) -> None:
    made = space()
    made.constrain(0, lambda: [constraint])
    touched = every((formula, some((Is(0, 1), Is(0, 6)))))
    possible = any(
        holds(touched, cases) and holds(constraint, cases) for cases in product(*map(range, CASES))
    )
    assert Solver(made).is_impossible(touched) is not possible


@settings(max_examples=150, deadline=None)
@given(FORMULAS)
def test_a_negation_is_true_where_the_formula_is_false(formula: Formula) -> None:
    made = space()
    opposite = made.negation(formula)
    assert made.negation(opposite) is formula or formula in (TRUE, FALSE)
    for cases in product(*map(range, CASES)):
        assert holds(opposite, cases) is not holds(formula, cases)


NUMBERS = st.integers(-4, 4) | st.fractions(-3, 3, max_denominator=4)


@st.composite
def amounts(draw: Any) -> tuple[Amounts, list[Any]]:
    """What a number can be, and values that it has."""
    values = draw(st.lists(NUMBERS, min_size=1, max_size=3))
    missing = draw(st.booleans())
    known: list[Any] = [*values, None] if missing else list(values)
    if draw(st.booleans()):
        return few(known), known
    low = min(values) if draw(st.booleans()) else None
    return between(low, max(values) if draw(st.booleans()) else None, missing=missing), known


def within(found: Amounts, value: Any) -> bool:
    if value is None:
        return found.missing
    if found.values is not None:
        return value in found.values
    return (found.low is None or found.low <= value) and (found.high is None or value <= found.high)


@settings(max_examples=200, deadline=None)
@given(amounts(), amounts(), st.sampled_from(list(OPERATIONS)))
def test_what_is_worked_out_holds_every_result(left: Any, right: Any, name: str) -> None:
    found = combined(name, left[0], right[0])
    for a, b in product(left[1], right[1]):
        assert within(found, None if a is None or b is None else OPERATIONS[name](a, b))
    for a in left[1]:
        assert within(negated(left[0]), None if a is None else -a)
        assert within(rounded(left[0]), None if a is None else round_half_up(a))


@settings(max_examples=200, deadline=None)
@given(st.lists(amounts(), min_size=1, max_size=3))
def test_sums_and_extremes_skip_what_is_missing(parts: list[Any]) -> None:
    given_amounts = [amount for amount, _ in parts]
    for values in product(*(known for _, known in parts)):
        there = [value for value in values if value is not None]
        assert within(total(given_amounts), sum(there))
        assert within(least(given_amounts), min(there, default=None))
        assert within(greatest(given_amounts), max(there, default=None))
        assert within(either(given_amounts), values[0])


@settings(max_examples=200, deadline=None)
@given(st.lists(NUMBERS, max_size=4), NUMBERS, NUMBERS)
def test_a_line_has_a_case_for_every_value(constants: list[Any], value: Any, other: Any) -> None:
    cut = line(constants)
    case = cut.within(few([value]))
    assert case.bit_count() == 1
    assert case & cut.between(min(value, other), max(value, other))
    for constant in cut.constants:
        for sign, compared in SIGNS.items():
            assert bool((cut.ordered(sign, constant) or 0) & case) is compared(value, constant)
        assert bool((cut.equal(constant) or 0) & case) is (value == constant)


def test_a_line_leaves_out_gaps_without_a_whole_number() -> None:
    cut = line([3, 4, Fraction(9, 2)])
    whole = cut.within(between(0, 10), whole=True)
    assert cut.within(between(0, 10)) & ~whole == (1 << 2) | (1 << 4)
    assert cut.equal(Fraction(7, 2)) is None
