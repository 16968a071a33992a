"""Which questions a rule looks at in the end: by name, and through points, scores and outcomes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .points import Feeder
from .rules.terms import Read, Rule


class Ruled(Protocol):
    """A score or an outcome with its compiled rule."""

    @property
    def rule(self) -> Rule:
        """The rule."""


@dataclass(frozen=True)
class Feeding:
    """Follows what rules read down to questions, by their place in the file."""

    scores: Mapping[str, Ruled]
    outcomes: Mapping[str, Ruled]
    index: Mapping[str, int]
    feeders: Callable[[str, str | None], Iterable[Feeder]]
    _found: dict[tuple[str, str, str | None], frozenset[int]] = field(default_factory=dict)

    def of(self, read: Read) -> frozenset[int]:
        """Every question that one part of a rule looks at."""
        key = (read.kind, read.id, read.section)
        if key not in self._found:
            self._found[key] = frozenset(self._follow(read))
        return self._found[key]

    def _follow(self, start: Read) -> Iterator[int]:
        seen: set[tuple[str, str]] = set()
        waiting = [start]
        while waiting:
            read = waiting.pop()
            yield from self._direct(read)
            if (read.kind, read.id) not in seen:
                seen.add((read.kind, read.id))
                plans = {"score": self.scores, "outcome": self.outcomes}.get(read.kind, {})
                waiting += plans[read.id].rule.reads if read.id in plans else ()

    def _direct(self, read: Read) -> Iterator[int]:
        if read.kind == "question" and read.id in self.index:
            yield self.index[read.id]
        elif read.kind == "points":
            yield from (feeder.index for feeder in self.feeders(read.id, read.section))
