"""One run of an evaluation: the pass in document order, then what sees everything.

Rules read `values` (None unless answered), `status`, `row` and `today` from here, and ask for points, scores
and outcomes, which are computed when first asked for.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from .answers.flaws import Flaw, is_blank
from .answers.rows import row_numbers, set_aside
from .answers.scalars import is_storable
from .model import Number
from .rules.numbers import settled

if TYPE_CHECKING:
    from .plans import CheckAt, QuestionPlan, SectionPlan
    from .program import Program


class Status(StrEnum):
    """What a question is, in one evaluation. EMPTY is shown, not required, and without an answer."""

    HIDDEN = "hidden"
    MISSING = "missing"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ANSWERED = "answered"
    EMPTY = "empty"


HIDDEN, MISSING, INVALID = Status.HIDDEN, Status.MISSING, Status.INVALID
UNKNOWN, NOT_APPLICABLE, ANSWERED, EMPTY = (
    Status.UNKNOWN,
    Status.NOT_APPLICABLE,
    Status.ANSWERED,
    Status.EMPTY,
)


Node = tuple[str, str]
"""What a rule can build on: score, max_score or outcome, and its id."""


Objection = tuple[int, list[Flaw]]
"""The question at which something is wrong, by its place, and what."""


class Scored(NamedTuple):
    """A score's exact numbers."""

    value: Number | None
    max: Number | None
    band: str | None


