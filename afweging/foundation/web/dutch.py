"""What is written into a record stays Dutch, in whatever language the person at the screen reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask_babel import force_locale

P = ParamSpec("P")
R = TypeVar("R")


def always_dutch(function: Callable[P, R]) -> Callable[P, R]:
    """Let `function` compose its sentences in Dutch: residents and colleagues read them later."""

    @wraps(function)
    def in_dutch(*args: P.args, **kwargs: P.kwargs) -> R:
        with force_locale("nl"):
            return function(*args, **kwargs)

    return in_dutch
