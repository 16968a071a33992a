"""Searching the entries: stems first, pieces of words when stems find nothing.

Ranking with bm25 looks at every hit, and costs milliseconds for a word that stands in most entries. Above
`MOST_RANKED` hits the order is plainer and as useful: what has all words in its name first, then the rest,
both newest first.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from . import stemming

MOST_TERMS = 8
MOST_RANKED = 300
MOST_GUESSED = 200
SHORTEST_PIECE = 3
# Words without meaning for a search; a query of nothing else keeps them.
_STOP_WORDS = """
de het een en of van voor met in op te aan bij door naar dat die dit is zijn wat hoe ik wij u
the a an and or for with on to at by from that this are what how
"""
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class Hits:
    """Entry ids, best first. `guessed` when only pieces of words fitted."""

    ids: tuple[int, ...]
    guessed: bool = False


def index(connection: sqlite3.Connection, entry: int, name: str, summary: str, body: str) -> None:
    """Put one entry into both indexes, in place of what was there."""
    forget(connection, entry)
    columns = (" ".join(stemming.stems(text)) for text in (name, summary, body))
    connection.execute(
        "INSERT INTO stems (rowid, name, summary, body) VALUES (?, ?, ?, ?)", (entry, *columns)
    )
    pieces = " ".join(stemming.words(f"{name} {summary} {body}"))
    connection.execute("INSERT INTO pieces (rowid, text) VALUES (?, ?)", (entry, pieces))


def forget(connection: sqlite3.Connection, entry: int) -> None:
    """Take one entry out of both indexes."""
    connection.execute("DELETE FROM stems WHERE rowid = ?", (entry,))
    connection.execute("DELETE FROM pieces WHERE rowid = ?", (entry,))


def search(connection: sqlite3.Connection, question: str) -> Hits:
    """The entries that have every word of `question`."""
    asked = [word for word in stemming.words(question) if word not in _STOP] or stemming.words(question)
    asked = list(dict.fromkeys(asked))[:MOST_TERMS]
    if not asked:
        return Hits(())
    whole = _all_of(stemming.stem(word) for word in asked)
    ids = _ids(connection, "SELECT rowid FROM stems WHERE stems MATCH ? ORDER BY rowid DESC", whole)
    if not ids:
        return _guess(connection, asked)
    if len(ids) <= MOST_RANKED:
        ranked = "SELECT rowid FROM stems WHERE stems MATCH ? ORDER BY bm25(stems, 10, 4, 1), rowid DESC"
        return Hits(_ids(connection, ranked, whole))
    named = _ids(
        connection, "SELECT rowid FROM stems WHERE stems MATCH ? ORDER BY rowid DESC", f"name : ({whole})"
    )
    return Hits(tuple(dict.fromkeys(named + ids)))


def _guess(connection: sqlite3.Connection, asked: list[str]) -> Hits:
    pieces = [word for word in asked if len(word) >= SHORTEST_PIECE]
    if not pieces:
        return Hits((), guessed=True)
    sql = f"SELECT rowid FROM pieces WHERE pieces MATCH ? ORDER BY rowid DESC LIMIT {MOST_GUESSED}"
    return Hits(_ids(connection, sql, _all_of(pieces)), guessed=True)


def _all_of(terms: Iterable[str]) -> str:
    """An FTS5 query: terms hold only a-z and 0-9, and quotes keep AND, OR and NEAR from being operators."""
    return " AND ".join(f'"{term}"' for term in terms)


def _ids(connection: sqlite3.Connection, sql: str, query: str) -> tuple[int, ...]:
    return tuple(row[0] for row in connection.execute(sql, (query,)))
