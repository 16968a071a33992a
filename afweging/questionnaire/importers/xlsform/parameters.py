"""The parameters of a row, such as `start=0 end=10`, and what they may be."""

import re
from collections.abc import Callable, Iterator, Mapping

_PARAMETER = re.compile(r"[\s,;]*([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_AS_WRITTEN = ("label", "value")
_QUALITIES = ("voice-only", "low", "normal", "external")


def parameters_of(text: str) -> dict[str, str] | None:
    """The parameters by name; None when they are written otherwise."""
    found: dict[str, str] = {}
    at = 0
    while text[at:].strip(" ,;\t\n"):
        match = _PARAMETER.match(text, at)
        if not match:
            return None
        key = match[1].lower()
        found[key] = match[2] if key in _AS_WRITTEN else match[2].lower()
        at = match.end()
    return found


def parameter_errors(parameters: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with parameters by themselves."""
    for key, value in parameters.items():
        if key in _CHECKS and not _CHECKS[key](value):
            yield f"“{key}” cannot be {value[:40]}"
    if "seed" in parameters and "randomize" not in parameters:
        yield "“seed” goes with “randomize”"


def _is_whole(value: str) -> bool:
    return bool(re.fullmatch(r"[-+]?[0-9]{1,15}", value))


def _is_seed(value: str) -> bool:
    return bool(re.fullmatch(r"[-+]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})|\$\{[^}]+\}", value))


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "rows": _is_whole,
    "max-pixels": _is_whole,
    "randomize": lambda value: value in ("true", "false"),
    "quality": lambda value: value in _QUALITIES,
    "seed": _is_seed,
}
