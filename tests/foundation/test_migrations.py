"""The migrations make the very tables that the models describe."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine

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
