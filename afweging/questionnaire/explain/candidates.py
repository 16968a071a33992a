"""The answers to try: of each question as many as its rules can tell apart."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

from ..model import Question, Questionnaire
from ..rules.numbers import printable
from ..rules.parse import RuleError, parse
from ..shape import is_date, is_month

MOST_OPTIONS = 10
"""Of so many options every subset is tried; of more, each alone and each beside or out of the answer."""
MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Candidates:
    """Answers to try. `exact` says that no other answer has another effect than one of these."""

    values: tuple[Any, ...]
    exact: bool


@dataclass(frozen=True)
class Literals:
    """What the rules of a file compare with, and the questions that they compute with."""

    numbers: tuple[Fraction, ...]
    texts: tuple[str, ...]
    computed: frozenset[str]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Literals":
        """The literals of all rules, found once per questionnaire."""
        return _literals(questionnaire)

    @classmethod
    def find(cls, questionnaire: Questionnaire) -> "Literals":
        """Look for the literals of all rules."""
        numbers: set[Fraction] = set()
        texts: set[str] = set()
        computed: set[str] = set()
        for text in rules_of(questionnaire):
            try:
                tree = parse(text)
            except RuleError:  # the file was read, so its rules parse
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.add(node.value)
                elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
                    numbers |= {Fraction(repr(node.value)), -Fraction(repr(node.value))}
                elif isinstance(node, ast.BinOp | ast.UnaryOp) or _is_call(node, _COMPUTING):
                    computed |= _names(node) if not _is_not(node) else set()
                elif isinstance(node, ast.Compare):
                    computed |= _compared_with_no_literal(node)
        # Where a band begins is no literal of a rule: a number that a score takes over is computed with too.
        computed |= {name for score in questionnaire.scores for name in _names(parse(score.value))}
        return cls(tuple(sorted(numbers)), tuple(sorted(texts)), frozenset(computed))


@lru_cache(maxsize=16)
def _literals(questionnaire: Questionnaire) -> Literals:
    return Literals.find(questionnaire)


_COMPUTING = frozenset(("sum", "min", "max", "round_half_up"))


def _is_call(node: ast.AST, names: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _names(node: ast.AST) -> set[str]:
    """The questions that a part of a rule names, by name or by q("…")."""
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        elif _is_call(inner, frozenset(("q",))) and isinstance(inner, ast.Call):
            found |= {str(each.value) for each in inner.args if isinstance(each, ast.Constant)}
    return found


def _is_not(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _compared_with_no_literal(node: ast.Compare) -> set[str]:
    """The questions that are compared with each other, or with a number that is computed."""
    sides = [node.left, *node.comparators]
    named = [side for side in sides if _names(side)]
    literal = all(_is_literal(side) for side in sides if side not in named)
    return set() if len(named) < 2 and literal else set().union(*map(_names, named))


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.operand, ast.Constant)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.List) and all(map(_is_literal, node.elts)))


def rules_of(questionnaire: Questionnaire) -> Iterator[str]:
    """The text of every rule of a file."""
    for section in questionnaire.sections:
        yield from _given(section.show_if, *(check.rule for check in section.checks))
        for question in section.questions:
            for asked in (question, *question.columns):
                yield from _given(asked.show_if, asked.required.rule)
                yield from _given(*(check.rule for check in asked.checks))
                yield from _given(*(option.show_if for option in asked.options))
    for score in questionnaire.scores:
        yield from _given(score.value, score.max)
    yield from (outcome.condition for outcome in questionnaire.outcomes)
    yield from (check.rule for check in questionnaire.checks)


def _given(*rules: str | None) -> Iterator[str]:
    return (rule for rule in rules if rule)


Maker = Callable[[Question, Literals, Any, date], Candidates]


def candidates(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    """The answers to a question that are worth a try, its present one left out."""
    made = _MAKERS.get(question.type, _only_given)(question, literals, current, today)
    aside = [{word: "…"} for word in ("unknown", "not_applicable") if word in question.allow]
    values = [value for value in (*made.values, *aside, None) if not _same(value, current)]
    return Candidates(tuple(values), made.exact)


def _same(value: Any, current: Any) -> bool:
    if isinstance(value, dict) and isinstance(current, dict):
        return bool(value.keys() & current.keys() & {"unknown", "not_applicable"})
    if isinstance(value, list) and isinstance(current, list):
        return set(map(str, value)) == set(map(str, current))
    return bool(value == current) and type(value) is type(current)


def _options(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    return Candidates(tuple(option.id for option in question.options), True)


def _subsets(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    alone = [option.id for option in question.options if option.exclusive]
    free = [option.id for option in question.options if not option.exclusive]
    if len(free) <= MOST_OPTIONS:
        sizes = range(max(question.min_choices or 1, 1), (question.max_choices or len(free)) + 1)
        sets = [list(each) for size in sizes for each in combinations(free, size)]
        return Candidates((*([name] for name in alone), *sets), True)
    chosen = [name for name in current if name in free] if isinstance(current, list) else []
    more = [[*chosen, name] for name in free if name not in chosen]
    less = [[each for each in chosen if each != name] for name in chosen]
    return Candidates((*([name] for name in (*alone, *free)), *more, *filter(None, less)), False)


def _steps(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    low, high = int(question.min or 0), int(question.max or 0)
    if high - low < MOST_STEPS:
        return Candidates(tuple(range(low, high + 1)), True)
    found = _numbers(question, literals, current, today)
    return Candidates(found.values, found.exact and not question.points_per_step)


def _numbers(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    """Each literal, a number between each two, and one below and above all; within the bounds."""
    points = sorted({*literals.numbers, *(Fraction(each) for each in _bounds(question))}) or [Fraction(0)]
    between = [(left + right) / 2 for left, right in pairwise(points)]
    found = {*points, *between, points[0] - 1, points[-1] + 1}
    if question.integer or question.type == "scale":
        found = {Fraction(each.__floor__() + step) for each in found for step in (0, 1)}
    low, high = _limit(question.min), _limit(question.max)
    kept = [each for each in sorted(found) if (low is None or each >= low) and (high is None or each <= high)]
    exact = question.id not in literals.computed
    return Candidates(tuple(printable(_whole(each)) for each in kept), exact)


def _limit(given: int | Fraction | str | None) -> int | Fraction | None:
    return given if isinstance(given, int | Fraction) else None


def _bounds(question: Question) -> Iterator[int | Fraction]:
    yield from (each for each in (question.min, question.max) if isinstance(each, int | Fraction))


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _days(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    """Each day that a rule names, today, and the days beside them."""
    days = {today, *(date.fromisoformat(text) for text in literals.texts if is_date(text))}
    days |= {date.fromisoformat(str(limit)) for limit in (question.min, question.max) if is_date(str(limit))}
    found = sorted({day + timedelta(step) for day in days for step in (-1, 0, 1)})
    return Candidates(tuple(day.isoformat() for day in found), question.id not in literals.computed)


def _months(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    months = {today.isoformat()[:7], *(text for text in literals.texts if is_month(text))}
    found = sorted({_beside(month, step) for month in months for step in (-1, 0, 1)})
    return Candidates(tuple(found), question.id not in literals.computed)


def _beside(month: str, step: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _texts(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    """Each text that a rule names, all of them together, and one that no rule names."""
    named = [text for text in literals.texts if text.strip()]
    together = " ".join(named)
    free = "…" * max(question.min_length or 1, 1)
    plain = not question.pattern and question.id not in literals.computed
    return Candidates((free, *named, *([together] if len(named) > 1 else [])), plain and len(named) < 3)


def _risks(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    """One risk in each place of the heat map."""
    rows = [
        {"harm": "…", "likelihood": chance, "severity": weight}
        for chance in range(1, 6)
        for weight in range(1, 6)
    ]
    return Candidates(tuple([row] for row in rows), False)


def _only_given(question: Question, literals: Literals, current: Any, today: date) -> Candidates:
    """Of what cannot be made up (files, tables) only taking it away is tried."""
    return Candidates((), False)


def _fixed(*values: Any) -> Maker:
    return lambda question, literals, current, today: Candidates(values, True)


_MAKERS: Mapping[str, Maker] = {
    "choice": _options,
    "yesno": _options,
    "choices": _subsets,
    "scale": _steps,
    "number": _numbers,
    "date": _days,
    "month": _months,
    "text": _texts,
    "longtext": _texts,
    "url": _fixed("https://www.voorbeeld.nl/"),
    "email": _fixed("naam@voorbeeld.nl"),
    "risks": _risks,
}


def influencing(questionnaire: Questionnaire, start: Iterable[int]) -> tuple[int, ...]:
    """The places of the questions whose answers can change what these say, in document order."""
    program = questionnaire.program
    found = set(start)
    waiting = list(found)
    while waiting:
        for source in program.influence[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return tuple(sorted(found))
