"""The migrations make the very tables that the models describe."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Engine, create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from afweging import migrations
from afweging.foundation.database.session import prepare_engine
from afweging.migrations import tables


def fresh(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path / 'cases.sqlite3'}")
    prepare_engine(engine)
    return engine


def test_models_and_migrations_agree(tmp_path: Path) -> None:
    engine = fresh(tmp_path)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        differences = compare_metadata(context, tables.load())
    assert not differences, 'run `python -m afweging.migrations "what changes"`'


def test_models_and_migrations_hold_columns_to_the_same_words(tmp_path: Path) -> None:
    """Comparing metadata leaves CHECK constraints out."""
    engine = fresh(tmp_path)
    migrations.upgrade(engine)
    found = inspect(engine)
    for table in tables.load().sorted_tables:
        said = {
            str(each.name): str(each.sqltext)
            for each in table.constraints
            if isinstance(each, CheckConstraint)
        }
        made = {each["name"]: each["sqltext"] for each in found.get_check_constraints(table.name)}
        assert made == said, table.name


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    engine = fresh(tmp_path)
    assert migrations.upgrade(engine) == ("", migrations.newest())
    assert migrations.upgrade(engine) == (migrations.newest(), migrations.newest())
    with engine.connect() as connection:
        assert migrations.version(connection) == migrations.newest()


def test_every_models_module_is_on_the_list() -> None:
    package = Path(tables.__file__).parents[1]
    found = {
        "afweging." + ".".join(path.relative_to(package).with_suffix("").parts)
        for path in package.rglob("models.py")
        if "register" not in path.parts
    }
    assert found == set(tables.MODELS)


def test_what_was_handed_in_keeps_the_text_it_was_answered_on(tmp_path: Path) -> None:
    """From 0002, rows and all: foreign keys are on while tables change."""
    engine = fresh(tmp_path)
    with engine.connect() as connection, connection.begin():
        command.upgrade(migrations.config(connection), "0002")
        put(connection, "organisation", id=1, code="gm9990")
        put(connection, "person", id=1, public_id="P", email="a@b.example")
        put(connection, "questionnaire_text", sha256="a" * 64, canonical=b"{}")
        put(
            connection, "installed_questionnaire", id=1, organisation_id=1, sha256="a" * 64, state="published"
        )
        put(
            connection,
            "dossier",
            id=1,
            organisation_id=1,
            number=1,
            kind="sensor",
            route="pilot",
            phase="pilot",
        )
        put(
            connection,
            "assessment",
            id=1,
            dossier_id=1,
            kind="full",
            state="submitted",
            questionnaire_sha256="a" * 64,
            started_by_id=1,
        )
        put(connection, "submission", id=1, assessment_id=1, number=1, by_id=1)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT questionnaire_sha256 FROM submission")).scalars().all()
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    assert (found, broken) == (["a" * 64], [])


def test_what_is_installed_stays_and_none_of_it_becomes_a_draft(tmp_path: Path) -> None:
    """From 0005: the table is made anew, with its rows, its references and its one version of each."""
    engine = fresh(tmp_path)
    with engine.connect() as connection, connection.begin():
        command.upgrade(migrations.config(connection), "0005")
        put(connection, "organisation", id=1, code="gm9990")
        put(connection, "questionnaire_text", sha256="a" * 64, canonical=b"{}")
        for number, state in enumerate(("retired", "published"), start=1):
            install(connection, number, state=state, version=f"{number}.0.0", source=b"id: sensors")
        before = rows_of(connection, "installed_questionnaire")
    migrations.upgrade(engine)
    with engine.connect() as connection:
        assert rows_of(connection, "installed_questionnaire") == before
        assert not connection.execute(text("PRAGMA foreign_key_check")).all()
        for wrong in ({"state": "draft"}, {"version": "1.0.0"}, {"sha256": "b" * 64}):
            with pytest.raises(IntegrityError):
                install(connection, 3, **wrong)


def install(connection: Connection, number: int, **values: object) -> None:
    common = {"organisation_id": 1, "sha256": "a" * 64, "state": "published"}
    put(connection, "installed_questionnaire", id=number, **{**common, **values})


def rows_of(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY id"))]


def put(connection: Connection, table: str, **values: object) -> None:
    """Write a row as a database of that version holds it; what is asked and not given is something empty."""
    empty = {"INTEGER": 0, "BOOLEAN": 1, "JSON": "{}", "DATETIME": "2026-11-23 09:00:00.000000"}
    for column in inspect(connection).get_columns(table):
        if not column["nullable"] and column["name"] not in values:
            values[column["name"]] = empty.get(str(column["type"]), "development")
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)
