"""Errors of the kernel, which speaks English, in the words of an officer."""

from __future__ import annotations

import re
from functools import lru_cache

from afweging.case.authoring.kernel_words import KINDS, PARTS, TELLINGS
from afweging.case.authoring.tellings import Telling, as_sentence, filled, in_our_quotes, most_said_first
from afweging.case.authoring.yaml_words import PLACES, PROBLEMS
from afweging.foundation.web.language import current_language

_MEANT = re.compile(r"(.*); did you mean “([^”]*)”\?(.*)", re.DOTALL)
_NATIONAL = re.compile(r"(.*) \(in the national ([^()]*)\)", re.DOTALL)
_PART = re.compile(rf"(?:the locked )?({'|'.join(PARTS)}) (?:([^ /]+)/)?([^ /]+)")
_OF_TYPE = re.compile(r"(a column|a question|an? \w+) of type (\w+)")
_NO_YAML = re.compile(r"this is not YAML: (?:while (?:scanning|parsing) (?:an? )?([^,]*), )?(.*)", re.DOTALL)
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
    no_yaml = _NO_YAML.fullmatch(message)
    told = no_yaml and _of_the_parser(no_yaml[1] or "", no_yaml[2])
    return told or _told(message, _tellings()) or message


def _told(message: str, tellings: tuple[Telling, ...]) -> str | None:
    for telling in tellings:
        found = telling.found(message)
        if found is not None:
            return as_sentence(filled(telling.words, {name: _piece(text) for name, text in found.items()}))
    return None


def _of_the_parser(place: str, problem: str) -> str | None:
    """Return what the YAML parser says; None when what is wrong has no words of ours."""
    what = _told(problem, _parser_tellings())
    if what is None:
        return None
    where = PLACES.get(place)
    return f"Dit is geen YAML. {what} ({as_sentence(where)}.)" if where else f"Dit is geen YAML. {what}"


@lru_cache(maxsize=1)
def _tellings() -> tuple[Telling, ...]:
    return most_said_first(TELLINGS)


@lru_cache(maxsize=1)
def _parser_tellings() -> tuple[Telling, ...]:
    return most_said_first(PROBLEMS)


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
    return in_our_quotes(text)
