"""The functions of the rule language, each with what it checks and what it computes.

A function is added with a handler here and a heading in `docs/questionnaire-format.md`.
"""

import ast
from collections.abc import Callable, Iterable
from typing import Any

from ..model import Question
from ..problems import shown
from .compare import check_options
from .kinds import ANY, BOOL, COUNTED, DATE, NUMBER, Kind, kind_of, list_of, word
from .numbers import round_half_up, total
from .terms import Mention, Term
from .translate import Translator, literal, steady

Handler = Callable[[Translator, ast.Call], Term]


def _arguments(t: Translator, call: ast.Call, count: int, *keywords: str) -> list[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else "?"
    for keyword in call.keywords:
        if keyword.arg not in keywords:
            t.fail(call, f"{name}() has no argument {shown(keyword.arg)}")
    if len(call.args) != count or any(isinstance(argument, ast.Starred) for argument in call.args):
        t.fail(call, f"{name}() takes {count} argument{'' if count == 1 else 's'}, not {len(call.args)}")
    return call.args


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _string(t: Translator, node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return t.fail(node, "a text between quotes is expected here")


def _question(t: Translator, node: ast.expr) -> tuple[int, Question]:
    """The question that an argument names: a plain name or q("…")."""
    if isinstance(node, ast.Name):
        return t.question(node.id, node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "q":
        return t.question(_string(t, _arguments(t, node, 1)[0]), node)
    return t.fail(node, "a question is expected here")


def _ask(t: Translator, call: ast.Call) -> Term:
    return t.answer(_string(t, _arguments(t, call, 1)[0]), call)


def _status(status: str) -> Handler:
    def handler(t: Translator, call: ast.Call) -> Term:
        index, question = _question(t, _arguments(t, call, 1)[0])
        return Term(BOOL, lambda run: run.status[index] == status, (Mention("question", question.id),))

    return handler


def _answered(t: Translator, call: ast.Call) -> Term:
    index, question = _question(t, _arguments(t, call, 1)[0])
    return Term(BOOL, lambda run: run.values[index] is not None, (Mention("question", question.id),))


def _count(t: Translator, call: ast.Call) -> Term:
    term = t.term(_arguments(t, call, 1)[0])
    if term.kind.name not in COUNTED:
        t.fail(call, f"count() counts choices, rows and files; this is {term.kind.words}")
    value, of_list = term.compute, term.kind.name == "list"

    def compute(run: Any) -> int:
        found = value(run)
        if found is None:
            return 0
        return sum(item is not None for item in found) if of_list else len(found)

    return Term(NUMBER, compute, term.mentions)


def _of(test: Callable[[Iterable[object]], bool]) -> Handler:
    def handler(t: Translator, call: ast.Call) -> Term:
        first, second = _arguments(t, call, 2)
        term, wanted = t.term(first), t.term(second)
        if term.kind.name not in ("choices", "word", "list", "any"):
            t.fail(first, f"a question with options is expected here; this is {term.kind.words}")
        if not wanted.is_literal or wanted.kind.name != "list":
            t.fail(second, 'a list of options is expected here, such as ["a", "b"]')
        check_options(t, second, wanted.literal, term.kind)
        words, value, single = wanted.literal, term.compute, term.kind.name == "word"

        def compute(run: Any) -> bool:
            found = value(run)
            if found is None:
                return False
            return test(item == found if single else item in found for item in words)

        focus = tuple(item for item in words if isinstance(item, str))
        mentions = tuple(Mention(mention.kind, mention.id, focus) for mention in term.mentions)
        return Term(BOOL, compute, mentions)

    return handler


def _column(t: Translator, call: ast.Call) -> Term:
    first, second = _arguments(t, call, 2)
    index, question = _question(t, first)
    name = _string(t, second)
    columns = {column.id: column for column in question.columns}
    if name in question.absent:
        return Term(list_of(ANY), lambda run: None, (Mention("question", question.id),))
    if question.type and not columns:
        t.fail(first, f"{shown(question.id)} has no columns")
    if columns and name not in columns:
        t.fail(second, f"{shown(question.id)} has no column {shown(name)}{t.near(name, columns)}")
    kind = kind_of(columns[name]) if columns else ANY

    def compute(run: Any) -> Any:
        rows = run.values[index]
        return None if rows is None else [row.get(name) for row in rows]

    return Term(list_of(kind), compute, (Mention("question", question.id),))


def _row(t: Translator, call: ast.Call) -> Term:
    name = _string(t, _arguments(t, call, 1)[0])
    if not t.scope.in_table:
        t.fail(call, "row(…) is for the columns and checks of a table")
    t.in_rows = True
    if name in t.scope.absent:
        return Term(ANY, lambda run: None)
    if name not in t.scope.columns:
        near = t.near(name, t.scope.columns)
        t.fail(call, f"there is no column {shown(name)} that this rule can see{near}")
    return Term(kind_of(t.scope.columns[name]), lambda run: run.row.get(name))


def _worst(t: Translator, call: ast.Call) -> Term:
    index, question = _question(t, _arguments(t, call, 1, "residual")[0])
    given = _keyword(call, "residual")
    term = t.term(given) if given is not None else literal(BOOL, False)
    if not term.is_literal or not isinstance(term.literal, bool):
        t.fail(call, "residual is true or false")
    classes = question.classes
    if classes is None and question.type:
        t.fail(
            call, f"worst() is for a question of type risks; {shown(question.id)} is of type {question.type}"
        )
    residual = term.literal

    def compute(run: Any) -> int | None:
        rows = run.values[index]
        if rows is None or classes is None:
            return None
        ranks = [classes.rank(*place) for row in rows if (place := risk_place(row, residual=residual))]
        return max(ranks, default=None)

    return Term(NUMBER, compute, (Mention("residual" if residual else "worst", question.id),))


def risk_place(row: Any, *, residual: bool) -> tuple[int, int] | None:
    """Likelihood and severity of a risk; None when they were not both given.

    After measures a risk stays where it was as long as nothing else was filled in, or the measure fails.
    """
    before = _pair(row.get("likelihood"), row.get("severity"))
    if not residual or row.get("working") is False:
        return before
    likelihood, severity = row.get("residual_likelihood"), row.get("residual_severity")
    return _pair(likelihood or row.get("likelihood"), severity or row.get("severity"))


def _pair(likelihood: int | None, severity: int | None) -> tuple[int, int] | None:
    return (likelihood, severity) if likelihood and severity else None


def _numbers(name: str, reduce: Callable[[list[Any]], Any], kinds: frozenset[str]) -> Handler:
    def handler(t: Translator, call: ast.Call) -> Term:
        if call.keywords or not call.args or any(isinstance(item, ast.Starred) for item in call.args):
            t.fail(call, f"{name}() takes values or a list")
        nodes = [node for argument in call.args for node in _spread(argument)]
        terms = [t.term(node) for node in nodes]
        kind: Kind = ANY
        for node, term in zip(nodes, terms, strict=True):
            of = (term.kind.of or ANY) if term.kind.name == "list" else term.kind
            if of.name not in kinds or (kind is not ANY and of is not ANY and of.name != kind.name):
                t.fail(node, f"{name}() cannot take {term.kind.words} here")
            kind = of if of is not ANY else kind
        flat = [(term.compute, term.kind.name == "list") for term in terms]

        def compute(run: Any) -> Any:
            found: list[Any] = []
            for value, is_list in flat:
                item = value(run)
                found += (item or ()) if is_list else (item,)
            return reduce([item for item in found if item is not None])

        mentions = tuple(mention for term in terms for mention in term.mentions)
        return Term(
            NUMBER if kind is ANY else kind,
            compute,
            mentions,
            explain=lambda run: tuple(mention for term in terms for mention in term.why(run)),
        )

    return handler


def _spread(argument: ast.expr) -> list[ast.expr]:
    """What a list holds: sum([a, b]) and sum(a, b) are the same."""
    return argument.elts if isinstance(argument, ast.List) else [argument]


def _round(t: Translator, call: ast.Call) -> Term:
    term = t.number(_arguments(t, call, 1)[0])
    value = term.compute

    def compute(run: Any) -> int | None:
        found = value(run)
        return None if found is None else round_half_up(found)

    return steady(compute) if term.is_fixed else Term(NUMBER, compute, term.mentions, explain=term.why)


def _contains(t: Translator, call: ast.Call) -> Term:
    first, second = _arguments(t, call, 2)
    term, part = t.term(first), t.term(second)
    if term.kind.name not in ("text", "any"):
        t.fail(first, f"contains_text() looks in a text; this is {term.kind.words}")
    if not isinstance(part.literal, str):
        t.fail(second, "a text between quotes is expected here")
    words, value = part.literal, term.compute
    return Term(BOOL, lambda run: (x := value(run)) is not None and words in x, term.mentions)


def _points_arguments(t: Translator, call: ast.Call) -> tuple[str, str | None]:
    name = _string(t, _arguments(t, call, 1, "section")[0])
    if name not in t.world.points:
        t.fail(call, f"nothing gives points for {shown(name)}{t.near(name, t.world.points)}")
    given = _keyword(call, "section")
    section = _string(t, given) if given is not None else None
    if section is not None and section not in t.world.sections:
        t.fail(call, f"there is no section {shown(section)}{t.near(section, t.world.sections)}")
    return name, section


def _points(t: Translator, call: ast.Call) -> Term:
    name, section = _points_arguments(t, call)
    t.read("points", name, call, section)
    return Term(NUMBER, lambda run: run.points(name, section), (Mention("points", name, section=section),))


def _max_points(t: Translator, call: ast.Call) -> Term:
    name, section = _points_arguments(t, call)
    most = t.world.max_points(name, section)
    return steady(lambda run: most)


def _score_id(t: Translator, call: ast.Call) -> str:
    name = _string(t, _arguments(t, call, 1)[0])
    if name not in t.world.scores and name not in t.world.absent_scores:
        t.fail(call, f"there is no score {shown(name)}{t.near(name, t.world.scores)}")
    return name


def _score(t: Translator, call: ast.Call) -> Term:
    name = _score_id(t, call)
    if name in t.world.absent_scores:
        return Term(NUMBER, _missing)
    t.read("score", name, call)
    return Term(NUMBER, lambda run: run.score(name).value, (Mention("score", name),))


def _max_score(t: Translator, call: ast.Call) -> Term:
    name = _score_id(t, call)
    if name in t.world.absent_scores:
        return Term(NUMBER, _missing)
    t.read("max_score", name, call)
    return Term(NUMBER, lambda run: run.max_score(name))


def _band(t: Translator, call: ast.Call) -> Term:
    name = _score_id(t, call)
    absent = name in t.world.absent_scores
    score = t.world.absent_scores[name] if absent else t.world.scores[name]
    if not score.bands:
        t.fail(call, f"the score {shown(name)} has no bands")
    kind = word((*(band.id for band in score.bands), *score.absent))
    if absent:
        return Term(kind, _missing)
    t.read("score", name, call)
    return Term(kind, lambda run: run.score(name).band, (Mention("score", name),))


def _outcome(t: Translator, call: ast.Call) -> Term:
    name = _string(t, _arguments(t, call, 1)[0])
    if name in t.world.absent_outcomes:
        return Term(BOOL, lambda run: False)
    if name not in t.world.outcomes:
        t.fail(call, f"there is no outcome {shown(name)}{t.near(name, t.world.outcomes)}")
    t.read("outcome", name, call)
    return Term(BOOL, lambda run: run.outcome(name), (Mention("outcome", name),))


def _missing(run: Any) -> None:
    """What a variant hid is missing."""


def _today(t: Translator, call: ast.Call) -> Term:
    _arguments(t, call, 0)
    return Term(DATE, lambda run: run.today, (Mention("today"),))


_ORDERED_KINDS = frozenset(("number", "date", "month", "any"))

FUNCTIONS: dict[str, Handler] = {
    "q": _ask,
    "answered": _answered,
    "unknown": _status("unknown"),
    "not_applicable": _status("not_applicable"),
    "count": _count,
    "any_of": _of(any),
    "all_of": _of(all),
    "column": _column,
    "row": _row,
    "worst": _worst,
    "sum": _numbers("sum", total, frozenset(("number", "any"))),
    "min": _numbers("min", lambda found: min(found, default=None), _ORDERED_KINDS),
    "max": _numbers("max", lambda found: max(found, default=None), _ORDERED_KINDS),
    "round_half_up": _round,
    "contains_text": _contains,
    "points": _points,
    "max_points": _max_points,
    "score": _score,
    "max_score": _max_score,
    "band": _band,
    "outcome": _outcome,
    "today": _today,
}
