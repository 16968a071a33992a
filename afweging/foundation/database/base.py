"""The typed declarative base, column types that keep their promise, and public ids."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, Dialect, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, registry

# Crockford's base 32 without I, L, O and U: no two signs look alike, no words appear.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware moment, stored as UTC. A naive one is refused: nobody knows which hour it is."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the moment as naive UTC, as the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the stored moment as aware UTC."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


Json = JSON(none_as_null=True)


class Base(DeclarativeBase):
    """Every table's base in the `cases` database."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={dt.datetime: UtcDateTime, dict[str, Any]: Json, list[Any]: Json},
    )


def check_in(column: str, values: Iterable[str], *, optional: bool = False) -> CheckConstraint:
    """Return a constraint that holds `column` to these words."""
    words = ", ".join(f"'{value}'" for value in values)
    rule = f"{column} IN ({words})"
    return CheckConstraint(f"{column} IS NULL OR {rule}" if optional else rule, name=f"{column}_known")


def new_public_id(length: int = 10) -> str:
    """Return a permanent, meaningless id: `length` signs of Crockford's base 32 (5 bits each)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
