"""What is said about texts: a language that is missing, a label that is long, a text that is hard to read."""

from collections.abc import Iterable, Iterator

from ..model import Questionnaire
from ..text import Text
from .found import Found
from .readability import MEASURE, Reading, reading
from .texts import TextAt

MOST_CHARACTERS = 120
"""A label or title that is longer wraps over three lines on a phone."""

LEAST_FOR_RESIDENTS, LEAST_FOR_TEAMS = 45, 30
"""The lowest measure that passes: below 45 Douma calls a text difficult, below 30 very difficult."""

LEAST_WORDS = 10
"""Shorter texts are not measured: one long word would decide."""

_LABELS = frozenset(("label", "title"))
_RESIDENTS = Text({"nl": "inwoners", "en": "residents"})
_TEAMS = Text({"nl": "wie de vragen beantwoordt", "en": "those who answer the questions"})


def missing_languages(questionnaire: Questionnaire, texts: Iterable[TextAt]) -> Iterator[Found]:
    """Texts that lack a language which the title of the file has."""
    wanted = tuple(questionnaire.title)
    for text in texts:
        for language in wanted:
            if language not in text.texts:
                yield Found("missing_language", text.part.ref, text.key, {"language": language})


def long_labels(texts: Iterable[TextAt]) -> Iterator[Found]:
    """Labels and titles of more characters than read well, in any language."""
    for text in texts:
        for language, words in text.texts.items() if text.key in _LABELS else ():
            if len(words) > MOST_CHARACTERS:
                params = {"count": len(words), "most": MOST_CHARACTERS}
                yield Found("long_label", text.part.ref, text.place(language), params)


def hard_to_read(texts: Iterable[TextAt]) -> Iterator[Found]:
    """Dutch texts that are harder to read than is right for those who read them."""
    for text in texts:
        if text.poor:
            continue
        found = reading(text.texts.get("nl", ""))
        least = LEAST_FOR_RESIDENTS if text.public else LEAST_FOR_TEAMS
        if found and found.words >= LEAST_WORDS and found.score < least:
            yield Found("hard_to_read", text.part.ref, text.place("nl"), _measured(found, text.public, least))


def _measured(found: Reading, public: bool, least: int) -> dict[str, object]:
    return {
        "readers": _RESIDENTS if public else _TEAMS,
        "measure": MEASURE,
        "score": round(found.score),
        "least": least,
        "words": round(found.words_per_sentence),
        "syllables": Text(
            {
                "nl": f"{found.syllables_per_word:.1f}".replace(".", ","),
                "en": f"{found.syllables_per_word:.1f}",
            }
        ),
    }
