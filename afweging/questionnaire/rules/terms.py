"""What a rule is made of after compiling."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .kinds import Kind

if TYPE_CHECKING:
    from ..run import Run

Compute = Callable[["Run"], Any]
"""A compiled expression: from the run of an evaluation to a value, None when it is missing."""


class _NoLiteral:
    pass


NO_LITERAL: Final = _NoLiteral()


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a rule looked at: a question, score, points, outcome, the worst risk, or today."""

    kind: str
    id: str = ""
    focus: tuple[str, ...] = ()
    """The options that the rule asks about, for a question of type choices."""
    section: str | None = None
    """The section whose answers are counted, for points."""


@dataclass(frozen=True, slots=True)
class Read:
    """Something that a rule depends on, and the offset in its text where it says so."""

    kind: str
    id: str
    offset: int
    section: str | None = None


Why = Callable[["Run"], tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """A compiled (part of a) rule."""

    kind: Kind
    compute: Compute
    mentions: tuple[Mention, ...] = ()
    literal: Any = NO_LITERAL
    index: int | None = None
    """The place of the question, when the term is just the answer to a question."""
    explain: Why | None = None
    steady: bool = False
    """Does it come out the same in every run, without being written out?"""

    def why(self, run: "Run") -> tuple[Mention, ...]:
        """What made this term come out as it does."""
        return self.explain(run) if self.explain else self.mentions

    @property
    def is_literal(self) -> bool:
        """Was it written out in the rule?"""
        return self.literal is not NO_LITERAL

    @property
    def is_fixed(self) -> bool:
        """Does no answer change it?"""
        return self.steady or self.is_literal


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule with all that it depends on."""

    term: Term
    reads: tuple[Read, ...] = ()
    in_rows: bool = False
    """Does it look at the row at hand?"""

    @property
    def compute(self) -> Compute:
        """The closure to call."""
        return self.term.compute
