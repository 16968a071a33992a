"""What an upgrade is made of: conflicts, choices, and the list of what became of each local change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...inventory import Path
from ...model import Questionnaire
from ...parts import PartRef
from ..model import Change, Resolved, Variant

OURS, THEIRS, NEW = "ours", "theirs", "new"

REASONS = (
    "changed", "removed", "locked", "taken", "meaning", "moved", "parent", "neighbour", "broken",
)  # fmt: skip
"""Why a local change does not simply apply: the base changed the same leaf; removed the part; locked it; has
an id that the variant adds; gave what is hidden another meaning; moved the part itself; removed what the part
goes into; removed the neighbour; or what comes out cannot be read (a rule that looks at what is gone)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a conflict is settled: keep ours, take theirs, or write `value` anew."""

    take: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a person must settle. `id` is the same at each upgrade of the same change to the same base.

    `reason` is one of REASONS; `takes` are the choices that can be made. `base`, `ours` and `theirs` are
    plain values, None where there is nothing; `messages` say what is wrong when something is broken.
    """

    id: str
    reason: str
    change: int
    ref: PartRef
    path: Path = ()
    base: Any = None
    ours: Any = None
    theirs: Any = None
    takes: tuple[str, ...] = (OURS, THEIRS)
    messages: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """All that is wrong, in one line."""
        return "; ".join(self.messages)


@dataclass(frozen=True, slots=True)
class Listed:
    """One local change, and what became of it. `code` says why."""

    change: int
    verb: str
    ref: PartRef
    path: Path = ()
    value: Any = None
    code: str = ""


@dataclass(slots=True)
class Upgrade:
    """The outcome. `conflicts` are those that nobody settled yet.

    `applied` goes on; `absorbed` is national now; `dropped` was given up for theirs; `settled` are conflicts
    that a choice settled; `notices` apply, but the base changed beside them. `changes` maps the place of a
    change to its new form, None when nothing is left of it. `data` is the new variant's plain data and
    `resolved` the result: empty and None as long as there are conflicts.
    """

    base: Questionnaire
    variant: Variant
    new_base: Questionnaire
    conflicts: list[Conflict] = field(default_factory=list)
    settled: list[Conflict] = field(default_factory=list)
    applied: list[Listed] = field(default_factory=list)
    absorbed: list[Listed] = field(default_factory=list)
    dropped: list[Listed] = field(default_factory=list)
    notices: list[Listed] = field(default_factory=list)
    changes: dict[int, Any] = field(default_factory=dict)
    version: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    resolved: Resolved | None = None

    @property
    def done(self) -> bool:
        """Is there a variant for the new base?"""
        return self.resolved is not None


def conflict_id(change: Change, reason: str, ref: PartRef | None = None, path: Path = ()) -> str:
    """The name of a conflict: what was done to what, and why it does not fit."""
    part = ref or change.ref
    named = "/".join(filter(None, (part.owner, part.id)))
    return ":".join(filter(None, (change.verb, part.kind, named, ".".join(path), reason)))
