"""Errors of the kernel, which speaks English, in the words of an officer."""

from __future__ import annotations

import re
from functools import lru_cache

from afweging.case.authoring.kernel_words import KINDS, PARTS, TELLINGS
from afweging.foundation.web.language import current_language

_MEANT = re.compile(r"(.*); did you mean “([^”]*)”\?(.*)", re.DOTALL)
_NATIONAL = re.compile(r"(.*) \(in the national ([^()]*)\)", re.DOTALL)
_PART = re.compile(rf"(?:the locked )?({'|'.join(PARTS)}) (?:([^ /]+)/)?([^ /]+)")
_OF_TYPE = re.compile(r"(a column|a question|an? \w+) of type (\w+)")
_LIST_OF = re.compile(r"a list \((.*)\)")


def in_dutch(message: str) -> str:
    """Return an error in the language of the page."""
    return message if current_language() == "en" else dutch(message)


def dutch(message: str) -> str:
    """Return an error in Dutch; as it is when it has none (a test sees to it that each has)."""
    national = _NATIONAL.fullmatch(message)
    if national:
        return f"{dutch(national[1])} (In de landelijke tekst: {_piece(national[2])}.)"
    meant = _MEANT.fullmatch(message)
    if meant:
        return f"{dutch(meant[1] + meant[3])} Bedoelt u ‘{meant[2]}’?"
    for pattern, words in _patterns():
        found = pattern.fullmatch(message)
        if found:
            told = words.format(**{name: _piece(text) for name, text in found.groupdict().items()})
            return told[:1].upper() + told[1:]
    return message


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each template as a pattern, those that leave least open first."""
    told = sorted(TELLINGS, key=lambda each: (-len(re.sub(r"\{\w\}", "", each[0])), each[0]))
    return tuple((_pattern(template), words) for template, words in told)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w)\}", template)
    made = [re.escape(part) if place % 2 == 0 else f"(?P<{part}>.*?)" for place, part in enumerate(parts)]
    return re.compile("".join(made), re.DOTALL)


def _piece(text: str) -> str:
    """What is filled in, in Dutch where it is a kind of part or of value."""
    if text in KINDS or text in PARTS:
        return KINDS.get(text) or PARTS[text]
    if found := _PART.fullmatch(text):
        return f"{PARTS[found[1]]} ‘{found[3]}’"
    if found := _OF_TYPE.fullmatch(text):
        return f"{_piece(found[1])} van de soort ‘{found[2]}’"
    if found := _LIST_OF.fullmatch(text):
        return f"een lijst ({_piece(found[1])})"
    return text.replace("“", "‘").replace("”", "’")
