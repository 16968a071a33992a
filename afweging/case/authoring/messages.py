"""Errors of the kernel, which speaks English, in the words of an officer. What has none is told as it is."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l

from afweging.foundation.web.language import current_language

_Q = "“([^”]*)”"
TELLINGS: tuple[tuple[re.Pattern[str], Any], ...] = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (
            rf"there is no question {_Q}; did you mean {_Q}\?",
            _l("Er is geen vraag ‘%(a)s’. Bedoelt u ‘%(b)s’?"),
        ),
        (rf"there is no question {_Q}", _l("Er is geen vraag ‘%(a)s’.")),
        (rf".*no option {_Q}.*did you mean {_Q}\?", _l("Er is geen antwoord ‘%(a)s’. Bedoelt u ‘%(b)s’?")),
        (rf".*no option {_Q}.*", _l("Er is geen antwoord ‘%(a)s’.")),
        (rf".*needs the key {_Q}.*", _l("Hier ontbreekt nog: %(a)s.")),
        (rf"the id {_Q} is used (?:already|twice).*", _l("De naam ‘%(a)s’ is al gebruikt.")),
        (rf".*has no key {_Q}; did you mean {_Q}\?", _l("‘%(a)s’ bestaat hier niet. Bedoelt u ‘%(b)s’?")),
        (rf".*has no key {_Q}.*", _l("‘%(a)s’ bestaat hier niet.")),
        (r"a number is expected.*", _l("Vul een getal in.")),
        (r"a whole number is expected.*", _l("Vul een heel getal in.")),
        (
            r"an id that this variant adds starts with “([^”]*)”",
            _l("Wat uw variant toevoegt, heeft een id dat begint met ‘%(a)s’."),
        ),
    )
)  # fmt: skip


def in_dutch(message: str) -> str:
    """Return an error in the language of the page."""
    if current_language() == "en":
        return message
    for pattern, words in TELLINGS:
        found = pattern.fullmatch(message)
        if found:
            return str(words) % dict(zip("ab", found.groups(), strict=False))
    return message
