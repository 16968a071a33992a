"""Which points can be given together: the answers that add up to a sum, as one formula.

The formula is a decision diagram: it asks question after question what its answer counts for, and two ways
to the same sum so far go on as one. What an answer counts for that no option tells may be anything that it
can be.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence

from ...model import Number, Question
from ...parts import PartRef
from ...rules.annotate import function_of
from .answers import UNKNOWN
from .cells import Line
from .conditions import At, condition
from .constants import Key, points_key
from .formulas import FALSE, MOST_DEPTH, TRUE, Formula, every, some
from .numbers import amounts, contribution
from .picture import Picture

MOST_SUMS = 200
"""With more of them nothing is told of which go together."""

Share = Mapping[Number, Formula]
"""What a part of an answer can count for, each with when it may."""


def ways(picture: Picture, score: str) -> Mapping[str, Formula]:
    """When a score may be in each of its bands, at the end; empty when nobody can tell.

    For a score that looks at the points of one name, whatever it makes of them.
    """
    value, bands = picture.bands(score, end=True)
    key = _points_in(picture, score)
    shares = _shares(picture, key) if key else None
    sums = _sums(shares) if shares else None
    if value is None or key is None or not shares or not sums:
        return {}
    rule = picture.by_place[PartRef("score", score), "value"]
    size = sum(1 for _ in ast.walk(rule.annotated.tree))
    if not picture.may_add(len(bands) * _size(shares, sums) + size * len(sums[-1])):
        return {}
    at = At(picture, rule.annotated, end=True)
    assert isinstance(value.cases, Line), "a score is a number"
    found: dict[str, list[Formula]] = {band: [] for band in bands}
    for given, node in _branches(at, rule.annotated.tree, TRUE):
        cases = {amount: _cases(at, node, value.cases, key, amount) for amount in sums[-1]}
        for band, mine in bands.items():
            wanted = {amount for amount, mask in cases.items() if mask & mine}
            found[band].append(every((given, _adding_up(shares, sums, wanted))))
    made = {band: some(parts) for band, parts in found.items()}
    return {band: formula for band, formula in made.items() if formula.depth <= MOST_DEPTH}


def _branches(at: At, node: ast.expr, given: Formula) -> Iterator[tuple[Formula, ast.expr]]:
    """What a score is, by what its own condition says."""
    if isinstance(node, ast.IfExp):
        test = condition(at, node.test)
        yield from _branches(at, node.body, every((given, test)))
        yield from _branches(at, node.orelse, every((given, at.picture.space.negation(test))))
    else:
        yield given, node


def _points_in(picture: Picture, score: str) -> Key | None:
    """The points that a score is made of, when they are of one name."""
    rule = picture.by_place[PartRef("score", score), "value"]
    nodes = [node for node in ast.walk(rule.annotated.tree) if isinstance(node, ast.expr)]
    found = {points_key(node) for node in nodes if function_of(node) == "points"}
    return found.pop() if len(found) == 1 else None


def _cases(at: At, node: ast.expr, line: Line, key: Key, amount: Number) -> int:
    """The cases that a number is in when its points are so many."""
    with at.picture.counting(key, amount):
        return line.within(amounts(at, node))


def _sums(shares: Sequence[Share]) -> list[frozenset[Number]] | None:
    """Every sum after none of them, after the first, and so on; None when they are too many."""
    found: list[frozenset[Number]] = [frozenset([0])]
    for share in shares:
        found.append(frozenset(so_far + amount for so_far in found[-1] for amount in share))
        if len(found[-1]) > MOST_SUMS:
            return None
    return found


def _size(shares: Sequence[Share], sums: Sequence[frozenset[Number]]) -> int:
    """How many ways there are from a sum to the next."""
    return sum(len(share) * len(before) for share, before in zip(shares, sums[:-1], strict=True))


def _adding_up(shares: Sequence[Share], sums: Sequence[frozenset[Number]], wanted: set[Number]) -> Formula:
    """When they add up to one of these."""
    then = {amount: TRUE if amount in wanted else FALSE for amount in sums[-1]}
    for share, before in zip(reversed(shares), reversed(sums[:-1]), strict=True):
        then = {
            so_far: some(every((when, then[so_far + amount])) for amount, when in share.items())
            for so_far in before
        }
    return then[0]


def _shares(picture: Picture, key: Key) -> list[Share] | None:
    """What each answer counts for, in the order of the questions; None when that is too much to tell."""
    _, name, section = key
    found: list[Share] = []
    for feeder in picture.questionnaire.program.feeders(name, section):
        question = picture.questionnaire.program.questions[feeder.index].question
        if question.type in ("choice", "yesno", "choices"):
            found += _of_options(picture, question, name, feeder.when_unknown)
            continue
        possible = contribution(picture, feeder, name).values
        if possible is None:
            return None
        state = picture.quantity(question, end=True)
        there = state.atom(state.all_cases | UNKNOWN)
        found.append({amount: there if amount else TRUE for amount in {0, *possible}})
    return found


def _of_options(picture: Picture, question: Question, name: str, when_unknown: Number) -> Iterator[Share]:
    """One of the options counts, or each that is chosen; or that the answer is not known."""
    state = picture.quantity(question, end=True)
    counted = {option.id: option.points[name] for option in question.options if option.points.get(name)}
    unknown = [(when_unknown, state.status(UNKNOWN))] if when_unknown else []
    if question.type == "choices":
        several = picture.several(question, end=True)
        chosen = [(amount, several.chosen(option)) for option, amount in counted.items()]
        yield from (_share(picture, [each]) for each in [*chosen, *unknown])
    else:
        named = [(amount, state.equals(option) or TRUE) for option, amount in counted.items()]
        yield _share(picture, [*named, *unknown])


def _share(picture: Picture, counted: Sequence[tuple[Number, Formula]]) -> Share:
    """What counts for something, and nothing where none of it holds."""
    found: dict[Number, Formula] = {}
    for amount, when in counted:
        found[amount] = some((found.get(amount, FALSE), when))
    return {0: every(picture.space.negation(when) for when in found.values()), **found}
