"""Scores, maxima and outcomes that need themselves in the end."""

from collections.abc import Mapping, Sequence

from .run import Node

Needs = Mapping[Node, Sequence[Node]]
"""A score, maximum or outcome → what it builds on."""

MOST_CIRCLES = 50
_LONG_CIRCLE = 12


def told(names: list[str]) -> list[str]:
    """A circle, without its middle when that is long."""
    return names if len(names) <= _LONG_CIRCLE else [*names[: _LONG_CIRCLE - 3], "…", *names[-2:]]


def stuck(needs: Needs) -> list[Node]:
    """What can never be computed, because it needs itself in the end."""
    users: dict[Node, list[Node]] = {}
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


def circle_from(start: Node, needs: Needs) -> tuple[Node, ...]:
    """The shortest way from a node back to itself, empty when there is none."""
    came_from: dict[Node, Node] = {}
    waiting = [start]
    for node in waiting:
        for need in needs.get(node, ()):
            if need == start:
                return _path(start, node, came_from)
            if need not in came_from:
                came_from[need] = node
                waiting.append(need)
    return ()


def _path(start: Node, node: Node, came_from: Mapping[Node, Node]) -> tuple[Node, ...]:
    path = [node]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
