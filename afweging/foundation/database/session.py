"""Sessions: queries read in deferred transactions, operations write in `BEGIN IMMEDIATE` ones."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import Session

from afweging.foundation.database.base import Base

__all__ = ["Session", "db", "prepare_engine", "reading", "writing"]

BUSY_TIMEOUT_MS = 5_000
_WRITER = threading.RLock()

db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy's events open the transactions, the driver must not
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "cache_size = -20000",
        "temp_store = MEMORY",
        "mmap_size = 268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def prepare_engine(engine: Engine) -> None:
    """Give an engine the house's transactions and pragmas. Repeating it changes nothing."""
    if not event.contains(engine, "begin", _begin):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)


@contextmanager
def writing(session: Session | None = None) -> Iterator[Session]:
    """Open the one write transaction of an act: all of it is kept, or nothing.

    Ends the read transaction that went before, since SQLite cannot turn a reader into a writer once
    somebody else has written (SQLITE_BUSY_SNAPSHOT).
    """
    session = session if session is not None else db.session()
    session.rollback()
    session.expire_all()
    with _in_turn(session):
        session.connection(execution_options={"begin": "IMMEDIATE"})
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


@contextmanager
def _in_turn(session: Session) -> Iterator[None]:
    """Let the threads of this process queue for SQLite's one write lock.

    SQLite itself does not queue: who finds it taken sleeps, up to 100 ms at a time, and tries again.
    Whoever waited too long goes on, and is refused by SQLite, as before.
    """
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    mine = _WRITER.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        yield
    finally:
        if mine:
            _WRITER.release()


@contextmanager
def reading(session: Session | None = None) -> Iterator[Session]:
    """Read one consistent state, and let go of it afterwards."""
    session = session if session is not None else db.session()
    try:
        yield session
    finally:
        session.rollback()


def _refuse_two_binds(session: Session, _context: Any, _instances: Any) -> None:
    objects = (*session.new, *session.dirty, *session.deleted)
    touched = {inspect(type(obj)).local_table.metadata.info.get("bind_key") for obj in objects}
    if len(touched) > 1:
        raise RuntimeError(f"one flush holds objects of several databases: {touched}")


event.listen(Session, "before_flush", _refuse_two_binds)
