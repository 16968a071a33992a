"""Word-level differences, stock phrases, and the reasons that findings draft."""

from __future__ import annotations

import pytest

from afweging.case.review.changes import plain
from afweging.case.review.facts import review_facts
from afweging.case.review.page import drafted_reasons
from afweging.case.review.queries import Room
from afweging.case.review.stock_phrases import stock_phrases_in
from afweging.foundation.database import Session
from afweging.foundation.web.differences import Piece, marked, word_differences
from afweging.questionnaire import Words
from afweging.settings import Settings
from tests.review import cases
from tests.review.cases import BETTER, WEAK


def test_a_changed_word_is_shown_between_words_that_stayed() -> None:
    assert word_differences(
        "De samenvatting is leidend voor de raad.", "De samenvatting is hulp voor de raad."
    ) == (
        Piece("same", "De samenvatting is"),
        Piece("gone", "leidend"),
        Piece("new", "hulp"),
        Piece("same", "voor de raad."),
    )


def test_differences_are_marked_with_the_lines_as_they_were_written_and_nothing_is_markup() -> None:
    pieces = word_differences(
        "Een regel.\n\nEn <b>wat</b> er nu staat.", "Een regel.\n\nEn <b>wat</b> hier nu staat."
    )
    assert marked(pieces) == (
        "Een regel.\n\nEn &lt;b&gt;wat&lt;/b&gt; <del>er</del> <ins>hier</ins> nu staat."
    )


def test_another_text_altogether_is_shown_whole() -> None:
    before, after = "De leverancier heeft dit getest.", "Wij lieten zestig brieven samenvatten."
    assert word_differences(before, after) == (Piece("gone", before), Piece("new", after))


@pytest.mark.parametrize(
    ("before", "after", "kinds"), [("", "Nieuw.", ["new"]), ("Weg.", "", ["gone"]), ("", "", [])]
)
def test_nothing_is_told_of_what_is_empty(before: str, after: str, kinds: list[str]) -> None:
    assert [piece.kind for piece in word_differences(before, after)] == kinds


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    before, after = "woord " * 3_000, "ander " * 3_000
    assert [piece.kind for piece in word_differences(before, after)] == ["gone", "new"]


def test_every_kind_of_answer_becomes_one_text() -> None:
    assert plain(Words("list", items=("a", "b"))) == "a, b"
    assert plain(Words("unknown", "Later.")) == "Dat weten we nog niet. Later."
    assert plain(Words("table", "tegen", rows=(("a", "b"), ("c", "")))) == "a · b\nc\ntegen"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dit is In lijn  met de AVG.", ("in lijn met de AVG",)),
        ("Er wordt zorgvuldig omgegaan met gegevens.", ("er wordt zorgvuldig omgegaan",)),
        ("Twee planologen lezen alle 140 brieven.", ()),
        ("In principes geloven wij.", ()),
    ],
)
def test_stock_phrases_are_found(text: str, found: tuple[str, ...]) -> None:
    assert stock_phrases_in(text) == found


def test_reasons_are_drafted_from_arguments_never_from_scores(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings, BETTER, WEAK)
    actor = told.as_("privacy_officer")
    facts = review_facts(session, actor, told.assessment, told.case)
    text = drafted_reasons(Room(session, actor, told.dossier, told.assessment, told.case, facts))
    assert BETTER.measure in text
    assert WEAK.comment in text
    assert "score" not in text
    assert "Onderdeel 3 (Menselijke controle)" in text
