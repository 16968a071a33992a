"""What operations made once comes back as rows: many tests start from one case, and each needs its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

from sqlalchemy import select

from afweging.case.dossier.models import Dossier
from afweging.foundation.database import Session
from afweging.foundation.identity.models import SignIn
from afweging.settings import Settings

Row = tuple[object, ...]
Rows = dict[str, dict[object, Row]]  # per table, by row number


class Prepared(Protocol):
    """A case that is ready for a test."""

    def __init__(self, session: Session, settings: Settings, dossier: Dossier) -> None: ...

    @property
    def dossier(self) -> Dossier:
        """Return the dossier it is about."""


Made = TypeVar("Made", bound=Prepared)


def remembered(make: Callable[..., Made]) -> Callable[..., Made]:
    """Make a case by the real operations once, and from then on only write the rows that they wrote.

    That is done where the database holds exactly what it held the first time, to the last value.
    """
    known: dict[str, tuple[type[Made], int, Rows]] = {}

    @wraps(make)
    def prepare(session: Session, settings: Settings, *args: Any, **given: Any) -> Made:
        session.flush()
        if session.scalar(select(SignIn.id).limit(1)) is not None:  # somebody acts already
            return make(session, settings, *args, **given)
        before = _rows(session)
        key = hashlib.sha256(repr((args, sorted(given.items()), before)).encode()).hexdigest()
        if key not in known:
            made = make(session, settings, *args, **given)
            session.flush()
            known[key] = type(made), made.dossier.id, _rows(session)
            return made
        kind, dossier_id, after = known[key]
        _write(session, before, after)
        return kind(session, settings, session.get_one(Dossier, dossier_id))

    return prepare


def _rows(session: Session) -> Rows:
    run = session.connection().exec_driver_sql
    tables = run("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").scalars().all()
    every = {table: run(f'SELECT rowid, * FROM "{table}"').all() for table in tables}
    return {table: {row[0]: tuple(row[1:]) for row in rows} for table, rows in every.items()}


def _write(session: Session, before: Rows, after: Rows) -> None:
    run = session.connection().exec_driver_sql
    run("PRAGMA defer_foreign_keys = ON")
    for table, rows in after.items():
        columns = run(f'SELECT name FROM pragma_table_info("{table}") ORDER BY cid').scalars().all()
        for gone in before[table].keys() - rows.keys():
            run(f'DELETE FROM "{table}" WHERE rowid = ?', (gone,))
        standing = before[table]
        changed = [(*row, number) for number, row in rows.items() if standing.get(number, row) != row]
        if changed:
            settings = ", ".join(f'"{column}" = ?' for column in columns)
            run(f'UPDATE "{table}" SET {settings} WHERE rowid = ?', changed)
        fresh = [row for number, row in rows.items() if number not in standing]
        if fresh:
            run(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})', fresh)
    session.expire_all()
