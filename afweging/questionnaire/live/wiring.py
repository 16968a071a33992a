"""The dependency index: all steps of an evaluation in an order in which each comes after what it looks at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any

from ..model import Number
from ..plans import CheckAt, QuestionPlan, SectionPlan
from ..points import Feeder
from ..program import Program
from ..rules.terms import Rule
from ..run import Node, Run
from .steps import CheckStep, OutcomeStep, QuestionStep, RequireStep, ScoreStep, SectionStep, SettleStep, Step

ASKING, SETTLED = 0, 1
Key = tuple[int, str, str, str | None]
"""Something that steps write and look at: the layer, the kind, the id, and of points the section."""
Order = tuple[int, ...]

_PASS, _CHECKS, _SETTLE, _RESULTS, _REQUIRE = range(5)
_BEFORE, _AT, _AFTER = range(3)


@dataclass(frozen=True)
class Feeds:
    """How answers add up to points in one layer."""

    keys: tuple[tuple[str, str | None], ...] = ()
    """The totals that rules ask for: name and section."""
    readers: tuple[tuple[int, ...], ...] = ()
    """For each total, the steps that look at it."""
    by_question: tuple[tuple[tuple[int, int, Feeder], ...], ...] = ()
    """For each question: a number for its share, the place of the total, and how it is counted."""
    shares: int = 0
    maxima: Mapping[str, Number | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Wiring:
    """The steps of a questionnaire, in order."""

    program: Program
    steps: tuple[Step, ...]
    asks: tuple[int, ...]
    """For each question, the number of the step that asks it."""
    layered: bool
    """Can anything be refused after the pass?"""
    feeds: tuple[Feeds, Feeds]


def wire(program: Program) -> Wiring:
    """The dependency index of a questionnaire."""
    return _Wirer(program).wiring()


@dataclass
class _Placed:
    """A step, where it stands in the order, what it writes, and what it looks at."""

    order: Order
    step: Step
    writes: tuple[Key, ...]
    reads: set[Key]


class _Wirer:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.layered = bool(program.late_checks or program.row_requirable)
        self.top = SETTLED if self.layered else ASKING
        self.ranks = _ranks(program)
        self.placed: list[_Placed] = []
        self.checks_at: dict[int, list[int]] = {}
        for place, check in enumerate(program.late_checks):
            for index in check.places:
                self.checks_at.setdefault(index, []).append(place)
        self.settling = {*self.checks_at, *(plan.index for plan in program.row_requirable)}
        self.by_row = {check.places[0] for check in program.late_checks if check.rule.in_rows}

    def wiring(self) -> Wiring:
        start = 0
        for place, section in enumerate(self.program.sections):
            self._section(place, section, start)
            start += len(section.questions)
        for place, check in enumerate(self.program.late_checks):
            self._check(place, check)
        for index in sorted(self.settling):
            self._settle(self.program.questions[index])
        for plan in self.program.requirable:
            self._require(plan)
        if self.layered:
            self._results(ASKING, self._asked_for())
        self._results(self.top, set(self.ranks))
        return self._numbered()

    def _add(self, order: Order, step: Step, writes: tuple[Key, ...], reads: Iterable[Key]) -> None:
        self.placed.append(_Placed(order, step, writes, set(reads)))

    def _section(self, place: int, plan: SectionPlan, start: int) -> None:
        """A section is shown or not right before its first question, or where that would stand."""
        rules = (plan.show_rule,) if plan.show_rule else ()
        shown = (ASKING, "section", str(place), None)
        order = (_PASS, start, _BEFORE, place)
        self._add(order, SectionStep((), place, plan.show), (shown,), self._keys(ASKING, rules))
        for question in plan.questions:
            self._question(question, place, shown)

    def _question(self, plan: QuestionPlan, section: int, shown: Key) -> None:
        alone = plan.index not in self.settling
        step = QuestionStep(
            (), plan, section, self.layered and alone, alone and plan.required is False,
            plan.index in self.by_row,
        )  # fmt: skip
        writes = [_asked(ASKING, plan.id)]
        if step.through:
            writes.append(_asked(SETTLED, plan.id))
        reads = {shown, *self._keys(ASKING, plan.asked_by)}
        self._add((_PASS, plan.index, _AT), step, tuple(writes), reads)

    def _check(self, place: int, check: CheckAt) -> None:
        reads = {_asked(ASKING, self.program.questions[index].id) for index in check.places}
        reads |= set(self._keys(ASKING, (check.rule,)))
        if check.section is not None:
            reads.add((ASKING, "section", str(check.section), None))
        self._add(
            (_CHECKS, place), CheckStep((), place, check), ((ASKING, "check", str(place), None),), reads
        )

    def _settle(self, plan: QuestionPlan) -> None:
        checks = tuple(self.checks_at.get(plan.index, ()))
        reads = {_asked(ASKING, plan.id), *((ASKING, "check", str(place), None) for place in checks)}
        if plan.all_rows and plan.required_rule:
            reads |= set(self._keys(ASKING, (plan.required_rule,)))
        step = SettleStep((), plan, checks, plan.required is False)
        self._add((_SETTLE, plan.index), step, (_asked(SETTLED, plan.id),), reads)

    def _require(self, plan: QuestionPlan) -> None:
        rules = (plan.required_rule,) if plan.required_rule else ()
        reads = {_asked(self.top, plan.id), *self._keys(self.top, rules)}
        self._add((_REQUIRE, plan.index), RequireStep((), plan), (), reads)

    def _asked_for(self) -> set[Node]:
        """The scores and outcomes that are looked at before answers are settled."""
        rules = [plan.show_rule for plan in self.program.sections]
        rules += [rule for plan in self.program.questions for rule in plan.asked_by]
        rules += [check.rule for check in self.program.late_checks]
        rules += [plan.required_rule for plan in self.program.row_requirable]
        waiting = [(read.kind, read.id) for rule in rules if rule for read in rule.reads]
        found: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node in self.ranks and node not in found:
                found.add(node)
                waiting += self.program.needs[node]
        return found

    def _results(self, layer: int, nodes: set[Node]) -> None:
        for kind, name in nodes:
            if kind == "score":
                score = self.program.scores[name]
                self._result(layer, (kind, name), ScoreStep((), layer == SETTLED, name, score), score.rule)
            elif kind == "outcome":
                outcome = self.program.outcomes[name]
                step = OutcomeStep((), layer == SETTLED, name, outcome)
                self._result(layer, (kind, name), step, outcome.rule)

    def _result(self, layer: int, node: Node, step: Step, rule: Rule) -> None:
        rank = self.ranks[node]
        order: Order = (_RESULTS, rank)
        if layer == ASKING:
            last = max((max(self.program.feeding.of(read), default=-1) for read in rule.reads), default=-1)
            order = (_PASS, last, _AFTER, rank)
        self._add(order, step, ((layer, *node, None),), self._keys(layer, (rule,)))

    def _keys(self, layer: int, rules: Iterable[Rule]) -> Iterator[Key]:
        for rule in rules:
            for read in rule.reads:
                if read.kind != "question" or read.id in self.program.index:
                    yield layer, read.kind, read.id, read.section

    def _numbered(self) -> Wiring:
        self.placed.sort(key=lambda placed: placed.order)
        readers: dict[Key, list[int]] = {}
        for number, placed in enumerate(self.placed):
            for key in placed.reads:
                readers.setdefault(key, []).append(number)
        asks: dict[int, int] = {}
        for number, placed in enumerate(self.placed):
            woken = {reader for key in placed.writes for reader in readers.get(key, ())}
            placed.step.dependents = tuple(sorted(woken))
            if isinstance(placed.step, QuestionStep):
                asks[placed.step.plan.index] = number
        return Wiring(
            self.program,
            tuple(placed.step for placed in self.placed),
            tuple(asks[index] for index in range(len(self.program.questions))),
            self.layered,
            (self._feeds(ASKING, readers), self._feeds(SETTLED, readers)),
        )

    def _feeds(self, layer: int, readers: Mapping[Key, list[int]]) -> Feeds:
        keys = [
            (name, section) for where, kind, name, section in readers if (where, kind) == (layer, "points")
        ]
        by_question: list[list[tuple[int, int, Feeder]]] = [[] for _ in self.program.questions]
        count = 0
        for total, key in enumerate(keys):
            for feeder in self.program.feeders(*key):
                by_question[feeder.index].append((count, total, feeder))
                count += 1
        return Feeds(
            keys=tuple(keys),
            readers=tuple(tuple(readers[layer, "points", *key]) for key in keys),
            by_question=tuple(map(tuple, by_question)),
            shares=count,
            maxima=_maxima(self.program),
        )


def _asked(layer: int, question_id: str) -> Key:
    return layer, "question", question_id, None


def _ranks(program: Program) -> dict[Node, int]:
    """Scores, maxima and outcomes in an order in which each comes after what it builds on."""
    order: Any = TopologicalSorter(program.needs).static_order()
    return {node: rank for rank, node in enumerate(order)}


def _maxima(program: Program) -> dict[str, Number | None]:
    """The maximum of every score: no answer changes it."""
    run = Run(program, {}, "", None)
    return {name: run.max_score(name) for name in program.scores}
