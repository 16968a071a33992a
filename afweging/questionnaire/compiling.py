"""Compiling a questionnaire, and checking what only rules can get wrong.

That is: names, types, looking ahead, and going round in circles.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from .answers import UNANSWERABLE, Parts, Validator, validator
from .answers.rows import CheckPlan, ColumnPlan
from .answers.scalars import room
from .circles import MOST_CIRCLES, circle_from, stuck, told
from .feeding import Feeding
from .model import Check, Outcome, Question, Questionnaire, Score, Section
from .plans import CheckAt, OutcomePlan, QuestionPlan, ScorePlan, SectionPlan
from .points import Feeder, feeder, feeders_within, max_points_within, names_of
from .problems import Mark, Problems
from .program import Program
from .rules.kinds import ANY, BOOL, NUMBER, Kind
from .rules.parse import RuleError
from .rules.terms import Compute, Read, Rule, Term
from .rules.translate import Scope, Translator, World, row_scope
from .shape import RuleText

if TYPE_CHECKING:
    from .run import Run

NO_SCOPE = Scope()
CONSTANT = Scope(constant=True)


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
            max_points=partial(max_points_within, self.points, self.ranges),
        )
        self.scores = {score.id: self._score(score) for score in file.scores}
        self.outcomes = {outcome.id: self._outcome(outcome) for outcome in file.outcomes}
        feeders = partial(feeders_within, self.points, self.ranges)
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
        for node in stuck(self.needs)[:MOST_CIRCLES]:
            text, rule = graph[node]
            circle = circle_from(node, self.needs)
            if circle and isinstance(text, RuleText):
                offset = next((read.offset for read in rule.reads if self._needs(read) in circle), 0)
                names = " → ".join(told([name for _, name in (*circle, node)]))
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


def _absent_points(file: Questionnaire) -> Iterator[str]:
    """The names of points that a variant hid together with what gives them: they count for 0."""
    for hidden in file.hidden:
        if hidden.ref.kind == "option":
            yield from hidden.part.points
    for question in file.absent_questions.values():
        yield from names_of(question)


def _mark(text: RuleText, offset: int) -> Mark:
    """The place of a part of a rule: exact on one line, else where the rule starts."""
    return text.mark if text.inner is None else Mark(text.mark.line, text.mark.column + text.inner + offset)


def _never(run: "Run") -> Any:
    return None


_NOTHING = Rule(Term(ANY, _never))