class Run:
    """The state of one evaluation."""

    __slots__ = (
        "_maxima", "_outcomes", "_points", "_scores", "answers", "flaws", "phase", "program", "row",
        "sections", "status", "texts", "today", "values", "wary",
    )  # fmt: skip

    def __init__(self, program: "Program", answers: Mapping[str, Any], today: str, phase: str | None) -> None:
        self.program = program
        self.answers = answers
        self.today = today
        self.phase = phase
        self.row: dict[str, Any] = {}
        self._start(wary=False)

    def _start(self, *, wary: bool) -> None:
        count = len(self.program.questions) + self.program.absent
        self.wary = wary
        """Is each text looked at by itself? Otherwise they wait in `texts`, to be looked at all together."""
        self.texts: list[str] = []
        self.values: list[Any] = [None] * count
        self.status: list[Status] = [HIDDEN] * count
        self.sections: list[bool] = []
        self.flaws: dict[int, list[Flaw]] = {}
        self.forget()

    def forget(self) -> None:
        """Forget points, scores and outcomes, so that they are computed from what is known now."""
        self._points: dict[tuple[str, str | None], Number | None] = {}
        self._scores: dict[str, Scored] = {}
        self._maxima: dict[str, Number | None] = {}
        self._outcomes: dict[str, bool] = {}

    def walk(self) -> None:
        """The pass: every question once, in document order.

        Characters that cannot be stored are rare, and one look at all texts is much faster than one at each:
        only when it finds any is the pass done again, to tell where they are.
        """
        self._pass()
        if not is_storable("".join(self.texts)):
            self._start(wary=True)
            self._pass()
        self.texts = []

    def _pass(self) -> None:
        for section in self.program.sections:
            shown = section.show is None or bool(section.show(self))
            self.sections.append(shown)
            if shown:
                self._ask(section)

    def _ask(self, section: "SectionPlan") -> None:
        get, status, values = self.answers.get, self.status, self.values
        texts, wary = self.texts, self.wary
        for plan in section.questions:
            if plan.show is not None and not plan.show(self):
                continue
            raw, index = get(plan.id), plan.index
            if raw.__class__ is str and raw and not raw.isspace():
                if len(raw) <= plan.ample and not wary:  # most answers: spare them a call
                    texts.append(raw)
                    values[index] = raw
                    status[index] = ANSWERED
                    if plan.checks:
                        self._check(plan)
                else:
                    self._take(plan, raw)
            elif raw is None:
                status[index] = EMPTY
            else:
                self.judge(plan, raw)

    def judge(self, plan: "QuestionPlan", raw: Any) -> None:
        """Take the answer to a question that is shown: its status and value, and what is wrong with it."""
        if is_blank(raw):
            self.status[plan.index] = EMPTY
        elif raw.__class__ is dict and ("unknown" in raw or "not_applicable" in raw):
            self._set_aside(plan, raw)
        else:
            self._take(plan, raw)

    def _take(self, plan: "QuestionPlan", raw: Any) -> None:
        flaws: list[Flaw] = []
        value = plan.validate(raw, self, flaws)
        if flaws:
            self._refuse(plan.index, flaws)
        elif value is None:
            self.status[plan.index] = EMPTY
        else:
            self.values[plan.index] = value
            self.status[plan.index] = ANSWERED
            if plan.checks:
                self._check(plan)

    def _check(self, plan: "QuestionPlan") -> None:
        for check in plan.checks:
            if not check.compute(self):
                self._refuse(plan.index, [Flaw("check", {"text": check.words})])

    def _set_aside(self, plan: "QuestionPlan", raw: dict[Any, Any]) -> None:
        flaws: list[Flaw] = []
        kind = set_aside(raw, plan.question.allow, flaws)
        if flaws:
            self._refuse(plan.index, flaws)
        else:
            self.status[plan.index] = UNKNOWN if kind == "unknown" else NOT_APPLICABLE

    def _refuse(self, index: int, flaws: list[Flaw]) -> None:
        self.values[index] = None
        self.status[index] = INVALID
        self.flaws.setdefault(index, []).extend(flaws)

    def settle(self) -> None:
        """What sees everything: checks that look ahead, rows that must be filled, and what is required.

        Checks and rows are judged together, on the answers as the pass left them; what must be answered is
        judged after what fails was refused.
        """
        found = [objection for check in self.program.late_checks if (objection := self.objection(check))]
        gaps = [(plan.index, gaps) for plan in self.program.row_requirable if (gaps := self.gaps(plan))]
        for index, flaws in (*found, *gaps):
            self._object(index, flaws)
        if found or gaps:
            self.forget()
        self._require()

    def objection(self, check: "CheckAt") -> "Objection | None":
        """What a check has against the answers: at its question, or the last shown one that it looks at."""
        if check.section is not None and not self.sections[check.section]:
            return None
        if check.owner is not None and self.status[check.owner] is not ANSWERED:
            return None
        flaws = self._failing_rows(check) if check.rule.in_rows else self._failing(check)
        shown = [index for index in check.places if self.status[index] is not HIDDEN] if flaws else []
        return (shown[-1], flaws) if shown else None

    def _failing(self, check: "CheckAt") -> list[Flaw]:
        return [] if check.compute(self) else [Flaw("check", {"text": check.words})]

    def _failing_rows(self, check: "CheckAt") -> list[Flaw]:
        plan = self.program.questions[check.places[0]]
        flaws = []
        for place, row in zip(row_numbers(self.answers[plan.id]), self.values[plan.index], strict=True):
            self.row = row
            if not check.compute(self):
                flaws.append(Flaw("check", {"text": check.words}, place))
        self.row = {}
        return flaws

    def gaps(self, plan: "QuestionPlan") -> list[Flaw]:
        """The rows of an answer that are still to be filled in, when every row is required."""
        if self.status[plan.index] is not ANSWERED or not plan.is_required(self):
            return []
        given = self.values[plan.index]
        return [Flaw("required", {}, None, row.label) for row in plan.question.rows if row.id not in given]

    def _object(self, index: int, flaws: list[Flaw]) -> None:
        if self.status[index] is ANSWERED:
            self._refuse(index, flaws)
        else:
            self.flaws.setdefault(index, []).extend(flaws)

    def _require(self) -> None:
        status = self.status
        due = [
            plan.index
            for plan in self.program.requirable
            if status[plan.index] is EMPTY and plan.is_required(self)
        ]
        for index in due:
            status[index] = MISSING

    def points(self, name: str, section: str | None = None) -> Number | None:
        """The points that the answers give under one name."""
        key = (name, section)
        if key not in self._points:
            self._points[key] = self._count(name, section)
        return self._points[key]

    def _count(self, name: str, section: str | None) -> Number | None:
        amount: Number = 0
        status, values = self.status, self.values
        for feeder in self.program.feeders(name, section):
            state = status[feeder.index]
            if state is ANSWERED:
                amount += feeder.scorer(values[feeder.index])
            elif state is UNKNOWN:
                amount += feeder.when_unknown
        return settled(amount)

    def score(self, name: str) -> Scored:
        """A score's value, maximum and band."""
        found = self._scores.get(name)
        if found is None:
            self._prepare(("score", name))
            found = self._scores.get(name)
        if found is None:
            plan = self.program.scores[name]
            value, most = plan.value(self), self.max_score(name)
            found = self._scores[name] = Scored(value, most, plan.band(value, most))
        return found

    def max_score(self, name: str) -> Number | None:
        """A score's maximum, which does not depend on answers."""
        if name not in self._maxima:
            self._prepare(("max_score", name))
        if name not in self._maxima:
            most = self.program.scores[name].max
            self._maxima[name] = most(self) if most else None
        return self._maxima[name]

    def _prepare(self, node: Node) -> None:
        """Compute what it builds on, deepest first: long chains must not meet Python's limit."""
        needs = self.program.needs
        waiting = [need for need in needs[node] if not self._is_known(need)]
        while waiting:
            deeper = [need for need in needs[waiting[-1]] if not self._is_known(need)]
            if deeper:
                waiting += deeper
            else:
                kind, name = waiting.pop()
                _COMPUTE[kind](self, name)

    def _is_known(self, node: Node) -> bool:
        kind, name = node
        if kind == "score":
            return name in self._scores
        return name in (self._maxima if kind == "max_score" else self._outcomes)

    def outcome(self, name: str) -> bool:
        """Does an outcome hold, and is it in force?"""
        found = self._outcomes.get(name)
        if found is None:
            if name in self.program.building:
                self._prepare(("outcome", name))
            plan = self.program.outcomes[name]
            found = bool(plan.condition(self)) and plan.outcome.in_force(self.today)
            self._outcomes[name] = found
        return found


_COMPUTE: Mapping[str, Callable[[Run, str], object]] = {
    "score": Run.score,
    "max_score": Run.max_score,
    "outcome": Run.outcome,
}
