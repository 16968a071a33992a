"""What can be wrong with an answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ..run import Run


class Flaw(NamedTuple):
    """One thing that is wrong: a code of `messages.py`, what the message names, and where in a table."""

    code: str
    params: dict[str, Any]
    row: int | None = None
    column: Any = None


Validator = Callable[[Any, "Run", list[Flaw]], Any]
"""From what was given to the value that rules see. Notes flaws; gives None for a bad or an empty answer."""


def flaw(flaws: list[Flaw], code: str, **params: Any) -> None:
    """Note a flaw."""
    flaws.append(Flaw(code, params))


def is_blank(raw: object) -> bool:
    """null, blank text, [] and {} are no answer; 0 and false are."""
    if raw.__class__ is str:
        return not raw or raw.isspace()
    return not raw and (raw is None or raw in ("", [], {}))
