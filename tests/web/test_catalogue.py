"""Everything the program says in Dutch, it can say in English, with the same things filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

from scripts import translations

HELD = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|</?[a-z][^>]*>")
STRAIGHT = re.compile(r"""["']""")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return translations.english()


@pytest.fixture(scope="module")
def said_in_code() -> set[translations.Words]:
    return set(translations.messages())


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each Dutch form with its English: one for most messages, two for those that count."""
    for message in catalogue:
        if message.id and message.string and isinstance(message.id, str):
            yield message.id, str(message.string)
        elif message.id and message.string:
            yield from zip(message.id, message.string, strict=True)


def test_every_message_has_its_english(catalogue: Catalog, said_in_code: set[translations.Words]) -> None:
    now = translations.updated(translations.english(), said_in_code)
    assert translations.missing(now) == [], "run `make translations`, and translate these"
    assert translations.missing(catalogue) == []


def test_nothing_stays_that_nobody_says_any_more(
    catalogue: Catalog, said_in_code: set[translations.Words]
) -> None:
    kept = {m.id if isinstance(m.id, str) else (m.id[0], m.id[1]) for m in catalogue if m.id}
    assert kept - said_in_code == set(), "run `make translations`"
    assert not catalogue.obsolete


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [m.id for m in catalogue if m.fuzzy] == []


def test_a_changed_sentence_is_a_new_one() -> None:
    old = Catalog(locale="en")
    old.add("Eén dossier", "One dossier")
    now = translations.updated(old, ["Eén zaak", ("Eén dossier", "%(num)d dossiers")])
    assert sorted(translations.missing(now)) == ["Eén dossier", "Eén zaak"]


def test_the_file_is_as_the_command_writes_it(catalogue: Catalog) -> None:
    assert translations.ENGLISH.read_text(encoding="utf-8") == translations.written(catalogue)


def test_the_english_holds_what_the_dutch_holds(catalogue: Catalog) -> None:
    for dutch, english in pairs(catalogue):
        assert sorted(HELD.findall(english)) == sorted(HELD.findall(dutch)), dutch


def test_the_english_begins_and_ends_as_the_dutch_does(catalogue: Catalog) -> None:
    for dutch, english in pairs(catalogue):
        assert english[:1].isspace() == dutch[:1].isspace(), dutch
        assert english[-1:].isspace() == dutch[-1:].isspace(), dutch
        assert english.endswith((":", "…")) == dutch.endswith((":", "…")), dutch


def test_quotation_marks_are_typographic(catalogue: Catalog) -> None:
    assert [english for _, english in pairs(catalogue) if STRAIGHT.search(english)] == []
