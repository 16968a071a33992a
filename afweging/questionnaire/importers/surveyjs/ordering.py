"""The order of questions: a condition may look back only, so a question comes after those it looks at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Placed(Generic[T]):
    """Questions of one page that stand together; `again`: a later part of a page that was begun before."""

    page: int
    items: list[T] = field(default_factory=list)
    again: bool = False


def ordered(pages: list[list[T]], looks_at: Mapping[T, frozenset[T]]) -> list[Placed[T]]:
    """The questions in an order in which each comes after those that it looks at, else that of the file.

    What looks ahead waits: within its page for the question that it looks at; else for a part of its page
    after the page on which that stands. Where questions look at each other in a circle, the order of the
    file stays, and what looks ahead in it keeps doing so.
    """
    flat = [item for page in pages for item in page]
    needs = _without_circles(flat, looks_at)
    waiting: dict[int, list[T]] = {}
    done: set[T] = set()
    parts: list[Placed[T]] = []
    for page, items in enumerate(pages):
        placed = _placeable(items, needs, done)
        if placed or not items:
            parts.append(Placed(page, placed))
        if len(placed) < len(items):
            waiting[page] = [item for item in items if item not in done]
        parts += _resumed(waiting, needs, done) if placed else []
    begun: set[int] = set()
    for part in parts:
        part.again = part.page in begun
        begun.add(part.page)
    return parts


def _placeable(items: Iterable[T], needs: Mapping[T, frozenset[T]], done: set[T]) -> list[T]:
    """Those that can come now, always the first one that can; marks them as done."""
    left, placed = list(items), []
    while ready := next((item for item in left if needs[item] <= done), None):
        left.remove(ready)
        placed.append(ready)
        done.add(ready)
    return placed


def _resumed(waiting: dict[int, list[T]], needs: Mapping[T, frozenset[T]], done: set[T]) -> list[Placed[T]]:
    """Later parts of earlier pages, now that what they waited for is there."""
    found: list[Placed[T]] = []
    progress = True
    while progress:
        progress = False
        for page, left in list(waiting.items()):
            placed = _placeable(left, needs, done)
            if placed:
                found.append(Placed(page, placed))
                waiting[page] = [item for item in left if item not in done]
                progress = True
            if not waiting[page]:
                del waiting[page]
    return found


def _without_circles(flat: list[T], looks_at: Mapping[T, frozenset[T]]) -> dict[T, frozenset[T]]:
    """What each question needs before it, but for what it looks ahead at within a circle."""
    place = {item: index for index, item in enumerate(flat)}
    circle = _circles(flat, looks_at)
    return {
        item: frozenset(
            other
            for other in looks_at.get(item, frozenset())
            if other in place and not (circle[item] == circle[other] and place[other] >= place[item])
        )
        for item in flat
    }


def _circles(flat: list[T], looks_at: Mapping[T, frozenset[T]]) -> dict[T, int]:
    """The number of the circle that each question is in (Tarjan's strongly connected components)."""
    index: dict[T, int] = {}
    low: dict[T, int] = {}
    stack: list[T] = []
    component: dict[T, int] = {}
    for root in flat:
        if root in index:
            continue
        work = [(root, iter(looks_at.get(root, ())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            item, others = work[-1]
            for other in others:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    work.append((other, iter(looks_at.get(other, ()))))
                    break
                if other not in component:
                    low[item] = min(low[item], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[item])
                if low[item] == index[item]:
                    _close(item, stack, component)
    return component


def _close(item: T, stack: list[T], component: dict[T, int]) -> None:
    number = len(component)
    while True:
        other = stack.pop()
        component[other] = number
        if other is item:
            return
