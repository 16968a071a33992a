"""What an option counts for, from its value."""

from . import engine
from .engine import Value

LARGEST = 10**9


def points_of(value: Value) -> int | float:
    """What an option counts for: the number after the last hyphen of its value, or the number that it is."""
    if isinstance(value, bool):
        return 0
    number = float(value) if isinstance(value, int | float) else _after_hyphen(str(value))
    if not abs(number) <= LARGEST:
        return 0
    return int(number) if number == int(number) else number


def _after_hyphen(text: str) -> float:
    _, hyphen, end = text.rpartition("-")
    return engine.to_number(end) if hyphen else 0.0
