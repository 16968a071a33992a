"""Which aliases a change would reach through, so that they are written out first."""

from collections.abc import Iterator

from .places import Source
from .spans import Path, Span


def in_the_way(source: Source, path: Path, *, whole: bool) -> Path | None:
    """The path of an alias through which a change at a path would reach further; None when there is none.

    An alias that the path leads through, or one that stands for something that changes. With `whole` all
    below the path goes elsewhere too, so that no alias may be in it either.
    """
    chain = source.deepest(path)
    reached = path[: len(chain) - 1]
    if chain[-1].span.kind == "alias" and len(path) > len(reached):
        return reached
    touched = [*(spot.span for spot in chain), *chain[-1].span.walk()]
    changing = {id(span) for span in touched if span.anchor and span.kind != "alias"}
    for found, span in _aliases(source.root.span):
        is_below = len(reached) == len(path) and found[: len(path)] == path
        if id(span.target) in changing and not is_below:
            return found
        if whole and is_below:
            return found
    return None


def _aliases(root: Span) -> Iterator[tuple[Path, Span]]:
    waiting: list[tuple[Path, Span]] = [((), root)]
    while waiting:
        path, span = waiting.pop()
        if span.kind == "alias":
            yield path, span
        inner = [((*path, span.step(place)), each) for place, each in enumerate(span.inner)]
        waiting += reversed(inner)
