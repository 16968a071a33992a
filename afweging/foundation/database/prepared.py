"""A statement that is compiled once per dialect. The hot path: to SQLAlchemy it costs twice as much.

`rows` goes past its result objects too, straight to the driver: five statements of a page at a tenth of the
price. What it gives is what the driver gives: SQLite keeps a moment as text and a truth as 0 or 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import lru_cache
from typing import Any

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Converter = tuple[str, Callable[[Any], Any] | None]
Row = tuple[Any, ...]


class Prepared:
    """One statement with named parameters, whose values are converted as their columns ask."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled = lru_cache(maxsize=8)(self._compile)

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Run a statement that gives nothing back, in the transaction of the connection."""
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(*self._bound(connection, values))

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Row]:
        """Run a query, and return its rows as the driver gives them."""
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(*self._bound(connection, values))
            return list(cursor.fetchall())

    def _bound(self, connection: Connection, values: Mapping[str, Any]) -> tuple[str, Any]:
        sql, converters, constants, positional = self._compiled(connection.dialect)
        given = {**constants, **values}
        row = {name: convert(given[name]) if convert else given[name] for name, convert in converters}
        return sql, tuple([row[name] for name, _ in converters]) if positional else row

    def _compile(self, dialect: Dialect) -> tuple[str, tuple[Converter, ...], Mapping[str, Any], bool]:
        compiled = self._statement.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only a statement with parameters can be prepared")
        bound = {name: each.type for each, name in compiled.bind_names.items()}
        converters = tuple(
            (name, bound[name].dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or bound
        )
        return str(compiled), converters, compiled.params, compiled.positiontup is not None


@lru_cache(maxsize=20_000)
def moment(kept: dt.datetime | str) -> dt.datetime:
    """Return a moment that `rows` gave as an aware one, in UTC."""
    read = kept if isinstance(kept, dt.datetime) else dt.datetime.fromisoformat(kept)
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)


@lru_cache(maxsize=20_000)
def day(kept: dt.date | str | None) -> dt.date | None:
    """Return a day that `rows` gave."""
    return dt.date.fromisoformat(kept) if isinstance(kept, str) else kept
