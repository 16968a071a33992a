"""A questionnaire compiled: plans with closures, in document order.

Compiling also checks what only rules can get wrong: names, types, forward references, cycles.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from .answers import UNANSWERABLE, Parts, Validator, validator
from .answers.rows import CheckPlan, ColumnPlan
from .answers.scalars import room
from .feeding import Feeding
from .model import Band, Check, Number, Outcome, Question, Questionnaire, Score, Section
from .points import Feeder, feeder, names_of
from .problems import Mark, Problems
from .rules.kinds import BOOL, NUMBER, Kind
from .rules.numbers import settled
from .rules.parse import RuleError
from .rules.terms import Compute, Read, Rule
from .rules.translate import Scope, Translator, World, row_scope
from .shape import RuleText

if TYPE_CHECKING:
    from .live.wiring import Wiring
    from .run import Run

NO_SCOPE = Scope()
CONSTANT = Scope(constant=True)


@dataclass(frozen=True, slots=True)
class CheckAt:
    """A check that is judged after the pass, and where it is shown when it fails."""

    rule: Rule
    compute: Compute
    words: Any
    places: tuple[int, ...]
    owner: int | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question, compiled. `required` is fixed, a rule, or (as a tuple) a list of phases."""

    id: str
    index: int
    question: Question
    show: Compute | None
    validate: Validator
    required: bool | Compute | tuple[str, ...]
    checks: tuple[CheckPlan, ...]
    conditions: Mapping[str, Compute]
    show_rule: Rule | None
    ample: int
    """The length up to which a text needs no look but at its characters; -1: always look."""
    asked_by: tuple[Rule, ...] = ()
    """Every rule that is asked in the pass: about it, its options, columns and rows, and its early checks."""
    required_rule: Rule | None = None

    @property
    def all_rows(self) -> bool:
        """Does being required mean that every row has an answer?"""
        return self.question.type == "matrix"

    def is_required(self, run: "Run") -> bool:
        """Is an answer required in this run?"""
        required = self.required
        if isinstance(required, bool):
            return required
        if isinstance(required, tuple):
            return run.phase is None or run.phase in required
        return bool(required(run))


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section, compiled."""

    section: Section
    show: Compute | None
    show_rule: Rule | None
    questions: tuple[QuestionPlan, ...]


@dataclass(frozen=True, slots=True)
class ScorePlan:
    """A score, compiled."""

    score: Score
    value: Compute
    max: Compute | None
    rule: Rule

    def band(self, value: Number | None, most: Number | None) -> str | None:
        """The first band with value ≤ upto × max; None when value or max is missing, or max ≤ 0."""
        if value is None or most is None or most <= 0:
            return None
        return next((band.id for band in self.score.bands if _within(band, value, most)), None)


def _within(band: Band, value: Number, most: Number) -> bool:
    """value ≤ upto × max, without making a fraction of whole numbers."""
    upto = band.upto
    return upto is None or value * upto.denominator <= upto.numerator * most


@dataclass(frozen=True, slots=True)
class OutcomePlan:
    """An outcome, compiled."""

    outcome: Outcome
    condition: Compute
    rule: Rule


@dataclass(frozen=True)
class Program:
    """The whole questionnaire, compiled."""

    sections: tuple[SectionPlan, ...]
    questions: tuple[QuestionPlan, ...]
    index: Mapping[str, int]
    section_of: tuple[int, ...]
    scores: Mapping[str, ScorePlan]
    outcomes: Mapping[str, OutcomePlan]
    late_checks: tuple[CheckAt, ...]
    points: Mapping[str, tuple[Feeder, ...]]
    ranges: Mapping[str, tuple[int, int]]
    needs: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
    """What each score, maximum and outcome builds on."""
    world: World
    """What its rules may name, to compile another one beside them."""
    influence: tuple[frozenset[int], ...] = ()
    """For each question: the questions that its rules look at."""
    absent: int = 0
    """How many questions a variant hid; they have places behind all others, and are always hidden."""

    @cached_property
    def building(self) -> frozenset[str]:
        """The outcomes that build on scores or other outcomes."""
        return frozenset(name for kind, name in self.needs if kind == "outcome" and self.needs[kind, name])

    @property
    def points_names(self) -> tuple[str, ...]:
        """The names under which points are given."""
        return tuple(name for name, feeders in self.points.items() if feeders)

    @cached_property
    def row_requirable(self) -> tuple[QuestionPlan, ...]:
        """The questions of which every row can be required."""
        return tuple(plan for plan in self.requirable if plan.all_rows)

    @cached_property
    def requirable(self) -> tuple[QuestionPlan, ...]:
        """The questions that can be required at all."""
        return tuple(plan for plan in self.questions if plan.required is not False)

    def feeders(self, name: str, section: str | None = None) -> tuple[Feeder, ...]:
        """The questions that give points under a name, in the whole file or in one section."""
        return self.points[name] if section is None else _feeders(self.points, self.ranges, name, section)

    @cached_property
    def wiring(self) -> "Wiring":
        """What must be looked at again after one answer changed."""
        from .live.wiring import wire

        return wire(self)

    @cached_property
    def feeding(self) -> Feeding:
        """Which questions its rules look at in the end."""
        return Feeding(self.scores, self.outcomes, self.index, self.feeders)

    @cached_property
    def dependents(self) -> Mapping[str, tuple[str, ...]]:
        """Question → the questions that its answer may change, in document order."""
        direct: list[list[int]] = [[] for _ in self.questions]
        for target, sources in enumerate(self.influence):
            for source in sources:
                direct[source].append(target)
        return {plan.id: self._reach(plan.index, direct) for plan in self.questions}

    def _reach(self, start: int, direct: Sequence[Sequence[int]]) -> tuple[str, ...]:
        reached: set[int] = set()
        waiting = [start]
        while waiting:
            for target in direct[waiting.pop()]:
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        reached.discard(start)
        return tuple(self.questions[index].id for index in sorted(reached))


@dataclass
class Compiler:
    """Compiles one questionnaire; what is wrong goes to `problems`."""

    questionnaire: Questionnaire
    problems: Problems
    forward: list[tuple[RuleText, Rule, int]] = field(default_factory=list)
    influence: list[set[int]] = field(default_factory=list)
    pending: list[tuple[int, Rule]] = field(default_factory=list)

    def compile(self) -> Program:
        """The program; only to be used when no problem was noted."""
        file = self.questionnaire
        self.order = [question for section in file.sections for question in section.questions]
        self.index = {question.id: place for place, question in enumerate(self.order)}
        self.places = self.index | {
            question_id: place
            for place, question_id in enumerate(file.absent_questions, start=len(self.order))
        }
        self.question_ids = frozenset(self.index)
        self.value_ids = frozenset(value.id for value in file.values)
        self.influence = [set() for _ in self.order]
        self.ranges = dict(self._ranges())
        self.points = self._points()
        self.world = World(
            questions=self._named_in_rules(),
            points=self.points,
            sections=self.ranges,
            scores={score.id: score for score in file.scores},
            outcomes=frozenset(outcome.id for outcome in file.outcomes),
            problems=self.problems,
            absent_scores=file.absent("score"),
            absent_outcomes=frozenset(file.absent("outcome")),
            max_points=partial(_max_points, self.points, self.ranges),
        )
        self.scores = {score.id: self._score(score) for score in file.scores}
        self.outcomes = {outcome.id: self._outcome(outcome) for outcome in file.outcomes}
        feeders = partial(_feeders, self.points, self.ranges)
        self.feeding = Feeding(self.scores, self.outcomes, self.index, feeders)
        self.max_rules = {score.id: self._max_rule(score) for score in file.scores}
        self._refuse_cycles()
        late: list[CheckAt] = []
        sections = tuple(self._section(place, section, late) for place, section in enumerate(file.sections))
        late += [self._late(check, None, None, ()) for check in file.checks]
        self._refuse_forward()
        for target, rule in self.pending:
            for read in rule.reads:
                self.influence[target] |= self.feeding.of(read)
        return self._program(sections, tuple(late))

    def _program(self, sections: tuple[SectionPlan, ...], late: tuple[CheckAt, ...]) -> Program:
        where = tuple(
            place for place, section in enumerate(self.questionnaire.sections) for _ in section.questions
        )
        return Program(
            sections=sections,
            questions=tuple(plan for section in sections for plan in section.questions),
            index=self.index,
            section_of=where,
            scores={
                name: ScorePlan(plan.score, plan.value, rule.compute if rule else None, plan.rule)
                for (name, plan), rule in zip(self.scores.items(), self.max_rules.values(), strict=True)
            },
            outcomes=self.outcomes,
            late_checks=late,
            points=self.points,
            ranges=self.ranges,
            needs=self.needs,
            world=self.world,
            absent=len(self.places) - len(self.order),
            influence=tuple(map(frozenset, self.influence)),
        )

    def _named_in_rules(self) -> Mapping[str, tuple[int, Question]]:
        """Every question that a rule may name; those that a variant hid have places behind all others."""
        absent = self.questionnaire.absent_questions
        return {
            name: (place, absent[name] if name in absent else self.order[place])
            for name, place in self.places.items()
        }

    def _ranges(self) -> Iterator[tuple[str, tuple[int, int]]]:
        start = 0
        for section in self.questionnaire.sections:
            yield section.id, (start, start + len(section.questions))
            start += len(section.questions)
        for section_id in self.questionnaire.absent("section"):
            yield section_id, (0, 0)

    def _points(self) -> Mapping[str, tuple[Feeder, ...]]:
        points: dict[str, list[Feeder]] = {}
        for place, question in enumerate(self.order):
            for name in names_of(question):
                points.setdefault(name, []).append(feeder(place, question, name))
        for name in _absent_points(self.questionnaire):
            points.setdefault(name, [])
        return {name: tuple(feeders) for name, feeders in points.items()}

    def _rule(self, text: str | None, expected: Kind, scope: Scope = NO_SCOPE) -> Rule:
        """A compiled rule; a stand-in that is never used when it has an error."""
        try:
            return Translator(self.world, scope).rule(str(text or ""), expected)
        except RuleError as error:
            if isinstance(text, RuleText):
                self.problems.add(_mark(text, error.offset), error.message)
            return _NOTHING

    def _show(self, text: str | None, before: int, scope: Scope = NO_SCOPE) -> Rule | None:
        """A rule that sees only what stands before it."""
        if text is None:
            return None
        rule = self._rule(text, BOOL, scope)
        if isinstance(text, RuleText):
            self.forward.append((text, rule, before))
        return rule

    def _section(self, place: int, section: Section, late: list[CheckAt]) -> SectionPlan:
        start, end = self.ranges.get(section.id, (0, 0))
        show = self._show(section.show_if, start)
        plans = tuple(
            self._question(index, question, late)
            for index, question in enumerate(section.questions, start=start)
        )
        for index in range(start, end):
            self._influenced(index, show)
        late += [self._late(check, place, show, range(start, end)) for check in section.checks]
        return SectionPlan(section, show.compute if show else None, show, plans)

    def _influenced(self, index: int, *rules: Rule | None) -> None:
        self.pending += [(index, rule) for rule in rules if rule]

    def _question(self, index: int, question: Question, late: list[CheckAt]) -> QuestionPlan:
        show = self._show(question.show_if, index)
        conditions = self._conditions(question, index)
        required, required_rule = self._required(question, NO_SCOPE)
        self._influenced(index, required_rule)
        columns, in_columns = self._columns(index, question)
        row_checks, early, in_checks = self._checks(index, question, late)
        asked_by = (*((show,) if show else ()), *conditions.values(), *in_columns, *in_checks)
        self._influenced(index, *asked_by)
        parts = Parts(
            conditions={name: rule.compute for name, rule in conditions.items()},
            columns=columns,
            row_checks=row_checks,
            value_ids=self.value_ids,
            question_ids=self.question_ids,
        )
        check = validator(question, parts) if not self.problems.found else UNANSWERABLE
        computes = {name: rule.compute for name, rule in conditions.items()}
        return QuestionPlan(
            id=str(question.id),
            index=index,
            question=question,
            show=show.compute if show else None,
            validate=check,
            required=required,
            checks=early,
            conditions=computes,
            show_rule=show,
            ample=room(question),
            asked_by=asked_by,
            required_rule=required_rule,
        )

    def _conditions(self, question: Question, before: int, scope: Scope = NO_SCOPE) -> dict[str, Rule]:
        rules = {option.id: self._show(option.show_if, before, scope) for option in question.options}
        return {name: rule for name, rule in rules.items() if rule}

    def _required(
        self, question: Question, scope: Scope, before: int | None = None
    ) -> tuple[Any, Rule | None]:
        """Whether an answer is required; for a column (`before`) the rule sees what is before its table."""
        required = question.required
        if question.type == "info" or not (required.always or required.rule or required.phases):
            return False, None
        if required.rule is None:
            return required.phases or True, None
        rule = (
            self._rule(required.rule, BOOL, scope)
            if before is None
            else self._show(required.rule, before, scope)
        )
        return (rule or _NOTHING).compute, rule

    def _columns(self, index: int, question: Question) -> tuple[tuple[ColumnPlan, ...], tuple[Rule, ...]]:
        """The columns, compiled, and all their rules."""
        plans: list[ColumnPlan] = []
        rules: list[Rule] = []
        seen: dict[str, Question] = {}
        everything = row_scope(question, {column.id: column for column in question.columns})
        for column in question.columns:
            scope = row_scope(question, dict(seen))
            show = self._show(column.show_if, index, scope)
            conditions = self._conditions(column, index, scope)
            required, rule = self._required(column, everything, before=index)
            rules += (each for each in (show, rule, *conditions.values()) if each)
            computes = {name: each.compute for name, each in conditions.items()}
            plans.append(
                ColumnPlan(
                    str(column.id),
                    column,
                    self._column(column, computes),
                    show.compute if show else None,
                    bool(required) if isinstance(required, tuple) else required,
                )
            )
            seen[column.id] = column
        return tuple(plans), tuple(rules)

    def _column(self, column: Question, conditions: Mapping[str, Compute]) -> Validator:
        if self.problems.found:
            return UNANSWERABLE
        parts = Parts(conditions, value_ids=self.value_ids, question_ids=self.question_ids)
        return validator(column, parts)

    def _checks(
        self, index: int, question: Question, late: list[CheckAt]
    ) -> tuple[tuple[CheckPlan, ...], tuple[CheckPlan, ...], tuple[Rule, ...]]:
        """Checks of rows and of the answer itself, with their rules; what looks further is judged later."""
        scope = row_scope(question, {column.id: column for column in question.columns})
        rows: list[CheckPlan] = []
        early: list[CheckPlan] = []
        rules: list[Rule] = []
        for check in question.checks:
            rule = self._rule(check.rule, BOOL, scope)
            # A row is checked before the whole table is an answer, so its check cannot look at the table.
            if all(place <= index - rule.in_rows for place in self._direct(rule)):
                (rows if rule.in_rows else early).append(CheckPlan(rule.compute, check.message))
                rules.append(rule)
            else:
                late.append(CheckAt(rule, rule.compute, check.message, (index,), owner=index))
                self._influenced(index, rule)
        return tuple(rows), tuple(early), tuple(rules)

    def _direct(self, rule: Rule) -> Iterator[int]:
        """The places of the questions that a rule names; past the end for anything that gathers answers."""
        for read in rule.reads:
            yield self.places[read.id] if read.kind == "question" else len(self.order)

    def _late(self, check: Check, section: int | None, show: Rule | None, fallback: Sequence[int]) -> CheckAt:
        """A check of a section or of the file; it comes and goes with its section."""
        rule = self._rule(check.rule, BOOL)
        places = tuple(sorted(set(self._named(rule)))) or tuple(fallback[:1])
        for index in places:
            self._influenced(index, rule, show)
        return CheckAt(rule, rule.compute, check.message, places, section=section)

    def _named(self, rule: Rule) -> Iterator[int]:
        """The places of the shown questions that a rule names."""
        for read in rule.reads:
            if read.kind == "question" and read.id in self.index:
                yield self.index[read.id]

    def _score(self, score: Score) -> ScorePlan:
        rule = self._rule(score.value, NUMBER)
        return ScorePlan(score, rule.compute, None, rule)

    def _max_rule(self, score: Score) -> Rule | None:
        return None if score.max is None else self._rule(score.max, NUMBER, CONSTANT)

    def _outcome(self, outcome: Outcome) -> OutcomePlan:
        rule = self._rule(outcome.condition, BOOL)
        return OutcomePlan(outcome, rule.compute, rule)

    def _needs(self, read: Read) -> tuple[str, str] | None:
        return (read.kind, read.id) if read.kind in ("score", "outcome", "max_score") else None

    def _graph(self) -> dict[tuple[str, str], tuple[str | None, Rule]]:
        """Scores, their maxima and outcomes, each with its rule."""
        graph: dict[tuple[str, str], tuple[str | None, Rule]] = {}
        for score in self.questionnaire.scores:
            graph["score", score.id] = (score.value, self.scores[score.id].rule)
            most = self.max_rules[score.id]
            if most:
                graph["max_score", score.id] = (score.max, most)
        for outcome in self.questionnaire.outcomes:
            graph["outcome", outcome.id] = (outcome.condition, self.outcomes[outcome.id].rule)
        return graph

    def _refuse_cycles(self) -> None:
        graph = self._graph()
        self.needs = {
            node: tuple(need for read in rule.reads if (need := self._needs(read)) and need in graph)
            for node, (_, rule) in graph.items()
        }
        for score in self.questionnaire.scores:
            own = (("max_score", score.id),) if score.max is not None else ()
            self.needs["score", score.id] += own
            self.needs.setdefault(("max_score", score.id), ())
        for node in _stuck(self.needs)[:_MOST_CIRCLES]:
            text, rule = graph[node]
            circle = _circle(node, self.needs)
            if circle and isinstance(text, RuleText):
                offset = next((read.offset for read in rule.reads if self._needs(read) in circle), 0)
                names = " → ".join(_told([name for _, name in (*circle, node)]))
                self.problems.add(_mark(text, offset), f"this goes round in a circle: {names}")

    def _refuse_forward(self) -> None:
        for text, rule, before in self.forward:
            for read in rule.reads:
                later = [index for index in self.feeding.of(read) if index >= before]
                if later:
                    self.problems.add(_mark(text, read.offset), self._forward_words(read, later))

    def _forward_words(self, read: Read, later: Sequence[int]) -> str:
        if read.kind == "question":
            return f"“{read.id}” does not stand before this, so it cannot decide what is shown here"
        names = ", ".join(f"“{self.order[index].id}”" for index in sorted(later)[:3])
        return f"{read.kind} “{read.id}” depends on answers that do not stand before this: {names}"


def _max_points(
    points: Mapping[str, Sequence[Feeder]],
    ranges: Mapping[str, tuple[int, int]],
    name: str,
    section: str | None,
) -> Number | None:
    """The most that answers can count for under one name, in the whole file or in one section."""
    return settled(sum(each.highest for each in _feeders(points, ranges, name, section)))


def _feeders(
    points: Mapping[str, Sequence[Feeder]],
    ranges: Mapping[str, tuple[int, int]],
    name: str,
    section: str | None,
) -> tuple[Feeder, ...]:
    """The questions that give points under a name, in the whole file or in one section."""
    start, end = ranges[section] if section is not None else (0, sys.maxsize)
    return tuple(each for each in points[name] if start <= each.index < end)


def _absent_points(file: Questionnaire) -> Iterator[str]:
    """The names of points that a variant hid together with what gives them: they count for 0."""
    for hidden in file.hidden:
        if hidden.ref.kind == "option":
            yield from hidden.part.points
    for question in file.absent_questions.values():
        yield from names_of(question)


_MOST_CIRCLES = 50
_LONG_CIRCLE = 12


def _told(names: list[str]) -> list[str]:
    """A circle, without its middle when that is long."""
    return names if len(names) <= _LONG_CIRCLE else [*names[: _LONG_CIRCLE - 3], "…", *names[-2:]]


def _stuck(needs: Mapping[tuple[str, str], Sequence[tuple[str, str]]]) -> list[tuple[str, str]]:
    """What can never be computed, because it needs itself in the end."""
    users: dict[tuple[str, str], list[tuple[str, str]]] = {}
    open_needs = {node: len(found) for node, found in needs.items()}
    for node, found in needs.items():
        for need in found:
            users.setdefault(need, []).append(node)
    ready = [node for node, count in open_needs.items() if not count]
    for node in ready:
        for user in users.get(node, ()):
            open_needs[user] -= 1
            if not open_needs[user]:
                ready.append(user)
    return [node for node, count in open_needs.items() if count]


def _circle(
    start: tuple[str, str], needs: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
) -> tuple[tuple[str, str], ...]:
    """The shortest way from a node back to itself, empty when there is none."""
    came_from: dict[tuple[str, str], tuple[str, str]] = {}
    waiting = [start]
    for node in waiting:
        for need in needs.get(node, ()):
            if need == start:
                return _path(start, node, came_from)
            if need not in came_from:
                came_from[need] = node
                waiting.append(need)
    return ()


def _path(
    start: tuple[str, str], node: tuple[str, str], came_from: Mapping[tuple[str, str], tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    path = [node]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def _mark(text: RuleText, offset: int) -> Mark:
    """The place of a part of a rule: exact on one line, else where the rule starts."""
    return text.mark if text.inner is None else Mark(text.mark.line, text.mark.column + text.inner + offset)


def _never(run: "Run") -> Any:
    return None


def _make_nothing() -> Rule:
    from .rules.kinds import ANY
    from .rules.terms import Term

    return Rule(Term(ANY, _never))


_NOTHING = _make_nothing()
