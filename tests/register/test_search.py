"""Words find what a resident means: stems, our own overrides, and pieces of compounds."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from afweging.register import schema, search, stemming
from tests.register import national

SAME = [
    ("algoritmen", "algoritme"),
    ("algoritmes", "algoritmische"),
    ("gemeentelijke", "gemeente"),
    ("gegevens", "gegeven"),
    ("risico’s", "risico"),
    ("risico's", "risicovolle"),
    ("foto’s", "foto"),
    ("camera’s", "camera"),
    ("auto’s", "auto"),
    ("data", "datum"),
    ("criteria", "criterium"),
    ("besluiten", "beslissing"),
    ("uitkeringen", "uitkering"),
    ("belastingaanslagen", "belasting"),
    ("schulden", "schuldhulpverlening"),
    ("parkeren", "parkeerplaats"),
    ("bewoners", "inwoner"),
    ("geanonimiseerde", "anonimiseren"),
    ("chatbots", "chatbot"),
    ("subsidies", "subsidie"),
    ("vergunningen", "vergunning"),
    ("wettelijke", "wet"),
    ("ambtenaren", "ambtenaar"),
    ("sensoren", "sensor"),
    ("bomen", "boom"),
    ("kentekens", "kenteken"),
    ("profileren", "profilering"),
    ("voorspellingen", "voorspelt"),
    ("leerlingen", "leerling"),
    ("meldingen", "gemeld"),
    ("adressen", "adres"),
    ("woningen", "woning"),
    ("handhaaft", "handhaving"),
    ("musea", "museum"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stemming.stems(one) == stemming.stems(other)


def test_every_own_stem_is_tested() -> None:
    tested = {stemming.stems(word)[0] for pair in SAME for word in pair}
    assert set(stemming.OWN_STEMS.values()) <= tested


@pytest.mark.parametrize(("one", "other"), [("gemeente", "gemeen"), ("wet", "weten"), ("boom", "bom")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stemming.stems(one) != stemming.stems(other)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "search.sqlite"
    schema.create(path)
    connection = sqlite3.connect(path, isolation_level=None)
    texts = [
        ("Besluit over een uitkering", "Wij nemen besluiten.", "persoonsgegevens van inwoners"),
        ("Parkeercontrole", "Een auto leest kentekens.", "medewerkers besluiten"),
        ("Cliëntenraad", "Meepraten.", "Niets over het andere."),
    ]
    for number, columns in enumerate(texts, start=1):
        search.index(connection, number, *columns)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("question", "found", "guessed"),
    [
        ("besluit", (1, 2), False),
        ("het besluit", (1, 2), False),
        ("KENTEKEN", (2,), False),
        ("clientenraad", (3,), False),
        ("kentekens medewerker", (2,), False),
        ("gegevens", (1,), True),
        ("controle", (2,), True),
        ("xyzzy", (), True),
        ("zz", (), True),
        ("", (), False),
        ("‽ -- \" ' ()", (), False),
    ],
)
def test_a_question_finds(
    connection: sqlite3.Connection, question: str, found: tuple[int, ...], guessed: bool
) -> None:
    hits = search.search(connection, question)
    assert (hits.ids, hits.guessed) == (found, guessed)


@pytest.mark.parametrize(
    "question", ['"', "besluit OR (", "NEAR(a b", "name:besluit", "a* b^", "-auto", "\x00"]
)
def test_no_operator_of_the_database_gets_through(connection: sqlite3.Connection, question: str) -> None:
    search.search(connection, question)


def test_what_is_forgotten_is_not_found(connection: sqlite3.Connection) -> None:
    search.forget(connection, 2)
    assert search.search(connection, "kenteken").ids == ()


@pytest.mark.skipif(not national.available(), reason="the national records are not beside the project")
def test_the_national_register_answers_what_people_ask(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    schema.create(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    names = {}
    for number, row in enumerate(national.rows(), start=1):
        names[number] = row["title"]
        search.index(connection, number, row["title"], row["doel"][:390], row["juridische_basis"])
    connection.execute("COMMIT")

    def first(question: str) -> str:
        return " | ".join(names[entry] for entry in search.search(connection, question).ids[:5]).lower()

    assert "schuld" in first("schulden")
    assert "anonimiseren" in first("anonimisering")
    assert "kenteken" in first("kentekens")
    assert "chatbot" in first("chatbots")
    assert len(search.search(connection, "algoritmen").ids) > 300
    connection.close()
