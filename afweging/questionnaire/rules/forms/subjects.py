"""What the rows of the form may be about: questions, counts, scores, points, outcomes, risks, cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...model import Question
from ...text import NO_TEXT, Text
from ..kinds import COUNTED, kind_of
from ..terms import Read
from .comparisons import BY_VALUE, STATUSES, with_negations
from .model import Subject, Where

if TYPE_CHECKING:
    from ...model import Questionnaire

TODAY = "today"
_VALUES = {
    "word": "option", "choices": "options", "number": "number", "date": "date", "month": "month",
    "text": "text", "bool": "flag",
}  # fmt: skip
"""Kind of the rule language → type of a value in the form."""

FLAGS = (("true", Text({"nl": "ja", "en": "yes"})), ("false", Text({"nl": "nee", "en": "no"})))


def choices(questionnaire: "Questionnaire", where: Where = Where()) -> tuple[Subject, ...]:  # noqa: B008  # frozen
    """The subjects that a rule may name at this place, in document order: cells, questions, then the rest.

    A place that the questionnaire does not know (a question that was just added) sees everything.
    """
    return (
        tuple(_cells(questionnaire, where))
        + tuple(
            found
            for kind in ("question", "count", "worst", "residual", "points", "score", "band", "outcome")
            for name in _LISTS[kind](questionnaire)
            if _may_name(questionnaire, where, kind, name)
            and (found := subject(questionnaire, f"{kind}:{name}", where.table)) is not None
        )
        + (_today(),)
    )


def subject(questionnaire: "Questionnaire", name: str, table: str = "") -> Subject | None:
    """What a row is about, also when a variant hid it; None when there is no such thing."""
    if name == TODAY:
        return _today()
    kind, _, rest = name.partition(":")
    if kind == "row":
        return _cell(questionnaire, table, rest)
    maker = _MAKERS.get(kind)
    return maker(questionnaire, rest) if maker else None


def _today() -> Subject:
    label = Text({"nl": "vandaag", "en": "today"})
    return Subject(TODAY, TODAY, label, "date", with_negations(BY_VALUE["date"]))


def _cells(questionnaire: "Questionnaire", where: Where) -> Iterator[Subject]:
    table = questionnaire.questions.get(where.table)
    for column in table.columns if table else ():
        if column.id == where.column:
            return
        found = _cell(questionnaire, where.table, column.id)
        if found:
            yield found


def _cell(questionnaire: "Questionnaire", table_id: str, column_id: str) -> Subject | None:
    table = questionnaire.questions.get(table_id)
    column = next((each for each in table.columns if each.id == column_id), None) if table else None
    value = _VALUES.get(kind_of(column).name, "") if column else ""
    if column is None or not value:
        return None
    options = FLAGS if value == "flag" else _options(questionnaire, column)
    return Subject(
        f"row:{column_id}", "row", column.label, value, with_negations(BY_VALUE[value]), "", options
    )


def _question(questionnaire: "Questionnaire", question_id: str) -> Subject | None:
    question = _known(questionnaire, question_id)
    if question is None or question.type == "info":
        return None
    value = _VALUES.get(kind_of(question).name, "rows")
    statuses = tuple(each for each in STATUSES if each == "answered" or each in question.allow)
    comparisons = with_negations((*BY_VALUE[value], *statuses))
    return _about(questionnaire, "question", question, value, comparisons)


def _known(questionnaire: "Questionnaire", question_id: str) -> Question | None:
    found = questionnaire.program.world.questions.get(question_id)
    return found[1] if found else None


def _about(
    questionnaire: "Questionnaire", kind: str, question: Question, value: str, comparisons: Any
) -> Subject:
    hidden = question.id in questionnaire.absent_questions
    number = "" if hidden else questionnaire.number(question.id)
    options = _options(questionnaire, question) if value in ("option", "options", "number") else ()
    if value == "rank" and question.classes:
        options = tuple(
            (str(rank), level.title) for rank, level in enumerate(question.classes.levels, start=1)
        )
    name = f"{kind}:{question.id}"
    return Subject(name, kind, question.label, value, comparisons, number, options, hidden)


def _options(questionnaire: "Questionnaire", question: Question) -> tuple[tuple[str, Text], ...]:
    """The options of a question, hidden ones last; of a scale its steps with a label."""
    if question.type == "value":
        return tuple((value.id, value.title) for value in questionnaire.values)
    if question.labels:
        return tuple((str(step), label) for step, label in question.labels.items())
    hidden = [
        each.part
        for each in questionnaire.hidden
        if each.ref.kind == "option" and each.ref.owner == question.id
    ]
    return tuple((option.id, option.label) for option in (*question.options, *hidden))


def _count(questionnaire: "Questionnaire", question_id: str) -> Subject | None:
    question = _known(questionnaire, question_id)
    if question is None or kind_of(question).name not in COUNTED or question.type == "info":
        return None
    return _about(questionnaire, "count", question, "number", with_negations(BY_VALUE["number"]))


def _risk(kind: str) -> "Callable[[Questionnaire, str], Subject | None]":
    def make(questionnaire: "Questionnaire", question_id: str) -> Subject | None:
        question = _known(questionnaire, question_id)
        if question is None or question.classes is None:
            return None
        return _about(questionnaire, kind, question, "rank", with_negations(BY_VALUE["rank"]))

    return make


def _points(questionnaire: "Questionnaire", name: str) -> Subject | None:
    if name not in questionnaire.program.points:
        return None
    label = Text({"nl": name, "en": name})
    return Subject(f"points:{name}", "points", label, "number", with_negations(BY_VALUE["number"]))


def _score(kind: str) -> "Callable[[Questionnaire, str], Subject | None]":
    value = "option" if kind == "band" else "number"

    def make(questionnaire: "Questionnaire", name: str) -> Subject | None:
        world = questionnaire.program.world
        score = world.scores.get(name) or world.absent_scores.get(name)
        if score is None or (kind == "band" and not score.bands):
            return None
        hidden = [
            each.part for each in questionnaire.hidden if (each.ref.kind, each.ref.owner) == ("band", name)
        ]
        options = tuple((band.id, band.title) for band in (*score.bands, *hidden)) if kind == "band" else ()
        comparisons = with_negations(BY_VALUE[value])
        absent = name in world.absent_scores
        return Subject(f"{kind}:{name}", kind, score.title, value, comparisons, "", options, absent)

    return make


def _outcome(questionnaire: "Questionnaire", name: str) -> Subject | None:
    hidden = questionnaire.absent("outcome").get(name)
    outcome = hidden or next((each for each in questionnaire.outcomes if each.id == name), None)
    if outcome is None:
        return None
    label = outcome.title or outcome.text or NO_TEXT
    comparisons = with_negations(BY_VALUE["truth"])
    return Subject(f"outcome:{name}", "outcome", label, "truth", comparisons, hidden=hidden is not None)


_MAKERS: Mapping[str, "Callable[[Questionnaire, str], Subject | None]"] = {
    "question": _question,
    "count": _count,
    "worst": _risk("worst"),
    "residual": _risk("residual"),
    "points": _points,
    "score": _score("score"),
    "band": _score("band"),
    "outcome": _outcome,
}
"""Kind of a subject → how it is described."""

_LISTS: Mapping[str, "Callable[[Questionnaire], Iterable[str]]"] = {
    **dict.fromkeys(("question", "count", "worst", "residual"), lambda file: file.questions),
    **dict.fromkeys(("score", "band"), lambda file: file.program.scores),
    "points": lambda file: file.points_names,
    "outcome": lambda file: file.program.outcomes,
}

_READS = {"count": "question", "worst": "question", "residual": "question", "band": "score"}
"""What a rule reads that names a subject, where that is not its own kind."""


def _may_name(questionnaire: "Questionnaire", where: Where, kind: str, name: str) -> bool:
    program, read = questionnaire.program, _READS.get(kind, kind)
    if where.outcome and _builds_on(questionnaire, (read, name), ("outcome", where.outcome)):
        return False
    ranges = program.ranges.get(where.before)
    before = ranges[0] if ranges else program.index.get(where.before)
    return before is None or all(place < before for place in program.feeding.of(Read(read, name, 0)))


def _builds_on(questionnaire: "Questionnaire", node: tuple[str, str], other: tuple[str, str]) -> bool:
    """Is one score or outcome made from another, or the same?"""
    needs = questionnaire.program.needs
    seen, waiting = {node}, [node]
    while waiting:
        found = waiting.pop()
        if found == other:
            return True
        fresh = [need for need in needs.get(found, ()) if need not in seen]
        seen.update(fresh)
        waiting += fresh
    return False
