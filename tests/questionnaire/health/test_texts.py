"""Languages that are missing, long labels, and texts that are hard to read."""

import re
from pathlib import Path
from typing import Any

import pytest

from afweging.questionnaire.health import health
from afweging.questionnaire.health.readability import reading, syllables

from ..making import data, options, question, read

HARD = (
    "De gemeentelijke verantwoordelijkheid voor gegevensbeschermingseffectbeoordelingen noodzaakt "
    "organisatieonderdelen tot multidisciplinaire samenwerkingsverbanden met toezichthoudende instanties."
)
PLAIN = "U leest hier wat wij doen met wat u ons geeft, en wie u daar meer van kan zeggen."

_LANGUAGE = re.compile("has no text in the language “(..)” in “([^”]*)”, which the file’s title has$")


def warned(content: dict[str, Any], code: str) -> list[tuple[str, str]]:
    return [(str(each.part), each.message) for each in health(read(content)) if each.code == code]


def test_a_text_lacks_a_language_that_the_title_has() -> None:
    both = {"nl": "Ja", "en": "Yes"}
    content = data(
        question(
            "choice",
            "c",
            label=both,
            help="Alleen Nederlands",
            options=[{"id": "a", "label": both}, {"id": "b", "label": {"nl": "B"}}],
            examples=[{"kind": "good", "text": {"nl": "G"}}],
            checks=[{"rule": "answered(c)", "message": {"en": "M"}}],
        ),
        question("scale", "s", label=both, labels=[both, {"en": "High"}]),
        title={"nl": "T", "en": "T"},
        owner={"name": "Gemeente"},
        classes={"levels": [{"id": "a", "title": {"nl": "A"}}], "grid": [["a"] * 5] * 5},
        values=[{"id": "v", "title": both, "description": {"de": "D"}}],
    )
    content["sections"][0]["title"] = both
    told = [(part, *_LANGUAGE.findall(message)[0]) for part, message in warned(content, "missing_language")]
    assert told == [
        ("file", "en", "classes.levels.0.title"),
        ("option c/b", "en", "label"),
        ("question c", "en", "examples.0.text"),
        ("question c", "en", "help"),
        ("question c", "nl", "checks.0.message"),
        ("question s", "nl", "labels.1"),
        ("value v", "en", "description"),
        ("value v", "nl", "description"),
    ]


def test_a_file_in_one_language_lacks_none() -> None:
    assert warned(data(question("text", help={"nl": "H"})), "missing_language") == []


def test_labels_are_at_most_120_characters() -> None:
    content = data(
        question("choice", "c", label="x" * 121, help="x" * 500, options=[{"id": "a", "label": "y" * 121}]),
        question("text", "t", label={"nl": "x" * 120, "en": "z" * 130}),
    )
    assert [part for part, _ in warned(content, "long_label")] == ["option c/a", "question c", "question t"]
    assert warned(content, "long_label")[2][1] == (
        "the text in “label.en” of question “t” has 130 characters; at most 120 reads well"
    )


def test_residents_are_spared_what_is_hard_to_read() -> None:
    middling = (
        "Elke aanvraag krijgt van de computer automatisch een oordeel over mogelijke fouten en gevaren."
    )
    assert 30 < (found := reading(middling)).score < 45  # type: ignore[union-attr]  # there are words in it
    content = data(
        question("text", "shown", label=middling, disclosure="public"),
        question("text", "drafting", label=middling, publish={"field": "goal"}),
        question("text", "inside", label=middling, help=middling),
        question("text", "worse", why=HARD, examples=[{"kind": "poor", "text": HARD}]),
        question("choice", "c", disclosure="public", options=[{"id": "a", "label": middling}]),
        outcomes=[{"id": "o", "if": "answered(c)", "kind": "info", "text": middling}],
    )
    told = dict(warned(content, "hard_to_read"))
    assert sorted(told) == [
        "option c/a",
        "outcome o",
        "question drafting",
        "question shown",
        "question worse",
    ]
    assert told["question shown"] == (
        "the text in “label.nl” of question “shown” is hard to read for residents: Flesch-Douma "
        f"{round(found.score)}, the bound is 45 or more (14 words per sentence, 2.1 syllables per word)"  # type: ignore[union-attr]  # as above
    )
    assert "those who answer the questions: Flesch-Douma -" in told["question worse"]


def test_only_dutch_of_some_length_is_measured() -> None:
    content = data(
        question("text", "t", label={"nl": PLAIN, "en": HARD}, disclosure="public"),
        question("text", "k", label="Persoonsgegevensbeschermingsfunctionaris", disclosure="public"),
    )
    assert warned(content, "hard_to_read") == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1), ("kat", 1), ("geeft", 1), ("schrijft", 1), ("nieuw", 1), ("mooi", 1), ("water", 2),
        ("antwoord", 2), ("gemeente", 3), ("bureau", 2), ("situatie", 4), ("ideeën", 3), ("geïnd", 2),
        ("persoonsgegevens", 5), ("beoordeling", 4), ("algoritme", 4), ("inwoners", 3), ("zelflerend", 3),
        ("coöperatie", 5), ("AVG", 3), ("ruimte", 2), ("gebruiken", 3), ("eeuw", 1), ("bomen", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_measure_is_that_of_douma() -> None:
    found = reading("De kat zit op de mat. De hond slaapt.")
    assert found is not None
    assert (found.words, found.sentences, found.syllables) == (9, 2, 9)
    assert found.score == pytest.approx(206.84 - 77 - 0.93 * 4.5)
    assert reading("123 – 456") is None


def test_markdown_is_not_read_aloud() -> None:
    plain = reading("Lees de wet. Vraag een jurist. Doe dat op tijd.")
    link = "[de wet](https://wetten.nl/onleesbaarheidsgedrocht)"
    marked = reading(f"Lees {link}.\n\n- Vraag **een** jurist\n- Doe dat op tijd.\n")
    assert plain == marked


def test_a_text_of_any_kind_can_be_measured() -> None:
    for text in (
        "",
        "....",
        "\n\n- \n- ",
        "?! " * 50,
        "’t",
        "é" * 5,
        "A" * 2000,
        Path(__file__).read_text("utf-8"),
    ):
        found = reading(text)
        assert found is None or (found.sentences > 0 and found.syllables >= found.words)


def test_hard_and_plain() -> None:
    hard, plain = reading(HARD), reading(PLAIN)
    assert hard is not None
    assert plain is not None
    assert hard.score < 0 < 90 < plain.score


def test_options_are_public_with_their_question() -> None:
    content = data(question("choice", "c", options=options("a")))
    assert warned(content, "hard_to_read") == []
