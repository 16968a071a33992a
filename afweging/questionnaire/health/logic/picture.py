"""The picture of all answers to one questionnaire: its variables, made when they are first asked for."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from ...answers.scalars import LARGEST
from ...model import Band, Number, Question, Questionnaire
from ...parts import PartRef
from ...run import Node, Run
from ..rules import RuleAt
from .amounts import MISSING, Amounts, between, few
from .answers import ABSENT, NOT_APPLICABLE, SHIFT, UNKNOWN, Quantity, Several
from .asked import constraints_of
from .cells import Cases, Line, Listing, line
from .constants import Constants, Key
from .formulas import MOST_DEPTH, TRUE, Formula, Is, Space, every
from .late import Late, late_checks, strikes
from .solver import Solver

MOST_WORK = 150_000
"""How many parts of rules are made into formulas; then nobody can tell any more."""

MOST_ADDING = 100_000
"""How many sums of points are looked into, each with each of its bands; then nobody can tell any more."""

_FAR = "0001-01-01"
"""A day for what does not look at the day."""


@dataclass
class Picture:
    """All that can be answered, and more. `rules` are those of the questionnaire."""

    questionnaire: Questionnaire
    rules: tuple[RuleAt, ...]
    space: Space = field(default_factory=Space)
    _quantities: dict[tuple[Any, ...], Quantity] = field(default_factory=dict)
    _several: dict[tuple[str, bool], Several] = field(default_factory=dict)
    _struck: dict[str, Formula] = field(default_factory=dict)
    _outcomes: dict[tuple[str, bool], Formula] = field(default_factory=dict)
    _scores: dict[tuple[str, bool], Amounts] = field(default_factory=dict)
    _points: dict[tuple[str, str | None], Amounts] = field(default_factory=dict)
    _rules: dict[tuple[str, str, bool], Formula] = field(default_factory=dict)
    _work: int = MOST_WORK
    _adding: int = MOST_ADDING
    _unknowns: dict[object, Formula] = field(default_factory=dict)
    made_constraints: dict[str, tuple[Formula, ...]] = field(default_factory=dict)
    check_constraints: dict[tuple[PartRef, str], Formula] = field(default_factory=dict)
    """What each check that is judged at once demands of the answers that count."""

    @cached_property
    def solver(self) -> Solver:
        """The search in this picture."""
        return Solver(self.space)

    @cached_property
    def constants(self) -> Constants:
        """What rules compare each thing with."""
        return Constants(self.questionnaire, self.rules, self.steady)

    @cached_property
    def steady(self) -> Run:
        """A run without answers, for what does not depend on them."""
        return Run(self.questionnaire.program, {}, _FAR, None)

    @cached_property
    def by_place(self) -> Mapping[tuple[PartRef, str], RuleAt]:
        """Every rule by its part and key."""
        return {(rule.part, rule.key): rule for rule in self.rules}

    @cached_property
    def can_be_struck(self) -> frozenset[int]:
        """The questions whose answer may go after the pass: by a late check, or a row that is required."""
        program = self.questionnaire.program
        late = {place for check in program.late_checks for place in check.places}
        return frozenset(late | {plan.index for plan in program.requirable if plan.all_rows})

    def quantity(self, question: Question, *, end: bool) -> Quantity:
        """The answer to a question: during the pass, or at its end."""
        key = ("question", question.id)
        if key not in self._quantities:
            made = self._made(self._cases(question, key), self._statuses(question))
            self._quantities[key] = made
            self.space.constrain(made.var, partial(constraints_of, self, question))
        found = self._quantities[key]
        struck = self._struck_of(question) if end else None
        return found if struck is None else Quantity(found.space, found.var, found.cases, struck)

    def _made(self, shown: tuple[Cases, int], statuses: int) -> Quantity:
        cases, mask = shown
        var = self.space.variable(SHIFT + cases.size)
        self.space.restrict(var, statuses | mask << SHIFT)
        return Quantity(self.space, var, cases)

    def _statuses(self, question: Question) -> int:
        allowed = {"unknown": UNKNOWN, "not_applicable": NOT_APPLICABLE}
        return ABSENT | sum(allowed[each] for each in question.allow)

    def _cases(self, question: Question, key: Key) -> tuple[Cases, int]:
        """The cases of an answer, and which of them can be at all."""
        constants = self.constants.of(key)
        hidden = key[0] == "question" and question.id in self.questionnaire.absent_questions
        if hidden or question.type == "info":
            return Listing(()), 0
        if question.type == "choices":
            return Listing((), others=True), 1
        if question.type in ("choice", "yesno"):
            options = Listing(tuple(option.id for option in question.options))
            return options, (1 << options.size) - 1
        if question.type in ("number", "scale"):
            numbers = line([each for each in constants if not isinstance(each, str)])
            whole = question.integer or question.type == "scale"
            return numbers, numbers.within(numbers_of(question), whole=whole)
        if question.type in ("date", "month"):
            times = line([each for each in constants if isinstance(each, str)])
            return times, times.between(_time(question.min), _time(question.max))
        if question.type == "flag":
            return Listing((False, True)), 3
        texts = Listing(tuple(each for each in constants if isinstance(each, str)), others=True)
        return texts, (1 << texts.size) - 1

    def _struck_of(self, question: Question) -> Formula | None:
        if self.questionnaire.program.index.get(question.id) not in self.can_be_struck:
            return None
        if question.id not in self._struck:
            var = self.space.variable(2)
            self._struck[question.id] = struck = Is(var, 2)
            self.space.constrain(var, lambda: strikes(self, question, struck))
        return self._struck[question.id]

    @cached_property
    def late(self) -> tuple[Late, ...]:
        """The checks that are judged after the pass."""
        return tuple(late_checks(self))

    def several(self, question: Question, *, end: bool) -> Several:
        """The answer to a question of type choices."""
        state = self.quantity(question, end=end)
        key = (question.id, end)
        if key not in self._several:
            shared = self._several.get((question.id, not end))
            options = shared.options if shared else self._options(question)
            self._several[key] = Several(state, options)
            for var in () if shared else options.values():
                self.space.constrain(var, partial(constraints_of, self, question))
        return self._several[key]

    def _options(self, question: Question) -> Mapping[str, int]:
        absent = question.id in self.questionnaire.absent_questions
        return {option.id: self.space.variable(2) for option in question.options if not absent}

    def cell(self, rule: object, table: str, column: Question) -> Quantity:
        """A cell of the row that a rule looks at. Each rule has a row of its own."""
        key = ("row", rule, column.id)
        if key not in self._quantities:
            self._quantities[key] = self._made(self._cases(column, ("row", table, column.id)), ABSENT)
        return self._quantities[key]

    def today(self) -> Quantity:
        """The day of the evaluation."""
        days = line([each for each in self.constants.of(("today",)) if isinstance(each, str)])
        return self.derived(("today",), False, (days, (1 << days.size) - 1), missing=False)

    def amount(self, key: Key, end: bool, amounts: Amounts, *more: Any) -> Quantity:
        """A number that is made from answers, such as a score; `more` are constants beside those of rules."""
        found = self._quantities.get((key, self._when(end)))
        if found:
            return found
        known = (*self.constants.of(key), *more)
        numbers = line([each for each in known if not isinstance(each, str)])
        return self.derived(key, end, (numbers, numbers.within(amounts)), missing=amounts.missing)

    def derived(self, key: Key, end: bool, shown: tuple[Cases, int], *, missing: bool) -> Quantity:
        """Something that follows from answers, in a way that is not looked into."""
        place = (key, self._when(end))
        if place not in self._quantities:
            self._quantities[place] = self._made(shown, ABSENT if missing else 0)
        return self._quantities[place]

    def _when(self, end: bool) -> bool:
        """Is it another value at the end than during the pass?"""
        return end and bool(self.can_be_struck)

    def unknown(self, key: object, end: bool) -> Formula:
        """Something that may be true or false; the same each time that it is asked with this key."""
        place = (key, self._when(end))
        if place not in self._unknowns:
            self._unknowns[place] = self.space.unknown()
        return self._unknowns[place]

    def never(self, question: Question) -> None:
        """From now on it is known that nobody ever gets this question."""
        self.space.restrict(self.quantity(question, end=False).var, ABSENT)
        if question.type == "choices":
            for var in self.several(question, end=False).options.values():
                self.space.restrict(var, 1)

    def visible(self, question: Question) -> Formula:
        """Its section is shown, and so is the question itself."""
        section = self.questionnaire.section_of(question.id)
        return every(
            (self.shown(PartRef("section", section.id)), self.shown(PartRef("question", question.id)))
        )

    def shown(self, part: PartRef) -> Formula:
        """The `show_if` of a part; always, when it has none."""
        rule = self.by_place.get((part, "show_if"))
        return TRUE if rule is None else self.holds(rule, end=False)

    def holds(self, rule: RuleAt, *, end: bool) -> Formula:
        """A rule is true; the same formula for the same rule."""
        from .conditions import At, condition

        key = (rule.text, rule.table, self._when(end))
        if rule.table or key not in self._rules:
            at = At(self, rule.annotated, end, rule.table)
            self._rules[key] = condition(at, rule.annotated.tree)
        return self._rules[key]

    def may_work(self, amount: int = 1) -> bool:
        """Take some of the work that is allowed for making formulas; false when none is left."""
        self._work -= amount
        return self._work >= 0

    def may_add(self, sums: int) -> bool:
        """Take some of the sums that may be looked into; false when none is left."""
        self._adding -= sums
        return self._adding >= 0

    def points(self, name: str, section: str | None) -> Amounts:
        """Every sum of points that answers can give."""
        from .numbers import points_of

        if (name, section) not in self._points:
            self._points[name, section] = points_of(self, name, section)
        return self._points[name, section]

    @contextmanager
    def counting(self, key: Key, amount: Number) -> Iterator[None]:
        """Within the block, these points are so many."""
        _, name, section = key
        before = self.points(name, section)
        self._points[name, section] = few([amount])
        try:
            yield
        finally:
            self._points[name, section] = before

    def outcome(self, name: str, *, end: bool) -> Formula:
        """An outcome holds, and is in force."""
        self._prepare(("outcome", name), end=end)
        return self._outcomes[name, self._when(end)]

    def score(self, name: str, *, end: bool) -> Amounts:
        """Everything that a score can be; missing for one that a variant hid."""
        if name not in self.questionnaire.program.scores:
            return MISSING
        self._prepare(("score", name), end=end)
        return self._scores[name, self._when(end)]

    def bands(self, name: str, *, end: bool) -> tuple[Quantity | None, Mapping[str, int]]:
        """A score as a variable, and the cases that are in each of its bands."""
        plan = self.questionnaire.program.scores.get(name)
        if plan is None:
            return None, {}
        most = self.steady.max_score(name)
        measured = most is not None and most > 0
        limits = {
            band.id: band.upto * most
            for band in plan.score.bands
            if band.upto is not None and most is not None
        }
        value = self.amount(("score", name), end, self.score(name, end=end), *limits.values())
        return value, _shares(value.cases, plan.score.bands, limits) if measured else {}

    def _outcome(self, name: str, *, end: bool) -> Formula:
        outcome = self.questionnaire.program.outcomes[name].outcome
        found = self.holds(self.by_place[PartRef("outcome", name), "if"], end=end)
        if found.depth > MOST_DEPTH:
            return self.space.unknown()
        if outcome.in_force_from is None and outcome.in_force_to is None:
            return found
        days = (outcome.in_force_from, outcome.in_force_to)
        return every((found, self.unknown(("in force", days), False)))

    def _amounts(self, name: str, *, end: bool) -> Amounts:
        from .conditions import At
        from .numbers import amounts

        rule = self.by_place[PartRef("score", name), "value"]
        return amounts(At(self, rule.annotated, end), rule.annotated.tree)

    def _prepare(self, node: Node, *, end: bool) -> None:
        """Make what it is made of first: long chains must not meet Python's limit."""
        when = self._when(end)
        needs = self.questionnaire.program.needs
        waiting = [(node, False)]
        while waiting:
            (kind, name), ready = waiting.pop()
            if kind == "max_score" or (name, when) in (self._scores if kind == "score" else self._outcomes):
                continue
            if not ready:
                waiting.append(((kind, name), True))
                waiting += [(need, False) for need in needs.get((kind, name), ())]
            elif kind == "score":
                self._scores[name, when] = self._amounts(name, end=end)
            else:
                self._outcomes[name, when] = self._outcome(name, end=end)


def _shares(cases: Cases, bands: Sequence[Band], limits: Mapping[str, Any]) -> Mapping[str, int]:
    """The cases of a score in each band: those up to its limit that are in no band before it."""
    assert isinstance(cases, Line)
    taken, found = 0, {}
    for band in bands:
        upto = (1 << cases.size) - 1 if band.upto is None else cases.ordered("LtE", limits[band.id]) or 0
        found[band.id] = upto & ~taken
        taken |= upto
    return found


def numbers_of(question: Question) -> Amounts:
    """The numbers that can be answered; missing when there is no answer."""
    low, high = question.min, question.max
    least = -LARGEST if low is None or isinstance(low, str) else low
    most = LARGEST if high is None or isinstance(high, str) else high
    if question.type == "scale" and most - least <= 1_000:
        found = few(range(int(least), int(most) + 1))
        return Amounts(found.values, found.low, found.high, missing=True)
    return between(least, most, missing=True)


def _time(limit: Any) -> str | None:
    return limit if isinstance(limit, str) and limit != "today" else None
