"""The comparisons of the form: their words, and how each is written as a rule."""

from collections.abc import Mapping

from ...text import Text
from .model import Comparison

_NONE, _ONE, _SEVERAL = "none", "one", "several"

_PLAIN: Mapping[str, tuple[str, str, str]] = {
    "is": (_ONE, "is", "is"),
    "differs": (_ONE, "is iets anders dan (wel beantwoord)", "is something other than (answered)"),
    "one_of": (_SEVERAL, "is een van", "is one of"),
    "other_than": (_SEVERAL, "is geen van (wel beantwoord)", "is none of (answered)"),
    "includes_any": (_SEVERAL, "bevat ten minste een van", "includes at least one of"),
    "includes_all": (_SEVERAL, "bevat alle", "includes all of"),
    "exactly": (_SEVERAL, "is precies", "is exactly"),
    "lacks": (_ONE, "bevat niet (wel beantwoord)", "does not include (answered)"),
    "at_least": (_ONE, "is ten minste", "is at least"),
    "at_most": (_ONE, "is hoogstens", "is at most"),
    "more": (_ONE, "is meer dan", "is more than"),
    "less": (_ONE, "is minder dan", "is less than"),
    "before": (_ONE, "is vóór", "is before"),
    "until": (_ONE, "is op of vóór", "is on or before"),
    "after": (_ONE, "is na", "is after"),
    "from": (_ONE, "is op of na", "is on or after"),
    "contains": (_ONE, "bevat de tekst", "contains the text"),
    "holds": (_NONE, "geldt", "holds"),
    "answered": (_NONE, "is beantwoord", "is answered"),
    "unknown": (_NONE, "is ‘weet ik nog niet’", "is ‘not known yet’"),
    "not_applicable": (_NONE, "is ‘niet van toepassing’", "is ‘not applicable’"),
}

_ALSO = (" (ook zonder antwoord)", " (also without an answer)")

_NEGATED: Mapping[str, tuple[str, str]] = {
    "is": ("is niet", "is not"),
    "differs": ("is niets anders dan", "is nothing other than"),
    "one_of": ("is geen van", "is none of"),
    "other_than": ("is een van", "is one of"),
    "includes_any": ("bevat geen van", "includes none of"),
    "includes_all": ("bevat niet alle", "does not include all of"),
    "exactly": ("is niet precies", "is not exactly"),
    "lacks": ("bevat", "includes"),
    "at_least": ("is niet ten minste", "is not at least"),
    "at_most": ("is niet hoogstens", "is not at most"),
    "more": ("is niet meer dan", "is not more than"),
    "less": ("is niet minder dan", "is not less than"),
    "before": ("is niet vóór", "is not before"),
    "until": ("is niet op of vóór", "is not on or before"),
    "after": ("is niet na", "is not after"),
    "from": ("is niet op of na", "is not on or after"),
    "contains": ("bevat niet de tekst", "does not contain the text"),
    "holds": ("geldt niet", "does not hold"),
    "answered": ("is niet beantwoord", "is not answered"),
    "unknown": ("is niet ‘weet ik nog niet’", "is not ‘not known yet’"),
    "not_applicable": ("is niet ‘niet van toepassing’", "is not ‘not applicable’"),
}
"""Those that ask for a value get _ALSO behind them, which sets them apart from “is something other than”."""

NEGATION = "not_"

_OFTEN = frozenset(("is", "one_of", "includes_any", "includes_all", "contains", "holds", "answered"))
"""Those whose negation people often need."""


def _comparisons() -> dict[str, Comparison]:
    found: dict[str, Comparison] = {}
    for code, (takes, nl, en) in _PLAIN.items():
        found[code] = Comparison(code, Text({"nl": nl, "en": en}), takes)
        also = _ALSO if takes != _NONE else ("", "")
        words = Text(
            dict(zip(("nl", "en"), map("".join, zip(_NEGATED[code], also, strict=True)), strict=True))
        )
        found[NEGATION + code] = Comparison(NEGATION + code, words, takes, rare=code not in _OFTEN)
    return found


COMPARISONS: Mapping[str, Comparison] = _comparisons()
"""Every comparison by its code."""

_ORDER = ("at_least", "at_most", "more", "less", "is", "differs")
_TIME = ("before", "until", "after", "from", "is", "differs")

BY_VALUE: Mapping[str, tuple[str, ...]] = {
    "option": ("is", "one_of", "differs", "other_than"),
    "options": ("includes_any", "includes_all", "exactly", "lacks"),
    "number": _ORDER,
    "rank": _ORDER,
    "date": _TIME,
    "month": _TIME,
    "text": ("is", "differs", "contains"),
    "flag": ("is", "differs"),
    "truth": ("holds",),
    "rows": (),
}
"""The type of a value → the comparisons that go with it."""

STATUSES = ("answered", "unknown", "not_applicable")
"""What can be asked of any question."""

SIGNS: Mapping[str, str] = {
    "is": "==", "exactly": "==", "differs": "!=", "at_least": ">=", "from": ">=", "at_most": "<=",
    "until": "<=", "more": ">", "after": ">", "less": "<", "before": "<", "one_of": "in",
    "other_than": "not in",
}  # fmt: skip
"""Those that are written as subject, sign, value."""

CALLS: Mapping[str, str] = {
    "includes_any": "any_of",
    "includes_all": "all_of",
    "contains": "contains_text",
    "answered": "answered",
    "unknown": "unknown",
    "not_applicable": "not_applicable",
}
"""Those that are written as a call of a function on the subject."""


def with_negations(codes: tuple[str, ...]) -> tuple[Comparison, ...]:
    """These comparisons and their negations: first the common ones."""
    found = [COMPARISONS[prefix + code] for code in codes for prefix in ("", NEGATION)]
    return tuple(sorted(found, key=lambda comparison: comparison.rare))


def plain(code: str) -> tuple[str, bool]:
    """A code without its negation, and whether it had one. `not_applicable` is no negation."""
    if code in _PLAIN:
        return code, False
    return code.removeprefix(NEGATION), True
