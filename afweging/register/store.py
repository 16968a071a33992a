"""Connections to the register's file: one writer at a time, any number of readers that cannot write."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import schema


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that may write; transactions are begun by hand (`writing`)."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction that takes the write lock at once; the generation goes up with it, or nothing does."""
    schema.create(path)
    connection = open_for_writing(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("UPDATE state SET generation = generation + 1")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.close()


class Reader:
    """Read-only connections to one register, one per thread, made when first needed.

    `mode=ro` and `query_only` keep the public door from writing even by mistake. A register that is not
    there yet raises `sqlite3.OperationalError` at the first read, so that the door can say "not ready".
    A copy that takes the file's place is noticed when the generation is asked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened = 0
        self._local = threading.local()
        self._file = _file_at(path)

    @property
    def is_open(self) -> bool:
        """Whether this thread has a connection."""
        return getattr(self._local, "connection", None) is not None

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None and self._local.file == self._file:
            return found
        self.close()
        found = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=5
        )
        found.execute("PRAGMA query_only = ON")
        self._local.connection, self._local.file = found, self._file
        self.opened += 1
        return found

    def generation(self) -> int:
        """The number that goes up with every change of the register."""
        self._file = _file_at(self.path) or self._file
        (number,) = self.connection.execute("SELECT generation FROM state").fetchone()
        return int(number)

    def close(self) -> None:
        """Close this thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._local.connection = None


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
