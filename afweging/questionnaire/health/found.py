"""A warning before it has its place and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..parts import PartRef


@dataclass(frozen=True, slots=True)
class Found:
    """What it is about, the path of the key that it stands at, and what its words name."""

    code: str
    part: PartRef
    key: str
    params: Mapping[str, Any]
    because_of: PartRef | None = None
    """Another part that is the cause, when there is one."""
