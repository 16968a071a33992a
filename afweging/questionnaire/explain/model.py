"""What is asked, and what was found."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """What should change: `kind` is shown (a question), outcome, or band (of a score)."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Step:
    """One other answer; a value of None takes the answer away."""

    question: str
    value: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the target.

    `kind` is one (each of `ways` is one answer), two (each is two answers) or none. `exact` says that every
    single answer was tried whose effect any rule can tell apart: of one that there are no others, of two and
    none that no single answer does it. `was` is what stands now, `becomes` what each way leads to: true or
    false, or the band. `tried` is how many answers together were tried at the most; 0 when the target looks
    at no answer at all.
    """

    target: Target
    kind: str
    exact: bool
    was: Any
    ways: tuple[tuple[Step, ...], ...] = ()
    becomes: tuple[Any, ...] = ()
    tried: int = 1
