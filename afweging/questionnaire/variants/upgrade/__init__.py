"""Three-way upgrade: the old base, the variant, the new base; the variant for the new base comes out.

Every leaf that the variant changes is looked at by itself. Where the base left it alone, the change applies;
where the base says the same now, it is absorbed; where both changed it, or the base took away what the
variant touches, it is a conflict that a person settles. Nothing that the variant changes vanishes without
being listed.
"""

from collections.abc import Mapping
from typing import Any

from ...comparison import compare, propose_version
from ...model import Questionnaire
from ...problems import Mark, Problem, QuestionnaireInvalid
from ...yaml12 import Entries, Items, Node, tree_of
from ..model import Change, Resolved, Variant
from ..reading import read_variant_node
from ..resolving import resolve
from .additions import settle_addition
from .hidings import settle_hiding
from .model import NEW, OURS, THEIRS, Choice, Conflict, Listed, Upgrade, conflict_id
from .moves import settle_move
from .settings import settle_setting
from .work import Work

__all__ = ["NEW", "OURS", "THEIRS", "Choice", "Conflict", "Listed", "Upgrade", "upgrade"]

_VERBS = {"add": settle_addition, "change": settle_setting, "hide": settle_hiding, "move": settle_move}


def upgrade(
    base: Questionnaire,
    variant: Variant,
    new_base: Questionnaire,
    choices: Mapping[str, Choice] | None = None,
) -> Upgrade:
    """Bring a variant to a new base; `choices` settles conflicts by their id.

    The result is checked as any file; a change that makes it unreadable is a conflict too. Raises
    QuestionnaireInvalid when the variant does not fit its own base.
    """
    before = resolve(base, variant)
    made = Upgrade(base, variant, new_base)
    work = Work(made, choices or {})
    for change in variant.changes:
        _VERBS[change.verb](work, change)
    if not made.conflicts:
        _settle_broken(work)
        _finish(work, before)
    return made


def _settle_broken(work: Work) -> None:
    """Put in what was chosen for changes that cannot be read any more over the new base."""
    for change in work.made.variant.changes:
        choice = work.choices.get(conflict_id(change, "broken"))
        if choice is None or work.made.changes.get(change.place, change) is None:
            continue
        work.made.settled.append(_broken(work, change, []))
        if choice.take == NEW and isinstance(choice.value, Mapping):
            work.made.changes[change.place] = dict(choice.value)
        else:
            work.drop(change, "broken")
            work.made.changes[change.place] = None


def _broken(work: Work, change: Change, messages: list[str]) -> Conflict:
    data = work.made.variant.data["changes"][change.place]
    ours = work.made.changes.get(change.place, data)
    made = conflict_id(change, "broken")
    told, takes = tuple(messages), (THEIRS, NEW)
    return Conflict(made, "broken", change.place, change.ref, ours=ours, takes=takes, messages=told)


def _finish(work: Work, before: Resolved) -> None:
    """Lay the result over the new base, and give it the version that its differences ask for."""
    made = work.made
    places = [place for place in range(len(made.variant.changes)) if _left(made, place) is not None]
    try:
        after = resolve(made.new_base, _read(_data(made, places, made.variant.version)))
        old = before.questionnaire
        made.version = propose_version(old, compare(old, after.questionnaire)).version
        made.data = _data(made, places, made.version)
        made.resolved = resolve(made.new_base, _read(made.data))
    except QuestionnaireInvalid as error:
        made.data = {}
        made.conflicts = _conflicts(work, places, error.problems)


def _conflicts(work: Work, places: list[int], problems: list[Problem]) -> list[Conflict]:
    """A problem of the result is a conflict of the change that causes it."""
    messages: dict[int, list[str]] = {}
    for problem in problems:
        place = places[problem.line - 2] if 2 <= problem.line < len(places) + 2 else -1
        messages.setdefault(place, []).append(problem.message)
    changes = work.made.variant.changes
    if -1 in messages and len(messages) == 1 and changes:
        messages = {change.place: messages[-1] for change in changes if change.place in places}
    return [_broken(work, changes[place], told) for place, told in messages.items() if place >= 0]


def _left(made: Upgrade, place: int) -> Any:
    return made.changes.get(place, made.variant.data["changes"][place])


def _data(made: Upgrade, places: list[int], version: str) -> dict[str, Any]:
    """The variant's data for the new base; the same data when the base is the same."""
    data = {**made.variant.data, "changes": [_left(made, place) for place in places]}
    if made.new_base.sha256 == made.base.sha256:
        return data
    named = {"id": made.new_base.id, "version": made.new_base.version, "sha256": made.new_base.sha256}
    return {**data, "version": version, "extends": {**data["extends"], **named}}


def _read(data: Mapping[str, Any]) -> Variant:
    """Read the result; line n + 2 of it stands for its n-th change, so that problems find theirs."""
    tree = tree_of(dict(data))
    changes = tree.entries.get("changes") if isinstance(tree, Entries) else None
    for number, node in enumerate(changes.items if isinstance(changes, Items) else ()):
        _mark(node, Mark(number + 2, 1))
    return read_variant_node(tree, "variant")


def _mark(node: Node, mark: Mark) -> None:
    node.mark = mark
    if isinstance(node, Entries):
        node.keys = dict.fromkeys(node.keys, mark)
        for item in node.entries.values():
            _mark(item, mark)
    elif isinstance(node, Items):
        for item in node.items:
            _mark(item, mark)
