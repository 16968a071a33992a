"""The register speaks English whole: no word is left in Dutch, no placeholder is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from afweging import resources
from afweging.foundation.web.language import catalogue
from afweging.register import language as languages

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"mark": None, "say": None, "_": None, "gettext": None, "ngettext": (1, 2), "count": (1, 2)}
OPTIONS = {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true"}
HELD = re.compile(r"%\(\w+\)[sd]|</?[a-z]+[^>]*>")
# Macros of other rooms are called `mark` too; this is the class that one of them takes.
NOT_WORDS = {"afw-brand__mark"}


def messages() -> Iterator[str | tuple[str, str]]:
    """Every message of the register's code and templates, and of the public frame."""
    for folder, method in (
        ("afweging/register", "python"),
        ("templates/register", "jinja2"),
        ("templates/public", "jinja2"),
    ):
        found = extract_from_dir(
            str(ROOT / folder), [("**", method)], {"**": OPTIONS}, KEYWORDS, directory_filter=_not_cached
        )
        for _file, _line, message, _comments, _context in found:
            if message not in NOT_WORDS:
                yield message if isinstance(message, str) else (message[0], message[1])


def _not_cached(folder: str | Path) -> bool:
    return "__pycache__" not in str(folder)


@pytest.fixture(scope="module")
def english() -> object:
    return catalogue(resources.translations() / "en" / "LC_MESSAGES" / "register.po")


def test_every_word_has_its_english(english: object) -> None:
    known = english._catalog  # type: ignore[attr-defined]
    missing = []
    for message in set(messages()):
        first = message if isinstance(message, str) else message[0]
        if first not in known and (first, 0) not in known:
            missing.append(first)
    assert missing == []


def test_every_translation_holds_what_the_dutch_holds(english: object) -> None:
    for message in set(messages()):
        if isinstance(message, str):
            said = english.gettext(message)  # type: ignore[attr-defined]
            assert sorted(HELD.findall(said)) == sorted(HELD.findall(message))


def test_dates_and_numbers_are_written_as_each_language_does() -> None:
    dutch, english = languages.language("nl"), languages.language("en")
    assert (dutch.number(21000), english.number(21000)) == ("21.000", "21,000")
    assert (dutch.number(1.5), english.number(1.5)) == ("1,5", "1.5")
    assert (dutch.month("2027-03"), english.month("2027-03")) == ("maart 2027", "March 2027")
    assert (dutch.month("2019"), dutch.month("2027-13"), dutch.month("")) == ("2019", "2027-13", "")
    assert dutch.month("1 juli 2026, in twee wijken") == "1 juli 2026, in twee wijken"
    assert dutch.moment("2026-06-10T12:02:00+00:00") == "10 juni 2026, 14.02 uur"
    assert dutch.day("2026-06-30T22:30:00+00:00") == "1 juli 2026"
    assert (dutch.size(410_300), dutch.size(1_240_000)) == ("410 kB", "1,2 MB")
